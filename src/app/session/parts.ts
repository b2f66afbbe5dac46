// What those need who type and write, all at once: for programs that are not a page. A page loads it when its cluster is alive (hands.ts).
import { useChecks } from "#engine";
import { requestChecks } from "#engine/checks";
import { useLineParts } from "#kubectl";
import { lines } from "#kubectl/lines";
import { useExpressions } from "#tutor";
import { createExpressions } from "#tutor/expressions";

export const useParts = (): void => {
  useChecks(requestChecks);
  useLineParts(lines);
  useExpressions(createExpressions);
};

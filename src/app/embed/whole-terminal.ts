// What an embed has to type with.
import { useRareParts } from "#kubectl";
import { smallParts } from "#kubectl/small";
import { useParts } from "../session/parts.ts";

export const useWholeTerminal = (): void => {
  useParts();
  useRareParts(smallParts);
};

import { expect, it } from "vitest";
import { scaffold } from "../lesson/scaffold.ts";
import { withLine } from "./line-of.ts";

const folder = scaffold({ part: "cases", id: "x", number: 11 });

/** The text of the line that a problem is said to stand in. */
const lineSaid = (problem: string): string | undefined => {
  const [, file = "", line = ""] = /^([\w.]+):(\d+): /.exec(withLine(problem, folder)) ?? [];
  return folder[file]?.split("\n")[Number(line) - 1]?.trim();
};

it.each([
  [
    "steps.look.goals.see-endpoints.when: no such overload",
    'when: ran("(get|describe) +(ep|endpoints|endpointslices?|svc|services?)\\\\b")',
  ],
  ["lesson.yaml: steps.1.goals.0.for: a duration", "- id: see-endpoints"],
  [
    "fixes.wrong.restart.because never held (false): x",
    'because: isRolledOut("web") && requests("clients", 10).failed > 5',
  ],
  ["symptom.when did not hold within 30 s", 'when: requests("clients", 5).share > 0.5'],
  ['ko.md: step "mend": no hint "x"', "## mend: 서로 만나게 해 주세요"],
])("%s", (problem, line) => {
  expect(lineSaid(problem)).toBe(line);
});

it("leaves alone what has a line, or none", () => {
  expect(withLine("en.md:7: a sentence of 32 words", folder)).toBe("en.md:7: a sentence of 32 words");
  expect(withLine("ko.md: is absent", folder)).toBe("ko.md: is absent");
});

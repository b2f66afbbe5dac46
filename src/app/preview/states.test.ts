import { expect, it } from "vitest";
import { compileLesson } from "#tutor/compile";
import { scaffold } from "../../../e2e/lesson/scaffold.ts";
import { stepStates, type StepState } from "./states.ts";

const folder = scaffold({ part: "concepts", id: "labels", number: 11 });
const statesOf = (change: (lesson: string) => string = (text) => text): readonly string[] => {
  const { compiled } = compileLesson({ ...folder, "lesson.yaml": change(folder["lesson.yaml"]!) });
  return [...stepStates(compiled!)]
    .filter((state) => state !== undefined)
    .map(nameOf)
    .toSorted();
};
const nameOf = ({ step, kind, id, isAsTold }: StepState): string =>
  `${step} ${kind}${id && ` ${id}`}${isAsTold ? "" : " NOT AS TOLD"}`;

it("makes every state of every step", () => {
  expect(statesOf()).toEqual([
    "0 done",
    "0 hint press-play",
    "0 start",
    "1 done",
    "1 hint the-list",
    "1 start",
    "2 done by-patch",
    "2 done right-selector",
    "2 hint compare-labels",
    "2 start",
    "2 wrong more-pods",
    "2 wrong restart",
  ]);
});

it("says which way is not what the lesson says of it", () => {
  const states = statesOf((text) =>
    text.replace("deployments.web.spec.replicas > 2.0 && seconds > 10.0", "seconds < 0.0"),
  );
  expect(states.filter((name) => name.endsWith("NOT AS TOLD"))).toEqual(["2 wrong more-pods NOT AS TOLD"]);
});

it("makes each guess, and hands a state over while it is there", () => {
  const guessed = folder["lesson.yaml"]!.replace(
    "  - id: look\n",
    "  - id: look\n    predict: { id: how-many, options: [none, two], answer: none }\n",
  );
  const { compiled } = compileLesson({ ...folder, "lesson.yaml": guessed });
  const said: unknown[] = [];
  for (const state of stepStates(compiled!)) {
    if (state?.kind === "guess") said.push([state.id, state.session.progress!.predictions["how-many"]]);
    if (state?.kind === "done" && state.step === 2)
      said.push([state.id, state.session.evaluate('requests("clients", 5).failed')]);
  }
  expect(said).toEqual([
    ["none", "none"],
    ["two", "two"],
    ["right-selector", { ok: true, value: 0 }],
    ["by-patch", { ok: true, value: 0 }],
  ]);
});

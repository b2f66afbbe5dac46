// The decisions of a real kube-scheduler 1.36.3, made again.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { answerQueue, answerScheduler, answerSequence } from "./vectors.ts";

interface Case<In, Want> {
  readonly name: string;
  readonly in: In;
  readonly want: Want;
}

const read = <In, Want>(name: string): Case<In, Want>[] =>
  (
    JSON.parse(
      readFileSync(new URL(`../../../e2e/conformance/recordings/vectors/${name}.json`, import.meta.url), "utf8"),
    ) as { cases: Case<In, Want>[] }
  ).cases;

const pick = (got: object, want: object): object =>
  Object.fromEntries(Object.keys(want).map((k) => [k, (got as Record<string, unknown>)[k]]));

describe("one decision", () => {
  const cases = read<Parameters<typeof answerScheduler>[0], object>("scheduler");
  it.each(cases)("$name", ({ in: given, want }) => {
    expect(pick(answerScheduler(given), want)).toStrictEqual(want);
  });
});

describe("pods in sequence", () => {
  type Want = { steps: { taken?: string }[] };
  const cases = read<Parameters<typeof answerSequence>[0], Want>("scheduler-sequence");
  it.each(cases)("$name", ({ in: given, want }) => {
    expect(answerSequence(given, (i) => want.steps[i]?.taken)).toStrictEqual(want);
  });
});

describe("the order of the active queue", () => {
  const cases = read<Parameters<typeof answerQueue>[0], object>("scheduler-queue");
  it.each(cases)("$name", ({ in: given, want }) => {
    expect(answerQueue(given)).toStrictEqual(want);
  });
});

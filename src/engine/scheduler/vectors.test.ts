// The decisions of a real kube-scheduler 1.36.3, made again.
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Pod } from "#api/core-pod";
import { createDecisionCluster } from "./decide.ts";
import type { ClusterObjects } from "./decide.ts";
import { decisionOf } from "./vector-decision.ts";

const read = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../../e2e/conformance/recordings/vectors/${name}.json`, import.meta.url), "utf8"),
  );

interface Decision {
  readonly chosen?: readonly string[];
  readonly filters?: Readonly<Record<string, unknown>>;
  readonly [key: string]: unknown;
}

describe("one decision", () => {
  type Case = { name: string; in: ClusterObjects & { pod: Pod }; want: Decision };
  const { cases } = read("scheduler") as { cases: Case[] };
  it.each(cases)("$name", ({ in: given, want }) => {
    const { framework } = createDecisionCluster(given, () => 0);
    const got = decisionOf(framework.schedule(given.pod, { startIndex: 0, trace: true }), given.nodes);
    expect(pick(got, want)).toEqual(want);
  });
});

describe("pods in sequence", () => {
  type Step = Decision & { pod: string; taken?: string };
  type Case = { name: string; in: ClusterObjects & { pending: Pod[] }; want: { steps: Step[] } };
  const { cases } = read("scheduler-sequence") as { cases: Case[] };
  it.each(cases)("$name", ({ in: given, want }) => {
    const { cache, framework } = createDecisionCluster(given, () => 0);
    for (const [i, pod] of given.pending.entries()) {
      const step = want.steps[i] as Step;
      const got = decisionOf(framework.schedule(pod, { startIndex: 0, trace: true }), given.nodes);
      const filters = Object.fromEntries(Object.entries(got.filters ?? {}).map(([n, f]) => [n, f.plugin]));
      const { taken, pod: name, ...rest } = step;
      expect(name).toBe(pod.metadata.name);
      expect(pick({ ...got, filters }, rest)).toEqual(rest);
      if (taken) cache.setPod({ ...pod, spec: { ...pod.spec, nodeName: taken } });
    }
  });
});

const pick = (got: object, want: object): object =>
  Object.fromEntries(Object.keys(want).map((k) => [k, (got as Record<string, unknown>)[k]]));

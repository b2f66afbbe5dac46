import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ContainerStatus } from "#api/core-container";
import type { Pod, PodSpec } from "#api/core-pod";
import { containersReadyCondition, initializedCondition, readyCondition } from "./conditions.ts";
import { podPhase } from "./phase.ts";
import { containerShouldRestart } from "./should-restart.ts";

interface Row {
  in: {
    pod: Pod;
    containerStatuses: ContainerStatus[] | null;
    initContainerStatuses: ContainerStatus[] | null;
    podHasInitialized: boolean;
    podIsTerminal: boolean;
  };
  want: object;
}

const { cases }: { cases: Row[] } = JSON.parse(
  readFileSync("e2e/conformance/recordings/vectors/pod-phase.json", "utf8"),
);

const answer = (input: Row["in"]): object => {
  const { spec, status } = input.pod;
  const statuses = [...(input.containerStatuses ?? []), ...(input.initContainerStatuses ?? [])];
  const phase = podPhase({
    spec,
    statuses,
    isTerminal: input.podIsTerminal,
    hasInitialized: input.podHasInitialized,
  });
  const containersReady = containersReadyCondition(spec, statuses, phase);
  return {
    phase,
    conditions: [
      initializedCondition(spec, statuses, phase),
      readyCondition(spec, status?.conditions ?? [], containersReady),
      containersReady,
    ],
  };
};

describe("recorded statuses", () => {
  it.each(cases.map((row, i) => ({ ...row, i })))("pod $i", (row) => {
    expect(answer(row.in)).toEqual(row.want);
  });
});

describe("readyCondition", () => {
  const spec: PodSpec = {
    containers: [{ name: "c" }],
    readinessGates: [{ conditionType: "lb" }, { conditionType: "mesh" }],
  };
  const allReady = { type: "ContainersReady", status: "True" } as const;

  it("waits for every gate", () => {
    expect(readyCondition(spec, [{ type: "mesh", status: "Unknown" }], allReady)).toEqual({
      type: "Ready",
      status: "False",
      reason: "ReadinessGatesNotReady",
      message:
        'corresponding condition of pod readiness gate "lb" does not exist., the status of pod readiness gate "mesh" is not "True", but Unknown',
    });
  });

  it("opens with the last", () => {
    const conditions = [
      { type: "lb", status: "True" },
      { type: "mesh", status: "True" },
    ] as const;
    expect(readyCondition(spec, conditions, allReady)).toEqual({ type: "Ready", status: "True" });
  });
});

describe("containerShouldRestart", () => {
  const rule = { action: "Restart", exitCodes: { operator: "In", values: [42] } } as const;

  it.each([
    [{ name: "c" }, "Always", 0, true],
    [{ name: "c" }, "OnFailure", 0, false],
    [{ name: "c" }, "OnFailure", 1, true],
    [{ name: "c" }, "Never", 1, false],
    [{ name: "c", restartPolicy: "Always" }, "Never", 0, true],
    [{ name: "c", restartPolicy: "Never", restartPolicyRules: [rule] }, "Always", 42, true],
    [{ name: "c", restartPolicy: "Never", restartPolicyRules: [rule] }, "Always", 1, false],
  ] as const)("%j in a pod of %s that ended with %d: %s", (container, restartPolicy, exitCode, want) => {
    expect(containerShouldRestart(container, { containers: [], restartPolicy }, exitCode)).toBe(want);
  });
});

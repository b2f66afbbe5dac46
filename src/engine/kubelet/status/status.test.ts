import { describe, expect, it } from "vitest";
import type { PodSpec } from "#api/core-pod";
import { answerPodPhase, type PodPhaseIn } from "../../../../e2e/conformance/kinds/pod-phase.ts";
import { recorded } from "../../../../e2e/conformance/kinds/recorded.ts";
import { readyCondition } from "./conditions.ts";
import { containerShouldRestart } from "./should-restart.ts";

describe("recorded statuses", () => {
  it.each(recorded<PodPhaseIn>("pod-phase"))("pod $title", (row) => {
    expect(answerPodPhase(row.in)).toEqual(row.want);
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

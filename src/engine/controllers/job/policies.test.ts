// Rows after pkg/controller/job/pod_failure_policy_test.go, success_policy_test.go and indexed_job_utils_test.go (v1.36).
import { describe, expect, it } from "vitest";
import type { Job, JobSpec, PodFailurePolicyRule, SuccessPolicyRule } from "#api/batch";
import type { Pod } from "#api/core-pod";
import { parseIndexes } from "./indexes.ts";
import { judgeJob } from "./policies.ts";
import { TRACKING_FINALIZER } from "./pods.ts";

const template = { spec: { containers: [] } } as unknown as JobSpec["template"];
const jobOf = (spec: Partial<JobSpec>, failedIndexes?: string): Job => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "work", namespace: "default" },
  spec: { template, completions: 3, ...spec },
  status: failedIndexes === undefined ? {} : { failedIndexes },
});

interface Ended {
  readonly name?: string;
  readonly index?: number;
  readonly failures?: number;
  readonly ignored?: number;
  readonly code?: number;
  readonly initCode?: number;
  readonly condition?: string;
  readonly phase?: string;
  readonly atSecond?: number;
}

const statusesOf = (name: string, exitCode: number | undefined, atSecond: number) =>
  exitCode === undefined
    ? []
    : [
        {
          name,
          state: { terminated: { exitCode, finishedAt: `1970-01-01T00:00:${String(atSecond).padStart(2, "0")}Z` } },
        },
      ];

const podOf = (given: Ended): Pod => {
  const {
    name = "a",
    index,
    failures = 0,
    ignored = 0,
    code,
    initCode,
    condition,
    phase = "Failed",
    atSecond = 0,
  } = given;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name,
      namespace: "default",
      finalizers: [TRACKING_FINALIZER],
      annotations: {
        ...(index === undefined ? {} : { "batch.kubernetes.io/job-completion-index": String(index) }),
        "batch.kubernetes.io/job-index-failure-count": String(failures),
        "batch.kubernetes.io/job-index-ignored-failure-count": String(ignored),
      },
    },
    status: {
      phase,
      containerStatuses: statusesOf("main", code, atSecond),
      initContainerStatuses: statusesOf("init", initCode, atSecond),
      conditions: condition === undefined ? [] : [{ type: condition, status: "True" }],
    },
  } as unknown as Pod;
};

const judge = (job: Job, pods: readonly Pod[], done = "", wallMs = 0) =>
  judgeJob(
    {
      job,
      pods,
      active: pods.filter((p) => p.status?.phase === "Running"),
      completedIndexes: parseIndexes(done, job.spec.completions ?? 0),
    },
    wallMs,
  );

const onCodes = (
  action: PodFailurePolicyRule["action"],
  operator: "In" | "NotIn",
  values: number[],
  name?: string,
) => ({
  action,
  onExitCodes: { operator, values, ...(name === undefined ? {} : { containerName: name }) },
});

const kept = (pods: readonly Ended[]): readonly string[] =>
  [...judge(jobOf({ backoffLimitPerIndex: 3 }), pods.map(podOf)).kept].map((p) => p.metadata.name);

const failed = (spec: Partial<JobSpec>, pods: readonly Ended[], before?: string): string =>
  [...judge(jobOf({ backoffLimitPerIndex: 1, ...spec }, before), pods.map(podOf)).failedIndexes].join(",");

const reason = (spec: Partial<JobSpec>, before: string, done = ""): string | undefined =>
  judge(jobOf({ backoffLimitPerIndex: 0, ...spec }, before), [], done).ending?.reason;

describe("podFailurePolicy", () => {
  const outcome = (rules: readonly PodFailurePolicyRule[], pod: Ended): string => {
    const verdict = judge(jobOf({ podFailurePolicy: { rules } }), [podOf(pod)]);
    return verdict.failJob?.message ?? (verdict.ignored.size > 0 ? "ignored" : "counted");
  };
  const code = "Container main for pod default/a failed with exit code";

  it.each<[string, PodFailurePolicyRule[], Ended, string]>([
    ["an exit code", [onCodes("FailJob", "In", [1, 2, 3])], { code: 2 }, `${code} 2 matching FailJob rule at index 0`],
    ["another exit code", [onCodes("FailJob", "In", [1, 2, 3])], { code: 4 }, "counted"],
    ["exit 0 meets no rule", [onCodes("FailJob", "NotIn", [5])], { code: 0 }, "counted"],
    ["not in", [onCodes("FailJob", "NotIn", [5, 6, 7])], { code: 1 }, `${code} 1 matching FailJob rule at index 0`],
    ["one of those not in", [onCodes("FailJob", "NotIn", [5, 6, 7])], { code: 6 }, "counted"],
    ["another container", [onCodes("FailJob", "In", [2], "side")], { code: 2 }, "counted"],
    [
      "an init container",
      [onCodes("FailJob", "In", [5])],
      { initCode: 5 },
      "Container init for pod default/a failed with exit code 5 matching FailJob rule at index 0",
    ],
    ["ignored", [onCodes("Ignore", "In", [1])], { code: 1 }, "ignored"],
    ["the first rule decides", [onCodes("Count", "In", [2]), onCodes("FailJob", "In", [2])], { code: 2 }, "counted"],
    [
      "the second rule",
      [onCodes("Ignore", "In", [1]), onCodes("FailJob", "In", [2])],
      { code: 2 },
      `${code} 2 matching FailJob rule at index 1`,
    ],
    [
      "a condition",
      [{ action: "FailJob", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] }],
      { condition: "DisruptionTarget" },
      "Pod default/a has condition DisruptionTarget matching FailJob rule at index 0",
    ],
    [
      "a condition of another status",
      [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "False" }] }],
      { condition: "DisruptionTarget" },
      "counted",
    ],
    ["a pod that has not failed", [onCodes("FailJob", "In", [2])], { code: 2, phase: "Running" }, "counted"],
  ])("%s", (_, rules, pod, expected) => {
    expect(outcome(rules, pod)).toBe(expected);
  });
});

describe("successPolicy", () => {
  it.each<[string, SuccessPolicyRule[], string, string | undefined]>([
    ["no index is done", [{ succeededCount: 1 }], "", undefined],
    ["as many as asked", [{ succeededCount: 2 }], "0,2", "Matched rules at index 0"],
    ["fewer than asked", [{ succeededCount: 3 }], "0,2", undefined],
    ["all of those named", [{ succeededIndexes: "1,3-5" }], "1,3-5", "Matched rules at index 0"],
    ["not all of those named", [{ succeededIndexes: "1,3-5" }], "1,3,4,7", undefined],
    ["enough of those named", [{ succeededIndexes: "0-6", succeededCount: 3 }], "0,4,6", "Matched rules at index 0"],
    ["enough, but not of those", [{ succeededIndexes: "0-2", succeededCount: 2 }], "2,7-9", undefined],
    ["by the second rule", [{ succeededIndexes: "9" }, { succeededIndexes: "0" }], "0", "Matched rules at index 1"],
  ])("%s", (_, rules, done, expected) => {
    const { ending } = judge(jobOf({ completions: 10, successPolicy: { rules } }), [], done);
    expect(ending?.message).toBe(expected);
    expect(ending?.type).toBe(expected === undefined ? undefined : "SuccessCriteriaMet");
  });
});

describe("backoffLimitPerIndex", () => {
  it("counts an index as failed beyond its limit, or by FailIndex", () => {
    expect(failed({}, [{ index: 0, failures: 0 }])).toBe("");
    expect(failed({}, [{ index: 0, failures: 1 }])).toBe("0");
    expect(failed({}, [{ index: 1, failures: 1 }], "0")).toBe("0,1");
    expect(failed({}, [{ index: 7, failures: 1 }])).toBe("");
    const failIndex = { podFailurePolicy: { rules: [onCodes("FailIndex", "In", [3])] } };
    expect(failed(failIndex, [{ index: 2, code: 3 }])).toBe("2");
    const ignore = { podFailurePolicy: { rules: [onCodes("Ignore", "In", [3])] } };
    expect(failed(ignore, [{ index: 2, code: 3, failures: 1 }])).toBe("");
  });

  it("keeps the last pod of an index until the next one is there", () => {
    expect(kept([{ name: "x", index: 0 }])).toEqual(["x"]);
    expect(
      kept([
        { name: "x", index: 0 },
        { name: "y", index: 0, failures: 1, code: 1 },
      ]),
    ).toEqual(["y"]);
    expect(
      kept([
        { name: "x", index: 0 },
        { name: "y", index: 0, phase: "Running" },
      ]),
    ).toEqual([]);
  });

  it("waits for each index by its own failures, and hands their number on", () => {
    const rules = [onCodes("Ignore", "In", [9])];
    const spec = { backoffLimitPerIndex: 5, podFailurePolicy: { rules } };
    const pods = [podOf({ index: 0, code: 1 }), podOf({ index: 1, code: 9, failures: 2, ignored: 1 })];
    const { choose, annotations } = judge(jobOf(spec), pods, "", 4000);
    expect([choose([0]), choose([1]), choose([0, 1])].map((c) => c.waitMs)).toEqual([6000, 76_000, 6000]);
    expect(choose([0, 1, 2])).toEqual({ indexes: [2], waitMs: 0 });
    expect(annotations(0)).toEqual({ "batch.kubernetes.io/job-index-failure-count": "1" });
    expect(annotations(1)).toEqual({
      "batch.kubernetes.io/job-index-failure-count": "2",
      "batch.kubernetes.io/job-index-ignored-failure-count": "2",
    });
    expect(annotations(2)).toEqual({ "batch.kubernetes.io/job-index-failure-count": "0" });
  });

  it("fails the Job when too many have failed, or when all that are left have", () => {
    expect(reason({ maxFailedIndexes: 0 }, "1")).toBe("MaxFailedIndexesExceeded");
    expect(reason({ maxFailedIndexes: 1 }, "1")).toBe(undefined);
    expect(reason({}, "1", "0,2")).toBe("FailedIndexes");
    expect(reason({}, "1", "0")).toBe(undefined);
  });
});

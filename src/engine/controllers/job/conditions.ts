// Models the conditions of pkg/controller/job/job_controller.go (v1.36): a Job first meets what ends it, and ends when its pods have.
import type { Condition } from "#api/meta";
import type { Job } from "#api/batch";

export const jobCondition = (job: Job, type: string): Condition | undefined =>
  job.status?.conditions?.find((c) => c.type === type && c.status === "True");

export const isJobFinished = (job: Job): boolean =>
  jobCondition(job, "Complete") !== undefined || jobCondition(job, "Failed") !== undefined;

export interface Ending {
  readonly type: "SuccessCriteriaMet" | "FailureTarget";
  readonly reason: string;
  readonly message: string;
}

export const SUCCESS: Ending = {
  type: "SuccessCriteriaMet",
  reason: "CompletionsReached",
  message: "Reached expected number of succeeded pods",
};
export const BACKOFF_LIMIT: Ending = {
  type: "FailureTarget",
  reason: "BackoffLimitExceeded",
  message: "Job has reached the specified backoff limit",
};
export const DEADLINE: Ending = {
  type: "FailureTarget",
  reason: "DeadlineExceeded",
  message: "Job was active longer than specified deadline",
};

/** The ending that an earlier sync found. */
export const knownEnding = (job: Job): Ending | undefined => {
  for (const type of ["FailureTarget", "SuccessCriteriaMet"] as const) {
    const found = jobCondition(job, type);
    if (found) return { type, reason: found.reason ?? "", message: found.message ?? "" };
  }
  return undefined;
};

const conditionOf = (type: string, note: Pick<Ending, "reason" | "message">, time: string): Condition => ({
  type,
  status: "True",
  lastProbeTime: time,
  lastTransitionTime: time,
  reason: note.reason,
  message: note.message,
});

/** `conditions` with the interim condition of an ending. */
export const withEnding = (conditions: readonly Condition[], ending: Ending, time: string): readonly Condition[] =>
  conditions.some((c) => c.type === ending.type) ? conditions : [...conditions, conditionOf(ending.type, ending, time)];

/** ... and with the final one. */
export const withFinal = (conditions: readonly Condition[], ending: Ending, time: string): readonly Condition[] => [
  ...conditions,
  conditionOf(ending.type === "FailureTarget" ? "Failed" : "Complete", ending, time),
];

export const withSuspended = (
  conditions: readonly Condition[],
  isSuspended: boolean,
  time: string,
): readonly Condition[] => {
  const before = conditions.find((c) => c.type === "Suspended");
  const status = isSuspended ? "True" : "False";
  if (before ? before.status === status : !isSuspended) return conditions;
  const note = isSuspended
    ? { reason: "JobSuspended", message: "Job suspended" }
    : { reason: "JobResumed", message: "Job resumed" };
  const condition: Condition = { ...conditionOf("Suspended", note, time), status };
  return before ? conditions.map((c) => (c === before ? condition : c)) : [...conditions, condition];
};

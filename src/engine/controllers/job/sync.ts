// Models syncJob, manageJob and trackJobStatusAndRemoveFinalizers of pkg/controller/job/job_controller.go (v1.36).
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { Condition } from "#api/meta";
import type { Job, JobStatus } from "#api/batch";
import type { Pod } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import { parseTime } from "#api/time";
import { checks } from "../../apiserver/checks.ts";
import type { EventRecorder } from "../../events/recorder.ts";
import type { Sim } from "../../sim.ts";
import type { Table } from "../../state/table.ts";
import { omitZero } from "../omit-zero.ts";
import type { PacedWrites } from "../paced-writes.ts";
import { creating, removing, type PodWrite } from "../pod-control.ts";
import { isPodActive, isPodReady, isPodTerminating } from "../pod-state.ts";
import { rankForDeletion } from "../replicaset/pod-deletion.ts";
import type { WorkQueue } from "../work-queue.ts";
import {
  BACKOFF_LIMIT,
  DEADLINE,
  knownEnding,
  SUCCESS,
  withEnding,
  withFinal,
  withSuspended,
  type Ending,
} from "./conditions.ts";
import { formatIndexes, indexOf, nextIndexes, parseIndexes } from "./indexes.ts";
import {
  backoffAfter,
  finishTimeMs,
  isFailed,
  isPastLimitOnFailure,
  isTracked,
  remainingMs,
  TRACKING_FINALIZER,
  type Backoff,
} from "./pods.ts";
import { podOf } from "./make-pod.ts";
import type { Judged, Verdict } from "./policies.ts";

export interface JobTools {
  readonly sim: Sim;
  readonly queue: WorkQueue;
  readonly recorder: EventRecorder;
  readonly writes: PacedWrites<PodWrite>;
  readonly backoffs: Table<Backoff>;
}

/** A Job's pods as one sync sees them. */
interface View extends Judged {
  readonly tracked: readonly Pod[];
  /** Ended since the last sync. */
  readonly newSucceeded: readonly Pod[];
  readonly newFailed: readonly Pod[];
  readonly succeeded: number;
  /** What its policies make of it, if it has one. */
  readonly verdict: Verdict | undefined;
}

/** At most so many pods are made or ended in one sync. */
const MOST_PER_SYNC = 500;
const NO_BACKOFF: Backoff = { failures: 0, lastMs: 0 };

/** It is being deleted: what becomes of its pods is the garbage collector's business, they are only let go. */
const isLeaving = (job: Job): boolean => job.metadata.deletionTimestamp !== undefined;

const isIndexed = (job: Job): boolean => job.spec.completionMode === "Indexed";

const indexesOf = (pods: readonly Pod[]): readonly number[] => pods.flatMap((p) => indexOf(p) ?? []);

const viewOf = (job: Job, pods: readonly Pod[], wallMs: number): View => {
  const { completions = 0, podFailurePolicy, successPolicy, backoffLimitPerIndex } = job.spec;
  const tracked = pods.filter(isTracked);
  const ended = tracked.filter((p) => p.status?.phase === "Succeeded");
  const before = parseIndexes(job.status?.completedIndexes, completions);
  const now = indexesOf(ended).filter((i) => i < completions);
  const completedIndexes = new Set(isIndexed(job) ? [...before, ...now] : []);
  const judged = { job, pods, active: pods.filter(isPodActive), completedIndexes };
  return {
    ...judged,
    tracked,
    newSucceeded: ended,
    newFailed: tracked.filter((p) => isFailed(job, p)),
    succeeded: isIndexed(job) ? completedIndexes.size : (job.status?.succeeded ?? 0) + ended.length,
    verdict:
      podFailurePolicy || successPolicy || backoffLimitPerIndex !== undefined
        ? checks().judgeJob(judged, wallMs)
        : undefined,
  };
};

export const syncJob = (tools: JobTools, job: Job): void => {
  const { sim, queue, writes } = tools;
  const key = keyOf(job);
  const pods = [...sim.store.controlledBy("pods", job.metadata.uid ?? "")].toSorted((a, b) =>
    compareStrings(a.metadata.name, b.metadata.name),
  );
  const view = viewOf(job, pods, sim.wallMs());
  const isSuspended = job.spec.suspend === true;
  const startTime = job.status?.startTime ?? (isSuspended ? undefined : sim.timestamp());
  const backoff = noteBackoff(tools, view);
  const found = endingOf(tools, view, startTime);
  const { active, ended = [], isRefused = false } = found ? endActive(tools, view) : manage(tools, view, backoff);
  const ending = found ?? (isAllDone(view, active) ? SUCCESS : undefined);
  const before = job.status?.conditions ?? [];
  const conditions = ending || isLeaving(job) ? before : withSuspended(before, isSuspended, sim.timestamp());
  saySuspension(tools, job, conditions);
  finish(tools, view, {
    active,
    ended: new Set(ended),
    ending,
    conditions,
    startTime: restarted(job, conditions, startTime, sim.timestamp()),
  });
  if (isRefused) queue.addRateLimited(key);
  else if (!writes.isUnderway(key)) queue.forget(key);
};

/** A Job that is resumed starts anew: its deadline counts from then. */
const restarted = (
  job: Job,
  conditions: readonly Condition[],
  startTime: string | undefined,
  time: string,
): string | undefined => {
  const isSuspended = conditions.some((c) => c.type === "Suspended" && c.status === "True");
  if (isSuspended) return undefined;
  return conditions !== (job.status?.conditions ?? conditions) ? time : startTime;
};

const saySuspension = ({ recorder }: JobTools, job: Job, conditions: readonly Condition[]): void => {
  const now = conditions.find((c) => c.type === "Suspended");
  if (!now || (job.status?.conditions ?? []).includes(now)) return;
  const reason = now.status === "True" ? "Suspended" : "Resumed";
  recorder.record(job, { type: "Normal", reason, message: now.message ?? "" });
};

const noteBackoff = ({ sim, backoffs }: JobTools, { job, newSucceeded, newFailed }: View): Backoff => {
  if (job.spec.backoffLimitPerIndex !== undefined) return NO_BACKOFF;
  const uid = job.metadata.uid ?? "";
  const before = backoffs.get(uid) ?? NO_BACKOFF;
  const atMs = (pod: Pod): number => finishTimeMs(pod, sim.wallMs());
  const after = backoffAfter(before, [
    ...newSucceeded.map((p) => ({ atMs: atMs(p), hasFailed: false })),
    ...newFailed.map((p) => ({ atMs: atMs(p), hasFailed: true })),
  ]);
  if (newSucceeded.length + newFailed.length > 0) backoffs.set(uid, after);
  return after;
};

/** The first that holds, in the order in which the controller asks. */
const endingOf = (tools: JobTools, view: View, startTime: string | undefined): Ending | undefined =>
  knownEnding(view.job) ?? view.verdict?.failJob ?? failureOf(tools, view, startTime) ?? view.verdict?.ending;

const failureOf = (tools: JobTools, view: View, startTime: string | undefined): Ending | undefined => {
  const { job, newFailed, pods, verdict } = view;
  const failed = (job.status?.failed ?? 0) + newFailed.filter((p) => !verdict?.ignored.has(p)).length;
  if (failed > (job.spec.backoffLimit ?? 6) || isPastLimitOnFailure(job, pods)) return BACKOFF_LIMIT;
  const { activeDeadlineSeconds } = job.spec;
  if (activeDeadlineSeconds === undefined || startTime === undefined || job.spec.suspend) return undefined;
  const leftMs = (parseTime(startTime) ?? 0) + activeDeadlineSeconds * 1000 - tools.sim.wallMs();
  if (leftMs <= 0) return DEADLINE;
  tools.queue.addAfter(keyOf(job), leftMs);
  return undefined;
};

const isAllDone = ({ job, succeeded }: View, active: number): boolean => {
  const { completions } = job.spec;
  if (active > 0) return false;
  return completions === undefined ? succeeded > 0 : succeeded >= completions;
};

/** How many pods are at work then, and whether one was refused. */
interface Managed {
  readonly active: number;
  /** Told to end just now. */
  readonly ended?: readonly Pod[];
  readonly isRefused?: boolean;
}

/** Ends what still runs. */
const endActive = (tools: JobTools, view: View): Managed => removeFirst(tools, view, view.active);

/** Ends pods that the Job does not want now. They are let go first: whatever becomes of them counts neither as success nor as failure. */
const removeUnwanted = (tools: JobTools, view: View, pods: readonly Pod[]): Managed => {
  for (const pod of pods.slice(0, MOST_PER_SYNC)) untrack(tools.sim, pod);
  return removeFirst(tools, view, pods);
};

/** Ends these pods in their order, as many as one sync may. */
const removeFirst = ({ writes }: JobTools, { job, active }: View, pods: readonly Pod[]): Managed => {
  const rest = pods.slice(0, MOST_PER_SYNC).map(removing);
  const { written } = writes.run(keyOf(job), { owner: job, rest });
  return { active: active.length - written, ended: pods.slice(0, written) };
};

const wantedActive = ({ job, active, succeeded }: View): number => {
  const { completions, parallelism = 1, suspend } = job.spec;
  if (suspend) return 0;
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
  return Math.min(Math.max(0, completions - succeeded), parallelism);
};

const pendingIndexes = (view: View, terminating: readonly Pod[], missing: number): readonly number[] => {
  const { job, active, completedIndexes, verdict } = view;
  const busy = indexesOf([...active, ...terminating]);
  const taken = new Set([...completedIndexes, ...busy, ...(verdict?.failedIndexes ?? [])]);
  return nextIndexes(job.spec.completions ?? 0, taken, missing);
};

/** Makes or ends pods until as many are at work as should be. */
const manage = (tools: JobTools, view: View, backoff: Backoff): Managed => {
  const { sim, queue, writes } = tools;
  const { job, active } = view;
  if (isLeaving(job)) return { active: active.length };
  const wanted = wantedActive(view);
  if (active.length > wanted) {
    const beyond = active.filter((p) => (indexOf(p) ?? -1) >= (job.spec.completions ?? Infinity));
    const ranked = rankForDeletion(active, active, sim.wallMs()).filter((p) => !beyond.includes(p));
    return removeUnwanted(tools, view, [...beyond, ...ranked].slice(0, active.length - wanted));
  }
  if (active.length === wanted) return { active: wanted };
  const terminating = job.spec.podReplacementPolicy === "Failed" ? view.pods.filter(isPodTerminating) : [];
  const missing = Math.min(wanted - active.length - terminating.length, MOST_PER_SYNC);
  const pending = isIndexed(job) ? pendingIndexes(view, terminating, missing) : undefined;
  const chosen = pending && view.verdict?.choose(pending);
  const { indexes = pending, waitMs = remainingMs(backoff, sim.wallMs()) } = chosen ?? {};
  const count = indexes ? indexes.length : Math.max(0, missing);
  if (waitMs > 0) {
    queue.addAfter(keyOf(job), waitMs);
    return { active: active.length };
  }
  const slow = Array.from({ length: count }, (_, i) => creating(podOf(job, indexes?.[i], view.verdict)));
  const { written, refusal } = writes.run(keyOf(job), { owner: job, slow });
  return { active: active.length + written, isRefused: refusal !== undefined };
};

interface Outcome {
  readonly active: number;
  readonly ended: ReadonlySet<Pod>;
  readonly ending: Ending | undefined;
  readonly conditions: readonly Condition[];
  readonly startTime: string | undefined;
}

/** Nobody needs them any more once they are counted. */
const leavingOf = ({ job, tracked, newSucceeded, newFailed, verdict }: View, isEnded: boolean): readonly Pod[] =>
  isEnded || isLeaving(job)
    ? tracked
    : tracked.filter((p) => newSucceeded.includes(p) || (newFailed.includes(p) && !verdict?.kept.has(p)));

/** A Job that fails has failed with all its pods, whatever becomes of them. */
const countsAsFailed = ({ newSucceeded, newFailed, verdict }: View, ending: Ending | undefined, pod: Pod): boolean =>
  !newSucceeded.includes(pod) &&
  (ending?.type === "FailureTarget" || newFailed.includes(pod)) &&
  !verdict?.ignored.has(pod);

/** Writes what ended but is not counted yet, lets those pods go, and then counts them; so no pod counts twice or never. */
const finish = (tools: JobTools, view: View, outcome: Outcome): void => {
  const { sim } = tools;
  const { job, newSucceeded } = view;
  const time = sim.timestamp();
  const { ending } = outcome;
  const isEnded = ending !== undefined && outcome.active === 0;
  const leaving = leavingOf(view, isEnded);
  const newFailed = leaving.filter((p) => countsAsFailed(view, ending, p));
  const conditions = ending ? withEnding(outcome.conditions, ending, time) : outcome.conditions;
  const before = statusOf(view, outcome, conditions);
  const uncounted = omitZero({ succeeded: uids(newSucceeded), failed: uids(newFailed) });
  const counts = { succeeded: job.status?.succeeded, failed: job.status?.failed };
  const isFlushed = newSucceeded.length + newFailed.length > 0 || conditions !== outcome.conditions;
  if (isFlushed) writeStatus(sim, job, { ...before, ...omitZero(counts), uncountedTerminatedPods: uncounted });
  for (const pod of leaving) untrack(sim, pod);
  const counted: JobStatus = {
    ...before,
    ...omitZero({ succeeded: view.succeeded, failed: (job.status?.failed ?? 0) + newFailed.length }),
    uncountedTerminatedPods: {},
  };
  if (!isEnded || (before.terminating ?? 0) > 0) {
    writeStatus(sim, job, counted);
    return;
  }
  conclude(tools, job, ending, counted);
};

/** The pods have ended, and so does the Job. */
const conclude = ({ sim, recorder, backoffs, queue }: JobTools, job: Job, ending: Ending, status: JobStatus): void => {
  const time = sim.timestamp();
  const isComplete = ending.type === "SuccessCriteriaMet";
  writeStatus(sim, job, {
    ...status,
    conditions: withFinal(status.conditions ?? [], ending, time),
    ...(isComplete ? { completionTime: time } : {}),
  });
  backoffs.delete(job.metadata.uid ?? "");
  const message = isComplete ? "Job completed" : ending.message;
  recorder.record(job, {
    type: isComplete ? "Normal" : "Warning",
    reason: isComplete ? "Completed" : ending.reason,
    message,
  });
  queue.forget(keyOf(job));
};

const uids = (pods: readonly Pod[]): readonly string[] => pods.map((p) => p.metadata.uid ?? "");

const statusOf = (view: View, { active, ended, startTime }: Outcome, conditions: readonly Condition[]): JobStatus => {
  return {
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(startTime === undefined ? {} : { startTime }),
    ...omitZero({ active, completedIndexes: formatIndexes(view.completedIndexes) }),
    ...view.verdict?.status,
    ready: view.active.filter((p) => isPodReady(p) && !ended.has(p)).length,
    terminating: view.pods.filter(isPodTerminating).length + ended.size,
  };
};

const writeStatus = (sim: Sim, job: Job, status: JobStatus): void => {
  const live = sim.store.get("jobs", keyOf(job));
  if (live && !deepEqual(live.status, status)) sim.api.writeStatus("jobs", keyOf(job), status);
};

/** The pod has been counted, or nobody will: its deletion need not wait any more. */
export const untrack = (sim: Sim, pod: Pod): void => {
  sim.api.write("pods", keyOf(pod), (live) => {
    const { finalizers = [], ...metadata } = live.metadata;
    const kept = finalizers.filter((f) => f !== TRACKING_FINALIZER);
    return { ...live, metadata: kept.length > 0 ? { ...metadata, finalizers: kept } : metadata };
  });
};

// Models syncJob, manageJob and trackJobStatusAndRemoveFinalizers of pkg/controller/job/job_controller.go (v1.36).
// Simplified: podFailurePolicy, successPolicy, backoffLimitPerIndex and maxFailedIndexes are not carried out.
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { Condition } from "#api/meta";
import type { Job, JobStatus } from "#api/batch";
import type { Container } from "#api/core-container";
import type { Pod, PodTemplateSpec } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import { parseTime } from "#api/time";
import type { EventRecorder } from "../../events/recorder.ts";
import type { Sim } from "../../sim.ts";
import type { Table } from "../../state/table.ts";
import { omitZero } from "../omit-zero.ts";
import type { PacedWrites } from "../paced-writes.ts";
import { creating, podFromTemplate, removing, type PodWrite } from "../pod-control.ts";
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
import { COMPLETION_INDEX, formatIndexes, indexOf, nextIndexes, parseIndexes } from "./indexes.ts";
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

export interface JobTools {
  readonly sim: Sim;
  readonly queue: WorkQueue;
  readonly recorder: EventRecorder;
  readonly writes: PacedWrites<PodWrite>;
  readonly backoffs: Table<Backoff>;
}

/** A Job's pods as one sync sees them. */
interface View {
  readonly job: Job;
  readonly pods: readonly Pod[];
  readonly active: readonly Pod[];
  /** Ended since the last sync. */
  readonly newSucceeded: readonly Pod[];
  readonly newFailed: readonly Pod[];
  readonly succeeded: number;
  readonly failed: number;
  /** Of an Indexed Job. */
  readonly completedIndexes: ReadonlySet<number>;
}

/** At most so many pods are made or ended in one sync. */
const MOST_PER_SYNC = 500;
const NO_BACKOFF: Backoff = { failures: 0, lastMs: 0 };

const isIndexed = (job: Job): boolean => job.spec.completionMode === "Indexed";

const viewOf = (job: Job, pods: readonly Pod[]): View => {
  const tracked = pods.filter(isTracked);
  const ended = tracked.filter((p) => p.status?.phase === "Succeeded");
  const before = parseIndexes(job.status?.completedIndexes, job.spec.completions ?? 0);
  const completedIndexes = new Set(isIndexed(job) ? [...before, ...ended.flatMap((p) => indexOf(p) ?? [])] : []);
  const newFailed = tracked.filter((p) => isFailed(job, p));
  return {
    job,
    pods,
    active: pods.filter(isPodActive),
    newSucceeded: ended,
    newFailed,
    succeeded: isIndexed(job) ? completedIndexes.size : (job.status?.succeeded ?? 0) + ended.length,
    failed: (job.status?.failed ?? 0) + newFailed.length,
    completedIndexes,
  };
};

export const syncJob = (tools: JobTools, job: Job): void => {
  const { sim, queue, writes } = tools;
  const key = keyOf(job);
  const pods = [...sim.store.controlledBy("pods", job.metadata.uid ?? "")].toSorted((a, b) =>
    compareStrings(a.metadata.name, b.metadata.name),
  );
  const view = viewOf(job, pods);
  const isSuspended = job.spec.suspend === true;
  const startTime = job.status?.startTime ?? (isSuspended ? undefined : sim.timestamp());
  const backoff = noteBackoff(tools, view);
  const found = knownEnding(job) ?? failureOf(tools, view, startTime);
  const { active, isRefused = false } = found ? endActive(tools, view) : manage(tools, view, backoff);
  const ending = found ?? (isAllDone(view, active) ? SUCCESS : undefined);
  const conditions = withSuspended(job.status?.conditions ?? [], isSuspended && !ending, sim.timestamp());
  saySuspension(tools, job, conditions);
  finish(tools, view, {
    active,
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

const failureOf = (tools: JobTools, view: View, startTime: string | undefined): Ending | undefined => {
  const { job, failed, pods } = view;
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
  if (active > 0 || job.metadata.deletionTimestamp) return false;
  return completions === undefined ? succeeded > 0 : succeeded >= completions;
};

/** How many pods are at work then, and whether one was refused. */
interface Managed {
  readonly active: number;
  readonly isRefused?: boolean;
}

/** Ends what still runs. */
const endActive = (tools: JobTools, { job, active }: View): Managed => ({
  active: active.length - removeFirst(tools, job, active),
});

/** Ends these pods in their order, as many as one sync may. Answers how many have been told so. */
const removeFirst = ({ writes }: JobTools, job: Job, pods: readonly Pod[]): number => {
  const rest = pods.slice(0, MOST_PER_SYNC).map(removing);
  return writes.run(keyOf(job), { owner: job, rest }).written;
};

const wantedActive = ({ job, active, succeeded }: View): number => {
  const { completions, parallelism = 1, suspend } = job.spec;
  if (suspend || job.metadata.deletionTimestamp) return 0;
  if (completions === undefined) return succeeded > 0 ? active.length : parallelism;
  return Math.min(Math.max(0, completions - succeeded), parallelism);
};

/** Makes or ends pods until as many are at work as should be. */
const manage = (tools: JobTools, view: View, backoff: Backoff): Managed => {
  const { sim, queue, writes } = tools;
  const { job, active } = view;
  const wanted = wantedActive(view);
  if (active.length > wanted) {
    const surplus = rankForDeletion(active, active, sim.wallMs()).slice(0, active.length - wanted);
    return { active: active.length - removeFirst(tools, job, surplus) };
  }
  if (active.length === wanted) return { active: wanted };
  const waitMs = remainingMs(backoff, sim.wallMs());
  if (waitMs > 0) {
    queue.addAfter(keyOf(job), waitMs);
    return { active: active.length };
  }
  const terminating = job.spec.podReplacementPolicy === "Failed" ? view.pods.filter(isPodTerminating).length : 0;
  const missing = Math.min(wanted - active.length - terminating, MOST_PER_SYNC);
  const taken = new Set([...view.completedIndexes, ...active.flatMap((p) => indexOf(p) ?? [])]);
  const indexes = isIndexed(job) ? nextIndexes(job.spec.completions ?? 0, taken, missing) : undefined;
  const count = indexes ? indexes.length : Math.max(0, missing);
  const slow = Array.from({ length: count }, (_, i) => creating(podOf(job, indexes?.[i])));
  const { written, refusal } = writes.run(keyOf(job), { owner: job, slow });
  return { active: active.length + written, isRefused: refusal !== undefined };
};

const podOf = (job: Job, index: number | undefined): Pod => {
  const { template } = job.spec;
  const finalizers = [TRACKING_FINALIZER];
  if (index === undefined) return podFromTemplate(job, template, { finalizers });
  const { name } = job.metadata;
  return podFromTemplate(job, indexedTemplate(template, `${name}-${index}`), {
    generateName: `${name}-${index}-`,
    labels: { ...template.metadata?.labels, [COMPLETION_INDEX]: String(index) },
    annotations: { ...template.metadata?.annotations, [COMPLETION_INDEX]: String(index) },
    finalizers,
  });
};

const INDEX_ENV = {
  name: "JOB_COMPLETION_INDEX",
  valueFrom: { fieldRef: { apiVersion: "v1", fieldPath: `metadata.labels['${COMPLETION_INDEX}']` } },
};

const withIndex = (c: Container): Container =>
  c.env?.some((e) => e.name === INDEX_ENV.name) ? c : { ...c, env: [...(c.env ?? []), INDEX_ENV] };

const indexedTemplate = (template: PodTemplateSpec, hostname: string): PodTemplateSpec => {
  const { containers, initContainers } = template.spec;
  const spec = {
    ...template.spec,
    hostname,
    containers: containers.map(withIndex),
    ...(initContainers ? { initContainers: initContainers.map(withIndex) } : {}),
  };
  return { ...template, spec };
};

interface Outcome {
  readonly active: number;
  readonly ending: Ending | undefined;
  readonly conditions: readonly Condition[];
  readonly startTime: string | undefined;
}

/** Writes what ended but is not counted yet, lets those pods go, and then counts them; so no pod counts twice or never. */
const finish = (tools: JobTools, view: View, outcome: Outcome): void => {
  const { sim, recorder } = tools;
  const { job, newSucceeded, newFailed } = view;
  const key = keyOf(job);
  const time = sim.timestamp();
  const { ending } = outcome;
  const conditions = ending ? withEnding(outcome.conditions, ending, time) : outcome.conditions;
  const before = statusOf(view, outcome, conditions);
  const uncounted = omitZero({ succeeded: uids(newSucceeded), failed: uids(newFailed) });
  const counts = { succeeded: job.status?.succeeded, failed: job.status?.failed };
  const isFlushed = newSucceeded.length + newFailed.length > 0 || conditions !== outcome.conditions;
  if (isFlushed) writeStatus(sim, job, { ...before, ...omitZero(counts), uncountedTerminatedPods: uncounted });
  for (const pod of [...newSucceeded, ...newFailed]) untrack(sim, pod);
  const counted: JobStatus = {
    ...before,
    ...omitZero({ succeeded: view.succeeded, failed: view.failed }),
    uncountedTerminatedPods: {},
  };
  const isOver = ending !== undefined && outcome.active === 0 && (before.terminating ?? 0) === 0;
  if (!isOver) {
    writeStatus(sim, job, counted);
    return;
  }
  const isComplete = ending.type === "SuccessCriteriaMet";
  writeStatus(sim, job, {
    ...counted,
    conditions: withFinal(conditions, ending, time),
    ...(isComplete ? { completionTime: time } : {}),
  });
  tools.backoffs.delete(job.metadata.uid ?? "");
  const message = isComplete ? "Job completed" : ending.message;
  recorder.record(job, {
    type: isComplete ? "Normal" : "Warning",
    reason: isComplete ? "Completed" : ending.reason,
    message,
  });
  tools.queue.forget(key);
};

const uids = (pods: readonly Pod[]): readonly string[] => pods.map((p) => p.metadata.uid ?? "");

const statusOf = (view: View, { active, startTime }: Outcome, conditions: readonly Condition[]): JobStatus => {
  const terminating = view.pods.filter(isPodTerminating).length;
  return {
    ...(conditions.length > 0 ? { conditions } : {}),
    ...(startTime === undefined ? {} : { startTime }),
    ...omitZero({ active, completedIndexes: formatIndexes(view.completedIndexes) }),
    ready: view.active.filter(isPodReady).length,
    terminating,
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

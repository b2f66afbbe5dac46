// Models pkg/controller/cronjob/cronjob_controllerv2.go (v1.36): Jobs made at the times of a schedule.
import { compareStrings } from "#api/compare";
import { nextCronTime, type CronSchedule } from "#api/cron";
import { deepEqual } from "#api/json";
import type { CronJob, Job } from "#api/batch";
import type { ObjectReference } from "#api/core-env";
import { keyOf } from "#api/scheme";
import { formatRfc1123, formatTime, parseTime } from "#api/time";
import { isTimeZone } from "#api/time-zone";
import { createEventRecorder, type EventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { controllerOf, controllerRefTo } from "../controller-ref.ts";
import { isJobFinished, jobCondition } from "../job/conditions.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import { cronJobName, cronScheduleOf, dueOf, TOO_MANY_MISSED_TIMES, timeIn } from "./due.ts";
import { jobsInOrder, superfluousJobs } from "./history.ts";

const NAME = "cronjob";
const LATENCY_MS = 12;
/** Jobs are made so long after their time, so that the clock has surely come to it. */
const SCHEDULE_DELTA_MS = 100;
const SCHEDULED_AT = "batch.kubernetes.io/cronjob-scheduled-timestamp";

interface Tools {
  readonly sim: Sim;
  readonly queue: WorkQueue;
  readonly recorder: EventRecorder;
}

export const createCronJobController: ComponentFactory = (sim) => {
  const recorder = createEventRecorder(sim, { component: "cronjob-controller" });
  const queue: WorkQueue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => {
      const cronJob = sim.store.get("cronjobs", key);
      if (cronJob) syncCronJob({ sim, queue, recorder }, cronJob);
      else queue.forget(key);
    },
  });
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    watch: {
      cronjobs: ({ type, key }) => (type === "DELETED" ? queue.forget(key) : queue.add(key)),
      jobs: ({ object }) => {
        const owner = controllerOf(object);
        if (owner?.kind === "CronJob") queue.add(`${object.metadata.namespace}/${owner.name}`);
      },
    },
  };
};

type CronJobStatus = NonNullable<CronJob["status"]>;

const syncCronJob = (tools: Tools, cronJob: CronJob): void => {
  const { sim } = tools;
  const jobs = jobsInOrder(sim.store.controlledBy("jobs", cronJob.metadata.uid ?? ""));
  // Cleaned up before it is seen: a Job that no history has room for is never said to be completed.
  const leaving = superfluousJobs(cronJob, jobs);
  for (const job of leaving) deleteJob(tools, cronJob, job);
  const seen = seeJobs(tools, cronJob, jobs, leaving);
  const status = cronJob.metadata.deletionTimestamp ? seen : schedule(tools, cronJob, seen);
  if (!deepEqual(cronJob.status ?? {}, status)) sim.api.writeStatus("cronjobs", keyOf(cronJob), status);
};

const referenceTo = (job: Job): ObjectReference => ({
  kind: "Job",
  apiVersion: "batch/v1",
  name: job.metadata.name,
  ...(job.metadata.namespace ? { namespace: job.metadata.namespace } : {}),
  ...(job.metadata.uid ? { uid: job.metadata.uid } : {}),
  ...(job.metadata.resourceVersion ? { resourceVersion: job.metadata.resourceVersion } : {}),
});

/** The status by what became of the Jobs. */
const seeJobs = (
  { recorder }: Tools,
  cronJob: CronJob,
  jobs: readonly Job[],
  leaving: readonly Job[],
): CronJobStatus => {
  const gone = new Set(leaving.map((j) => j.metadata.uid));
  const listed = (cronJob.status?.active ?? []).filter((ref) => !gone.has(ref.uid));
  const isListed = (job: Job): boolean => listed.some((ref) => ref.uid === job.metadata.uid);
  for (const job of jobs) {
    const { name } = job.metadata;
    const condition = jobCondition(job, "Complete") ? "Complete" : "Failed";
    const strange = `Saw a job that the controller did not create or forgot: ${name}`;
    const done = `Saw completed job: ${name}, condition: ${condition}`;
    const isFinished = isJobFinished(job);
    if (isListed(job) === isFinished) {
      recorder.record(
        cronJob,
        isFinished
          ? { type: "Normal", reason: "SawCompletedJob", message: done }
          : { type: "Warning", reason: "UnexpectedJob", message: strange },
      );
    }
  }
  const jobOf = (ref: ObjectReference): Job | undefined => jobs.find((j) => j.metadata.uid === ref.uid);
  for (const ref of listed.filter((r) => !jobOf(r))) {
    recorder.record(cronJob, { type: "Normal", reason: "MissingJob", message: `Active job went missing: ${ref.name}` });
  }
  const active = listed.filter((ref) => {
    const job = jobOf(ref);
    return job && !isJobFinished(job);
  });
  const { active: _, ...rest } = cronJob.status ?? {};
  const lastSuccess = lastSuccessOf(cronJob, jobs);
  return {
    ...rest,
    ...(active.length > 0 ? { active } : {}),
    ...(lastSuccess ? { lastSuccessfulTime: lastSuccess } : {}),
  };
};

const lastSuccessOf = (cronJob: CronJob, jobs: readonly Job[]): string | undefined =>
  [
    cronJob.status?.lastSuccessfulTime ?? "",
    ...jobs.map((j) => (jobCondition(j, "Complete") ? (j.status?.completionTime ?? "") : "")),
  ]
    .toSorted(compareStrings)
    .at(-1);

/** Makes the Job that is due, if one is, and asks for the next look. */
const schedule = (tools: Tools, cronJob: CronJob, status: CronJobStatus): CronJobStatus => {
  const { sim, queue, recorder } = tools;
  const { spec, metadata } = cronJob;
  const warn = (reason: string, message: string): CronJobStatus => {
    recorder.record(cronJob, { type: "Warning", reason, message });
    return status;
  };
  if (spec.timeZone !== undefined && !isTimeZone(spec.timeZone)) {
    return warn("UnknownTimeZone", `invalid timeZone: "${spec.timeZone}": unknown time zone ${spec.timeZone}`);
  }
  if (spec.suspend) return status;
  const cron = cronScheduleOf(spec);
  if (!cron.ok) return warn("UnparseableSchedule", `unparseable schedule: "${spec.schedule}" : ${cron.error}`);
  const lastMs = parseTime(status.lastScheduleTime ?? "");
  const nowMs = sim.wallMs();
  const due = dueOf({
    schedule: cron.value,
    creationMs: parseTime(metadata.creationTimestamp ?? "") ?? nowMs,
    ...(lastMs === undefined ? {} : { lastScheduleMs: lastMs }),
    ...(spec.startingDeadlineSeconds === undefined ? {} : { startingDeadlineSeconds: spec.startingDeadlineSeconds }),
    nowMs,
  });
  if (!due.ok) return warn("InvalidSchedule", `invalid schedule: ${spec.schedule} : ${due.error}`);
  if (due.value.missedMany) warn("TooManyMissedTimes", TOO_MANY_MISSED_TIMES);
  const { scheduledMs } = due.value;
  const after = scheduledMs === undefined ? status : start(tools, cronJob, status, scheduledMs);
  wait(queue, cronJob, cron.value, nowMs);
  return after;
};

const wait = (queue: WorkQueue, cronJob: CronJob, cron: CronSchedule, nowMs: number): void => {
  const next = nextCronTime(cron, nowMs);
  if (next !== undefined) queue.addAfter(keyOf(cronJob), next + SCHEDULE_DELTA_MS - nowMs);
};

const start = (tools: Tools, cronJob: CronJob, status: CronJobStatus, scheduledMs: number): CronJobStatus => {
  const { sim, recorder } = tools;
  const { startingDeadlineSeconds, concurrencyPolicy } = cronJob.spec;
  const { active = [], lastScheduleTime } = status;
  if (startingDeadlineSeconds !== undefined && scheduledMs + startingDeadlineSeconds * 1000 < sim.wallMs()) {
    const message = `Missed scheduled time to start a job: ${formatRfc1123(scheduledMs)}`;
    recorder.record(cronJob, { type: "Warning", reason: "MissSchedule", message });
    return status;
  }
  const name = cronJobName(cronJob.metadata.name, scheduledMs);
  if (lastScheduleTime === formatTime(scheduledMs) || active.some((ref) => ref.name === name)) return status;
  if (concurrencyPolicy === "Forbid" && active.length > 0) {
    const message = "Not starting job because prior execution is running and concurrency policy is Forbid";
    recorder.record(cronJob, { type: "Normal", reason: "JobAlreadyActive", message });
    return status;
  }
  const replaced = concurrencyPolicy === "Replace" ? active : [];
  for (const ref of replaced) {
    const job = sim.store.get("jobs", `${ref.namespace}/${ref.name}`);
    if (job) deleteJob(tools, cronJob, job);
  }
  const kept = active.filter((ref) => !replaced.includes(ref));
  return createJob(tools, cronJob, { ...status, active: kept }, scheduledMs);
};

const createJob = (
  { sim, recorder }: Tools,
  cronJob: CronJob,
  status: CronJobStatus & { readonly active: readonly ObjectReference[] },
  scheduledMs: number,
): CronJobStatus => {
  const name = cronJobName(cronJob.metadata.name, scheduledMs);
  const time = formatTime(scheduledMs);
  const created = sim.api.createTrusted("jobs", jobFor(cronJob, name, scheduledMs));
  if (created.ok) {
    recorder.record(cronJob, { type: "Normal", reason: "SuccessfulCreate", message: `Created job ${name}` });
    return { ...status, active: [...status.active, referenceTo(created.value)], lastScheduleTime: time };
  }
  const message = `Error creating job: ${created.status.message}`;
  if (created.status.reason !== "AlreadyExists") {
    recorder.record(cronJob, { type: "Warning", reason: "FailedCreate", message });
  }
  return cronJob.status ?? {};
};

const jobFor = (cronJob: CronJob, name: string, scheduledMs: number): Job => {
  const { metadata, spec } = cronJob.spec.jobTemplate;
  return {
    apiVersion: "batch/v1",
    kind: "Job",
    metadata: {
      name,
      namespace: cronJob.metadata.namespace ?? "",
      ...(metadata?.labels ? { labels: metadata.labels } : {}),
      annotations: { ...metadata?.annotations, [SCHEDULED_AT]: timeIn(cronJob.spec.timeZone, scheduledMs) },
      ownerReferences: [controllerRefTo(cronJob)],
    },
    spec,
  };
};

const deleteJob = ({ sim, recorder }: Tools, cronJob: CronJob, job: Job): void => {
  const deleted = sim.api.delete("jobs", keyOf(job), { propagationPolicy: "Background" });
  if (!deleted.ok) return;
  recorder.record(cronJob, { type: "Normal", reason: "SuccessfulDelete", message: `Deleted job ${job.metadata.name}` });
};

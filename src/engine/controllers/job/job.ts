// Models pkg/controller/job/job_controller.go and pkg/controller/ttlafterfinished (v1.36): which changes make the controller look at a Job.
import type { Job } from "#api/batch";
import type { Pod } from "#api/core-pod";
import { parseTime } from "#api/time";
import { createEventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { controllerOf } from "../controller-ref.ts";
import { createPodWrites } from "../pod-control.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import { isJobFinished, jobCondition } from "./conditions.ts";
import { isTracked, type Backoff } from "./pods.ts";
import { syncJob, untrack, type JobTools } from "./sync.ts";

const NAME = "job";
const LATENCY_MS = 12;
/** What pods do is looked at in batches. */
const BATCH_MS = 1000;

export const createJobController: ComponentFactory = (sim) => {
  const recorder = createEventRecorder(sim, { component: "job-controller" });
  const queue: WorkQueue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    firstRetryMs: 1000,
    maxRetryMs: 60_000,
    reconcile: (key) => {
      const job = sim.store.get("jobs", key);
      if (!job) queue.forget(key);
      else if (isJobFinished(job)) expire(sim, queue, key, job);
      else if (isManagedElsewhere(job)) queue.forget(key);
      else if (!writes.isUnderway(key)) syncJob(tools, job);
    },
  });
  const writes = createPodWrites(sim, { component: NAME, queue, recorder });
  const backoffs = sim.table<Backoff>("job/backoffs");
  const tools: JobTools = { sim, queue, recorder, writes, backoffs };
  return {
    name: NAME,
    timers: {
      reconcile: queue.fire,
      write: writes.fire,
      orphan: (key) => {
        const pod = sim.store.get("pods", key);
        if (pod && isTracked(pod) && isUnclaimed(sim, pod)) untrack(sim, pod);
      },
    },
    watch: {
      jobs: ({ type, key, object, old }) => {
        if (type === "DELETED") backoffs.delete(object.metadata.uid ?? "");
        else if (isJobFinished(object as Job)) queue.add(key);
        else if (old && old.metadata.generation === object.metadata.generation) queue.addAfter(key, BATCH_MS);
        else queue.add(key);
      },
      pods: ({ type, key, object }) => {
        const pod = object as Pod;
        const owner = controllerOf(pod);
        if (owner?.kind === "Job") queue.addAfter(`${pod.metadata.namespace}/${owner.name}`, BATCH_MS);
        if (type !== "DELETED" && pod.metadata.deletionTimestamp && isTracked(pod) && isUnclaimed(sim, pod)) {
          sim.setTimer(sim.now() + LATENCY_MS, `${NAME}/orphan`, key);
        }
      },
    },
  };
};

/** No Job is there that would count this pod. */
const isUnclaimed = (sim: Sim, pod: Pod): boolean => {
  const owner = controllerOf(pod);
  if (owner?.kind !== "Job") return true;
  const job = sim.store.get("jobs", `${pod.metadata.namespace}/${owner.name}`);
  if (job?.metadata.uid !== owner.uid) return true;
  return isJobFinished(job) && !isManagedElsewhere(job);
};

/** Another controller than Kubernetes' own is to do this Job. */
const isManagedElsewhere = ({ spec: { managedBy } }: Job): boolean =>
  managedBy !== undefined && managedBy !== "kubernetes.io/job-controller";

/** A finished Job is deleted, with its pods, when its time is over. */
const expire = (sim: Sim, queue: WorkQueue, key: string, job: Job): void => {
  const { ttlSecondsAfterFinished } = job.spec;
  const { uid = "", deletionTimestamp } = job.metadata;
  if (ttlSecondsAfterFinished === undefined || deletionTimestamp) return;
  const finished = jobCondition(job, "Complete") ?? jobCondition(job, "Failed");
  const atMs = (parseTime(finished?.lastTransitionTime ?? "") ?? 0) + ttlSecondsAfterFinished * 1000;
  if (atMs > sim.wallMs()) queue.addAfter(key, atMs - sim.wallMs());
  else sim.api.delete("jobs", key, { propagationPolicy: "Foreground", uid });
};

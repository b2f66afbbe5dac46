// Models the counting of pods in pkg/controller/job/job_controller.go and backoff_utils.go (v1.36). Pure.
import type { ContainerStatus } from "#api/core-container";
import type { Job } from "#api/batch";
import type { Pod } from "#api/core-pod";
import { parseTime } from "#api/time";

export const TRACKING_FINALIZER = "batch.kubernetes.io/job-tracking";

export const isTracked = (pod: Pod): boolean => pod.metadata.finalizers?.includes(TRACKING_FINALIZER) ?? false;

/** A pod that is being deleted has failed, but for a Job that replaces only what has really ended. */
export const isFailed = (job: Job, pod: Pod): boolean => {
  const phase = pod.status?.phase;
  if (phase === "Failed") return true;
  if (!pod.metadata.deletionTimestamp) return false;
  return job.spec.podReplacementPolicy === "Failed" ? phase === "Pending" : phase !== "Succeeded";
};

const finishedAt = (status: ContainerStatus): number | undefined =>
  parseTime(status.state?.terminated?.finishedAt ?? "");

/** When the pod's last container ended: wall milliseconds. */
export const finishTimeMs = (pod: Pod, wallMs: number): number => {
  const times = (pod.status?.containerStatuses ?? []).flatMap((s) => finishedAt(s) ?? []);
  return times.length > 0 ? Math.max(...times) : wallMs;
};

/** Failures since the last success, and when the last one was. */
export interface Backoff {
  readonly failures: number;
  readonly lastMs: number;
}

const FIRST_MS = 10_000;
const LONGEST_MS = 600_000;

export interface Finished {
  readonly atMs: number;
  readonly hasFailed: boolean;
}

export const backoffAfter = (before: Backoff, finished: readonly Finished[]): Backoff =>
  finished
    .toSorted((a, b) => a.atMs - b.atMs)
    .reduce<Backoff>(
      ({ failures, lastMs }, { atMs, hasFailed }) =>
        hasFailed ? { failures: failures + 1, lastMs: Math.max(lastMs, atMs) } : { failures: 0, lastMs: 0 },
      before,
    );

/** How long no new pod may be made. The third failure in a row: 40 s from its end. */
export const remainingMs = ({ failures, lastMs }: Backoff, wallMs: number): number =>
  failures === 0 ? 0 : Math.max(0, lastMs + Math.min(FIRST_MS * 2 ** (failures - 1), LONGEST_MS) - wallMs);

/** Restarts in place count like failed pods where the kubelet restarts. */
export const isPastLimitOnFailure = (job: Job, pods: readonly Pod[]): boolean => {
  const { backoffLimit = 6, template } = job.spec;
  if (template.spec.restartPolicy !== "OnFailure") return false;
  const living = pods.filter((p) => p.status?.phase === "Running" || p.status?.phase === "Pending");
  const restarts = living
    .flatMap((p) => [...(p.status?.initContainerStatuses ?? []), ...(p.status?.containerStatuses ?? [])])
    .reduce((sum, s) => sum + (s.restartCount ?? 0), 0);
  return backoffLimit === 0 ? restarts > 0 : restarts >= backoffLimit;
};

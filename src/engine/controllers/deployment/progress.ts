// Models pkg/controller/deployment/progress.go (v1.36): what the Progressing condition says, and when a rollout is late.
import type { Deployment, DeploymentStatus, ReplicaSet } from "#api/apps";
import { parseTime } from "#api/time";
import {
  findCondition,
  hasProgressDeadline,
  keepingTransition,
  stamped,
  withCondition,
  withoutCondition,
} from "./conditions.ts";
import { isComplete } from "./status.ts";

const NEW_AVAILABLE = "NewReplicaSetAvailable";
export const TIMED_OUT = "ProgressDeadlineExceeded";

/** `status` with the Progressing condition that it earns, seen from what `d` said before. */
export const withProgress = (
  d: Deployment,
  status: DeploymentStatus,
  newRs: ReplicaSet | undefined,
  now: { readonly wallMs: number; readonly time: string },
): DeploymentStatus => {
  if (!hasProgressDeadline(d)) return withoutCondition(status, "Progressing");
  const current = findCondition(d.status, "Progressing");
  const isDone = (status.replicas ?? 0) === (status.updatedReplicas ?? 0) && current?.reason === NEW_AVAILABLE;
  if (isDone) return status;
  const who = newRs ? `ReplicaSet "${newRs.metadata.name}"` : `Deployment "${d.metadata.name}"`;
  const note = (status_: "True" | "False", reason: string, message: string) =>
    stamped({ type: "Progressing", status: status_, reason, message }, now.time);
  if (isComplete(d, status)) {
    return withCondition(status, note("True", NEW_AVAILABLE, `${who} has successfully progressed.`));
  }
  if (hasProgressed(d.status, status)) {
    const next = note("True", "ReplicaSetUpdated", `${who} is progressing.`);
    const condition = current?.status === "True" ? keepingTransition(next, current) : next;
    // Taken away first, so that the time of the last progress is always the newest.
    return withCondition(withoutCondition(status, "Progressing"), condition);
  }
  if (!isTimedOut(d, status, now.wallMs)) return status;
  return withCondition(status, note("False", TIMED_OUT, `${who} has timed out progressing.`));
};

/** New pods up, old pods down, more ready or more available. */
const hasProgressed = (before: DeploymentStatus | undefined, status: DeploymentStatus): boolean => {
  return (
    (status.updatedReplicas ?? 0) > (before?.updatedReplicas ?? 0) ||
    oldReplicas(status) < oldReplicas(before) ||
    (status.readyReplicas ?? 0) > (before?.readyReplicas ?? 0) ||
    (status.availableReplicas ?? 0) > (before?.availableReplicas ?? 0)
  );
};

const oldReplicas = (s: DeploymentStatus | undefined): number => (s?.replicas ?? 0) - (s?.updatedReplicas ?? 0);

const deadlineMs = (d: Deployment, lastUpdateTime: string | undefined): number =>
  (parseTime(lastUpdateTime ?? "") ?? 0) + (d.spec.progressDeadlineSeconds ?? 0) * 1000;

const isTimedOut = (d: Deployment, status: DeploymentStatus, wallMs: number): boolean => {
  const condition = findCondition(status, "Progressing");
  if (!condition || condition.reason === NEW_AVAILABLE) return false;
  return condition.reason === TIMED_OUT || deadlineMs(d, condition.lastUpdateTime) < wallMs;
};

/** In how many ms the deadline should be looked at again; undefined for never. */
export const stuckCheckInMs = (d: Deployment, status: DeploymentStatus, wallMs: number): number | undefined => {
  const current = findCondition(d.status, "Progressing");
  if (!hasProgressDeadline(d) || !current) return undefined;
  if (isComplete(d, status) || current.reason === TIMED_OUT) return undefined;
  // Simplified: upstream goes on asking every few ms here, though a rollout that was once complete never times out.
  if (current.reason === NEW_AVAILABLE) return undefined;
  const after = deadlineMs(d, current.lastUpdateTime) - wallMs;
  // A second more, since the times in conditions are cut to whole seconds. In the last second upstream asks every few ms.
  return after < 1000 ? Math.max(after, 0) + 1 : after + 1000;
};

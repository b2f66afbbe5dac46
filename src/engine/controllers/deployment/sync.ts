// Models pkg/controller/deployment/deployment_controller.go syncDeployment and sync.go (v1.36): one look at a Deployment, and
// the one step that it calls for. What is read was read at the beginning; writes go through the client.
import { deepEqual } from "#api/json";
import type { ReplicaSet } from "#api/apps";
import { findCondition, hasProgressDeadline, stamped, withCondition } from "./conditions.ts";
import { findReplicaSets } from "./new-replica-set.ts";
import { TIMED_OUT } from "./progress.ts";
import { rolloutRecreate } from "./recreate.ts";
import { isActive, replicasOf } from "./replica-sets.ts";
import { DESIRED_REPLICAS, sizeAnnotation } from "./revisions.ts";
import { isRollingUpdate, planNewReplicaSet, planOldReplicaSets } from "./rolling.ts";
import { writeRolloutStatus, writeStatus } from "./rollout-status.ts";
import { cleanup, resize, scale } from "./scale.ts";
import { isComplete } from "./status.ts";
import { allOf, saveStatus, type Sync } from "./sync-state.ts";

export const syncDeployment = (sync: Sync): void => {
  const d = sync.deployment;
  if (deepEqual(d.spec.selector, {})) return refuseSelectingAll(sync);
  if (d.metadata.deletionTimestamp) return writeStatus(sync, findReplicaSets(sync, false));
  checkPaused(sync);
  if (d.spec.paused) return scaleOnly(sync);
  if (isScaling(sync)) return scaleOnly(sync);
  return isRollingUpdate(d) ? rolloutRolling(sync) : rolloutRecreate(sync);
};

const refuseSelectingAll = ({ client, deployment: d }: Sync): void => {
  const message = "This deployment is selecting all pods. A non-empty selector is required.";
  client.event(d, "Warning", "SelectingAll", message);
  const generation = d.metadata.generation ?? 0;
  if ((d.status?.observedGeneration ?? 0) >= generation) return;
  client.updateStatus({ ...d, status: { ...d.status, observedGeneration: generation } });
};

const checkPaused = (sync: Sync): void => {
  const d = sync.deployment;
  const current = findCondition(d.status, "Progressing");
  if (!hasProgressDeadline(d) || current?.reason === TIMED_OUT) return;
  const saysPaused = current?.reason === "DeploymentPaused";
  if (saysPaused === (d.spec.paused === true)) return;
  const note = d.spec.paused
    ? { reason: "DeploymentPaused", message: "Deployment is paused" }
    : { reason: "DeploymentResumed", message: "Deployment is resumed" };
  const condition = stamped({ type: "Progressing", status: "Unknown", ...note }, sync.client.now().time);
  saveStatus(sync, withCondition(d.status ?? {}, condition));
};

/** The Deployment's size is not the one that its ReplicaSets were last given. */
const isScaling = (sync: Sync): boolean =>
  allOf(findReplicaSets(sync, false))
    .filter(isActive)
    .some((rs) => {
      const desired = sizeAnnotation(rs, DESIRED_REPLICAS);
      return desired !== undefined && desired !== replicasOf(sync.deployment);
    });

const scaleOnly = (sync: Sync): void => {
  const found = findReplicaSets(sync, false);
  scale(sync, found);
  if (sync.deployment.spec.paused) cleanup(sync, found.old);
  writeStatus(sync, found);
};

const rolloutRolling = (sync: Sync): void => {
  const found = findReplicaSets(sync, true);
  const { newRs, old, isFailed } = found;
  if (isFailed || !newRs) return;
  const d = sync.deployment;
  const size = planNewReplicaSet(d, allOf(found), newRs);
  if (size !== undefined && resize(sync, newRs, size)) return writeRolloutStatus(sync, found);
  const scalings = planOldReplicaSets(d, allOf(found), old.filter(isActive), newRs);
  const shrunk = new Map<string, ReplicaSet>();
  for (const { replicaSet, replicas } of scalings) {
    // The same set may shrink twice in a sync: the second step starts from the first.
    const rs = shrunk.get(replicaSet.metadata.name) ?? replicaSet;
    resize(sync, rs, replicas);
    shrunk.set(rs.metadata.name, { ...rs, spec: { ...rs.spec, replicas } });
  }
  if (scalings.length === 0 && isComplete(d, sync.deployment.status)) cleanup(sync, old);
  return writeRolloutStatus(sync, found);
};

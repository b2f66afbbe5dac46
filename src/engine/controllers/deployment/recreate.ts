// Models pkg/controller/deployment/recreate.go (v1.36): all old pods end before the first new one begins.
import { isPodTerminal } from "../pod-state.ts";
import { isActive, replicasOf } from "./replica-sets.ts";
import { isComplete } from "./status.ts";
import { findReplicaSets } from "./new-replica-set.ts";
import { writeRolloutStatus } from "./rollout-status.ts";
import { cleanup, resize } from "./scale.ts";
import { allOf, type Found, type Sync } from "./sync-state.ts";

export const rolloutRecreate = (sync: Sync): void => {
  const before = findReplicaSets(sync, false);
  if (before.isFailed) return;
  let scaledDown = false;
  for (const rs of before.old.filter(isActive)) scaledDown = resize(sync, rs, 0) || scaledDown;
  if (scaledDown || oldPodsRun(sync, before)) return writeRolloutStatus(sync, before);
  const found = before.newRs ? before : findReplicaSets(sync, true);
  if (found.isFailed || !found.newRs) return;
  resize(sync, found.newRs, replicasOf(sync.deployment));
  if (isComplete(sync.deployment, sync.deployment.status)) cleanup(sync, found.old);
  return writeRolloutStatus(sync, found);
};

/** A pod that is being deleted still runs; one that has ended does not count, gone or not. */
const oldPodsRun = (sync: Sync, found: Found): boolean =>
  found.old.some((rs) => (rs.status?.replicas ?? 0) > 0) ||
  allOf(found).some((rs) => rs !== found.newRs && [...sync.podsOf(rs)].some((pod) => !isPodTerminal(pod)));

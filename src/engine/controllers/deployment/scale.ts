// Models scale, scaleReplicaSet and cleanupDeployment of pkg/controller/deployment/sync.go (v1.36).
import type { Deployment, ReplicaSet } from "#api/apps";
import { planProportional } from "./proportional.ts";
import { compareByCreation, isActive, replicasOf, sortByRevision } from "./replica-sets.ts";
import { DESIRED_REPLICAS, sizeAnnotation, sizesDiffer, withSizes } from "./revisions.ts";
import { isRollingUpdate, maxSurgeOf, type Scaling } from "./rolling.ts";
import type { Found, Sync } from "./sync-state.ts";

/** The sizes that a Deployment's present size gives its ReplicaSets, without any step of a rollout. */
export const planScale = (
  d: Deployment,
  newRs: ReplicaSet | undefined,
  old: readonly ReplicaSet[],
): readonly Scaling[] => {
  const newestFirst = old.toSorted((a, b) => compareByCreation(b, a));
  const active = [...newestFirst, ...(newRs ? [newRs] : [])].filter(isActive);
  const only = active.length === 0 ? (newRs ?? newestFirst[0]) : active[0];
  if (!only) return [];
  const desired = replicasOf(d);
  if (active.length <= 1) return replicasOf(only) === desired ? [] : [{ replicaSet: only, replicas: desired }];
  if (newRs && isSaturated(d, newRs)) {
    return newestFirst.filter(isActive).map((replicaSet) => ({ replicaSet, replicas: 0 }));
  }
  return isRollingUpdate(d) ? planProportional(d, active) : [];
};

export const scale = (sync: Sync, { newRs, old }: Found): void => {
  for (const { replicaSet, replicas } of planScale(sync.deployment, newRs, old)) setScale(sync, replicaSet, replicas);
};

const isSaturated = (d: Deployment, rs: ReplicaSet): boolean => {
  const desired = replicasOf(d);
  return (
    replicasOf(rs) === desired &&
    sizeAnnotation(rs, DESIRED_REPLICAS) === desired &&
    (rs.status?.availableReplicas ?? 0) === desired
  );
};

/** Nothing if it has that size already. Answers whether it was changed. */
export const resize = (sync: Sync, rs: ReplicaSet, replicas: number): boolean => {
  if (replicasOf(rs) === replicas) return false;
  setScale(sync, rs, replicas);
  return true;
};

const setScale = ({ deployment: d, client }: Sync, rs: ReplicaSet, replicas: number): void => {
  const before = replicasOf(rs);
  const desired = replicasOf(d);
  const max = desired + maxSurgeOf(d);
  if (before === replicas && !sizesDiffer(rs, desired, max)) return;
  const annotations = withSizes(rs.metadata.annotations, desired, max);
  client.updateReplicaSet({ ...rs, metadata: { ...rs.metadata, annotations }, spec: { ...rs.spec, replicas } });
  if (before === replicas) return;
  const way = before < replicas ? "up" : "down";
  const message = `Scaled ${way} replica set ${rs.metadata.name} from ${before} to ${replicas}`;
  client.event(d, "Normal", "ScalingReplicaSet", message);
};

/** Old ReplicaSets beyond the history limit go, those of the lowest revisions first, if nothing of them is left. */
export const cleanup = ({ deployment: d, client }: Sync, old: readonly ReplicaSet[]): void => {
  const limit = d.spec.revisionHistoryLimit;
  if (limit === undefined || limit === 2_147_483_647) return;
  const alive = old.filter((rs) => !rs.metadata.deletionTimestamp);
  for (const rs of sortByRevision(alive).slice(0, Math.max(0, alive.length - limit))) {
    const isObserved = (rs.metadata.generation ?? 0) <= (rs.status?.observedGeneration ?? 0);
    if ((rs.status?.replicas ?? 0) === 0 && replicasOf(rs) === 0 && isObserved) client.deleteReplicaSet(rs);
  }
};

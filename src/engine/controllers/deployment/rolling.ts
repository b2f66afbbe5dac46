// Models pkg/controller/deployment/rolling.go and the arithmetic of util/deployment_util.go (v1.36): how many replicas each
// ReplicaSet of a rolling update gets. Pure: numbers in, numbers out.
import { scaledValue } from "#api/int-or-string";
import type { IntOrString } from "#api/meta";
import type { Deployment, ReplicaSet } from "#api/apps";
import { replicasOf, sortByCreation, sumReplicas } from "./replica-sets.ts";

/** 0 for what is absent or no number. */
const resolved = (value: IntOrString | undefined, total: number, rounding: "up" | "down"): number => {
  const parsed = value === undefined ? undefined : scaledValue(value, total, rounding);
  return parsed?.ok ? parsed.value : 0;
};

/** Surge up, unavailable down; both 0 would never move, so one may then be unavailable. 4 at 25%/25%: 1 and 1. */
export const resolveFenceposts = (
  maxSurge: IntOrString | undefined,
  maxUnavailable: IntOrString | undefined,
  desired: number,
): { readonly surge: number; readonly unavailable: number } => {
  const surge = resolved(maxSurge, desired, "up");
  const unavailable = resolved(maxUnavailable, desired, "down");
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
};

export const isRollingUpdate = (d: Deployment): boolean => d.spec.strategy?.type !== "Recreate";

const fencepostsOf = (d: Deployment): { readonly surge: number; readonly unavailable: number } => {
  const { maxSurge, maxUnavailable } = d.spec.strategy?.rollingUpdate ?? {};
  return resolveFenceposts(maxSurge, maxUnavailable, replicasOf(d));
};

export const maxSurgeOf = (d: Deployment): number => (isRollingUpdate(d) ? fencepostsOf(d).surge : 0);

export const maxUnavailableOf = (d: Deployment): number => {
  const replicas = replicasOf(d);
  if (!isRollingUpdate(d) || replicas === 0) return 0;
  return Math.min(fencepostsOf(d).unavailable, replicas);
};

export const minAvailableOf = (d: Deployment): number => (isRollingUpdate(d) ? replicasOf(d) - maxUnavailableOf(d) : 0);

/** What the new ReplicaSet may have now, given all that exist. 10 with surge 3, old 10, new 0: 3. */
export const newReplicaSetReplicas = (d: Deployment, all: readonly ReplicaSet[], newRs: ReplicaSet): number => {
  const desired = replicasOf(d);
  if (!isRollingUpdate(d)) return desired;
  const room = desired + resolved(d.spec.strategy?.rollingUpdate?.maxSurge, desired, "up") - sumReplicas(all);
  const current = replicasOf(newRs);
  return room <= 0 ? current : current + Math.min(room, desired - current);
};

export interface Scaling {
  readonly replicaSet: ReplicaSet;
  readonly replicas: number;
}

/** The size for the new ReplicaSet in this sync, or undefined if it stays. */
export const planNewReplicaSet = (d: Deployment, all: readonly ReplicaSet[], newRs: ReplicaSet): number | undefined => {
  const desired = replicasOf(d);
  const current = replicasOf(newRs);
  if (current === desired) return undefined;
  const wanted = current > desired ? desired : newReplicaSetReplicas(d, all, newRs);
  return wanted === current ? undefined : wanted;
};

const available = (sets: readonly ReplicaSet[]): number =>
  sets.reduce((sum, rs) => sum + (rs.status?.availableReplicas ?? 0), 0);

/**
 * How the old ReplicaSets shrink in this sync: first what is not available anyway, oldest set first, then what the new pods
 * made up for. One set can occur twice. 10 with 3/2, old 10 available, new 3 not yet: 13 - 8 - 3 = 2 may go.
 */
export const planOldReplicaSets = (
  d: Deployment,
  all: readonly ReplicaSet[],
  activeOld: readonly ReplicaSet[],
  newRs: ReplicaSet,
): readonly Scaling[] => {
  if (sumReplicas(activeOld) === 0) return [];
  const minAvailable = replicasOf(d) - maxUnavailableOf(d);
  const newUnavailable = replicasOf(newRs) - (newRs.status?.availableReplicas ?? 0);
  const maxScaledDown = sumReplicas(all) - minAvailable - newUnavailable;
  if (maxScaledDown <= 0) return [];
  const unhealthy = planCleanup(sortByCreation(activeOld), maxScaledDown);
  const left = sortByCreation(activeOld).map((rs) => unhealthy.find((s) => s.replicaSet === rs)?.replicas);
  const shrunk = sortByCreation(activeOld).map((rs, i) => ({ rs, replicas: left[i] ?? replicasOf(rs) }));
  // Counted from the statuses: pods that were just taken away were not available and do not count here.
  let excess = available(activeOld) + (newRs.status?.availableReplicas ?? 0) - minAvailable;
  const scalings = [...unhealthy];
  for (const { rs, replicas } of shrunk) {
    if (excess <= 0) break;
    const count = Math.min(replicas, excess);
    if (count === 0) continue;
    scalings.push({ replicaSet: rs, replicas: replicas - count });
    excess -= count;
  }
  return scalings;
};

const planCleanup = (oldest: readonly ReplicaSet[], maxCount: number): readonly Scaling[] => {
  const scalings: Scaling[] = [];
  let rest = maxCount;
  for (const rs of oldest) {
    const unavailable = replicasOf(rs) - (rs.status?.availableReplicas ?? 0);
    if (rest <= 0) break;
    if (replicasOf(rs) === 0 || unavailable === 0) continue;
    const count = Math.min(rest, unavailable);
    scalings.push({ replicaSet: rs, replicas: replicasOf(rs) - count });
    rest -= count;
  }
  return scalings;
};

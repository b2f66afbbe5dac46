// Models the scaling of a Deployment in the middle of a rollout: scale() of pkg/controller/deployment/sync.go and
// GetReplicaSetProportion of util/deployment_util.go (v1.36). Pure.
import type { Deployment, ReplicaSet } from "#api/apps";
import { isActive, replicasOf, sortBySize, sumReplicas } from "./replica-sets.ts";
import { MAX_REPLICAS, sizeAnnotation } from "./revisions.ts";
import { maxSurgeOf, type Scaling } from "./rolling.ts";

/** A new size for every active ReplicaSet, biggest first (some stay as they are). 15 of 10+5 to 30: 20 and 10. */
export const planProportional = (d: Deployment, all: readonly ReplicaSet[]): readonly Scaling[] => {
  const active = all.filter(isActive);
  const allowed = replicasOf(d) > 0 ? replicasOf(d) + maxSurgeOf(d) : 0;
  const toAdd = allowed - sumReplicas(active);
  const sorted = toAdd === 0 ? active : sortBySize(active, toAdd > 0);
  let added = 0;
  const sizes = sorted.map((rs) => {
    const share = toAdd === 0 || toAdd === added ? 0 : within(fractionOf(rs, d), toAdd - added);
    added += share;
    return replicasOf(rs) + share;
  });
  // What rounding left over goes to the biggest.
  return sorted.map((replicaSet, i) => ({
    replicaSet,
    replicas: i === 0 && toAdd !== 0 ? Math.max(0, sizes[0]! + toAdd - added) : sizes[i]!,
  }));
};

const within = (share: number, rest: number): number => (rest > 0 ? Math.min(share, rest) : Math.max(share, rest));

/** How much of the change is this ReplicaSet's, by the size that the Deployment had when it was last scaled. */
const fractionOf = (rs: ReplicaSet, d: Deployment): number => {
  const size = replicasOf(rs);
  if (replicasOf(d) === 0) return -size;
  const before = sizeAnnotation(rs, MAX_REPLICAS) || d.status?.replicas || 0;
  if (before === 0) return 0;
  return roundHalfUp((size * (replicasOf(d) + maxSurgeOf(d))) / before) - size;
};

const roundHalfUp = (x: number): number => (x < 0 ? Math.trunc(x - 0.5) : Math.trunc(x + 0.5));

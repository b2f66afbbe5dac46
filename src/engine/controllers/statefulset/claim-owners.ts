// Models isClaimOwnerUpToDate, updateClaimOwnerRefForSetAndPod and hasStaleOwnerRef of pkg/controller/statefulset/stateful_set_utils.go (v1.36):
// by the set's policy its claims belong to it, or to the pod that is scaled away, and go with them. Few sets have one, so it comes with what
// writes need (apiserver/checks.ts).
import { deepEqual } from "#api/json";
import type { StatefulSet } from "#api/apps";
import type { Pod } from "#api/core-pod";
import type { PersistentVolumeClaim } from "#api/core-volume";
import type { KubeObject, OwnerReference } from "#api/meta";
import { keyOf } from "#api/scheme";
import type { Sim } from "../../sim.ts";
import { controllerRefTo } from "../controller-ref.ts";
import { claimsOf, firstOrdinal, ordinalOf } from "./identity.ts";

const isScaledAway = (set: StatefulSet, pod: Pod): boolean => {
  const first = firstOrdinal(set);
  const ordinal = ordinalOf(set, pod) ?? first;
  return ordinal < first || ordinal >= first + (set.spec.replicas ?? 1);
};

const ownerOf = (set: StatefulSet, pod: Pod): KubeObject | undefined => {
  const { whenDeleted, whenScaled } = set.spec.persistentVolumeClaimRetentionPolicy ?? {};
  if (whenScaled === "Delete" && isScaledAway(set, pod)) return pod;
  return whenDeleted === "Delete" ? set : undefined;
};

const owned = (set: StatefulSet, pod: Pod, claim: PersistentVolumeClaim): PersistentVolumeClaim => {
  const { ownerReferences = [], ...metadata } = claim.metadata;
  const mine = [set.metadata.uid, pod.metadata.uid];
  const others = ownerReferences.filter(({ uid }) => !mine.includes(uid));
  // A claim that somebody else controls is left to them.
  const owner = others.some(({ controller }) => controller) ? undefined : ownerOf(set, pod);
  const refs: readonly OwnerReference[] = owner ? [...others, controllerRefTo(owner)] : others;
  if (deepEqual(refs, ownerReferences)) return claim;
  return { ...claim, metadata: refs.length > 0 ? { ...metadata, ownerReferences: refs } : metadata };
};

/** Gives the claims of these pods the owners that the policy wants. */
export const settleClaims = ({ api }: Sim, set: StatefulSet, pods: readonly Pod[]): void => {
  if (set.metadata.deletionTimestamp) return;
  for (const pod of pods) {
    for (const claim of claimsOf(set, pod.metadata.name)) {
      api.write("persistentvolumeclaims", keyOf(claim), (live) => owned(set, pod, live));
    }
  }
};

/** It belongs to a pod of this name that is no more, and is about to go as well. */
export const isStaleClaim = (claim: PersistentVolumeClaim, pod: string): boolean =>
  claim.metadata.ownerReferences?.some(({ kind, name }) => kind === "Pod" && name === pod) ?? false;

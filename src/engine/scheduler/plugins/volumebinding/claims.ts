// Models GetPodVolumeClaims, FindPodVolumes and BindPodVolumes of plugins/volumebinding/binder.go (v1.36): the claims of a pod, and which node
// can have their volumes.
// Simplified: no capacity of drivers, and no volume that a pod asks for in its own spec (ephemeral).
import type { PersistentVolume, PersistentVolumeClaim } from "#api/core-volume";
import type { Pod } from "#api/core-pod";
import type { StringMap } from "#api/meta";
import type { StorageClass } from "#api/storage";
import { claimKeysOf, classOf, findVolume, isBound, isDelayed } from "../../../controllers/persistentvolume/match.ts";
import { matchesNodeSelectorTerm } from "../../node-affinity.ts";

/** Volumes and what is asked of them, as the scheduler's informers hold them. */
export interface StorageLister {
  claim(key: string): PersistentVolumeClaim | undefined;
  volume(name: string): PersistentVolume | undefined;
  volumes(): readonly PersistentVolume[];
  storageClass(name: string): StorageClass | undefined;
}

/** Where there is none. */
export const NO_STORAGE: StorageLister = {
  claim: () => undefined,
  volume: () => undefined,
  volumes: () => [],
  storageClass: () => undefined,
};

export interface PodClaims {
  readonly bound: readonly PersistentVolumeClaim[];
  /** To be bound to a volume that suits the pod's node. */
  readonly delayed: readonly PersistentVolumeClaim[];
}

/** What the claims of a pod get on a node. */
export interface NodeVolumes {
  /** By claim: the volume that is there. */
  readonly found: ReadonlyMap<PersistentVolumeClaim, PersistentVolume>;
  /** Somebody has to make one. */
  readonly wanted: readonly PersistentVolumeClaim[];
}

interface NodeIdentity {
  readonly name: string;
  readonly labels: StringMap;
}

const NO_CONFLICT = "node(s) didn't match PersistentVolume's node affinity";
const NO_VOLUME = "node(s) didn't find available persistent volumes to bind";
const NO_SUCH_VOLUME = "node(s) unavailable due to one or more pvc(s) bound to non-existent pv(s)";
const NOBODY = "kubernetes.io/no-provisioner";

/** The claims, sorted by how they come to their volumes; or why the pod cannot be placed anywhere. */
export const claimsOf = (pod: Pod, storage: StorageLister): PodClaims | string => {
  const [bound, delayed]: [PersistentVolumeClaim[], PersistentVolumeClaim[]] = [[], []];
  let isImmediate = false;
  for (const key of claimKeysOf(pod)) {
    const name = key.slice(key.indexOf("/") + 1);
    const claim = storage.claim(key);
    if (!claim) return `persistentvolumeclaim "${name}" not found`;
    const { volumeName } = claim.spec;
    if (claim.status?.phase === "Lost")
      return `persistentvolumeclaim "${name}" bound to non-existent persistentvolume "${volumeName}"`;
    if (claim.metadata.deletionTimestamp) return `persistentvolumeclaim "${name}" is being deleted`;
    if (isBound(claim)) bound.push(claim);
    else if (!volumeName && isDelayed(storage.storageClass(classOf(claim)))) delayed.push(claim);
    else isImmediate = true;
  }
  return isImmediate ? "pod has unbound immediate PersistentVolumeClaims" : { bound, delayed };
};

/** What a node has for the claims; or why not. */
export const volumesOn = (
  { bound, delayed }: PodClaims,
  node: NodeIdentity,
  storage: StorageLister,
): NodeVolumes | readonly string[] => {
  const reaches = ({ spec }: PersistentVolume): boolean => {
    const required = spec.nodeAffinity?.required;
    return !required || required.nodeSelectorTerms.some((term) => matchesNodeSelectorTerm(term, node));
  };
  const reasons = new Set<string>();
  for (const claim of bound) {
    const volume = storage.volume(claim.spec.volumeName ?? "");
    if (!volume) reasons.add(NO_SUCH_VOLUME);
    else if (!reaches(volume)) reasons.add(NO_CONFLICT);
  }
  const found = new Map<PersistentVolumeClaim, PersistentVolume>();
  const wanted: PersistentVolumeClaim[] = [];
  for (const claim of delayed) {
    const taken = new Set([...found.values()].map(({ metadata }) => metadata.name));
    const volume = findVolume(storage.volumes(), { claim, reaches, taken });
    const provisioner = storage.storageClass(classOf(claim))?.provisioner ?? NOBODY;
    if (volume) found.set(claim, volume);
    else if (provisioner !== NOBODY) wanted.push(claim);
    else reasons.add(NO_VOLUME);
  }
  return reasons.size > 0 ? [...reasons] : { found, wanted };
};

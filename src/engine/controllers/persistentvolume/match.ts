// Models FindMatchingVolume of staging/src/k8s.io/component-helpers/storage/volume/pv_helpers.go (v1.36): which volume a claim may have.
import type { Pod } from "#api/core-pod";
import type { PersistentVolume, PersistentVolumeClaim } from "#api/core-volume";
import type { KubeObject, StringMap } from "#api/meta";
import { bytes } from "#api/quantity";
import { matchesLabelSelector } from "#api/selector";
import { keyOf } from "#api/scheme";
import type { StorageClass } from "#api/storage";

export const BIND_COMPLETED = "pv.kubernetes.io/bind-completed";
export const BOUND_BY_CONTROLLER = "pv.kubernetes.io/bound-by-controller";
export const SELECTED_NODE = "volume.kubernetes.io/selected-node";
const OLD_CLASS = "volume.beta.kubernetes.io/storage-class";

export const classOf = ({ metadata, spec }: PersistentVolumeClaim | PersistentVolume): string =>
  metadata.annotations?.[OLD_CLASS] ?? spec.storageClassName ?? "";

export const isBound = ({ metadata, spec }: PersistentVolumeClaim): boolean =>
  spec.volumeName !== undefined && spec.volumeName !== "" && metadata.annotations?.[BIND_COMPLETED] !== undefined;

export const isDelayed = (storageClass: StorageClass | undefined): boolean =>
  storageClass?.volumeBindingMode === "WaitForFirstConsumer";

/** The volume is promised to this claim, by name; by uid too, once it has one. */
export const isFor = ({ spec }: PersistentVolume, claim: PersistentVolumeClaim): boolean => {
  const { claimRef } = spec;
  if (!claimRef || `${claimRef.namespace}/${claimRef.name}` !== keyOf(claim)) return false;
  return !claimRef.uid || claimRef.uid === claim.metadata.uid;
};

/** The keys of the claims that a pod names. */
export const claimKeysOf = ({ metadata, spec }: Pick<Pod, "metadata" | "spec">): readonly string[] =>
  (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: source }) =>
    source ? [`${metadata.namespace ?? "default"}/${source.claimName}`] : [],
  );

/** An object with more annotations than it has. */
export const annotated = <T extends KubeObject>(object: T, annotations: StringMap): T => ({
  ...object,
  metadata: { ...object.metadata, annotations: { ...object.metadata.annotations, ...annotations } },
});

/** The volume as it is when it is bound to the claim. Models GetBindVolumeToClaim. */
export const boundTo = (volume: PersistentVolume, claim: PersistentVolumeClaim): PersistentVolume => {
  const { namespace = "default", name, uid, resourceVersion } = claim.metadata;
  if (volume.spec.claimRef && volume.spec.claimRef.uid === uid) return volume;
  const claimRef = {
    kind: "PersistentVolumeClaim",
    apiVersion: "v1",
    namespace,
    name,
    ...(uid ? { uid } : {}),
    ...(resourceVersion ? { resourceVersion } : {}),
  };
  const bound = { ...volume, spec: { ...volume.spec, claimRef } };
  return isFor(volume, claim) ? bound : annotated(bound, { [BOUND_BY_CONTROLLER]: "yes" });
};

const sizeOf = ({ spec }: PersistentVolume): number => bytes(spec.capacity?.["storage"] ?? "0");

/** Why a volume that a claim asks for by name is none for it. Of one that is promised to the claim nobody asks the class. */
export const mismatch = (volume: PersistentVolume, claim: PersistentVolumeClaim): string | undefined => {
  if (sizeOf(volume) < bytes(claim.spec.resources?.requests?.["storage"] ?? "0")) return "requested PV is too small";
  if (!volume.spec.claimRef && classOf(volume) !== classOf(claim)) return "storageClassName does not match";
  if ((volume.spec.volumeMode ?? "Filesystem") !== (claim.spec.volumeMode ?? "Filesystem"))
    return "incompatible volumeMode";
  const modes = volume.spec.accessModes ?? [];
  return claim.spec.accessModes?.every((mode) => modes.includes(mode)) ? undefined : "incompatible accessMode";
};

export interface Wish {
  readonly claim: PersistentVolumeClaim;
  /** The scheduler's: only those that this node can reach. */
  readonly reaches?: (volume: PersistentVolume) => boolean;
  /** The claim waits for its pod: only what was promised to it. */
  readonly isWaiting?: boolean;
  /** Taken by other claims of the same pod. */
  readonly taken?: ReadonlySet<string>;
}

/** The volume promised to the claim, or else the smallest that is large enough, by name among equals. */
export const findVolume = (
  volumes: readonly PersistentVolume[],
  { claim, reaches, isWaiting, taken }: Wish,
): PersistentVolume | undefined => {
  let best: PersistentVolume | undefined;
  for (const volume of volumes) {
    if (taken?.has(volume.metadata.name) || !isPossible(volume, claim)) continue;
    const isReached = reaches?.(volume) !== false;
    // What was promised, or nothing.
    if (volume.spec.claimRef) return isReached ? volume : undefined;
    if (!isReached) continue;
    if (isWaiting || volume.status?.phase !== "Available" || !isSelected(volume, claim)) continue;
    if (!best || isBefore(volume, best)) best = volume;
  }
  return best;
};

/** It is not another's, and large enough and of the right kind. */
const isPossible = (volume: PersistentVolume, claim: PersistentVolumeClaim): boolean => {
  if (volume.metadata.deletionTimestamp || mismatch(volume, claim) !== undefined) return false;
  return volume.spec.claimRef === undefined || isFor(volume, claim);
};

const isSelected = (volume: PersistentVolume, { spec }: PersistentVolumeClaim): boolean =>
  !spec.selector || matchesLabelSelector(spec.selector, volume.metadata.labels ?? {});

const isBefore = (a: PersistentVolume, b: PersistentVolume): boolean =>
  sizeOf(a) < sizeOf(b) || (sizeOf(a) === sizeOf(b) && a.metadata.name < b.metadata.name);

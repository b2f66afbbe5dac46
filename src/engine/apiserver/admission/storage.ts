// Models plugin/pkg/admission/storage (v1.36): StorageObjectInUseProtection, and DefaultStorageClass.
import type { PersistentVolumeClaim } from "#api/core-volume";
import type { KubeObject } from "#api/meta";
import type { StorageClass } from "#api/storage";
import type { Admission } from "./admission.ts";

const FINALIZERS: ReadonlyMap<string, string> = new Map([
  ["persistentvolumeclaims", "kubernetes.io/pvc-protection"],
  ["persistentvolumes", "kubernetes.io/pv-protection"],
]);
const IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";

export const admitStorage: Admission = ({ info, operation, object, store }) => {
  const finalizer = FINALIZERS.get(info.plural);
  if (finalizer === undefined || operation !== "CREATE") return object;
  const { finalizers = [] } = object.metadata;
  const kept = finalizers.includes(finalizer)
    ? object
    : { ...object, metadata: { ...object.metadata, finalizers: [...finalizers, finalizer] } };
  if (info.plural !== "persistentvolumeclaims") return kept;
  const claim: KubeObject & Pick<PersistentVolumeClaim, "spec"> = kept as PersistentVolumeClaim;
  if (claim.spec.storageClassName !== undefined) return claim;
  const found = store.list("storageclasses").filter(isDefault).toSorted(newest)[0];
  return found ? ({ ...claim, spec: { ...claim.spec, storageClassName: found.metadata.name } } as KubeObject) : claim;
};

const isDefault = ({ metadata }: StorageClass): boolean => metadata.annotations?.[IS_DEFAULT] === "true";

/** The newest, by name among equals. */
const newest = (a: StorageClass, b: StorageClass): number => {
  const [x, y] = [a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? ""];
  if (x !== y) return x < y ? 1 : -1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
};

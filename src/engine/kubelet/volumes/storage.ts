// Where the files of a volume are that outlives its pod: which machine's directory, which server's, which persistent volume.
import type { Volume } from "#api/core-volume";
import type { Pod } from "#api/core-pod";
import type { Store } from "../../apiserver/store.ts";

type Source = Pick<Volume, "hostPath" | "nfs"> & { readonly local?: { readonly path: string } };

/** Two volumes of one name are one storage. */
export const storageOf = (store: Store, pod: Pod, volume: Volume): string => {
  const claim = volume.persistentVolumeClaim?.claimName;
  if (claim === undefined) return placeOf(pod, volume) ?? `${pod.metadata.uid}/${volume.name}`;
  const key = `${pod.metadata.namespace ?? "default"}/${claim}`;
  const name = store.get("persistentvolumeclaims", key)?.spec.volumeName;
  const source = name === undefined ? undefined : store.get("persistentvolumes", name)?.spec;
  return (source && placeOf(pod, source)) ?? `volume ${name ?? key}`;
};

const placeOf = ({ spec }: Pod, { hostPath, local, nfs }: Source): string | undefined => {
  if (nfs) return `nfs ${nfs.server}:${nfs.path}`;
  const path = hostPath?.path ?? local?.path;
  return path === undefined ? undefined : `node ${spec.nodeName} ${path}`;
};

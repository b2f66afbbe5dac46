// Models staging/src/k8s.io/api/storage/v1/types.go (v1.36): StorageClass only.

import type { KubeObject, StringMap } from "./meta.ts";

export interface StorageClass extends KubeObject {
  readonly provisioner: string;
  readonly parameters?: StringMap;
  readonly reclaimPolicy?: "Retain" | "Recycle" | "Delete";
  readonly mountOptions?: readonly string[];
  readonly allowVolumeExpansion?: boolean;
  readonly volumeBindingMode?: "Immediate" | "WaitForFirstConsumer";
}

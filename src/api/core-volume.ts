// Models staging/src/k8s.io/api/core/v1/types.go (v1.36): volumes of a pod, persistent volumes and their claims.

import type {
  LocalObjectReference,
  ObjectFieldSelector,
  ObjectReference,
  ResourceFieldSelector,
  ResourceList,
} from "./core-env.ts";
import type { NodeSelector } from "./core-affinity.ts";
import type { Condition, JsonObject, KubeObject, LabelSelector, ObjectMeta } from "./meta.ts";

export interface KeyToPath {
  readonly key: string;
  readonly path: string;
  readonly mode?: number;
}

export interface ConfigMapVolumeSource {
  readonly name?: string;
  readonly items?: readonly KeyToPath[];
  readonly defaultMode?: number;
  readonly optional?: boolean;
}

export interface SecretVolumeSource {
  readonly secretName?: string;
  readonly items?: readonly KeyToPath[];
  readonly defaultMode?: number;
  readonly optional?: boolean;
}

export interface EmptyDirVolumeSource {
  readonly medium?: string;
  readonly sizeLimit?: string;
}

export interface HostPathVolumeSource {
  readonly path: string;
  readonly type?: string;
}

export interface PersistentVolumeClaimVolumeSource {
  readonly claimName: string;
  readonly readOnly?: boolean;
}

export interface DownwardApiVolumeFile {
  readonly path: string;
  readonly fieldRef?: ObjectFieldSelector;
  readonly resourceFieldRef?: ResourceFieldSelector;
  readonly mode?: number;
}

export interface DownwardApiVolumeSource {
  readonly items?: readonly DownwardApiVolumeFile[];
  readonly defaultMode?: number;
}

export interface ServiceAccountTokenProjection {
  readonly audience?: string;
  readonly expirationSeconds?: number;
  readonly path: string;
}

export interface VolumeProjection {
  readonly secret?: { readonly name?: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean };
  readonly configMap?: { readonly name?: string; readonly items?: readonly KeyToPath[]; readonly optional?: boolean };
  readonly downwardAPI?: { readonly items?: readonly DownwardApiVolumeFile[] };
  readonly serviceAccountToken?: ServiceAccountTokenProjection;
}

export interface ProjectedVolumeSource {
  readonly sources?: readonly VolumeProjection[];
  readonly defaultMode?: number;
}

export interface NfsVolumeSource {
  readonly server: string;
  readonly path: string;
  readonly readOnly?: boolean;
}

export interface CsiVolumeSource {
  readonly driver: string;
  readonly readOnly?: boolean;
  readonly fsType?: string;
  readonly volumeAttributes?: { readonly [key: string]: string };
  readonly nodePublishSecretRef?: LocalObjectReference;
}

export interface EphemeralVolumeSource {
  readonly volumeClaimTemplate?: { readonly metadata?: Partial<ObjectMeta>; readonly spec: PersistentVolumeClaimSpec };
}

export interface ImageVolumeSource {
  readonly reference?: string;
  readonly pullPolicy?: "Always" | "Never" | "IfNotPresent";
}

export interface Volume {
  readonly name: string;
  readonly emptyDir?: EmptyDirVolumeSource;
  readonly hostPath?: HostPathVolumeSource;
  readonly configMap?: ConfigMapVolumeSource;
  readonly secret?: SecretVolumeSource;
  readonly persistentVolumeClaim?: PersistentVolumeClaimVolumeSource;
  readonly downwardAPI?: DownwardApiVolumeSource;
  readonly projected?: ProjectedVolumeSource;
  readonly nfs?: NfsVolumeSource;
  readonly csi?: CsiVolumeSource;
  readonly ephemeral?: EphemeralVolumeSource;
  readonly image?: ImageVolumeSource;
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: boolean;
  readonly recursiveReadOnly?: string;
  readonly subPath?: string;
  readonly subPathExpr?: string;
  readonly mountPropagation?: string;
}

export interface VolumeDevice {
  readonly name: string;
  readonly devicePath: string;
}

export type AccessMode = "ReadWriteOnce" | "ReadOnlyMany" | "ReadWriteMany" | "ReadWriteOncePod";

export interface PersistentVolumeClaimSpec {
  readonly accessModes?: readonly AccessMode[];
  readonly selector?: LabelSelector;
  readonly resources?: { readonly limits?: ResourceList; readonly requests?: ResourceList };
  readonly volumeName?: string;
  readonly storageClassName?: string;
  readonly volumeMode?: "Filesystem" | "Block";
  readonly volumeAttributesClassName?: string;
  readonly dataSource?: JsonObject;
  readonly dataSourceRef?: JsonObject;
}

export interface PersistentVolumeClaim extends KubeObject {
  readonly spec: PersistentVolumeClaimSpec;
  readonly status?: {
    readonly phase?: "Pending" | "Bound" | "Lost";
    readonly accessModes?: readonly AccessMode[];
    readonly capacity?: ResourceList;
    readonly conditions?: readonly Condition[];
  };
}

// Simplified: of a volume's sources only those that a lesson can own are typed.
export interface PersistentVolume extends KubeObject {
  readonly spec: {
    readonly capacity?: ResourceList;
    readonly accessModes?: readonly AccessMode[];
    readonly claimRef?: ObjectReference;
    readonly persistentVolumeReclaimPolicy?: "Retain" | "Recycle" | "Delete";
    readonly storageClassName?: string;
    readonly volumeAttributesClassName?: string;
    readonly mountOptions?: readonly string[];
    readonly volumeMode?: "Filesystem" | "Block";
    readonly nodeAffinity?: { readonly required?: NodeSelector };
    readonly hostPath?: HostPathVolumeSource;
    readonly local?: { readonly path: string; readonly fsType?: string };
    readonly nfs?: NfsVolumeSource;
    readonly csi?: JsonObject;
  };
  readonly status?: {
    readonly phase?: "Pending" | "Available" | "Bound" | "Released" | "Failed";
    readonly message?: string;
    readonly reason?: string;
    readonly lastPhaseTransitionTime?: string;
  };
}

// Models staging/src/k8s.io/api/core/v1/types.go (v1.36): the small kinds; pods, nodes, services, volumes and events
// are in the core-*.ts files beside this one.

import type { LocalObjectReference, ObjectReference, ResourceList } from "./core-env.ts";
import type { PodTemplateSpec } from "./core-pod.ts";
import type { Condition, KubeObject, StringMap } from "./meta.ts";

export interface ConfigMap extends KubeObject {
  readonly data?: StringMap;
  readonly binaryData?: StringMap;
  readonly immutable?: boolean;
}

export interface Secret extends KubeObject {
  /** Base64. */
  readonly data?: StringMap;
  readonly stringData?: StringMap;
  readonly type?: string;
  readonly immutable?: boolean;
}

export interface ServiceAccount extends KubeObject {
  readonly secrets?: readonly ObjectReference[];
  readonly imagePullSecrets?: readonly LocalObjectReference[];
  readonly automountServiceAccountToken?: boolean;
}

export interface ScopedResourceSelectorRequirement {
  readonly scopeName: string;
  readonly operator: "In" | "NotIn" | "Exists" | "DoesNotExist";
  readonly values?: readonly string[];
}

export interface ResourceQuota extends KubeObject {
  readonly spec?: {
    readonly hard?: ResourceList;
    readonly scopes?: readonly string[];
    readonly scopeSelector?: { readonly matchExpressions?: readonly ScopedResourceSelectorRequirement[] };
  };
  readonly status?: {
    readonly hard?: ResourceList;
    readonly used?: ResourceList;
  };
}

export interface LimitRangeItem {
  readonly type: "Pod" | "Container" | "PersistentVolumeClaim";
  readonly max?: ResourceList;
  readonly min?: ResourceList;
  readonly default?: ResourceList;
  readonly defaultRequest?: ResourceList;
  readonly maxLimitRequestRatio?: ResourceList;
}

export interface LimitRange extends KubeObject {
  readonly spec: { readonly limits: readonly LimitRangeItem[] };
}

export interface ReplicationController extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly minReadySeconds?: number;
    readonly selector?: StringMap;
    readonly template?: PodTemplateSpec;
  };
  readonly status?: {
    readonly replicas: number;
    readonly fullyLabeledReplicas?: number;
    readonly readyReplicas?: number;
    readonly availableReplicas?: number;
    readonly observedGeneration?: number;
    readonly conditions?: readonly Condition[];
  };
}

export interface PodTemplate extends KubeObject {
  readonly template?: PodTemplateSpec;
}

/** What the scheduler posts to `pods/binding`; never stored. */
export interface Binding extends KubeObject {
  readonly target: ObjectReference;
}

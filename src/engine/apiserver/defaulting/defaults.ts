// The table of defaulting functions, by resource (pkg/apis/*/v1/zz_generated.defaults.go, v1.36). A resource without a row has no defaults.
import type { JsonObject, KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { fill } from "../json-object.ts";
import { canonicalObject } from "../strict/canonical.ts";
import { defaultCronJob, defaultJob } from "./batch.ts";
import {
  defaultClaim,
  defaultEndpoints,
  defaultLimitRange,
  defaultNamespace,
  defaultNode,
  defaultPersistentVolume,
  defaultSecret,
  defaultStorageClass,
} from "./core.ts";
import { defaultHorizontalPodAutoscaler } from "./horizontal-pod-autoscaler.ts";
import { defaultEndpointSlice, defaultIngressClass, defaultNetworkPolicy } from "./networking.ts";
import { defaultPod } from "./pod.ts";
import { defaultRoleBinding } from "./rbac.ts";
import { defaultService } from "./service.ts";
import {
  defaultDaemonSet,
  defaultDeployment,
  defaultReplicaSet,
  defaultReplicationController,
  defaultStatefulSet,
} from "./workloads.ts";

export const defaults: { readonly [R in ResourceName]?: (object: JsonObject) => JsonObject } = {
  pods: defaultPod,
  nodes: defaultNode,
  namespaces: defaultNamespace,
  services: defaultService,
  endpoints: defaultEndpoints,
  secrets: defaultSecret,
  limitranges: defaultLimitRange,
  persistentvolumes: defaultPersistentVolume,
  persistentvolumeclaims: defaultClaim,
  replicationcontrollers: defaultReplicationController,
  deployments: defaultDeployment,
  replicasets: defaultReplicaSet,
  daemonsets: defaultDaemonSet,
  statefulsets: defaultStatefulSet,
  jobs: defaultJob,
  cronjobs: defaultCronJob,
  horizontalpodautoscalers: defaultHorizontalPodAutoscaler,
  networkpolicies: defaultNetworkPolicy,
  ingressclasses: defaultIngressClass,
  endpointslices: defaultEndpointSlice,
  rolebindings: defaultRoleBinding,
  clusterrolebindings: defaultRoleBinding,
  priorityclasses: (priorityClass) => fill(priorityClass, { preemptionPolicy: "PreemptLowerPriority" }),
  storageclasses: defaultStorageClass,
};

/** The object in canonical form with all defaults filled in; the same object if there is nothing to do. */
export const defaultObject = (resource: ResourceName, object: KubeObject): KubeObject => {
  const canonical = canonicalObject(object as unknown as JsonObject);
  return (defaults[resource]?.(canonical) ?? canonical) as unknown as KubeObject;
};

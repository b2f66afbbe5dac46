// The table of defaulting functions, by resource (pkg/apis/*/v1/zz_generated.defaults.go, v1.36). A resource without a row has no defaults.
import type { Json, JsonObject, KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { checks } from "../checks.ts";
import { at, fill, objectOf, set } from "../json-object.ts";
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
import { defaultEndpointSlice, defaultIngress, defaultIngressClass, defaultNetworkPolicy } from "./networking.ts";
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

const defaults: { readonly [R in ResourceName]?: (object: JsonObject) => JsonObject } = {
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
  ingresses: defaultIngress,
  ingressclasses: defaultIngressClass,
  endpointslices: defaultEndpointSlice,
  rolebindings: defaultRoleBinding,
  clusterrolebindings: defaultRoleBinding,
  priorityclasses: (priorityClass) => fill(priorityClass, { preemptionPolicy: "PreemptLowerPriority" }),
  storageclasses: defaultStorageClass,
};

/**
 * Go tells an empty list or map that was given from none, and error texts show which it was. What is stored has neither, so only
 * those stay on the way to validation that it does not let through.
 */
const EMPTY_IS_REFUSED: { readonly [R in ResourceName]?: readonly (readonly string[])[] } = {
  deployments: [["spec", "template", "metadata", "labels"]],
  replicasets: [["spec", "template", "metadata", "labels"]],
  daemonsets: [["spec", "template", "metadata", "labels"]],
  statefulsets: [["spec", "template", "metadata", "labels"]],
  ingresses: [["spec", "rules"]],
  horizontalpodautoscalers: [
    ["spec", "behavior", "scaleUp", "policies"],
    ["spec", "behavior", "scaleDown", "policies"],
  ],
};

const keepEmpty = (resource: ResourceName, given: JsonObject, canonical: JsonObject): JsonObject => {
  if (given === canonical) return canonical;
  let kept = canonical;
  for (const path of EMPTY_IS_REFUSED[resource] ?? []) {
    const value = at(given, ...path);
    if (typeof value === "object" && value !== null && Object.keys(value).length === 0) kept = put(kept, path, value);
  }
  return kept;
};

const put = (object: JsonObject, path: readonly string[], value: Json): JsonObject => {
  const [key = "", ...rest] = path;
  return set(object, key, rest.length === 0 ? value : put(objectOf(object[key]), rest, value));
};

/** The object in canonical form with all defaults filled in; the same object if there is nothing to do. */
export const defaultObject = (resource: ResourceName, object: KubeObject): KubeObject => {
  const given = object as unknown as JsonObject;
  const canonical = keepEmpty(resource, given, checks().canonicalObject(given));
  return withDefaults(resource, canonical as unknown as KubeObject);
};

/** The same for one that is in canonical form already. */
export const withDefaults = (resource: ResourceName, object: KubeObject): KubeObject =>
  (defaults[resource]?.(object as unknown as JsonObject) ?? object) as unknown as KubeObject;

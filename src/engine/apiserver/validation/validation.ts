// The table of validations, by resource (pkg/apis/*/validation and pkg/registry/*/strategy.go, v1.36).
import type { JsonObject, KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { infoOf } from "#api/scheme";
import type { FieldRefusal } from "../strategy.ts";
import {
  validateConfigMap,
  validateConfigMapUpdate,
  validateSecret,
  validateSecretUpdate,
  validateServiceAccount,
  validateServiceAccountUpdate,
} from "./config.ts";
import { validateCronJob, validateCronJobUpdate } from "./cron-job.ts";
import {
  validateEndpoints,
  validateEndpointSlice,
  validateEndpointSliceUpdate,
  validateEndpointsUpdate,
} from "./endpoints.ts";
import { validateEvent } from "./event.ts";
import { toRefusal, type Errors } from "./field-error.ts";
import { validateHorizontalPodAutoscaler, validateHorizontalPodAutoscalerUpdate } from "./horizontal-pod-autoscaler.ts";
import { validateIngress, validateIngressClass, validateIngressClassUpdate, validateIngressUpdate } from "./ingress.ts";
import { validateJob, validateJobUpdate } from "./job.ts";
import { validateNetworkPolicy, validateNetworkPolicyUpdate } from "./network-policy.ts";
import { validateNamespace, validateNamespaceUpdate, validateNode, validateNodeUpdate } from "./node.ts";
import { isPathSegmentName } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validateClaim, validateClaimUpdate } from "./persistent-volume-claim.ts";
import {
  validatePersistentVolume,
  validatePersistentVolumeUpdate,
  validateStorageClass,
  validateStorageClassUpdate,
} from "./persistent-volume.ts";
import { validatePod, validatePodUpdate } from "./pod.ts";
import {
  validateBudget,
  validateLease,
  validateLeaseUpdate,
  validatePriorityClass,
  validatePriorityClassUpdate,
} from "./policy.ts";
import { validateLimitRange, validateQuota, validateQuotaUpdate } from "./quota.ts";
import {
  asUpdate,
  validateClusterRole,
  validateClusterRoleBinding,
  validateRole,
  validateRoleBinding,
} from "./rbac.ts";
import type { SecurityOptions } from "./security-context.ts";
import { validateService, validateServiceUpdate } from "./service.ts";
import { validateStatefulSet, validateStatefulSetUpdate } from "./stateful-set.ts";
import {
  validateControllerRevision,
  validateControllerRevisionUpdate,
  validateDaemonSet,
  validateDaemonSetUpdate,
  validateDeployment,
  validateDeploymentUpdate,
  validateReplicaSet,
  validateReplicaSetUpdate,
  validateReplicationController,
  validateReplicationControllerUpdate,
} from "./workloads.ts";

export interface Validation {
  readonly create: (object: JsonObject, options: SecurityOptions) => Errors;
  readonly update: (object: JsonObject, old: JsonObject, options: SecurityOptions) => Errors;
}

const validations: { readonly [R in ResourceName]: Validation } = {
  pods: { create: validatePod, update: validatePodUpdate },
  nodes: { create: validateNode, update: validateNodeUpdate },
  namespaces: { create: validateNamespace, update: validateNamespaceUpdate },
  services: { create: validateService, update: validateServiceUpdate },
  endpoints: { create: validateEndpoints, update: validateEndpointsUpdate },
  configmaps: { create: validateConfigMap, update: validateConfigMapUpdate },
  secrets: { create: validateSecret, update: validateSecretUpdate },
  events: { create: validateEvent, update: validateEvent },
  serviceaccounts: { create: validateServiceAccount, update: validateServiceAccountUpdate },
  resourcequotas: { create: validateQuota, update: validateQuotaUpdate },
  limitranges: { create: validateLimitRange, update: validateLimitRange },
  persistentvolumes: { create: validatePersistentVolume, update: validatePersistentVolumeUpdate },
  persistentvolumeclaims: { create: validateClaim, update: validateClaimUpdate },
  replicationcontrollers: { create: validateReplicationController, update: validateReplicationControllerUpdate },
  deployments: { create: validateDeployment, update: validateDeploymentUpdate },
  replicasets: { create: validateReplicaSet, update: validateReplicaSetUpdate },
  daemonsets: { create: validateDaemonSet, update: validateDaemonSetUpdate },
  statefulsets: { create: validateStatefulSet, update: validateStatefulSetUpdate },
  controllerrevisions: { create: validateControllerRevision, update: validateControllerRevisionUpdate },
  jobs: { create: validateJob, update: validateJobUpdate },
  cronjobs: { create: validateCronJob, update: validateCronJobUpdate },
  ingresses: { create: validateIngress, update: validateIngressUpdate },
  ingressclasses: { create: validateIngressClass, update: validateIngressClassUpdate },
  networkpolicies: { create: validateNetworkPolicy, update: validateNetworkPolicyUpdate },
  endpointslices: { create: validateEndpointSlice, update: validateEndpointSliceUpdate },
  poddisruptionbudgets: { create: validateBudget, update: validateBudget },
  horizontalpodautoscalers: {
    create: validateHorizontalPodAutoscaler,
    update: validateHorizontalPodAutoscalerUpdate,
  },
  priorityclasses: { create: validatePriorityClass, update: validatePriorityClassUpdate },
  leases: { create: validateLease, update: validateLeaseUpdate },
  roles: { create: validateRole, update: asUpdate(validateRole) },
  clusterroles: { create: validateClusterRole, update: asUpdate(validateClusterRole) },
  rolebindings: { create: validateRoleBinding, update: asUpdate(validateRoleBinding) },
  clusterrolebindings: { create: validateClusterRoleBinding, update: asUpdate(validateClusterRoleBinding) },
  storageclasses: { create: validateStorageClass, update: validateStorageClassUpdate },
};

const DEFAULTS: SecurityOptions = { allowPrivileged: false };

const asJson = (object: KubeObject): JsonObject => object as unknown as JsonObject;

/** What is wrong with a new object, defaulted and prepared; undefined if nothing is. */
export const validateCreate = (
  resource: ResourceName,
  object: KubeObject,
  options: SecurityOptions = DEFAULTS,
): FieldRefusal | undefined =>
  toRefusal(validations[resource].create(asJson(object), options)) ??
  // Metadata is looked at in general once the kind's own validation had nothing to say: some kinds leave it to this.
  toRefusal(validateAnyMeta(resource, object));

const validateAnyMeta = (resource: ResourceName, object: KubeObject): Errors =>
  validateMeta(asJson(object), {
    name: isPathSegmentName,
    isNamespaced: infoOf(resource).namespaced,
    hasKubeFinalizers: false,
  });

/**
 * What is wrong with a changed object. Metadata is looked at by the generic update, too (rest.BeforeUpdate), whose errors come
 * first; where a kind's own validation says the same once more, each counts.
 */
export const validateUpdate = (
  resource: ResourceName,
  object: KubeObject,
  old: KubeObject,
  options: SecurityOptions = DEFAULTS,
): FieldRefusal | undefined =>
  toRefusal([
    ...validateAnyMeta(resource, object),
    ...validateMetaUpdate(asJson(object), asJson(old), false),
    ...validations[resource].update(asJson(object), asJson(old), options),
  ]);

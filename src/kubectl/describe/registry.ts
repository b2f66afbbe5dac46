// Which page a kind has. One row a kind.
import type { JsonObject } from "#api/meta";
import { kindOf } from "../object.ts";
import { describeRole, describeRoleBinding } from "./access.ts";
import { describePersistentVolumeClaim } from "./claim.ts";
import {
  describeConfigMap,
  describeLimitRange,
  describeNamespace,
  describePriorityClass,
  describeResourceQuota,
  describeSecret,
  describeServiceAccount,
} from "./config.ts";
import type { DescribeContext, Describer } from "./describer.ts";
import { describeGeneric } from "./generic.ts";
import { describeNetworkPolicy } from "./network-policy.ts";
import {
  describeEndpoints,
  describeEndpointSlice,
  describeIngress,
  describeIngressClass,
  describeService,
} from "./network.ts";
import { describeNode } from "./node.ts";
import { describePod } from "./pod.ts";
import { describeHorizontalPodAutoscaler, describePodDisruptionBudget } from "./policy.ts";
import {
  describeCronJob,
  describeDaemonSet,
  describeDeployment,
  describeJob,
  describeReplicaSet,
  describeReplicationController,
  describeStatefulSet,
} from "./workloads.ts";
import { describePersistentVolume, describeStorageClass } from "./storage.ts";
import { Writer } from "./writer.ts";

const DESCRIBERS: { readonly [kind: string]: Describer } = {
  Pod: describePod,
  Node: describeNode,
  Namespace: describeNamespace,
  ConfigMap: describeConfigMap,
  Secret: describeSecret,
  ServiceAccount: describeServiceAccount,
  Service: describeService,
  Endpoints: describeEndpoints,
  EndpointSlice: describeEndpointSlice,
  Ingress: describeIngress,
  IngressClass: describeIngressClass,
  NetworkPolicy: describeNetworkPolicy,
  Deployment: describeDeployment,
  ReplicaSet: describeReplicaSet,
  ReplicationController: describeReplicationController,
  StatefulSet: describeStatefulSet,
  DaemonSet: describeDaemonSet,
  Job: describeJob,
  CronJob: describeCronJob,
  HorizontalPodAutoscaler: describeHorizontalPodAutoscaler,
  PodDisruptionBudget: describePodDisruptionBudget,
  PriorityClass: describePriorityClass,
  ResourceQuota: describeResourceQuota,
  LimitRange: describeLimitRange,
  PersistentVolumeClaim: describePersistentVolumeClaim,
  PersistentVolume: describePersistentVolume,
  StorageClass: describeStorageClass,
  Role: describeRole,
  ClusterRole: describeRole,
  RoleBinding: describeRoleBinding,
  ClusterRoleBinding: describeRoleBinding,
};

/** The whole page of one object. */
export const describeObject = (object: JsonObject, context: DescribeContext): string => {
  const writer = new Writer();
  (DESCRIBERS[kindOf(object)] ?? describeGeneric)(writer, object, context);
  return writer.result();
};

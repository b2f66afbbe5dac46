// Every resource that the simulated API server keeps, by its plural name in URLs.

import type { ControllerRevision, DaemonSet, Deployment, ReplicaSet, StatefulSet } from "./apps.ts";
import type { HorizontalPodAutoscaler } from "./autoscaling.ts";
import type { CronJob, Job } from "./batch.ts";
import type { Lease } from "./coordination.ts";
import type { Event } from "./core-event.ts";
import type { Namespace, Node } from "./core-node.ts";
import type { Pod } from "./core-pod.ts";
import type { Endpoints, Service } from "./core-service.ts";
import type { PersistentVolume, PersistentVolumeClaim } from "./core-volume.ts";
import type { ConfigMap, LimitRange, ReplicationController, ResourceQuota, Secret, ServiceAccount } from "./core.ts";
import type { EndpointSlice } from "./discovery.ts";
import type { Ingress, IngressClass, NetworkPolicy } from "./networking.ts";
import type { PodDisruptionBudget } from "./policy.ts";
import type { ClusterRole, Role, RoleBinding } from "./rbac.ts";
import type { PriorityClass } from "./scheduling.ts";
import type { StorageClass } from "./storage.ts";

export interface ResourceMap {
  readonly configmaps: ConfigMap;
  readonly endpoints: Endpoints;
  readonly events: Event;
  readonly limitranges: LimitRange;
  readonly namespaces: Namespace;
  readonly nodes: Node;
  readonly persistentvolumeclaims: PersistentVolumeClaim;
  readonly persistentvolumes: PersistentVolume;
  readonly pods: Pod;
  readonly replicationcontrollers: ReplicationController;
  readonly resourcequotas: ResourceQuota;
  readonly secrets: Secret;
  readonly serviceaccounts: ServiceAccount;
  readonly services: Service;
  readonly controllerrevisions: ControllerRevision;
  readonly daemonsets: DaemonSet;
  readonly deployments: Deployment;
  readonly replicasets: ReplicaSet;
  readonly statefulsets: StatefulSet;
  readonly horizontalpodautoscalers: HorizontalPodAutoscaler;
  readonly cronjobs: CronJob;
  readonly jobs: Job;
  readonly leases: Lease;
  readonly endpointslices: EndpointSlice;
  readonly ingressclasses: IngressClass;
  readonly ingresses: Ingress;
  readonly networkpolicies: NetworkPolicy;
  readonly poddisruptionbudgets: PodDisruptionBudget;
  readonly clusterrolebindings: RoleBinding;
  readonly clusterroles: ClusterRole;
  readonly rolebindings: RoleBinding;
  readonly roles: Role;
  readonly priorityclasses: PriorityClass;
  readonly storageclasses: StorageClass;
}

export type ResourceName = keyof ResourceMap;

/** Any object that is kept, as the union of all kinds. */
export type AnyResource = ResourceMap[ResourceName];

// Which printer a resource has: the rows of the server's table of printers.
import { horizontalPodAutoscalers } from "./autoscaling.ts";
import {
  componentStatuses,
  configMaps,
  leases,
  namespaces,
  otherKinds,
  persistentVolumeClaims,
  persistentVolumes,
  podDisruptionBudgets,
  priorityClasses,
  resourceQuotas,
  roleBindings,
  secrets,
  serviceAccounts,
  storageClasses,
} from "./config.ts";
import { events } from "./events.ts";
import { endpoints, endpointSlices, ingressClasses, ingresses, networkPolicies, services } from "./network.ts";
import { nodes } from "./nodes.ts";
import { pods } from "./pod-table.ts";
import { apiServices, flowSchemas, priorityLevels } from "./server.ts";
import type { TablePrinter } from "./table.ts";
import {
  controllerRevisions,
  cronJobs,
  daemonSets,
  deployments,
  jobs,
  replicaSets,
  replicationControllers,
  scales,
  statefulSets,
} from "./workloads.ts";

const PRINTERS: { readonly [kind: string]: TablePrinter } = {
  Pod: pods,
  Node: nodes,
  Event: events,
  Namespace: namespaces,
  ComponentStatus: componentStatuses,
  ConfigMap: configMaps,
  Secret: secrets,
  ServiceAccount: serviceAccounts,
  Service: services,
  Endpoints: endpoints,
  EndpointSlice: endpointSlices,
  Ingress: ingresses,
  IngressClass: ingressClasses,
  NetworkPolicy: networkPolicies,
  Deployment: deployments,
  ReplicaSet: replicaSets,
  ReplicationController: replicationControllers,
  StatefulSet: statefulSets,
  DaemonSet: daemonSets,
  ControllerRevision: controllerRevisions,
  Job: jobs,
  Scale: scales,
  CronJob: cronJobs,
  HorizontalPodAutoscaler: horizontalPodAutoscalers,
  PodDisruptionBudget: podDisruptionBudgets,
  PriorityClass: priorityClasses,
  Lease: leases,
  ResourceQuota: resourceQuotas,
  PersistentVolumeClaim: persistentVolumeClaims,
  PersistentVolume: persistentVolumes,
  StorageClass: storageClasses,
  RoleBinding: roleBindings,
  ClusterRoleBinding: roleBindings,
  APIService: apiServices,
  FlowSchema: flowSchemas,
  PriorityLevelConfiguration: priorityLevels,
};

export const printerOf = (kind: string): TablePrinter => PRINTERS[kind] ?? otherKinds;

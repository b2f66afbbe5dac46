// Models the cluster events of staging/src/k8s.io/kube-scheduler/framework/types.go and pkg/scheduler/framework/events.go (v1.36):
// what changed in the cluster, as precisely as plugins want to know it before they wake a pod.
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import { podRequests } from "./cache/pod-requests.ts";

export type EventKind =
  | "Node/Add"
  | "Node/Delete"
  | "Node/UpdateAllocatable"
  | "Node/UpdateLabel"
  | "Node/UpdateTaint"
  | "AssignedPod/Add"
  | "AssignedPod/Delete"
  | "AssignedPod/UpdateLabel"
  | "AssignedPod/ScaleDown"
  | "Pod/UpdateLabel"
  | "Pod/UpdateToleration"
  | "Pod/UpdateSchedulingGatesEliminated"
  | "Pod/ScaleDown"
  | "Namespace/UpdateLabel"
  | "PersistentVolumeClaim/Change"
  /** Of a volume or a storage class. */
  | "Storage/Change";

export type ClusterEvent =
  | { readonly kinds: readonly EventKind[]; readonly node: Node; readonly oldNode?: Node }
  /** `pod` as it is now; of a deletion, as it was last. */
  | { readonly kinds: readonly EventKind[]; readonly pod: Pod; readonly oldPod?: Pod }
  | { readonly kinds: readonly EventKind[]; readonly namespace: string }
  | { readonly kinds: readonly EventKind[]; readonly claim: string }
  | { readonly kinds: readonly EventKind[]; readonly storage: string };

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** Taints as the scheduler sees them: a cordoned node counts as tainted. */
const taintsOf = (node: Node): unknown => [node.spec?.taints ?? [], node.spec?.unschedulable === true];

export const nodeUpdated = (oldNode: Node, node: Node): ClusterEvent => {
  const kinds: EventKind[] = [];
  if (!same(oldNode.status?.allocatable, node.status?.allocatable)) kinds.push("Node/UpdateAllocatable");
  if (!same(oldNode.metadata.labels, node.metadata.labels)) kinds.push("Node/UpdateLabel");
  if (!same(taintsOf(oldNode), taintsOf(node))) kinds.push("Node/UpdateTaint");
  return { kinds, node, oldNode };
};

/** A change of a pod that has a node. */
export const assignedPodUpdated = (oldPod: Pod, pod: Pod): ClusterEvent => {
  const kinds: EventKind[] = [];
  if (!same(oldPod.metadata.labels, pod.metadata.labels)) kinds.push("AssignedPod/UpdateLabel");
  if (scaledDown(oldPod, pod)) kinds.push("AssignedPod/ScaleDown");
  return { kinds, pod, oldPod };
};

/** A change of a pod that waits for a node. */
export const unscheduledPodUpdated = (oldPod: Pod, pod: Pod): ClusterEvent => {
  const kinds: EventKind[] = [];
  if (!same(oldPod.metadata.labels, pod.metadata.labels)) kinds.push("Pod/UpdateLabel");
  if (!same(oldPod.spec.tolerations, pod.spec.tolerations)) kinds.push("Pod/UpdateToleration");
  if ((oldPod.spec.schedulingGates ?? []).length > 0 && (pod.spec.schedulingGates ?? []).length === 0) {
    kinds.push("Pod/UpdateSchedulingGatesEliminated");
  }
  if (scaledDown(oldPod, pod)) kinds.push("Pod/ScaleDown");
  return { kinds, pod, oldPod };
};

const scaledDown = (oldPod: Pod, pod: Pod): boolean => {
  if (same(oldPod.spec.containers, pod.spec.containers) && oldPod.spec.resources === pod.spec.resources) return false;
  const [before, after] = [podRequests(oldPod.spec).requests, podRequests(pod.spec).requests];
  return after.milliCpu < before.milliCpu || after.memory < before.memory;
};

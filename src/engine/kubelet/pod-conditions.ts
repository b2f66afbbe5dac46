// Models the end of generateAPIPodStatus of pkg/kubelet/kubelet_pods.go (v1.36): the conditions of a pod, in the kubelet's order.
import type { Condition } from "#api/meta";
import type { ContainerStatus } from "#api/core-container";
import type { Pod, PodPhase } from "#api/core-pod";
import type { PodRow } from "./rows.ts";
import { containersReadyCondition, initializedCondition, readyCondition } from "./status/conditions.ts";

interface ConditionInput {
  readonly pod: Pod;
  readonly row: PodRow;
  /** Of all containers. */
  readonly statuses: readonly ContainerStatus[];
  readonly phase: PodPhase;
}

/** DisruptionTarget (if the kubelet itself ends the pod), PodReadyToStartContainers, Initialized, Ready, ContainersReady, PodScheduled. */
export const podConditions = ({ pod, row, statuses, phase }: ConditionInput): Condition[] => {
  const { spec } = pod;
  const containersReady = containersReadyCondition(spec, statuses, phase);
  const own: Condition[] = [
    { type: "PodReadyToStartContainers", status: row.hasSandbox ? "True" : "False" },
    initializedCondition(spec, statuses, phase),
    readyCondition(spec, pod.status?.conditions ?? [], containersReady),
    containersReady,
    { type: "PodScheduled", status: "True" },
  ];
  if (row.ending?.reason !== "Evicted" || row.ending.isOwnFault) return own;
  const message = row.ending.message ?? "";
  return [{ type: "DisruptionTarget", status: "True", reason: "TerminationByKubelet", message }, ...own];
};

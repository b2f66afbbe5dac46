// Models generateAPIPodStatus and getPhase of pkg/kubelet/kubelet_pods.go, pkg/kubelet/status/generate.go and mergePodStatus of
// status_manager.go (v1.36).
import { memoise } from "#api/memoise";
import type { Condition } from "#api/meta";
import type { ContainerStatus } from "#api/core-container";
import type { Node } from "#api/core-node";
import type { Pod, PodPhase, PodStatus } from "#api/core-pod";
import { containerStatuses, initContainerStatuses, type StatusTime } from "./container-status.ts";
import { podConditions } from "./pod-conditions.ts";
import { podResources } from "./pod-resources.ts";
import type { PodRow } from "./rows.ts";
import { podPhase } from "./status/phase.ts";

interface StatusInput extends StatusTime {
  readonly pod: Pod;
  readonly row: PodRow;
  readonly node: Node | undefined;
  /** metav1.Time of now. */
  readonly timestamp: string;
}

export const podStatus = (input: StatusInput): PodStatus => {
  const { pod, row } = input;
  const containers = containerStatuses(pod, row, input);
  const inits = initContainerStatuses(pod, row, input);
  const old = pod.status;
  const statuses = inits.length > 0 ? [...inits, ...containers] : containers;
  const wanted = phaseOf(pod, row, statuses);
  // A phase is never terminal while a container may still run.
  const phase = isTerminal(wanted) && !row.isStatusTerminal ? (old?.phase ?? "Pending") : wanted;
  // Written field by field: this is made for every change of every pod, and spreads are slow.
  const status: Writable<PodStatus> = { phase };
  if (pod.metadata.generation !== undefined) status.observedGeneration = pod.metadata.generation;
  status.conditions = withTimes(podConditions({ pod, row, statuses, phase }), input);
  addEnding(status, row);
  addAddresses(status, row, input);
  if (row.startTime !== undefined) status.startTime = row.startTime;
  if (inits.length > 0) status.initContainerStatuses = inits;
  status.containerStatuses = containers;
  if (old?.qosClass !== undefined) status.qosClass = old.qosClass;
  const { allocatedResources, resources } = podResources(pod.spec);
  if (allocatedResources) status.allocatedResources = allocatedResources;
  if (resources) status.resources = resources;
  return status;
};

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** An application that obeyed and exited 0 leaves no word of its eviction. */
const addEnding = (status: Writable<PodStatus>, { ending }: PodRow): void => {
  if (ending?.reason === undefined || status.phase !== "Failed") return;
  status.reason = ending.reason;
  status.message = ending.message ?? "";
};

const addAddresses = (status: Writable<PodStatus>, row: PodRow, { node, pod }: StatusInput): void => {
  // A kubelet whose Node object was deleted still knows its own address.
  const host = node ? hostAddressOf(node) : (pod.status ?? {});
  if (host.hostIP !== undefined && host.hostIPs) {
    status.hostIP = host.hostIP;
    status.hostIPs = host.hostIPs;
  }
  const ip = shownIp(row, pod, host.hostIP);
  if (ip === undefined) return;
  status.podIP = ip;
  status.podIPs = [{ ip }];
};

/** The machine's own from the beginning; else what the sync found that last asked the runtime. The one that makes the sandbox does not ask. */
const shownIp = ({ ip, sync }: PodRow, { spec, status }: Pod, hostIp: string | undefined): string | undefined => {
  if (spec.hostNetwork) return hostIp ?? ip;
  return sync?.hasNewSandbox ? status?.podIP : ip;
};

type HostAddress = Pick<PodStatus, "hostIP" | "hostIPs">;
type NodeAddresses = NonNullable<NonNullable<Node["status"]>["addresses"]>;

const internalOf = memoise((addresses: NodeAddresses): HostAddress => {
  const hostIP = addresses.find((a) => a.type === "InternalIP")?.address;
  return hostIP === undefined ? {} : { hostIP, hostIPs: [{ ip: hostIP }] };
});

const hostAddressOf = (node: Node | undefined): HostAddress => {
  const addresses = node?.status?.addresses;
  return addresses ? internalOf(addresses) : {};
};

const isTerminal = (phase: PodPhase): boolean => phase === "Succeeded" || phase === "Failed";

/** Keeps the time of a condition that did not change; conditions of others come first. */
const withTimes = (conditions: readonly Condition[], { pod, timestamp }: StatusInput): Condition[] => {
  const old = pod.status?.conditions ?? [];
  const generation = pod.metadata.generation;
  const timed: Condition[] = old.filter(
    ({ type }) => !type.startsWith("PodResize") && !conditions.some((c) => c.type === type),
  );
  for (const c of conditions) {
    const before = old.find((o) => o.type === c.type);
    timed.push(before && isSame(before, c, generation) ? before : stamped(c, before, { generation, timestamp }));
  }
  return timed;
};

const isSame = (before: Condition, now: Condition, generation: number | undefined): boolean =>
  before.status === now.status &&
  before.reason === now.reason &&
  before.message === now.message &&
  before.observedGeneration === generation;

interface Stamp {
  readonly generation: number | undefined;
  readonly timestamp: string;
}

const stamped = (now: Condition, before: Condition | undefined, { generation, timestamp }: Stamp): Condition => {
  const condition: Writable<Condition> = { type: now.type, status: now.status };
  if (now.reason !== undefined) condition.reason = now.reason;
  if (now.message !== undefined) condition.message = now.message;
  condition.lastProbeTime = null;
  condition.lastTransitionTime = before?.status === now.status ? (before.lastTransitionTime ?? timestamp) : timestamp;
  if (generation !== undefined) condition.observedGeneration = generation;
  return condition;
};

const phaseOf = (pod: Pod, row: PodRow, statuses: readonly ContainerStatus[]): PodPhase => {
  const before = pod.status?.phase;
  if (before && isTerminal(before)) return before;
  const hasInitialized = pod.spec.containers.some((c) => row.containers[c.name]?.id !== undefined);
  return podPhase({ spec: pod.spec, statuses, isTerminal: row.isStatusTerminal, hasInitialized });
};

// Models plugins/noderesources/fit.go and least_allocated.go (v1.36).
import { compareStrings } from "#api/compare";
import type { NodeInfo } from "../../cache/node-info.ts";
import type { PodInfo } from "../../cache/pod-info.ts";
import type { Resource } from "../../cache/pod-requests.ts";
import { amountsOf, podRequests, toResource } from "../../cache/pod-requests.ts";
import type { ClusterEvent } from "../../events.ts";
import type { Plugin, SchedulingStatus } from "../../plugin.ts";
import { MAX_NODE_SCORE, unresolvable, unschedulable } from "../../plugin.ts";

export const noderesourcesFit: Plugin = {
  name: "NodeResourcesFit",
  isLocal: true,
  weight: 1,
  filter: (_state, pod, node) => fits(pod.signature.requests, node),
  // LeastAllocated over cpu and memory: a node of 4 cores of which 1 is asked for scores 75 for cpu; both halves count alike.
  score: (_state, pod, node) => {
    const { scored } = pod.signature;
    const { allocatable, nonZeroRequested } = node;
    const cpu = leastRequested(nonZeroRequested.milliCpu + scored.milliCpu, allocatable.milliCpu);
    const memory = leastRequested(nonZeroRequested.memory + scored.memory, allocatable.memory);
    if (allocatable.milliCpu === 0) return memory;
    return allocatable.memory === 0 ? cpu : Math.floor((cpu + memory) / 2);
  },
  events: ["AssignedPod/Delete", "AssignedPod/ScaleDown", "Pod/ScaleDown", "Node/Add", "Node/UpdateAllocatable"],
  isSchedulableAfter: (pod, event) => mayFitAfter(pod, event),
};

const leastRequested = (requested: number, capacity: number): number =>
  capacity === 0 || requested > capacity ? 0 : Math.floor(((capacity - requested) * MAX_NODE_SCORE) / capacity);

const TOO_MANY_PODS = 1;
const CPU = 2;
const MEMORY = 4;
const EPHEMERAL_STORAGE = 8;
const REASONS: readonly (readonly [number, string])[] = [
  [TOO_MANY_PODS, "Too many pods"],
  [CPU, "Insufficient cpu"],
  [MEMORY, "Insufficient memory"],
  [EPHEMERAL_STORAGE, "Insufficient ephemeral-storage"],
];

/** All that is short, as bits. What an empty node has not got either cannot be resolved by preemption. */
const fits = (asked: Resource, node: NodeInfo): SchedulingStatus | undefined => {
  const { allocatable, requested } = node;
  let short = node.pods.size + 1 > allocatable.pods ? TOO_MANY_PODS : 0;
  if (asked.milliCpu > 0 && asked.milliCpu > allocatable.milliCpu - requested.milliCpu) short |= CPU;
  if (asked.memory > 0 && asked.memory > allocatable.memory - requested.memory) short |= MEMORY;
  if (
    asked.ephemeralStorage > 0 &&
    asked.ephemeralStorage > allocatable.ephemeralStorage - requested.ephemeralStorage
  ) {
    short |= EPHEMERAL_STORAGE;
  }
  if (asked.scalar.size > 0) return withScalars(short, asked, node);
  return short === 0 ? undefined : statusOf(short, exceeds(asked, allocatable, short));
};

/** Whether something that is short is more than the whole node. */
const exceeds = (asked: Resource, allocatable: Resource, short: number): boolean =>
  ((short & CPU) > 0 && asked.milliCpu > allocatable.milliCpu) ||
  ((short & MEMORY) > 0 && asked.memory > allocatable.memory) ||
  ((short & EPHEMERAL_STORAGE) > 0 && asked.ephemeralStorage > allocatable.ephemeralStorage);

/** One status for each set of reasons: a thousand nodes that are full say the same. */
const statusOf = (short: number, isHopeless: boolean): SchedulingStatus => {
  const key = short * 2 + (isHopeless ? 1 : 0);
  return STATUSES[key] as SchedulingStatus;
};

const reasonsOf = (short: number): string[] => REASONS.filter(([bit]) => (short & bit) > 0).map(([, text]) => text);
const STATUSES: readonly SchedulingStatus[] = Array.from({ length: 32 }, (_, key) =>
  key % 2 === 1 ? unresolvable(...reasonsOf(key >> 1)) : unschedulable(...reasonsOf(key >> 1)),
);

const withScalars = (
  short: number,
  asked: Resource,
  { allocatable, requested }: NodeInfo,
): SchedulingStatus | undefined => {
  let isHopeless = exceeds(asked, allocatable, short);
  const reasons = reasonsOf(short);
  for (const name of [...asked.scalar.keys()].toSorted(compareStrings)) {
    const [want, has] = [asked.scalar.get(name) ?? 0, allocatable.scalar.get(name) ?? 0];
    if (want === 0 || want <= has - (requested.scalar.get(name) ?? 0)) continue;
    reasons.push(`Insufficient ${name}`);
    isHopeless ||= want > has;
  }
  if (reasons.length === 0) return undefined;
  return isHopeless ? unresolvable(...reasons) : unschedulable(...reasons);
};

const mayFitAfter = (pod: PodInfo, event: ClusterEvent): boolean => {
  if ("node" in event) return mayFitNode(pod.signature.requests, event);
  if (!("pod" in event)) return false;
  if (event.pod.metadata.uid === pod.uid) return true;
  const freed = podRequests(event.pod.spec).requests;
  if (event.kinds.includes("AssignedPod/Delete")) return true;
  // A pod that asks for less now helps if it gives up something that this pod asks for.
  const before = event.oldPod ? podRequests(event.oldPod.spec).requests : freed;
  const { milliCpu, memory } = pod.signature.requests;
  return (milliCpu > 0 && freed.milliCpu < before.milliCpu) || (memory > 0 && freed.memory < before.memory);
};

/** The node (empty) is large enough, and, if it was there before, has more now of something that the pod asks for. */
const mayFitNode = (asked: Resource, event: Extract<ClusterEvent, { node: unknown }>): boolean => {
  const wanted = rows(asked).filter(([, amount]) => amount > 0);
  const now = toResource(amountsOf(event.node.status?.allocatable ?? {}));
  const has = new Map(rows(now));
  const large = wanted.every(([name, amount]) => amount <= (has.get(name) ?? 0));
  if (!large || !event.oldNode) return large;
  const before = toResource(amountsOf(event.oldNode.status?.allocatable ?? {}));
  const had = new Map(rows(before));
  return now.pods > before.pods || wanted.some(([name]) => (has.get(name) ?? 0) > (had.get(name) ?? 0));
};

const rows = (of: Resource): [string, number][] => [
  ["cpu", of.milliCpu],
  ["memory", of.memory],
  ["ephemeral-storage", of.ephemeralStorage],
  ...[...of.scalar].toSorted((a, b) => compareStrings(a[0], b[0])),
];

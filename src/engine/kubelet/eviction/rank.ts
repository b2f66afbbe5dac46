// Models rankMemoryPressure, rankDiskPressureFunc, GetThresholdQuantity and evictionMessage of pkg/kubelet/eviction/helpers.go (v1.36).

import type { Pod } from "#api/core-pod";
import { podRequests } from "#api/pod-resources";
import {
  compareQuantities,
  formatQuantity,
  quantityFromInt,
  quantityOf,
  subtractQuantities,
  ZERO,
  type Quantity,
} from "#api/quantity";

export type EvictionResource = "memory" | "ephemeral-storage";

/** What a pod uses of the resource: its working set, or what it wrote. */
export interface PodUsage {
  readonly bytes: number;
  /** By container; one that does not run is absent. */
  readonly containerBytes: Readonly<Record<string, number>>;
}

export interface EvictionCandidate {
  readonly pod: Pod;
  /** Absent: the kubelet has no statistics of the pod (yet), and evicts it before all others. */
  readonly usage?: PodUsage;
}

/**
 * The first is to be evicted: pods that use more than they request, of these those of the lowest priority, of these the one that
 * exceeds its request most. Critical pods are ranked too; the caller passes over them (see isCriticalPod).
 */
export const rankForEviction = (
  candidates: readonly EvictionCandidate[],
  resource: EvictionResource,
): readonly EvictionCandidate[] =>
  candidates
    .map((candidate) => ({ candidate, excess: excessOf(candidate, resource) }))
    .toSorted(compareRanked)
    .map(({ candidate }) => candidate);

export interface EvictionMessageInput {
  readonly resource: EvictionResource;
  /** `100Mi` or `5%`, of `capacityBytes`. */
  readonly threshold: string;
  readonly capacityBytes: number;
  readonly availableBytes: number;
  readonly candidate: EvictionCandidate;
}

/** The message of the pod's status and of its Evicted event; it ends in a space, as upstream's does. */
export const evictionMessage = (input: EvictionMessageInput): string => {
  const { resource, candidate } = input;
  const quantity = formatQuantity(thresholdQuantity(input.threshold, input.capacityBytes));
  const available = formatQuantity(quantityFromInt(input.availableBytes, "BinarySI"));
  const containers = candidate.pod.spec.containers.flatMap(({ name, resources }) => {
    const bytes = candidate.usage?.containerBytes[name];
    if (bytes === undefined) return [];
    const used = quantityFromInt(bytes, "BinarySI");
    const request = quantityOf(resources?.requests?.[resource] ?? "0");
    if (compareQuantities(used, request) <= 0) return [];
    const [usedText, requestText] = [formatQuantity(used), formatQuantity(request)];
    return [
      `Container ${name} was using ${usedText}, request is ${requestText}, has larger consumption of ${resource}. `,
    ];
  });
  return [
    `The node was low on resource: ${resource}. `,
    `Threshold quantity: ${quantity}, available: ${available}. `,
    ...containers,
  ].join("");
};

/** A percentage is held in single precision: 5 % of 5Gi are 268435460 bytes, four more than one would think. */
export const thresholdQuantity = (threshold: string, capacityBytes: number): Quantity =>
  threshold.endsWith("%")
    ? quantityFromInt(
        Math.trunc(capacityBytes * Math.fround(Math.fround(Number(threshold.slice(0, -1))) / 100)),
        "BinarySI",
      )
    : quantityOf(threshold);

interface Ranked {
  readonly candidate: EvictionCandidate;
  /** Usage beyond the request, less than nothing if it keeps below; absent without statistics. */
  readonly excess: Quantity | undefined;
}

const excessOf = ({ pod, usage }: EvictionCandidate, resource: EvictionResource): Quantity | undefined =>
  usage && subtractQuantities(quantityFromInt(usage.bytes, "BinarySI"), podRequests(pod.spec).get(resource) ?? ZERO);

/** Those that use more than they request come first. */
const rankOf = (excess: Quantity): number => (compareQuantities(excess, ZERO) > 0 ? 0 : 1);

const compareRanked = (a: Ranked, b: Ranked): number => {
  const priorities = (a.candidate.pod.spec.priority ?? 0) - (b.candidate.pod.spec.priority ?? 0);
  if (!a.excess || !b.excess) return Number(a.excess !== undefined) - Number(b.excess !== undefined) || priorities;
  return rankOf(a.excess) - rankOf(b.excess) || priorities || compareQuantities(b.excess, a.excess);
};

// Models staging/src/k8s.io/component-helpers/resource/helpers.go PodRequests and PodLimits, pkg/apis/core/v1/helper/qos/qos.go
// and pkg/kubelet/qos/policy.go (v1.36).
// Of a pod that is being resized, whoever asks hands in what it means: what is asked for, granted, or counted (engine/kubelet/allocated.ts).

import type { Container } from "./core-container.ts";
import type { ResourceList } from "./core-env.ts";
import type { Pod, PodSpec, QosClass } from "./core-pod.ts";
import {
  addQuantities,
  compareQuantities,
  formatQuantity,
  isZero,
  quantityOf,
  signOf,
  wholeValue,
  ZERO,
  type Quantity,
} from "./quantity.ts";

/** Amounts by resource name. */
export type Amounts = ReadonlyMap<string, Quantity>;

type MutableAmounts = Map<string, Quantity>;

/** What the scheduler counts: the containers together, or the greediest moment of the initialisation, and the overhead. */
export const podRequests = (spec: PodSpec): Amounts => {
  const amounts = aggregateContainers(spec, "requests");
  applyPodLevel(amounts, spec.resources?.requests);
  for (const [name, text] of Object.entries(spec.overhead ?? {})) add(amounts, name, quantityOf(text));
  return amounts;
};

/** Overhead is added only to what is limited. */
export const podLimits = (spec: PodSpec): Amounts => {
  const amounts = aggregateContainers(spec, "limits");
  applyPodLevel(amounts, spec.resources?.limits);
  for (const [name, text] of Object.entries(spec.overhead ?? {})) {
    const limit = amounts.get(name);
    if (limit && !isZero(limit)) amounts.set(name, addQuantities(limit, quantityOf(text)));
  }
  return amounts;
};

export const formatAmounts = (amounts: Amounts): ResourceList =>
  Object.fromEntries([...amounts].map(([name, quantity]) => [name, formatQuantity(quantity)]));

/** The class that the API server gave the pod, or the one that its spec earns. */
export const qosClassOf = (pod: Pod): QosClass => pod.status?.qosClass ?? computeQosClass(pod.spec);

/**
 * Guaranteed: each container (or the pod as a whole) limits CPU and memory and requests just that.
 * BestEffort: nothing is said anywhere. Burstable: the rest.
 */
export const computeQosClass = (spec: PodSpec): QosClass => {
  const holders = spec.resources ? [spec.resources] : allContainers(spec).map(({ resources }) => resources ?? {});
  const requests = sumQos(holders.map((holder) => holder.requests));
  const limits = sumQos(holders.map((holder) => holder.limits));
  if (requests.size === 0 && limits.size === 0) return "BestEffort";
  const isLimited = holders.every((holder) => sumQos([holder.limits]).size === QOS_RESOURCES.length);
  const isEqual = [...requests].every(([name, request]) => {
    const limit = limits.get(name);
    return limit !== undefined && compareQuantities(request, limit) === 0;
  });
  return isLimited && isEqual && requests.size === limits.size ? "Guaranteed" : "Burstable";
};

const GUARANTEED_OOM_SCORE = -997;
const BEST_EFFORT_OOM_SCORE = 1000;
const SYSTEM_CRITICAL_PRIORITY = 2_000_000_000;

/** What the kubelet tells the kernel of a container: who dies first when the node has no memory left. */
export const oomScoreAdj = (pod: Pod, container: Container, nodeMemoryBytes: number): number => {
  if (isNodeCritical(pod)) return GUARANTEED_OOM_SCORE;
  const qos = qosClassOf(pod);
  if (qos === "Guaranteed") return GUARANTEED_OOM_SCORE;
  if (qos === "BestEffort") return BEST_EFFORT_OOM_SCORE;
  const { spec } = pod;
  // What the pod requests beyond its containers is shared among them, even if that is less than nothing.
  const extra = unclaimedMemoryPerContainer(spec);
  // A container that requests 10 % of the node's memory has 900: beyond that share it is as guilty as any other.
  const score = (request: number): number => 1000 - Math.trunc((1000 * (request + extra)) / nodeMemoryBytes);
  const own = score(memoryRequest(container));
  // A sidecar does not die before the containers that it serves.
  const adjusted = isSidecar(spec, container)
    ? Math.min(own, score(Math.min(...spec.containers.map((regular) => memoryRequest(regular)))))
    : own;
  if (adjusted < 1000 + GUARANTEED_OOM_SCORE) return 1000 + GUARANTEED_OOM_SCORE;
  return adjusted === BEST_EFFORT_OOM_SCORE ? BEST_EFFORT_OOM_SCORE - 1 : adjusted;
};

/** Mirror and static pods, and those of the highest class. */
export const isCriticalPod = (pod: Pod): boolean => {
  const annotations = pod.metadata.annotations ?? {};
  const source = annotations["kubernetes.io/config.source"];
  return (
    (source !== undefined && source !== "api") ||
    annotations["kubernetes.io/config.mirror"] !== undefined ||
    (pod.spec.priority ?? 0) >= SYSTEM_CRITICAL_PRIORITY
  );
};

const isNodeCritical = (pod: Pod): boolean =>
  pod.spec.priorityClassName === "system-node-critical" && isCriticalPod(pod);

const QOS_RESOURCES = ["cpu", "memory"];

const allContainers = (spec: PodSpec): readonly Container[] => [...spec.containers, ...(spec.initContainers ?? [])];

const isPodLevel = (name: string): boolean => QOS_RESOURCES.includes(name) || name.startsWith("hugepages-");

const add = (amounts: MutableAmounts, name: string, quantity: Quantity): void => {
  const before = amounts.get(name);
  amounts.set(name, before ? addQuantities(before, quantity) : quantity);
};

const addAll = (amounts: MutableAmounts, more: Amounts): void => {
  for (const [name, quantity] of more) add(amounts, name, quantity);
};

const raiseTo = (amounts: MutableAmounts, others: Amounts): void => {
  for (const [name, quantity] of others) {
    const before = amounts.get(name);
    if (!before || compareQuantities(quantity, before) > 0) amounts.set(name, quantity);
  }
};

const amountsOf = (list: ResourceList | undefined): Amounts =>
  new Map(Object.entries(list ?? {}).map(([name, text]) => [name, quantityOf(text)]));

/**
 * Sidecars run beside everything that starts after them: init container i needs its own and that of the sidecars before it.
 * With sidecar 100m, init 1 and app 500m the pod needs max(500m + 100m, 100m + 1) = 1100m.
 */
const aggregateContainers = (spec: PodSpec, kind: "requests" | "limits"): MutableAmounts => {
  const total: MutableAmounts = new Map();
  for (const container of spec.containers) addAll(total, amountsOf(container.resources?.[kind]));
  const sidecars: MutableAmounts = new Map();
  const peak: MutableAmounts = new Map();
  for (const container of spec.initContainers ?? []) {
    const own = amountsOf(container.resources?.[kind]);
    if (container.restartPolicy === "Always") {
      addAll(total, own);
      addAll(sidecars, own);
      raiseTo(peak, sidecars);
    } else {
      const together = new Map(own);
      addAll(together, sidecars);
      raiseTo(peak, together);
    }
  }
  raiseTo(total, peak);
  return total;
};

const applyPodLevel = (amounts: MutableAmounts, list: ResourceList | undefined): void => {
  for (const [name, quantity] of amountsOf(list)) if (isPodLevel(name)) amounts.set(name, quantity);
};

/** CPU and memory that are more than nothing. */
const sumQos = (lists: readonly (ResourceList | undefined)[]): Amounts => {
  const sums: MutableAmounts = new Map();
  for (const list of lists) {
    for (const [name, quantity] of amountsOf(list)) {
      if (QOS_RESOURCES.includes(name) && signOf(quantity) > 0) add(sums, name, quantity);
    }
  }
  return sums;
};

const memoryRequest = (container: Container): number => {
  const text = container.resources?.requests?.["memory"];
  return text === undefined ? 0 : Number(wholeValue(quantityOf(text)));
};

const isSidecar = (spec: PodSpec, { name }: Container): boolean =>
  (spec.initContainers ?? []).some((init) => init.name === name && init.restartPolicy === "Always");

const unclaimedMemoryPerContainer = (spec: PodSpec): number => {
  const podMemory = spec.resources?.requests?.["memory"];
  if (podMemory === undefined || isZero(quantityOf(podMemory))) return 0;
  const claimed = aggregateContainers(spec, "requests").get("memory") ?? ZERO;
  const unclaimed = Number(wholeValue(quantityOf(podMemory)) - wholeValue(claimed));
  return Math.trunc(unclaimed / allContainers(spec).length);
};

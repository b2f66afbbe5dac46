// Models staging/src/k8s.io/component-helpers/resource/helpers.go (v1.36) as pkg/scheduler/framework/types.go (CalculateResource)
// and plugins/noderesources use it: what a pod asks of a node, as whole numbers.
// A pod that is being resized comes with what counts of it in its spec (kubelet/resize.ts countedPod).
import type { Container } from "#api/core-container";
import type { ResourceList } from "#api/core-env";
import type { PodSpec } from "#api/core-pod";
import { bytes, cpuMilli } from "#api/quantity";

/** Amounts by resource: milli-CPU for `cpu`, whole units for the others. */
export type Amounts = Map<string, number>;

export interface Resource {
  milliCpu: number;
  memory: number;
  ephemeralStorage: number;
  /** Pods: allowed of a node, one of a pod. */
  pods: number;
  /** Extended resources, hugepages and their like. */
  scalar: Map<string, number>;
}

export interface PodRequests {
  readonly requests: Resource;
  /** With defaults for containers that say nothing: what one pod adds to its node's occupancy for scoring. */
  readonly nonZero: { readonly milliCpu: number; readonly memory: number };
  /** The same of the pod that is being scored by NodeResourcesFit, which does not look at resources of the pod as a whole. */
  readonly scored: { readonly milliCpu: number; readonly memory: number };
}

const DEFAULT_MILLI_CPU = 100;
const DEFAULT_MEMORY = 200 * 1024 * 1024;

export const podRequests = (spec: PodSpec): PodRequests => {
  const requests = totals(spec, NOTHING);
  const wholePod = spec.resources?.requests !== undefined && isPodLevel(spec.resources.requests);
  const defaults = wholePod ? ALL_DEFAULTS.filter(([name]) => !requests.has(name)) : ALL_DEFAULTS;
  return {
    requests: toResource(requests),
    nonZero: cpuAndMemory(totals(spec, defaults)),
    scored: cpuAndMemory(totals(withoutPodLevel(spec), ALL_DEFAULTS)),
  };
};

export const toResource = (amounts: Amounts): Resource => {
  const {
    cpu = 0,
    memory = 0,
    pods = 0,
    "ephemeral-storage": ephemeralStorage = 0,
    ...scalar
  } = Object.fromEntries(amounts);
  return { milliCpu: cpu, memory, ephemeralStorage, pods, scalar: new Map(Object.entries(scalar)) };
};

export const amountsOf = (list: ResourceList): Amounts =>
  new Map(Object.entries(list).map(([name, quantity]) => [name, amountOf(name, quantity)]));

const amountOf = (name: string, quantity: string): number => (name === "cpu" ? cpuMilli(quantity) : bytes(quantity));

type Defaults = readonly (readonly [string, number])[];
const NOTHING: Defaults = [];
const ALL_DEFAULTS: Defaults = [
  ["cpu", DEFAULT_MILLI_CPU],
  ["memory", DEFAULT_MEMORY],
];

/** max(all containers together, each init container beside the sidecars before it), or what the pod as a whole says; and overhead. */
const totals = (spec: PodSpec, defaults: Defaults): Amounts => {
  const sum: Amounts = new Map();
  for (const container of spec.containers) add(sum, ofContainer(container, defaults));
  const sidecars: Amounts = new Map();
  const init: Amounts = new Map();
  for (const container of spec.initContainers ?? []) {
    const own = ofContainer(container, defaults);
    if (container.restartPolicy === "Always") {
      add(sum, own);
      add(sidecars, own);
      raise(init, sidecars);
    } else raise(init, add(new Map(own), sidecars));
  }
  raise(sum, init);
  for (const [name, amount] of amountsOf(spec.resources?.requests ?? {}))
    if (isPodLevelName(name)) sum.set(name, amount);
  return add(sum, amountsOf(spec.overhead ?? {}));
};

const ofContainer = (container: Container, defaults: Defaults): Amounts => {
  const own = amountsOf(container.resources?.requests ?? {});
  for (const [name, amount] of defaults) if (!own.has(name)) own.set(name, amount);
  return own;
};

const add = (to: Amounts, more: Amounts): Amounts => {
  for (const [name, amount] of more) to.set(name, (to.get(name) ?? 0) + amount);
  return to;
};

const raise = (to: Amounts, least: Amounts): void => {
  for (const [name, amount] of least) if (amount > (to.get(name) ?? -1)) to.set(name, amount);
};

const withoutPodLevel = ({ containers, initContainers = [], overhead = {} }: PodSpec): PodSpec => ({
  containers,
  initContainers,
  overhead,
});
const isPodLevelName = (name: string): boolean => name === "cpu" || name === "memory" || name.startsWith("hugepages-");
const isPodLevel = (list: ResourceList): boolean => Object.keys(list).some(isPodLevelName);
const cpuAndMemory = (amounts: Amounts): { milliCpu: number; memory: number } => ({
  milliCpu: amounts.get("cpu") ?? 0,
  memory: amounts.get("memory") ?? 0,
});

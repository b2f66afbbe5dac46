// Models pkg/kubelet/cm/helpers_linux.go, qos_container_manager_linux.go (v1.36) and the kernel's fair scheduler: how the cores of a node
// are divided among cgroups.
// Simplified: cgroup v1 shares, which are in proportion to requests; a core can be cut as finely as one likes, and no process waits for another.

import type { QosClass } from "#api/core-pod";

/** A cgroup. One without children is a leaf: it burns CPU itself. */
export interface CpuGroup {
  /** Its weight among its siblings. */
  readonly shares: number;
  /** No more than this, even if the node idles. */
  readonly quotaMilli?: number;
  /** Of a leaf: what it would burn if it were alone. */
  readonly wantsMilli?: number;
  readonly children?: readonly CpuGroup[];
}

const MIN_SHARES = 2;
const MAX_SHARES = 262_144;
const MIN_QUOTA_MILLI = 10;

/** MilliCPUToShares: 250m are 256 of 1024. */
export const cpuShares = (milli: number): number =>
  Math.min(MAX_SHARES, Math.max(MIN_SHARES, Math.trunc((milli * 1024) / 1000)));

export interface ContainerCpu {
  /** 0 if it requests nothing. */
  readonly requestMilli: number;
  readonly limitMilli?: number;
  readonly wantsMilli: number;
}

export const containerGroup = ({ requestMilli, limitMilli, wantsMilli }: ContainerCpu): CpuGroup => ({
  shares: cpuShares(requestMilli),
  ...(limitMilli === undefined ? {} : { quotaMilli: Math.max(MIN_QUOTA_MILLI, limitMilli) }),
  wantsMilli,
});

/** A pod has a quota of its own only if each of its containers has one. */
export const podGroup = (containers: readonly ContainerCpu[]): CpuGroup => {
  const children = containers.map(containerGroup);
  const quotas = children.flatMap(({ quotaMilli }) => (quotaMilli === undefined ? [] : [quotaMilli]));
  return {
    shares: cpuShares(sum(containers.map(({ requestMilli }) => requestMilli))),
    ...(quotas.length === children.length && children.length > 0 ? { quotaMilli: sum(quotas) } : {}),
    children,
  };
};

export interface PodCpu {
  readonly qosClass: QosClass;
  /** What the pod requests as a whole. */
  readonly requestMilli: number;
  readonly group: CpuGroup;
}

export interface Kubepods {
  readonly group: CpuGroup;
  readonly burstable: CpuGroup;
  readonly bestEffort: CpuGroup;
}

/** All pods of a node: guaranteed pods stand beside the slice of the burstable and that of the best-effort ones. */
export const kubepodsGroup = (pods: readonly PodCpu[], allocatableMilli: number): Kubepods => {
  const of = (qosClass: QosClass): readonly PodCpu[] => pods.filter((pod) => pod.qosClass === qosClass);
  const groups = (members: readonly PodCpu[]): readonly CpuGroup[] => members.map(({ group }) => group);
  const burstable = {
    shares: cpuShares(sum(of("Burstable").map(({ requestMilli }) => requestMilli))),
    children: groups(of("Burstable")),
  };
  const bestEffort = { shares: MIN_SHARES, children: groups(of("BestEffort")) };
  const children = [...groups(of("Guaranteed")), burstable, bestEffort];
  return { group: { shares: cpuShares(allocatableMilli), children }, burstable, bestEffort };
};

/**
 * Thousandths of a core for every leaf below `root`, which may burn `availableMilli` together. Siblings share by their weight; what one
 * does not want or may not use is lent to the others. With 2000 to divide, and weights and wants of (102, 300), (204, 2000):
 * the first would get 667, wants 300; the second gets the other 1700.
 */
export const divideCpu = (root: CpuGroup, availableMilli: number): ReadonlyMap<CpuGroup, number> => {
  const granted = new Map<CpuGroup, number>();
  const demands = new Map<CpuGroup, number>();
  measure(root, demands);
  grant(root, availableMilli, { granted, demands });
  return granted;
};

const sum = (numbers: readonly number[]): number => {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
};

/** What a group could burn: what is wanted below it, cut by its quota. */
const measure = (group: CpuGroup, demands: Map<CpuGroup, number>): number => {
  const wanted = group.children ? sum(group.children.map((child) => measure(child, demands))) : (group.wantsMilli ?? 0);
  const demand = Math.min(wanted, group.quotaMilli ?? wanted);
  demands.set(group, demand);
  return demand;
};

interface Division {
  readonly granted: Map<CpuGroup, number>;
  readonly demands: ReadonlyMap<CpuGroup, number>;
}

const grant = (group: CpuGroup, milli: number, division: Division): void => {
  const demandOf = (member: CpuGroup): number => division.demands.get(member) ?? 0;
  let left = Math.min(milli, demandOf(group));
  if (!group.children) {
    division.granted.set(group, left);
    return;
  }
  // Those that are content with the least for their weight first: what they leave is divided among the rest.
  const children = group.children.toSorted((a, b) => demandOf(a) / a.shares - demandOf(b) / b.shares);
  let weights = sum(children.map(({ shares }) => shares));
  for (const child of children) {
    const part = Math.min(demandOf(child), (left * child.shares) / weights);
    grant(child, part, division);
    left -= part;
    weights -= child.shares;
  }
};

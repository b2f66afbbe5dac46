// Who gets too little CPU because others on its machine take it: neither hung nor stopped by a limit of its own.
import type { Pod } from "#api/core-pod";
import { podTruth, usageOfNode, type NodeUsage, type PodTruth, type Run } from "#engine";

export interface Starvation {
  readonly node: string;
  readonly capacityMilli: number;
  readonly getsMilli: number;
  readonly requestMilli: number | undefined;
  /** Who burns most of the machine. */
  readonly taker: {
    readonly pod: string;
    readonly burnsMilli: number;
    /** As the manifest writes them: `500m`. */
    readonly request: string | undefined;
    readonly limit: string | undefined;
  };
}

/** Gets less than half of what it wants, and its own limit is not the reason. */
export const isStarved = ({ throttledShare, cpuMilli, cpuLimitMilli }: PodTruth): boolean =>
  throttledShare > 0.5 && (cpuLimitMilli === undefined || cpuMilli < cpuLimitMilli * 0.95);

const isFull = (usage: NodeUsage | undefined): boolean =>
  usage !== undefined && usage.cpuMilli >= usage.cpuCapacityMilli * 0.95;

/** The machine of the first of these pods that starves. A machine with CPU left is asked once, however many of them it carries. */
export const starvingNode = (run: Run, pods: readonly Pod[]): string | undefined => {
  const roomy = new Set<string>();
  for (const pod of pods) {
    const name = pod.spec.nodeName ?? "";
    if (roomy.has(name)) continue;
    if (!isFull(usageOfNode(run.cluster.sim, name))) roomy.add(name);
    else if (starvationOf(run, pod)) return name;
  }
  return undefined;
};

/** Undefined if the pod gets its CPU, or if its machine has CPU left and is slow for another reason. */
export const starvationOf = (run: Run, pod: Pod): Starvation | undefined => {
  const { sim } = run.cluster;
  const truth = podTruth(sim, pod);
  const usage = usageOfNode(sim, pod.spec.nodeName ?? "");
  if (!truth || !usage || !isStarved(truth) || !isFull(usage)) return undefined;
  const most = usage.containers.toSorted((a, b) => b.cpuMilli - a.cpuMilli)[0];
  if (!most || most.podUid === pod.metadata.uid) return undefined;
  const resources = sim.store.get("pods", most.pod)?.spec.containers.find((c) => c.name === most.container)?.resources;
  return {
    node: usage.node,
    capacityMilli: usage.cpuCapacityMilli,
    getsMilli: truth.cpuMilli,
    requestMilli: truth.cpuRequestMilli,
    taker: {
      pod: most.pod.slice(most.pod.indexOf("/") + 1),
      burnsMilli: most.cpuMilli,
      request: resources?.requests?.["cpu"],
      limit: resources?.limits?.["cpu"],
    },
  };
};

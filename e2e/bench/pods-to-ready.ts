// N pods created until all are Ready, in CPU seconds.
import { createCluster, type Cluster, type Command, type ComponentFactory } from "#engine";
import type { JsonObject, KubeObject } from "#api/meta";
import { benchScenario, deploymentOf, SERVICE, type ClusterSize } from "./clusters.ts";
import { cpuMilliseconds } from "./measure.ts";

const LOOK_EVERY_MS = 500;
/** Controllers write 20 pods a second: 150,000 take two hours. */
const PATIENCE_MS = 36_000_000;

/** Somebody's hands: what they create is a command of the run. */
export const createHands: ComponentFactory = (sim) => ({
  name: "hands",
  commands: {
    create: ({ resource, object }) => {
      const answer = sim.api.create(resource as "deployments", object as unknown as KubeObject);
      if (!answer.ok) throw new Error(answer.status.message);
      return null;
    },
  },
});

const create = (resource: string, object: JsonObject): Command => ({
  component: "hands",
  action: "create",
  data: { resource, object },
});

/** The commands that bring the workload up. */
export const createAll = (size: ClusterSize): readonly Command[] => [
  create("deployments", deploymentOf(size)),
  create("services", SERVICE),
];

const readyPods = (cluster: Cluster): number =>
  cluster.sim.store.get("deployments", "default/web")?.status?.readyReplicas ?? 0;

export const advanceUntilReady = (cluster: Cluster, { pods }: ClusterSize): void => {
  const latest = cluster.nowMs + PATIENCE_MS;
  while (readyPods(cluster) < pods) {
    if (cluster.nowMs > latest) throw new Error(`${readyPods(cluster)} of ${pods} pods are ready after ten hours`);
    cluster.advance(cluster.nowMs + LOOK_EVERY_MS);
  }
};

/** A cluster in which they all are, to be kept. */
export const standing = (size: ClusterSize): Cluster => {
  const scenario = benchScenario(size);
  const cluster = createCluster(scenario, { components: [createHands] });
  cluster.advance(scenario.settleMs ?? 0);
  for (const command of createAll(size)) cluster.run(command);
  advanceUntilReady(cluster, size);
  return cluster;
};

export interface PodsToReady {
  readonly seconds: number;
  /** How long it took on the cluster's own clock. */
  readonly virtualSeconds: number;
  /** What the process holds when all are Ready. */
  readonly megabytes: number;
}

export const podsToReady = (size: ClusterSize): PodsToReady => {
  const scenario = benchScenario(size);
  const cluster = createCluster(scenario, { components: [createHands] });
  cluster.advance(scenario.settleMs ?? 0);
  const from = cluster.nowMs;
  const ms = cpuMilliseconds(() => {
    for (const command of createAll(size)) cluster.run(command);
    advanceUntilReady(cluster, size);
  });
  const megabytes = process.memoryUsage().rss / 1_048_576;
  return { seconds: ms / 1000, virtualSeconds: (cluster.nowMs - from) / 1000, megabytes };
};

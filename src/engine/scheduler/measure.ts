// Workloads of which the real scheduler's speed is known: what the benchmark runs. Made here so that the clusters and pods of the
// figures are described in one place; the clock is the caller's.
import type { Node } from "#api/core-node";
import type { Pod, PodSpec } from "#api/core-pod";
import type { Service } from "#api/core-service";
import type { ReplicaSet } from "#api/apps";
import { createDecisionCluster } from "./decide.ts";
import type { DecisionCluster } from "./decide.ts";

export type Workload = "plain" | "affinity" | "services";

export interface SchedulingRun {
  /** Schedules and places the next `count` pods; answers how many found a node. */
  place(count: number): number;
  readonly cluster: DecisionCluster;
}

const ZONES = 3;
const ZONE = "topology.kubernetes.io/zone";
const HOSTNAME = "kubernetes.io/hostname";

/**
 * A cluster of `nodes` nodes in three zones. `plain`: pods with requests; `affinity`: deployments whose pods must not share a node,
 * would rather not share a zone, and are spread over zones; `services`: deployments behind services, spread by the system's defaults.
 */
export const createSchedulingRun = (nodes: number, workload: Workload, podsPerApp = 50): SchedulingRun => {
  let seed = 1;
  const random = (bound: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed / 2 ** 32) * bound);
  };
  const apps = workload === "services" ? 400 : 0;
  const cluster = createDecisionCluster(
    {
      nodes: Array.from({ length: nodes }, (_, i) => makeNode(i)),
      pods: [],
      services: Array.from({ length: apps }, (_, i) => makeService(`app-${i}`)),
      replicaSets: Array.from({ length: apps }, (_, i) => makeReplicaSet(`app-${i}`)),
    },
    random,
  );
  let [born, startIndex] = [0, 0];
  const place = (count: number): number => {
    let placed = 0;
    for (let i = 0; i < count; i++, born++) {
      const pod = makePod(born, workload, podsPerApp);
      const result = cluster.framework.schedule(pod, { startIndex });
      startIndex = result.nextStartIndex;
      if (!result.chosen) continue;
      cluster.cache.setPod({ ...pod, spec: { ...pod.spec, nodeName: result.chosen } });
      placed++;
    }
    return placed;
  };
  return { place, cluster };
};

const makeNode = (i: number): Node => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name: `node-${i}`, labels: { [HOSTNAME]: `node-${i}`, [ZONE]: `zone-${i % ZONES}` } },
  spec: {},
  status: { allocatable: { cpu: "64", memory: "256Gi", "ephemeral-storage": "100Gi", pods: "110" } },
});

const makePod = (i: number, workload: Workload, podsPerApp: number): Pod => {
  const app = `app-${Math.floor(i / podsPerApp)}`;
  const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: app, uid: app, controller: true };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: {
      name: `${app}-${i}`,
      namespace: "default",
      uid: `pod-${i}`,
      labels: { app },
      ...(workload === "services" ? { ownerReferences: [owner] } : {}),
    },
    spec: {
      containers: [{ name: "c", image: "app:1", resources: { requests: { cpu: "100m", memory: "128Mi" } } }],
      ...(workload === "affinity" ? affinityOf(app) : {}),
    },
  };
};

const affinityOf = (app: string): Partial<PodSpec> => {
  const labelSelector = { matchLabels: { app } };
  return {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey: HOSTNAME }],
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { labelSelector, topologyKey: ZONE } },
        ],
      },
    },
    topologySpreadConstraints: [{ maxSkew: 1, topologyKey: ZONE, whenUnsatisfiable: "DoNotSchedule", labelSelector }],
  };
};

const makeService = (app: string): Service => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: app, namespace: "default" },
  spec: { selector: { app } },
});

const makeReplicaSet = (app: string): ReplicaSet => ({
  apiVersion: "apps/v1",
  kind: "ReplicaSet",
  metadata: { name: app, namespace: "default" },
  spec: { selector: { matchLabels: { app } } },
});

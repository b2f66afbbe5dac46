// Scheduling decisions a second, each on the cluster that the ones before it made: as the real scheduler was measured (no API server).
import type { Node } from "#api/core-node";
import type { Pod, PodSpec } from "#api/core-pod";
import { createDecisionCluster } from "../../src/engine/scheduler/decide.ts";
import { cpuSeconds } from "./measure.ts";

export interface DecisionSetting {
  readonly name: string;
  readonly nodes: number;
  readonly pods: number;
  readonly hasHardRules: boolean;
  /** What the real kube-scheduler does on two cores. */
  readonly realPerSecond: number;
}

const ZONES = 3;

export const DECISION_SETTINGS: readonly DecisionSetting[] = [
  { name: "plain pods, 100 nodes", nodes: 100, pods: 3000, hasHardRules: false, realPerSecond: 2500 },
  { name: "plain pods, 1,000 nodes", nodes: 1000, pods: 3000, hasHardRules: false, realPerSecond: 930 },
  { name: "anti-affinity and hard spread, 100 nodes", nodes: 100, pods: 1000, hasHardRules: true, realPerSecond: 350 },
  {
    name: "anti-affinity and hard spread, 1,000 nodes",
    nodes: 1000,
    pods: 1000,
    hasHardRules: true,
    realPerSecond: 48,
  },
];

export const decisionsPerSecond = ({ nodes, pods, hasHardRules }: DecisionSetting): number => {
  let draws = 0;
  const random = (bound: number): number => (draws = (draws * 48_271 + 11) % 2_147_483_647) % bound;
  const { cache, framework } = createDecisionCluster({ nodes: makeNodes(nodes), pods: [] }, random);
  let startIndex = 0;
  const seconds = cpuSeconds(() => {
    for (let i = 0; i < pods; i++) {
      const pod = hasHardRules ? pickyPod(i, nodes) : makePod(i, `app-${i % 20}`, {});
      const result = framework.schedule(pod, { startIndex });
      startIndex = result.nextStartIndex;
      if (!result.chosen) throw new Error(`pod ${i} finds no node: ${result.message}`);
      cache.setPod({ ...pod, spec: { ...pod.spec, nodeName: result.chosen } });
    }
  });
  return pods / seconds;
};

const makeNodes = (count: number): Node[] =>
  Array.from({ length: count }, (_, i) => {
    const name = `node-${String(i).padStart(4, "0")}`;
    const resources = { cpu: "32", memory: "128Gi", pods: "110" };
    const labels = { "kubernetes.io/hostname": name, "topology.kubernetes.io/zone": `zone-${i % ZONES}` };
    return {
      apiVersion: "v1",
      kind: "Node",
      metadata: { name, labels },
      spec: {},
      status: { capacity: resources, allocatable: resources },
    };
  });

const makePod = (i: number, app: string, spec: Partial<PodSpec>): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name: `pod-${i}`, namespace: "default", uid: `uid-${i}`, labels: { app } },
  spec: {
    containers: [{ name: "c", image: "demo/web:1.0", resources: { requests: { cpu: "100m", memory: "128Mi" } } }],
    ...spec,
  },
});

/** Never two of an app on a node, better in another zone, at most one more in one zone than in another. */
const pickyPod = (i: number, nodes: number): Pod => {
  // An app has at most as many pods as it finds nodes.
  const app = `app-${i % Math.max(20, Math.ceil(2000 / nodes))}`;
  const labelSelector = { matchLabels: { app } };
  return makePod(i, app, {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [{ labelSelector, topologyKey: "kubernetes.io/hostname" }],
        preferredDuringSchedulingIgnoredDuringExecution: [
          { weight: 100, podAffinityTerm: { labelSelector, topologyKey: "topology.kubernetes.io/zone" } },
        ],
      },
    },
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule", labelSelector },
    ],
  });
};

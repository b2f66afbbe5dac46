import { expect, it } from "vitest";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import { createDecisionCluster } from "../decide.ts";
import { decisionOf } from "../vector-decision.ts";

const HOST = "kubernetes.io/hostname";
const KEPT = 40;

const nodes = ["n1", "n2", "n3", "n4"].map((name): Node => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name, labels: { [HOST]: name } },
  spec: {},
  status: { allocatable: { cpu: "100", memory: "100Gi", pods: "110" } },
}));

/** Every pod is of a kind of its own: new labels, new selectors, new terms. */
const makePod = (i: number, sibling = 0): Pod => {
  const labelSelector = { matchLabels: { app: `app-${i}` } };
  const near = { labelSelector, topologyKey: HOST };
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: `p${i}-${sibling}`, namespace: "default", uid: `p${i}-${sibling}`, labels: { app: `app-${i}` } },
    spec: {
      containers: [{ name: "c", image: "a:1" }],
      affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [near] } },
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: HOST, whenUnsatisfiable: "DoNotSchedule", labelSelector }],
    },
  };
};

it("forgets kinds of pods that are gone, and nothing of those that are there", () => {
  const { cache, framework } = createDecisionCluster({ nodes, pods: [] }, () => 0);
  const placed: Pod[] = [];
  for (let i = 0; i < 12_000; i++) {
    const pod = makePod(i);
    const { chosen } = framework.schedule(pod, { startIndex: 0 });
    const bound = { ...pod, spec: { ...pod.spec, nodeName: chosen ?? "" } };
    cache.setPod(bound);
    placed.push(bound);
    if (placed.length > KEPT) cache.deletePod(`default/${placed.shift()?.metadata.name}`);
    if (i % 997 > 0) continue;
    const fresh = createDecisionCluster({ nodes, pods: placed }, () => 0).framework;
    for (const of of [i, i - KEPT + 1, i + 1]) {
      const [ours, anew] = [framework, fresh].map((f) =>
        decisionOf(f.schedule(makePod(Math.max(of, 0), 1), { startIndex: 0, trace: true }), nodes),
      );
      expect(ours).toEqual(anew);
    }
  }
  expect(cache.index.epoch).toBeGreaterThan(0);
});

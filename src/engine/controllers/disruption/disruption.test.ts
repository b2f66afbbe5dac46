import { describe, expect, it } from "vitest";
import type { IntOrString } from "#api/meta";
import type { Cluster } from "../../cluster.ts";
import { act, create, makeFakeCluster } from "../testing/fake-kubelet.ts";
import { expectedScale } from "./expected-scale.ts";

const labels = { app: "web" };
const selector = { matchLabels: labels };
const template = { metadata: { labels }, spec: { containers: [{ name: "c", image: "i" }] } };
const node = { apiVersion: "v1", kind: "Node", metadata: { name: "worker-1" }, spec: {} };

const start = (replicas: number, budget: object, readyMs: number | undefined = 100): Cluster => {
  const cluster = makeFakeCluster({ readyMs, endMs: 300 });
  create(
    cluster,
    node,
    { apiVersion: "apps/v1", kind: "ReplicaSet", metadata: { name: "web" }, spec: { replicas, selector, template } },
    {
      apiVersion: "policy/v1",
      kind: "PodDisruptionBudget",
      metadata: { name: "pdb", generation: 1 },
      spec: { selector, ...budget },
    },
  );
  cluster.advance(1000);
  return cluster;
};
const status = (cluster: Cluster) => cluster.sim.store.get("poddisruptionbudgets", "default/pdb")?.status;

const evict = (cluster: Cluster): string => {
  let answer = "";
  act(cluster, ({ api, store }) => {
    const pod = store.list("pods").find((p) => !p.metadata.deletionTimestamp);
    const evicted = api.evict(`default/${pod?.metadata.name}`);
    answer = evicted.ok ? "evicted" : `${evicted.status.message} ${evicted.status.details?.causes?.[0]?.message}`;
  });
  return answer;
};

const rows: readonly {
  readonly name: string;
  readonly replicas: number;
  readonly budget: { readonly minAvailable?: IntOrString; readonly maxUnavailable?: IntOrString };
  readonly want: {
    readonly disruptionsAllowed: number;
    readonly desiredHealthy: number;
    readonly expectedPods: number;
  };
}[] = [
  {
    name: "minAvailable 1 of 3",
    replicas: 3,
    budget: { minAvailable: 1 },
    want: { disruptionsAllowed: 2, desiredHealthy: 1, expectedPods: 3 },
  },
  {
    name: "minAvailable 50% of 3 rounds up",
    replicas: 3,
    budget: { minAvailable: "50%" },
    want: { disruptionsAllowed: 1, desiredHealthy: 2, expectedPods: 3 },
  },
  {
    name: "maxUnavailable 30% of 4 rounds up",
    replicas: 4,
    budget: { maxUnavailable: "30%" },
    want: { disruptionsAllowed: 2, desiredHealthy: 2, expectedPods: 4 },
  },
];

describe("disruption budgets", () => {
  it.each(rows)("$name", ({ replicas, budget, want }) => {
    expect(status(start(replicas, budget))).toMatchObject({ ...want, currentHealthy: replicas });
  });

  it("lets one of two go, the other only when it is replaced", () => {
    const cluster = start(2, { minAvailable: 1 });
    expect(evict(cluster)).toBe("evicted");
    expect(evict(cluster)).toBe(
      "Cannot evict pod as it would violate the pod's disruption budget. The disruption budget pdb needs 1 healthy pods and has 2 currently",
    );
    cluster.advance(2000);
    expect(evict(cluster)).toBe("evicted");
  });

  it("does not hold back a pod that is not running yet", () => {
    const cluster = start(1, { minAvailable: 1 }, undefined);
    act(cluster, ({ api, store }) => {
      const [pod] = store.list("pods");
      api.writeStatus("pods", `default/${pod?.metadata.name}`, { phase: "Pending" });
    });
    expect(evict(cluster)).toBe("evicted");
  });

  it("follow no pod of which there are several: any of them is told of it, and none lets it go", () => {
    const cluster = start(2, { minAvailable: 1 });
    const other = { apiVersion: "policy/v1", kind: "PodDisruptionBudget", metadata: { name: "second" } };
    create(cluster, { ...other, spec: { selector, minAvailable: 1 } });
    cluster.advance(2000);
    expect(evict(cluster)).toContain("This pod has more than one PodDisruptionBudget");
    act(cluster, ({ api, store }) => {
      const { name } = store.list("pods")[0]!.metadata;
      const labelled = { type: "merge", body: { metadata: { labels: { x: "y" } } } } as const;
      api.patch("pods", `default/${name}`, labelled);
    });
    cluster.advance(3000);
    const told = cluster.sim.store.list("events").filter((e) => e.reason === "MultiplePodDisruptionBudgets");
    expect(told.map((e) => e.message?.replace(/"web-\w+"/, '"web"').replace(/"(?:pdb|second)"/, '"?"'))).toEqual([
      'Pod "default"/"web" matches multiple PodDisruptionBudgets.  Chose "?" arbitrarily.',
    ]);
  });

  it("count a ReplicaSet itself whose Deployment is gone", () => {
    const cluster = start(3, { maxUnavailable: 1 });
    const gone = { apiVersion: "apps/v1", kind: "Deployment", name: "gone", uid: "none", controller: true };
    act(cluster, ({ api }) => {
      api.patch("replicasets", "default/web", { type: "merge", body: { metadata: { ownerReferences: [gone] } } });
      // Before the garbage collector comes by.
      expect(expectedScale(cluster.sim, cluster.sim.store.list("pods"))).toEqual({ scale: 3, isUnmanaged: false });
    });
  });

  it("let nothing go of which nobody can say how many there should be", () => {
    const cluster = start(0, { maxUnavailable: 1 });
    const spec = { selector, template };
    create(cluster, { apiVersion: "apps/v1", kind: "DaemonSet", metadata: { name: "all" }, spec });
    cluster.advance(3000);
    const why = "daemonsets.apps does not implement the scale subresource";
    expect(status(cluster)).toMatchObject({
      disruptionsAllowed: 0,
      conditions: [{ reason: "SyncFailed", message: why }],
    });
    expect(cluster.sim.store.list("events").map((e) => e.message)).toContain(
      `Failed to calculate the number of expected pods: ${why}`,
    );
  });
});

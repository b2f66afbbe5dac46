import { describe, expect, it } from "vitest";
import { Cluster } from "../cluster.ts";
import { create, createFakeKubelet } from "../controllers/testing/fake-kubelet.ts";
import { metricsObjects } from "./api.ts";

const makeCluster = (metricsServer: boolean): Cluster => {
  const cluster = new Cluster(
    {
      name: "metrics",
      seed: 5,
      startTime: "2026-06-03T10:20:30Z",
      nodes: [{ name: "worker-1", role: "worker", cpu: "4", memory: "4Gi" }],
      images: { "demo/busy:1": { cpuMilli: 250, memoryMi: 64 } },
      metricsServer,
    },
    { components: [createFakeKubelet({ isIdle: true })] },
  );
  cluster.start();
  const spec = { containers: [{ name: "busy", image: "demo/busy:1" }] };
  create(cluster, { apiVersion: "v1", kind: "Pod", metadata: { name: "busy" }, spec });
  return cluster;
};

describe("metrics", () => {
  it("knows a pod once it was read twice", () => {
    const cluster = makeCluster(true);
    cluster.advance(16_000);
    expect(metricsObjects(cluster.sim, "pods")).toEqual([]);
    cluster.advance(31_000);
    const [busy] = metricsObjects(cluster.sim, "pods", "default") ?? [];
    expect(busy).toMatchObject({
      kind: "PodMetrics",
      metadata: { name: "busy", namespace: "default" },
      timestamp: "2026-06-03T10:21:00Z",
      containers: [{ name: "busy", usage: { cpu: "250000000n" } }],
    });
    expect(metricsObjects(cluster.sim, "pods", "other")).toEqual([]);
    expect(metricsObjects(cluster.sim, "nodes")?.map((n) => n["kind"])).toEqual(["NodeMetrics"]);
  });

  it("answers nothing where it is not installed", () => {
    const cluster = makeCluster(false);
    cluster.advance(60_000);
    expect(metricsObjects(cluster.sim, "pods")).toBeUndefined();
  });
});

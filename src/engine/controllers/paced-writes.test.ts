import { describe, expect, it } from "vitest";
import type { Cluster } from "../cluster.ts";
import { act, create, makeFakeCluster, update } from "./testing/fake-kubelet.ts";

const template = (app: string, more: object = {}) => ({
  metadata: { labels: { app } },
  spec: { containers: [{ name: "web", image: "demo/web:1.0" }], ...more },
});
const replicaSet = (name: string, replicas: number) => ({
  apiVersion: "apps/v1",
  kind: "ReplicaSet",
  metadata: { name },
  spec: { replicas, selector: { matchLabels: { app: name } }, template: template(name) },
});
const job = (parallelism: number) => ({
  apiVersion: "batch/v1",
  kind: "Job",
  metadata: { name: "sums" },
  spec: { parallelism, completions: parallelism, template: template("sums", { restartPolicy: "Never" }) },
});
const statefulSet = (replicas: number) => ({
  apiVersion: "apps/v1",
  kind: "StatefulSet",
  metadata: { name: "db" },
  spec: {
    replicas,
    podManagementPolicy: "Parallel",
    serviceName: "db",
    selector: { matchLabels: { app: "db" } },
    template: template("db"),
  },
});

/** The controller sees a change after so long. */
const LATENCY_MS = 12;

const podsOf = (cluster: Cluster, app: string): number =>
  cluster.sim.store.list("pods").filter((p) => p.metadata.labels?.app === app && !p.metadata.deletionTimestamp).length;
const podsAt = (cluster: Cluster, app: string, times: readonly number[]): readonly number[] =>
  times.map((atMs) => {
    cluster.advance(atMs + LATENCY_MS);
    return podsOf(cluster, app);
  });

/** 100 replicas and, on the way, 10: cut and restored from JSON at a moment. Answers the hash of its log. */
const run = (cutAtMs: number | undefined): number => {
  const cluster = makeFakeCluster({ readyMs: 500 });
  create(cluster, replicaSet("web", 100), replicaSet("api", 50));
  if (cutAtMs !== undefined) {
    cluster.advance(cutAtMs);
    cluster.restore(JSON.parse(JSON.stringify(cluster.snapshot())) as never);
  }
  cluster.advance(3000);
  update(cluster, "replicasets", "default/web", (rs) => ({ ...rs, spec: { ...rs.spec, replicas: 10 } }));
  cluster.advance(10_000);
  return cluster.logHash;
};

/** How often a controller looks at an object in a minute when it may make no pod. */
const reconcilesOf = (handler: string, object: object): number => {
  const cluster = makeFakeCluster();
  const hard = { pods: "0" };
  create(cluster, { apiVersion: "v1", kind: "ResourceQuota", metadata: { name: "none" }, spec: { hard } });
  cluster.advance(1000);
  create(cluster, object);
  let count = 0;
  for (; (cluster.nextAtMs ?? Infinity) <= 60_000; cluster.step()) {
    if (cluster.snapshot().timers[0]?.handler === handler) count++;
  }
  return count;
};

describe("the writes of a controller", () => {
  it("are 30 pods at once and 20 a second from then on", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 100));
    expect(podsAt(cluster, "web", [0, 49, 50, 1000, 2000, 3449, 3450, 3500])).toEqual([
      30, 30, 31, 50, 70, 98, 99, 100,
    ]);
  });

  it("are done in one instant if they are no more than a burst", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 30));
    expect(podsAt(cluster, "web", [-1, 0])).toEqual([0, 30]);
  });

  it("may burst again after a second and a half", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 30));
    cluster.advance(1500);
    create(cluster, replicaSet("api", 40));
    expect(podsAt(cluster, "api", [1499, 1500, 1550, 2000])).toEqual([0, 30, 31, 40]);
  });

  it("end pods as slowly as they make them", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 100));
    cluster.advance(10_000);
    update(cluster, "replicasets", "default/web", (rs) => ({ ...rs, spec: { ...rs.spec, replicas: 0 } }));
    expect(podsAt(cluster, "web", [10_000, 11_000, 13_450, 13_500])).toEqual([70, 50, 1, 0]);
  });

  it("stand behind the batch that another object began before", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 100), replicaSet("api", 100));
    // 1 + 2 + 4 + 8 of web's, then 16, the last of which comes 50 ms later; then one of api's and 32 of web's.
    const both = [0, 50, 100, 150, 1700, 1750].map((atMs) => {
      cluster.advance(LATENCY_MS + atMs);
      return [podsOf(cluster, "web"), podsOf(cluster, "api")];
    });
    expect(both).toEqual([
      [30, 0],
      [31, 0],
      [31, 1],
      [32, 1],
      [63, 1],
      [63, 2],
    ]);
  });

  it("are done before what has changed meanwhile is looked at", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 100));
    cluster.advance(LATENCY_MS + 1000);
    update(cluster, "replicasets", "default/web", (rs) => ({ ...rs, spec: { ...rs.spec, replicas: 1 } }));
    expect(podsAt(cluster, "web", [3500, 3500 + LATENCY_MS + 50 * 99])).toEqual([100, 1]);
  });

  it("are at most 500 in one sync", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 600));
    cluster.advance(LATENCY_MS + 1000);
    update(cluster, "replicasets", "default/web", (rs) => ({ ...rs, spec: { ...rs.spec, replicas: 0 } }));
    expect(podsAt(cluster, "web", [23_500, 23_500 + LATENCY_MS + 1000])).toEqual([500, 480]);
  });

  it("end with the batch in which one is refused", () => {
    const cluster = makeFakeCluster();
    const quota = {
      apiVersion: "v1",
      kind: "ResourceQuota",
      metadata: { name: "few" },
      spec: { hard: { pods: "40" } },
    };
    create(cluster, quota);
    cluster.advance(1000);
    create(cluster, replicaSet("web", 100));
    expect(podsAt(cluster, "web", [1000, 1500, 3700])).toEqual([30, 40, 40]);
    expect(cluster.sim.store.get("replicasets", "default/web")?.status?.conditions?.[0]?.type).toBe("ReplicaFailure");
  });

  it("are tried again later and later if they are refused", () => {
    // At once and 1, 3, 7, 15, 31 s later; at once and 5, 15, 35, ... ms later.
    expect(reconcilesOf("job/reconcile", job(100))).toBe(6);
    expect(reconcilesOf("replicaset/reconcile", replicaSet("web", 100))).toBe(14);
  });

  it("have a limit for each controller", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 100), job(100), statefulSet(100));
    for (const [at, pods] of [
      [0, 30],
      [1000, 50],
    ] as const) {
      cluster.advance(LATENCY_MS + at);
      for (const app of ["web", "sums", "db"]) expect(`${app} ${podsOf(cluster, app)}`).toBe(`${app} ${pods}`);
    }
  });

  it("of the garbage collector are 15 deletions at once and 20 a second from then on", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 100));
    cluster.advance(10_000);
    act(cluster, ({ api }) => api.delete("replicasets", "default/web"));
    expect(podsAt(cluster, "web", [10_000, 11_000, 14_200, 14_250])).toEqual([85, 65, 1, 0]);
    cluster.advance(20_000);
    expect(cluster.snapshot().timers.filter(({ handler }) => handler.startsWith("garbagecollector/"))).toEqual([]);
  });

  it("of the garbage collector end what is made for an owner that is gone", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 1000));
    cluster.advance(LATENCY_MS + 3000);
    act(cluster, ({ api }) => api.delete("replicasets", "default/web"));
    cluster.advance(60_000);
    expect(cluster.sim.store.count("pods")).toBe(0);
  });

  it("are as many as kube-controller-manager was told", () => {
    const cluster = makeFakeCluster({}, { controllerClients: { qps: 50, burst: 60 } });
    create(cluster, replicaSet("web", 100));
    expect(podsAt(cluster, "web", [0, 20, 100, 780, 800])).toEqual([60, 61, 65, 99, 100]);
  });

  it("need no timer when they are done", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 100));
    cluster.advance(20_000);
    const timers = cluster.snapshot().timers.filter(({ handler }) => handler.startsWith("replicaset/"));
    expect(timers).toEqual([]);
  });

  it("go on from a snapshot as if nothing had happened", () => {
    const whole = run(undefined);
    for (const cut of [12, 40, 62, 1000, 2990]) expect(run(cut)).toBe(whole);
  });

  it("are not brought down by a million replicas", () => {
    const cluster = makeFakeCluster();
    create(cluster, replicaSet("web", 1_000_000), job(1_000_000), statefulSet(1_000_000));
    let steps = 0;
    for (; (cluster.nextAtMs ?? Infinity) <= 5000; steps++) cluster.step();
    expect(cluster.sim.store.count("pods")).toBe(3 * 129);
    expect(steps).toBeLessThan(1500);
  });
});

import { describe, expect, it } from "vitest";
import type { Deployment, ReplicaSet } from "#api/apps";
import type { Cluster } from "../../cluster.ts";
import { act, create, makeFakeCluster, update } from "../testing/fake-kubelet.ts";

const template = (image: string) => ({
  metadata: { labels: { app: "web" } },
  spec: { containers: [{ name: "web", image }] },
});
const deployment = (replicas: number, more: Partial<Deployment["spec"]> = {}): Deployment => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "default" },
  spec: {
    replicas,
    selector: { matchLabels: { app: "web" } },
    progressDeadlineSeconds: 600,
    revisionHistoryLimit: 10,
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
    template: template("demo/web:1.0"),
    ...more,
  },
});

const sets = (cluster: Cluster): ReplicaSet[] => cluster.sim.store.list("replicasets");
const status = (cluster: Cluster): Deployment["status"] => cluster.sim.store.get("deployments", "default/web")?.status;
const messages = (cluster: Cluster, reason: string): (string | undefined)[] =>
  cluster.sim.store.list("events").flatMap((e) => (e.reason === reason ? [e.message] : []));

const setImage = (cluster: Cluster, image: string): void =>
  update(cluster, "deployments", "default/web", (d) => ({ ...d, spec: { ...d.spec, template: template(image) } }));

/** A rollout, cut and restored from JSON on the way; answers the hash of its log. */
const run = (cutAtMs: number | undefined): number => {
  const cluster = makeFakeCluster({ readyMs: 500 });
  create(cluster, deployment(10));
  cluster.advance(2000);
  setImage(cluster, "demo/web:2.0");
  if (cutAtMs !== undefined) {
    cluster.advance(cutAtMs);
    cluster.restore(JSON.parse(JSON.stringify(cluster.snapshot())) as never);
  }
  cluster.advance(30_000);
  return cluster.logHash;
};

describe("deployment and replicaset", () => {
  it("makes the pods within 50 ms and tells of them when they are ready", () => {
    const cluster = makeFakeCluster({ readyMs: 500 });
    create(cluster, deployment(3));
    cluster.advance(50);
    expect(cluster.sim.store.count("pods")).toBe(3);
    expect(sets(cluster)[0]?.metadata.name).toMatch(/^web-[456789bcdf]{8,10}$/);
    cluster.advance(700);
    expect(status(cluster)).toMatchObject({ replicas: 3, readyReplicas: 3, availableReplicas: 3, updatedReplicas: 3 });
    expect(status(cluster)?.conditions?.map((c) => c.reason)).toEqual([
      "MinimumReplicasAvailable",
      "NewReplicaSetAvailable",
    ]);
    expect(messages(cluster, "SuccessfulCreate")).toHaveLength(3);
  });

  it("rolls ten pods 25% by 25% and comes to rest", () => {
    const cluster = makeFakeCluster({ readyMs: 500 });
    create(cluster, deployment(10));
    cluster.advance(2000);
    setImage(cluster, "demo/web:2.0");
    cluster.advance(2100);
    const scaled = messages(cluster, "ScalingReplicaSet").map((m) => m?.replace(/web-\w+/, "X"));
    expect(scaled).toEqual([
      "Scaled up replica set X from 0 to 10",
      "Scaled up replica set X from 0 to 3",
      "Scaled down replica set X from 10 to 8",
      "Scaled up replica set X from 3 to 5",
    ]);
    cluster.advance(20_000);
    expect(sets(cluster).map((rs) => rs.spec.replicas)).toEqual([0, 10]);
    expect(cluster.sim.store.count("pods")).toBe(10);
    expect(status(cluster)).toMatchObject({ replicas: 10, availableReplicas: 10, terminatingReplicas: 0 });
  });

  it("says that a rollout is late within a second of the deadline", () => {
    const cluster = makeFakeCluster();
    create(cluster, deployment(1, { progressDeadlineSeconds: 10 }));
    const reason = (): string | undefined => status(cluster)?.conditions?.find((c) => c.type === "Progressing")?.reason;
    cluster.advance(9900);
    expect(reason()).toBe("ReplicaSetUpdated");
    cluster.advance(11_100);
    expect(reason()).toBe("ProgressDeadlineExceeded");
  });

  it("adopts what matches, lets go what no longer does, and replaces it", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    const { store } = cluster.sim;
    const labels = { app: "web" };
    const spec = { replicas: 2, selector: { matchLabels: labels }, template: template("demo/web:1.0") };
    create(
      cluster,
      { apiVersion: "v1", kind: "Pod", ...template("demo/web:1.0"), metadata: { name: "bare", labels } },
      { apiVersion: "apps/v1", kind: "ReplicaSet", metadata: { name: "rs" }, spec },
    );
    cluster.advance(1000);
    expect(store.count("pods")).toBe(2);
    expect(store.get("pods", "default/bare")?.metadata.ownerReferences?.[0]?.name).toBe("rs");
    act(cluster, ({ api }) =>
      api.write("pods", "default/bare", (p) => ({ ...p, metadata: { ...p.metadata, labels: { app: "other" } } })),
    );
    cluster.advance(2000);
    expect(store.get("pods", "default/bare")?.metadata.ownerReferences).toBeUndefined();
    expect(store.count("pods")).toBe(3);
    expect(store.get("replicasets", "default/rs")?.status).toMatchObject({ replicas: 2, availableReplicas: 2 });
  });

  it("waits minReadySeconds for availability", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, deployment(1, { minReadySeconds: 5 }));
    cluster.advance(4000);
    expect(status(cluster)?.availableReplicas).toBeUndefined();
    expect(status(cluster)?.readyReplicas).toBe(1);
    cluster.advance(6000);
    expect(status(cluster)?.availableReplicas).toBe(1);
  });

  it("goes on from a snapshot as if nothing had happened", () => {
    const whole = run(undefined);
    for (const cut of [2010, 2035, 2600, 2800, 3105]) expect(run(cut)).toBe(whole);
  });
});

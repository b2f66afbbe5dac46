import { describe, expect, it } from "vitest";
import type { Cluster } from "../../cluster.ts";
import { act, create, makeFakeCluster } from "../testing/fake-kubelet.ts";

const template = {
  metadata: { labels: { app: "web" } },
  spec: { containers: [{ name: "web", image: "demo/web:1.0" }] },
};
const web = {
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: { replicas: 2, selector: { matchLabels: { app: "web" } }, template },
};

const map = (name: string, more: object) => ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name, ...more } });

const counts = ({ sim: { store } }: Cluster): readonly number[] => [
  store.count("deployments"),
  store.count("replicasets"),
  store.count("pods"),
];

const start = (): Cluster => {
  const cluster = makeFakeCluster({ readyMs: 100, endMs: 500 });
  create(cluster, web);
  cluster.advance(1000);
  expect(counts(cluster)).toEqual([1, 1, 2]);
  return cluster;
};

const ownerRef = (kind: string, name: string, uid: string | undefined) => ({ apiVersion: "v1", kind, name, uid });
const child = (name: string, ...ownerReferences: object[]) => ({
  apiVersion: "v1",
  kind: "ConfigMap",
  metadata: { name, ownerReferences },
});

describe("garbage collector", () => {
  it("deletes in the background what the deleted owned", () => {
    const cluster = start();
    act(cluster, ({ api }) => api.delete("deployments", "default/web", { propagationPolicy: "Background" }));
    expect(counts(cluster)).toEqual([0, 1, 2]);
    cluster.advance(1100);
    expect(counts(cluster)).toEqual([0, 0, 2]);
    expect(cluster.sim.store.list("pods").every((p) => p.metadata.deletionTimestamp)).toBe(true);
    cluster.advance(2500);
    expect(counts(cluster)).toEqual([0, 0, 0]);
  });

  it("keeps the owner until its dependents are gone when asked to delete in the foreground", () => {
    const cluster = start();
    act(cluster, ({ api }) => api.delete("deployments", "default/web", { propagationPolicy: "Foreground" }));
    cluster.advance(1200);
    expect(counts(cluster)).toEqual([1, 1, 2]);
    cluster.advance(3000);
    expect(counts(cluster)).toEqual([0, 0, 0]);
  });

  it("lets orphans live without an owner", () => {
    const cluster = start();
    act(cluster, ({ api }) => api.delete("deployments", "default/web", { propagationPolicy: "Orphan" }));
    cluster.advance(3000);
    expect(counts(cluster)).toEqual([0, 1, 2]);
    expect(cluster.sim.store.list("replicasets")[0]?.metadata.ownerReferences).toBeUndefined();
  });

  it("deletes what names an owner that does not exist", () => {
    const cluster = makeFakeCluster();
    const ownerReferences = [{ apiVersion: "apps/v1", kind: "Deployment", name: "web", uid: "no-such" }];
    create(cluster, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "stray", ownerReferences } });
    cluster.advance(100);
    expect(cluster.sim.store.get("configmaps", "default/stray")).toBeUndefined();
  });

  // Asked of a real 1.36.3: the owner waits for the one, the other is deleted with it at once.
  it("deletes in the foreground also what does not block its owner", () => {
    const cluster = makeFakeCluster();
    create(cluster, map("own", {}));
    const uid = cluster.sim.store.get("configmaps", "default/own")?.metadata.uid;
    const owner = { apiVersion: "v1", kind: "ConfigMap", name: "own", uid };
    const finalizers = ["example.com/x"];
    create(
      cluster,
      map("child", { finalizers, ownerReferences: [{ ...owner, blockOwnerDeletion: true }] }),
      map("loose", { finalizers, ownerReferences: [owner] }),
    );
    act(cluster, ({ api }) => api.delete("configmaps", "default/own", { propagationPolicy: "Foreground" }));
    cluster.advance(1000);
    const left = cluster.sim.store.list("configmaps", "default").filter((m) => m.metadata.name !== "kube-root-ca.crt");
    expect(left.map((m) => [m.metadata.name, m.metadata.deletionTimestamp !== undefined])).toEqual([
      ["own", true],
      ["child", true],
      ["loose", true],
    ]);
  });

  it("says of what it deletes that its owner lives in another namespace", () => {
    const cluster = makeFakeCluster();
    create(
      cluster,
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "other" } },
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "own", namespace: "other" } },
    );
    const uid = cluster.sim.store.get("configmaps", "other/own")?.metadata.uid;
    const ownerReferences = [{ apiVersion: "v1", kind: "ConfigMap", name: "own", uid }];
    create(cluster, { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "child", ownerReferences } });
    cluster.advance(1000);
    expect(cluster.sim.store.get("configmaps", "default/child")).toBeUndefined();
    const events = cluster.sim.store.list("events").map((e) => [e.type, e.reason, e.message, e.source?.component]);
    expect(events).toEqual([
      [
        "Warning",
        "OwnerRefInvalidNamespace",
        `ownerRef [v1/ConfigMap, namespace: default, name: own, uid: ${uid}] does not exist in namespace "default"`,
        "garbage-collector-controller",
      ],
    ]);
  });

  it("says an owner's namespace only of one that has a namespace, and finds it by its uid alone", () => {
    const cluster = makeFakeCluster();
    create(
      cluster,
      { apiVersion: "v1", kind: "Namespace", metadata: { name: "other" } },
      { apiVersion: "v1", kind: "ConfigMap", metadata: { name: "own", namespace: "other" } },
    );
    const { store } = cluster.sim;
    const wide = store.get("namespaces", "other")?.metadata.uid;
    const narrow = store.get("configmaps", "other/own")?.metadata.uid;
    create(cluster, child("wide", ownerRef("Namespace", "another", wide)));
    create(cluster, child("first", ownerRef("Namespace", "another", wide), ownerRef("ConfigMap", "own", narrow)));
    create(cluster, child("kind", ownerRef("Secret", "else", narrow)));
    cluster.advance(1000);
    const said = store.list("events").filter((e) => e.reason === "OwnerRefInvalidNamespace");
    expect(said.map((e) => e.involvedObject.name)).toEqual(["kind"]);
  });

  it("empties a namespace, pods first, in ten seconds", () => {
    const cluster = makeFakeCluster({ readyMs: 100, endMs: 500 });
    create(cluster, {
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "team" },
      spec: { finalizers: ["kubernetes"] },
    });
    create(cluster, { ...web, metadata: { name: "web", namespace: "team" } });
    cluster.advance(1000);
    expect(cluster.sim.store.get("serviceaccounts", "team/default")).toBeDefined();
    act(cluster, ({ api }) => api.delete("namespaces", "team"));
    cluster.advance(7000);
    expect(cluster.sim.store.get("namespaces", "team")?.status?.phase).toBe("Terminating");
    // pkg/registry/core/namespace/storage/storage.go sets no grace.
    expect(cluster.sim.store.get("namespaces", "team")?.metadata.deletionTimestamp).toBeDefined();
    expect(cluster.sim.store.get("namespaces", "team")?.metadata.deletionGracePeriodSeconds).toBeUndefined();
    expect(counts(cluster)).toEqual([1, 1, 0]);
    cluster.advance(11_100);
    expect(cluster.sim.store.get("namespaces", "team")).toBeUndefined();
    expect(counts(cluster)).toEqual([0, 0, 0]);
  });
});

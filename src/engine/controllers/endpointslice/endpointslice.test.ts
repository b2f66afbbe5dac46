import { describe, expect, it } from "vitest";
import type { Cluster } from "../../cluster.ts";
import { act, create, makeFakeCluster } from "../testing/fake-kubelet.ts";

const template = {
  metadata: { labels: { app: "web" } },
  spec: { containers: [{ name: "web", image: "demo/web:1.0" }] },
};
const deployment = (replicas: number) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: { replicas, selector: { matchLabels: { app: "web" } }, template },
});
const service = (name: string, spec: object = {}) => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name },
  spec: {
    selector: { app: "web" },
    ports: [{ port: 80, protocol: "TCP", targetPort: 8080 }],
    type: "ClusterIP",
    ...spec,
  },
});
const node = { apiVersion: "v1", kind: "Node", metadata: { name: "worker-1" }, spec: {} };

const slicesOf = (cluster: Cluster, name: string) =>
  cluster.sim.store.list("endpointslices").filter((s) => s.metadata.labels?.["kubernetes.io/service-name"] === name);
const readyIn = (cluster: Cluster, name: string): number =>
  slicesOf(cluster, name).flatMap((s) => s.endpoints.filter((e) => e.conditions?.ready)).length;

describe("endpointslice controller", () => {
  it("follows pods from ready to terminating", () => {
    const cluster = makeFakeCluster({ readyMs: 500 });
    create(cluster, node, deployment(3), service("web"));
    cluster.advance(100);
    const [placeholder] = slicesOf(cluster, "web");
    expect(placeholder).toMatchObject({ endpoints: [], ports: [] });
    expect(cluster.sim.store.get("endpoints", "default/web")?.subsets).toBeUndefined();
    cluster.advance(1000);
    expect(readyIn(cluster, "web")).toBe(3);
    expect(slicesOf(cluster, "web").map((s) => s.metadata.name)).toEqual([placeholder?.metadata.name]);
    expect(cluster.sim.store.get("endpoints", "default/web")?.subsets?.[0]?.addresses).toHaveLength(3);
    act(cluster, ({ api, store }) => api.delete("pods", `default/${store.list("pods")[0]?.metadata.name}`));
    cluster.advance(1020);
    expect(readyIn(cluster, "web")).toBe(2);
    const all = slicesOf(cluster, "web")[0]?.endpoints ?? [];
    expect(all.filter((e) => e.conditions?.terminating)).toHaveLength(1);
  });

  it("puts at most a hundred endpoints into a slice", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, node, deployment(230), service("web"));
    cluster.advance(12_000);
    const sizes = slicesOf(cluster, "web").map((s) => s.endpoints.length);
    expect(sizes.toSorted((a, b) => b - a)).toEqual([100, 100, 30]);
  });

  it("mends a slice that somebody else wrote, at its next look at the Service", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, node, deployment(3), service("web"));
    cluster.advance(500);
    act(cluster, ({ api }) => {
      const [slice] = slicesOf(cluster, "web");
      api.write("endpointslices", `default/${slice?.metadata.name}`, (now) => ({ ...now, endpoints: [] }));
    });
    cluster.advance(1000);
    expect(readyIn(cluster, "web")).toBe(0);
    act(cluster, ({ api, store }) => api.delete("pods", `default/${store.list("pods")[0]?.metadata.name}`));
    cluster.advance(3000);
    expect(readyIn(cluster, "web")).toBe(3);
  });

  it("looks at both Services when somebody moves a slice from one to the other", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, node, deployment(3), service("web"), service("other", { selector: { app: "nobody" } }));
    cluster.advance(3000);
    const moved = slicesOf(cluster, "web")[0]!;
    const name = { "kubernetes.io/service-name": "other" };
    act(cluster, ({ api }) =>
      api.write("endpointslices", `default/${moved.metadata.name}`, (now) => ({
        ...now,
        metadata: { ...now.metadata, labels: { ...now.metadata.labels, ...name } },
      })),
    );
    cluster.advance(3900);
    expect(slicesOf(cluster, "web")).toEqual([]);
    cluster.advance(4200);
    expect(readyIn(cluster, "web")).toBe(3);
    expect([slicesOf(cluster, "other").length, readyIn(cluster, "other")]).toEqual([1, 0]);
  });

  it("makes a slice again that somebody else deleted", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, node, deployment(3), service("web"));
    cluster.advance(500);
    act(cluster, ({ api }) => api.delete("endpointslices", `default/${slicesOf(cluster, "web")[0]?.metadata.name}`));
    cluster.advance(1000);
    expect(readyIn(cluster, "web")).toBe(3);
  });

  it("takes the slices of a deleted Service away", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, node, deployment(1), service("web"));
    cluster.advance(500);
    act(cluster, ({ api }) => api.delete("services", "default/web"));
    cluster.advance(1000);
    expect(slicesOf(cluster, "web")).toEqual([]);
    expect(cluster.sim.store.get("endpoints", "default/web")).toBeUndefined();
  });
});

const refusal = (cluster: Cluster, object: object): string | undefined => {
  let message: string | undefined;
  act(cluster, ({ api }) => {
    const whole = object as { metadata: { name: string } };
    const named = { ...whole, metadata: { ...whole.metadata, namespace: "default" } };
    const created = api.create("services", named as never);
    message = created.ok ? undefined : created.status.message;
  });
  return message;
};

const port = (nodePort: number) => ({ type: "NodePort", ports: [{ port: 80, protocol: "TCP", nodePort }] });

describe("allocation for Services", () => {
  it("gives each its address and ports, and none twice", () => {
    const cluster = makeFakeCluster();
    create(cluster, service("a", { type: "NodePort" }), service("b"), service("none", { clusterIP: "None" }));
    const spec = (name: string) => cluster.sim.store.get("services", `default/${name}`)?.spec;
    expect(spec("a")?.clusterIP).toMatch(/^10\.96\.\d+\.\d+$/);
    expect(spec("a")?.clusterIP).not.toBe(spec("b")?.clusterIP);
    expect(spec("a")?.ports?.[0]?.nodePort).toBeGreaterThan(30_085);
    expect(spec("b")?.ports?.[0]?.nodePort).toBeUndefined();
    expect(spec("none")?.clusterIPs).toEqual(["None"]);
  });

  const cases: readonly { readonly name: string; readonly spec: object; readonly message: string }[] = [
    {
      name: "a port that another Service has",
      spec: port(30_001),
      message: "spec.ports[0].nodePort: Invalid value: 30001: provided port is already allocated",
    },
    {
      name: "a port out of range",
      spec: port(80),
      message:
        "spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767",
    },
    {
      name: "an address that another Service has",
      spec: { clusterIP: "10.96.0.1", clusterIPs: ["10.96.0.1"] },
      message:
        'spec.clusterIPs: Invalid value: ["10.96.0.1"]: failed to allocate IP 10.96.0.1: provided IP is already allocated',
    },
  ];
  it.each(cases)("refuses $name", ({ spec, message }) => {
    const cluster = makeFakeCluster();
    create(cluster, service("first", port(30_001)));
    expect(refusal(cluster, service("second", spec))).toBe(`Service "second" is invalid: ${message}`);
  });
});

import type { Endpoint } from "#api/discovery";
import { describe, expect, it } from "vitest";
import { machinesOf } from "../node/machines.ts";
import { makeMeta, makePod } from "../testing/make.ts";
import { networkOf } from "./network.ts";
import type { Source } from "./request.ts";
import { makeBench, type Bench } from "./testing.ts";
import { parseUrl } from "./url.ts";

const POD: Source = { kind: "pod", pod: "default/pod-2" };
const SHOP: Source = { kind: "pod", pod: "shop/pod-3" };
const NODE: Source = { kind: "node", node: "worker-1" };
const OUTSIDE: Source = { kind: "outside" };

const make = (): Bench => {
  const bench = makeBench();
  const { api, store } = bench.cluster.sim;
  if (!store.get("namespaces", "shop")) {
    api.createTrusted("namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  }
  for (const [namespace, name, ip] of [
    ["default", "pod-1", "10.244.1.1"],
    ["default", "pod-2", "10.244.1.2"],
    ["shop", "pod-3", "10.244.1.3"],
  ] as const) {
    const hostAliases = name === "pod-2" ? [{ ip: "10.244.1.1", hostnames: ["old-name"] }] : [];
    api.createTrusted("pods", makePod(name, { metadata: { namespace }, spec: { schedulerName: "none", hostAliases } }));
    api.writeStatus("pods", `${namespace}/${name}`, { phase: "Running", podIP: ip });
  }
  bench.service("web", { clusterIP: "10.96.0.50" });
  bench.service("db", { clusterIP: "None", ports: [{ port: 8080 }] });
  bench.service("out", { type: "ExternalName", externalName: "db.example.com" });
  bench.service("alias", { type: "ExternalName", externalName: "web.default.svc.cluster.local" });
  bench.service("loop", { type: "ExternalName", externalName: "loop.default.svc.cluster.local" });
  bench.start(1);
  bench.slice("web", [{ n: 1 }]);
  bench.slice("db", [{ n: 1 }]);
  api.write("endpointslices", "default/db-abcde", (old) => ({
    ...old,
    endpoints: old.endpoints.map((e): Endpoint => ({ ...e, hostname: "db-0" })),
  }));
  bench.sleep(2000);
  return bench;
};

describe("names and addresses", () => {
  const cases: { from: string; source: Source; url: string; outcome: string }[] = [
    { from: "a pod", source: POD, url: "http://web", outcome: "200" },
    { from: "a pod", source: POD, url: "http://web.default", outcome: "200" },
    { from: "a pod with an alias", source: POD, url: "http://old-name:8080", outcome: "200" },
    { from: "a pod without it", source: SHOP, url: "http://old-name:8080", outcome: "unresolved" },
    { from: "a pod", source: POD, url: "http://web.default.svc", outcome: "200" },
    { from: "a pod", source: POD, url: "http://web.default.svc.cluster.local", outcome: "200" },
    { from: "a pod", source: POD, url: "http://web.default.svc.cluster.local.", outcome: "200" },
    { from: "a pod of another namespace", source: SHOP, url: "http://web", outcome: "unresolved" },
    { from: "a pod of another namespace", source: SHOP, url: "http://web.default", outcome: "200" },
    { from: "a pod", source: POD, url: "http://web.shop", outcome: "unresolved" },
    { from: "a pod", source: POD, url: "http://db:8080", outcome: "200" },
    { from: "a pod", source: POD, url: "http://db-0.db:8080", outcome: "200" },
    { from: "a pod", source: POD, url: "http://db-1.db:8080", outcome: "unresolved" },
    { from: "a pod", source: POD, url: "http://10-244-1-1.web:8080", outcome: "200" },
    { from: "a pod", source: POD, url: "http://10-244-1-1.db:8080", outcome: "unresolved" },
    { from: "a pod", source: POD, url: "http://10-244-1-1.shop.pod.cluster.local:8080", outcome: "200" },
    { from: "a pod", source: POD, url: "http://10-244-1-1.default.pod:8080", outcome: "200" },
    { from: "a pod", source: POD, url: "http://10-244-1-1.nowhere.pod.cluster.local:8080", outcome: "unresolved" },
    { from: "a pod", source: POD, url: "http://db:80", outcome: "refused" },
    { from: "a pod", source: POD, url: "http://out", outcome: "unresolved" },
    { from: "a pod", source: POD, url: "http://alias", outcome: "200" },
    { from: "a pod", source: POD, url: "http://loop", outcome: "unresolved" },
    { from: "a pod", source: POD, url: "http://10.244.1.1:8080", outcome: "200" },
    { from: "a pod", source: POD, url: "http://10.244.9.9:8080", outcome: "timeout" },
    { from: "a pod", source: { kind: "pod", pod: "default/pod-1" }, url: "http://localhost:8080", outcome: "200" },
    { from: "a pod", source: POD, url: "http://127.0.0.1:8080", outcome: "timeout" },
    { from: "a node", source: NODE, url: "http://web", outcome: "unresolved" },
    { from: "a node", source: NODE, url: "http://10.96.0.50", outcome: "200" },
    { from: "a node", source: NODE, url: "http://10.244.1.1:8080", outcome: "200" },
    { from: "a node", source: NODE, url: "http://localhost:8080", outcome: "refused" },
    { from: "outside", source: OUTSIDE, url: "http://web", outcome: "unresolved" },
    { from: "outside", source: OUTSIDE, url: "http://10.96.0.50", outcome: "timeout" },
    { from: "outside", source: OUTSIDE, url: "http://localhost", outcome: "refused" },
  ];
  it.each(cases)("from $from $url: $outcome", ({ source, url, outcome }) => {
    expect(make().send({ url, source }).outcome).toBe(outcome);
  });
});

describe("an echo request", () => {
  const cases: { source: Source; host: string; ip?: string; isAnswered: boolean }[] = [
    { source: OUTSIDE, host: "worker-1", ip: "10.77.0.12", isAnswered: true },
    { source: OUTSIDE, host: "worker-2", ip: "10.77.0.13", isAnswered: false },
    { source: OUTSIDE, host: "nowhere", isAnswered: false },
    { source: POD, host: "10.244.1.1", ip: "10.244.1.1", isAnswered: true },
    { source: POD, host: "10.244.1.9", ip: "10.244.1.9", isAnswered: false },
    { source: POD, host: "web", ip: "10.96.0.50", isAnswered: false },
    { source: { kind: "node", node: "worker-2" }, host: "worker-1", ip: "10.77.0.12", isAnswered: false },
    { source: { kind: "node", node: "worker-2" }, host: "localhost", ip: "127.0.0.1", isAnswered: true },
  ];
  it.each(cases)("from $source.kind to $host is answered: $isAnswered", ({ source, host, ...expected }) => {
    const bench = make();
    machinesOf(bench.cluster.sim).change("worker-2", { isCut: true });
    expect(networkOf(bench.cluster.sim).ping(source, host)).toEqual(expected);
  });
});

describe("ports of the machine", () => {
  it("belong to the pods that claim them, on their node alone", () => {
    const bench = make();
    const { api } = bench.cluster.sim;
    const ports = [{ containerPort: 8080, hostPort: 8088 }];
    const pod = makePod("host", { container: { ports }, spec: { schedulerName: "none", nodeName: "worker-1" } });
    const created = api.createTrusted("pods", { ...pod, metadata: makeMeta("host") });
    if (!created.ok) throw new Error(created.status.message);
    expect(bench.send({ url: "http://worker-1:8088/" }).hops.map((hop) => `${hop.kind} ${hop.name}`)).toEqual([
      "client curl",
      "node worker-1",
      "pod default/host",
    ]);
    expect(bench.send({ url: "http://worker-2:8088/" })).toMatchObject({ outcome: "refused", reason: "no-listener" });
  });
});

it.each([
  { text: "worker-1:30080", expected: { scheme: "http", host: "worker-1", port: 30_080, path: "/" } },
  {
    text: "HTTPS://User:x@Shop.Example.com/a/b?c=d#e",
    expected: { scheme: "https", host: "shop.example.com", port: 443, path: "/a/b?c=d" },
  },
  { text: "http://a?x=1", expected: { scheme: "http", host: "a", port: 80, path: "/?x=1" } },
  { text: "http://a:99999/", expected: undefined },
  { text: "ftp://a/", expected: undefined },
  { text: "", expected: undefined },
])("reads $text", ({ text, expected }) => {
  expect(parseUrl(text)).toEqual(expected);
});

it("knows a pod by its address only where it has a name below a service", () => {
  const network = networkOf(make().cluster.sim);
  expect(network.query(POD, "10.244.1.1")?.aliases).toEqual(["db-0.db.default.svc.cluster.local"]);
  expect(network.query(POD, "10.244.1.2")).toBeUndefined();
  expect(network.query(NODE, "10.244.1.1")).toBeUndefined();
});

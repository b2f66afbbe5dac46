import { describe, expect, it } from "vitest";
import { nearest } from "./proxy-rules.ts";
import { makeBench, type Bench } from "./testing.ts";

const NODE_PORT = "http://worker-1:30080/";

const withService = (over: Parameters<Bench["service"]>[1] = {}): Bench => {
  const bench = makeBench({
    images: { "demo/web:1.0": { port: 8080, routes: [{ path: "/", status: 200, body: "$HOSTNAME" }] } },
  });
  bench.service("web", {
    clusterIP: "10.96.0.50",
    type: "NodePort",
    ports: [{ port: 80, targetPort: 8080, nodePort: 30_080, protocol: "TCP" }],
    ...over,
  });
  return bench;
};

/** Who answers so many requests, by pod. */
const sharesOf = (bench: Bench, n: number, url = NODE_PORT): { [body: string]: number } => {
  const shares: { [body: string]: number } = {};
  for (let i = 0; i < n; i++) {
    const { body, outcome } = bench.send({ url, source: { kind: "outside", isRouted: true } });
    const who = body ?? outcome;
    shares[who] = (shares[who] ?? 0) + 1;
  }
  return shares;
};

describe("kube-proxy", () => {
  it("spreads connections at random over ready endpoints", () => {
    const bench = withService();
    for (const n of [1, 2, 3]) bench.start(n);
    bench.slice("web", [{ n: 1 }, { n: 2 }, { n: 3 }]);
    bench.sleep(2000);
    const shares = sharesOf(bench, 300);
    expect(Object.keys(shares).toSorted()).toEqual(["pod-1", "pod-2", "pod-3"]);
    expect(Math.min(...Object.values(shares))).toBeGreaterThan(70);
  });

  it("applies the first change within a tenth of a second, and one soon after it a second later", () => {
    const bench = withService();
    bench.start(1);
    bench.start(2);
    bench.slice("web", []);
    bench.sleep(5000);
    expect(bench.send({ url: NODE_PORT })).toMatchObject({ outcome: "refused", reason: "no-endpoints", failedAt: 2 });
    bench.sleep(5000);
    bench.slice("web", [{ n: 1 }]);
    bench.sleep(110);
    expect(sharesOf(bench, 10)).toEqual({ "pod-1": 10 });
    bench.slice("web", [{ n: 2 }]);
    bench.sleep(500);
    expect(sharesOf(bench, 10)).toEqual({ "pod-1": 10 });
    bench.sleep(700);
    expect(sharesOf(bench, 10)).toEqual({ "pod-2": 10 });
  });

  it("falls back to endpoints that serve while they terminate, and refuses when there are none", () => {
    const bench = withService();
    bench.start(1);
    bench.start(2);
    bench.slice("web", [
      { n: 1, ready: false, serving: true, terminating: true },
      { n: 2, ready: false, serving: false },
    ]);
    bench.sleep(2000);
    expect(sharesOf(bench, 8)).toEqual({ "pod-1": 8 });
    bench.slice("web", [{ n: 2, ready: false, serving: false }]);
    bench.sleep(2000);
    expect(sharesOf(bench, 3)).toEqual({ refused: 3 });
  });

  it.each([
    { node: "worker-1", outcome: "200" },
    { node: "worker-2", outcome: "timeout" },
  ])("under externalTrafficPolicy Local answers on $node: $outcome", ({ node, outcome }) => {
    const bench = withService({ externalTrafficPolicy: "Local" });
    bench.start(1);
    bench.slice("web", [{ n: 1, node: "worker-1" }]);
    bench.sleep(2000);
    expect(bench.send({ url: `http://${node}:30080/` }).outcome).toBe(outcome);
  });

  it("prefers endpoints that are hinted for its node, and asks all where a hint is missing or leads nowhere", () => {
    const bench = withService();
    for (const n of [1, 2]) bench.start(n);
    const [here, there] = ["worker-1", "worker-2"].map((name) => ({ forNodes: [{ name }] }));
    bench.slice("web", [
      { n: 1, hints: here! },
      { n: 2, hints: there! },
    ]);
    bench.sleep(2000);
    expect(sharesOf(bench, 10)).toEqual({ "pod-1": 10 });
    expect(sharesOf(bench, 10, "http://worker-2:30080/")).toEqual({ "pod-2": 10 });
    bench.slice("web", [{ n: 1, hints: here! }, { n: 2 }]);
    bench.sleep(2000);
    expect(Object.keys(sharesOf(bench, 30)).toSorted()).toEqual(["pod-1", "pod-2"]);
    bench.slice("web", [
      { n: 1, hints: there! },
      { n: 2, hints: there! },
    ]);
    bench.sleep(2000);
    expect(Object.keys(sharesOf(bench, 30)).toSorted()).toEqual(["pod-1", "pod-2"]);
  });

  it("prefers endpoints that are hinted for the zone of its node", () => {
    const ready = [
      { ip: "10.0.0.1", port: 80, forZones: ["a"] },
      { ip: "10.0.0.2", port: 80, forZones: ["b"] },
    ];
    const near = (zone: string | undefined): string[] => nearest(ready, "n", () => zone).map((e) => e.ip);
    expect([near("b"), near("c"), near(undefined)]).toEqual([
      ["10.0.0.2"],
      ["10.0.0.1", "10.0.0.2"],
      ["10.0.0.1", "10.0.0.2"],
    ]);
  });

  it("keeps a client's address with one endpoint under ClientIP affinity", () => {
    const bench = withService({ sessionAffinity: "ClientIP" });
    for (const n of [1, 2, 3]) bench.start(n);
    bench.slice("web", [{ n: 1 }, { n: 2 }, { n: 3 }]);
    bench.sleep(2000);
    expect(Object.values(sharesOf(bench, 12))).toEqual([12]);
  });

  it("knows a service by its cluster address and name, and drops a port that it does not have", () => {
    const bench = withService();
    bench.start(1);
    bench.slice("web", [{ n: 1 }]);
    bench.sleep(2000);
    expect(sharesOf(bench, 2, "http://web/")).toEqual({ "pod-1": 2 });
    expect(sharesOf(bench, 2, "http://10.96.0.50/")).toEqual({ "pod-1": 2 });
    expect(bench.send({ url: "http://10.96.0.50:81/", source: { kind: "node", node: "worker-1" } })).toMatchObject({
      outcome: "timeout",
      reason: "no-service-port",
    });
  });

  it("forgets a service that is gone", () => {
    const bench = withService();
    bench.start(1);
    bench.slice("web", [{ n: 1 }]);
    bench.sleep(2000);
    bench.cluster.sim.api.delete("services", "default/web");
    bench.slice("web", []);
    bench.sleep(3000);
    expect(bench.send({ url: NODE_PORT })).toMatchObject({ outcome: "refused", reason: "no-listener" });
  });
});

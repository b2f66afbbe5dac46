import { describe, expect, it } from "vitest";
import { applicationsOf } from "../apps/applications.ts";
import { machinesOf } from "../node/machines.ts";
import type { Scenario } from "../scenario.ts";
import { networkOf } from "./network.ts";
import { makeBench, type Bench } from "./testing.ts";

const NODE_PORT = "http://worker-1:30080/";

const withPods = (pods: number, over: Partial<Scenario> = {}): Bench => {
  const bench = makeBench(over);
  bench.service("web", {
    clusterIP: "10.96.0.50",
    type: "NodePort",
    ports: [{ port: 80, targetPort: 8080, nodePort: 30_080, protocol: "TCP" }],
  });
  const endpoints = Array.from({ length: pods }, (_, i) => ({ n: i + 1 }));
  for (const { n } of endpoints) bench.start(n);
  bench.slice("web", endpoints);
  bench.sleep(2000);
  return bench;
};
const images = (over: Scenario["images"][string]): Scenario["images"] => ({
  "demo/web:1.0": { port: 8080, routes: [{ path: "/", status: 200, body: "ok" }], ...over },
});
const totals = (bench: Bench, client: string): unknown => networkOf(bench.cluster.sim).totals(client);

describe("one request", () => {
  it("tells its way, hop by hop, and what became of it", () => {
    const bench = withPods(1, { firewall: [{ port: 30_080, action: "allow" }] });
    const at = bench.cluster.nowMs;
    expect(bench.send({ url: NODE_PORT, client: "mina" })).toEqual({
      id: "1",
      client: "mina",
      startMs: at,
      endMs: at + 9,
      outcome: "200",
      status: 200,
      body: "ok",
      latencyMs: 9,
      hops: [
        { kind: "client", name: "mina", atMs: at, what: "" },
        { kind: "firewall", name: "firewall", atMs: at + 1, what: "tcp dpt:30080" },
        { kind: "node", name: "worker-1", atMs: at + 2, what: "worker-1:30080" },
        { kind: "service", name: "default/web", atMs: at + 3, what: "10.96.0.50:80" },
        { kind: "pod", name: "default/pod-1", atMs: at + 4, what: "10.244.1.1:8080" },
      ],
      pod: "default/pod-1",
      podUid: "uid-1",
      node: "worker-1",
      remote: "10.77.0.12:30080",
    });
    expect(bench.log.filter((e) => e.type === "request")).toMatchObject([
      {
        client: "mina",
        outcome: "200",
        data: {
          url: NODE_PORT,
          latencyMs: 9,
          status: 200,
          pod: "default/pod-1",
          hops: ["client/mina", "firewall/firewall", "node/worker-1", "service/default/web", "pod/default/pod-1"],
        },
      },
    ]);
  });

  const rows: {
    name: string;
    scenario?: Partial<Scenario>;
    url?: string;
    expected: object;
    arrange?: (b: Bench) => void;
  }[] = [
    {
      name: "no such name",
      url: "http://nowhere/",
      expected: { outcome: "unresolved", reason: "unresolved", failedAt: 0 },
    },
    { name: "not a URL", url: "ftp://x", expected: { outcome: "unresolved" } },
    {
      name: "a cluster address from outside",
      url: "http://10.96.0.50/",
      expected: { outcome: "timeout", reason: "no-route", latencyMs: 3000 },
    },
    {
      name: "a port that nobody has",
      url: "http://worker-1:30099/",
      expected: { outcome: "refused", reason: "no-listener", failedAt: 1, latencyMs: 2 },
    },
    {
      name: "a closed wall",
      scenario: { firewall: [{ port: 80, action: "allow" }] },
      expected: { outcome: "timeout", reason: "firewall", failedAt: 1 },
    },
    {
      name: "a denied port",
      scenario: { firewall: [{ port: 30_080, action: "deny" }] },
      expected: { outcome: "timeout", reason: "firewall" },
    },
    {
      name: "a route that answers 500",
      scenario: { images: images({ routes: [{ path: "/", status: 500 }] }) },
      expected: { outcome: "500", reason: "status", failedAt: 3 },
    },
    { name: "a path without a route", url: `${NODE_PORT}nothing`, expected: { outcome: "404", reason: "status" } },
    {
      name: "the wrong port",
      scenario: { images: images({ port: 9090 }) },
      expected: { outcome: "refused", reason: "not-listening", failedAt: 3 },
    },
    {
      name: "still starting",
      scenario: { images: images({ startupMs: 60_000 }) },
      expected: { outcome: "refused", reason: "not-listening" },
    },
    {
      name: "hung",
      scenario: { images: images({ hangAtMs: 1 }) },
      expected: { outcome: "timeout", reason: "hung", latencyMs: 3000 },
    },
    {
      name: "too slow",
      scenario: { images: images({ routes: [{ path: "/", status: 200, delayMs: 5000 }] }) },
      expected: { outcome: "timeout", reason: "slow", latencyMs: 3000 },
    },
    {
      name: "a pod that is gone",
      arrange: (b) => applicationsOf(b.cluster.sim).kill("container-1", { code: 137, reason: "Error" }),
      expected: { outcome: "timeout", reason: "no-answer", failedAt: 3 },
    },
    {
      name: "a machine without power",
      arrange: (b) => void machinesOf(b.cluster.sim).change("worker-1", { isOn: false }),
      expected: { outcome: "timeout", reason: "node-down", failedAt: 1 },
    },
    { name: "the API server", url: "https://master:6443/api", expected: { outcome: "403", status: 403 } },
  ];
  it.each(rows)("meets $name", ({ scenario = {}, url = NODE_PORT, expected, arrange }) => {
    const bench = withPods(1, scenario);
    arrange?.(bench);
    expect(bench.send({ url })).toMatchObject(expected);
  });

  it("is reset when its container ends in the middle, and only then", () => {
    const bench = withPods(1, { images: images({ routes: [{ path: "/", status: 200, delayMs: 1000 }] }) });
    const apps = applicationsOf(bench.cluster.sim);
    bench.cluster.run({ component: "network", action: "request", data: { url: NODE_PORT, n: 1 } });
    bench.sleep(500);
    apps.kill("container-1", { code: 137, reason: "OOMKilled" });
    bench.sleep(100);
    expect(totals(bench, `request ${NODE_PORT}`)).toEqual({ sent: 1, outcomes: { reset: 1 } });
  });

  it("is never answered when the machine goes dark in the middle", () => {
    const bench = withPods(1, { images: images({ routes: [{ path: "/", status: 200, delayMs: 1000 }] }) });
    bench.cluster.run({ component: "network", action: "request", data: { url: "http://worker-2:30080/", n: 1 } });
    bench.sleep(500);
    machinesOf(bench.cluster.sim).change("worker-1", { isOn: false });
    applicationsOf(bench.cluster.sim).kill("container-1", { code: 137, reason: "Error" });
    bench.sleep(2400);
    expect(totals(bench, "request http://worker-2:30080/")).toEqual({ sent: 1, outcomes: {} });
    bench.sleep(200);
    expect(totals(bench, "request http://worker-2:30080/")).toEqual({ sent: 1, outcomes: { timeout: 1 } });
  });

  it("can be given up", () => {
    const bench = withPods(1, { images: images({ hangAtMs: 1 }) });
    const network = networkOf(bench.cluster.sim);
    const id = network.send(
      { client: "curl", source: { kind: "outside" }, url: NODE_PORT },
      { handler: "none/none", key: "" },
    );
    bench.sleep(100);
    network.cancel(id);
    expect(network.totals("curl")).toEqual({ sent: 1, outcomes: { cancelled: 1 } });
    expect([...network.inFlight()]).toEqual([]);
  });
});

describe("clients", () => {
  it("send evenly without drift, and are counted by the second", () => {
    const bench = withPods(2, { clients: [{ name: "users", url: NODE_PORT, perSecond: 3, fromMs: 3000 }] });
    bench.sleep(10_000);
    expect(totals(bench, "users")).toEqual({ sent: 28, outcomes: { "200": 27 } });
    expect(
      networkOf(bench.cluster.sim)
        .bins("users")
        .map((bin) => bin.outcomes["200"]),
    ).toEqual([3, 3, 3, 3, 3, 3, 3, 3, 3]);
  });

  it("send as Poisson would have them", () => {
    const bench = withPods(2, { clients: [{ name: "users", url: NODE_PORT, perSecond: 10, arrivals: "poisson" }] });
    bench.sleep(200_000);
    const counts = networkOf(bench.cluster.sim)
      .bins("users")
      .map((bin) => Object.values(bin.outcomes)[0] ?? 0);
    const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
    const variance = counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / counts.length;
    expect(mean).toBeGreaterThan(9.4);
    expect(mean).toBeLessThan(10.6);
    expect(variance / mean).toBeGreaterThan(0.7);
    expect(variance / mean).toBeLessThan(1.3);
  });

  it("change and go", () => {
    const bench = withPods(1, { clients: [{ name: "users", url: NODE_PORT, perSecond: 1 }] });
    bench.cluster.run({
      component: "network",
      action: "client",
      data: { name: "users", url: NODE_PORT, perSecond: 20 },
    });
    bench.sleep(1000);
    bench.cluster.run({ component: "network", action: "clientRemove", data: { name: "users" } });
    bench.sleep(5000);
    expect(totals(bench, "users")).toMatchObject({ sent: 24 });
    expect([...networkOf(bench.cluster.sim).clients()]).toEqual([]);
  });

  it("that keep their connection stay with one pod until it ends", () => {
    const bench = withPods(3, {
      clients: [{ name: "sticky", url: NODE_PORT, perSecond: 10, requestsPerConnection: 1000, fromMs: 3000 }],
      images: images({ routes: [{ path: "/", status: 200, body: "$HOSTNAME" }] }),
    });
    bench.sleep(3000);
    const podsOf = (): (string | undefined)[] => [
      ...new Set(
        networkOf(bench.cluster.sim)
          .recent()
          .map((r) => r.pod),
      ),
    ];
    const [first] = podsOf();
    expect(podsOf()).toHaveLength(1);
    // Out of the endpoints, and still served: conntrack.
    const others = [1, 2, 3].filter((n) => `default/pod-${n}` !== first);
    bench.slice(
      "web",
      others.map((n) => ({ n })),
    );
    bench.sleep(10_050);
    expect(podsOf()).toEqual([first]);
    applicationsOf(bench.cluster.sim).kill(first!.replace("default/pod", "container"), {
      code: 0,
      reason: "Completed",
    });
    bench.sleep(10_000);
    expect(podsOf()).toHaveLength(1);
    expect(podsOf()).not.toEqual([first]);
    expect(totals(bench, "sticky")).toEqual({ sent: 221, outcomes: { "200": 221 } });
  });
});

describe("runs and loads", () => {
  it("send one after another, and one whatever became of the last", () => {
    const bench = withPods(1);
    const run = (action: string, data: { [key: string]: string | number }): unknown =>
      bench.cluster.run({ component: "network", action, data });
    const name = run("request", { url: "http://web/", n: 4 }) as string;
    run("load", { name: "u", url: "http://worker-2:30080/", every: 0.25 });
    bench.sleep(2000);
    expect(run("results", { name })).toEqual({
      sent: 4,
      inFlight: 0,
      isDone: true,
      outcomes: { "200": 4 },
      bodies: { ok: 4 },
    });
    expect(run("loadStop", { name: "u" })).toMatchObject({ sent: 9, inFlight: 1, isDone: false });
    bench.sleep(3500);
    expect(run("results", { name: "u" })).toEqual({ sent: 9, inFlight: 0, isDone: true, outcomes: { "200": 9 } });
  });

  it("wait for each time-out", () => {
    const bench = withPods(1, { images: images({ hangAtMs: 1 }) });
    bench.cluster.run({ component: "network", action: "request", data: { name: "r", url: NODE_PORT, n: 2 } });
    bench.sleep(6000);
    expect(bench.cluster.run({ component: "network", action: "results", data: { name: "r" } })).toMatchObject({
      isDone: false,
    });
    bench.sleep(200);
    expect(bench.cluster.run({ component: "network", action: "results", data: { name: "r" } })).toMatchObject({
      isDone: true,
      outcomes: { timeout: 2 },
    });
  });
});

describe("state", () => {
  const scenario: Partial<Scenario> = {
    clients: [
      { name: "a", url: NODE_PORT, perSecond: 20, arrivals: "poisson" },
      { name: "b", url: NODE_PORT, perSecond: 5, requestsPerConnection: 7 },
    ],
    images: images({ routes: [{ path: "/", status: 200, delayMs: 700 }] }),
  };

  it("goes on from a snapshot as if nothing had been", () => {
    const bench = withPods(3, scenario);
    bench.sleep(2345);
    const copy = makeBench(scenario);
    copy.cluster.restore(JSON.parse(JSON.stringify(bench.cluster.snapshot())));
    for (const { cluster } of [bench, copy]) {
      cluster.advance(6000);
      applicationsOf(cluster.sim).kill("container-2", { code: 1, reason: "Error" });
      cluster.advance(20_000);
    }
    expect(copy.cluster.logLength).toBe(bench.cluster.logLength);
    expect(copy.cluster.logHash).toBe(bench.cluster.logHash);
    expect(totals(bench, "a")).toMatchObject({ outcomes: { reset: expect.any(Number) as number } });
  });

  it("conserves requests", () => {
    const bench = withPods(3, scenario);
    bench.sleep(7777);
    const network = networkOf(bench.cluster.sim);
    for (const name of ["a", "b"]) {
      const { sent, outcomes } = network.totals(name);
      const done = Object.values(outcomes).reduce((sum, n) => sum + n, 0);
      const flying = [...network.inFlight()].filter((row) => row.head.client === name).length;
      expect(sent).toBe(done + flying);
    }
  });
});

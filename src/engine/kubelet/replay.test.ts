import type { Pod } from "#api/core-pod";
import { describe, expect, it } from "vitest";
import type { Container } from "#api/core-container";
import { Cluster } from "../cluster.ts";
import { fnv1a } from "../clock/rng.ts";
import type { ImageBehaviour } from "../scenario.ts";
import { makeImage, makeNodes, makePod, makeScenario } from "../testing/make.ts";
import { testingComponent } from "./kubelet-testing.ts";

// A cluster that is cut at any instant and goes on from its JSON makes the same log as one that never stopped.

const images: { readonly [reference: string]: ImageBehaviour } = {
  "demo/web:1.0": makeImage({ startupMs: 700, termMs: 400, leakMiPerSecond: 1 }),
  "demo/bad:1.0": { exitAtMs: 1300, exitCode: 2, logs: ["broken"] },
  "demo/leak:1.0": { memoryMi: 20, leakMiPerSecond: 30, termMs: -1 },
  "demo/burn:1.0": { cpuMilli: 3000, logEveryMs: 900 },
  "demo/big:1.0": makeImage({ sizeMi: 300 }),
  "demo/hang:1.0": makeImage({ hangAtMs: 9000 }),
};

const container = (name: string, over: Partial<Container> = {}): Container => ({
  name,
  image: `demo/${name}:1.0`,
  ...over,
});
const http = (path: string): { httpGet: { path: string; port: number } } => ({ httpGet: { path, port: 8080 } });

const pods = [
  makePod("web", { spec: { containers: [container("web", { readinessProbe: { ...http("/"), periodSeconds: 1 } })] } }),
  makePod("bad", { spec: { containers: [container("bad")] } }),
  makePod("once", { spec: { restartPolicy: "Never", containers: [container("bad")] } }),
  makePod("leak", { spec: { containers: [container("leak", { resources: { limits: { memory: "200Mi" } } })] } }),
  makePod("burn", { spec: { containers: [container("burn"), container("web")] } }),
  makePod("big", { spec: { containers: [container("big", { imagePullPolicy: "Always" })] } }),
  makePod("gone", { spec: { containers: [container("gone")] } }),
  makePod("hang", {
    spec: {
      containers: [container("hang", { livenessProbe: { ...http("/"), periodSeconds: 2, failureThreshold: 1 } })],
    },
  }),
  makePod("init", { spec: { initContainers: [container("bad")], containers: [container("web")] } }),
  makePod("config", {
    spec: { containers: [container("web", { envFrom: [{ configMapRef: { name: "none" } }] })] },
  }),
];

const scenario = makeScenario({
  images,
  nodes: makeNodes(2).map((n) => ({ ...n, memory: "600Mi" })),
  schedule: [
    { atMs: 14_000, component: "node", action: "power", data: { node: "worker-2", on: false } },
    { atMs: 21_000, component: "node", action: "power", data: { node: "worker-2", on: true } },
    { atMs: 25_000, component: "node", action: "network", data: { node: "worker-1", cut: true } },
    { atMs: 31_000, component: "node", action: "network", data: { node: "worker-1", cut: false } },
    { atMs: 33_000, component: "node", action: "kubelet", data: { node: "worker-1", stopped: true } },
    { atMs: 37_000, component: "node", action: "kubelet", data: { node: "worker-1", stopped: false } },
  ],
});

const END_MS = 60_000;

const begin = (): Cluster => {
  const cluster = new Cluster(scenario, { components: [testingComponent] });
  cluster.start();
  pods.forEach((pod, i) => {
    const placed: Pod = { ...pod, spec: { ...pod.spec, nodeName: `worker-${(i % 2) + 1}` } };
    const made = cluster.sim.api.create("pods", placed);
    expect(made.ok).toBe(true);
  });
  cluster.run({ component: "testing", action: "nothing", data: {} });
  return cluster;
};

const whole = ((): Cluster => {
  const cluster = begin();
  cluster.advance(END_MS);
  return cluster;
})();

describe("a cluster cut anywhere", () => {
  it("does what it does", () => {
    const statuses = whole.sim.store.list("pods").map((p) => p.status?.phase);
    expect(statuses).toHaveLength(pods.length);
    expect(whole.logLength).toBeGreaterThan(300);
  });

  const cuts = Array.from({ length: 24 }, (_, i) => fnv1a(`cut ${i}`) % END_MS).toSorted((a, b) => a - b);
  it.each(cuts)("goes on from JSON at %i ms", (cutMs) => {
    const first = begin();
    first.advance(cutMs);
    const second = new Cluster(scenario, { components: [testingComponent] });
    second.restore(JSON.parse(JSON.stringify(first.snapshot())));
    second.advance(END_MS);
    expect([second.logLength, second.logHash]).toEqual([whole.logLength, whole.logHash]);
  });
});

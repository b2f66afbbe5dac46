// All controllers at work at once, cut at random and gone on from JSON: the same log, byte for byte.
import { describe, expect, it } from "vitest";
import { Cluster, type Snapshot } from "../../cluster.ts";
import { act, create, createFakeKubelet, update } from "./fake-kubelet.ts";

const labels = (app: string) => ({ app });
const template = (app: string, restartPolicy = "Always") => ({
  metadata: { labels: labels(app) },
  spec: {
    restartPolicy,
    containers: [{ name: "c", image: restartPolicy === "Always" ? "demo/web:1" : "demo/task:1" }],
  },
});
const selecting = (app: string) => ({ selector: { matchLabels: labels(app) }, template: template(app) });
const object = (apiVersion: string, kind: string, name: string, spec: object) => ({
  apiVersion,
  kind,
  metadata: { name },
  spec,
});

const objects = [
  object("apps/v1", "Deployment", "web", { replicas: 4, ...selecting("web") }),
  object("apps/v1", "DaemonSet", "agent", selecting("agent")),
  object("apps/v1", "StatefulSet", "db", { replicas: 2, serviceName: "db", ...selecting("db") }),
  object("batch/v1", "Job", "work", { completions: 3, parallelism: 2, template: template("work", "Never") }),
  object("batch/v1", "CronJob", "tick", {
    schedule: "* * * * *",
    jobTemplate: { spec: { template: template("tick", "Never") } },
  }),
  object("v1", "Service", "web", { selector: labels("web"), ports: [{ port: 80, targetPort: 8080 }] }),
  object("policy/v1", "PodDisruptionBudget", "web", { minAvailable: 2, selector: { matchLabels: labels("web") } }),
  object("v1", "ResourceQuota", "q", { hard: { pods: "30" } }),
  object("autoscaling/v2", "HorizontalPodAutoscaler", "web", {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
    maxReplicas: 6,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } } }],
  }),
];

const END_MS = 200_000;

const run = (cuts: readonly number[]): number => {
  const scenario = {
    name: "restore",
    seed: 11,
    startTime: "2026-06-03T10:20:30Z",
    nodes: ["worker-1", "worker-2", "worker-3"].map((name) => ({
      name,
      role: "worker" as const,
      cpu: "4",
      memory: "4Gi",
    })),
    images: { "demo/web:1": { port: 8080 }, "demo/web:2": { port: 8080 }, "demo/task:1": { exitAtMs: 2000 } },
    metricsServer: true,
  };
  const cluster = new Cluster(scenario, { components: [createFakeKubelet({ isIdle: true })] });
  cluster.start();
  const advance = (untilMs: number): void => {
    for (const cut of cuts.filter((c) => c > cluster.nowMs && c <= untilMs)) {
      cluster.advance(cut);
      cluster.restore(JSON.parse(JSON.stringify(cluster.snapshot())) as Snapshot);
    }
    cluster.advance(untilMs);
  };
  advance(20_000);
  create(cluster, ...objects);
  advance(40_000);
  const image = { spec: { restartPolicy: "Always", containers: [{ name: "c", image: "demo/web:2" }] } };
  for (const [resource, key] of [
    ["deployments", "default/web"],
    ["daemonsets", "default/agent"],
    ["statefulsets", "default/db"],
  ] as const) {
    update(cluster, resource, key, (o) => ({
      ...o,
      spec: { ...o.spec, template: { ...o.spec.template, spec: image.spec } },
    }));
  }
  advance(60_000);
  cluster.run({ component: "node", action: "power", data: { node: "worker-2", on: false } });
  advance(140_000);
  cluster.run({ component: "node", action: "power", data: { node: "worker-2", on: true } });
  act(cluster, ({ api }) => api.delete("statefulsets", "default/db", { propagationPolicy: "Foreground" }));
  advance(END_MS);
  return cluster.logHash;
};

describe("all controllers at once", () => {
  const whole = run([]);
  const rows = [
    [20_013],
    [20_500, 41_000, 111_111],
    [40_030, 60_001, 108_000],
    [21_015, 140_020],
    [61_500, 140_700, 180_100],
  ];
  it.each(rows)("goes on the same from cuts at %i, %i, %i", (...cuts) => {
    expect(run(cuts)).toBe(whole);
  });
});

import { describe, expect, it } from "vitest";
import type { HorizontalPodAutoscaler, HpaScalingRules, MetricSpec } from "#api/autoscaling";
import type { Pod } from "#api/core-pod";
import { Cluster } from "../../cluster.ts";
import type { KubeObject } from "#api/meta";
import { ownersOf } from "../../apiserver/owners/owners.ts";
import { act, create, createFakeKubelet, makeFakeCluster, update } from "../testing/fake-kubelet.ts";
import { limitReplicas, type Recommendation, type ScaleChange } from "./limits.ts";
import { calculateReplicas } from "./replica-calculator.ts";

const WALL_MS = 10_000_000;
const pod = (name: string, isReady = true): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default" },
  spec: { containers: [{ name: "c", image: "i", resources: { requests: { cpu: "1" } } }] },
  status: {
    phase: "Running",
    startTime: "1970-01-01T00:00:00Z",
    conditions: [{ type: "Ready", status: isReady ? "True" : "False", lastTransitionTime: "1970-01-01T00:00:10Z" }],
  },
});

interface CalculationRow {
  readonly name: string;
  /** CPU of each pod in milli; undefined: no metric. */
  readonly cpu: readonly (number | undefined)[];
  readonly unready?: number;
  readonly target: number;
  readonly want: number;
}
const calculations: readonly CalculationRow[] = [
  { name: "up in proportion", cpu: [300, 500, 700], target: 30, want: 5 },
  { name: "down in proportion", cpu: [100, 300, 500, 250, 250], target: 50, want: 3 },
  { name: "nothing within a tenth", cpu: [1010, 1030, 1020], target: 100, want: 3 },
  {
    name: "one that never was ready burns nothing when growing",
    cpu: [500, 700, 300],
    unready: 1,
    target: 30,
    want: 4,
  },
  { name: "nothing where the guess turns the direction", cpu: [400, 500, 700, 900], unready: 2, target: 30, want: 4 },
  { name: "a missing one counts as all when shrinking", cpu: [undefined, 100, 100], target: 50, want: 3 },
  { name: "a missing one counts as nothing when growing", cpu: [undefined, 900, 900], target: 60, want: 3 },
];

describe("replica calculator", () => {
  it.each(calculations)("$name", ({ cpu, unready = 0, target, want }) => {
    const pods = cpu.map((_, i) => pod(`p-${i}`, i < cpu.length - unready));
    const metrics = new Map(
      cpu.flatMap((value, i) =>
        value === undefined ? [] : [[`p-${i}`, { value, wallMs: WALL_MS, windowMs: 15_000 }] as const],
      ),
    );
    const calculated = calculateReplicas({
      pods,
      metrics,
      currentReplicas: cpu.length,
      resource: "cpu",
      target: { utilization: target },
      tolerance: { up: 0.1, down: 0.1 },
      wallMs: WALL_MS,
    });
    expect(calculated).toMatchObject({ ok: true, replicas: want });
  });

  it("cannot do without requests", () => {
    const { spec, ...rest } = pod("p");
    const bare = { ...rest, spec: { ...spec, containers: [{ name: "c", image: "i" }] } };
    const calculated = calculateReplicas({
      pods: [bare],
      metrics: new Map([["p", { value: 100, wallMs: WALL_MS, windowMs: 15_000 }]]),
      currentReplicas: 1,
      resource: "cpu",
      target: { utilization: 50 },
      tolerance: { up: 0.1, down: 0.1 },
      wallMs: WALL_MS,
    });
    expect(calculated).toEqual({ ok: false, error: "missing request for cpu in container c of Pod p" });
  });
});

interface LimitRow {
  readonly name: string;
  readonly current: number;
  readonly desired: number;
  readonly min?: number;
  readonly max?: number;
  readonly up?: HpaScalingRules;
  readonly down?: HpaScalingRules;
  readonly recommendations?: readonly Recommendation[];
  readonly changes?: readonly ScaleChange[];
  readonly want: number;
  readonly reasons: readonly string[];
}
const NOW_MS = 1_000_000;
const limits: readonly LimitRow[] = [
  { name: "at most twice as many", current: 5, desired: 50, want: 10, reasons: ["ReadyForNewScale", "ScaleUpLimit"] },
  { name: "or four", current: 1, desired: 50, want: 4, reasons: ["ReadyForNewScale", "ScaleUpLimit"] },
  { name: "the maximum", current: 5, desired: 9, max: 7, want: 7, reasons: ["ReadyForNewScale", "TooManyReplicas"] },
  { name: "the minimum", current: 5, desired: 1, min: 2, want: 2, reasons: ["ReadyForNewScale", "TooFewReplicas"] },
  {
    name: "the highest of the last five minutes",
    current: 8,
    desired: 2,
    recommendations: [{ atMs: NOW_MS - 299_000, replicas: 6 }],
    want: 6,
    reasons: ["ScaleDownStabilized", "DesiredWithinRange"],
  },
  {
    name: "what is older does not count",
    current: 8,
    desired: 2,
    recommendations: [{ atMs: NOW_MS - 301_000, replicas: 6 }],
    want: 2,
    reasons: ["ReadyForNewScale", "DesiredWithinRange"],
  },
  {
    name: "two pods a minute down",
    current: 10,
    desired: 1,
    down: { stabilizationWindowSeconds: 0, policies: [{ type: "Pods", value: 2, periodSeconds: 60 }] },
    changes: [{ atMs: NOW_MS - 30_000, change: -1 }],
    want: 9,
    reasons: ["ReadyForNewScale", "ScaleDownLimit"],
  },
  {
    name: "down forbidden",
    current: 10,
    desired: 1,
    down: { stabilizationWindowSeconds: 0, selectPolicy: "Disabled" },
    want: 10,
    reasons: ["ReadyForNewScale", "ScaleDownLimit"],
  },
];

describe("limits of a recommendation", () => {
  it.each(limits)("$name", (row) => {
    const behavior = {
      ...(row.up ? { scaleUp: row.up } : {}),
      ...(row.down ? { scaleDown: row.down } : {}),
    };
    const hpa: HorizontalPodAutoscaler = {
      apiVersion: "autoscaling/v2",
      kind: "HorizontalPodAutoscaler",
      metadata: { name: "web" },
      spec: {
        scaleTargetRef: { kind: "Deployment", name: "web" },
        minReplicas: row.min ?? 1,
        maxReplicas: row.max ?? 100,
        ...(row.up || row.down ? { behavior } : {}),
      },
    };
    const { replicas, stabilized, limited } = limitReplicas({
      hpa,
      current: row.current,
      desired: row.desired,
      recommendations: row.recommendations ?? [],
      changes: row.changes ?? [],
      nowMs: NOW_MS,
    });
    expect({ replicas, reasons: [stabilized.reason, limited.reason] }).toEqual({
      replicas: row.want,
      reasons: row.reasons,
    });
  });
});

const labels = { app: "web" };
const deployment = (image: string) => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web" },
  spec: {
    replicas: 1,
    selector: { matchLabels: labels },
    template: {
      metadata: { labels },
      spec: { containers: [{ name: "web", image, resources: { requests: { cpu: "100m" } } }] },
    },
  },
});
const hpa = {
  apiVersion: "autoscaling/v2",
  kind: "HorizontalPodAutoscaler",
  metadata: { name: "web" },
  spec: {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
    minReplicas: 1,
    maxReplicas: 5,
    metrics: [{ type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 50 } } }],
  },
};

describe("horizontal pod autoscaler", () => {
  it("says that nobody answers for metrics, 15 s after it was made", () => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, { apiVersion: "v1", kind: "Node", metadata: { name: "worker-1" }, spec: {} }, deployment("i"), hpa);
    const status = () => cluster.sim.store.get("horizontalpodautoscalers", "default/web")?.status;
    cluster.advance(14_900);
    expect(status()?.conditions).toBeUndefined();
    cluster.advance(15_000);
    expect(status()).toMatchObject({ currentReplicas: 1, desiredReplicas: 0, currentMetrics: [{ type: "" }] });
    expect(status()?.conditions?.[1]?.message).toBe(
      "the HPA was unable to compute the replica count: failed to get cpu utilization: unable to get metrics for resource cpu: unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)",
    );
  });

  const CUSTOM =
    "unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered";
  const EXTERNAL =
    "unable to fetch metrics from external metrics API: the server could not find the requested resource (get q.external.metrics.k8s.io)";
  const average = { type: "AverageValue" as const, averageValue: "10" };
  it.each([
    {
      metric: { type: "Pods", pods: { metric: { name: "rps" }, target: average } },
      error: `unable to get metric rps: ${CUSTOM}`,
      inAll: "failed to get pods metric value: ",
    },
    {
      metric: {
        type: "Object",
        object: {
          metric: { name: "hits" },
          describedObject: { kind: "Ingress", name: "main" },
          target: { type: "Value", value: "2k" },
        },
      },
      error: `unable to get metric hits: Ingress on default main/${CUSTOM}`,
      inAll: "failed to get object metric value: ",
    },
    {
      metric: { type: "External", external: { metric: { name: "q" }, target: average } },
      error: `unable to get external metric default/q/nil: ${EXTERNAL}`,
      inAll: "failed to get q external metric value: failed to get q external metric: ",
    },
    {
      metric: {
        type: "External",
        external: {
          metric: { name: "q", selector: { matchLabels: { b: "2", a: "1" } } },
          target: { type: "Value", value: "3" },
        },
      },
      error: `unable to get external metric default/q/&LabelSelector{MatchLabels:map[string]string{a: 1,b: 2,},MatchExpressions:[]LabelSelectorRequirement{},}: ${EXTERNAL}`,
      inAll: "failed to get q external metric value: failed to get external metric q: ",
    },
  ])("says of which API a metric of type $metric.type would come", ({ metric, error, inAll }) => {
    const cluster = makeFakeCluster({ readyMs: 100 });
    create(cluster, deployment("i"), { ...hpa, spec: { ...hpa.spec, metrics: [metric as MetricSpec] } });
    cluster.advance(20_000);
    const said = cluster.sim.store.list("events").filter((e) => e.involvedObject.kind === "HorizontalPodAutoscaler");
    expect(said.map((e) => `${e.reason} ${e.message ?? ""}`)).toEqual([
      `FailedGet${metric.type}Metric ${error}`,
      `FailedComputeMetricsReplicas invalid metrics (1 invalid out of 1), first error is: ${inAll}${error}`,
    ]);
  });

  it.each([
    {
      name: "above its maximum",
      replicas: 9,
      want: 5,
      text: "5; reason: Current number of replicas above Spec.MaxReplicas",
    },
    {
      name: "below its minimum",
      replicas: 1,
      want: 2,
      text: "2; reason: Current number of replicas below Spec.MinReplicas",
    },
    { name: "at nothing", replicas: 0, want: 0, text: "2; reason: Current number of replicas below Spec.MinReplicas" },
  ])("a size $name decides alone: no metric is shown", ({ replicas, want, text }) => {
    const scenario = {
      nodes: [{ name: "worker-1", role: "worker" as const, cpu: "8", memory: "8Gi" }],
      images: { "demo/busy:1": { cpuMilli: 50 } },
      metricsServer: true,
    };
    const cluster = makeFakeCluster({ readyMs: 100 }, scenario);
    create(cluster, deployment("demo/busy:1"), { ...hpa, spec: { ...hpa.spec, minReplicas: 2 } });
    const status = () => cluster.sim.store.get("horizontalpodautoscalers", "default/web")?.status;
    const size = () => cluster.sim.store.get("deployments", "default/web")?.spec.replicas;
    cluster.advance(90_000);
    expect([size(), status()?.currentMetrics?.[0]?.type]).toEqual([2, "Resource"]);
    update(cluster, "deployments", "default/web", (d) => ({ ...d, spec: { ...d.spec, replicas } }));
    cluster.advance(105_000);
    expect([size(), status()?.currentMetrics]).toEqual([want, null]);
    const rescaled = cluster.sim.store.list("events").filter((e) => e.reason === "SuccessfulRescale");
    expect(rescaled.at(-1)?.message).toBe(`New size: ${text}`);
  });

  it("follows the CPU that pods burn", () => {
    const scenario = {
      name: "hpa",
      seed: 3,
      startTime: "2026-06-03T10:20:30Z",
      nodes: [{ name: "worker-1", role: "worker" as const, cpu: "8", memory: "8Gi" }],
      images: { "demo/busy:1": { cpuMilli: 150 } },
      metricsServer: true,
    };
    const cluster = new Cluster(scenario, { components: [createFakeKubelet({})] });
    cluster.start();
    const web = deployment("demo/busy:1");
    const given = { ...web, metadata: { ...web.metadata, namespace: "default" } } as unknown as KubeObject;
    act(cluster, (sim) => ownersOf(sim).apply("deployments", given, { manager: "kubectl", isForced: false }));
    create(cluster, hpa);
    cluster.advance(90_000);
    expect(cluster.sim.store.get("deployments", "default/web")?.spec.replicas).toBeGreaterThan(2);
    act(cluster, (sim) => {
      const again = ownersOf(sim).apply("deployments", given, { manager: "kubectl", isForced: false });
      expect(again.ok || again.status.message).toBe(
        'Apply failed with 1 conflict: conflict with "kube-controller-manager" with subresource "scale" using apps/v1: .spec.replicas',
      );
    });
    cluster.advance(240_000);
    expect(cluster.sim.store.get("deployments", "default/web")?.spec.replicas).toBe(5);
  });
});

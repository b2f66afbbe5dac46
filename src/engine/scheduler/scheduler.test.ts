import { describe, expect, it } from "vitest";
import type { Event } from "#api/core-event";
import type { Pod } from "#api/core-pod";
import type { JsonObject, KubeObject } from "#api/meta";
import type { ResourceMap } from "#api/resources";
import { resourceOf } from "#api/scheme";
import { Cluster } from "../cluster.ts";
import { componentFactories } from "../components.ts";
import type { Scenario } from "../scenario.ts";
import type { ComponentFactory } from "../sim.ts";
import type { Decision } from "./decisions.ts";
import { createScheduler } from "./scheduler.ts";

const scenario: Scenario = { name: "scheduler", seed: 7, startTime: "2026-06-03T10:00:00Z", nodes: [], images: {} };

/** Hands that write as components do, past validation. */
const createHands: ComponentFactory = (sim) => ({
  name: "hands",
  commands: {
    create: (data) => {
      const object = data as unknown as KubeObject;
      const created = sim.api.createTrusted(resourceOf(object.apiVersion, object.kind)?.plural ?? "pods", object);
      if (!created.ok) throw new Error(created.status.message);
      return {};
    },
    change: (data) => {
      const { resource, key, with: changed } = data as unknown as { resource: "pods"; key: string; with: object };
      sim.api.write(resource, key, (old) => ({ ...old, ...changed }));
      return {};
    },
    delete: (data) => {
      const { resource, key } = data as unknown as { resource: "pods"; key: string };
      sim.api.delete(resource, key);
      return {};
    },
  },
});

const makeCluster = (...objects: KubeObject[]) => {
  const own = componentFactories.includes(createScheduler) ? [] : [createScheduler];
  const cluster = new Cluster(scenario, { components: [...own, createHands] });
  cluster.start();
  const act = (action: string, data: object): void => {
    cluster.run({ component: "hands", action, data: data as JsonObject });
  };
  const create = (...list: KubeObject[]): void => {
    for (const object of list) act("create", object);
  };
  create(...PRIORITY_CLASSES, ...objects);
  return { cluster, act, create, ...views(cluster) };
};

const views = (cluster: Cluster) => {
  const { store } = cluster.sim;
  const podOf = (name: string): Pod => store.get("pods", `default/${name}`) as ResourceMap["pods"];
  return {
    podOf,
    nodeOf: (name: string): string | undefined => podOf(name)?.spec.nodeName,
    events: (reason: string): Event[] => store.list("events").filter((e) => e.reason === reason),
    condition: (name: string, type: string) => podOf(name).status?.conditions?.find((c) => c.type === type),
  };
};

const PRIORITY_CLASSES = Object.entries({ low: 10, middle: 100, high: 1000 }).map(
  ([name, value]) =>
    ({ apiVersion: "scheduling.k8s.io/v1", kind: "PriorityClass", metadata: { name }, value }) as KubeObject,
);

const makeNode = (name: string, cpu = "1", spec: object = {}): KubeObject =>
  ({
    apiVersion: "v1",
    kind: "Node",
    metadata: { name, labels: { "kubernetes.io/hostname": name } },
    spec,
    status: { allocatable: { cpu, memory: "1Gi", pods: "110" } },
  }) as KubeObject;

const makePod = (name: string, spec: object = {}): KubeObject =>
  ({
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name, namespace: "default", labels: { app: name } },
    spec: {
      containers: [{ name: "c", image: "a:1", resources: { requests: { cpu: "600m", memory: "64Mi" } } }],
      ...spec,
    },
  }) as KubeObject;

describe("a pod with a node for it", () => {
  it("is bound some milliseconds after its creation, with an event and a condition", () => {
    const { cluster, create, nodeOf, events, condition } = makeCluster(makeNode("n1"));
    create(makePod("a"));
    const bornMs = cluster.nowMs;
    cluster.advance(bornMs + 9);
    expect(nodeOf("a")).toBeUndefined();
    cluster.advance(bornMs + 50);
    expect(nodeOf("a")).toBe("n1");
    expect(condition("a", "PodScheduled")).toMatchObject({ status: "True" });
    const [event] = events("Scheduled");
    expect(event).toMatchObject({
      message: "Successfully assigned default/a to n1",
      type: "Normal",
      action: "Binding",
      reportingComponent: "default-scheduler",
      involvedObject: { kind: "Pod", name: "a" },
    });
    expect(cluster.nextAtMs).not.toBe(cluster.nowMs);
  });
  it("is seen on its node by the next one", () => {
    const { cluster, create, nodeOf } = makeCluster(makeNode("n1"), makeNode("n2"));
    create(makePod("a"), makePod("b"));
    cluster.advance(cluster.nowMs + 100);
    expect(new Set([nodeOf("a"), nodeOf("b")])).toEqual(new Set(["n1", "n2"]));
  });
  it("is left alone when another scheduler is asked for", () => {
    const { cluster, create, nodeOf } = makeCluster(makeNode("n1"));
    create(makePod("a", { schedulerName: "mine" }));
    cluster.advance(cluster.nowMs + 1000);
    expect(nodeOf("a")).toBeUndefined();
  });
});

describe("a pod without a node for it", () => {
  const text =
    "0/1 nodes are available: 1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.";

  it("is told why, once, and not tried again while nothing changes", () => {
    const { cluster, create, events, condition } = makeCluster(makeNode("n1"));
    create(makePod("a"), makePod("b"));
    cluster.advance(cluster.nowMs + 180_000);
    expect(events("FailedScheduling")).toHaveLength(1);
    expect(events("FailedScheduling")[0]).toMatchObject({ message: text, type: "Warning", action: "Scheduling" });
    expect(events("FailedScheduling")[0]?.series).toBeUndefined();
    expect(condition("b", "PodScheduled")).toMatchObject({ status: "False", reason: "Unschedulable", message: text });
  });
  it("is bound at once when a pod that was in its way goes", () => {
    const { cluster, create, act, nodeOf } = makeCluster(makeNode("n1"));
    create(makePod("a", { terminationGracePeriodSeconds: 0 }), makePod("b"));
    cluster.advance(cluster.nowMs + 60_000);
    act("delete", { resource: "pods", key: "default/a" });
    cluster.advance(cluster.nowMs + 50);
    expect(nodeOf("b")).toBe("n1");
  });
  it("is bound when a pod that was in its way has ended, though its object is still there", () => {
    const { cluster, create, act, nodeOf, podOf } = makeCluster(makeNode("n1"));
    create(makePod("a"), makePod("b"));
    cluster.advance(cluster.nowMs + 60_000);
    act("change", { resource: "pods", key: "default/a", with: { status: { phase: "Succeeded" } } });
    cluster.advance(cluster.nowMs + 50);
    expect(nodeOf("b")).toBe("n1");
    expect(podOf("a")).toBeDefined();
  });
  it("is bound at once when its node is uncordoned", () => {
    const { cluster, create, act, nodeOf, events } = makeCluster(makeNode("n1", "1", { unschedulable: true }));
    create(makePod("a"));
    cluster.advance(cluster.nowMs + 5000);
    expect(events("FailedScheduling")[0]?.message).toBe(
      "0/1 nodes are available: 1 node(s) were unschedulable. no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.",
    );
    act("change", { resource: "nodes", key: "n1", with: { spec: {} } });
    cluster.advance(cluster.nowMs + 50);
    expect(nodeOf("a")).toBe("n1");
  });
  it("makes a second event at the second failure, since its version is another, and a series of the third", () => {
    const { cluster, create, act, events } = makeCluster(makeNode("n1"));
    const quick = { terminationGracePeriodSeconds: 0 };
    const small = { containers: [{ name: "c", image: "a:1", resources: { requests: { cpu: "10m" } } }], ...quick };
    create(makePod("small-1", small), makePod("small-2", small), makePod("big", { ...quick }), makePod("late"));
    cluster.advance(cluster.nowMs + 1000);
    act("delete", { resource: "pods", key: "default/small-1" });
    cluster.advance(cluster.nowMs + 1000);
    expect(events("FailedScheduling").map((e) => e.series?.count)).toEqual([undefined, undefined]);
    act("delete", { resource: "pods", key: "default/small-2" });
    cluster.advance(cluster.nowMs + 1000);
    expect(events("FailedScheduling").map((e) => e.series?.count)).toEqual([undefined, 2]);
  });
  it("says so when there are no nodes", () => {
    const { cluster, create, events, nodeOf } = makeCluster();
    create(makePod("a"));
    cluster.advance(cluster.nowMs + 500);
    expect(events("FailedScheduling")[0]?.message).toBe("no nodes available to schedule pods");
    create(makeNode("n1"));
    cluster.advance(cluster.nowMs + 11_000);
    expect(nodeOf("a")).toBe("n1");
  });
  it("waits for its gates without an event", () => {
    const { cluster, create, act, events, nodeOf, podOf } = makeCluster(makeNode("n1"));
    create(makePod("a", { schedulingGates: [{ name: "wait" }] }));
    cluster.advance(cluster.nowMs + 1000);
    expect([nodeOf("a"), events("FailedScheduling")]).toEqual([undefined, []]);
    const { schedulingGates: _, ...spec } = podOf("a").spec;
    act("change", { resource: "pods", key: "default/a", with: { spec } });
    cluster.advance(cluster.nowMs + 50);
    expect(nodeOf("a")).toBe("n1");
  });
});

describe("preemption", () => {
  it("marks and deletes the victim, nominates the node, and binds when the victim is gone", () => {
    const { cluster, create, act, podOf, events, condition, nodeOf } = makeCluster(makeNode("n1"));
    create(makePod("poor", { priorityClassName: "low" }));
    cluster.advance(cluster.nowMs + 100);
    create(makePod("vip", { priorityClassName: "high" }));
    cluster.advance(cluster.nowMs + 100);
    expect(podOf("vip").status?.nominatedNodeName).toBe("n1");
    expect(events("FailedScheduling")[0]?.message).toBe("0/1 nodes are available: 1 Insufficient cpu.");
    expect(podOf("poor").metadata.deletionTimestamp).toBeDefined();
    expect(condition("poor", "DisruptionTarget")).toMatchObject({
      status: "True",
      reason: "PreemptionByScheduler",
      message: "default-scheduler: preempting to accommodate a higher priority pod",
    });
    expect(events("Preempted")[0]).toMatchObject({
      message: `Preempted by pod ${podOf("vip").metadata.uid} on node n1`,
      type: "Normal",
    });
    act("change", { resource: "pods", key: "default/poor", with: { status: { phase: "Failed" } } });
    cluster.advance(cluster.nowMs + 50);
    expect(nodeOf("vip")).toBe("n1");
    expect(podOf("vip").status?.nominatedNodeName).toBeUndefined();
  });
  it("keeps the room for the preemptor: a less important pod does not slip in", () => {
    const { cluster, create, act, nodeOf } = makeCluster(makeNode("n1"));
    create(makePod("poor", { priorityClassName: "low" }));
    cluster.advance(cluster.nowMs + 100);
    create(makePod("vip", { priorityClassName: "high" }), makePod("other", { priorityClassName: "low" }));
    cluster.advance(cluster.nowMs + 100);
    act("change", { resource: "pods", key: "default/poor", with: { status: { phase: "Failed" } } });
    cluster.advance(cluster.nowMs + 100);
    expect([nodeOf("vip"), nodeOf("other")]).toEqual(["n1", undefined]);
  });
});

describe("decisions", () => {
  it("say for each node who refused it or how it was scored", () => {
    const { cluster, create } = makeCluster(makeNode("n1"), makeNode("n2", "4"), makeNode("n3", "100m"));
    create(makePod("a"));
    cluster.advance(cluster.nowMs + 100);
    const decision = cluster.sim.table<Decision>("scheduler/decisions").get("default/a");
    expect(decision).toMatchObject({ chosen: "n2" });
    expect(decision?.nodes).toEqual([
      {
        node: "n1",
        scores: { TaintToleration: 300, NodeResourcesFit: 66, NodeResourcesBalancedAllocation: 61, ImageLocality: 0 },
        total: 427,
      },
      {
        node: "n2",
        scores: { TaintToleration: 300, NodeResourcesFit: 89, NodeResourcesBalancedAllocation: 72, ImageLocality: 0 },
        total: 461,
      },
      { node: "n3", refusedBy: "NodeResourcesFit", reasons: ["Insufficient cpu"] },
    ]);
  });
});

/** Twenty pods on five nodes, cut and restored from JSON after `cutMs`. */
const run = (cutMs: number | undefined): [number, number, (string | undefined)[]] => {
  const nodes = [1, 2, 3, 4, 5].map((n) => makeNode(`n${n}`, n === 3 ? "500m" : "2"));
  let { cluster, create, act, nodeOf } = makeCluster(...nodes);
  create(
    ...Array.from({ length: 20 }, (_, i) =>
      makePod(`p${i}`, { priorityClassName: ["low", "middle", "high"][i % 3], terminationGracePeriodSeconds: 0 }),
    ),
  );
  const startMs = cluster.nowMs;
  if (cutMs !== undefined) {
    cluster.advance(startMs + cutMs);
    const text = JSON.stringify(cluster.snapshot());
    const own = componentFactories.includes(createScheduler) ? [] : [createScheduler];
    cluster = new Cluster(scenario, { components: [...own, createHands] });
    cluster.restore(JSON.parse(text));
    ({ nodeOf } = views(cluster));
    act = (action, data) => void cluster.run({ component: "hands", action, data: data as JsonObject });
  }
  cluster.advance(startMs + 2000);
  act("delete", { resource: "pods", key: "default/p2" });
  act("change", { resource: "nodes", key: "n2", with: { spec: { unschedulable: true } } });
  cluster.advance(startMs + 400_000);
  const names = Array.from({ length: 20 }, (_, i) => `p${i}`);
  return [cluster.logLength, cluster.logHash, names.map((n) => nodeOf(n))];
};

describe("a restored scheduler", () => {
  it("goes on exactly, wherever it is cut", () => {
    const whole = run(undefined);
    for (const cutMs of [0, 13, 20, 31, 45, 1500]) expect(run(cutMs)).toEqual(whole);
  });
});

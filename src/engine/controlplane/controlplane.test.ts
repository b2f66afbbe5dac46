import { describe, expect, it } from "vitest";
import { applicationsOf } from "../apps/applications.ts";
import type { Cluster } from "../cluster.ts";
import { createPod, firstAt, settle, shown, watchedCluster } from "../kubelet/kubelet-testing.ts";
import { machinesOf } from "../node/machines.ts";
import { usageOfNode } from "../node/usage.ts";
import type { NodeScenario, Scenario } from "../scenario.ts";
import { makeNode, makePod } from "../testing/make.ts";
import { controlPlaneOf } from "./controlplane.ts";
import { requestMs } from "./latency.ts";

const images = {
  "demo/web:1.0": { port: 8080, routes: [{ path: "/", status: 200 }] },
  "demo/burn:1.0": { cpuMilli: 4000 },
};
const master = (over: Partial<NodeScenario> = {}): NodeScenario =>
  makeNode("master", { role: "control-plane", ...over });
const nodes = (over: Partial<NodeScenario> = {}): NodeScenario[] => [
  master(over),
  makeNode("worker-1", { index: 1 }),
  makeNode("worker-2", { index: 2 }),
];
const start = (over: Partial<Scenario> = {}): ReturnType<typeof watchedCluster> =>
  watchedCluster(images, { nodes: nodes(), controlPlanePods: true, ...over });

const hog = makePod("hog", { spec: { containers: [{ name: "hog", image: "demo/web:1.0" }] } });
/** 4Gi, of which the system holds 100Mi, the control plane 365Mi and the hog 5Mi. */
const hold = (cluster: Cluster, memoryMi: number): void => {
  cluster.run({ component: "apps", action: "hold", data: { pod: "default/hog", memoryMi } });
};
const restartsOf = (cluster: Cluster, program: string): number | undefined =>
  cluster.sim.store.get("pods", `kube-system/${program}-master`)?.status?.containerStatuses?.[0]?.restartCount;
const readyOf = (cluster: Cluster): (string | undefined)[] =>
  cluster.sim.store.list("nodes").map((n) => n.status?.conditions?.find((c) => c.type === "Ready")?.status);
const scaleTo = (cluster: Cluster, replicas: number): void => {
  const template = {
    metadata: { labels: { app: "web" } },
    spec: { containers: [{ name: "web", image: "demo/web:1.0" }] },
  };
  const spec = { replicas, selector: { matchLabels: { app: "web" } }, template };
  cluster.sim.api.create("replicasets", {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { name: "web", namespace: "default" },
    spec,
  } as never);
  settle(cluster);
};
const runningAfter = (cpu: string): { readonly ms: number; readonly shown: readonly string[] } => {
  const { cluster, rows } = start({ ...small(cpu), controlPlanePods: false });
  cluster.advance(10_000);
  createPod(cluster, makePod("web"), "worker-1");
  cluster.advance(30_000);
  return { ms: firstAt(rows, "web", "1/1 Running 0")! * 1000 - 10_000, shown: shown(rows, "web") };
};
const madePods = (cluster: Cluster): number => cluster.sim.store.list("pods", "default").length;

const small = (cpu: string): Partial<Scenario> => ({ nodes: nodes({ cpu, allocatable: { cpu: "1" } }) });
const frozen = (over: Partial<Scenario> = {}): Cluster => {
  const { cluster } = start(over);
  createPod(cluster, hog, "master");
  cluster.advance(60_000);
  hold(cluster, 3430);
  cluster.advance(60_001);
  return cluster;
};

const kill = (cluster: Cluster, program: string): void => {
  const uid = cluster.sim.store.get("pods", `kube-system/${program}-master`)!.metadata.uid!;
  for (const id of applicationsOf(cluster.sim).idsOfPod(uid)) {
    applicationsOf(cluster.sim).kill(id, { code: 137, reason: "OOMKilled" });
  }
  cluster.advance(cluster.nowMs);
};

const runCutAt = (cutAtMs?: number): number => {
  const cluster = frozen();
  scaleTo(cluster, 3);
  const cut = (atMs: number): void => {
    cluster.advance(atMs);
    if (cutAtMs === atMs) cluster.restore(JSON.parse(JSON.stringify(cluster.snapshot())) as never);
  };
  cut(90_000);
  hold(cluster, -3000);
  for (const at of [90_300, 91_000, 100_000]) cut(at);
  cluster.advance(150_000);
  return cluster.logHash;
};

describe("requestMs", () => {
  it.each([
    [400, 50],
    [200, 50],
    [100, 120],
    [50, 250],
    [30, 900],
    [15, 3900],
    [10, 9196],
    [9, 11_492],
  ])("with %dm for the four is %d ms", (milli, ms) => {
    expect(requestMs(milli)).toBe(ms);
  });
});

describe("a master with little CPU", () => {
  // Its system wants 20m beside the control plane, and weighs as much as all pods.
  const table: [string, number][] = [
    ["220m", 50],
    ["120m", 120],
    ["70m", 250],
    ["50m", 900],
  ];

  it.each([...table, ["35m", 3900] as const])("of %s answers in %d ms", (cpu, ms) => {
    const { cluster } = start({ ...small(cpu), controlPlanePods: false });
    cluster.advance(1);
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "answers", ms });
  });
  it.each([...table, ["30m", 3900] as const])("of %s answers from pods in %d ms", (cpu, ms) => {
    const { cluster } = start(small(cpu));
    // So long it takes to start on so little.
    cluster.advance(300_000);
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "answers", ms });
  });

  it("keeps its controllers as long as they can renew their lease", () => {
    const { cluster } = start(small("50m"));
    cluster.advance(300_000);
    const before = cluster.nowMs;
    scaleTo(cluster, 1);
    expect(controlPlaneOf(cluster.sim).leader("kube-controller-manager")).toBe("master");
    cluster.advance(before + 850);
    expect(madePods(cluster)).toBe(0);
    cluster.advance(before + 950);
    expect(madePods(cluster)).toBe(1);
  });

  it("hears of a pod's status as late, and of the newest only", () => {
    const well = runningAfter("2");
    const slow = runningAfter("35m");
    expect(well.ms).toBeLessThan(1500);
    expect(well.shown).toEqual(["0/1 Pending 0", "0/1 ContainerCreating 0", "1/1 Running 0"]);
    // Half to twice 3.9 s, in which it had started.
    expect(slow.ms).toBeGreaterThan(1950);
    expect(slow.ms).toBeLessThan(7900);
    expect(slow.shown).toEqual(["0/1 Pending 0", "1/1 Running 0"]);
  });

  it("loses them when it cannot: they end, and end again", () => {
    const { cluster } = start(small("30m"));
    cluster.advance(300_000);
    expect(controlPlaneOf(cluster.sim).leader("kube-controller-manager")).toBeUndefined();
    expect(restartsOf(cluster, "kube-controller-manager")).toBe(1);
    expect(restartsOf(cluster, "kube-apiserver")).toBe(0);
    scaleTo(cluster, 1);
    cluster.advance(400_000);
    expect(madePods(cluster)).toBe(0);
    expect(readyOf(cluster)).toEqual(["True", "True", "True"]);
  });

  it("is not what a pod that burns beside the control plane makes of it: requests protect", () => {
    const { cluster } = start();
    createPod(cluster, makePod("burn", { spec: { containers: [{ name: "burn", image: "demo/burn:1.0" }] } }), "master");
    cluster.advance(10_000);
    expect(usageOfNode(cluster.sim, "master")!.cpuMilli).toBeGreaterThan(1990);
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "answers", ms: 50 });
  });
});

describe("a master with little memory", () => {
  it("is silent once more than 45 % of its code has no room", () => {
    const { cluster } = start();
    createPod(cluster, hog, "master");
    cluster.advance(10_000);
    const answers: unknown[] = [];
    // Room for 364, 291, 218 and 200 MiB of cache.
    for (const more of [3262, 73, 73, 22]) {
      hold(cluster, more);
      cluster.advance(cluster.nowMs + 100);
      answers.push(controlPlaneOf(cluster.sim).answer());
    }
    expect(answers).toEqual([
      { kind: "answers", ms: 50 },
      { kind: "answers", ms: 313 },
      { kind: "answers", ms: 2157 },
      { kind: "silent" },
    ]);
  });

  it("kills nobody, writes no event, and takes everybody's API server away", () => {
    const cluster = frozen();
    const events = cluster.sim.store.count("events");
    const version = cluster.sim.api.resourceVersion();
    cluster.advance(300_000);
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "silent" });
    expect(cluster.sim.store.count("events")).toBe(events);
    expect(cluster.sim.api.resourceVersion()).toBe(version);
    expect(readyOf(cluster)).toEqual(["True", "True", "True"]);
    expect(restartsOf(cluster, "kube-controller-manager")).toBe(0);
    expect(machinesOf(cluster.sim).reachesApi("worker-1")).toBe(false);
  });

  it("costs nothing while it stands still", () => {
    const cluster = frozen();
    cluster.advance(120_000);
    const length = cluster.logLength;
    cluster.advance(3_600_000);
    expect(cluster.logLength).toBe(length);
  });

  it("answers again at once when the memory is back; its leaders must first be elected anew", () => {
    const cluster = frozen();
    scaleTo(cluster, 1);
    cluster.advance(120_000);
    hold(cluster, -3000);
    cluster.advance(120_690);
    expect(controlPlaneOf(cluster.sim).answer().kind).toBe("silent");
    cluster.advance(120_710);
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "answers", ms: 50 });
    cluster.advance(130_000);
    expect(restartsOf(cluster, "kube-controller-manager")).toBe(1);
    expect(restartsOf(cluster, "kube-scheduler")).toBe(1);
    expect(restartsOf(cluster, "etcd")).toBe(0);
    expect(madePods(cluster)).toBe(1);
    cluster.advance(145_000);
    expect(controlPlaneOf(cluster.sim).leader("kube-controller-manager")).toBe("master");
    expect(madePods(cluster)).toBe(2);
    expect(readyOf(cluster)).toEqual(["True", "True", "True"]);
  });

  it("for less than ten seconds costs no leader", () => {
    const cluster = frozen();
    cluster.advance(65_000);
    hold(cluster, -3000);
    cluster.advance(80_000);
    expect(restartsOf(cluster, "kube-controller-manager")).toBe(0);
    expect(controlPlaneOf(cluster.sim).leader("kube-controller-manager")).toBe("master");
  });

  it("goes on from a snapshot as if nothing had happened", () => {
    const whole = runCutAt();
    for (const at of [90_000, 90_300, 91_000, 100_000]) expect(runCutAt(at)).toBe(whole);
  });
});

describe("a program of the control plane that ends", () => {
  it("etcd: nothing listens until it has come back", () => {
    const { cluster } = start();
    cluster.advance(60_000);
    kill(cluster, "etcd");
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "refused" });
    cluster.advance(65_000);
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "answers", ms: 50 });
    expect(restartsOf(cluster, "etcd")).toBe(1);
    expect(restartsOf(cluster, "kube-controller-manager")).toBe(0);
  });

  it("the controller manager: its work waits for the next leader", () => {
    const { cluster } = start();
    cluster.advance(60_000);
    kill(cluster, "kube-controller-manager");
    scaleTo(cluster, 1);
    cluster.advance(74_000);
    expect(madePods(cluster)).toBe(0);
    cluster.advance(85_000);
    expect(madePods(cluster)).toBe(1);
  });

  it("another master's takes over", () => {
    const masters = [master(), makeNode("master-2", { role: "control-plane", index: 3 })];
    const { cluster } = start({ nodes: [...masters, makeNode("worker-1", { index: 1 })] });
    cluster.advance(60_000);
    cluster.run({ component: "node", action: "power", data: { node: "master", on: false } });
    cluster.advance(61_000);
    expect(controlPlaneOf(cluster.sim).answer().kind).toBe("answers");
    expect(controlPlaneOf(cluster.sim).leader("kube-scheduler")).toBeUndefined();
    cluster.advance(78_000);
    expect(controlPlaneOf(cluster.sim).leader("kube-scheduler")).toBe("master-2");
  });

  it("power: everything comes back with the machine", () => {
    const { cluster } = start();
    cluster.advance(60_000);
    cluster.run({ component: "node", action: "power", data: { node: "master", on: false } });
    cluster.advance(61_000);
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "unreachable" });
    cluster.run({ component: "node", action: "power", data: { node: "master", on: true } });
    cluster.advance(61_200);
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "refused" });
    cluster.advance(90_000);
    expect(controlPlaneOf(cluster.sim).answer()).toEqual({ kind: "answers", ms: 50 });
    expect(controlPlaneOf(cluster.sim).leader("kube-controller-manager")).toBe("master");
    expect(readyOf(cluster)).toEqual(["True", "True", "True"]);
  });
});

describe("a worker that waits for its own pages", () => {
  it("is lost by the grace period, with its pods running and nobody killed", () => {
    const { cluster } = start({ nodes: [master(), makeNode("worker-1", { index: 1, memory: "1Gi" })] });
    createPod(cluster, hog, "worker-1");
    cluster.advance(60_000);
    // Of 1024Mi the system holds 100, the hog 5: room for 64 of 120Mi of code.
    hold(cluster, 855);
    const states: [number, string | undefined][] = [];
    for (let at = 60_000; at <= 130_000; at += 1000) {
      cluster.advance(at);
      const [, worker] = readyOf(cluster);
      if (worker !== states.at(-1)?.[1]) states.push([at, worker]);
    }
    expect(states.map(([, state]) => state)).toEqual(["True", "Unknown"]);
    expect(states[1]![0]).toBeGreaterThan(100_000);
    expect(states[1]![0]).toBeLessThanOrEqual(115_000);
    const uid = cluster.sim.store.get("pods", "default/hog")!.metadata.uid!;
    expect(applicationsOf(cluster.sim).request(uid, 8080, "/")).toMatchObject({ kind: "answer", latencyMs: 5000 });
    expect(controlPlaneOf(cluster.sim).answer().kind).toBe("answers");
    hold(cluster, -800);
    cluster.advance(140_000);
    expect(readyOf(cluster)).toEqual(["True", "True"]);
  });
});

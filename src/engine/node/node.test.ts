import { describe, expect, it } from "vitest";
import type { Container } from "#api/core-container";
import { applicationsOf } from "../apps/applications.ts";
import { createCluster } from "../cluster.ts";
import { leaseRenewedMs } from "../kubelet/lease.ts";
import { createPod, eventsOf, firstAt, podNamed, settle, shown, watchedCluster } from "../kubelet/kubelet-testing.ts";
import type { ImageBehaviour } from "../scenario.ts";
import { makeDeployment, makeImage, makeNode, makePod, makeScenario, toJson } from "../testing/make.ts";
import { machinesOf } from "./machines.ts";
import { usageOfNode } from "./usage.ts";

const images: { readonly [reference: string]: ImageBehaviour } = {
  "demo/burn:1.0": { cpuMilli: 4000, termMs: 0 },
  "demo/batch:1.0": { cpuMilli: 1000, exitAtMs: 10_000 },
  "demo/web:1.0": makeImage({ routes: [{ path: "/", status: 200, cpuMs: 20 }] }),
  "demo/leak:1.0": { memoryMi: 50, leakMiPerSecond: 10, termMs: -1 },
  "demo/fill:1.0": { memoryMi: 50, leakMiPerSecond: 400, termMs: -1 },
};

const one = (name: string, image: string, over: Partial<Container> = {}): ReturnType<typeof makePod> =>
  makePod(name, { spec: { containers: [{ name, image: `demo/${image}:1.0`, ...over }] } });
const cpu = (request?: string, limit?: string): Partial<Container> => ({
  resources: {
    ...(request ? { requests: { cpu: request } } : {}),
    ...(limit ? { limits: { cpu: limit, memory: "1Gi" } } : {}),
  },
});

const worker = (over: Parameters<typeof makeNode>[1] = {}): ReturnType<typeof watchedCluster> =>
  watchedCluster(images, { nodes: [makeNode("worker-1", over)] });

const usageOf = (cluster: ReturnType<typeof watchedCluster>["cluster"], container: string): number =>
  Math.round(usageOfNode(cluster.sim, "worker-1")!.containers.find((c) => c.container === container)!.cpuMilli);

describe("CPU", () => {
  it("is shared by request, and what one does not want the others get", () => {
    const { cluster } = worker();
    createPod(cluster, one("small", "burn", cpu("100m")));
    createPod(cluster, one("large", "burn", cpu("300m")));
    cluster.advance(5000);
    // Two cores, less the 20m that the system burns, one to three by shares of 102 and 307.
    expect([usageOf(cluster, "small"), usageOf(cluster, "large")]).toEqual([494, 1486]);
  });

  it("leaves a best-effort pod one part in a hundred beside a burstable one", () => {
    const { cluster } = worker();
    createPod(cluster, one("victim", "burn"));
    createPod(cluster, one("large", "burn", cpu("200m")));
    cluster.advance(5000);
    expect(usageOf(cluster, "victim")).toBe(19);
  });

  it("lets a request wait for the neighbours' requests that are just being answered, not starve behind them", () => {
    const { cluster } = worker();
    createPod(cluster, one("first", "web", cpu("300m")));
    createPod(cluster, one("second", "web", cpu("300m")));
    createPod(cluster, one("victim", "web"));
    cluster.advance(8000);
    const apps = applicationsOf(cluster.sim);
    const uidOf = (name: string): string => cluster.sim.store.get("pods", `default/${name}`)!.metadata.uid!;
    const ask = (name: string) => apps.requestLocally(uidOf(name), 8080, "/");
    const take = (name: string): void => {
      const answer = ask(name);
      if (answer.kind === "answer") apps.begin(answer.containerId, answer.cpuMs);
    };
    const alone = ask("victim");
    expect(alone).toMatchObject({ kind: "answer", latencyMs: 21 });
    // Both cores are taken by requests of 20 ms each: a best-effort pod gets next to nothing just now, and all of it in a moment.
    take("first");
    take("second");
    expect(ask("victim")).toMatchObject({ kind: "answer", latencyMs: 1 + 20 + 20 + 20 });
    // Beside one that never ends there is no such moment.
    createPod(cluster, one("burner", "burn", cpu("300m")));
    cluster.advance(12_000);
    const starved = ask("victim");
    expect(starved.kind === "answer" && starved.latencyMs > 1000).toBe(true);
  });

  it("is cut by a limit even when nobody else wants it", () => {
    const { cluster } = worker();
    createPod(cluster, one("capped", "burn", cpu("100m", "500m")));
    cluster.advance(5000);
    const [usage] = usageOfNode(cluster.sim, "worker-1")!.containers;
    expect([usage?.cpuMilli, usage?.throttledShare]).toEqual([500, 1]);
  });

  it("makes a batch take as much longer as it gets less", () => {
    const { cluster, rows } = worker({ cpu: "1" });
    const batch = makePod("batch", {
      spec: { restartPolicy: "Never", containers: [{ name: "batch", image: "demo/batch:1.0", ...cpu("500m") }] },
    });
    createPod(cluster, batch);
    createPod(cluster, one("rival", "burn", cpu("500m")));
    cluster.advance(60_000);
    const ended = firstAt(rows, "batch", "0/1 Completed 0")!;
    // Ten seconds of a core at half a core: about twenty.
    expect(ended).toBeGreaterThan(19);
    expect(ended).toBeLessThan(22.5);
  });

  it("slows requests down, and gives back their speed when the rival goes", () => {
    const { cluster } = worker({ cpu: "1" });
    createPod(cluster, one("web", "web"));
    cluster.advance(2000);
    const uid = podNamed(cluster, "web")!.metadata.uid!;
    const latency = (): number => {
      const outcome = applicationsOf(cluster.sim).request(uid, 8080, "/");
      return outcome.kind === "answer" ? Math.round(outcome.latencyMs) : -1;
    };
    expect(latency()).toBe(21);
    createPod(cluster, one("rival", "burn", cpu("500m")));
    cluster.advance(4000);
    // Shares of 2 against 512 of what the system leaves: 3.8 thousandths of a core for 20 ms of work.
    expect(latency()).toBeGreaterThan(5000);
    cluster.sim.api.delete("pods", "default/rival");
    settle(cluster);
    cluster.advance(10_000);
    expect(latency()).toBe(21);
  });
});

describe("memory", () => {
  it("that runs out slowly is the kubelet's business: it evicts the pod above its request", () => {
    const { cluster, rows } = worker({ memory: "24Gi", allocatable: { cpu: "1", memory: "1Gi" } });
    createPod(cluster, one("leak", "leak"));
    createPod(cluster, one("kept", "web", { resources: { requests: { memory: "300Mi" } } }));
    cluster.advance(120_000);
    expect(podNamed(cluster, "leak")?.status).toMatchObject({ phase: "Failed", reason: "Evicted" });
    expect(shown(rows, "kept").at(-1)).toBe("1/1 Running 0");
    expect(podNamed(cluster, "leak")?.status?.conditions?.[0]).toMatchObject({
      type: "DisruptionTarget",
      reason: "TerminationByKubelet",
    });
    expect(eventsOf(cluster, "worker-1")).toContain("Warning EvictionThresholdMet x1: Attempting to reclaim memory");
  });

  it("that runs out at once is the kernel's: the container is killed and starts again", () => {
    const { cluster, rows } = worker({ memory: "24Gi", allocatable: { cpu: "1", memory: "1Gi" } });
    createPod(cluster, one("fill", "fill"));
    cluster.advance(5000);
    expect(shown(rows, "fill").slice(0, 5)).toEqual([
      "0/1 Pending 0",
      "0/1 ContainerCreating 0",
      "1/1 Running 0",
      "0/1 OOMKilled 0",
      "1/1 Running 1",
    ]);
  });

  it("that programs run from makes the whole machine crawl before anything dies", () => {
    // 1 GiB without any reserve: code begins to be missed at 804 MiB of pods, and with half of it gone the kubelet stands still.
    const { cluster } = worker({ memory: "1Gi" });
    createPod(cluster, one("leak", "leak"));
    const machines = machinesOf(cluster.sim);
    const slowdowns: number[] = [];
    for (let at = 60_000; at <= 100_000; at += 1000) {
      cluster.advance(at);
      slowdowns.push(machines.slowdown("worker-1"));
    }
    expect(slowdowns[0]).toBe(1);
    expect(Math.max(...slowdowns)).toBeGreaterThan(1.5);
    const renewed = leaseRenewedMs(cluster.sim, "worker-1")!;
    const isFrozen = !machines.isKubeletRunning("worker-1");
    const isEvicted = podNamed(cluster, "leak")?.status?.reason === "Evicted";
    // Whichever comes first by the numbers: the kubelet's look, or its standstill.
    expect(isFrozen ? renewed < 100_000 - 10_000 : isEvicted).toBe(true);
  });
});

describe("power", () => {
  it("goes where a Deployment's first pod runs", () => {
    const objects = [toJson(makeDeployment("web", { replicas: 1 }))];
    const cluster = createCluster(makeScenario({ objects }));
    cluster.advance(10_000);
    const [pod] = cluster.sim.store.list("pods", "default");
    cluster.run({ component: "node", action: "power", data: { deployment: "default/web", on: false } });
    const off = machinesOf(cluster.sim)
      .all()
      .filter((m) => !m.isOn)
      .map((m) => m.name);
    expect(off).toEqual([pod!.spec.nodeName]);
  });

  it("stays where a Deployment has no pod", () => {
    const cluster = createCluster(makeScenario({ objects: [toJson(makeDeployment("web", { replicas: 0 }))] }));
    cluster.advance(5000);
    cluster.run({ component: "node", action: "power", data: { deployment: "default/web", on: false } });
    expect(
      machinesOf(cluster.sim)
        .all()
        .every((m) => m.isOn),
    ).toBe(true);
  });

  it("goes again and again where the scenario says so", () => {
    const off = {
      atMs: 5000,
      everyMs: 60_000,
      component: "node",
      action: "power",
      data: { node: "worker-1", on: false },
    };
    const { cluster } = watchedCluster(images, {
      nodes: [makeNode("worker-1")],
      schedule: [off, { ...off, atMs: 30_000, data: { node: "worker-1", on: true } }],
    });
    const isOnAt = (atMs: number): boolean => {
      cluster.advance(atMs);
      return machinesOf(cluster.sim).isOn("worker-1");
    };
    expect([4, 6, 31, 66, 91, 126, 151].map((s) => isOnAt(s * 1000))).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
    ]);
  });

  it("goes without a word and comes back to its pods", () => {
    const { cluster, rows } = worker();
    createPod(cluster, one("web", "web"));
    cluster.advance(3000);
    cluster.run({ component: "node", action: "power", data: { node: "worker-1", on: false } });
    const uid = podNamed(cluster, "web")!.metadata.uid!;
    expect(applicationsOf(cluster.sim).request(uid, 8080, "/")).toEqual({ kind: "unreachable" });
    cluster.advance(20_000);
    expect(shown(rows, "web").at(-1)).toBe("1/1 Running 0");
    cluster.run({ component: "node", action: "power", data: { node: "worker-1", on: true } });
    cluster.advance(25_000);
    expect(shown(rows, "web").slice(-2)).toEqual(["0/1 Unknown 0", "1/1 Running 1"]);
    expect(eventsOf(cluster, "web")).toContain(
      "Normal SandboxChanged x1: Pod sandbox changed, it will be killed and re-created.",
    );
  });

  it("takes the sandboxes though the kubelet had stopped before it", () => {
    const { cluster, rows } = worker();
    createPod(cluster, one("web", "web"));
    cluster.advance(3000);
    cluster.run({ component: "node", action: "kubelet", data: { node: "worker-1", stopped: true } });
    cluster.run({ component: "node", action: "power", data: { node: "worker-1", on: false } });
    cluster.advance(20_000);
    cluster.run({ component: "node", action: "power", data: { node: "worker-1", on: true } });
    cluster.advance(25_000);
    expect(shown(rows, "web").slice(-2)).toEqual(["0/1 Unknown 0", "1/1 Running 1"]);
    expect(eventsOf(cluster, "web")).toContain(
      "Normal SandboxChanged x1: Pod sandbox changed, it will be killed and re-created.",
    );
  });

  it("of the network only: what runs runs on, and the kubelet catches up", () => {
    const { cluster, rows } = worker();
    createPod(cluster, one("web", "web"));
    createPod(cluster, one("gone", "web"));
    cluster.advance(3000);
    cluster.run({ component: "node", action: "network", data: { node: "worker-1", cut: true } });
    cluster.sim.api.delete("pods", "default/gone");
    settle(cluster);
    cluster.advance(20_000);
    expect(shown(rows, "gone").at(-1)).toBe("1/1 Terminating 0");
    cluster.run({ component: "node", action: "network", data: { node: "worker-1", cut: false } });
    cluster.advance(30_000);
    expect(podNamed(cluster, "gone")).toBeUndefined();
    expect(shown(rows, "web").at(-1)).toBe("1/1 Running 0");
  });
});

describe("a disk", () => {
  it("that is full turns pods away and evicts, and is forgiven after five minutes", () => {
    const { cluster, rows } = worker();
    createPod(cluster, one("web", "web"));
    cluster.advance(3000);
    cluster.run({ component: "node", action: "disk", data: { node: "worker-1", usedPercent: 97 } });
    cluster.advance(30_000);
    // It obeyed SIGTERM with exit 0: only the condition tells.
    expect(podNamed(cluster, "web")?.status?.phase).toBe("Succeeded");
    expect(podNamed(cluster, "web")?.status?.conditions?.[0]?.message).toMatch(
      /^The node was low on resource: ephemeral-storage\. Threshold quantity: /,
    );
    createPod(cluster, one("late", "web"));
    cluster.advance(31_000);
    expect(shown(rows, "late").at(-1)).toBe("0/1 Evicted 0");
    cluster.run({ component: "node", action: "disk", data: { node: "worker-1", usedPercent: 20 } });
    cluster.advance(360_000);
    createPod(cluster, one("later", "web"));
    cluster.advance(365_000);
    expect(shown(rows, "later").at(-1)).toBe("1/1 Running 0");
  });
});

describe("a master", () => {
  it("without which no kubelet is heard, and nobody's pods end", () => {
    const { cluster, rows } = watchedCluster(images);
    createPod(cluster, one("web", "web"));
    cluster.advance(3000);
    cluster.run({ component: "node", action: "power", data: { node: "master", on: false } });
    expect(machinesOf(cluster.sim).reachesApi("worker-1")).toBe(false);
    const renewed = leaseRenewedMs(cluster.sim, "worker-1");
    cluster.advance(20_000);
    expect(leaseRenewedMs(cluster.sim, "worker-1")).toBe(renewed);
    const uid = podNamed(cluster, "web")!.metadata.uid!;
    expect(applicationsOf(cluster.sim).request(uid, 8080, "/").kind).toBe("answer");
    cluster.run({ component: "node", action: "power", data: { node: "master", on: true } });
    cluster.advance(30_000);
    expect(leaseRenewedMs(cluster.sim, "worker-1")).toBeGreaterThan(20_000);
    expect(shown(rows, "web").at(-1)).toBe("1/1 Running 0");
  });
});

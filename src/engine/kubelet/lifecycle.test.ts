import { describe, expect, it } from "vitest";
import type { Pod, PodSpec } from "#api/core-pod";
import type { Cluster } from "../cluster.ts";
import { machinesOf } from "../node/machines.ts";
import { applicationsOf } from "../apps/applications.ts";
import { makeImage, makePod } from "../testing/make.ts";
import { createPod, eventsOf, podNamed, settle, shown, watchedCluster } from "./kubelet-testing.ts";

const app = (name = "app"): Pod => makePod(name, { container: { image: "demo/app:1.0" } });
const large = (name: string): Pod =>
  makePod(name, { container: { image: "demo/app:1.0", resources: { requests: { cpu: "1500m" } } } });
const IMAGES = { "demo/app:1.0": makeImage({ port: 8080 }) };

const node = (cluster: Cluster, action: string, data: Record<string, unknown>): void => {
  cluster.run({ component: "node", action, data: { node: "worker-1", ...data } });
};
const remove = (cluster: Cluster, name: string): void => {
  cluster.sim.api.delete("pods", `default/${name}`, {});
  settle(cluster);
};
/** The pods that have a process which lives. */
const alive = (cluster: Cluster): string[] => {
  const apps = applicationsOf(cluster.sim);
  const processes = [...apps.idsOnNode("worker-1")].map((id) => apps.get(id)!);
  return processes.flatMap((p) => (p.exit ? [] : [p.pod])).toSorted();
};

describe("a pod that is deleted while it starts", () => {
  // kubelet.go SyncPod gives the runtime a context that nobody cancels; podWorkerLoop then waits for a newer view (GetNewerThan).
  it("is started to the end, and ended after the runtime was asked again", () => {
    const { cluster, rows } = watchedCluster(IMAGES);
    createPod(cluster, app());
    cluster.advance(200);
    remove(cluster, "app");
    cluster.advance(5000);
    expect(eventsOf(cluster, "app").map((e) => e.split(" ")[1])).toEqual([
      "Pulling",
      "Pulled",
      "Created",
      "Started",
      "Killing",
    ]);
    expect(podNamed(cluster, "app")).toBeUndefined();
    expect(shown(rows, "app")).toContain("0/1 Completed 0");
  });

  it("waits with its end for the runtime's next round if it was looked at since the last", () => {
    const { cluster } = watchedCluster(IMAGES);
    createPod(cluster, app());
    cluster.advance(5000);
    const roundMs = machinesOf(cluster.sim).nextTick("worker-1", 5001);
    cluster.advance(roundMs + 100);
    cluster.sim.api.write("pods", "default/app", (pod) => ({
      ...pod,
      metadata: { ...pod.metadata, labels: { seen: "again" } },
    }));
    settle(cluster);
    cluster.advance(roundMs + 200);
    remove(cluster, "app");
    const isKilled = (): boolean => eventsOf(cluster, "app").some((e) => e.includes("Killing"));
    cluster.advance(roundMs + 999);
    expect(isKilled()).toBe(false);
    cluster.advance(roundMs + 1000);
    expect(isKilled()).toBe(true);
  });
});

/** What the status says of the sandbox, the address and the container, as time goes. */
const addresses = (spec: Partial<PodSpec>): string[] => {
  const { cluster } = watchedCluster({ "demo/app:1.0": makeImage({ port: 8080, sizeMi: 2000 }) });
  createPod(cluster, makePod("app", { container: { image: "demo/app:1.0" }, spec }));
  const texts = new Set<string>();
  for (let ms = 100; ms <= 60_000; ms += 100) {
    cluster.advance(ms);
    const { conditions, podIP, containerStatuses } = podNamed(cluster, "app")!.status!;
    const hasSandbox = conditions?.find((c) => c.type === "PodReadyToStartContainers")?.status;
    if (hasSandbox) texts.add(`${hasSandbox} ${podIP} ${Object.keys(containerStatuses![0]!.state!).join("")}`);
  }
  return [...texts];
};

describe("the address of a pod", () => {
  // kubelet.go OnPodSandboxReady puts the condition into the status it has; convertStatusToAPIStatus takes the address from the next look.
  it("is told after the images have come, though its sandbox is there", () => {
    expect(addresses({})).toEqual(["False undefined waiting", "True undefined waiting", "True 10.244.1.2 running"]);
  });

  // generateAPIPodStatus: a pod on its machine's network has that one's from the beginning.
  it("is the machine's own at once on its network", () => {
    expect(addresses({ hostNetwork: true })).toEqual([
      "False 10.77.0.12 waiting",
      "True 10.77.0.12 waiting",
      "True 10.77.0.12 running",
    ]);
  });
});

describe("a kubelet that starts", () => {
  it("registers its Node again, without what others gave the one before", () => {
    const { cluster } = watchedCluster(IMAGES);
    cluster.advance(1000);
    cluster.sim.api.write("nodes", "worker-1", (n) => ({
      ...n,
      metadata: { ...n.metadata, labels: { ...n.metadata.labels, disk: "ssd" } },
    }));
    cluster.sim.api.delete("nodes", "worker-1");
    settle(cluster);
    cluster.advance(120_000);
    // registerWithAPIServer returns at once when registrationCompleted is set: a running kubelet never does it again.
    expect(cluster.sim.store.get("nodes", "worker-1")).toBeUndefined();
    node(cluster, "kubelet", { stopped: true });
    node(cluster, "kubelet", { stopped: false });
    cluster.advance(130_000);
    const again = cluster.sim.store.get("nodes", "worker-1")!;
    expect(again.metadata.labels?.["disk"]).toBeUndefined();
    expect(again.status?.conditions?.find((c) => c.type === "Ready")?.status).toBe("True");
    expect(cluster.sim.store.get("leases", "kube-node-lease/worker-1")?.metadata.ownerReferences?.[0]?.uid).toBe(
      again.metadata.uid,
    );
  });

  it("knows nothing of deletions, nor of its pods, before an API server tells it", () => {
    const { cluster } = watchedCluster(IMAGES);
    createPod(cluster, app("stays"));
    createPod(cluster, app("goes"));
    cluster.advance(5000);
    node(cluster, "kubelet", { stopped: true });
    cluster.sim.api.delete("pods", "default/goes", { gracePeriodSeconds: 0 });
    settle(cluster);
    node(cluster, "network", { cut: true });
    node(cluster, "kubelet", { stopped: false });
    cluster.advance(60_000);
    expect(alive(cluster)).toEqual(["default/goes", "default/stays"]);
    const { containerID } = podNamed(cluster, "stays")!.status!.containerStatuses![0]!;
    cluster.run({ component: "testing", action: "kill", data: { id: containerID!.replace("containerd://", "") } });
    cluster.advance(120_000);
    // Nobody starts it again: the kubelet has its pods from the API server alone.
    expect(alive(cluster)).toEqual(["default/goes"]);
    node(cluster, "network", { cut: false });
    cluster.advance(130_000);
    expect(alive(cluster)).toEqual(["default/stays"]);
  });

  // kubelet.go HandlePodCleanups: what the runtime or the worker still has of a pod that nobody wants is ended.
  it.each([true, false])(
    "ends a pod whose end it had begun, and gives its room back (power lost: %s)",
    (isPowerLost) => {
      const { cluster } = watchedCluster({ "demo/app:1.0": makeImage({ port: 8080, termMs: 20_000 }) });
      createPod(cluster, large("first"));
      cluster.advance(5000);
      remove(cluster, "first");
      cluster.advance(7000);
      node(cluster, "kubelet", { stopped: true });
      cluster.sim.api.delete("pods", "default/first", { gracePeriodSeconds: 0 });
      settle(cluster);
      if (isPowerLost) {
        node(cluster, "power", { on: false });
        node(cluster, "power", { on: true });
      }
      node(cluster, "kubelet", { stopped: false });
      cluster.advance(30_000);
      expect(alive(cluster)).toEqual([]);
      createPod(cluster, large("second"));
      cluster.advance(40_000);
      expect(alive(cluster)).toEqual(["default/second"]);
      expect(podNamed(cluster, "second")?.status?.phase).toBe("Running");
    },
  );
});

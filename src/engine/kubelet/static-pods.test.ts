import { describe, expect, it } from "vitest";
import { applicationsOf } from "../apps/applications.ts";
import { usageOfNode } from "../node/usage.ts";
import { settle, watchedCluster } from "./kubelet-testing.ts";

const controlPlane = (): ReturnType<typeof watchedCluster> => watchedCluster({}, { controlPlanePods: true });

describe("a control plane of pods", () => {
  it("runs on the master, and its images are there", () => {
    const { cluster } = controlPlane();
    cluster.advance(5000);
    const pods = cluster.sim.store.list("pods", "kube-system").filter((p) => p.spec.nodeName === "master");
    expect(pods.map((p) => [p.metadata.name, p.status?.phase, p.status?.podIP])).toEqual([
      ["etcd-master", "Running", "10.77.0.11"],
      ["kube-apiserver-master", "Running", "10.77.0.11"],
      ["kube-controller-manager-master", "Running", "10.77.0.11"],
      ["kube-scheduler-master", "Running", "10.77.0.11"],
    ]);
    const usage = usageOfNode(cluster.sim, "master")!;
    expect(usage.cpuMilli).toBe(20 + 12 + 18 + 8 + 3);
  });

  it("survives the deletion of its mirrors", () => {
    const { cluster } = controlPlane();
    cluster.advance(5000);
    const before = cluster.sim.store.get("pods", "kube-system/etcd-master")!;
    cluster.sim.api.delete("pods", "kube-system/etcd-master");
    settle(cluster);
    cluster.advance(7000);
    const after = cluster.sim.store.get("pods", "kube-system/etcd-master")!;
    expect(after.metadata.uid).not.toBe(before.metadata.uid);
    expect(after.status?.containerStatuses?.[0]?.containerID).toBe(before.status?.containerStatuses?.[0]?.containerID);
    expect(after.status?.phase).toBe("Running");
  });

  it("runs on without its Node, and starts again what ends", () => {
    const { cluster } = controlPlane();
    cluster.advance(5000);
    cluster.sim.api.delete("nodes", "master");
    settle(cluster);
    cluster.advance(120_000);
    expect(cluster.sim.store.list("pods", "kube-system")).toEqual([]);
    const running = (): string[] =>
      usageOfNode(cluster.sim, "master")!
        .containers.map((c) => c.container)
        .toSorted();
    const all = ["etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler"];
    expect(running()).toEqual(all);
    const etcd = usageOfNode(cluster.sim, "master")!.containers.find((c) => c.container === "etcd")!;
    applicationsOf(cluster.sim).kill(etcd.containerId, { code: 137, reason: "Error" });
    expect(running()).toEqual(all.slice(1));
    cluster.advance(130_000);
    expect(running()).toEqual(all);
    cluster.run({ component: "node", action: "power", data: { node: "master", on: false } });
    cluster.run({ component: "node", action: "power", data: { node: "master", on: true } });
    cluster.advance(150_000);
    expect(running()).toEqual(all);
  });

  it("starts from the disk what was lost with its Node while the kubelet did not look, registers the Node, and mirrors it", () => {
    const { cluster } = controlPlane();
    cluster.advance(5000);
    const names = (): string[] =>
      cluster.sim.store
        .list("pods", "kube-system")
        .map((p) => p.metadata.name)
        .toSorted();
    const running = (): number => usageOfNode(cluster.sim, "master")!.containers.length;
    const node = cluster.sim.store.get("nodes", "master")!;
    cluster.run({ component: "node", action: "kubelet", data: { node: "master", stopped: true } });
    cluster.sim.api.delete("nodes", "master");
    settle(cluster);
    cluster.advance(120_000);
    expect([names(), running()]).toEqual([[], 4]);
    cluster.run({ component: "node", action: "power", data: { node: "master", on: false } });
    cluster.run({ component: "node", action: "power", data: { node: "master", on: true } });
    cluster.advance(160_000);
    const registered = cluster.sim.store.get("nodes", "master")!;
    expect(registered.metadata.uid).not.toBe(node.metadata.uid);
    expect(cluster.sim.store.get("leases", "kube-node-lease/master")?.metadata.ownerReferences?.[0]?.uid).toBe(
      registered.metadata.uid,
    );
    const all = ["etcd-master", "kube-apiserver-master", "kube-controller-manager-master", "kube-scheduler-master"];
    expect([names(), running()]).toEqual([all, 4]);
    const phases = cluster.sim.store.list("pods", "kube-system").map((p) => p.status?.phase);
    expect(phases).toEqual(["Running", "Running", "Running", "Running"]);
    const uids = (): unknown[] => cluster.sim.store.list("pods", "kube-system").map((p) => p.metadata.uid);
    const before = uids();
    cluster.advance(200_000);
    expect(uids()).toEqual(before);
  });

  it("is absent where it is not asked for", () => {
    const { cluster } = watchedCluster({});
    expect(cluster.sim.store.list("pods")).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
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

  it("is absent where it is not asked for", () => {
    const { cluster } = watchedCluster({});
    expect(cluster.sim.store.list("pods")).toEqual([]);
  });
});

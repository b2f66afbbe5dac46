import { describe, expect, it } from "vitest";
import { Cluster } from "../../cluster.ts";
import { act, create, createFakeKubelet } from "../testing/fake-kubelet.ts";

const nodeOf = (name: string, role: "control-plane" | "worker") => ({ name, role, cpu: "2", memory: "2Gi" });
const makeCluster = (workers: number): Cluster => {
  const scenario = {
    name: "nodes",
    seed: 7,
    startTime: "2026-06-03T10:20:30Z",
    nodes: [
      nodeOf("master", "control-plane"),
      ...Array.from({ length: workers }, (_, i) => nodeOf(`worker-${i + 1}`, "worker")),
    ],
    images: {},
  };
  const cluster = new Cluster(scenario, { components: [createFakeKubelet({})] });
  cluster.start();
  cluster.advance(60_000);
  return cluster;
};

const power = (cluster: Cluster, node: string, isOn: boolean): void => {
  cluster.run({ component: "node", action: "power", data: { node, on: isOn } });
};
const ready = (cluster: Cluster, node: string): string | undefined =>
  cluster.sim.store.get("nodes", node)?.status?.conditions?.find((c) => c.type === "Ready")?.status;
const taints = (cluster: Cluster, node: string): readonly string[] =>
  (cluster.sim.store.get("nodes", node)?.spec.taints ?? [])
    .map((t) => `${t.key.replace("node.kubernetes.io/", "")}:${t.effect}`)
    .toSorted();
const bare = (i: number) => ({ apiVersion: "v1", kind: "Node", metadata: { name: `bare-${i}` }, spec: {} });
const LOST = ["unreachable:NoExecute", "unreachable:NoSchedule"];

describe("node lifecycle", () => {
  it("finds out 40 to 55 s after a crash, and takes the taints back at the return", () => {
    const cluster = makeCluster(3);
    power(cluster, "worker-1", false);
    cluster.advance(60_000 + 39_900);
    expect(ready(cluster, "worker-1")).toBe("True");
    cluster.advance(60_000 + 55_200);
    expect(ready(cluster, "worker-1")).toBe("Unknown");
    expect(taints(cluster, "worker-1")).toEqual(LOST);
    power(cluster, "worker-1", true);
    cluster.advance(60_000 + 55_200 + 8000);
    expect(ready(cluster, "worker-1")).toBe("True");
    expect(taints(cluster, "worker-1")).toEqual([]);
  });

  // Asked of a real 1.36.3: nothing for a minute, then all that a kubelet would say is Unknown, and the node is given up.
  it("gives a node of which no kubelet ever said anything a minute", () => {
    const cluster = makeCluster(1);
    create(cluster, { apiVersion: "v1", kind: "Node", metadata: { name: "hand" }, spec: {} });
    cluster.advance(60_000 + 59_000);
    expect(cluster.sim.store.get("nodes", "hand")?.status?.conditions).toBeUndefined();
    expect(taints(cluster, "hand")).toEqual([]);
    cluster.advance(60_000 + 66_000);
    expect(
      cluster.sim.store.get("nodes", "hand")?.status?.conditions?.map((c) => [c.type, c.status, c.reason]),
    ).toEqual(
      ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"].map((t) => [t, "Unknown", "NodeStatusNeverUpdated"]),
    );
    expect(taints(cluster, "hand")).toEqual(LOST);
  });

  it("empties one node in ten seconds", () => {
    const cluster = makeCluster(4);
    power(cluster, "worker-1", false);
    power(cluster, "worker-2", false);
    let first: number | undefined;
    let second: number | undefined;
    for (let t = 60_000; t < 140_000; t += 100) {
      cluster.advance(t);
      const count = ["worker-1", "worker-2"].filter((n) => taints(cluster, n).length === 2).length;
      if (count === 1) first ??= t;
      if (count === 2) second ??= t;
    }
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThan(4900);
    expect((second ?? 0) - (first ?? 0)).toBeLessThan(10_200);
  });

  it("drives nobody more out once most nodes of the zone are lost", () => {
    const cluster = makeCluster(3);
    const workers = ["worker-1", "worker-2", "worker-3"];
    for (const n of workers) power(cluster, n, false);
    // Which were lost before that is a matter of their leases' phases; from the third on nobody is.
    while (workers.some((n) => ready(cluster, n) === "True")) cluster.advance(cluster.nowMs + 10);
    const emptied = (): readonly string[] => workers.filter((n) => taints(cluster, n).length === 2);
    const before = emptied();
    expect(before.length).toBeLessThan(3);
    cluster.advance(cluster.nowMs + 300_000);
    expect(emptied()).toEqual(before);
    expect(workers.every((n) => taints(cluster, n).includes("unreachable:NoSchedule"))).toBe(true);
  });

  // monitorNodeHealth counts the condition that is not there (nil) as one that is not ready.
  it("counts nodes of which no kubelet said anything among those that are lost", () => {
    const cluster = makeCluster(2);
    power(cluster, "worker-1", false);
    create(cluster, ...[1, 2, 3, 4, 5].map(bare));
    cluster.advance(60_000 + 58_000);
    expect(ready(cluster, "worker-1")).toBe("Unknown");
    expect(taints(cluster, "worker-1")).toEqual(["unreachable:NoSchedule"]);
  });

  it("taints a cordoned node, and no more when it is uncordoned", () => {
    const cluster = makeCluster(1);
    const cordon = (unschedulable: boolean): void =>
      act(cluster, ({ api }) =>
        api.write("nodes", "worker-1", (node) => ({ ...node, spec: { ...node.spec, unschedulable } })),
      );
    cordon(true);
    cluster.advance(75_000);
    expect(taints(cluster, "worker-1")).toEqual(["unschedulable:NoSchedule"]);
    cordon(false);
    cluster.advance(90_000);
    expect(taints(cluster, "worker-1")).toEqual([]);
  });
});

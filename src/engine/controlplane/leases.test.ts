import { describe, expect, it } from "vitest";
import type { Lease } from "#api/coordination";
import { applicationsOf } from "../apps/applications.ts";
import type { Cluster } from "../cluster.ts";
import { leaseNow } from "../explain/lease-now.ts";
import { createPod, settle, watchedCluster } from "../kubelet/kubelet-testing.ts";
import { makeNode, makePod } from "../testing/make.ts";

const start = (): Cluster => {
  const nodes = [makeNode("master", { role: "control-plane" }), makeNode("worker-1", { index: 1 })];
  const { cluster } = watchedCluster({ "demo/web:1.0": { port: 8080 } }, { nodes, controlPlanePods: true });
  cluster.advance(60_000);
  return cluster;
};

const leases = (cluster: Cluster): Lease[] =>
  cluster.sim.store.list("leases", "kube-system").map((lease) => leaseNow(cluster.sim, lease));

const leader = (cluster: Cluster, name: string): NonNullable<Lease["spec"]> =>
  leases(cluster).find((lease) => lease.metadata.name === name)!.spec!;

const kill = (cluster: Cluster, program: string): void => {
  const { uid = "" } = cluster.sim.store.get("pods", `kube-system/${program}-master`)!.metadata;
  for (const id of applicationsOf(cluster.sim).idsOfPod(uid)) {
    applicationsOf(cluster.sim).kill(id, { code: 137, reason: "OOMKilled" });
  }
  settle(cluster);
};

/** Seconds since the cluster began. */
const renewed = (cluster: Cluster, name: string): number =>
  Number(leader(cluster, name).renewTime!.slice(14, 16)) * 60 + Number(leader(cluster, name).renewTime!.slice(17, 26));

describe("leases in kube-system", () => {
  it("are there for who leads and for each API server", () => {
    const cluster = start();
    const found = leases(cluster).map(({ metadata: { name }, spec }) => [
      name.replace(/[a-z2-7]{26}$/, "*"),
      spec?.holderIdentity?.replace(/[a-z2-7]{26}_/, "*_").replace(/_[-0-9a-f]{36}$/, "_*"),
      spec?.leaseDurationSeconds,
    ]);
    expect(found).toEqual([
      ["kube-controller-manager", "master_*", 15],
      ["kube-scheduler", "master_*", 15],
      ["apiserver-*", "apiserver-*_*", 3600],
    ]);
  });

  it("are renewed every 2 s, whether or not somebody looks", () => {
    const cluster = start();
    expect(renewed(cluster, "kube-scheduler")).toBe(60);
    cluster.advance(63_500);
    expect(renewed(cluster, "kube-scheduler")).toBe(62);
    expect(cluster.sim.store.get("leases", "kube-system/kube-scheduler")?.spec?.renewTime).toBe(
      "2026-11-22T09:00:00.000000Z",
    );
  });

  it("are not renewed by a scheduler that is gone, and name the next one 15 s after they ran out", () => {
    const cluster = start();
    const before = leader(cluster, "kube-scheduler");
    kill(cluster, "kube-scheduler");
    cluster.advance(70_000);
    expect(renewed(cluster, "kube-scheduler")).toBe(60);
    expect(leader(cluster, "kube-scheduler").holderIdentity).toBe(before.holderIdentity);
    expect(renewed(cluster, "kube-controller-manager")).toBe(70);
    cluster.advance(100_000);
    const after = leader(cluster, "kube-scheduler");
    expect(after.holderIdentity).toMatch(/^master_[-0-9a-f]{36}$/);
    expect(after.holderIdentity).not.toBe(before.holderIdentity);
    expect([before.leaseTransitions, after.leaseTransitions]).toEqual([0, 1]);
    const events = cluster.sim.store.list("events", "kube-system").filter((e) => e.reason === "LeaderElection");
    expect(events.map((e) => [e.source?.component, e.involvedObject.kind, e.message])).toEqual([
      ["default-scheduler", "Lease", `${after.holderIdentity} became leader`],
    ]);
  });

  it("stand still while the master's programs cannot be read from disk", () => {
    const cluster = start();
    createPod(cluster, makePod("hog", { container: { name: "hog" } }), "master");
    cluster.advance(70_000);
    cluster.run({ component: "apps", action: "hold", data: { pod: "default/hog", memoryMi: 3430 } });
    cluster.advance(130_000);
    expect(renewed(cluster, "kube-controller-manager")).toBeLessThan(73);
    cluster.run({ component: "apps", action: "hold", data: { pod: "default/hog", memoryMi: -3000 } });
    cluster.advance(200_000);
    expect(renewed(cluster, "kube-controller-manager")).toBeGreaterThan(190);
  });
});

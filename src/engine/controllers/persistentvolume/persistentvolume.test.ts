import { describe, expect, it } from "vitest";
import type { PersistentVolume, PersistentVolumeClaim } from "#api/core-volume";
import type { KubeObject } from "#api/meta";
import { resourceOf } from "#api/scheme";
import { createCluster, type Cluster } from "../../cluster.ts";
import { testingComponent, settle } from "../../kubelet/kubelet-testing.ts";
import { makePod, makeScenario } from "../../testing/make.ts";

const start = (...objects: object[]): Cluster => {
  const cluster = createCluster(makeScenario(), { components: [testingComponent] });
  add(cluster, ...objects);
  cluster.advance(5000);
  return cluster;
};

const add = (cluster: Cluster, ...objects: object[]): void => {
  for (const object of objects as KubeObject[]) {
    const made = cluster.sim.api.create(resourceOf(object.apiVersion, object.kind)!.plural, object);
    expect(made.ok ? undefined : made.status.message).toBeUndefined();
  }
  settle(cluster);
};

const claim = (name: string, size: string, storageClassName?: string, over: object = {}): object => ({
  apiVersion: "v1",
  kind: "PersistentVolumeClaim",
  metadata: { name, namespace: "default" },
  spec: {
    accessModes: ["ReadWriteOnce"],
    resources: { requests: { storage: size } },
    ...(storageClassName === undefined ? {} : { storageClassName }),
    ...over,
  },
});

const volume = (name: string, storage: string, over: object = {}): object => ({
  apiVersion: "v1",
  kind: "PersistentVolume",
  metadata: { name },
  spec: { capacity: { storage }, accessModes: ["ReadWriteOnce"], hostPath: { path: `/data/${name}` }, ...over },
});

const promised = (name: string): object => ({ claimRef: { namespace: "default", name }, storageClassName: "other" });

const onNode = (name: string): object => ({
  nodeAffinity: {
    required: {
      nodeSelectorTerms: [{ matchExpressions: [{ key: "kubernetes.io/hostname", operator: "In", values: [name] }] }],
    },
  },
});

const storageClass = (provisioner: string, over: object = {}): object => ({
  apiVersion: "storage.k8s.io/v1",
  kind: "StorageClass",
  metadata: { name: "slow", ...over },
  provisioner,
  volumeBindingMode: "WaitForFirstConsumer",
});

const pod = (name = "web", claimName = "data"): object =>
  makePod(name, { spec: { volumes: [{ name: "v", persistentVolumeClaim: { claimName } }] } });

const claimNow = (cluster: Cluster, name = "data"): PersistentVolumeClaim =>
  cluster.sim.store.get("persistentvolumeclaims", `default/${name}`)!;
const volumeNow = (cluster: Cluster, name: string): PersistentVolume =>
  cluster.sim.store.get("persistentvolumes", name)!;
const podNow = (cluster: Cluster, name = "web") => cluster.sim.store.get("pods", `default/${name}`)!;
const eventsOf = (cluster: Cluster, name: string): string[] =>
  cluster.sim.store
    .list("events")
    .filter((e) => e.involvedObject.name === name)
    .map((e) => `${e.type} ${e.reason}: ${e.message ?? ""}`);

describe("a claim", () => {
  it("is bound to the smallest volume that is large enough", () => {
    const cluster = start(
      volume("a-large", "20Gi"),
      volume("small", "1Gi"),
      volume("b-right", "10Gi"),
      claim("data", "5Gi"),
    );
    expect(claimNow(cluster).spec.volumeName).toBe("b-right");
    expect(claimNow(cluster).status).toEqual({
      phase: "Bound",
      accessModes: ["ReadWriteOnce"],
      capacity: { storage: "10Gi" },
    });
    expect(volumeNow(cluster, "b-right").status?.phase).toBe("Bound");
    expect(volumeNow(cluster, "small").status?.phase).toBe("Available");
  });

  it("says that there is none, every 15 s, and is bound when one comes", () => {
    const cluster = start(claim("data", "5Gi"));
    cluster.advance(40_000);
    const [event] = cluster.sim.store.list("events").filter((e) => e.involvedObject.name === "data");
    expect([event?.reason, event?.message, event?.count]).toEqual([
      "FailedBinding",
      "no persistent volumes available for this claim and no storage class is set",
      3,
    ]);
    add(cluster, volume("late", "5Gi"));
    cluster.advance(42_000);
    expect(claimNow(cluster).status?.phase).toBe("Bound");
  });

  it.each([
    ["no such class", undefined, 'Warning ProvisioningFailed: storageclass.storage.k8s.io "slow" not found'],
    [
      "nobody to make one",
      { ...storageClass("ebs.csi.aws.com"), volumeBindingMode: "Immediate" },
      "Normal ExternalProvisioning: Waiting for a volume to be created either by the external provisioner 'ebs.csi.aws.com' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
    ],
    [
      "no pod yet",
      storageClass("ebs.csi.aws.com"),
      "Normal WaitForFirstConsumer: waiting for first consumer to be created before binding",
    ],
  ])("says why it waits: %s", (_, made, text) => {
    const cluster = start(...(made ? [made] : []), claim("data", "5Gi", "slow"));
    expect(eventsOf(cluster, "data")).toEqual([text]);
    expect(claimNow(cluster).status?.phase).toBe("Pending");
  });

  it("takes the default class, and lives on until no pod uses it", () => {
    const annotations = { "storageclass.kubernetes.io/is-default-class": "true" };
    const cluster = start(
      storageClass("x", { annotations }),
      volume("v", "5Gi"),
      claim("other", "1Gi"),
      claim("data", "5Gi", ""),
      pod(),
    );
    expect(claimNow(cluster, "other").spec.storageClassName).toBe("slow");
    expect(podNow(cluster).spec.nodeName).toBeDefined();
    cluster.sim.api.delete("persistentvolumeclaims", "default/data");
    settle(cluster);
    cluster.advance(10_000);
    expect(claimNow(cluster).metadata.deletionTimestamp).toBeDefined();
    cluster.sim.api.delete("pods", "default/web");
    settle(cluster);
    cluster.advance(60_000);
    expect(claimNow(cluster)).toBeUndefined();
    expect(volumeNow(cluster, "v").status?.phase).toBe("Released");
  });

  it("gets the volume that is promised to it, of whatever class, and of whatever size where it asks for it by name", () => {
    const cluster = start(
      volume("a", "10Gi", promised("data")),
      volume("b", "1Gi", promised("small")),
      volume("c", "1Gi", promised("named")),
      volume("d", "5Gi"),
      claim("data", "5Gi", ""),
      claim("named", "5Gi", "", { volumeName: "c" }),
      claim("small", "5Gi", ""),
    );
    const got = ["data", "named", "small"].map((name) => [
      claimNow(cluster, name).spec.volumeName,
      claimNow(cluster, name).status?.phase,
    ]);
    expect(got).toEqual([
      ["a", "Bound"],
      ["c", "Bound"],
      ["d", "Bound"],
    ]);
  });

  it("is lost with its volume", () => {
    const cluster = start(volume("v", "5Gi"), claim("data", "5Gi"));
    cluster.sim.api.write("persistentvolumes", "v", (live) => ({
      ...live,
      metadata: { ...live.metadata, finalizers: [] },
    }));
    cluster.sim.api.delete("persistentvolumes", "v");
    settle(cluster);
    cluster.advance(10_000);
    expect(claimNow(cluster).status?.phase).toBe("Lost");
    expect(eventsOf(cluster, "data")).toEqual([
      "Warning ClaimLost: Bound claim has lost its PersistentVolume. Data on the volume is lost!",
    ]);
  });
});

const why = (cluster: Cluster): string =>
  podNow(cluster).status?.conditions?.find((c) => c.type === "PodScheduled")?.message ?? "";

const runCutAt = (cutMs?: number): number => {
  const local = { hostPath: undefined, local: { path: "/mnt/d" }, storageClassName: "slow", ...onNode("worker-3") };
  const cluster = start(
    storageClass("kubernetes.io/no-provisioner"),
    volume("v", "5Gi", local),
    claim("data", "1Gi", "slow"),
  );
  add(cluster, pod(), makePod("other"));
  for (const atMs of [5300, 5900, 7000]) {
    cluster.advance(atMs);
    if (atMs === cutMs) cluster.restore(JSON.parse(JSON.stringify(cluster.snapshot())) as never);
  }
  cluster.advance(30_000);
  return cluster.logHash;
};

describe("a pod with a claim", () => {
  it("waits for the claim, then for its volume, and goes where that is", () => {
    const cluster = start(pod());
    expect(why(cluster)).toBe('0/4 nodes are available: persistentvolumeclaim "data" not found. not found');
    add(cluster, claim("data", "5Gi"));
    cluster.advance(10_000);
    expect(why(cluster)).toContain("0/4 nodes are available: pod has unbound immediate PersistentVolumeClaims. ");
    add(cluster, volume("v", "5Gi", onNode("worker-2")));
    cluster.advance(20_000);
    expect(podNow(cluster).spec.nodeName).toBe("worker-2");
  });

  it("stays where it is not allowed to go", () => {
    const cluster = start(volume("v", "5Gi", onNode("master")), claim("data", "5Gi"), pod());
    expect(why(cluster)).toContain(
      "0/4 nodes are available: 1 node(s) had untolerated taint(s), 3 node(s) didn't match PersistentVolume's node affinity. ",
    );
  });

  it("brings a claim that waits for it to a volume of its node, a second later", () => {
    const local = { hostPath: undefined, local: { path: "/mnt/d" }, storageClassName: "slow", ...onNode("worker-3") };
    const cluster = start(
      storageClass("kubernetes.io/no-provisioner"),
      volume("v", "5Gi", local),
      claim("data", "1Gi", "slow"),
    );
    expect(claimNow(cluster).status?.phase).toBe("Pending");
    add(cluster, pod());
    cluster.advance(5900);
    expect([claimNow(cluster).status?.phase, podNow(cluster).spec.nodeName]).toEqual(["Bound", undefined]);
    cluster.advance(6100);
    expect(podNow(cluster).spec.nodeName).toBe("worker-3");
  });

  it("gives up after ten minutes in which nobody made its volume", () => {
    const cluster = start(storageClass("ebs.csi.aws.com"), claim("data", "1Gi", "slow"), pod());
    cluster.advance(300_000);
    expect(claimNow(cluster).metadata.annotations?.["volume.kubernetes.io/selected-node"]).toMatch(/^worker-/);
    expect(eventsOf(cluster, "web")).toEqual([]);
    cluster.advance(606_000);
    expect(eventsOf(cluster, "web")[0]).toBe(
      'Warning FailedScheduling: running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded',
    );
  });

  it("is the same run when it is cut while it waits", () => {
    expect(runCutAt(5300)).toBe(runCutAt());
    expect(runCutAt(5900)).toBe(runCutAt());
  });
});

/** The claim has volume a, and volume b says that it is that claim's too. */
const withSecondVolume = (metadata: object): Cluster => {
  const cluster = start(volume("a", "1Gi"), claim("data", "1Gi", ""));
  const { uid } = cluster.sim.store.get("persistentvolumeclaims", "default/data")!.metadata;
  const second = volume("b", "1Gi", { claimRef: { namespace: "default", name: "data", uid } });
  add(cluster, { ...second, metadata: { name: "b", ...metadata } });
  cluster.advance(10_000);
  return cluster;
};
const secondOf = (cluster: Cluster): unknown[] => {
  const second = cluster.sim.store.get("persistentvolumes", "b");
  return [second?.spec.claimRef, second?.status?.phase];
};

// pv_controller.go syncVolume: "Volume is bound to a claim, but the claim is bound elsewhere".
describe("a volume whose claim has taken another", () => {
  it("keeps whom a person meant it for, and no more", () => {
    const cluster = withSecondVolume({});
    expect(secondOf(cluster)).toEqual([{ namespace: "default", name: "data" }, "Available"]);
  });

  it("is free again if the controller had bound it", () => {
    const cluster = withSecondVolume({ annotations: { "pv.kubernetes.io/bound-by-controller": "yes" } });
    expect(secondOf(cluster)).toEqual([undefined, "Available"]);
  });
});

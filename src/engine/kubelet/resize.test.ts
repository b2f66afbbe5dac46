// A pod resized in place: what its kubelet grants, what the kernel is told, and what everybody reads.
import { describe, expect, it } from "vitest";
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import { resizePod } from "../apiserver/pod-resize.ts";
import { applicationsOf } from "../apps/applications.ts";
import { type Cluster, createCluster } from "../cluster.ts";
import { usageOfNode } from "../node/usage.ts";
import { makeImage, makeNodes, makePod } from "../testing/make.ts";
import { createPod, eventsOf, podNamed, settle, testingComponent, watchedCluster } from "./kubelet-testing.ts";

type ResourceRequirements = NonNullable<Container["resources"]>;

const MI = 1_048_576;
const of = (cpu: string, memory: string): ResourceRequirements => ({
  requests: { cpu, memory },
  limits: { cpu, memory },
});

const withPod = (
  resources: ResourceRequirements,
  more: Partial<Container> = {},
  image = makeImage({ memoryMi: 50 }),
): Cluster => {
  const { cluster } = watchedCluster({ "demo/app:1.0": image });
  createPod(cluster, makePod("app", { container: { image: "demo/app:1.0", resources, ...more } }));
  cluster.advance(5000);
  return cluster;
};

const resize = (cluster: Cluster, resources: ResourceRequirements, name = "app"): string => {
  const pod = podNamed(cluster, name)!;
  const containers = pod.spec.containers.map((c) => ({ ...c, resources }));
  const done = resizePod(cluster.sim, { ...pod, spec: { ...pod.spec, containers } } as Pod, {});
  settle(cluster);
  return done.ok ? "" : done.status.message;
};

const later = (cluster: Cluster, ms: number): void => cluster.advance(cluster.nowMs + ms);
const shown = (cluster: Cluster, name = "app") => {
  const { conditions = [], containerStatuses } = podNamed(cluster, name)!.status!;
  const { resources, allocatedResources, restartCount } = containerStatuses![0]!;
  const resizing = conditions.filter((c) => c.type.startsWith("PodResize")).map((c) => [c.type, c.reason, c.message]);
  return { limits: resources?.limits, allocated: allocatedResources, restartCount, resizing };
};
const memoryLimit = (cluster: Cluster): number | undefined => {
  const id = podNamed(cluster, "app")!.status!.containerStatuses![0]!.containerID!.slice(13);
  return applicationsOf(cluster.sim).get(id)?.memoryLimitBytes;
};
const told = (cluster: Cluster, name = "app"): string[] => eventsOf(cluster, name).filter((e) => e.includes("Resize"));

describe("a resize in place", () => {
  it("is granted, told to the kernel, and done, without a restart", () => {
    const cluster = withPod(of("100m", "100Mi"));
    expect(resize(cluster, of("200m", "120Mi"))).toBe("");
    later(cluster, 300);
    expect(shown(cluster)).toEqual({
      limits: { cpu: "100m", memory: "100Mi" },
      allocated: { cpu: "200m", memory: "120Mi" },
      restartCount: 0,
      resizing: [["PodResizeInProgress", undefined, undefined]],
    });
    later(cluster, 4000);
    expect(shown(cluster)).toEqual({
      limits: { cpu: "200m", memory: "120Mi" },
      allocated: { cpu: "200m", memory: "120Mi" },
      restartCount: 0,
      resizing: [],
    });
    expect(memoryLimit(cluster)).toBe(120 * MI);
    const size = '{"limits":{"cpu":"200m","memory":"120Mi"},"requests":{"cpu":"200m","memory":"120Mi"}}';
    const text = `{"containers":[{"name":"web","resources":${size}}],"generation":2}`;
    expect(told(cluster)).toEqual([
      `Normal ResizeStarted x1: Pod resize started: ${text}`,
      `Normal ResizeCompleted x1: Pod resize completed: ${text}`,
    ]);
  });

  it("lets a throttled program have what it wants", () => {
    const cluster = withPod(of("100m", "100Mi"), {}, makeImage({ cpuMilli: 400 }));
    const got = (): number => Math.round(usageOfNode(cluster.sim, "worker-1")!.containers[0]!.cpuMilli);
    expect(got()).toBe(100);
    resize(cluster, of("300m", "100Mi"));
    later(cluster, 4000);
    expect(got()).toBe(300);
  });

  it("starts a container again whose policy says so", () => {
    const resizePolicy = [{ resourceName: "memory", restartPolicy: "RestartContainer" as const }];
    const cluster = withPod(of("100m", "100Mi"), { resizePolicy });
    resize(cluster, of("200m", "100Mi"));
    later(cluster, 4000);
    expect(shown(cluster).restartCount).toBe(0);
    resize(cluster, of("200m", "150Mi"));
    later(cluster, 40_000);
    expect(shown(cluster)).toMatchObject({ restartCount: 1, limits: { memory: "150Mi" }, resizing: [] });
    expect(eventsOf(cluster, "app")).toContain("Normal Killing x1: Container web resize requires restart");
  });

  it("starts a container again with less than it had in use", () => {
    const resizePolicy = [{ resourceName: "memory", restartPolicy: "RestartContainer" as const }];
    const cluster = withPod(of("100m", "100Mi"), { resizePolicy });
    resize(cluster, of("100m", "40Mi"));
    later(cluster, 40_000);
    expect(told(cluster).map((event) => event.split(" ")[1])).toEqual(["ResizeStarted", "ResizeCompleted"]);
    expect(eventsOf(cluster, "app")).toContain("Normal Killing x1: Container web resize requires restart");
    // It is held to the new limit, and asks for more again.
    const [container] = podNamed(cluster, "app")!.status!.containerStatuses!;
    expect(shown(cluster).resizing).toEqual([]);
    expect(container?.lastState?.terminated?.reason).toBe("OOMKilled");
  });

  it("is not told to the kernel below what is in use", () => {
    const cluster = withPod(of("100m", "100Mi"));
    resize(cluster, of("100m", "40Mi"));
    later(cluster, 15_000);
    const below = `memory limit (${40 * MI}) below current usage (${50 * MI})`;
    const why = `cannot decrease memory limits: [attempting to set pod ${below}, attempting to set container "web" ${below}]`;
    expect(shown(cluster).resizing).toEqual([["PodResizeInProgress", "Error", why]]);
    expect(memoryLimit(cluster)).toBe(100 * MI);
    expect(shown(cluster)).toMatchObject({ limits: { memory: "100Mi" }, allocated: { memory: "40Mi" } });
  });

  it("waits for room, and is granted when another pod goes", () => {
    const cluster = withPod(of("100m", "100Mi"));
    const other = of("1500m", "100Mi");
    createPod(cluster, makePod("other", { container: { image: "demo/app:1.0", resources: other } }));
    later(cluster, 4000);
    expect(resize(cluster, of("1", "100Mi"))).toBe("");
    later(cluster, 3000);
    const why = "Node didn't have enough resource: cpu, requested: 1000, used: 1500, capacity: 2000";
    expect(shown(cluster)).toMatchObject({
      limits: { cpu: "100m" },
      allocated: { cpu: "100m" },
      resizing: [["PodResizePending", "Deferred", why]],
    });
    expect(told(cluster)[0]).toMatch(
      /^Warning ResizeDeferred x1: Pod resize Deferred: .*"generation":2,"error":"Node didn't/,
    );
    cluster.sim.api.delete("pods", "default/other", { gracePeriodSeconds: 0 });
    settle(cluster);
    later(cluster, 5000);
    expect(shown(cluster)).toMatchObject({ limits: { cpu: "1" }, resizing: [] });
  });

  it("counts for the scheduler by the most of what is asked for and had", () => {
    const { cluster } = watchedCluster({ "demo/app:1.0": makeImage({}) }, { nodes: makeNodes(1) });
    createPod(cluster, makePod("app", { container: { image: "demo/app:1.0", resources: of("500m", "100Mi") } }));
    cluster.advance(5000);
    // The kubelet does not hear of it: what was granted stays.
    cluster.run({ component: "node", action: "kubelet", data: { node: "worker-1", stopped: true } });
    resize(cluster, of("100m", "100Mi"));
    cluster.sim.api.create(
      "pods",
      makePod("big", { container: { image: "demo/app:1.0", resources: of("1700m", "10Mi") } }),
    );
    settle(cluster);
    later(cluster, 5000);
    expect(podNamed(cluster, "big")?.spec.nodeName).toBeUndefined();
    cluster.run({ component: "node", action: "kubelet", data: { node: "worker-1", stopped: false } });
    later(cluster, 60_000);
    expect(shown(cluster)).toMatchObject({ limits: { cpu: "100m" }, resizing: [] });
    expect(podNamed(cluster, "big")?.spec.nodeName).toBe("worker-1");
  });

  it("goes on where a run was cut", () => {
    const whole = withPod(of("100m", "100Mi"));
    resize(whole, of("200m", "120Mi"));
    later(whole, 100);
    const text = JSON.stringify(whole.snapshot());
    const again = createCluster(whole.scenario, { components: [testingComponent] });
    again.restore(JSON.parse(text) as ReturnType<Cluster["snapshot"]>);
    later(whole, 10_000);
    later(again, 10_000);
    expect(shown(again)).toEqual(shown(whole));
    expect(shown(again)).toMatchObject({ limits: { cpu: "200m" }, resizing: [] });
  });

  it.each<[string, ResourceRequirements, string]>([
    [
      "more than the machine has",
      of("8", "100Mi"),
      `pods "app" is forbidden: node didn't have enough allocatable resources: cpu, requested: 8000, allocatable: 2000`,
    ],
    [
      "another class",
      { requests: { cpu: "50m", memory: "100Mi" }, limits: { cpu: "100m", memory: "100Mi" } },
      'Pod "app" is invalid: spec: Invalid value: "Guaranteed": Pod QOS Class may not change as a result of resizing',
    ],
  ])("refuses %s", (_, resources, want) => {
    expect(resize(withPod(of("100m", "100Mi")), resources)).toBe(want);
  });

  it("refuses what takes a limit away, or changes something else", () => {
    const cluster = withPod({ requests: { cpu: "100m" }, limits: { memory: "100Mi" } });
    expect(resize(cluster, { requests: { cpu: "100m" } })).toContain(
      "spec.containers[0].resources.limits: Forbidden: resource limits cannot be removed",
    );
    const disk = { requests: { cpu: "100m", "ephemeral-storage": "1Gi" }, limits: { memory: "100Mi" } };
    expect(resize(cluster, disk)).toContain("spec: Forbidden: only cpu and memory resources are mutable");
  });
});

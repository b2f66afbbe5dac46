import { describe, expect, it } from "vitest";
import type { Container } from "#api/core-container";
import type { Volume } from "#api/core-volume";
import type { KubeObject } from "#api/meta";
import type { Snapshot } from "../../cluster.ts";
import { makeImage, makePod } from "../../testing/make.ts";
import { createPod, eventsOf, podNamed, settle, watchedCluster, type Watched } from "../kubelet-testing.ts";

const TOOLS = ["cat", "ls", "printenv", "touch", "rm", "fallocate", "sh"];

const begin = (seed = 1): Watched =>
  watchedCluster({ "demo/web:1.0": makeImage({ tools: TOOLS, termExitCode: 1 }) }, { seed });

const configMap = (data: { readonly [key: string]: string }): KubeObject =>
  ({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "settings", namespace: "default" }, data }) as KubeObject;

const withVolume = (volume: Omit<Volume, "name">, mount: object = {}, container: Partial<Container> = {}) =>
  makePod("web", {
    container: { volumeMounts: [{ name: "v", mountPath: "/etc/config", ...mount }], ...container },
    spec: { volumes: [{ name: "v", ...volume }] },
  });

const exec = ({ cluster }: Watched, ...command: string[]): string => {
  const id = podNamed(cluster, "web")?.status?.containerStatuses?.[0]?.containerID?.replace("containerd://", "") ?? "";
  return cluster.run({ component: "testing", action: "exec", data: { id, command } }) as string;
};

const put = ({ cluster }: Watched, data: { readonly [key: string]: string }): void => {
  cluster.sim.api.update("configmaps", configMap(data));
  settle(cluster);
};

/** A pod that has its files, a map that was deleted since, and a kubelet that has noticed. */
const withoutItsMap = (): Watched => {
  const at = begin();
  at.cluster.sim.api.create("configmaps", configMap({ greeting: "hello" }));
  createPod(at.cluster, withVolume({ configMap: { name: "settings" } }));
  at.cluster.advance(5000);
  at.cluster.sim.api.delete("configmaps", "default/settings");
  settle(at.cluster);
  at.cluster.advance(at.cluster.nowMs + 92_000);
  return at;
};

describe("a ConfigMap as files", () => {
  it("reaches every pod that holds them after a restore as without one", () => {
    const at = begin();
    at.cluster.sim.api.create("configmaps", configMap({ greeting: "hello" }));
    createPod(at.cluster, withVolume({ configMap: { name: "settings" } }));
    const { spec } = withVolume({ configMap: { name: "settings" } });
    createPod(at.cluster, { ...makePod("other"), spec });
    createPod(at.cluster, makePod("without"));
    at.cluster.advance(5000);
    const again = begin();
    again.cluster.restore(JSON.parse(JSON.stringify(at.cluster.snapshot())) as Snapshot);
    for (const each of [at, again]) {
      put(each, { greeting: "good morning" });
      each.cluster.advance(each.cluster.nowMs + 92_000);
      expect(exec(each, "cat", "/etc/config/greeting")).toBe("good morning");
    }
    expect(again.cluster.snapshot()).toEqual(at.cluster.snapshot());
  });

  it("is what it was at the start, and what it is now at a sync 60 to 90 s after the last one", () => {
    const delays = [1, 2, 3, 4, 5].map((seed) => {
      const at = begin(seed);
      at.cluster.sim.api.create("configmaps", configMap({ greeting: "hello", "b.txt": "b\n" }));
      createPod(at.cluster, withVolume({ configMap: { name: "settings" } }));
      at.cluster.advance(5000);
      expect(exec(at, "cat", "/etc/config/greeting")).toBe("hello");
      expect(exec(at, "ls", "/etc/config")).toBe("b.txt\ngreeting\n");
      put(at, { greeting: "good morning" });
      const from = at.cluster.nowMs;
      for (let s = 0; s < 100 && exec(at, "cat", "/etc/config/greeting") === "hello"; s++) {
        at.cluster.advance(at.cluster.nowMs + 1000);
      }
      expect(exec(at, "ls", "/etc/config")).toBe("greeting\n");
      return Math.round((at.cluster.nowMs - from) / 1000);
    });
    expect(delays.every((s) => s > 50 && s < 92)).toBe(true);
    expect(new Set(delays).size).toBeGreaterThan(2);
  });

  it("comes at once with any change of the pod itself", () => {
    const at = begin();
    at.cluster.sim.api.create("configmaps", configMap({ greeting: "hello" }));
    createPod(at.cluster, withVolume({ configMap: { name: "settings" } }));
    at.cluster.advance(5000);
    put(at, { greeting: "good morning" });
    const pod = podNamed(at.cluster, "web")!;
    at.cluster.sim.api.update("pods", { ...pod, metadata: { ...pod.metadata, annotations: { look: "again" } } });
    settle(at.cluster);
    at.cluster.advance(at.cluster.nowMs + 200);
    expect(exec(at, "cat", "/etc/config/greeting")).toBe("good morning");
  });

  it("is never renewed under a subPath", () => {
    const at = begin();
    at.cluster.sim.api.create("configmaps", configMap({ greeting: "hello" }));
    const mount = { mountPath: "/etc/greeting", subPath: "greeting" };
    createPod(at.cluster, withVolume({ configMap: { name: "settings" } }, mount));
    at.cluster.advance(5000);
    put(at, { greeting: "good morning" });
    at.cluster.advance(200_000);
    expect(exec(at, "cat", "/etc/greeting")).toBe("hello");
  });

  it("is shown as the kubelet lays it out, and cannot be written", () => {
    const at = begin();
    at.cluster.sim.api.create("configmaps", configMap({ greeting: "hello" }));
    createPod(at.cluster, withVolume({ configMap: { name: "settings", items: [{ key: "greeting", path: "a/b" }] } }));
    at.cluster.advance(5000);
    expect(exec(at, "ls", "-a", "/etc/config")).toMatch(/^\.\n\.\.\n\.\.2026_11_22_09_00_00\.\d+\n\.\.data\na\n$/);
    expect(exec(at, "cat", "/etc/config/..data/a/b")).toBe("hello");
    expect(exec(at, "touch", "/etc/config/x")).toBe("touch: cannot touch '/etc/config/x': Read-only file system\n(1)");
    expect(exec(at, "cat", "/etc/config/x")).toBe("cat: /etc/config/x: No such file or directory\n(1)");
  });

  it("keeps its files, and says so again and again, when it is gone", () => {
    const at = withoutItsMap();
    expect(exec(at, "cat", "/etc/config/greeting")).toBe("hello");
    const failed = eventsOf(at.cluster, "web").find((e) => e.includes("FailedMount"));
    expect(failed).toMatch(
      /^Warning FailedMount x[1-9]\d*: MountVolume.SetUp failed for volume "v" : configmap "settings" not found$/,
    );
    at.cluster.sim.api.create("configmaps", configMap({ greeting: "new" }));
    settle(at.cluster);
    at.cluster.advance(at.cluster.nowMs + 123_000);
    expect(exec(at, "cat", "/etc/config/greeting")).toBe("new");
  });

  it("is not renewed by a kubelet that does not run, and is when it runs again", () => {
    const at = withoutItsMap();
    const kubelet = (stopped: boolean): unknown =>
      at.cluster.run({ component: "node", action: "kubelet", data: { node: "worker-1", stopped } });
    kubelet(true);
    at.cluster.sim.api.create("configmaps", configMap({ greeting: "new" }));
    settle(at.cluster);
    at.cluster.advance(at.cluster.nowMs + 200_000);
    expect(exec(at, "cat", "/etc/config/greeting")).toBe("hello");
    kubelet(false);
    at.cluster.advance(at.cluster.nowMs + 123_000);
    expect(exec(at, "cat", "/etc/config/greeting")).toBe("new");
  });
});

describe("a volume that cannot be set up", () => {
  it("keeps the container from being made, and after 2 min 3 s the sync gives up", () => {
    const at = begin();
    createPod(at.cluster, withVolume({ configMap: { name: "settings" } }));
    at.cluster.advance(130_000);
    expect(podNamed(at.cluster, "web")?.status?.containerStatuses?.[0]?.state?.waiting?.reason).toBe(
      "ContainerCreating",
    );
    expect(eventsOf(at.cluster, "web")).toEqual([
      'Warning FailedMount x9: MountVolume.SetUp failed for volume "v" : configmap "settings" not found',
      "Warning FailedMount x1: Unable to attach or mount volumes: unmounted volumes=[v], unattached volumes=[], failed to process volumes=[]: context deadline exceeded",
    ]);
  });

  it.each([
    [
      "a key",
      { configMap: { name: "settings", items: [{ key: "no", path: "no" }] } },
      "configmap references non-existent config key: no",
    ],
    ["a Secret", { secret: { secretName: "creds" } }, 'secret "creds" not found'],
    [
      "two sources",
      {
        projected: {
          sources: [{ configMap: { name: "settings" } }, { configMap: { name: "a" } }, { secret: { name: "b" } }],
        },
      },
      '[configmap "a" not found, secret "b" not found]',
    ],
  ])("names %s", (_, volume, why) => {
    const at = begin();
    at.cluster.sim.api.create("configmaps", configMap({ greeting: "hello" }));
    createPod(at.cluster, withVolume(volume));
    at.cluster.advance(1000);
    expect(eventsOf(at.cluster, "web")[0]).toBe(
      `Warning FailedMount x2: MountVolume.SetUp failed for volume "v" : ${why}`,
    );
  });

  it("is nobody's business if no container mounts it", () => {
    const at = begin();
    createPod(at.cluster, makePod("web", { spec: { volumes: [{ name: "v", configMap: { name: "settings" } }] } }));
    at.cluster.advance(5000);
    expect(podNamed(at.cluster, "web")?.status?.phase).toBe("Running");
  });

  it("is empty if it is optional", () => {
    const at = begin();
    createPod(at.cluster, withVolume({ configMap: { name: "settings", optional: true } }));
    at.cluster.advance(5000);
    expect(exec(at, "ls", "/etc/config")).toBe("");
  });
});

describe("what a pod knows of itself", () => {
  it("stands in files and variables", () => {
    const at = begin();
    const items = [
      { path: "labels", fieldRef: { fieldPath: "metadata.labels" } },
      { path: "cpu", resourceFieldRef: { containerName: "web", resource: "limits.cpu", divisor: "1m" } },
    ];
    const env = [
      { name: "IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } },
      { name: "MEMORY", valueFrom: { resourceFieldRef: { resource: "limits.memory", divisor: "1Mi" } } },
    ];
    const pod = withVolume({ downwardAPI: { items } }, {}, { env, resources: { limits: { memory: "64Mi" } } });
    createPod(at.cluster, { ...pod, metadata: { ...pod.metadata, labels: { app: "web", tier: "a" } } });
    at.cluster.advance(5000);
    expect(exec(at, "cat", "/etc/config/labels")).toBe('app="web"\ntier="a"');
    // Without a limit of its own it may have what the node has.
    expect(exec(at, "cat", "/etc/config/cpu")).toBe("2000");
    expect(exec(at, "printenv", "IP", "MEMORY")).toBe(`${podNamed(at.cluster, "web")?.status?.podIP}\n64\n`);
    expect(exec(at, "printenv", "NO")).toBe("(1)");
  });
});

describe("an empty directory", () => {
  it("outlives its container, whose own layer does not", () => {
    const at = begin();
    createPod(at.cluster, withVolume({ emptyDir: {} }));
    at.cluster.advance(5000);
    expect(exec(at, "sh", "-c", "echo hello > /etc/config/note && echo 'a; b' > /tmp/note; cat /tmp/note")).toBe(
      "a; b\n",
    );
    const id = podNamed(at.cluster, "web")!.status!.containerStatuses![0]!.containerID!.replace("containerd://", "");
    at.cluster.run({ component: "testing", action: "kill", data: { id } });
    at.cluster.advance(at.cluster.nowMs + 5000);
    expect(podNamed(at.cluster, "web")?.status?.containerStatuses?.[0]?.restartCount).toBe(1);
    expect(exec(at, "cat", "/etc/config/note", "/tmp/note")).toBe(
      "hello\ncat: /tmp/note: No such file or directory\n(1)",
    );
  });

  it("costs the pod its life when it is too large, at the first look after somebody counted", () => {
    const at = begin();
    createPod(at.cluster, withVolume({ emptyDir: { sizeLimit: "10Mi" } }));
    at.cluster.advance(5000);
    exec(at, "fallocate", "-l", "10M", "/etc/config/big");
    at.cluster.advance(140_000);
    expect(podNamed(at.cluster, "web")?.status?.phase).toBe("Running");
    exec(at, "touch", "/etc/config/straw");
    exec(at, "sh", "-c", "echo x >> /etc/config/straw");
    at.cluster.advance(280_000);
    const { phase, reason, message, conditions } = podNamed(at.cluster, "web")!.status!;
    expect([phase, reason, message]).toEqual([
      "Failed",
      "Evicted",
      'Usage of EmptyDir volume "v" exceeds the limit "10Mi". ',
    ]);
    expect(conditions?.some((c) => c.type === "DisruptionTarget")).toBe(false);
  });
});

describe("an exec probe that reads a file", () => {
  it("fails when the file goes, and the container is restarted", () => {
    const at = begin();
    const livenessProbe = { exec: { command: ["cat", "/etc/config/alive"] }, periodSeconds: 5, failureThreshold: 1 };
    at.cluster.sim.api.create("configmaps", configMap({ alive: "yes" }));
    createPod(at.cluster, withVolume({ configMap: { name: "settings" } }, {}, { livenessProbe }));
    at.cluster.advance(60_000);
    expect(podNamed(at.cluster, "web")?.status?.containerStatuses?.[0]?.restartCount).toBe(0);
    put(at, { other: "key" });
    at.cluster.advance(at.cluster.nowMs + 100_000);
    expect(eventsOf(at.cluster, "web")).toContainEqual(
      expect.stringMatching(/^Warning Unhealthy x\d+: Liveness probe failed: cat: \/etc\/config\/alive: No such file/),
    );
  });
});

describe("a part of a volume that is named by variables", () => {
  it.each([
    [[], "missing value for NO, POD"],
    [
      [
        { name: "NO", value: "" },
        { name: "POD", value: "a" },
      ],
      "missing value for NO",
    ],
    [
      [
        { name: "NO", value: "/x" },
        { name: "POD", value: "a" },
      ],
      "error SubPath `/x/a` must not be an absolute path",
    ],
    [
      [
        { name: "NO", value: ".." },
        { name: "POD", value: "a" },
      ],
      "unable to provision SubPath `../a`: must not contain '..'",
    ],
  ])("has to be a path: %j", (env, why) => {
    const at = begin();
    createPod(at.cluster, withVolume({ emptyDir: {} }, { subPathExpr: "$(NO)/$(POD)" }, { env }));
    at.cluster.advance(5000);
    expect(podNamed(at.cluster, "web")?.status?.containerStatuses?.[0]?.state?.waiting).toEqual({
      reason: "CreateContainerConfigError",
      message: why,
    });
    expect(eventsOf(at.cluster, "web").find((e) => e.includes(" Failed "))).toMatch(/^Warning Failed x\d: Error: /);
  });
});

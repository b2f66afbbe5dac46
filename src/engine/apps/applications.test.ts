import { describe, expect, it } from "vitest";
import type { ConfigMap } from "#api/core";
import { createPod, eventsOf, firstAt, podNamed, settle, shown, watchedCluster } from "../kubelet/kubelet-testing.ts";
import type { ImageBehaviour } from "../scenario.ts";
import { makeImage, makePod } from "../testing/make.ts";
import { applicationsOf } from "./applications.ts";
import { usageOfNode } from "../node/usage.ts";
import { parseReference, registryOf } from "./image.ts";
import { missingProgram } from "./commands.ts";
import { MEBIBYTE, routeAt } from "./process.ts";

const started = (
  image: ImageBehaviour,
  container: Parameters<typeof makePod>[1] = {},
): ReturnType<typeof watchedCluster> => {
  const watched = watchedCluster({ "demo/app:1.0": image });
  createPod(watched.cluster, makePod("app", { container: { image: "demo/app:1.0" }, ...container }));
  return watched;
};

type Watched = ReturnType<typeof watchedCluster>;
const uidOf = ({ cluster }: Watched): string => podNamed(cluster, "app")!.metadata.uid!;
const idOf = ({ cluster }: Watched): string =>
  podNamed(cluster, "app")!.status!.containerStatuses![0]!.containerID!.slice(13);
const ask = (watched: Watched, path = "/", port = 8080): unknown => {
  const outcome = applicationsOf(watched.cluster.sim).request(uidOf(watched), port, path);
  return outcome.kind === "answer" ? [outcome.status, outcome.body] : outcome.kind;
};
const linesOf = (watched: Watched): string[] =>
  (applicationsOf(watched.cluster.sim).logs.read(idOf(watched)) ?? []).map((l) => l.text);

const messageOf = (image: ImageBehaviour, policy: "File" | "FallbackToLogsOnError"): string | undefined => {
  const watched = started(image, {
    container: { image: "demo/app:1.0", terminationMessagePolicy: policy },
    spec: { restartPolicy: "Never" },
  });
  watched.cluster.advance(4000);
  return podNamed(watched.cluster, "app")!.status!.containerStatuses![0]!.state!.terminated!.message;
};

describe("a process", () => {
  it("refuses until it listens, answers, hangs, and says what it does", () => {
    const image = makeImage({ startupMs: 2000, hangAtMs: 6000, logs: ["boot"] });
    const watched = started(image);
    watched.cluster.advance(1000);
    expect(ask(watched)).toBe("refused");
    watched.cluster.advance(4000);
    expect(ask(watched)).toEqual([200, "ok"]);
    expect(ask(watched, "/", 9090)).toBe("refused");
    expect(ask(watched, "/none")).toEqual([404, "404 page not found"]);
    watched.cluster.advance(8000);
    expect(ask(watched)).toBe("unanswered");
    expect(linesOf(watched)).toEqual(["boot", "listening on 8080"]);
  });

  it.each([0, 1500])("of the same pod finds its port taken, and crash-loops (it starts in %i ms)", (startupMs) => {
    const spec = {
      containers: [
        { name: "first", image: "demo/app:1.0" },
        { name: "second", image: "demo/app:1.0" },
      ],
    };
    const watched = started(makeImage({ startupMs }), { spec });
    watched.cluster.advance(30_000);
    const [first, second] = podNamed(watched.cluster, "app")!.status!.containerStatuses!;
    expect([first!.ready, first!.restartCount]).toEqual([true, 0]);
    expect(second!.restartCount).toBeGreaterThan(0);
    expect(second!.lastState?.terminated).toMatchObject({ exitCode: 1, reason: "Error" });
    const said = applicationsOf(watched.cluster.sim).logs.read(second!.containerID!.slice(13)) ?? [];
    expect(said.map((l) => l.text)).toEqual(["listen tcp :8080: bind: address already in use"]);
  });

  it("listens on the port that a variable names", () => {
    const env = [{ name: "URLS", value: "http://+:9090" }];
    const image = makeImage({ env: ["URLS"], portFrom: "URLS" });
    const watched = started(image, { container: { image: "demo/app:1.0", env } });
    watched.cluster.advance(4000);
    expect([ask(watched), ask(watched, "/", 9090)]).toEqual(["refused", [200, "ok"]]);
  });

  it("on the machine's own network finds the port taken by another pod there", () => {
    const container = { image: "demo/app:1.0", ports: [] };
    const watched = started(makeImage({}), { container, spec: { hostNetwork: true } });
    watched.cluster.advance(4000);
    createPod(watched.cluster, makePod("other", { container, spec: { hostNetwork: true } }));
    createPod(watched.cluster, makePod("apart", { container }));
    watched.cluster.advance(12_000);
    const restarts = (name: string) => podNamed(watched.cluster, name)!.status!.containerStatuses![0]!.restartCount;
    expect(["app", "other", "apart"].map((name) => restarts(name) > 0)).toEqual([false, true, false]);
  });

  it("leaks until its heap is full, and no further", () => {
    const watched = started(makeImage({ memoryMi: 50, leakMiPerSecond: 10, memoryMaxMi: 120 }));
    const { sim } = watched.cluster;
    const held = (): (number | undefined)[] => {
      const usage = usageOfNode(sim, "worker-1")!;
      return [usage.memoryBytes, usage.containers[0]?.memoryBytes].map(
        (bytes) => bytes && Math.round(bytes / MEBIBYTE),
      );
    };
    watched.cluster.advance(1000);
    const startedMs = applicationsOf(sim).get(idOf(watched))!.startedMs;
    watched.cluster.advance(startedMs + 5000);
    expect(held()).toEqual([200, 100]);
    watched.cluster.advance(startedMs + 7001);
    expect(held()).toEqual([220, 120]);
    watched.cluster.advance(600_000);
    expect(held()).toEqual([220, 120]);
  });

  it("answers with its pod's name, later than its routes say", () => {
    const watched = started(makeImage({ routes: [{ path: "/", status: 201, body: "I am $HOSTNAME", delayMs: 300 }] }));
    watched.cluster.advance(2000);
    expect(ask(watched)).toEqual([201, "I am app"]);
    const outcome = applicationsOf(watched.cluster.sim).request(uidOf(watched), 8080, "/?x=1");
    expect(outcome).toMatchObject({ kind: "answer", latencyMs: 301 });
  });

  it("writes a line at each tick, and they go with the second life after it", () => {
    const watched = started({ logEveryMs: 1000, exitAtMs: 3500, exitCode: 1 });
    watched.cluster.advance(3000);
    expect(linesOf(watched)).toEqual(["tick 1", "tick 2"]);
    const first = idOf(watched);
    const { logs } = applicationsOf(watched.cluster.sim);
    watched.cluster.advance(6000);
    // The second life runs: the first is kept, with all its lines.
    expect(logs.read(first)?.map((l) => l.text)).toEqual(["tick 1", "tick 2", "tick 3"]);
    watched.cluster.advance(10_000);
    // The second life is over, and the first is forgotten.
    expect(logs.read(first)).toBeUndefined();
    expect(linesOf(watched)).toHaveLength(3);
  });

  it("that fails leaves the end of its log as its last message, if its container says so", () => {
    const failing = makeImage({ port: 0, logs: ["열 수 없음", "giving up"], exitAtMs: 500, exitCode: 2 });
    expect(messageOf(failing, "FallbackToLogsOnError")).toBe("열 수 없음\ngiving up\n");
    expect(messageOf(failing, "File")).toBeUndefined();
    expect(messageOf({ ...failing, exitCode: 0 }, "FallbackToLogsOnError")).toBeUndefined();
    const long = messageOf({ ...failing, logs: [`a${"가".repeat(700)}`] }, "FallbackToLogsOnError");
    expect(long).toBe(`${"가".repeat(682)}\n`);
  });

  it("grows by its requests until its limit kills it", () => {
    const watched = started(makeImage({ memoryMi: 10, leakKiPerRequest: 1024 }), {
      container: { image: "demo/app:1.0", resources: { limits: { memory: "20Mi" } } },
    });
    watched.cluster.advance(2000);
    const apps = applicationsOf(watched.cluster.sim);
    const id = idOf(watched);
    for (let i = 0; i < 11; i++) {
      apps.begin(id);
      apps.end(id);
    }
    watched.cluster.advance(4000);
    expect(shown(watched.rows, "app")).toContain("0/1 OOMKilled 0");
  });

  it("can be hung, ended and made to hold memory by hand", () => {
    const watched = started(makeImage(), {
      container: { image: "demo/app:1.0", resources: { limits: { memory: "64Mi" } } },
    });
    watched.cluster.advance(2000);
    const run = (action: string, data: { [key: string]: string | number } = {}): unknown =>
      watched.cluster.run({ component: "apps", action, data: { pod: "default/app", ...data } });
    expect(run("hang")).toBe(1);
    expect(ask(watched)).toBe("unanswered");
    expect(run("exit", { code: 7 })).toBe(1);
    watched.cluster.advance(5000);
    expect(podNamed(watched.cluster, "app")?.status?.containerStatuses?.[0]?.lastState?.terminated?.exitCode).toBe(7);
    expect(run("hold", { memoryMi: 100 })).toBe(1);
    watched.cluster.advance(8000);
    expect(shown(watched.rows, "app")).toContain("0/1 OOMKilled 1");
  });
});

const leaking = (image: Partial<ImageBehaviour>): readonly (string | number)[] => {
  const watched = started(makeImage({ memoryMi: 10, ...image }), {
    container: { image: "demo/app:1.0", resources: { limits: { memory: "40Mi" } } },
  });
  watched.cluster.advance(5000);
  const id = idOf(watched);
  const beganMs = applicationsOf(watched.cluster.sim).get(id)!.startedMs;
  watched.cluster.run({ component: "apps", action: "leak", data: { pod: "default/app", memoryMiPerSecond: 2 } });
  const held = [0, 4000].map((ms) => {
    watched.cluster.advance(5000 + ms);
    const apps = applicationsOf(watched.cluster.sim);
    return Math.round((apps.memoryBytes(apps.get(id)!) / 1_048_576) * 1000) / 1000;
  });
  watched.cluster.advance(24_000);
  const { exit } = applicationsOf(watched.cluster.sim).get(id)!;
  return [...held, exit?.reason ?? "", 5000 - beganMs, (exit?.atMs ?? 0) - 5000];
};

describe("a leak by hand", () => {
  it("grows from the moment at which it begins, until its limit kills it", () => {
    // From ten to forty at 2 Mi a second.
    expect(leaking({}).toSpliced(3, 1)).toEqual([10, 18, "OOMKilled", 15_001]);
  });

  it("comes on top of what its image leaks, as long as that goes on", () => {
    const [held, later, reason, agoMs, lifeMs] = leaking({ leakMiPerSecond: 1 }) as [
      number,
      number,
      string,
      number,
      number,
    ];
    expect([held, later, reason]).toEqual([10 + agoMs / 1000, 22 + agoMs / 1000, "OOMKilled"]);
    // What was left of the thirty, at 3 Mi a second.
    expect(lifeMs).toBe(Math.ceil((30_000 - agoMs) / 3 + 1));
    const full = leaking({ leakMiPerSecond: 1, memoryMaxMi: 12 });
    // Twelve of itself, and 28 by hand at 2 Mi a second.
    expect([full[2], full[4]]).toEqual(["OOMKilled", 14_001]);
  });
});

describe("the environment", () => {
  const image = makeImage({
    env: ["BANK", "WHO", "NONE"],
    logs: ["bank $BANK, none $NONE, other $OTHER"],
    commands: [{ command: "printenv BANK", stdout: "$BANK\n" }],
    routes: [
      { path: "/", status: 502, body: "$WHO: no answer from $BANK" },
      { path: "/", status: 200, env: { BANK: "new" } },
    ],
  });
  const withMap = (bank: string): ReturnType<typeof watchedCluster> => {
    const watched = watchedCluster({ "demo/app:1.0": image });
    const map: ConfigMap = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "properties", namespace: "default" },
      data: { BANK: bank, WHO: "nobody" },
    };
    watched.cluster.sim.api.create("configmaps", map);
    const env = [
      { name: "WHO", value: "$(WHO) but $(ME), $$" },
      { name: "ME", valueFrom: { fieldRef: { fieldPath: "metadata.name" } } },
      { name: "WHO", value: "I am $(ME), not $(HIM), $$" },
    ];
    const envFrom = [{ configMapRef: { name: "properties" } }];
    createPod(watched.cluster, makePod("app", { container: { image: "demo/app:1.0", envFrom, env } }));
    watched.cluster.advance(2000);
    return watched;
  };

  it("is read once: what becomes of the ConfigMap later changes nothing in a process that runs", () => {
    const watched = withMap("old");
    const { api } = watched.cluster.sim;
    api.patch("configmaps", "default/properties", { type: "merge", body: { data: { BANK: "new" } } });
    settle(watched.cluster);
    watched.cluster.advance(4000);
    expect(ask(watched)).toEqual([502, "I am app, not $(HIM), $: no answer from old"]);
    expect(linesOf(watched)).toEqual(["bank old, none , other $OTHER", "listening on 8080"]);
    expect(applicationsOf(watched.cluster.sim).exec(idOf(watched), ["printenv", "BANK"])).toMatchObject({
      stdout: "old\n",
    });
    // The next life finds the new one.
    watched.cluster.run({ component: "apps", action: "exit", data: { pod: "default/app", code: 1 } });
    watched.cluster.advance(8000);
    expect(ask(watched)).toEqual([200, ""]);
  });

  it("decides about routes that ask for it", () => {
    expect(ask(withMap("new"))).toEqual([200, ""]);
  });
});

describe("commands of an image", () => {
  const commands = [
    { command: "cat /ready", exitCode: 0 },
    { command: "sh -c sleep 2", stdout: "slept\n", exitCode: 3, durationMs: 2000 },
  ];
  it("run as the container's own, with their lines and their exit", () => {
    const watched = started(
      { commands },
      { container: { image: "demo/app:1.0", command: ["sh", "-c"], args: ["sleep 2"] }, spec: {} },
    );
    watched.cluster.advance(6000);
    expect(shown(watched.rows, "app")).toContain("0/1 Error 0");
    expect(linesOf(watched)).toEqual(["slept"]);
  });

  it("answer exec probes", () => {
    const watched = started(
      { commands },
      { container: { image: "demo/app:1.0", readinessProbe: { exec: { command: ["cat", "/ready"] } } } },
    );
    watched.cluster.advance(3000);
    expect(firstAt(watched.rows, "app", "1/1 Running 0")).toBeLessThan(1);
  });

  it.each([
    ["sh", `exec: "sh": executable file not found in $PATH: unknown`],
    ["/bin/bash", `exec: "/bin/bash": stat /bin/bash: no such file or directory: unknown`],
    ["/etc", `exec: "/etc": permission denied: unknown`],
  ])("that are missing are said as runc says it: %s", (program, words) => {
    expect(missingProgram(program)).toBe(`unable to start container process: ${words}`);
  });
});

describe("routes", () => {
  const image = makeImage({
    routes: [
      { path: "/", status: 200 },
      { path: "/a", status: 201 },
      { path: "/a", status: 503, fromMs: 100, untilMs: 200 },
    ],
  });
  it.each([
    ["/", 0, 200],
    ["/b", 0, undefined],
    ["/a", 0, 201],
    ["/a/b", 150, 503],
    ["/a", 200, 201],
    ["/ab", 150, undefined],
  ])("%s at %i ms", (path, atMs, status) => {
    expect(routeAt(image, path, atMs)?.status).toBe(status);
  });
});

describe("references", () => {
  it.each([
    ["nginx", "docker.io/library/nginx:latest"],
    ["good/app", "docker.io/good/app:latest"],
    ["t/shop:1.1", "docker.io/t/shop:1.1"],
    ["localhost:5000/a/b:2", "localhost:5000/a/b:2"],
    ["registry.k8s.io/pause:3.10", "registry.k8s.io/pause:3.10"],
  ])("%s", (text, canonical) => {
    expect(parseReference(text)).toMatchObject({ canonical });
  });
  it.each([
    ["Good/App:2", "invalid reference format: repository name (App) must be lowercase"],
    ["good/App:2", "invalid reference format: repository name (good/App) must be lowercase"],
    ["App", "invalid reference format: repository name (library/App) must be lowercase"],
    ["good/app:a:b", "invalid reference format"],
  ])("%s is none", (text, error) => {
    expect(parseReference(text)).toEqual({ error });
  });
});

describe("a tag that was pushed again", () => {
  it("is what a node runs only once it has pulled it", () => {
    const watched = started(makeImage({ routes: [{ path: "/", status: 200, body: "old" }] }));
    const { cluster } = watched;
    cluster.advance(2000);
    registryOf(cluster.sim).push("demo/app:1.0", makeImage({ routes: [{ path: "/", status: 200, body: "new" }] }));
    createPod(cluster, makePod("same", { container: { image: "demo/app:1.0" } }));
    createPod(cluster, makePod("other", { container: { image: "demo/app:1.0" } }), "worker-2");
    cluster.advance(3000);
    createPod(cluster, makePod("always", { container: { image: "demo/app:1.0", imagePullPolicy: "Always" } }));
    cluster.advance(5000);
    const bodyOf = (name: string): unknown => {
      const outcome = applicationsOf(cluster.sim).request(podNamed(cluster, name)!.metadata.uid!, 8080, "/");
      return outcome.kind === "answer" ? outcome.body : outcome.kind;
    };
    expect(["app", "same", "other", "always"].map(bodyOf)).toEqual(["old", "old", "new", "new"]);
    const ids = ["app", "other"].map((name) => podNamed(cluster, name)?.status?.containerStatuses?.[0]?.imageID);
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe("hooks", () => {
  it("after the start hold the container back, and kill it when they fail", () => {
    const watched = started(makeImage({ commands: [{ command: "prepare", exitCode: 1, durationMs: 500 }] }), {
      container: { image: "demo/app:1.0", lifecycle: { postStart: { exec: { command: ["prepare"] } } } },
    });
    watched.cluster.advance(8000);
    expect(shown(watched.rows, "app")).toContain("0/1 PostStartHookError 0");
    expect(eventsOf(watched.cluster, "app")).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Warning FailedPostStartHook x\d+: PostStartHook failed$/),
        expect.stringMatching(/^Normal Killing x\d+: FailedPostStartHook$/),
      ]),
    );
  });

  it("before the end run within the grace period", () => {
    const watched = started(makeImage({ termMs: -1 }), {
      container: { image: "demo/app:1.0", lifecycle: { preStop: { sleep: { seconds: 3 } } } },
      spec: { terminationGracePeriodSeconds: 5 },
    });
    watched.cluster.advance(2000);
    watched.cluster.sim.api.delete("pods", "default/app");
    settle(watched.cluster);
    watched.cluster.advance(20_000);
    // Three seconds of sleep leave two of the five for SIGTERM.
    const ended = firstAt(watched.rows, "app", "0/1 Error 0")!;
    expect(ended).toBeGreaterThan(7);
    expect(ended).toBeLessThan(7.5);
  });
});

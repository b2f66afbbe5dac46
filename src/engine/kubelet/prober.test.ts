import { describe, expect, it } from "vitest";
import type { Container, Probe } from "#api/core-container";
import type { LoggedEntry } from "../history/log.ts";
import { Cluster } from "../cluster.ts";
import type { ImageBehaviour } from "../scenario.ts";
import { makeImage, makePod, makeScenario } from "../testing/make.ts";
import { createPod, eventsOf, podNamed, settle, testingComponent } from "./kubelet-testing.ts";

const get = (path: string, over: Partial<Probe> = {}): Probe => ({ httpGet: { path, port: 8080 }, ...over });

interface Watch {
  readonly cluster: Cluster;
  /** When an event of this reason about the pod was written or counted, in whole tenths of a second. */
  readonly times: (reason: string) => number[];
}

const run = (image: ImageBehaviour, container: Partial<Container>): Watch => {
  const log: LoggedEntry[] = [];
  const cluster: Cluster = new Cluster(makeScenario({ images: { "demo/app:1.0": image } }), {
    components: [testingComponent],
    onLog: (entry) => log.push(entry),
  });
  cluster.start();
  createPod(cluster, makePod("app", { container: { image: "demo/app:1.0", ...container } }));
  const keysOf = (reason: string): Set<string> =>
    new Set(
      cluster.sim.store.list("events").flatMap((e) => (e.reason === reason ? [`default/${e.metadata.name}`] : [])),
    );
  return {
    cluster,
    times: (reason) => {
      const keys = keysOf(reason);
      return log.flatMap((e) => (e.type === "object" && keys.has(e.key) ? [Math.round(e.atMs / 100) / 10] : []));
    },
  };
};

const readyOf = (cluster: Cluster): boolean | undefined =>
  podNamed(cluster, "app")?.status?.containerStatuses?.[0]?.ready;

describe("ticks", () => {
  it("fall from the pod's first sync, whenever its container started", () => {
    const image = makeImage({ startupMs: 3000, routes: [{ path: "/live", status: 404 }] });
    const { cluster, times } = run(image, { livenessProbe: get("/live", { periodSeconds: 4 }) });
    cluster.advance(14_000);
    expect(times("Unhealthy")).toEqual([4, 8, 12]);
    expect(times("Killing")).toEqual([12]);
  });

  it("wait for the initial delay, counted in whole seconds", () => {
    const image = makeImage({ routes: [] });
    const { cluster, times } = run(image, { livenessProbe: get("/", { periodSeconds: 2, initialDelaySeconds: 5 }) });
    cluster.advance(11_000);
    expect(times("Unhealthy")).toEqual([6, 8, 10]);
  });

  it("of readiness begin anew with each sync that finds the container running and not ready", () => {
    const image = makeImage({ startupMs: 1500 });
    const { cluster, times } = run(image, { readinessProbe: get("/", { periodSeconds: 3 }) });
    cluster.advance(3500);
    // With the start, and once more since the runtime's round came by in the middle of it; the next comes after a whole period.
    expect(times("Unhealthy")).toEqual([0.6, 0.7]);
    expect(readyOf(cluster)).toBe(false);
    cluster.advance(3900);
    expect(readyOf(cluster)).toBe(true);
  });
});

describe("verdicts", () => {
  it("move only at the thresholds, both ways", () => {
    const routes = [
      { path: "/", status: 200 },
      { path: "/", status: 500, fromMs: 5000, untilMs: 8500 },
    ];
    const { cluster } = run(makeImage({ routes }), {
      readinessProbe: get("/", { periodSeconds: 1, failureThreshold: 3, successThreshold: 2 }),
    });
    const seen: [number, boolean | undefined][] = [];
    for (let at = 0; at <= 14_000; at += 100) {
      cluster.advance(at);
      const ready = readyOf(cluster);
      if (ready !== seen.at(-1)?.[1]) seen.push([at, ready]);
    }
    // Ready by the second success, gone by the third failure after five seconds of life, back by the second success after eight and a half.
    expect(seen.map(([, ready]) => ready)).toEqual([false, true, false, true]);
    const [up, down, back] = seen.slice(-3).map(([at]) => at / 1000);
    // The sync that follows "not ready" runs the probe at once and begins its ticks anew: at 7.7, 8.7, 9.7 and 10.7.
    expect([up, down, back]).toEqual([0.7, 7.7, 10.7]);
  });

  it("of a hung application take their timeout", () => {
    const { cluster, times } = run(makeImage({ hangAtMs: 3000 }), {
      livenessProbe: get("/", { periodSeconds: 2, timeoutSeconds: 1, failureThreshold: 2 }),
    });
    cluster.advance(9000);
    expect(times("Unhealthy")).toEqual([5, 7]);
    expect(eventsOf(cluster, "app").find((e) => e.includes("Unhealthy"))).toMatch(
      /^Warning Unhealthy x2: Liveness probe failed: Get "http:\/\/10\.244\.1\.2:8080\/": context deadline exceeded \(Client\.Timeout exceeded while awaiting headers\)$/,
    );
  });

  it("of a startup probe hold the others back", () => {
    const { cluster, times } = run(makeImage({ startupMs: 5000 }), {
      startupProbe: get("/", { periodSeconds: 2, failureThreshold: 5 }),
      livenessProbe: get("/none", { periodSeconds: 1, failureThreshold: 1 }),
    });
    cluster.advance(5500);
    expect(times("Killing")).toEqual([]);
    expect(podNamed(cluster, "app")?.status?.containerStatuses?.[0]?.started).toBe(false);
    cluster.advance(8000);
    // Started at the tick after 5.5 s; the first liveness probe follows within its second.
    expect(times("Killing")[0]).toBeLessThanOrEqual(7.1);
  });

  it.each([
    ["a program that the image lacks", { exec: { command: ["cat"] } }, /exec: "cat": executable file not found/],
    [
      "a port name that the container lacks",
      { httpGet: { path: "/", port: "web" } },
      /: Liveness probe errored and resulted in unknown state: strconv\.Atoi: parsing "web": invalid syntax$/,
    ],
    ["the same over TCP", { tcpSocket: { port: "web" } }, /strconv\.Atoi: parsing "web": invalid syntax$/],
  ])("that errored are thrown away: %s", (_, handler, message) => {
    const { cluster, times } = run(makeImage(), { livenessProbe: { ...handler, periodSeconds: 1 } });
    cluster.advance(8500);
    expect(times("Unhealthy").length).toBeGreaterThanOrEqual(7);
    expect(times("Killing")).toEqual([]);
    expect(eventsOf(cluster, "app").find((e) => e.startsWith("Warning Unhealthy"))).toMatch(message);
  });
});

describe("a probe that succeeds", () => {
  it("costs nothing until its answer can change", () => {
    const { cluster } = run(makeImage(), {
      livenessProbe: get("/", { periodSeconds: 1 }),
      readinessProbe: get("/", { periodSeconds: 1 }),
    });
    cluster.advance(30_000);
    const before = cluster.nextAtMs;
    // Only events expire: an hour after the first.
    expect(before).toBeGreaterThan(3_590_000);
  });

  it("looks again when somebody does something to the application", () => {
    const { cluster, times } = run(makeImage(), { livenessProbe: get("/", { periodSeconds: 1, failureThreshold: 2 }) });
    cluster.advance(30_000);
    cluster.run({ component: "apps", action: "hang", data: { pod: "default/app" } });
    cluster.advance(40_000);
    expect(times("Killing").length).toBe(1);
    cluster.sim.api.delete("pods", "default/app");
    settle(cluster);
    cluster.advance(80_000);
    expect(podNamed(cluster, "app")).toBeUndefined();
  });
});

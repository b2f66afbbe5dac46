import { expect, it } from "vitest";
import { createCluster } from "../cluster.ts";
import { makeScenario } from "../testing/make.ts";
import { createEventRecorder } from "./recorder.ts";

it("remembers nothing of events that have expired but what still counts", () => {
  const cluster = createCluster(makeScenario({}));
  const { sim } = cluster;
  const recorder = createEventRecorder(sim, { component: "test" });
  const remembered = (): number => sim.table("events/memories").size;
  const record = (name: string): void =>
    recorder.record(
      { kind: "Pod", namespace: "default", name, uid: name },
      { type: "Normal", reason: "Tried", message: "once" },
    );
  for (let i = 0; i < 20; i++) record(`pod-${i}`);
  expect(remembered()).toBe(20);
  cluster.advance(3_500_000);
  record("pod-0");
  cluster.advance(3_700_000);
  expect(sim.store.list("events", "default")).toEqual([]);
  // One was written again of late: it is still one of those that are alike, and still cost a token.
  expect(remembered()).toBe(1);
  cluster.advance(4_110_000);
  expect(remembered()).toBe(0);
});

it("lets nothing grow of what is written about again and again", () => {
  const cluster = createCluster(makeScenario({}));
  const { sim } = cluster;
  const recorder = createEventRecorder(sim, { component: "test" });
  const about = { kind: "Pod", namespace: "default", name: "web", uid: "web" };
  const hour = 3_600_000;
  const pending = (): number => cluster.snapshot().timers.filter(({ handler }) => handler === "events/forget").length;
  for (let i = 0; i < 100; i++) {
    cluster.advance((i + 1) * 360_000);
    recorder.record(about, { type: "Warning", reason: "BackOff", message: "again" });
    recorder.record(about, { type: "Warning", reason: "BackOff", message: `try ${i}` });
  }
  const remembered = (): number => sim.table("events/memories").size;
  expect(remembered()).toBe(1);
  expect(pending()).toBeLessThan(30);
  cluster.advance(cluster.nowMs + 4 * hour);
  expect(remembered()).toBe(0);
  expect(pending()).toBe(0);
});

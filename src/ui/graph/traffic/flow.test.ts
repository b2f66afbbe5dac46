import { describe, expect, it } from "vitest";
import { routeKey } from "#app/graph/edge-layout";
import type { RequestView } from "#app/view-models/graph";
import type { GraphState } from "../graph-store.ts";
import { createFlow } from "./flow.ts";

const routes = new Map([
  [
    routeKey("clients", "pod"),
    [
      { x: 0, y: 0 },
      { x: 900, y: 0 },
    ],
  ],
]);
const failed: RequestView = { id: "r", hops: ["clients", "pod"], outcome: "failed", failedHop: 1, reason: "502" };

/** What the canvas takes of a graph. */
const at = (nowMs: number, requestsInFlight: readonly RequestView[] = []): GraphState =>
  ({ view: { nowMs, requestsInFlight, motion: "play" }, layout: { routes } }) as unknown as GraphState;

/** Virtual time from a failure until its cross is gone, a view and a frame every 20 ms. */
const goneAfterMs = (speed: number): number => {
  const flow = createFlow();
  flow.take(at(0), { nowMs: 0, isQuiet: false });
  flow.take(at(20 * speed, [failed]), { nowMs: 20, isQuiet: false });
  for (let wallMs = 40; wallMs < 20_000; wallMs += 20) {
    flow.take(at(wallMs * speed, [failed]), { nowMs: wallMs, isQuiet: false });
    flow.move(20);
    if (flow.dots.size === 0) return (wallMs - 20) * speed;
  }
  throw new Error("It never fell.");
};

describe("a cross keeps to virtual time", () => {
  // 900 px at 0.3 px/ms, and a fall of 700 ms: 3.7 s. At a higher speed a cross is seen for 240 ms of wall time, however fast time runs.
  it.each([
    { speed: 1, want: 3700 },
    { speed: 10, want: 5400 },
    { speed: 60, want: 18_000 },
  ])("at $speed times", ({ speed, want }) => expect(goneAfterMs(speed)).toBe(want));

  it("at a quarter of the speed dots still move as fast as the eye likes", () =>
    expect(goneAfterMs(0.25)).toBe(3700 / 4));
});

const take = (flow: ReturnType<typeof createFlow>, wallMs: number, ...requests: RequestView[]): void =>
  void flow.take(at(wallMs, requests), { nowMs: wallMs, isQuiet: false });

describe("a request that was seen on its way", () => {
  const moving: RequestView = { ...failed, outcome: "moving", failedHop: null, reason: null };

  it("and fails when its client has waited in vain falls at once, where it was awaited", () => {
    const flow = createFlow();
    take(flow, 0);
    take(flow, 20, moving);
    for (let wallMs = 40; wallMs < 3500; wallMs += 20) flow.move(20);
    expect([...flow.dots.values()]).toEqual([]);
    take(flow, 3500, failed);
    flow.move(20);
    const [dot] = flow.dots.values();
    expect(dot).toMatchObject({ outcome: "failed", at: 900 });
    expect(dot!.fallenMs).toBeGreaterThanOrEqual(0);
    for (let wallMs = 3520; wallMs < 4400; wallMs += 20) {
      take(flow, wallMs, failed);
      flow.move(20);
    }
    expect(flow.dots.size).toBe(0);
  });

  it("and is served is not drawn a second time", () => {
    const flow = createFlow();
    take(flow, 0);
    take(flow, 20, moving);
    for (let wallMs = 40; wallMs < 3500; wallMs += 20) flow.move(20);
    take(flow, 3500, { ...moving, outcome: "served" });
    expect(flow.dots.size).toBe(0);
  });
});

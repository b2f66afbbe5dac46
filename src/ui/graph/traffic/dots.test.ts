import { describe, expect, it } from "vitest";
import { routeKey } from "#app/graph/edge-layout";
import type { RequestView } from "#app/view-models/graph";
import { moveDot, pointAt, sample, wayOf, type Dot } from "./dots.ts";

const ROUTES = new Map([
  [
    routeKey("clients", "door"),
    [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ],
  ],
  [
    routeKey("door", "pod"),
    [
      { x: 150, y: 0 },
      { x: 150, y: 50 },
      { x: 200, y: 50 },
    ],
  ],
]);

function request(over: Partial<RequestView>): RequestView {
  return { id: "r", hops: ["clients", "door", "pod"], outcome: "served", failedHop: null, reason: null, ...over };
}

describe("wayOf", () => {
  it("joins the stretches and passes under the card between them", () => {
    const way = wayOf(request({}), ROUTES);
    expect(way?.length).toBe(200);
    expect(way === null ? null : pointAt(way, 100)).toEqual({ x: 100, y: 0 });
    expect(way === null ? null : pointAt(way, 101)).toEqual({ x: 150, y: 1 });
    expect(way === null ? null : pointAt(way, 999)).toEqual({ x: 200, y: 50 });
  });
  it("ends where the request failed", () => {
    expect(wayOf(request({ outcome: "failed", failedHop: 1 }), ROUTES)?.length).toBe(100);
  });
  it("is nothing where nothing is drawn", () => {
    expect(wayOf(request({ hops: ["x", "y"] }), ROUTES)).toBeNull();
  });
});

function dot(outcome: RequestView["outcome"]): Dot {
  const way = wayOf(request({}), ROUTES);
  if (way === null) throw new Error("no way");
  return { id: "r", way, outcome, reason: null, at: 190, fallenMs: -1 };
}

describe("moveDot", () => {
  it("ends a served request at its pod", () => {
    expect(moveDot(dot("served"), 100)).toBe(false);
  });
  it("lets a failed one fall for 700 ms", () => {
    const failed = dot("failed");
    expect(moveDot(failed, 100)).toBe(true);
    expect(failed.fallenMs).toBe(0);
    expect(moveDot(failed, 600)).toBe(true);
    expect(moveDot(failed, 200)).toBe(false);
  });
  it("keeps a slow one waiting at the door", () => {
    const slow = dot("slow");
    expect(moveDot(slow, 1000)).toBe(true);
    expect(slow.at).toBe(200);
  });
});

describe("sample", () => {
  it("favours nobody in the long run", () => {
    const counts = [0, 0, 0, 0];
    for (let phase = 0; phase < 400; phase += 1)
      for (const row of sample([0, 1, 2, 3], 1, phase)) counts[row] = (counts[row] ?? 0) + 1;
    for (const count of counts) expect(Math.abs(count - 100)).toBeLessThan(10);
  });
  it("takes all where all may be drawn, and none where none may", () => {
    expect(sample([1, 2], 5, 3)).toEqual([1, 2]);
    expect(sample([1, 2], 0, 3)).toEqual([]);
  });
});

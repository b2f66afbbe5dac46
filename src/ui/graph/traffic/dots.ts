// Dots on their way: pure arithmetic, so that it can be tested and timed without a canvas.
import type { Point } from "#app/graph/geometry";
import { distance } from "#app/graph/geometry";
import { routeKey } from "#app/graph/edge-layout";
import type { RequestView } from "#app/view-models/graph";

/** A dot's way as straight legs; between two legs it passes under a card, which takes no time. */
export interface Way {
  readonly legs: readonly Leg[];
  readonly length: number;
}

interface Leg {
  readonly a: Point;
  readonly b: Point;
  readonly from: number;
  readonly length: number;
}

export interface Dot {
  readonly id: string;
  readonly way: Way;
  readonly outcome: RequestView["outcome"];
  readonly reason: string | null;
  /** Distance travelled. */
  at: number;
  /** Milliseconds since it turned into a cross; negative while it still travels. */
  fallenMs: number;
}

/** Pixels a millisecond, at zoom 1. */
const DOT_SPEED = 0.3;
const FALL_MS = 700;
const FALL_DISTANCE = 18;
/** Drawn at most this many a second; the number beside the clients tells the rest. */
export const MOST_DOTS_PER_SECOND = 60;

export function wayOf(request: RequestView, routes: ReadonlyMap<string, readonly Point[]>): Way | null {
  const end = request.outcome === "failed" && request.failedHop !== null ? request.failedHop : request.hops.length - 1;
  const legs: Leg[] = [];
  let from = 0;
  for (let index = 0; index < end; index += 1) {
    const points = routes.get(routeKey(request.hops[index] ?? "", request.hops[index + 1] ?? ""));
    if (points === undefined) continue;
    for (let step = 1; step < points.length; step += 1) {
      const a = points[step - 1];
      const b = points[step];
      if (a === undefined || b === undefined) continue;
      const length = distance(a, b);
      legs.push({ a, b, from, length });
      from += length;
    }
  }
  return legs.length === 0 ? null : { legs, length: from };
}

export function pointAt(way: Way, at: number): Point {
  const clamped = Math.min(Math.max(at, 0), way.length);
  for (const leg of way.legs) {
    if (clamped > leg.from + leg.length) continue;
    const share = leg.length === 0 ? 0 : (clamped - leg.from) / leg.length;
    return { x: leg.a.x + (leg.b.x - leg.a.x) * share, y: leg.a.y + (leg.b.y - leg.a.y) * share };
  }
  return way.legs.at(-1)?.b ?? { x: 0, y: 0 };
}

/** However fast time runs, a cross is seen for a quarter of a second. */
const FASTEST_FALL = 3;

/** Moves a dot by so many milliseconds while virtual time runs at a pace; false: it is done and goes. */
export function moveDot(dot: Dot, elapsedMs: number, pace = 1): boolean {
  if (dot.fallenMs >= 0) {
    dot.fallenMs += elapsedMs * Math.min(pace, FASTEST_FALL);
    return dot.fallenMs < FALL_MS;
  }
  dot.at += DOT_SPEED * pace * elapsedMs * (dot.outcome === "slow" ? 0.35 : 1);
  if (dot.at < dot.way.length) return true;
  dot.at = dot.way.length;
  if (dot.outcome === "failed") {
    dot.fallenMs = 0;
    return true;
  }
  // A slow one waits at the door until the view says how it ended.
  return dot.outcome === "slow";
}

/** Where a falling cross is, and how much is left of it. */
export function fallOf(dot: Dot): {
  readonly dx: number;
  readonly dy: number;
  readonly alpha: number;
  readonly size: number;
} {
  const share = Math.min(1, dot.fallenMs / FALL_MS);
  return { dx: share * 22, dy: share * share * FALL_DISTANCE, alpha: 1 - share, size: 4.5 - share * 2 };
}

/** So many of them, evenly, beginning elsewhere each time: a sample that favours no pod. */
export function sample<T>(rows: readonly T[], most: number, phase: number): readonly T[] {
  if (rows.length <= most) return rows;
  const start = (phase * 0.618033988749895) % 1;
  return Array.from({ length: most }, (_, index) => rows[Math.floor(((index + start) * rows.length) / most)]).filter(
    (row) => row !== undefined,
  );
}

/** A place on its way that is always the same for the same request: for a picture that stands still. */
export function shareOf(id: string): number {
  let hash = 2166136261;
  for (let index = 0; index < id.length; index += 1) hash = Math.imul(hash ^ id.charCodeAt(index), 16777619);
  return ((hash >>> 0) % 997) / 997;
}

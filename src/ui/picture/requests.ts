// Requests of a moment as dots that go their way by CSS: each way that was taken once or twice, and a cross where it ended badly.
import { distance, type Point } from "#app/graph/geometry";
import type { GraphLayout } from "#app/graph/layout";
import { routeKey } from "#app/graph/edge-layout";
import type { ClusterView, RequestView } from "#app/view-models/graph";
import { tag } from "./svg.ts";

const MOST_WAYS = 12;
const PIXELS_PER_SECOND = 190;

export interface Requests {
  readonly dots: string;
  readonly crosses: string;
}

export const drawRequests = (view: ClusterView, layout: GraphLayout): Requests => {
  const ways = new Map<string, { readonly points: readonly Point[]; readonly isBad: boolean; count: number }>();
  for (const request of view.requestsInFlight) {
    const way = wayOf(request, layout);
    if (way === null) continue;
    const isBad = request.outcome === "failed";
    const key = `${isBad} ${way.map(({ x, y }) => `${Math.round(x)},${Math.round(y)}`).join(" ")}`;
    const known = ways.get(key) ?? { points: way, isBad, count: 0 };
    known.count += 1;
    ways.set(key, known);
  }
  const drawn = [...ways]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, MOST_WAYS)
    .map(([, way], i) => drawWay(way.points, way.isBad, i));
  return { dots: drawn.map((way) => way.dots).join(""), crosses: drawn.map((way) => way.crosses).join("") };
};

/** From the first hop to where it ended; null while it is on its way, or where a hop is not drawn. */
const wayOf = ({ hops, outcome, failedHop }: RequestView, layout: GraphLayout): readonly Point[] | null => {
  if (outcome !== "served" && outcome !== "failed") return null;
  const last = failedHop ?? hops.length - 1;
  const points: Point[] = [];
  for (let i = 1; i <= last; i++) {
    const part = layout.routes.get(routeKey(hops[i - 1]!, hops[i]!));
    if (part === undefined) return null;
    points.push(...part);
  }
  return points.length > 1 ? points : null;
};

const drawWay = (points: readonly Point[], isBad: boolean, index: number): Requests => {
  const path = `M${points.map(({ x, y }) => `${Math.round(x)} ${Math.round(y)}`).join("L")}`;
  const pixels = points.slice(1).reduce((sum, point, i) => sum + distance(points[i]!, point), 0);
  const seconds = Math.round((pixels / PIXELS_PER_SECOND / (isBad ? 0.84 : 1)) * 10) / 10;
  const when = (delay: number): string =>
    `animation-duration:${seconds}s;animation-delay:-${Math.round(delay * 10) / 10}s`;
  const dot = (delay: number): string =>
    tag("circle", {
      r: isBad ? 4 : 3.6,
      class: isBad ? "hit f-raised s-fail" : "go f-ok",
      "stroke-width": isBad ? 2 : undefined,
      style: `offset-path:path("${path}");${when(delay)}`,
    });
  const start = (index * 0.7) % seconds;
  if (!isBad) return { dots: dot(start) + dot(start + seconds / 2), crosses: "" };
  const { x, y } = points.at(-1)!;
  const crosses = tag("path", {
    d: `m${Math.round(x) - 6} ${Math.round(y) - 6} 12 12m0-12-12 12`,
    class: "fall n s-fail",
    "stroke-width": 3,
    style: when(start),
  });
  return { dots: dot(start), crosses };
};

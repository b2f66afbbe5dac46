// Inside a bay: a rail along its foot with a spur to each endpoint, and where it comes from.
import type { ClusterView, EndpointView, ServiceView } from "../view-models/graph.ts";
import type { BayLayout } from "./bays.ts";
import { bottom, centreX, right, roundedPath, type Point } from "./geometry.ts";
import { inletY, routeKey, type EdgeLayout, type RoutesInput, type RoutesOut } from "./edge-layout.ts";

/** Between two cards there is less room than below the last. */
function dropOf(view: ClusterView): number {
  return view.services.length > 1 ? 4 : 12;
}

interface Stop {
  readonly endpoint: EndpointView;
  readonly x: number;
  readonly railY: number;
  readonly podY: number;
}

export function layoutRail(
  input: RoutesInput,
  what: { readonly service: ServiceView; readonly index: number },
  out: RoutesOut,
): void {
  const box = input.boxes.get(what.service.id);
  if (box === undefined) return;
  const start = input.isTall
    ? { x: right(box) - 12 - what.index * 8, y: bottom(box) }
    : { x: right(box), y: inletY(box, input) };
  const trunkX = input.trunkX + what.index * 4;
  const drop = input.isTall ? dropOf(input.view) : null;
  const serving = new Map<string, EndpointView>();
  for (const endpoint of what.service.endpoints)
    if (endpoint.state !== "notready" && endpoint.state !== "terminating") serving.set(endpoint.podUid, endpoint);
  for (const bay of input.bays) {
    const { edge, routes } = railIn({ service: what.service, bay, start, trunkX, drop }, serving, what.index);
    if (edge === null) continue;
    for (const [key, points] of routes) out.routes.set(key, points);
    out.edges.push(edge);
  }
}

interface Rail {
  readonly edge: EdgeLayout | null;
  readonly routes: readonly (readonly [key: string, points: readonly Point[]])[];
}

/** The rails of a bay that stands as it stood, by service, and what they were made of: most of them never change. */
const railsOf = new WeakMap<BayLayout, Map<string, Rail & { readonly madeOf: string }>>();

function railIn(input: RailInput, serving: ReadonlyMap<string, EndpointView>, index: number): Rail {
  const { service, bay, start, trunkX, drop } = input;
  let madeOf = `${index} ${start.x} ${start.y} ${trunkX} ${drop}`;
  for (const uid of bay.pods.keys()) {
    const state = serving.get(uid)?.state;
    if (state !== undefined) madeOf += ` ${uid} ${state}`;
  }
  const known = railsOf.get(bay)?.get(service.id);
  if (known?.madeOf === madeOf) return known;
  const stops = stopsIn(bay, serving, index);
  const rail = {
    madeOf,
    edge: stops.length === 0 ? null : railEdge(input, stops),
    routes: stops.map(
      (stop) => [routeKey(service.id, stop.endpoint.podUid), railPoints(start, stop, { trunkX, drop })] as const,
    ),
  };
  railsOf.set(bay, (railsOf.get(bay) ?? new Map()).set(service.id, rail));
  return rail;
}

function stopsIn(bay: BayLayout, serving: ReadonlyMap<string, EndpointView>, index: number): readonly Stop[] {
  const stops: Stop[] = [];
  const isHull = bay.density === "hull";
  for (const [uid, pod] of bay.pods) {
    const endpoint = serving.get(uid);
    if (endpoint === undefined) continue;
    const podY = bay.box.y + bottom(pod);
    const railY = isHull ? podY + 12 + (index % 3) * 3 : bottom(bay.box) - 8;
    stops.push({ endpoint, x: bay.box.x + centreX(pod), railY, podY: isHull ? podY : railY });
  }
  return stops.toSorted((a, b) => a.railY - b.railY || a.x - b.x);
}

function railPoints(
  start: Point,
  stop: Stop,
  how: { readonly trunkX: number; readonly drop: number | null },
): readonly Point[] {
  const end = [
    { x: stop.x, y: stop.railY },
    { x: stop.x, y: stop.podY },
  ];
  if (how.drop === null) return [start, { x: how.trunkX, y: start.y }, { x: how.trunkX, y: stop.railY }, ...end];
  const y = start.y + how.drop;
  return [start, { x: start.x, y }, { x: how.trunkX, y }, { x: how.trunkX, y: stop.railY }, ...end];
}

interface RailInput {
  readonly service: ServiceView;
  readonly bay: BayLayout;
  readonly start: Point;
  readonly trunkX: number;
  /** How far it runs down before it turns; null: it leaves sideways. */
  readonly drop: number | null;
}

function railEdge(input: RailInput, stops: readonly Stop[]): EdgeLayout {
  const { service, bay, start, trunkX, drop } = input;
  let d = "";
  let badPath = "";
  for (const railY of new Set(stops.map((stop) => stop.railY))) {
    const row = stops.filter((stop) => stop.railY === railY);
    const good = row.filter((stop) => stop.endpoint.state !== "failing");
    const far = good.at(-1);
    if (far !== undefined) d += roundedPath(railPoints(start, far, { trunkX, drop }));
    for (const stop of good.slice(0, -1)) d += `M${stop.x} ${railY}V${stop.podY}`;
    for (const stop of row) {
      if (stop.endpoint.state !== "failing") continue;
      const before = row.findLast((other) => other.x < stop.x);
      const end = [
        { x: stop.x, y: railY },
        { x: stop.x, y: stop.podY },
      ];
      badPath +=
        before === undefined
          ? roundedPath(railPoints(start, stop, { trunkX, drop }))
          : roundedPath([{ x: before.x, y: railY }, ...end]);
    }
  }
  const id = `${service.id}>${bay.id}`;
  return { id, kind: "rail", from: service.id, to: bay.id, d, badPath, state: badPath === "" ? "calm" : "fail" };
}

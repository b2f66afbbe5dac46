// Edges as lines: drawn by the edges, travelled by the dots. Edges go to services and bays; inside a bay a
// rail with spurs leads to the endpoints.
import type { ClusterView, FirewallView } from "../view-models/graph.ts";
import type { BayLayout } from "./bays.ts";
import { bottom, centreX, centreY, elbow, right, roundedPath, type Box, type Point } from "./geometry.ts";
import { inletY, routeKey, type EdgeLayout, type RoutesInput, type RoutesOut } from "./edge-layout.ts";
import { layoutRail } from "./rails.ts";

export interface RoutesLayout {
  readonly edges: readonly EdgeLayout[];
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  /** Heights at which the wall is open or bolted, by port id. */
  readonly portY: ReadonlyMap<string, number>;
}

export function layoutRoutes(input: RoutesInput): RoutesLayout {
  const portY = placePorts(input);
  const routes = new Map<string, readonly Point[]>();
  const edges: EdgeLayout[] = [];
  layoutWayIn(input, portY, { routes, edges });
  layoutLinks(input, portY, { routes, edges });
  input.view.services.forEach((service, index) => {
    layoutRail(input, { service, index }, { routes, edges });
  });
  return { edges, routes, portY };
}

/** An open port is a gap at the height of what it leads to, or beside an ingress that stands in between; a bolt has its place above. */
function placePorts(input: RoutesInput): ReadonlyMap<string, number> {
  const portY = new Map<string, number>();
  const ports = input.view.firewall?.ports ?? [];
  const closed: string[] = [];
  for (const port of ports) {
    const box = port.toId === null ? undefined : input.boxes.get(port.toId);
    if (port.open && box !== undefined) portY.set(port.id, gapY(input, box, new Set(portY.values())));
    else closed.push(port.id);
  }
  const first = input.isTall ? 8 : boltsTop(input, closed.length);
  for (const [index, id] of closed.entries()) portY.set(id, first + index * BOLT_PITCH);
  return portY;
}

const BOLT_PITCH = 28;
/** A gap and the number above it; the number of the first one below a card needs more room. */
const GAP_PITCH = 34;
const BELOW_CARD = 24;

/** The name of a bolt stands on the side of the clients, and not over them. */
function boltsTop(input: RoutesInput, count: number): number {
  const tops = input.view.clients.map(({ id }) => input.boxes.get(id)?.y ?? Infinity);
  return 96 + count * BOLT_PITCH > Math.min(...tops, Infinity) ? 60 : 96;
}

/** What goes to a service by its own port does not look as if it went through the ingress. */
function gapY(input: RoutesInput, box: Box, taken: ReadonlySet<number>): number {
  const y = inletY(box, input);
  const ingress = input.view.ingresses
    .map(({ id }) => input.boxes.get(id))
    .find((one) => one !== undefined && one !== box && y > one.y - GAP_PITCH / 2 && y < bottom(one) + GAP_PITCH / 2);
  if (input.isTall || ingress === undefined) return y;
  const isAbove = y < centreY(ingress);
  let beside = Math.round(isAbove ? ingress.y - GAP_PITCH / 2 : bottom(ingress) + BELOW_CARD);
  while (taken.has(beside)) beside += isAbove ? -GAP_PITCH : GAP_PITCH;
  return beside;
}

/** From a gap in the wall to the card behind it. */
function fromGap(input: RoutesInput, y: number, box: Box): readonly Point[] {
  const start = { x: input.metrics.wallX, y };
  const end = { x: box.x, y: inletY(box, input) };
  return y === end.y || input.isTall ? [start, { x: box.x, y }] : elbow(start, end, box.x - 9);
}

function layoutWayIn(input: RoutesInput, portY: ReadonlyMap<string, number>, out: RoutesOut): void {
  const { view, boxes } = input;
  for (const clients of view.clients) {
    const box = boxes.get(clients.id);
    if (box === undefined) continue;
    const start = clientsExit(box, input);
    if (view.firewall === null) directEntry(input, { id: clients.id, start }, out);
    else toWall(input, { id: clients.id, start, portY, firewall: view.firewall }, out);
  }
  if (view.firewall !== null) throughWall(input, { firewall: view.firewall, portY }, out);
}

interface WallInput {
  readonly firewall: FirewallView;
  readonly portY: ReadonlyMap<string, number>;
}

/** From the clients to each port, and to the wall itself for what no port takes. */
function toWall(
  input: RoutesInput,
  clients: WallInput & { readonly id: string; readonly start: Point },
  out: RoutesOut,
): void {
  const { id, start, firewall } = clients;
  const x = input.metrics.wallX;
  out.routes.set(routeKey(id, firewall.id), [start, { x, y: start.y }]);
  for (const port of firewall.ports) {
    const points = elbow(start, { x, y: clients.portY.get(port.id) ?? start.y }, x - 8);
    out.routes.set(routeKey(id, port.id), points);
    if (port.open) pushEdge(out, { id: `${id}>${port.id}`, from: id, to: port.toId ?? port.id, points });
  }
}

function throughWall(input: RoutesInput, wall: WallInput, out: RoutesOut): void {
  for (const { id, toId, open } of wall.firewall.ports) {
    const box = toId === null ? undefined : input.boxes.get(toId);
    const y = wall.portY.get(id);
    if (!open || toId === null || box === undefined || y === undefined) continue;
    const points = fromGap(input, y, box);
    out.routes.set(routeKey(id, toId), points);
    out.routes.set(routeKey(wall.firewall.id, toId), points);
    pushEdge(out, { id: `${id}>${toId}`, from: toId, to: toId, points });
  }
}

/** Where requests leave the clients. */
function clientsExit(box: Box, { isTall }: RoutesInput): Point {
  return isTall ? { x: right(box), y: centreY(box) } : { x: right(box) - 14, y: Math.round(box.y + 60) };
}

/** No firewall in this cluster: straight to every way in. */
function directEntry(
  input: RoutesInput,
  clients: { readonly id: string; readonly start: Point },
  out: RoutesOut,
): void {
  const entries = input.view.ingresses.length > 0 ? input.view.ingresses : input.view.services;
  for (const entry of entries) {
    const box = input.boxes.get(entry.id);
    if (box === undefined) continue;
    const points = elbow(clients.start, { x: box.x, y: inletY(box, input) }, input.metrics.wallX);
    out.routes.set(routeKey(clients.id, entry.id), points);
    pushEdge(out, { id: `${clients.id}>${entry.id}`, from: clients.id, to: entry.id, points });
  }
}

/** The view's own edges: ingress to service, owner to bays, registry to the pod that pulls. */
function layoutLinks(input: RoutesInput, portY: ReadonlyMap<string, number>, out: RoutesOut): void {
  const outside = input.view.firewall === null ? [] : input.view.clients.map((clients) => clients.id);
  for (const edge of input.view.edges) {
    const points = outside.includes(edge.from) ? gapPoints(input, portY, edge) : linkPoints(input, edge);
    if (points === null) continue;
    const key = routeKey(edge.from, edge.to);
    if (edge.kind === "traffic" && !out.routes.has(key)) out.routes.set(key, points);
    const drawnTo = bayOf(input.bays, edge.to)?.id ?? edge.to;
    const d = roundedPath(points);
    out.edges.push({ id: edge.id, kind: edge.kind, from: edge.from, to: drawnTo, d, badPath: "", state: edge.state });
  }
}

/** From outside: through the gap that leads there, or not at all. */
function gapPoints(
  input: RoutesInput,
  portY: ReadonlyMap<string, number>,
  edge: { readonly from: string; readonly to: string },
): readonly Point[] | null {
  const from = input.boxes.get(edge.from);
  const to = input.boxes.get(edge.to);
  const port = input.view.firewall?.ports.find(({ toId, open }) => open && toId === edge.to);
  const y = port === undefined ? undefined : portY.get(port.id);
  if (from === undefined || to === undefined || y === undefined) return null;
  const x = input.metrics.wallX;
  return [...elbow(clientsExit(from, input), { x, y }, x - 8), ...fromGap(input, y, to).slice(1)];
}

function linkPoints(input: RoutesInput, edge: ClusterView["edges"][number]): readonly Point[] | null {
  const from = input.boxes.get(edge.from);
  if (from === undefined) return null;
  const bay = bayOf(input.bays, edge.to);
  if (edge.kind === "pull") return bay === undefined ? null : pullPoints(from, bay, edge.to);
  const to = input.boxes.get(edge.to) ?? bay?.box;
  if (to === undefined) return null;
  const start = { x: right(from), y: edge.kind === "owns" ? from.y + 50 : inletY(from, input) };
  if (edge.kind === "owns") return elbow(start, { x: to.x, y: clampY(start.y, to) }, to.x - 14);
  const row = ingressRowY(input, edge, from);
  return elbow({ x: start.x, y: row ?? start.y }, { x: to.x, y: inletY(to, input) }, to.x - 14);
}

function clampY(y: number, box: Box): number {
  return Math.min(Math.max(y, box.y + 14), bottom(box) - 14);
}

/** With several paths the edge leaves from its row. */
function ingressRowY(
  input: RoutesInput,
  edge: { readonly from: string; readonly to: string },
  box: Box,
): number | null {
  const ingress = input.view.ingresses.find((one) => one.id === edge.from);
  if (ingress === undefined || ingress.paths.length < 2 || input.isTall) return null;
  const row = ingress.paths.findIndex((path) => path.serviceId === edge.to);
  return row < 0 ? null : bottom(box) - 14 - (ingress.paths.length - 1 - row) * 20;
}

/** Along the foot of the bays, then up to the pod. */
function pullPoints(from: Box, bay: BayLayout, podUid: string): readonly Point[] {
  const pod = bay.pods.get(podUid);
  const footY = bottom(bay.box) - 10;
  const isLevel = footY >= from.y + 6 && footY <= bottom(from) - 4;
  const podX = bay.box.x + (pod === undefined ? 60 : centreX(pod));
  const podY = bay.box.y + (pod === undefined ? bay.box.height - 20 : bottom(pod));
  const start = { x: right(from), y: isLevel ? footY : clampY(footY, from) };
  const up = { x: podX, y: podY };
  if (Math.abs(start.y - footY) < 0.5) return [start, { x: podX, y: footY }, up];
  return [...elbow(start, { x: bay.box.x, y: footY }, bay.box.x - 8), { x: podX, y: footY }, up];
}

function bayOf(bays: readonly BayLayout[], podUid: string): BayLayout | undefined {
  return bays.find((bay) => bay.id === podUid || bay.pods.has(podUid));
}

function pushEdge(
  out: RoutesOut,
  edge: { readonly id: string; readonly from: string; readonly to: string; readonly points: readonly Point[] },
): void {
  const d = roundedPath(edge.points);
  out.edges.push({ id: edge.id, kind: "traffic", from: edge.from, to: edge.to, d, badPath: "", state: "calm" });
}

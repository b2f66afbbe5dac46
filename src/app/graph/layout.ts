// Where everything of the cluster is drawn. Pure: the same view and the same past give the same places, so the
// poster of an embed and the living graph agree.
import type { ClusterView, NodeView, PodView } from "../view-models/graph.ts";
import { foldedNodes, layoutBays, type BayLayout } from "./bays.ts";
import { layoutColumn } from "./column.ts";
import { bottom, right, type Box, type Point } from "./geometry.ts";
import { CHIP, METRICS, type GraphShape, type Metrics, type PodDensity } from "./metrics.ts";
import type { EdgeLayout } from "./edge-layout.ts";
import { layoutRoutes } from "./routes.ts";
import type { SlotMemory } from "./slots.ts";

interface PlacedPod {
  readonly box: Box;
  readonly density: PodDensity;
  /** Null: still in the scheduler's queue. */
  readonly bayId: string | null;
}

export interface GraphLayout {
  readonly shape: GraphShape;
  readonly width: number;
  readonly height: number;
  readonly boxes: ReadonlyMap<string, Box>;
  readonly bays: readonly BayLayout[];
  readonly fold: { readonly box: Box; readonly nodeIds: readonly string[] } | null;
  readonly queue: Box | null;
  /** Boxes of every pod drawn, in graph units. */
  readonly pods: ReadonlyMap<string, PlacedPod>;
  readonly edges: readonly EdgeLayout[];
  readonly routes: ReadonlyMap<string, readonly Point[]>;
  readonly wall: readonly Box[];
  readonly portY: ReadonlyMap<string, number>;
  /** Carried to the next layout. */
  readonly memory: {
    readonly slots: SlotMemory;
    readonly rows: ReadonlyMap<string, number>;
    readonly densities: ReadonlyMap<string, PodDensity>;
  };
}

export interface LayoutOptions {
  readonly shape: GraphShape;
  /** How wide the drawing may be at zoom 1; bays grow into it. Zero: as narrow as they can be. */
  readonly width: number;
  readonly isControlPlaneOpen: boolean;
  readonly isUnfolded: boolean;
  readonly previous: GraphLayout | null;
}

const EDGE = 12;
/** No room for hulls, nor for a second row of chips. */
const LOW_QUEUE = 60;
const BARE_X = 16;
/** Room below the bays for the tools, where nothing stands left of them. */
const TALL_FOOT = 46;
const WALL_GAP = 32;

export function layoutGraph(view: ClusterView, options: LayoutOptions): GraphLayout {
  return keepIdentity(compute(view, options), options.previous);
}

function compute(view: ClusterView, options: LayoutOptions): GraphLayout {
  const { shape } = options;
  const isTall = shape === "tall";
  const metrics = isTall || hasColumn(view) ? METRICS[shape] : { ...METRICS[shape], bayX: BARE_X };
  const memory = options.previous?.memory ?? { slots: new Map(), rows: new Map(), densities: new Map() };
  const columnOptions = { shape, metrics, rows: memory.rows };
  const over = isTall ? layoutColumn(view, { ...columnOptions, baysBottom: 0 }) : null;
  const placed = layoutBays(drawnNodes(view, options), {
    metrics,
    top: over === null ? metrics.top : over.bottom,
    width: bayWidth(metrics, options.width),
    isControlPlaneOpen: options.isControlPlaneOpen,
    isUnfolded: options.isUnfolded,
    hasRails: view.services.length > 0,
    slots: memory.slots,
    densities: memory.densities,
  });
  const column = over ?? layoutColumn(view, { ...columnOptions, baysBottom: placed.bottom });
  const boxes = new Map(column.boxes);
  const bays = keepBays(placed.bays, options.previous);
  for (const bay of bays) boxes.set(bay.id, bay.box);
  const trunkX = isTall ? 14 : metrics.bayX - 14;
  const routed = layoutRoutes({ view, metrics, boxes, bays, trunkX, isTall });
  const height = Math.max(column.bottom, placed.bottom) + (isTall || metrics.bayX === BARE_X ? TALL_FOOT : EDGE);
  return {
    shape,
    width: metrics.bayX + bayWidth(metrics, options.width) + (isTall ? 8 : EDGE),
    height,
    boxes,
    bays,
    fold: placed.fold,
    queue: column.queue,
    pods: placePods(view, bays, column.queue),
    edges: routed.edges,
    routes: routed.routes,
    wall: placeWall(view, { metrics, height: isTall ? wayBottom(column.boxes) : height, portY: routed.portY, isTall }),
    portY: routed.portY,
    memory: {
      slots: placed.slots,
      rows: column.rows,
      densities: new Map(bays.map((bay) => [bay.id, bay.density])),
    },
  };
}

/** Only machines: nothing stands left of the bays. */
function hasColumn(view: ClusterView): boolean {
  const { clients, firewall, ingresses, services, deployments, registry, queue } = view;
  const count = clients.length + ingresses.length + services.length + deployments.length + queue.length;
  return count > 0 || firewall !== null || registry !== null;
}

/** On stage the control plane returns when it matters: it is in trouble, or carries pods of the application. Then it stays. */
function drawnNodes(view: ClusterView, { shape, previous }: LayoutOptions): ClusterView["bays"] {
  if (shape !== "stage") return view.bays;
  const isThere = (node: NodeView): boolean => previous?.bays.some((bay) => bay.id === node.id) ?? false;
  return view.bays.filter(
    (node) =>
      node.role === "worker" || node.look !== "calm" || node.pods.some((pod) => pod.kind === "app") || isThere(node),
  );
}

/** Would the same nodes be folded away? Which they are depends on their trouble. */
export function isSameFold(view: ClusterView, options: LayoutOptions & { readonly previous: GraphLayout }): boolean {
  const { fold, memory } = options.previous;
  const folded = options.isUnfolded ? [] : foldedNodes(drawnNodes(view, options), memory.densities);
  const before = fold?.nodeIds ?? [];
  return folded.length === before.length && folded.every(({ id }, at) => id === before[at]);
}

function bayWidth(metrics: Metrics, width: number): number {
  if (metrics.isTall) return metrics.bayMinWidth;
  return Math.max(metrics.bayMinWidth, Math.min(1600, width - metrics.bayX - EDGE));
}

export interface QueueSpot {
  readonly pod: PodView;
  readonly box: Box;
}

/** Two hulls, or up to eight chips; the rest is a number. */
export function placeQueue(queue: readonly PodView[], box: Box): readonly QueueSpot[] {
  const isLow = box.height < LOW_QUEUE;
  if (queue.length <= 2 && !isLow) {
    return queue.map((pod, index) => ({ pod, box: { x: index * 128, y: 16, width: 124, height: 68 } }));
  }
  const columns = Math.max(1, Math.floor((box.width + 5) / CHIP.pitchX));
  return queue.slice(0, columns * (isLow ? 1 : 2)).map((pod, index) => ({
    pod,
    box: {
      x: (index % columns) * CHIP.pitchX,
      y: 18 + Math.floor(index / columns) * CHIP.pitchY,
      width: CHIP.width,
      height: CHIP.height,
    },
  }));
}

function placePods(view: ClusterView, bays: readonly BayLayout[], queue: Box | null): ReadonlyMap<string, PlacedPod> {
  const pods = new Map<string, PlacedPod>();
  for (const bay of bays) for (const [uid, placed] of placedIn(bay)) pods.set(uid, placed);
  if (queue === null) return pods;
  for (const { pod, box } of placeQueue(view.queue, queue)) {
    const density = box.height > 30 ? "hull" : "chip";
    pods.set(pod.uid, { box: moveBy(box, queue), density, bayId: null });
  }
  return pods;
}

/** Of a bay that stands as it stood they are the same. */
const placedOnce = new WeakMap<BayLayout, readonly (readonly [string, PlacedPod])[]>();

function placedIn(bay: BayLayout): readonly (readonly [string, PlacedPod])[] {
  let placed = placedOnce.get(bay);
  if (placed === undefined) {
    const { id, box, density } = bay;
    placed = [...bay.pods].map(([uid, own]) => [uid, { box: moveBy(own, box), density, bayId: id }] as const);
    placedOnce.set(bay, placed);
  }
  return placed;
}

function moveBy(box: Box, by: Point): Box {
  return { ...box, x: box.x + by.x, y: box.y + by.y };
}

/** On a phone the wall ends with the way in. */
function wayBottom(boxes: ReadonlyMap<string, Box>): number {
  let low = 60;
  for (const box of boxes.values()) low = Math.max(low, bottom(box) + 4);
  return low;
}

/** The wall between its gaps. */
function placeWall(
  view: ClusterView,
  how: {
    readonly metrics: Metrics;
    readonly height: number;
    readonly portY: ReadonlyMap<string, number>;
    readonly isTall: boolean;
  },
): readonly Box[] {
  if (view.firewall === null) return [];
  const gap = how.isTall ? 20 : WALL_GAP;
  const x = how.metrics.wallX;
  const width = how.metrics.wallWidth;
  const gaps = view.firewall.ports.flatMap((port) => (port.open ? [how.portY.get(port.id) ?? 0] : []));
  const walls: Box[] = [];
  let y = how.isTall ? -4 : 28;
  for (const middle of [...new Set(gaps)].toSorted((a, b) => a - b)) {
    walls.push({ x, y, width, height: Math.max(0, middle - gap / 2 - y) });
    y = middle + gap / 2;
  }
  walls.push({ x, y, width, height: Math.max(0, how.height - (how.isTall ? 0 : 12) - y) });
  return walls;
}

/** The narrowest the drawing can be: what the zoom is chosen by. */
export function leastWidth(shape: GraphShape): number {
  const metrics = METRICS[shape];
  return right({ x: metrics.bayX, y: 0, width: metrics.bayMinWidth, height: 0 }) + (shape === "tall" ? 8 : EDGE);
}

/** What did not move keeps its object, so that nothing is drawn again for it. */
function keepIdentity(next: GraphLayout, previous: GraphLayout | null): GraphLayout {
  if (previous === null) return next;
  const oldEdges = new Map(previous.edges.map((edge) => [edge.id, edge]));
  const boxes = new Map<string, Box>();
  for (const [id, box] of next.boxes) boxes.set(id, keepBox(box, previous.boxes.get(id)));
  return {
    ...next,
    boxes,
    edges: next.edges.map((edge) => keepEdge(edge, oldEdges.get(edge.id))),
    wall: sameBoxes(next.wall, previous.wall) ? previous.wall : next.wall,
    portY: sameMap(next.portY, previous.portY) ? previous.portY : next.portY,
  };
}

function sameBox(a: Box, b: Box): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

function keepBox(next: Box, old: Box | undefined): Box {
  return old !== undefined && sameBox(next, old) ? old : next;
}

function sameBoxes(a: readonly Box[], b: readonly Box[]): boolean {
  return a.length === b.length && a.every((box, index) => sameBox(box, b[index] ?? box));
}

function sameMap<T>(a: ReadonlyMap<string, T>, b: ReadonlyMap<string, T>): boolean {
  if (a.size !== b.size) return false;
  for (const [key, value] of a) if (b.get(key) !== value) return false;
  return true;
}

function keepBays(next: readonly BayLayout[], previous: GraphLayout | null): readonly BayLayout[] {
  if (previous === null) return next;
  const old = new Map(previous.bays.map((bay) => [bay.id, bay]));
  return next.map((bay) => keepBay(bay, old.get(bay.id)));
}

function keepBay(next: BayLayout, old: BayLayout | undefined): BayLayout {
  if (old === undefined || old.density !== next.density || old.isClosed !== next.isClosed) return next;
  if (old.isCompact !== next.isCompact || !sameBox(old.box, next.box)) return next;
  if (old.pods.size !== next.pods.size || old.blocks.length !== next.blocks.length) return next;
  for (const [uid, box] of next.pods) {
    const before = old.pods.get(uid);
    if (before === undefined || !sameBox(before, box)) return next;
  }
  return old;
}

function keepEdge(next: EdgeLayout, old: EdgeLayout | undefined): EdgeLayout {
  if (old === undefined || old.d !== next.d || old.badPath !== next.badPath) return next;
  return old.state === next.state && old.from === next.from && old.to === next.to ? old : next;
}

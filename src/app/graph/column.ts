// The way in and the owners: everything that stands left of the bays.
import type { ClusterView, ServiceView, WorkloadView } from "../view-models/graph.ts";
import { bottom, centreY, type Box } from "./geometry.ts";
import { CARD_HEADER, ROWS_PADDING, ROW_HEIGHT, type GraphShape, type Metrics } from "./metrics.ts";

export interface ColumnLayout {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly queue: Box | null;
  /** Rows a card has ever had: it keeps their room, so that nothing below it moves. */
  readonly rows: ReadonlyMap<string, number>;
  readonly bottom: number;
}

export interface ColumnOptions {
  readonly shape: GraphShape;
  readonly metrics: Metrics;
  readonly rows: ReadonlyMap<string, number>;
  readonly baysBottom: number;
}

export const MOST_ENDPOINT_ROWS = 6;
const GAP = 10;
const STAGE_ROW_HEIGHT = 25;
const DENSE_SERVICE_HEIGHT = 54;
const DENSE_QUEUE_HEIGHT = 46;
const QUEUE_HEIGHT = 84;
const REGISTRY_HEIGHT = 56;
const CLIENTS_HEIGHT = 132;

export function layoutColumn(view: ClusterView, options: ColumnOptions): ColumnLayout {
  const rows = new Map(options.rows);
  for (const card of view.deployments) keepRows(rows, card.id, Math.max(1, card.replicaSets.length));
  for (const card of view.services) keepRows(rows, card.id, endpointRows(card));
  const sized = { ...options, rows };
  return options.shape === "tall" ? layoutTall(view, sized) : layoutWide(view, sized);
}

function keepRows(rows: Map<string, number>, id: string, count: number): void {
  rows.set(id, Math.max(rows.get(id) ?? 0, count));
}

function endpointRows(service: ServiceView): number {
  return Math.min(MOST_ENDPOINT_ROWS, Math.max(1, service.endpoints.length));
}

/** On stage rows are higher, and the port is not shown. */
function serviceHeight(service: ServiceView, rows: ReadonlyMap<string, number>, shape: GraphShape): number {
  // Nothing listed: a row says so, and one for each label shows what it looks for.
  const said = service.endpoints.length === 0 ? 1 + service.selector.length : 1;
  const count = Math.max(rows.get(service.id) ?? 1, said);
  if (shape === "stage") return CARD_HEADER + ROWS_PADDING + count * STAGE_ROW_HEIGHT;
  return CARD_HEADER + 24 + ROWS_PADDING + count * ROW_HEIGHT;
}

function workloadHeight(card: WorkloadView, rows: ReadonlyMap<string, number>, isDense: boolean): number {
  const kept = rows.get(card.id) ?? 1;
  return CARD_HEADER + (isDense ? 0 : 20) + ROWS_PADDING + Math.max(isDense ? 1 : 2, kept) * ROW_HEIGHT;
}

/** Many owners: their summary line goes. */
export function areOwnersDense(view: ClusterView): boolean {
  return view.deployments.length > 2;
}

/** More than one service: endpoints are marks in a row instead of a list. */
export function areServicesDense(view: ClusterView): boolean {
  return view.services.length > 1;
}

function layoutWide(view: ClusterView, options: ColumnOptions): ColumnLayout {
  const { metrics: m, shape, rows } = options;
  const boxes = new Map<string, Box>();
  let y = m.top;
  // On a stage the pods tell it all, unless nothing else stands in their way: then what owns them is what is asked about.
  if (shape === "wide" || (view.services.length === 0 && view.ingresses.length === 0)) {
    for (const card of view.deployments) {
      const height = workloadHeight(card, rows, areOwnersDense(view));
      boxes.set(card.id, { x: m.columnX, y, width: m.columnWidth, height });
      y += height + GAP;
    }
  }
  const isDense = areServicesDense(view) || areOwnersDense(view);
  const queueHeight = isDense ? DENSE_QUEUE_HEIGHT : QUEUE_HEIGHT;
  const queue = shape === "wide" ? { x: m.columnX, y, width: m.columnWidth, height: queueHeight } : null;
  const from = queue === null ? m.top : bottom(queue) + 4;
  const way = layoutWay(view, options, { from, boxes });
  const low = placeRegistry(view, options, { boxes, from: way });
  const clientsEnd = placeClients(view, { metrics: m, bottom: Math.max(low, options.baysBottom), boxes });
  return { boxes, queue, rows, bottom: Math.max(low, clientsEnd) };
}

/** Ingresses in one column, services in the next; both centred in the room that is left. */
function layoutWay(
  view: ClusterView,
  options: ColumnOptions,
  place: { readonly from: number; readonly boxes: Map<string, Box> },
): number {
  const { metrics: m, shape, rows } = options;
  const heights = view.services.map((service) =>
    areServicesDense(view) ? DENSE_SERVICE_HEIGHT : serviceHeight(service, rows, shape),
  );
  const whole = heights.reduce((sum, height) => sum + height + GAP, -GAP);
  const foot = shape === "wide" && view.registry !== null ? REGISTRY_HEIGHT + GAP : 0;
  const room = options.baysBottom - foot - place.from;
  let y = place.from + Math.max(0, (room - whole) / 2);
  const x = m.columnX + m.columnWidth - m.serviceWidth;
  const first = y;
  view.services.forEach((service, index) => {
    const height = heights[index] ?? 0;
    place.boxes.set(service.id, { x, y: Math.round(y), width: m.serviceWidth, height });
    y += height + GAP;
  });
  const end = y;
  placeIngresses(view, m, { middle: (first + end - GAP) / 2, boxes: place.boxes });
  return end;
}

function placeIngresses(
  view: ClusterView,
  m: Metrics,
  place: { readonly middle: number; readonly boxes: Map<string, Box> },
): void {
  const isStage = m.hull.height > 80;
  const heights = view.ingresses.map((one) =>
    isStage
      ? CARD_HEADER + ROWS_PADDING + one.paths.length * STAGE_ROW_HEIGHT
      : CARD_HEADER + ROWS_PADDING + (1 + one.paths.length) * ROW_HEIGHT,
  );
  const whole = heights.reduce((sum, height) => sum + height + GAP, -GAP);
  let y = place.middle - whole / 2;
  view.ingresses.forEach((ingress, index) => {
    const height = heights[index] ?? 0;
    place.boxes.set(ingress.id, { x: m.columnX, y: Math.round(y), width: m.ingressWidth, height });
    y += height + GAP;
  });
}

function placeRegistry(
  view: ClusterView,
  options: ColumnOptions,
  place: { readonly boxes: Map<string, Box>; readonly from: number },
): number {
  const { metrics: m } = options;
  if (view.registry === null || options.shape !== "wide") return place.from;
  const y = Math.max(place.from, options.baysBottom - REGISTRY_HEIGHT);
  place.boxes.set(view.registry.id, { x: m.columnX, y, width: m.columnWidth, height: REGISTRY_HEIGHT });
  return y + REGISTRY_HEIGHT;
}

const CLIENTS_TOP = 24;
/** Nobody stands behind the graph's own buttons, in the corner below. */
const TOOLS_HEIGHT = 66;
/** Screens, name, rate and share of failures. */
const LEAST_CLIENTS_PITCH = 104;

/** Clients stand at the height of the first thing they reach, so that the way in is one straight line. Several need room of their own. */
function placeClients(
  view: ClusterView,
  place: { readonly metrics: Metrics; readonly bottom: number; readonly boxes: Map<string, Box> },
): number {
  const { metrics: m, boxes } = place;
  const target = view.ingresses[0] ?? view.services[0];
  const box = target === undefined ? undefined : boxes.get(target.id);
  const middle = box === undefined ? 220 : centreY(box);
  const count = view.clients.length;
  const room = place.bottom - TOOLS_HEIGHT - CLIENTS_TOP;
  const pitch = Math.min(CLIENTS_HEIGHT + GAP, Math.max(LEAST_CLIENTS_PITCH, room / Math.max(1, count)));
  const centred = middle - ((count - 1) * pitch) / 2 - 60;
  const start = Math.max(
    CLIENTS_TOP,
    count < 2 ? centred : Math.min(centred, place.bottom - TOOLS_HEIGHT - count * pitch),
  );
  view.clients.forEach((clients, index) => {
    const y = start + index * pitch;
    boxes.set(clients.id, { x: m.clientsX, y, width: m.clientsWidth, height: CLIENTS_HEIGHT });
  });
  return count < 2 ? 0 : start + count * pitch + TOOLS_HEIGHT;
}

const TALL_CARD = 34;
const TALL_PITCH = 42;

/** On a phone the way in folds over the top: one line a service. */
function layoutTall(view: ClusterView, options: ColumnOptions): ColumnLayout {
  const { metrics: m } = options;
  const boxes = new Map<string, Box>();
  const x = m.columnX + m.columnWidth - m.serviceWidth;
  view.services.forEach((service, index) => {
    const y = 20 + index * TALL_PITCH;
    boxes.set(service.id, { x, y, width: m.serviceWidth, height: TALL_CARD });
  });
  view.ingresses.forEach((ingress, index) => {
    const y = 20 + index * TALL_PITCH;
    boxes.set(ingress.id, { x: m.columnX, y, width: m.ingressWidth, height: TALL_CARD });
  });
  view.clients.forEach((clients, index) => {
    boxes.set(clients.id, { x: m.clientsX, y: 18 + index * TALL_PITCH, width: m.clientsWidth, height: 38 });
  });
  const lines = Math.max(view.services.length, view.ingresses.length, view.clients.length, 1);
  const low = 20 + lines * TALL_PITCH;
  const queueY = low + 20;
  const hasQueue = view.queue.length > 0;
  const queue = hasQueue ? { x: m.bayX, y: queueY, width: m.bayMinWidth, height: QUEUE_HEIGHT } : null;
  return { boxes, queue, rows: options.rows, bottom: hasQueue ? queueY + QUEUE_HEIGHT + 8 : low + 20 };
}

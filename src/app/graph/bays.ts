// Where the bays lie and which slot of them a pod has.
import type { NodeView, PodView } from "../view-models/graph.ts";
import type { Box } from "./geometry.ts";
import { BLOCK, CHIP, LARGE_CHIP, PODS_PER_BLOCK, TILE, type Cell, type Metrics, type PodDensity } from "./metrics.ts";
import { assignSlots, rememberSlots, type SlotMemory } from "./slots.ts";

export interface BayLayout {
  readonly id: string;
  readonly box: Box;
  readonly density: PodDensity;
  /** No room for notes and gauges in the head: name and condition only. */
  readonly isCompact: boolean;
  /** On a phone the control plane is a row that opens. */
  readonly isClosed: boolean;
  /** Boxes of its pods relative to the bay. */
  readonly pods: ReadonlyMap<string, Box>;
  /** Of block density: how many blocks and where. */
  readonly blocks: readonly Box[];
}

export interface BaysLayout {
  readonly bays: readonly BayLayout[];
  readonly fold: { readonly box: Box; readonly nodeIds: readonly string[] } | null;
  readonly slots: SlotMemory;
  readonly bottom: number;
}

export interface BaysOptions {
  readonly metrics: Metrics;
  readonly top: number;
  readonly width: number;
  readonly isControlPlaneOpen: boolean;
  readonly isUnfolded: boolean;
  /** Something leads to the pods: below each row there must be room for it. */
  readonly hasRails: boolean;
  readonly slots: SlotMemory;
  readonly densities: ReadonlyMap<string, PodDensity>;
}

const NO_SLOTS: ReadonlyMap<string, number> = new Map();
const COARSENESS: Readonly<Record<PodDensity, number>> = { hull: 0, chip: 1, tile: 2, block: 3 };
const CLOSED_HEIGHT = 34;
const FOLD_HEIGHT = 40;
/** More pods than this are drawn by the dozen; up to there each of them can be seen and pressed. */
const MOST_TILES = 2500;
const MOST_BAYS = 14;
const MANY_BAYS = 5;
/** Many bays are low: what they say has to stay legible when all of them are seen. */
const CROWDED_HEIGHT = 44;
const CROWDED_TOP = 8;
const CROWDED_GAP = 4;

export function layoutBays(nodes: readonly NodeView[], options: BaysOptions): BaysLayout {
  const folded = options.isUnfolded ? [] : foldedNodes(nodes, options.densities);
  const shown = folded.length === 0 ? nodes : nodes.filter((node) => !folded.includes(node));
  const total = nodes.reduce((sum, node) => sum + node.pods.length, 0);
  const slots = new Map(options.slots);
  const bays: BayLayout[] = [];
  let y = options.top;
  for (const node of shown) {
    const past = options.slots.get(node.id) ?? NO_SLOTS;
    const present = assignSlots(
      appPods(node).map((pod) => pod.uid),
      past,
    );
    slots.set(node.id, rememberSlots(past, present));
    const isCrowded = nodes.length > MANY_BAYS && !options.metrics.isTall;
    const chosen = chooseDensity(present, total, options.densities.get(node.id));
    const density = isCrowded && chosen === "hull" ? "chip" : chosen;
    const bay = placeBay(node, { ...options, y, present, density, isCrowded });
    bays.push(bay);
    y += bay.box.height + (isCrowded ? CROWDED_GAP : options.metrics.bayGap);
  }
  if (folded.length === 0) return { bays, fold: null, slots, bottom: y - options.metrics.bayGap };
  const box = { x: options.metrics.bayX, y, width: options.width, height: FOLD_HEIGHT };
  return { bays, fold: { box, nodeIds: folded.map((node) => node.id) }, slots, bottom: y + FOLD_HEIGHT };
}

/** Of many nodes those that are not drawn one by one: the calm ones, the last of them first. What was drawn stays, that the eye may rest. */
export function foldedNodes(
  nodes: readonly NodeView[],
  drawnBefore: { readonly has: (id: string) => boolean },
): readonly NodeView[] {
  if (nodes.length <= MOST_BAYS) return [];
  const ranked = nodes.map((node, index) => ({ node, index, rank: rankOf(node, drawnBefore.has(node.id)) }));
  ranked.sort((a, b) => a.rank - b.rank || a.index - b.index);
  const folded = new Set(ranked.slice(MOST_BAYS - 2).map((entry) => entry.node));
  return nodes.filter((node) => folded.has(node));
}

const QUIET_MARKS: ReadonlySet<string> = new Set(["ready", "completed", "terminating"]);
/** On their way to be quiet: in a rollout every node has such pods now and then, and none of them is trouble yet. */
const PASSING_MARKS: ReadonlySet<string> = new Set(["pending", "scheduled", "creating", "notready"]);

function isBad({ mark, contradiction }: PodView): boolean {
  return contradiction || !(QUIET_MARKS.has(mark) || PASSING_MARKS.has(mark));
}

/** What is in trouble on these nodes: pods, and the nodes themselves. */
export function troubleOn(nodes: readonly NodeView[]): number {
  return nodes.reduce((sum, { look, pods }) => sum + (look === "calm" ? 0 : 1) + pods.filter(isBad).length, 0);
}

function rankOf({ look, role, pods }: NodeView, wasDrawn: boolean): number {
  if (look !== "calm" || pods.some(isBad)) return 0;
  if (role === "control-plane") return 1;
  const isPassing = pods.some(({ mark }) => PASSING_MARKS.has(mark));
  return (wasDrawn ? 2 : 4) + (isPassing ? 0 : 1);
}

function appPods(node: NodeView): readonly PodView[] {
  return node.pods.filter((pod) => pod.kind === "app");
}

/** Coarser when it must be; finer again only when a bay is nearly empty, so that it does not flicker. */
function chooseDensity(slots: ReadonlyMap<string, number>, total: number, before: PodDensity | undefined): PodDensity {
  const count = slotCount(slots);
  let density: PodDensity = "hull";
  if (total > MOST_TILES) density = "block";
  else if (total > 150 || count > 40) density = "tile";
  else if (total > 40 || count > 8) density = "chip";
  if (before !== undefined && COARSENESS[before] > COARSENESS[density] && count > 4) return before;
  return density;
}

function slotCount(slots: ReadonlyMap<string, number>): number {
  let count = 0;
  for (const slot of slots.values()) count = Math.max(count, slot + 1);
  return count;
}

interface PlaceOptions extends BaysOptions {
  readonly y: number;
  readonly present: ReadonlyMap<string, number>;
  readonly density: PodDensity;
  readonly isCrowded: boolean;
}

const NOTHING_PLACED: Placed = { pods: new Map(), blocks: [], bottom: 0 };

function placeBay(node: NodeView, options: PlaceOptions): BayLayout {
  const { metrics, density, width, y } = options;
  const isTall = metrics.isTall;
  const common = { id: node.id, density, isCompact: isTall || options.isCrowded };
  const at = { x: metrics.bayX, y, width };
  const isShut = isTall && node.role === "control-plane" && !options.isControlPlaneOpen;
  if (isShut && options.present.size === 0) {
    const closed = { ...common, isClosed: true, pods: new Map<string, Box>(), blocks: [] };
    return { ...closed, box: { ...at, height: CLOSED_HEIGHT } };
  }
  // Shut, it still shows the pods of the application, if there are any: they may be what matters.
  const system = isShut ? NOTHING_PLACED : placeSystem(node, metrics, width);
  const podsTop = options.isCrowded ? CROWDED_TOP : metrics.podsTop;
  const areaTop = system.bottom === 0 ? podsTop : system.bottom + 8;
  const area = placeApps(node, options, areaTop);
  const least = options.isCrowded ? CROWDED_HEIGHT : metrics.bayHeight;
  const height = Math.max(least, system.bottom + metrics.railRoom, area.bottom);
  const pods = new Map([...system.pods, ...area.pods]);
  return { ...common, isClosed: false, box: { ...at, height }, pods, blocks: area.blocks };
}

interface Placed {
  readonly pods: ReadonlyMap<string, Box>;
  readonly blocks: readonly Box[];
  /** Zero where there is nothing. */
  readonly bottom: number;
}

/** Kubernetes' own pods carry their whole name, so each is as wide as its name. */
function placeSystem(node: NodeView, metrics: Metrics, bayWidth: number): Placed {
  const pods = new Map<string, Box>();
  const end = bayWidth - metrics.podsRight;
  const height = metrics.hull.height;
  let x = metrics.podsLeft;
  let y = metrics.podsTop;
  for (const pod of node.pods) {
    if (pod.kind !== "system") continue;
    const width = Math.round(Math.max(86, 28 + pod.shortName.length * 6.4));
    if (x + width > end && x > metrics.podsLeft) {
      x = metrics.podsLeft;
      y += height + 8;
    }
    pods.set(pod.uid, { x, y, width, height });
    x += width + 6;
  }
  return { pods, blocks: [], bottom: pods.size === 0 ? 0 : y + height };
}

function placeApps(node: NodeView, options: PlaceOptions, top: number): Placed {
  const { metrics, density, width } = options;
  const cell = cellOf(density, options);
  const room = width - metrics.podsLeft - metrics.podsRight;
  const columns = Math.max(1, Math.floor((room + cell.pitchX - cell.width) / cell.pitchX));
  const place = (slot: number): Box => ({
    x: metrics.podsLeft + (slot % columns) * cell.pitchX,
    y: top + Math.floor(slot / columns) * cell.pitchY,
    width: cell.width,
    height: cell.height,
  });
  const count = slotCount(options.present);
  if (density === "block") {
    const blocks = Array.from({ length: Math.ceil(count / PODS_PER_BLOCK) }, (_, slot) => place(slot));
    const last = blocks.at(-1);
    return { pods: new Map(), blocks, bottom: last === undefined ? 0 : last.y + cell.height + 12 };
  }
  const pods = new Map<string, Box>();
  for (const pod of node.pods) {
    const slot = options.present.get(pod.uid);
    if (slot !== undefined) pods.set(pod.uid, place(slot));
  }
  if (count === 0) return { pods, blocks: [], bottom: 0 };
  const below = density === "hull" ? metrics.railRoom : options.hasRails ? 14 : CROWDED_TOP;
  return { pods, blocks: [], bottom: place(count - 1).y + cell.height + below };
}

function cellOf(density: PodDensity, { metrics, isCrowded }: PlaceOptions): Cell {
  switch (density) {
    case "hull":
      return metrics.hull;
    case "chip":
      return isCrowded ? LARGE_CHIP : CHIP;
    case "tile":
      return TILE;
    case "block":
      return BLOCK;
  }
}

// Where what can be asked of the selected object stands: beside it, on nothing that somebody reads.
import type { Box } from "#app/graph/geometry";
import type { GraphLayout } from "#app/graph/layout";
import { METRICS } from "#app/graph/metrics";
import type { BoxSize } from "../common/use-box-size.ts";

interface Spot {
  readonly left: number;
  readonly top: number;
}
/** From graph units to those of the pane. */
export type Transform = readonly [x: number, y: number, zoom: number];

const GAP = 4;
const INSET = 6;
/** In the bow of a bay nothing lies; below it is the name of the next. */
const BOW = 24;
const PORT_WIDTH = 30;
/** Name and condition of a node, at the left of its bay. */
const HEAD_WIDTH = 112;
/** The buttons of the drawing itself, in a lower corner. */
const TOOLS = { width: 96, height: 76 };

/** Null where the object is not drawn. The first place that is free, near to far; where none is, the one that covers least. */
export function placeBar(
  id: string,
  {
    layout,
    transform,
    pane,
    own,
  }: { readonly layout: GraphLayout; readonly transform: Transform; readonly pane: BoxSize; readonly own: BoxSize },
): Spot | null {
  const seen = inPane(transform);
  const box = boxOf(id, layout);
  if (box === null) return null;
  const bay = layout.bays.find((one) => one.id === id || one.id === layout.pods.get(id)?.bayId);
  const wanted = around(seen(box), { own, bay: bay && seen(bay.box), isBay: bay?.id === id, isPort: box.width === 0 });
  const corners = [
    { left: pane.width - own.width - INSET, top: INSET },
    { left: pane.width - own.width - INSET, top: pane.height - own.height - INSET },
    { left: INSET, top: pane.height - own.height - INSET },
    { left: INSET, top: INSET },
  ];
  const taken = [...obstaclesOf(layout).map(seen), toolsIn(layout, pane)];
  let best: { readonly spot: Spot; readonly covered: number } | null = null;
  for (const place of [...wanted, ...corners]) {
    const spot = within(place, own, pane);
    const covered = taken.reduce((sum, other) => sum + shared({ x: spot.left, y: spot.top, ...own }, other), 0);
    if (best === null || covered < best.covered) best = { spot, covered };
    if (covered === 0) break;
  }
  return best?.spot ?? null;
}

const inPane =
  ([dx, dy, zoom]: Transform) =>
  ({ x, y, width, height }: Box): Box => ({
    x: x * zoom + dx,
    y: y * zoom + dy,
    width: width * zoom,
    height: height * zoom,
  });

const boxOf = (id: string, { pods, boxes, portY, shape }: GraphLayout): Box | null => {
  const y = portY.get(id);
  // A port of the firewall has no card: it stands in the wall, and the next one close below it.
  const port = y === undefined ? null : { x: METRICS[shape].wallX, y, width: 0, height: 0 };
  return pods.get(id)?.box ?? boxes.get(id) ?? port;
};

interface Around {
  readonly own: BoxSize;
  readonly bay: Box | undefined;
  readonly isBay: boolean;
  readonly isPort: boolean;
}

const around = (box: Box, { own, bay, isBay, isPort }: Around): readonly Spot[] => {
  const middle = box.y + box.height / 2 - own.height / 2;
  const bow = bay ? [{ left: bay.x + bay.width - own.width - BOW, top: middle }] : [];
  if (isBay) return bow;
  if (isPort) return [{ left: box.x + PORT_WIDTH, top: middle }];
  return [
    { left: box.x, top: box.y + box.height + GAP },
    { left: box.x, top: box.y - own.height - GAP },
    { left: box.x + box.width + GAP, top: middle },
    ...bow,
    { left: box.x - own.width - GAP, top: middle },
  ];
};

/** All that has words on it. A bay is ground, but for its head. */
const obstaclesOf = ({ boxes, bays, pods, queue }: GraphLayout): readonly Box[] => {
  const ground = new Set<string>(bays.map((bay) => bay.id));
  return [
    ...[...boxes].filter(([id]) => !ground.has(id)).map(([, box]) => box),
    ...bays.map(({ box }) => ({ ...box, width: Math.min(box.width, HEAD_WIDTH) })),
    ...[...pods.values()].map(({ box }) => box),
    ...(queue ? [queue] : []),
  ];
};

const toolsIn = ({ shape }: GraphLayout, pane: BoxSize): Box => ({
  x: shape === "tall" ? pane.width - TOOLS.width * 1.4 : 0,
  y: pane.height - TOOLS.height,
  ...TOOLS,
});

const within = ({ left, top }: Spot, own: BoxSize, pane: BoxSize): Spot => ({
  left: Math.max(INSET, Math.min(left, pane.width - own.width - INSET)),
  top: Math.max(INSET, Math.min(top, pane.height - own.height - INSET)),
});

const shared = (a: Box, b: Box): number => {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width > 0 && height > 0 ? width * height : 0;
};

// The map in a window of this width: docks on both quays, buoys down the fairway, the course between them.

export interface MapGeometry {
  readonly width: number;
  readonly height: number;
  readonly quayTop: number;
  readonly quayBottom: number;
  readonly docks: readonly { readonly x: number; readonly y: number; readonly isTop: boolean }[];
  readonly buoys: readonly { readonly x: number; readonly y: number }[];
  readonly closer: readonly { readonly x: number; readonly y: number }[];
  readonly dockWidth: number;
  /** One stretch to each buoy, and one beyond the last. */
  readonly course: readonly string[];
  /** From a buoy to the dock that belongs to it. */
  readonly branches: readonly string[];
}

/** A dock is no wider than this, however few there are. */
const WIDEST_PITCH = 300;
const LEFT = 272;
const RIGHT = 36;
const DOCK_HEIGHT = 258;
const TOP = 28;
const QUAY_TOP = TOP + DOCK_HEIGHT;
const FAIRWAY = 230;
const CLOSER_ROW = 40;
const HIGH = QUAY_TOP + 89;
const LOW = QUAY_TOP + 145;

export function mapGeometry(
  width: number,
  least: number,
  counts: {
    readonly docks: number;
    readonly buoys: number;
    /** Buoys of the last part: a row of their own before the lower quay. */
    readonly closer: number;
    /** Docks on the course, where there are no buoys. */
    readonly stops: number;
  },
): MapGeometry {
  const quayBottom = QUAY_TOP + FAIRWAY + (counts.closer > 0 ? CLOSER_ROW : 0);
  const columns = Math.max(1, Math.ceil(counts.docks / 2));
  const pitch = Math.min(WIDEST_PITCH, (width - LEFT - RIGHT + 18) / columns);
  const docks = Array.from({ length: counts.docks }, (_, index) => ({
    x: LEFT + Math.floor(index / 2) * pitch,
    y: index % 2 === 0 ? TOP : quayBottom,
    isTop: index % 2 === 0,
  }));
  const buoys = Array.from({ length: counts.buoys }, (_, index) => ({
    x: LEFT + 22 + (index / 2) * pitch - (index % 2 === 0 ? 0 : 5),
    y: index % 2 === 0 ? HIGH : LOW,
  }));
  const closer = Array.from({ length: counts.closer }, (_, index) => ({
    x: LEFT + 22 + index * ((width - LEFT - RIGHT) / counts.closer),
    y: quayBottom - 34,
  }));
  const start = { x: 40, y: HIGH + 34 };
  const bend = { x: 190, y: HIGH + 32 };
  // Without a concept on the way the course leads from dock to dock, and no further than the last case.
  const stops =
    buoys.length > 0
      ? buoys
      : Array.from({ length: counts.stops }, (_, index) => ({
          x: LEFT + 22 + (index / 2) * pitch,
          y: index % 2 === 0 ? HIGH : LOW,
        }));
  const points = buoys.length > 0 ? [...buoys, { x: width, y: HIGH + 22 }] : stops;
  const course = points.map((point, index) => {
    const from = stops[index - 1];
    return from === undefined
      ? `M${start.x} ${start.y}${curve(start, bend)}${curve(bend, point)}`
      : `M${from.x} ${from.y}${curve(from, point)}`;
  });
  const branches = stops.map((buoy, index) => {
    const dock = docks[index];
    if (dock === undefined) return "";
    const x = dock.x + (dock.isTop ? 70 : pitch * 0.73);
    const y = dock.isTop ? QUAY_TOP : quayBottom;
    const side = dock.isTop ? -30 : 30;
    return `M${buoy.x} ${buoy.y}C${buoy.x + 20} ${buoy.y + side} ${x} ${buoy.y + side * 0.8} ${x} ${y}`;
  });
  const height = Math.max(quayBottom + DOCK_HEIGHT + 82, least);
  return {
    width,
    height,
    quayTop: QUAY_TOP,
    quayBottom,
    docks,
    buoys,
    closer,
    dockWidth: pitch - 18,
    course,
    branches,
  };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function curve(a: Point, b: Point): string {
  const reach = (b.x - a.x) * 0.55;
  return `C${a.x + reach} ${a.y} ${b.x - reach} ${b.y} ${b.x} ${b.y}`;
}

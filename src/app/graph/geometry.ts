// Plain geometry shared by the layout, the edges and the traffic canvas. Units: graph pixels at zoom 1.

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

export const centreY = (box: Box): number => box.y + box.height / 2;
export const centreX = (box: Box): number => box.x + box.width / 2;
export const right = (box: Box): number => box.x + box.width;
export const bottom = (box: Box): number => box.y + box.height;

/** From a to b with one vertical leg at x; a straight line where both are at nearly the same height. */
export function elbow(a: Point, b: Point, x: number): readonly Point[] {
  if (Math.abs(a.y - b.y) < 2) return [a, { x: b.x, y: a.y }];
  return [a, { x, y: a.y }, { x, y: b.y }, b];
}

/** An SVG path through the points with corners of at most `radius`. */
export function roundedPath(points: readonly Point[], radius = 6): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let d = `M${first.x} ${first.y}`;
  rest.forEach((point, index) => {
    const before = points[index];
    const after = points[index + 2];
    if (before === undefined) return;
    if (after === undefined) {
      d += `L${point.x} ${point.y}`;
      return;
    }
    const r = Math.min(radius, distance(before, point) / 2, distance(point, after) / 2);
    const from = towards(point, before, r);
    const to = towards(point, after, r);
    d += `L${from.x} ${from.y}Q${point.x} ${point.y} ${to.x} ${to.y}`;
  });
  return d;
}

export function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  const share = length / whole;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

import type { Pointed } from "#app/talk/pointer";

const OBJECTS = "[data-pod], [data-id]";
const idOf = ({ dataset }: HTMLElement): string => dataset["pod"] ?? dataset["id"] ?? "";

/** Zero inside. */
const distance = (box: DOMRect, x: number, y: number): number =>
  Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

/** What is pointed at in a drawing: the smallest object there, or the nearest. */
export function pointedAt(root: HTMLElement, x: number, y: number): Pointed | null {
  let best: { readonly id: string; readonly box: DOMRect; readonly rank: number } | null = null;
  for (const found of root.querySelectorAll<HTMLElement>(OBJECTS)) {
    const box = found.getBoundingClientRect();
    const id = idOf(found);
    if (id === "" || box.width === 0 || box.height === 0) continue;
    // A pod lies in its node: of two that are hit the smaller is meant.
    const rank = distance(box, x, y) + (box.width * box.height) / 1e7;
    if (best === null || rank < best.rank) best = { id, box, rank };
  }
  if (best === null) return null;
  const { id, box } = best;
  return { id, x: round((x - box.left) / box.width), y: round((y - box.top) / box.height) };
}

const round = (share: number): number => Math.round(share * 1000) / 1000;

export interface LaserPlace {
  readonly x: number;
  readonly y: number;
}

/** Where that is in another drawing of the same; null where it has no such object. */
export function placeOf(root: HTMLElement, { id, x, y }: Pointed): LaserPlace | null {
  const name = CSS.escape(id);
  const box = root.querySelector(`[data-pod="${name}"], [data-id="${name}"]`)?.getBoundingClientRect();
  return box ? { x: box.left + x * box.width, y: box.top + y * box.height } : null;
}

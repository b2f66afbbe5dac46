import { useEffect, type RefObject } from "react";

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

export interface RovingKeys {
  /** W on an object: by event.code, so that it works with Hangul on. */
  readonly onAskWhy: (id: string) => void;
  readonly onEscape: () => void;
}

/** One tab stop for the drawing; inside it the arrow keys go to the nearest object in their direction. */
export function useRoving(ref: RefObject<HTMLElement | null>, keys: RovingKeys): void {
  useEffect(() => {
    const root = ref.current;
    if (root === null) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      if (target === null || target.closest("[role=dialog], [role=toolbar]") !== null) return;
      if (event.code === "Escape") keys.onEscape();
      const id = target.dataset["pod"] ?? target.dataset["node"];
      if (event.code === "KeyW" && id !== undefined) keys.onAskWhy(id);
      const direction = ARROWS[event.code];
      if (direction === undefined) return;
      const next = nearest(root, target, direction);
      if (next === null) return;
      event.preventDefault();
      next.focus();
    };
    root.addEventListener("keydown", onKeyDown);
    return () => root.removeEventListener("keydown", onKeyDown);
  }, [ref, keys]);
}

function nearest(root: HTMLElement, from: HTMLElement, direction: readonly [number, number]): HTMLElement | null {
  const all = [...root.querySelectorAll<HTMLElement>("[data-roving]")];
  if (!from.matches("[data-roving]"))
    return all.find((element) => element.dataset["pod"] !== undefined) ?? all[0] ?? null;
  const start = middle(from);
  let best: HTMLElement | null = null;
  let bestCost = Infinity;
  for (const element of all) {
    if (element === from) continue;
    const at = middle(element);
    const along = (at.x - start.x) * direction[0] + (at.y - start.y) * direction[1];
    const aside = Math.abs((at.x - start.x) * direction[1]) + Math.abs((at.y - start.y) * direction[0]);
    if (along < 4) continue;
    const cost = along + aside * 2.5;
    if (cost < bestCost) [best, bestCost] = [element, cost];
  }
  return best;
}

function middle(element: HTMLElement): { readonly x: number; readonly y: number } {
  const box = element.getBoundingClientRect();
  return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
}

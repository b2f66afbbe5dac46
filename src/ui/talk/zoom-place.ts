export interface ZoomPlace {
  readonly x: number;
  readonly y: number;
}

/** The middle of the selected object in its drawing, from which the drawing is zoomed: it stays where it is and grows. */
export function zoomPlace(root: HTMLElement | null, id: string): ZoomPlace | null {
  const found = root?.querySelector(`[data-pod="${CSS.escape(id)}"], [data-id="${CSS.escape(id)}"]`);
  if (!root || !found) return null;
  const outer = root.getBoundingClientRect();
  const inner = found.getBoundingClientRect();
  // Measured while it may be zoomed: in units of the drawing as it is laid out.
  const scale = outer.width / root.offsetWidth;
  return {
    x: (inner.left + inner.width / 2 - outer.left) / scale,
    y: (inner.top + inner.height / 2 - outer.top) / scale,
  };
}

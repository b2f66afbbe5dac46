// How large the panes are where nobody moved them.

export interface PaneSizes {
  readonly top: number;
  readonly foot: number;
  readonly panel: number;
  readonly graph: number;
  readonly editor: number;
}

export const LEAST_GRAPH = 360;

/** The drawing is 440 high at zoom 1; wider windows zoom it. */
export function usualSizes(width: number, height: number): Omit<PaneSizes, "editor"> {
  const zoom = width >= 1800 ? 1.376 : width <= 1400 ? 0.87 : 1;
  const top = width >= 1800 ? 52 : 44;
  const foot = width >= 1800 ? 198 : width <= 1400 ? 128 : 144;
  const panel = width >= 1800 ? 400 : width <= 1400 ? 320 : 336;
  const room = height - top - foot;
  return { top, foot, panel, graph: Math.round(Math.min(440 * zoom, Math.max(LEAST_GRAPH, room * 0.66))) };
}

export function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}

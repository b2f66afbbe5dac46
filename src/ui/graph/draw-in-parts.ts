// A crowd of pods is drawn over the next frames, some bays in each, so that none of them takes long. Where time stands still, and
// where few are to be drawn, everything is there at once.
import { partsOf } from "#app/graph/parts";
import type { GraphState, GraphStore } from "./graph-store.ts";

type Drawn = Omit<GraphState, "flying">;

export interface PartsDrawing {
  readonly take: (next: Drawn) => void;
  readonly stop: () => void;
}

/** `later` calls back in the next frame, and answers how not to. */
export function createPartsDrawing(store: GraphStore, later: (draw: () => void) => () => void): PartsDrawing {
  let next: Drawn | null = null;
  let cancel: (() => void) | null = null;

  const drawSome = (): void => {
    cancel?.();
    if (next === null) return;
    const left = store.getState();
    const waiting = [...next.bays.keys()].filter((id) => isOther(id, left, next ?? left));
    const share = Math.ceil(next.bays.size / Math.max(1, partsOf(next.view) - 1));
    const [bays, bayLayouts] = [new Map(left.bays), new Map(left.bayLayouts)];
    for (const id of waiting.slice(0, share)) move(id, next, { bays, bayLayouts });
    const isDone = waiting.length <= share;
    store.setState(isDone ? { bays: next.bays, bayLayouts: next.bayLayouts } : { bays, bayLayouts });
    if (isDone) next = null;
    else cancel = later(drawSome);
  };
  const take = (state: Drawn): void => {
    cancel?.();
    if (state.view.motion === "still" || partsOf(state.view) === 1) {
      next = null;
      return store.setState(state);
    }
    const { bays, bayLayouts } = store.getState();
    store.setState({ ...state, bays, bayLayouts });
    const isBehind = next !== null;
    next = state;
    // Views that come faster than they are drawn must not keep the last bays waiting for ever.
    if (isBehind) drawSome();
    else cancel = later(drawSome);
  };
  return { take, stop: () => cancel?.() };
}

function isOther(id: string, now: GraphState, next: Drawn): boolean {
  return now.bays.get(id) !== next.bays.get(id) || now.bayLayouts.get(id) !== next.bayLayouts.get(id);
}

function move(
  id: string,
  from: Drawn,
  to: { readonly bays: Map<string, unknown>; readonly bayLayouts: Map<string, unknown> },
): void {
  to.bays.set(id, from.bays.get(id));
  to.bayLayouts.set(id, from.bayLayouts.get(id));
}

export const inNextFrame = (draw: () => void): (() => void) => {
  const frame = requestAnimationFrame(draw);
  return () => cancelAnimationFrame(frame);
};

// A crowd of pods is drawn over the next frames, some bays in each, so that none of them takes long. Where time stands still, and
// where few are to be drawn, everything is there at once.
import { frame } from "#app/frame";
import { FRAMES_OF_A_CROWD, isCrowd } from "#app/graph/parts";
import type { GraphState, GraphStore } from "./graph-store.ts";

type Drawn = Omit<GraphState, "flying">;

export interface PartsDrawing {
  readonly take: (next: Drawn) => void;
  readonly stop: () => void;
}

/** `later` calls back in the next frame, and answers how not to. */
export function createPartsDrawing(store: GraphStore, later: (draw: () => void) => () => void): PartsDrawing {
  let next: Drawn | null = null;
  /** What stands around the bays waits, too. */
  let isWhole = false;
  let cancel: (() => void) | null = null;

  const drawRest = (state: Drawn): void => {
    const { bays, bayLayouts } = store.getState();
    isWhole = false;
    store.setState({ ...state, bays, bayLayouts });
    cancel = later(drawSome);
  };
  const drawBays = (state: Drawn): void => {
    const left = store.getState();
    const waiting = [...state.bays.keys()].filter((id) => isOther(id, left, state));
    const share = Math.ceil(state.bays.size / (FRAMES_OF_A_CROWD - 1));
    const [bays, bayLayouts] = [new Map(left.bays), new Map(left.bayLayouts)];
    for (const id of waiting.slice(0, share)) move(id, state, { bays, bayLayouts });
    const isDone = waiting.length <= share;
    store.setState(isDone ? { bays: state.bays, bayLayouts: state.bayLayouts } : { bays, bayLayouts });
    if (isDone) next = null;
    else cancel = later(drawSome);
  };
  const drawSome = (): void => {
    cancel?.();
    if (next === null) return;
    if (isWhole) drawRest(next);
    else drawBays(next);
  };
  const take = (state: Drawn): void => {
    cancel?.();
    if (state.view.motion === "still" || !isCrowd(state.view)) {
      next = null;
      return store.setState(state);
    }
    const isBehind = next !== null;
    next = state;
    isWhole = true;
    if (!isBehind) return void (cancel = later(drawSome));
    // Views that come faster than they are drawn must not keep the last bays waiting for ever.
    drawRest(state);
    drawSome();
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

/** In the next frame that the cluster leaves room in. */
export const inNextFrame = (draw: () => void): (() => void) => {
  const ask = (): number => requestAnimationFrame(() => (frame.hasRoom ? draw() : void (handle = ask())));
  let handle = ask();
  return () => cancelAnimationFrame(handle);
};

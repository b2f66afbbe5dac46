import { describe, expect, it, vi } from "vitest";
import { frame as present } from "#app/frame";
import { layoutGraph } from "#app/graph/layout";
import { FRAMES_OF_A_CROWD } from "#app/graph/parts";
import type { ClusterView } from "#app/view-models/graph";
import { crowd } from "../gallery/fixtures/crowd.ts";
import { createPartsDrawing, inNextFrame } from "./draw-in-parts.ts";
import { createGraphStore, toState, type GraphInput, type GraphStore } from "./graph-store.ts";

const nothing = (): void => undefined;
const ACTIONS = { onSelect: nothing, onAskWhy: nothing };

const inputOf = (view: ClusterView, over: Partial<GraphInput> = {}): GraphInput => ({
  view,
  layout: layoutGraph(view, {
    shape: "wide",
    width: 1100,
    isControlPlaneOpen: false,
    isUnfolded: true,
    previous: null,
  }),
  selectedId: null,
  why: null,
  actions: ACTIONS,
  toggleControlPlane: nothing,
  unfold: nothing,
  isStage: false,
  ...over,
});

/** The same cluster a moment later: every bay has another level. */
const later = (view: ClusterView, revision: number): ClusterView => ({
  ...view,
  revision,
  motion: "play",
  bays: view.bays.map((bay) => ({ ...bay, cpu: { ...bay.cpu, usage: revision } })),
});

interface Frames {
  readonly store: GraphStore;
  readonly take: (view: ClusterView) => void;
  /** Draws the next frame, if one was asked for. */
  readonly frame: () => void;
  /** How many bays show that revision. */
  readonly shown: (revision: number) => number;
}

const drawing = (first: ClusterView): Frames => {
  const store = createGraphStore(inputOf(first));
  let asked: (() => void) | null = null;
  const parts = createPartsDrawing(store, (draw) => {
    asked = draw;
    return () => (asked = null);
  });
  return {
    store,
    take: (view) => parts.take(toState(inputOf(view))),
    frame: () => {
      const draw = asked;
      asked = null;
      draw?.();
    },
    shown: (revision) => [...store.getState().bays.values()].filter(({ cpu }) => cpu.usage === revision).length,
  };
};

describe("createPartsDrawing", () => {
  it("draws a crowd in the frames after it was laid out: what stands around the bays, and then they", () => {
    const first = crowd(20, 10);
    const { store, take, frame, shown } = drawing(first);
    take(later(first, 7));
    expect(store.getState().view.revision).toBe(1);
    frame();
    expect(store.getState().view.revision).toBe(7);
    expect(shown(7)).toBe(0);
    frame();
    expect(shown(7)).toBe(7);
    frame();
    expect(shown(7)).toBe(14);
    frame();
    expect(shown(7)).toBe(20);
  });

  it("draws what stands still, and what is few, at once", () => {
    const first = crowd(20, 10);
    const crowded = drawing(first);
    crowded.take({ ...later(first, 7), motion: "still" });
    expect(crowded.shown(7)).toBe(20);
    const few = crowd(4, 10);
    const calm = drawing(few);
    calm.take(later(few, 7));
    expect(calm.shown(7)).toBe(4);
  });

  it("leaves nothing of a moment that was jumped away from", () => {
    const first = crowd(20, 10);
    const { take, frame, shown } = drawing(first);
    take(later(first, 7));
    take({ ...later(first, 8), motion: "still" });
    frame();
    expect(shown(8)).toBe(20);
  });

  it("comes to every bay even where views come faster than they are drawn", () => {
    const first = crowd(20, 10);
    const { take, shown } = drawing(first);
    for (let revision = 1; revision <= 3; revision++) take(later(first, revision));
    expect(shown(0) + shown(1)).toBe(0);
  });

  it("touches no bay that looks the same", () => {
    const first = crowd(20, 10);
    const { store, take, frame } = drawing(first);
    const before = store.getState();
    const touched = { ...first.bays[3]!, cpu: { ...first.bays[3]!.cpu, usage: 7 } };
    take({ ...first, motion: "play", bays: first.bays.with(3, touched) });
    for (let i = 0; i < FRAMES_OF_A_CROWD; i++) frame();
    const { bays } = store.getState();
    const others = [...bays].filter(([id, bay]) => before.bays.get(id) !== bay);
    expect(others).toEqual([[touched.id, touched]]);
  });
});

describe("onPod", () => {
  it("tells the pods of whom something is different, and no others", () => {
    const view = crowd(4, 50);
    const store = createGraphStore(inputOf(view));
    const told: string[] = [];
    const uids = view.bays.flatMap(({ pods }) => pods.map(({ uid }) => uid));
    const stops = uids.map((uid) => store.onPod(uid, () => told.push(uid)));
    store.setState({ selectedId: "c7" });
    store.setState({ selectedId: "c9" });
    store.setState({ flying: new Set(["c3"]) });
    store.setState(toState(inputOf(later(view, 7), { selectedId: "c9" })));
    expect(told).toEqual(["c7", "c9", "c7", "c3"]);
    for (const stop of stops) stop();
    store.setState({ selectedId: null });
    expect(told.length).toBe(4);
  });
});

describe("inNextFrame", () => {
  it("waits for a frame that the cluster left room in", () => {
    const asked: (() => void)[] = [];
    vi.stubGlobal("requestAnimationFrame", (draw: () => void) => asked.push(draw));
    vi.stubGlobal("cancelAnimationFrame", () => {});
    const draw = vi.fn<() => void>();
    inNextFrame(draw);
    present.hasRoom = false;
    asked.shift()?.();
    expect(draw).not.toHaveBeenCalled();
    present.hasRoom = true;
    asked.shift()?.();
    expect(draw).toHaveBeenCalledOnce();
    expect(asked).toEqual([]);
    vi.unstubAllGlobals();
  });
});

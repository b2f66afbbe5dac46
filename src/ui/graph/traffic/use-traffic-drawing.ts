import { useEffect, type RefObject } from "react";
import { useStoreApi } from "@xyflow/react";
import type { RequestView } from "#app/view-models";
import { prefersReducedMotion } from "../../common/use-media.ts";
import { useGraphStore, type GraphState, type GraphStore } from "../graph-store.ts";
import { fallOf, moveDot, MOST_DOTS_PER_SECOND, pointAt, sample, shareOf, wayOf, type Dot, type Way } from "./dots.ts";

interface Inks {
  readonly ok: string;
  readonly wait: string;
  readonly fail: string;
  readonly ground: string;
}

type Transform = readonly [number, number, number];

/** Runs the canvas: takes new requests from the store, draws while anything moves, sleeps otherwise. */
export function useTrafficDrawing(ref: RefObject<HTMLCanvasElement | null>): void {
  const graph = useGraphStore();
  const flow = useStoreApi();
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return undefined;
    const traffic = createTraffic(canvas, graph, () => flow.getState().transform);
    const stops = [
      graph.subscribe((state, before) => {
        if (state.view !== before.view || state.layout !== before.layout) traffic.take(state);
      }),
      flow.subscribe((state, before) => {
        if (state.transform !== before.transform) traffic.wake();
      }),
      onInkChange(traffic.readInks),
    ];
    const observer = new ResizeObserver(traffic.resize);
    observer.observe(canvas);
    traffic.take(graph.getState());
    return () => {
      observer.disconnect();
      for (const stop of stops) stop();
      traffic.stop();
    };
  }, [ref, graph, flow]);
}

interface Traffic {
  readonly take: (state: GraphState) => void;
  readonly wake: () => void;
  readonly resize: () => void;
  readonly readInks: () => void;
  readonly stop: () => void;
}

function createTraffic(canvas: HTMLCanvasElement, graph: GraphStore, transform: () => Transform): Traffic {
  const context = canvas.getContext("2d");
  const dots = new Map<string, Dot>();
  const seen = new Set<string>();
  let inks = readInks(canvas);
  let frame = 0;
  let last = 0;
  let allowance = MOST_DOTS_PER_SECOND / 4;
  let phase = 0;
  const isStill = (): boolean => graph.getState().view.motion === "still";

  const draw = (now: number): void => {
    frame = 0;
    const elapsed = last === 0 ? 16 : Math.min(50, now - last);
    last = now;
    allowance = Math.min(MOST_DOTS_PER_SECOND / 4, allowance + (elapsed * MOST_DOTS_PER_SECOND) / 1000);
    const moves = !isStill();
    if (moves) for (const [id, dot] of dots) if (!moveDot(dot, elapsed)) dots.delete(id);
    if (context !== null) paint(context, { canvas, dots, inks, transform: transform() });
    if (moves && dots.size > 0) wake();
    else last = 0;
  };
  const wake = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const take = (state: GraphState): void => {
    const still = state.view.motion === "still" || prefersReducedMotion();
    if (still) {
      dots.clear();
      seen.clear();
    }
    const inFlight = new Set(state.view.requestsInFlight.map((request) => request.id));
    const fresh = state.view.requestsInFlight.filter((request) => !seen.has(request.id));
    phase += 1;
    let failures = 0;
    for (const request of fresh) seen.add(request.id);
    for (const request of still ? fresh : sample(fresh, Math.floor(allowance), phase)) {
      if (request.outcome === "failed") failures += 1;
      const dot = makeDot(request, state, still ? failures : null);
      if (dot !== null) dots.set(dot.id, dot);
      allowance -= 1;
    }
    for (const [id, dot] of dots) if (dot.outcome === "slow" && !inFlight.has(id)) dots.delete(id);
    if (seen.size > 4000) for (const id of seen) if (!inFlight.has(id)) seen.delete(id);
    wake();
  };
  const resize = (): void => {
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    wake();
  };
  resize();
  return {
    take,
    wake,
    resize,
    readInks: () => {
      inks = readInks(canvas);
      wake();
    },
    stop: () => cancelAnimationFrame(frame),
  };
}

const AT_START = { at: 0, fallenMs: -1 };

/** `failures` counts the failed ones of a picture that stands still; null: it moves, and starts at the start. */
function makeDot(request: RequestView, state: GraphState, failures: number | null): Dot | null {
  const way = wayOf(request, state.layout.routes);
  if (way === null) return null;
  const { id, outcome } = request;
  // At a pod the pod itself tells why; at a wall or a door the cross must.
  const reason = request.failedHop === request.hops.length - 1 ? null : request.reason;
  const place = failures === null ? AT_START : stillPlace(id, way, outcome === "failed" ? failures : 0);
  return { id, way, outcome, reason, ...place };
}

/** A picture that stands still shows the first failures as they fall, and the next ones close to where they will. */
function stillPlace(id: string, way: Way, failures: number): { readonly at: number; readonly fallenMs: number } {
  if (failures === 0) return { at: way.length * shareOf(id), fallenMs: -1 };
  if (failures <= 3) return { at: way.length, fallenMs: (failures - 1) * 220 };
  return { at: Math.max(0, way.length - 30 - (failures - 3) * 46), fallenMs: -1 };
}

function readInks(canvas: HTMLCanvasElement): Inks {
  const style = getComputedStyle(canvas);
  return {
    ok: style.color,
    wait: style.caretColor,
    fail: style.columnRuleColor,
    ground: style.textDecorationColor,
  };
}

/** The scheme changes by attribute or by the system. */
function onInkChange(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "data-stage"] });
  const media = matchMedia("(prefers-color-scheme: dark)");
  media.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", listener);
  };
}

interface Scene {
  readonly canvas: HTMLCanvasElement;
  readonly dots: ReadonlyMap<string, Dot>;
  readonly inks: Inks;
  readonly transform: Transform;
}

/** Three passes, one fill each: a thousand dots cost three paths. */
function paint(context: CanvasRenderingContext2D, scene: Scene): void {
  const ratio = window.devicePixelRatio;
  const [x, y, zoom] = scene.transform;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, scene.canvas.width, scene.canvas.height);
  context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
  const served = new Path2D();
  const slow = new Path2D();
  const failing = new Path2D();
  for (const dot of scene.dots.values()) {
    if (dot.fallenMs >= 0) {
      paintCross(context, dot, scene.inks.fail);
      continue;
    }
    const at = pointAt(dot.way, dot.at);
    const path = dot.outcome === "failed" && isNearEnd(dot) ? failing : dot.outcome === "slow" ? slow : served;
    path.moveTo(at.x + 3, at.y);
    path.arc(at.x, at.y, 3, 0, 7);
  }
  const { ok, wait, fail, ground } = scene.inks;
  context.lineWidth = 1.75;
  for (const [path, ink, inside] of [
    [served, ok, ok],
    [slow, wait, ground],
    [failing, fail, ground],
  ] as const) {
    context.fillStyle = inside;
    context.fill(path);
    if (inside === ink) continue;
    context.strokeStyle = ink;
    context.stroke(path);
  }
}

/** A request that will fail looks like any other until its last stretch. */
function isNearEnd(dot: Dot): boolean {
  return dot.way.length - dot.at < 150;
}

function paintCross(context: CanvasRenderingContext2D, dot: Dot, ink: string): void {
  const fall = fallOf(dot);
  const end = pointAt(dot.way, dot.way.length);
  const x = end.x + fall.dx;
  const y = end.y + fall.dy;
  context.globalAlpha = fall.alpha;
  context.strokeStyle = ink;
  context.lineWidth = 2.25;
  context.lineCap = "round";
  context.beginPath();
  context.moveTo(x - fall.size, y - fall.size);
  context.lineTo(x + fall.size, y + fall.size);
  context.moveTo(x + fall.size, y - fall.size);
  context.lineTo(x - fall.size, y + fall.size);
  context.stroke();
  if (dot.reason !== null && dot.fallenMs < 350) {
    context.fillStyle = ink;
    context.font = "600 11px system-ui, sans-serif";
    context.fillText(dot.reason, end.x + 12, end.y - 4);
  }
  context.globalAlpha = 1;
}

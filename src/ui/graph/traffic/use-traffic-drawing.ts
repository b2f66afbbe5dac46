import { useEffect, type RefObject } from "react";
import { useStoreApi } from "@xyflow/react";
import { prefersReducedMotion } from "../../common/use-media.ts";
import { countDoors, paintDoors, recent, type Arrival } from "./quiet-traffic.ts";
import { useGraphStore, type GraphState, type GraphStore } from "../graph-store.ts";
import { fallOf, pointAt, type Dot } from "./dots.ts";
import { createFlow } from "./flow.ts";

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
  const flow = createFlow();
  let arrivals: readonly Arrival[] = [];
  let inks = readInks(canvas);
  let frame = 0;
  let last = 0;
  let size = "";

  const draw = (now: number): void => {
    frame = 0;
    const elapsed = last === 0 ? 16 : Math.min(50, now - last);
    last = now;
    const moves = graph.getState().view.motion !== "still";
    if (moves) flow.move(elapsed);
    if (context !== null) {
      clear(context, canvas, transform());
      paintDots(context, flow.dots, inks);
      paintDoors(context, countDoors(arrivals), inks);
    }
    if (moves && flow.dots.size > 0) wake();
    else last = 0;
  };
  const wake = (): void => {
    if (frame === 0) frame = requestAnimationFrame(draw);
  };
  const resize = (): void => {
    const ratio = window.devicePixelRatio;
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    wake();
  };
  resize();
  return {
    take: (state) => {
      const nowMs = performance.now();
      const { width, height } = state.layout;
      if (size !== `${width} ${height}`) flow.clear();
      size = `${width} ${height}`;
      const isQuiet = prefersReducedMotion();
      const fresh = flow.take(state, { nowMs, isQuiet });
      const isStill = state.view.motion === "still";
      arrivals = isQuiet ? [...(isStill ? [] : recent(arrivals, nowMs)), ...fresh] : [];
      wake();
    },
    wake,
    resize,
    readInks: () => {
      inks = readInks(canvas);
      wake();
    },
    stop: () => cancelAnimationFrame(frame),
  };
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

function clear(context: CanvasRenderingContext2D, canvas: HTMLCanvasElement, transform: Transform): void {
  const ratio = window.devicePixelRatio;
  const [x, y, zoom] = transform;
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, canvas.width, canvas.height);
  context.setTransform(zoom * ratio, 0, 0, zoom * ratio, x * ratio, y * ratio);
}

/** Three passes, one fill each: a thousand dots cost three paths. */
function paintDots(context: CanvasRenderingContext2D, dots: ReadonlyMap<string, Dot>, inks: Inks): void {
  const served = new Path2D();
  const slow = new Path2D();
  const failing = new Path2D();
  for (const dot of dots.values()) {
    if (dot.fallenMs >= 0) {
      paintCross(context, dot, inks.fail);
      continue;
    }
    const at = pointAt(dot.way, dot.at);
    const path = dot.outcome === "failed" && isNearEnd(dot) ? failing : dot.outcome === "slow" ? slow : served;
    path.moveTo(at.x + 3, at.y);
    path.arc(at.x, at.y, 3, 0, 7);
  }
  const { ok, wait, fail, ground } = inks;
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

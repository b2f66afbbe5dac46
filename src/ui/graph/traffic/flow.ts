// Which requests are drawn, and where they are: the state behind the canvas.
import type { RequestView } from "#app/view-models/graph";
import type { GraphState } from "../graph-store.ts";
import { moveDot, MOST_DOTS_PER_SECOND, pointAt, sample, shareOf, wayOf, type Dot, type Way } from "./dots.ts";
import type { Arrival } from "./quiet-traffic.ts";

export interface Flow {
  readonly dots: ReadonlyMap<string, Dot>;
  readonly move: (elapsedMs: number) => void;
  /** Everything stands elsewhere now: what is on its way would travel where nothing is. */
  readonly clear: () => void;
  /** New requests become dots; for less motion they are told as arrivals instead. */
  readonly take: (state: GraphState, how: { readonly nowMs: number; readonly isQuiet: boolean }) => readonly Arrival[];
}

const BURST = MOST_DOTS_PER_SECOND / 4;
/** Views come in closer together than this while time runs. */
const LONGEST_GAP_MS = 100;

export function createFlow(): Flow {
  const dots = new Map<string, Dot>();
  const seen = new Map<string, RequestView["outcome"]>();
  let allowance = BURST;
  let takenMs = 0;
  let phase = 0;
  let pace = 1;
  let before = { virtualMs: Infinity, wallMs: 0 };

  const move = (elapsedMs: number): void => {
    for (const [id, dot] of dots) if (!moveDot(dot, elapsedMs, pace)) dots.delete(id);
  };
  /** At ten times the speed a dot is ten times as fast: where it fails is shown while it fails, and not half a minute later. */
  const keepPace = (virtualMs: number, wallMs: number): void => {
    const sinceMs = wallMs - before.wallMs;
    if (sinceMs > 0 && virtualMs >= before.virtualMs) pace = Math.max(1, (virtualMs - before.virtualMs) / sinceMs);
    before = { virtualMs, wallMs };
  };
  const spawnMoving = (fresh: readonly RequestView[], state: GraphState, nowMs: number): void => {
    const sinceMs = nowMs - takenMs;
    allowance = Math.min(BURST, allowance + (sinceMs * MOST_DOTS_PER_SECOND) / 1000);
    takenMs = nowMs;
    phase += 1;
    const drawn = sample(fresh, Math.floor(allowance), phase);
    allowance -= drawn.length;
    // They began one after the other since the last view, not all at once with this one.
    const gapMs = Math.min(sinceMs, LONGEST_GAP_MS) / Math.max(1, drawn.length);
    for (const [i, request] of drawn.entries()) {
      const dot = makeDot(request, state, null);
      if (dot === null) continue;
      moveDot(dot, gapMs * (drawn.length - 1 - i), pace);
      // One that was on its way already fails where it is awaited.
      if (seen.has(request.id)) dot.at = dot.way.length;
      dots.set(dot.id, dot);
    }
  };
  const take: Flow["take"] = (state, { nowMs, isQuiet }) => {
    const { requestsInFlight: requests, motion } = state.view;
    const isStill = motion === "still";
    keepPace(state.view.nowMs, nowMs);
    // Paused: what is on its way stops where it is. Anywhere else in time: another picture.
    if (isStill && !isQuiet && isMostlyKnown(requests, seen)) return [];
    if (isStill || isQuiet) dots.clear();
    if (isStill) seen.clear();
    const fresh = requests.filter(({ id, outcome }) => isNews(seen.get(id), outcome));
    if (!isQuiet && !isStill) spawnMoving(fresh, state, nowMs);
    for (const { id, outcome } of fresh) seen.set(id, outcome);
    forget(seen, requests);
    if (isQuiet) return fresh.flatMap((request) => toArrival(request, state, nowMs));
    if (isStill) spawnStill(dots, fresh, state);
    dropAnswered(dots, requests);
    return [];
  };
  return { dots, move, clear: () => dots.clear(), take };
}

/** It was not known; or it was on its way, and then failed: a client that waits in vain for an answer fails seconds after it asked. */
function isNews(known: RequestView["outcome"] | undefined, outcome: RequestView["outcome"]): boolean {
  return known === undefined || (outcome === "failed" && known !== "failed");
}

function isMostlyKnown(requests: readonly RequestView[], seen: ReadonlyMap<string, unknown>): boolean {
  return requests.filter((request) => seen.has(request.id)).length * 2 > requests.length;
}

function add(dots: Map<string, Dot>, dot: Dot | null): void {
  if (dot !== null) dots.set(dot.id, dot);
}

function spawnStill(dots: Map<string, Dot>, fresh: readonly RequestView[], state: GraphState): void {
  let failures = 0;
  for (const request of fresh) {
    if (request.outcome === "failed") failures += 1;
    add(dots, makeDot(request, state, failures));
  }
}

/** A slow request that is no longer in flight has got its answer. */
function dropAnswered(dots: Map<string, Dot>, requests: readonly RequestView[]): void {
  const waiting = new Set<string>();
  for (const [id, dot] of dots) if (dot.outcome === "slow") waiting.add(id);
  if (waiting.size === 0) return;
  for (const { id } of requests) waiting.delete(id);
  for (const id of waiting) dots.delete(id);
}

/** Ids of long ago are not kept for ever. */
function forget(seen: Map<string, RequestView["outcome"]>, requests: readonly RequestView[]): void {
  if (seen.size < 4000) return;
  seen.clear();
  for (const { id, outcome } of requests) seen.set(id, outcome);
}

function toArrival(request: RequestView, state: GraphState, timeMs: number): readonly Arrival[] {
  const way = wayOf(request, state.layout.routes);
  if (way === null || request.outcome === "moving") return [];
  return [{ end: pointAt(way, way.length), isFailed: request.outcome === "failed", timeMs }];
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

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { App } from "../app.ts";
import { play } from "../control/tick.ts";
import { frame } from "../frame.ts";
import { en } from "../i18n/en.ts";
import { words } from "../i18n/words-en.ts";
import { live } from "../live.ts";
import { startClock } from "./clock.ts";

const FRAME_MS = 16;
let nowMs = 0;
let next: ((now: number) => void) | null = null;

beforeEach(() => {
  nowMs = 0;
  frame.hasRoom = true;
  vi.stubGlobal("performance", { now: () => nowMs });
  vi.stubGlobal("requestAnimationFrame", (draw: (now: number) => void) => {
    next = draw;
    return 1;
  });
  vi.stubGlobal("cancelAnimationFrame", () => {});
});
afterEach(() => vi.unstubAllGlobals());

/** A cluster of which each virtual millisecond takes so many real ones. */
const clusterThatTakes = (cost: number): App => {
  const app = new App("en", "light");
  app.live = live;
  app.openSandbox({ language: "en", dictionary: en, words, prose: null });
  const session = app.session!;
  const advance = session.advance.bind(session);
  session.advance = (untilMs) => {
    nowMs += (untilMs - session.nowMs) * cost;
    advance(untilMs);
  };
  play(app, true);
  startClock(app);
  return app;
};

/** Of so many frames: what the cluster took of each, in ms, and whether the page might draw in it. */
const framesOf = (app: App, count: number): readonly (readonly [number, boolean])[] => {
  const took: (readonly [number, boolean])[] = [];
  for (let i = 1; i <= count; i++) {
    nowMs = Math.max(nowMs, i * FRAME_MS);
    const from = nowMs;
    next?.(i * FRAME_MS);
    took.push([nowMs - from, frame.hasRoom]);
  }
  expect(app.owedMs).toBeLessThan(4 * FRAME_MS);
  return took.slice(count / 2);
};

describe("startClock", () => {
  it("gives a busy cluster and the page a frame each in turn", () => {
    const took = framesOf(clusterThatTakes(0.08), 40);
    expect(took.map(([, hasRoom]) => hasRoom)).toEqual(took.map((_, i) => took[0]![1] === (i % 2 === 0)));
    for (const [ms, hasRoom] of took) expect(ms < 0.9).toBe(hasRoom);
  });

  it("lets the page draw in every frame beside a calm one", () => {
    expect(framesOf(clusterThatTakes(0.01), 20).every(([, hasRoom]) => hasRoom)).toBe(true);
  });

  it("owes nothing as fast as it goes, nor where another window keeps time", () => {
    const fast = clusterThatTakes(0.5);
    for (let i = 1; i < 20; i++) next?.(i * FRAME_MS);
    expect(fast.owedMs).toBeGreaterThan(0);
    fast.set({ speed: 0 });
    expect(framesOf(fast, 4).every(([, hasRoom]) => hasRoom)).toBe(true);
    expect(fast.owedMs).toBe(0);
    const follower = clusterThatTakes(0.5);
    for (let i = 1; i < 20; i++) next?.(i * FRAME_MS);
    follower.isTimekeeper = () => false;
    next?.(20 * FRAME_MS);
    next?.(21 * FRAME_MS);
    expect(follower.owedMs).toBe(0);
    expect(frame.hasRoom).toBe(true);
  });
});

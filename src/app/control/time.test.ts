import { describe, expect, it } from "vitest";
import { App } from "../app.ts";
import { en } from "../i18n/en.ts";
import { words } from "../i18n/words-en.ts";
import { live } from "../live.ts";
import type { AppState } from "../state.ts";
import { advance, play, tick } from "./time.ts";

const playing = (): App => {
  const app = new App("en", "light");
  app.live = live;
  app.openSandbox({ language: "en", dictionary: en, words, prose: null });
  play(app, true);
  return app;
};

const always = (): boolean => true;
const never = (): boolean => false;

describe("tick", () => {
  it("does a sixteenth of what is due where a frame has no more room, and owes the rest", () => {
    const app = playing();
    const from = app.session!.nowMs;
    expect(tick(app, 32, never)).toBe(true);
    expect(app.session!.nowMs - from).toBe(2);
    expect(app.owedMs).toBe(30);
    tick(app, 16, always);
    expect(app.session!.nowMs - from).toBe(48);
    expect(app.owedMs).toBe(0);
  });

  it("keeps the part of a millisecond that is over, at every speed", () => {
    const app = playing();
    const from = app.session!.nowMs;
    app.set({ speed: 0.25 });
    for (let i = 0; i < 8; i++) tick(app, 1.5, always);
    expect(app.session!.nowMs - from).toBe(3);
    expect(app.owedMs).toBe(0);
  });

  it("comes to the same bytes whole and in slices", () => {
    const [whole, sliced] = [playing(), playing()];
    tick(whole, 320, always);
    tick(sliced, 320, never);
    for (let i = 0; i < 400; i++) tick(sliced, 0, never);
    expect(sliced.session!.nowMs).toBe(whole.session!.nowMs);
    expect(sliced.session!.run.cluster.logHash).toBe(whole.session!.run.cluster.logHash);
  });

  it("makes up for no more than four tenths of a second, and for nothing after a pause", () => {
    const app = playing();
    const from = app.session!.nowMs;
    for (let i = 0; i < 50; i++) tick(app, 100, never);
    expect(app.owedMs).toBeLessThanOrEqual(400);
    expect(app.session!.nowMs - from).toBeLessThan(5000 - 400);
    play(app, false);
    expect(tick(app, 16, always)).toBe(false);
    expect(app.owedMs).toBe(0);
  });
});

const revisions = ({ revision, graphRevision, timelineRevision }: AppState): readonly number[] => [
  graphRevision,
  timelineRevision,
  revision,
];

describe("advance", () => {
  it("lets the drawing, the timeline and the words take turns while time passes, after a frame that only looks", () => {
    const app = playing();
    const from = revisions(app.state);
    const raised: (readonly number[])[] = [];
    for (let i = 1; i <= 4; i++) {
      advance(app, app.session!.nowMs + 16);
      raised.push(revisions(app.state).map((now, at) => now - from[at]!));
    }
    expect(raised).toEqual([
      [0, 0, 0],
      [1, 0, 0],
      [1, 1, 0],
      [1, 1, 1],
    ]);
  });

  it("shows everything at the same moment where time stops, and where it stood", () => {
    const app = playing();
    const from = revisions(app.state);
    advance(app, app.session!.nowMs + 16);
    play(app, false);
    expect(revisions(app.state).map((now, at) => now - from[at]!)).toEqual([1, 1, 1]);
    advance(app, app.session!.nowMs + 16);
    expect(revisions(app.state).map((now, at) => now - from[at]!)).toEqual([2, 2, 2]);
  });
});

import { describe, expect, it } from "vitest";
import { App } from "../app.ts";
import { en } from "../i18n/en.ts";
import { words } from "../i18n/words-en.ts";
import { live } from "../live.ts";
import type { SandboxChoice } from "../session/sandbox-choice.ts";
import type { AppState } from "../state.ts";
import { play, tick } from "./tick.ts";
import { advance, toNext } from "./time.ts";

const playing = (choice?: SandboxChoice): App => {
  const app = new App("en", "light");
  app.live = live;
  app.openSandbox({ language: "en", dictionary: en, words, prose: null }, choice);
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

const revisions = (s: AppState): readonly number[] => [
  s.graphRevision,
  s.timelineRevision,
  s.revision,
  s.editorRevision,
];

/** Which of them each of so many frames raises, by its place; null: none. */
const raisedBy = (app: App, frames: number): readonly (number | null)[] =>
  Array.from({ length: frames }, () => {
    const from = revisions(app.state);
    advance(app, app.session!.nowMs + 16);
    const at = revisions(app.state).findIndex((now, i) => now !== from[i]);
    return at < 0 ? null : at;
  });

describe("advance", () => {
  it("lets the drawing, the timeline, the words and the editor take turns, after a frame that only looks", () => {
    expect(raisedBy(playing(), 10)).toEqual([null, 0, 1, 2, 3, null, 0, 1, 2, 3]);
  });

  it("gives a crowd two frames to be looked at and four more to be drawn, and the editor every third time, for as long as it is one", () => {
    const app = playing({ workers: 8, cpu: "8", memory: "16Gi", seed: 1 });
    app.act((session) => {
      session.type("kubectl create deployment web --image=demo/web:1.0 --replicas=90");
      session.advance(session.nowMs + 20_000);
    });
    const crowd = [null, null, 0, null, null, null, null, 1, 2];
    // That it is a crowd is known once it was looked at.
    expect(raisedBy(app, 36)).toEqual([...crowd.slice(1), ...crowd, ...crowd, 3, ...crowd]);
    app.act((session) => {
      session.type("kubectl delete deployment web --now");
      session.advance(session.nowMs + 60_000);
    });
    // From the frame on that looked at the empty cluster.
    expect(raisedBy(app, 11)).toEqual([null, null, 0, 1, 2, 3, null, 0, 1, 2, 3]);
  });

  it("shows everything at the same moment where time stops, and where it stood", () => {
    const app = playing();
    const from = revisions(app.state);
    advance(app, app.session!.nowMs + 16);
    play(app, false);
    expect(revisions(app.state).map((now, at) => now - from[at]!)).toEqual([1, 1, 1, 1]);
    advance(app, app.session!.nowMs + 16);
    expect(revisions(app.state).map((now, at) => now - from[at]!)).toEqual([2, 2, 2, 2]);
  });
});

describe("toNext", () => {
  it("stays where nothing is on its way, and says so", () => {
    const app = playing();
    const from = app.session!.nowMs;
    toNext(app);
    expect(app.session!.nowMs).toBe(from);
    expect(app.state.isPlaying).toBe(false);
    expect(app.state.narration.text).toBe(words.timeline.nothingNext);
  });

  it("goes to what comes next", () => {
    const app = playing();
    const from = app.session!.nowMs;
    app.act((session) => session.type("kubectl run nobody --image=nowhere/nothing:1"));
    toNext(app);
    expect(app.session!.nowMs).toBeGreaterThan(from);
    expect(app.session!.nowMs).toBeLessThan(from + 60_000);
  });
});

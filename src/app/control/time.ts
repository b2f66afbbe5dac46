// Time: go anywhere, and the futures.
import type { App } from "../app.ts";

/** How far one press of "rewind" goes back, in virtual ms. */
const REWIND_MS = 10_000;
/** "To the next event" gives up after this much time without one. */
const NEXT_WITHIN_MS = 600_000;
const NEXT_STEP_MS = 250;

/** Time has passed, up to here: in this window by `tick`, in others by this. */
export const advance = (app: App, untilMs: number): void => {
  app.session?.advance(untilMs);
  if (app.state.isPlaying) app.passed();
  else app.changed(false);
};

const pause = (app: App): void => {
  if (app.state.isPlaying) app.set({ isPlaying: false });
};

/** To a moment on the lesson's clock. */
export const seek = (app: App, timeMs: number): void => {
  pause(app);
  app.session?.seek(Math.round(timeMs) + app.zeroMs);
  app.changed(true);
};

/** Just before that moment, and another future from there: what was done stays in the one before. */
export const takeBack = (app: App, timeMs: number): void => {
  seek(app, timeMs - 1);
  app.act((session) => session.fork());
};

export const rewind = (app: App): void => {
  if (app.session) seek(app, Math.max(0, app.session.nowMs - app.zeroMs - REWIND_MS));
};

/** Lets time pass until something of note has happened. Where nothing comes, it is as it was. */
export const toNext = (app: App): void => {
  const { session, timeline } = app;
  if (!session || !timeline) return;
  pause(app);
  const from = session.nowMs;
  const isAfter = (): boolean =>
    timeline.marks(session.run.branch.id).some((m) => m.timeMs > from && m.timeMs <= session.nowMs);
  while (!isAfter() && session.nowMs - from < NEXT_WITHIN_MS) {
    session.advance(session.nowMs + NEXT_STEP_MS);
    timeline.update(session.run);
  }
  if (isAfter()) return app.changed(false);
  // Nothing is on its way: whoever asked stays where they are, and is told.
  session.seek(from);
  app.changed(true);
  app.narrate(app.state.texts?.words.timeline.nothingNext ?? "");
};

export const switchBranch = (app: App, id: string): void => {
  pause(app);
  app.session?.switchTo(Number(id));
  app.changed(true);
};

export const goToMark = (app: App, markId: string): void => {
  const { session } = app;
  const mark = session && app.timeline?.marks(session.run.branch.id).find((m) => m.id === markId);
  if (mark) seek(app, mark.timeMs - app.zeroMs);
};

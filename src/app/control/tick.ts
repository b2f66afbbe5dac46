// Time goes by, or stands still.
import type { App } from "../app.ts";

/** A slice of "as fast as it goes". */
const SLICE_MS = 500;
/** What a frame owes passes in so many slices: after each it may be enough for now. */
const SLICES = 16;
/** More than this is never made up for: time then goes slower than it should, in wall ms. */
const MOST_OWED_MS = 400;

/** Wall time has passed. `hasTime` says whether this frame has room for more. Answers whether virtual time has passed, too. */
export const tick = (app: App, wallMs: number, hasTime: () => boolean): boolean => {
  const { session, state } = app;
  if (!session || !state.isPlaying) {
    app.owedMs = 0;
    return false;
  }
  const { speed } = state;
  if (speed > 0) {
    // Virtual time is whole milliseconds. What is left over, or is too much for one frame, belongs to the next ones.
    const owedMs = Math.min(wallMs + app.owedMs, MOST_OWED_MS);
    const from = session.nowMs;
    const until = from + Math.floor(owedMs * speed);
    const slice = Math.max(1, Math.ceil((until - from) / SLICES));
    do session.advance(Math.min(until, session.nowMs + slice));
    while (session.nowMs < until && hasTime());
    app.owedMs = owedMs - (session.nowMs - from) / speed;
  } else {
    app.owedMs = 0;
    do session.advance(session.nowMs + SLICE_MS);
    while (hasTime());
  }
  return true;
};

export const play = (app: App, isPlaying: boolean): void => {
  const wasPlaying = app.state.isPlaying;
  app.set({ isPlaying });
  // Where time stops, all that took turns shows the same moment.
  if (wasPlaying && !isPlaying) app.changed(false);
};

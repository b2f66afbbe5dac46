// Wall time into the run: one tick a frame while it plays.
import type { App } from "../app.ts";
import { tick } from "../control/time.ts";
import { act } from "../sync/perform.ts";

/** A frame that came late (a tab in the background) counts as this at most, in ms. */
const LONGEST_FRAME_MS = 100;
/** Of a frame, what "as fast as it goes" may use. */
const BUDGET_MS = 9;

/** Answers how to stop. */
export const startClock = (app: App): (() => void) => {
  let last = performance.now();
  let handle = 0;
  const frame = (now: number): void => {
    const wallMs = Math.min(now - last, LONGEST_FRAME_MS);
    last = now;
    const until = performance.now() + BUDGET_MS;
    handle = requestAnimationFrame(frame);
    try {
      const hasPassed = app.isTimekeeper() && tick(app, wallMs, () => performance.now() < until);
      if (hasPassed && app.session) act(app, { do: "advance", ms: app.session.nowMs });
    } catch (error) {
      // A fault of ours ends the playing, not the page: one can still rewind, look and start over.
      act(app, { do: "play", on: false });
      app.crashed(error, { do: "advance", ms: app.session?.nowMs ?? 0 });
    }
  };
  handle = requestAnimationFrame(frame);
  return () => cancelAnimationFrame(handle);
};

// Wall time into the run: one tick a frame while it plays.
import type { App } from "../app.ts";
import { tick } from "../control/tick.ts";
import { frame } from "../frame.ts";
import { act } from "../sync/perform.ts";

/** A frame that came late (a tab in the background) counts as this at most, in ms. */
const LONGEST_FRAME_MS = 100;
/** Of a frame, what "as fast as it goes" may use. */
const BUDGET_MS = 9;
/** Of a frame, what time at a speed may use: a burst is spread over the next frames. */
const CALM_BUDGET_MS = 1.8;
/** The same where the page waited for its turn: it has most of this frame. */
const SMALL_BUDGET_MS = 0.2;
/** A frame in which the cluster took more than this has no room for the page. */
const ROOM_MS = 0.9;
/** A tenth of a second behind is worth a millisecond more, and three tenths nine: a little is made up for unseen, much is not left to grow. */
const BEHIND_MS = 100;
/** Wall time that is not a whole virtual millisecond yet: more is owed by a cluster that was cut off. */
const MOST_LEFT_MS = 2;

/** Answers how to stop. */
export const startClock = (app: App): (() => void) => {
  let last = performance.now();
  let handle = 0;
  const onFrame = (now: number): void => {
    const wallMs = Math.min(now - last, LONGEST_FRAME_MS);
    last = now;
    const isFast = app.state.speed === 0;
    // Where the cluster filled a frame, the next one is the page's: never two in a row.
    const isPages = !frame.hasRoom;
    const calmMs = isPages ? SMALL_BUDGET_MS : CALM_BUDGET_MS;
    const budgetMs = isFast ? BUDGET_MS : calmMs + (app.owedMs / BEHIND_MS) ** 2;
    const from = performance.now();
    const took = (): number => performance.now() - from;
    handle = requestAnimationFrame(onFrame);
    try {
      const isTimekeeper = app.isTimekeeper();
      if (!isTimekeeper) app.owedMs = 0;
      const hasPassed = isTimekeeper && tick(app, wallMs, () => took() < budgetMs);
      frame.hasRoom = isPages || isFast || (took() <= ROOM_MS && app.owedMs <= MOST_LEFT_MS);
      if (hasPassed && app.session) act(app, { do: "advance", ms: app.session.nowMs });
    } catch (error) {
      // A fault of ours ends the playing, not the page: one can still rewind, look and start over. What of the frame had passed before it
      // has passed for all windows: they stand at one moment, and what is done next is done there.
      if (app.session) act(app, { do: "advance", ms: app.session.nowMs });
      act(app, { do: "play", on: false });
      app.crashed(error, { do: "advance", ms: app.session?.nowMs ?? 0 });
    }
  };
  handle = requestAnimationFrame(onFrame);
  return () => cancelAnimationFrame(handle);
};

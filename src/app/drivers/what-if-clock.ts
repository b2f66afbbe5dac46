// Wall time into the clock of two futures: in the window that keeps time, for all of its room.
import type { App } from "../app.ts";
import { act } from "../sync/perform.ts";

const LONGEST_FRAME_MS = 100;
/** "As fast as it goes" is too fast to compare. */
const FASTEST = 60;

/** Answers how to stop. */
export const startWhatIfClock = (app: App): (() => void) => {
  let last = performance.now();
  let handle = 0;
  const frame = (now: number): void => {
    const wallMs = Math.min(now - last, LONGEST_FRAME_MS);
    last = now;
    handle = requestAnimationFrame(frame);
    const { whatIf, speed } = app.state;
    if (!whatIf?.isPlaying || whatIf.atMs === null || !app.isTimekeeper()) return;
    const atMs = whatIf.atMs + wallMs * (speed === 0 ? FASTEST : speed);
    act(app, { do: "whatIf", to: { ...whatIf, atMs } });
  };
  handle = requestAnimationFrame(frame);
  return () => cancelAnimationFrame(handle);
};

// Which moments of a future are kept, so that seeking does not begin at the start.
import type { Keyframe } from "../cluster.ts";

/** A keyframe shares all that did not change: 30 pods and 20 requests a second cost 28 MB in ten minutes. */
const KEYFRAME_EVERY_MS = 2500;
/**
 * Rows of tables that a branch's keyframes hold together at most, some 100 MB: an hour and a half of 30 pods. A cluster that grows
 * and grows keeps fewer and fewer of them.
 */
const MOST_ROWS = 2_000_000;

/** A keyframe never changes: its rows are counted once. */
const counted = new WeakMap<Keyframe, number>();

const rowsOf = (keyframe: Keyframe): number => {
  const known = counted.get(keyframe);
  if (known !== undefined) return known;
  let rows = keyframe.timers.length;
  for (const table of keyframe.tables.values()) rows += table.size;
  counted.set(keyframe, rows);
  return rows;
};

/** How many entries of the log had been made by then. */
export const logLengthOf = ({ tables }: Keyframe): number => Number(tables.get("counters")?.get("log") ?? 0);

/** Keeps another keyframe. When they grow too big together, every other one goes; the first and the newest stay. */
export const keep = (keyframes: Keyframe[], keyframe: Keyframe): void => {
  keyframes.push(keyframe);
  while (keyframes.length > 3 && keyframes.reduce((sum, k) => sum + rowsOf(k), 0) > MOST_ROWS) {
    const last = keyframes.length - 1;
    const kept = keyframes.filter((_, i) => i % 2 === 0 || i === last);
    keyframes.splice(0, keyframes.length, ...kept);
  }
};

/** When the next keyframe is due: a future that leaves another where few of its keyframes were kept begins to keep its own. */
export const nextFrameMs = (lastMs: number, nowMs: number): number =>
  lastMs + KEYFRAME_EVERY_MS * Math.max(1, Math.floor((nowMs - lastMs) / KEYFRAME_EVERY_MS) + 1);

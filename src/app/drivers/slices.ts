// Work that takes longer than a frame, in pieces: the page draws and hears between them.
/** Of a frame, for work that somebody waits for. */
const BUSY_MS = 9;
/** In a window that nobody sees nothing is held up, and its timers come once a second. */
const HIDDEN_MS = 400;

export interface Pace {
  /** Wall time of one slice. */
  readonly sliceMs: number;
  /** Between two slices. */
  readonly restMs: number;
}

const NOW: Pace = { sliceMs: BUSY_MS, restMs: 0 };
/** While there is nothing yet that one could press: no slice is long enough to be felt, and there are few of them. */
export const BRISK: Pace = { sliceMs: 35, restMs: 0 };
/** While nobody waits. */
export const QUIET: Pace = { sliceMs: 5, restMs: 25 };

const isHidden = (): boolean => typeof document !== "undefined" && document.visibilityState === "hidden";

/** Does all of it. `onSlice` hears what the last piece said, and may give up: then there is no answer. */
export const inSlices = async <Said, T>(
  work: Generator<Said, T>,
  onSlice: (said: Said) => boolean,
  { sliceMs, restMs }: Pace = NOW,
): Promise<T | undefined> => {
  for (;;) {
    const until = performance.now() + (isHidden() ? HIDDEN_MS : sliceMs);
    let one = work.next();
    while (one.done !== true && performance.now() < until) one = work.next();
    if (one.done === true) return one.value;
    if (!onSlice(one.value)) return undefined;
    // One slice after the other is what this is for.
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
};

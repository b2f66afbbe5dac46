// Models pkg/scheduler/backend/queue/backoff_queue.go (v1.36).

const INITIAL_BACKOFF_MS = 1000;
const MAX_BACKOFF_MS = 10_000;
/** Back-offs end at whole seconds; within one second the more important pod goes first. */
const WINDOW_MS = 1000;

export interface Failures {
  /** When it failed last. */
  readonly timestampMs: number;
  /** How often no node would do, and how often in a row something else went wrong since. */
  readonly unschedulableCount: number;
  readonly errorCount: number;
}

/** When the pod may be tried again: 1 s after the first failure, then 2, 4, 8, and 10 s for ever; cut down to a whole second. */
export const backoffEndsMs = ({ timestampMs, unschedulableCount, errorCount }: Failures): number => {
  const count = errorCount > 0 ? errorCount : unschedulableCount;
  if (count === 0) return 0;
  const delay = Math.min(INITIAL_BACKOFF_MS * 2 ** (count - 1), MAX_BACKOFF_MS);
  return Math.floor((timestampMs + delay) / WINDOW_MS) * WINDOW_MS;
};

/** The clock is read in whole seconds too. */
export const isBackingOff = (failures: Failures, nowMs: number): boolean =>
  backoffEndsMs(failures) > Math.floor(nowMs / WINDOW_MS) * WINDOW_MS;

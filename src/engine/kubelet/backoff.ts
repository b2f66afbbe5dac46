// Models staging/src/k8s.io/client-go/util/flowcontrol/backoff.go (v1.36): the kubelet's back-off of containers and image pulls.

/** What is remembered of one container or image: plain data. */
export interface BackoffEntry {
  readonly delayMs: number;
  readonly updatedMs: number;
}

export interface BackoffLimits {
  readonly initialMs: number;
  readonly maxMs: number;
}

/** Restarts of containers: 10 s, 20 s, 40 s, 80 s, 160 s, 5 min. Image pulls have the same. */
export const CRASH_LOOP_BACKOFF: BackoffLimits = { initialMs: 10_000, maxMs: 300_000 };
export const IMAGE_PULL_BACKOFF: BackoffLimits = { initialMs: 10_000, maxMs: 300_000 };

/** After a failure: twice the delay, or the first one if the last failure is longer ago than twice the longest delay. */
export const nextBackoff = (
  entry: BackoffEntry | undefined,
  nowMs: number,
  { initialMs, maxMs }: BackoffLimits,
): BackoffEntry => ({
  delayMs: entry && !hasExpired(entry, nowMs, maxMs) ? Math.min(entry.delayMs * 2, maxMs) : initialMs,
  updatedMs: nowMs,
});

/** Whether the delay, counted from `eventMs` (when the container ended), is not over. */
export const isInBackoffSince = (
  entry: BackoffEntry | undefined,
  eventMs: number,
  nowMs: number,
  { maxMs }: BackoffLimits,
): boolean => entry !== undefined && !hasExpired(entry, eventMs, maxMs) && nowMs - eventMs < entry.delayMs;

/** Whether the delay, counted from the last failure, is not over. */
export const isInBackoffSinceUpdate = (
  entry: BackoffEntry | undefined,
  nowMs: number,
  { maxMs }: BackoffLimits,
): boolean => entry !== undefined && !hasExpired(entry, nowMs, maxMs) && nowMs - entry.updatedMs < entry.delayMs;

/** Nothing went wrong for so long that it starts afresh. */
const hasExpired = (entry: BackoffEntry, eventMs: number, maxMs: number): boolean =>
  eventMs - entry.updatedMs > 2 * maxMs;

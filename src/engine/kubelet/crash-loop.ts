// Models doBackOff of pkg/kubelet/kuberuntime/kuberuntime_manager.go (v1.36).
import type { Pod } from "#api/core-pod";
import { CRASH_LOOP_BACKOFF, isInBackoffSince, nextBackoff, type BackoffEntry } from "./backoff.ts";

type CrashLoop =
  | { readonly kind: "start"; readonly backoff?: BackoffEntry }
  | { readonly kind: "wait"; readonly backoffMs: number; readonly expiryMs: number };

/**
 * Whether a container may start now. `finishedMs`: when the dead instance ended that the sync knew of when it began; undefined if there
 * was none, and then nothing is counted. First death: start, and the step is 10 s. Second: 10 s since that death must be over. Then 20 s, ...
 */
export const crashLoop = (
  entry: BackoffEntry | undefined,
  finishedMs: number | undefined,
  nowMs: number,
): CrashLoop => {
  if (finishedMs === undefined) return { kind: "start" };
  if (entry && isInBackoffSince(entry, finishedMs, nowMs, CRASH_LOOP_BACKOFF)) {
    return { kind: "wait", backoffMs: entry.delayMs, expiryMs: finishedMs + entry.delayMs };
  }
  return { kind: "start", backoff: nextBackoff(entry, nowMs, CRASH_LOOP_BACKOFF) };
};

const podText = ({ metadata: { name, namespace, uid } }: Pod): string =>
  `${name}_${namespace ?? "default"}(${uid ?? ""})`;

export const crashLoopMessage = (pod: Pod, name: string, backoffMs: number): string =>
  `back-off ${goSeconds(backoffMs)} restarting failed container=${name} pod=${podText(pod)}`;

export const crashLoopEvent = (pod: Pod, name: string): string =>
  `Back-off restarting failed container ${name} in pod ${podText(pod)}`;

/** Go's text of a duration in whole seconds: `10s`, `1m20s`, `5m0s`. */
const goSeconds = (ms: number): string => {
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
};

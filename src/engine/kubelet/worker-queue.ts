// Models the work queue of pkg/kubelet/pod_workers.go (v1.36): when a pod's worker looks at its pod next. One timer a pod.
import type { KubeletContext } from "./context.ts";
import type { PodRow, SyncState } from "./rows.ts";
import { BACKOFF_PERIOD_MS, MAX_REQUEUE_MS } from "./timing.ts";

/** Has the worker look in `delayMs`, or earlier if it will anyway. */
export const lookIn = (context: KubeletContext, row: PodRow, delayMs: number): PodRow => {
  const { sim } = context;
  const atMs = sim.now() + Math.max(0, Math.round(delayMs));
  if (row.timer !== undefined && row.timerAtMs !== undefined && row.timerAtMs <= atMs) return row;
  sim.clearTimer(row.timer);
  return context.update(row, { timer: sim.setTimer(atMs, "kubelet/sync", row.uid), timerAtMs: atMs });
};

/** After the next moment at which the kubelet asks its runtime what has changed. */
export const lookAfterRelist = (context: KubeletContext, row: PodRow, latencyMs: number): PodRow => {
  const now = context.sim.now();
  return lookIn(context, row, context.machines.nextTick(row.node, now) - now + context.takes(row.node, latencyMs));
};

/**
 * When the kubelet's view of the runtime is newer than the end of the worker's last sync, at which each further one waits
 * (podCache.GetNewerThan in podWorkerLoop): now, with the look at this pod that is under way, or with the next round.
 */
export const nextView = ({ sim, machines }: KubeletContext, row: PodRow): number => {
  const now = sim.now();
  const { syncedMs, relistedMs } = row;
  if (syncedMs === undefined || machines.lastTick(row.node, now) > syncedMs) return now;
  if (relistedMs > syncedMs) return Math.max(now, relistedMs + 1);
  return machines.nextTick(row.node, Math.max(now, syncedMs) + 1);
};

/**
 * When a sync that failed is tried again: at the end of the first back-off, at most a minute off, else in 10 s; then up to half as long more.
 * Upstream draws from all of that half; here it is drawn from its middle, so that a back-off of 10 s lasts 12 or 13, as it does most often.
 */
export const requeueDelay = (context: KubeletContext, row: PodRow, sync: SyncState): number => {
  const { sim, machines } = context;
  const now = sim.now();
  const isBackoff = sync.expiryMs !== undefined && !sync.hasOtherError;
  const base = isBackoff ? Math.min(Math.max(0, sync.expiryMs - now), MAX_REQUEUE_MS) : BACKOFF_PERIOD_MS;
  const jittered = base * (1 + 0.5 * (0.3 + 0.3 * sim.rng.next("kubelet")));
  // The queue is looked at once a second.
  return machines.nextTick(row.node, now + jittered) - now;
};

/** The row without the timer that has just fired. */
export const withoutTimer = (row: PodRow): PodRow => {
  const { timer: _, timerAtMs: _t, ...rest } = row;
  return rest;
};

export const withoutBusy = (row: PodRow): PodRow => {
  const { busy: _, ...rest } = row;
  return rest;
};

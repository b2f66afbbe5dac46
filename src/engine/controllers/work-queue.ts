// Models staging/src/k8s.io/client-go/util/workqueue (v1.36): keys that are waiting to be reconciled, each at most once, with delays and
// per-key back-off. A key's place is a row and a timer, so a restored cluster goes on exactly.
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";

export interface WorkQueue {
  /** To be reconciled after the controller's latency; nothing if it already waits for that or something earlier. */
  add(key: string): void;
  /** To be reconciled in `delayMs`, or earlier if something else asks. */
  addAfter(key: string, delayMs: number): void;
  /** After 5 ms or `firstRetryMs`, doubling at each call until `forget`, at most 1000 s or `maxRetryMs`. */
  addRateLimited(key: string): void;
  forget(key: string): void;
  /** How often this key failed in a row. */
  retries(key: string): number;
  /** The handler for the component's `timers`: `timers: { [queue.timer]: queue.fire }`. */
  readonly fire: (key: string) => void;
}

export interface WorkQueueOptions {
  /** The component's name; the queue's timer handler must be registered as `reconcile` there, or as `timer`. */
  readonly component: string;
  readonly timer?: string;
  /** From an event to the reconcile that it causes (informer, queue, request): how far apart steps of a controller are. */
  readonly latencyMs: number;
  readonly firstRetryMs?: number;
  readonly maxRetryMs?: number;
  reconcile(key: string): void;
}

interface Waiting {
  readonly timer: number;
  readonly atMs: number;
}

export const createWorkQueue = (sim: Sim, options: WorkQueueOptions): WorkQueue => {
  const { timer = "reconcile", firstRetryMs = 5, maxRetryMs = 1_000_000 } = options;
  const waiting: Table<Waiting> = sim.table(`${options.component}/${timer}/waiting`);
  const failures: Table<number> = sim.table(`${options.component}/${timer}/failures`);
  const handler = `${options.component}/${timer}`;

  const at = (key: string, atMs: number): void => {
    const before = waiting.get(key);
    if (before && before.atMs <= atMs) return;
    if (before) sim.clearTimer(before.timer);
    waiting.set(key, { timer: sim.setTimer(atMs, handler, key), atMs });
  };
  return {
    add: (key) => at(key, sim.now() + options.latencyMs),
    addAfter: (key, delayMs) => at(key, sim.now() + Math.max(delayMs, options.latencyMs)),
    addRateLimited: (key) => {
      const n = failures.get(key) ?? 0;
      failures.set(key, n + 1);
      at(key, sim.now() + Math.min(firstRetryMs * 2 ** n, maxRetryMs));
    },
    forget: (key) => {
      failures.delete(key);
    },
    retries: (key) => failures.get(key) ?? 0,
    fire: (key) => {
      waiting.delete(key);
      options.reconcile(key);
    },
  };
};

// When a cycle of the scheduler runs. The one place that decides it: a scheduler that gets too little CPU is late here.

/** What there is work for: a pod that was just created, one that an event woke, or the next one of many. */
export type CycleCause = "created" | "woken" | "next";

/**
 * From the cause to the decision, in ms. Of a new pod it holds the binding too, which nobody sees before it is written. A waiting pod is
 * tried soon after each event that may help it, so that two pods that end one after the other make two tries.
 */
const DELAY_MS: Readonly<Record<CycleCause, number>> = { created: 12, woken: 2, next: 2 };

/** Virtual ms of the next cycle, asked for at `nowMs` after a cycle at `lastMs`. */
export const nextCycleMs = (nowMs: number, lastMs: number, cause: CycleCause): number =>
  Math.max(nowMs + DELAY_MS[cause], lastMs + DELAY_MS.next);

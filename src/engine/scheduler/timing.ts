// When a cycle of the scheduler runs. The one place that decides it: a scheduler that gets too little CPU is late here.

/** From a change in the API server to the scheduler's decision about it: watch, queue, cycle and binding. */
const REACTION_MS = 12;
/** From one pod to the next while there is work. */
const CYCLE_MS = 2;

/** Virtual ms of the next cycle, asked for at `nowMs` after a cycle at `lastMs`. */
export const nextCycleMs = (nowMs: number, lastMs: number, isBusy: boolean): number =>
  isBusy ? nowMs + CYCLE_MS : Math.max(nowMs + REACTION_MS, lastMs + CYCLE_MS);

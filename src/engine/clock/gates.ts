// Holds back the timers of programs that do not get to run, and lets them go later: whoever waits goes on waiting, nothing is lost. While
// every program runs there is no row, and nothing is asked.
import type { Table } from "../state/table.ts";
import type { Timer, TimerQueue } from "./timers.ts";

/** What a program is kept from: acting at all, or acting in time. */
export type Gate = { readonly isShut: true } | { readonly isShut: false; readonly lateMs: number };

interface GatesOptions {
  readonly timers: TimerQueue;
  readonly gates: Table<Gate>;
  /** By the timer's id: what waits for its program. */
  readonly held: Table<Timer>;
  readonly programOf: (handler: string) => string | undefined;
}

export class Gates {
  readonly #options: GatesOptions;

  constructor(options: GatesOptions) {
    this.#options = options;
  }

  /** From now on the program's timers fire late, or not at all; without a gate, those that were held are due at once. */
  set(program: string, gate: Gate | undefined, nowMs: number): void {
    const { gates, held, timers, programOf } = this.#options;
    if (gate) gates.set(program, gate);
    else gates.delete(program);
    if (gate?.isShut || held.size === 0) return;
    const freed = [...held.values()].filter((timer) => programOf(timer.handler) === program);
    for (const timer of freed) {
      held.delete(String(timer.id));
      timers.put({ ...timer, atMs: nowMs });
    }
  }

  /** Whether the timer that has just come due must wait; then it is kept. */
  holds(timer: Timer, nowMs: number): boolean {
    const { gates, held, timers, programOf } = this.#options;
    if (gates.size === 0) return false;
    const program = programOf(timer.handler);
    const gate = program === undefined ? undefined : gates.get(program);
    if (!gate) return false;
    if (gate.isShut) held.set(String(timer.id), timer);
    else if (timer.isLate) return false;
    else timers.put({ ...timer, atMs: nowMs + gate.lateMs, isLate: true });
    return true;
  }

  /** Forgets a timer that is held. */
  drop(id: number): void {
    if (this.#options.held.size > 0) this.#options.held.delete(String(id));
  }
}

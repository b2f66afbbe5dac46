// Models how many requests of each client ended how: in all, and by the second in which they were sent. Plain numbers under text keys,
// because this is counted with every request.
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import type { Outcome } from "./request.ts";

export type OutcomeCounts = { readonly [outcome: Outcome]: number };
export interface Totals {
  readonly sent: number;
  readonly outcomes: OutcomeCounts;
}
/** What became of the requests that a client sent in one second. */
export interface Bin {
  readonly second: number;
  readonly outcomes: OutcomeCounts;
}

/** Counts of this many (second, outcome, client) are kept: with one client and one outcome that is more than an hour. */
const MAX_BINS = 4096;

export class Tally {
  /** `outcome client` -> how many. */
  readonly #totals: Table<number>;
  /** `client` -> how many were sent. */
  readonly #sent: Table<number>;
  /** `second outcome client` -> how many; the oldest first. */
  readonly #bins: Table<number>;

  constructor(sim: Sim) {
    this.#totals = sim.table("network/totals");
    this.#sent = sim.table("network/sent");
    this.#bins = sim.table("network/bins");
  }

  sent(client: string): void {
    this.#sent.set(client, (this.#sent.get(client) ?? 0) + 1);
  }
  ended(client: string, outcome: Outcome, startMs: number): void {
    const key = `${outcome} ${client}`;
    this.#totals.set(key, (this.#totals.get(key) ?? 0) + 1);
    const binKey = `${Math.floor(startMs / 1000)} ${key}`;
    const before = this.#bins.get(binKey);
    if (before === undefined && this.#bins.size >= MAX_BINS) this.#dropOldest();
    this.#bins.set(binKey, (before ?? 0) + 1);
  }

  #dropOldest(): void {
    const [oldest] = this.#bins.keys();
    if (oldest !== undefined) this.#bins.delete(oldest);
  }

  /** All clients that ever sent. */
  clients(): string[] {
    return [...this.#sent.keys()];
  }
  totals(client: string): Totals {
    const outcomes: { [outcome: Outcome]: number } = {};
    for (const [key, count] of this.#totals.entries()) {
      const space = key.indexOf(" ");
      if (key.slice(space + 1) === client) outcomes[key.slice(0, space)] = count;
    }
    return { sent: this.#sent.get(client) ?? 0, outcomes };
  }
  /** In the order of time; seconds in which nothing ended are left out. */
  bins(client: string): Bin[] {
    const bySecond = new Map<number, { [outcome: Outcome]: number }>();
    for (const [key, count] of this.#bins.entries()) {
      const [second = "", outcome = ""] = key.split(" ", 2);
      if (key.slice(second.length + outcome.length + 2) !== client) continue;
      const outcomes = bySecond.get(Number(second)) ?? {};
      bySecond.set(Number(second), outcomes);
      outcomes[outcome] = count;
    }
    const bins = [...bySecond].map(([second, outcomes]): Bin => ({ second, outcomes }));
    return bins.toSorted((a, b) => a.second - b.second);
  }
}

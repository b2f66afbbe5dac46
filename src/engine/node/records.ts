// What a machine writes down about itself: what its kubelet did, and what its kernel said. Facts, not words: whoever reads them
// (journalctl, dmesg) finds the words. It stays on the machine's disk, whether an API server can be reached or not.
// Simplified: only the newest are kept.
import { memoise } from "#api/memoise";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";

export interface MachineNote {
  readonly atMs: number;
  /** An event's reason, or what befell the kubelet itself: Add, Remove, Died, Stop, Start, Freeze, Thaw, ApiLost, ApiFound, PowerOff, PowerOn, OOM. */
  readonly what: string;
  readonly message?: string;
  /** `namespace/name`. */
  readonly pod?: string;
  readonly uid?: string;
  readonly container?: string;
  readonly containerId?: string;
  /** Of a process that the kernel killed: what it held, and what it might hold. */
  readonly bytes?: number;
  readonly limitBytes?: number;
  /** Its oom_score_adj. */
  readonly adj?: number;
}

const MOST_KEPT = 400;
const MOST_OF_ALL = 40_000;
const LEAST_KEPT = 8;

export class Records {
  readonly #sim: Sim;
  readonly #rows: Table<readonly MachineNote[]>;
  readonly #kept: number;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#rows = sim.table("node/records");
    const share = Math.floor(MOST_OF_ALL / Math.max(1, sim.scenario.nodes.length));
    this.#kept = Math.max(LEAST_KEPT, Math.min(MOST_KEPT, share));
  }

  write(node: string, note: Omit<MachineNote, "atMs">): void {
    const before = this.#rows.get(node) ?? [];
    const kept = before.length < this.#kept ? before : before.slice(1 - this.#kept);
    this.#rows.set(node, [...kept, { atMs: this.#sim.now(), ...note }]);
  }
  /** The oldest first. */
  of(node: string): readonly MachineNote[] {
    return this.#rows.get(node) ?? [];
  }
}

export const recordsOf = memoise((sim: Sim): Records => new Records(sim));

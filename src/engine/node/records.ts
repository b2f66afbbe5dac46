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
/** A note more costs a copy of one piece, not of all that is kept. */
const PIECE = 20;

/** The oldest first. Every piece but the newest is full. */
interface Kept {
  readonly older: readonly (readonly MachineNote[])[];
  readonly newest: readonly MachineNote[];
}

const NOTHING: Kept = { older: [], newest: [] };

export class Records {
  readonly #sim: Sim;
  readonly #rows: Table<Kept>;
  readonly #kept: number;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#rows = sim.table("node/records");
    const share = Math.floor(MOST_OF_ALL / Math.max(1, sim.scenario.nodes.length));
    this.#kept = Math.max(LEAST_KEPT, Math.min(MOST_KEPT, share));
  }

  write(node: string, note: Omit<MachineNote, "atMs">): void {
    const { older, newest } = this.#rows.get(node) ?? NOTHING;
    const now: MachineNote = { atMs: this.#sim.now(), ...note };
    if (newest.length < PIECE) this.#rows.set(node, { older, newest: [...newest, now] });
    else this.#rows.set(node, { older: [...older, newest].slice(-Math.ceil(this.#kept / PIECE)), newest: [now] });
  }
  /** The oldest first. */
  of(node: string): readonly MachineNote[] {
    const { older, newest } = this.#rows.get(node) ?? NOTHING;
    return [...older.flat(), ...newest].slice(-this.#kept);
  }
}

export const recordsOf = memoise((sim: Sim): Records => new Records(sim));

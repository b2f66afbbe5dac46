// What the processes of each machine want and hold: CPU that they would burn, memory that they have and how fast it grows. Kept with each
// change, so that nobody has to add up all processes.
import type { Applications } from "../apps/applications.ts";
import type { ProcessRow } from "../apps/process.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";

export interface Claim {
  readonly cpuMilli: number;
  /** At `atMs`; it grows by `slope` bytes a millisecond. */
  readonly bytes: number;
  readonly slope: number;
  readonly atMs: number;
}

interface NodeClaim extends Claim {
  /** How many processes there are. */
  readonly count: number;
}

const NO_CLAIM: Claim = { cpuMilli: 0, bytes: 0, slope: 0, atMs: 0 };
const NOTHING: NodeClaim = { cpuMilli: 0, bytes: 0, slope: 0, atMs: 0, count: 0 };

export const bytesAt = (claim: Claim, nowMs: number): number => claim.bytes + claim.slope * (nowMs - claim.atMs);

export class Ledger {
  readonly #sim: Sim;
  readonly #apps: Applications;
  readonly #claims: Table<Claim>;
  readonly #nodes: Table<NodeClaim>;

  constructor(sim: Sim, apps: Applications) {
    this.#sim = sim;
    this.#apps = apps;
    this.#claims = sim.table("node/claims");
    this.#nodes = sim.table("node/totals");
  }

  ofNode(node: string): NodeClaim {
    return this.#nodes.get(node) ?? NOTHING;
  }

  /** Books what the process wants and holds now. True if it wants another amount of CPU than before. */
  book(row: ProcessRow): boolean {
    const before = this.#claims.get(row.id) ?? NO_CLAIM;
    const isBooked = before !== NO_CLAIM;
    const isAlive = row.state !== "exited";
    if (!isAlive && !isBooked) return false;
    const claim = isAlive ? this.#claimOf(row) : NO_CLAIM;
    if (isAlive) this.#claims.set(row.id, claim);
    else this.#claims.delete(row.id);
    const count = this.ofNode(row.node).count + Number(isAlive) - Number(isBooked);
    // With nobody left the sums are nothing, whatever the rounding of many small steps says.
    if (count === 0) this.#nodes.delete(row.node);
    else this.#nodes.set(row.node, this.#sum(row.node, { before, claim, count }));
    return claim.cpuMilli !== before.cpuMilli;
  }

  #claimOf(row: ProcessRow): Claim {
    return {
      cpuMilli: this.#apps.cpuDemandMilli(row),
      bytes: this.#apps.memoryBytes(row),
      slope: this.#apps.memorySlope(row),
      atMs: this.#sim.now(),
    };
  }

  #sum(node: string, { before, claim, count }: Booking): NodeClaim {
    const total = this.ofNode(node);
    const atMs = this.#sim.now();
    return {
      cpuMilli: total.cpuMilli + claim.cpuMilli - before.cpuMilli,
      bytes: bytesAt(total, atMs) + claim.bytes - bytesAt(before, atMs),
      slope: total.slope + claim.slope - before.slope,
      atMs,
      count,
    };
  }
}

interface Booking {
  readonly before: Claim;
  readonly claim: Claim;
  readonly count: number;
}

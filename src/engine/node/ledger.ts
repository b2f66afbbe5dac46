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

export interface NodeClaim extends Claim {
  /** How many processes there are. */
  readonly count: number;
}

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
    const now = this.#sim.now();
    const before = this.#claims.get(row.id);
    const isAlive = row.state !== "exited";
    const claim: Claim | undefined = isAlive
      ? {
          cpuMilli: this.#apps.cpuDemandMilli(row),
          bytes: this.#apps.memoryBytes(row),
          slope: this.#apps.memorySlope(row),
          atMs: now,
        }
      : undefined;
    if (claim) this.#claims.set(row.id, claim);
    else this.#claims.delete(row.id);
    const total = this.ofNode(row.node);
    const count = total.count + (claim ? 1 : 0) - (before ? 1 : 0);
    // With nobody left the sums are nothing, whatever the rounding of many small steps says.
    if (count === 0) this.#nodes.delete(row.node);
    else {
      this.#nodes.set(row.node, {
        cpuMilli: total.cpuMilli + (claim?.cpuMilli ?? 0) - (before?.cpuMilli ?? 0),
        bytes: bytesAt(total, now) + (claim?.bytes ?? 0) - (before ? bytesAt(before, now) : 0),
        slope: total.slope + (claim?.slope ?? 0) - (before?.slope ?? 0),
        atMs: now,
        count,
      });
    }
    return (claim?.cpuMilli ?? 0) !== (before?.cpuMilli ?? 0);
  }
}

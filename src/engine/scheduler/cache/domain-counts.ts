// Models TpValueToMatchNum and topologyToMatchedTermCount (v1.36, plugins/podtopologyspread and plugins/interpodaffinity), but kept
// with every pod that comes and goes instead of being counted anew for every pod that is scheduled.
import type { Eligibility } from "./eligibility.ts";
import type { Topology } from "./topology.ts";

const FEW = 32;

/** How many pods of one kind there are in each domain of a topology. */
export class DomainCounts {
  readonly topology: Topology;
  /** Nodes that count at all; domains without such a node do not exist. Absent: every node that has the label. */
  readonly eligible: Eligibility | undefined;
  readonly #counts = new Map<number, number>();
  /** How many domains have a certain (positive) count. */
  readonly #domainsWith = new Map<number, number>();
  /** No domain has fewer than this, but for those with none. */
  #atLeast = 1;

  constructor(topology: Topology, eligible?: Eligibility) {
    this.topology = topology;
    this.eligible = eligible;
  }
  /** Domains with at least one pod. */
  get occupied(): number {
    return this.#counts.size;
  }
  get(domain: number): number {
    return this.#counts.get(domain) ?? 0;
  }
  /** Counts `delta` pods on the node in `slot`, if that node counts. */
  addOn(slot: number, delta: number): void {
    if (delta === 0 || (this.eligible && !this.eligible.has(slot))) return;
    const domain = this.topology.domainOf[slot];
    if (domain !== undefined) this.#add(domain, delta);
  }
  /** The smallest count of any existing domain but the `except`ed ones; undefined when there is none. */
  minimum(except?: ReadonlyMap<number, number>): number | undefined {
    const domains = this.eligible?.domains(this.topology) ?? this.#counts;
    let [withNone, occupied] = [domains.size - this.#counts.size, this.#counts.size];
    for (const domain of except?.keys() ?? []) {
      if (this.#counts.has(domain)) occupied--;
      else if (domains.has(domain)) withNone--;
    }
    if (withNone > 0) return 0;
    if (occupied <= 0) return undefined;
    return this.#counts.size <= FEW ? this.#smallestOfFew(except) : this.#smallest(except);
  }

  #add(domain: number, delta: number): void {
    const before = this.#counts.get(domain) ?? 0;
    const after = before + delta;
    if (before > 0) this.#shift(before, -1);
    if (after > 0) {
      this.#counts.set(domain, after);
      this.#shift(after, 1);
      if (after < this.#atLeast) this.#atLeast = after;
    } else this.#counts.delete(domain);
  }
  #shift(count: number, by: number): void {
    const domains = (this.#domainsWith.get(count) ?? 0) + by;
    if (domains > 0) this.#domainsWith.set(count, domains);
    else this.#domainsWith.delete(count);
  }
  #smallestOfFew(except: ReadonlyMap<number, number> | undefined): number | undefined {
    let least: number | undefined;
    for (const [domain, count] of this.#counts) {
      if ((least === undefined || count < least) && !except?.has(domain)) least = count;
    }
    return least;
  }
  /** Climbs from the last known minimum: each step up was paid for by a pod that came. */
  #smallest(except: ReadonlyMap<number, number> | undefined): number {
    while (!this.#domainsWith.has(this.#atLeast)) this.#atLeast++;
    if (!except || except.size === 0) return this.#atLeast;
    let count = this.#atLeast;
    for (;;) {
      let domains = this.#domainsWith.get(count) ?? 0;
      for (const domain of except.keys()) if (this.#counts.get(domain) === count) domains--;
      if (domains > 0) return count;
      count++;
    }
  }
}

/** Counts as they would be with some pods added or removed: what a dry run looks at. The counts beneath stay as they are. */
export class CountView {
  readonly base: DomainCounts;
  readonly #delta: Map<number, number>;

  constructor(base: DomainCounts, delta: ReadonlyMap<number, number> = NONE) {
    this.base = base;
    this.#delta = delta.size === 0 ? new Map() : new Map(delta);
  }
  clone(): CountView {
    return new CountView(this.base, this.#delta);
  }
  get(domain: number): number {
    const count = this.base.get(domain);
    return this.#delta.size === 0 ? count : count + (this.#delta.get(domain) ?? 0);
  }
  addOn(slot: number, delta: number): void {
    if (this.base.eligible && !this.base.eligible.has(slot)) return;
    const domain = this.base.topology.domainOf[slot];
    if (domain !== undefined) this.#delta.set(domain, (this.#delta.get(domain) ?? 0) + delta);
  }
  minimum(): number | undefined {
    if (this.#delta.size === 0) return this.base.minimum();
    let least = this.base.minimum(this.#delta);
    for (const domain of this.#delta.keys()) {
      const count = this.get(domain);
      if (least === undefined || count < least) least = count;
    }
    return least;
  }
  /** No domain has a pod. */
  isEmpty(): boolean {
    let occupied = this.base.occupied;
    for (const [domain, delta] of this.#delta) {
      const before = this.base.get(domain);
      if (before > 0 && before + delta === 0) occupied--;
      else if (before === 0 && delta !== 0) occupied++;
    }
    return occupied === 0;
  }
}

const NONE: ReadonlyMap<number, number> = new Map();

// Models the topology values that podtopologyspread and interpodaffinity count by (v1.36), each value interned as a small number
// so that a count is found without building a string.
import { own } from "#api/json";

export class Topology {
  readonly key: string;
  /** The domain of the node in each slot; undefined: the node lacks the label. */
  readonly domainOf: (number | undefined)[] = [];
  readonly #ids = new Map<string, number>();

  constructor(key: string) {
    this.key = key;
  }
  /** How many values were ever seen: an upper bound of the domains there are. */
  get size(): number {
    return this.#ids.size;
  }
  /** Reads the label of the node that takes (or keeps) `slot`. */
  place(slot: number, labels: Readonly<Record<string, string>>): void {
    const value = own(labels, this.key);
    this.domainOf[slot] = value === undefined ? undefined : this.#intern(value);
  }
  clear(slot: number): void {
    this.domainOf[slot] = undefined;
  }

  #intern(value: string): number {
    const known = this.#ids.get(value);
    if (known !== undefined) return known;
    const id = this.#ids.size;
    this.#ids.set(value, id);
    return id;
  }
}

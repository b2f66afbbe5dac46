// Where in a branch's log the entries of one kind stand. Most of a log is the cluster's own: it is looked through once, as it grows.
import type { LoggedEntry } from "./log.ts";

interface Places {
  readonly at: number[];
  /** Entries looked at so far. */
  seen: number;
}

export class LogPlaces {
  readonly #type: LoggedEntry["type"];
  readonly #ofBranch = new WeakMap<readonly LoggedEntry[], Places>();

  constructor(type: LoggedEntry["type"]) {
    this.#type = type;
  }

  /** Ascending indexes into the entries; the first `count` of them lie before `length`. */
  before(entries: readonly LoggedEntry[], length: number): { readonly at: readonly number[]; readonly count: number } {
    let places = this.#ofBranch.get(entries);
    if (!places) this.#ofBranch.set(entries, (places = { at: [], seen: 0 }));
    for (; places.seen < entries.length; places.seen++) {
      if (entries[places.seen]!.type === this.#type) places.at.push(places.seen);
    }
    return { at: places.at, count: countBelow(places.at, length) };
  }
}

/** How many of the ascending numbers are below the limit. */
const countBelow = (numbers: readonly number[], limit: number): number => {
  let low = 0;
  for (let high = numbers.length; low < high;) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
};

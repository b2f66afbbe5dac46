// Named random streams: one a component, so that a new draw in one place changes no other.
import type { Table } from "../state/table.ts";

const UINT32 = 4_294_967_296;

/** FNV-1a 32 of a text: the seed of a stream and the running hash of a log. */
export const fnv1a = (text: string, hash = 2_166_136_261): number => {
  let h = hash;
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i);
    h = Math.imul(h, 16_777_619);
  }
  return h >>> 0;
};

/** The dice of a cluster. Every stream's state is one row of `rows`. */
export interface Rng {
  /** The next number of `stream`, 0 <= n < 1 (mulberry32). */
  next(stream: string): number;
  /** A whole number, 0 <= n < bound. */
  int(stream: string, bound: number): number;
}

export const createRng = (rows: Table<number>, seed: number): Rng => {
  const next = (stream: string): number => {
    const a = ((rows.get(stream) ?? fnv1a(stream, seed >>> 0)) + 0x6d2b79f5) | 0;
    rows.set(stream, a);
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / UINT32;
  };
  return { next, int: (stream, bound) => Math.floor(next(stream) * bound) };
};

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
  /** The next `count` numbers of 32 bits: what drawing them one by one would give. */
  words(stream: string, count: number): number[];
}

export const createRng = (rows: Table<number>, seed: number): Rng => {
  const stateOf = (stream: string): number => rows.get(stream) ?? fnv1a(stream, seed >>> 0);
  const next = (stream: string): number => {
    const state = (stateOf(stream) + STEP) | 0;
    rows.set(stream, state);
    return mix(state) / UINT32;
  };
  const words = (stream: string, count: number): number[] => {
    const drawn: number[] = [];
    let state = stateOf(stream);
    for (let i = 0; i < count; i++) drawn.push(mix((state = (state + STEP) | 0)));
    rows.set(stream, state);
    return drawn;
  };
  return { next, int: (stream, bound) => Math.floor(next(stream) * bound), words };
};

const STEP = 0x6d2b79f5;

/** 32 bits of a stream's state (mulberry32). */
const mix = (state: number): number => {
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return (t ^ (t >>> 14)) >>> 0;
};

// Replaces names and numbers throughout a value, by the table of a variation and a seed.
import type { Variation } from "./lesson.ts";

type Table = ReadonlyMap<string, string>;

/** What is replaced by what for this seed: of each row the same column. */
export const tableOf = ({ replace }: Pick<Variation, "replace">, seed: number): Table =>
  new Map(
    replace.flatMap((row, i) =>
      Object.entries(row).map(([from, to]) => [from, String(to[mix(seed, i) % to.length])] as const),
    ),
  );

/** Spreads neighbouring seeds over the columns: two days in a row rarely look the same. */
const mix = (seed: number, row: number): number => {
  let h = Math.imul(seed ^ Math.imul(row + 1, 0x9e3779b1), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

/** Every text within the value, keys too, with the table applied; a number is replaced as a whole. */
export const dress = <T>(value: T, table: Table): T => {
  const keys = [...table.keys()].toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(keys.map(whole).join("|"), "g");
  const text = (from: string): string => from.replaceAll(pattern, (found) => table.get(found) ?? found);
  const walk = (from: unknown): unknown => {
    if (typeof from === "string") return text(from);
    if (typeof from === "number") return table.has(String(from)) ? Number(table.get(String(from))) : from;
    if (Array.isArray(from)) return from.map(walk);
    if (typeof from !== "object" || from === null) return from;
    return Object.fromEntries(Object.entries(from).map(([key, inner]) => [text(key), walk(inner)]));
  };
  return walk(value) as T;
};

/** A name is not replaced where it is a part of another word: `pay` stays in `payment`. */
const whole = (key: string): string => {
  const escaped = key.replaceAll(/[.*+?^${}()|[\]\\/]/g, "\\$&");
  return `${/^\w/.test(key) ? "(?<![A-Za-z0-9])" : ""}${escaped}${/\w$/.test(key) ? "(?![A-Za-z0-9])" : ""}`;
};

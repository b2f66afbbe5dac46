// What the functions of jq do.
import { deepEqual, isJsonObject, own } from "#api/json";
import type { Json } from "#api/meta";
import { parseTime } from "#api/time";
import type { Argument } from "./jq-run.ts";
import { compare, each, JqError, keyOf, listOf, named, shown, sortedKeys, typeName, type Values } from "./jq-values.ts";

/** Items with what they are sorted by. */
export const keyed = (input: Json, arg: Argument, what: string): readonly (readonly [key: Json, item: Json])[] =>
  listOf(input, what)
    .map((item) => [[...arg(item)], item] as const)
    .toSorted(([a], [b]) => compare(a, b));

export const groups = (input: Json, arg: Argument): readonly (readonly Json[])[] => {
  const out: { key: Json; items: Json[] }[] = [];
  for (const [key, item] of keyed(input, arg, "grouped")) {
    const last = out.at(-1);
    if (last && deepEqual(last.key, key)) last.items.push(item);
    else out.push({ key, items: [item] });
  }
  return out.map(({ items }) => items);
};

export const itself: Argument = (input) => [input];

export const lengthOf = (v: Json): Json => {
  if (v === null) return 0;
  if (typeof v === "number") return Math.abs(v);
  if (typeof v === "boolean") throw new JqError(`boolean (${v}) has no length`);
  return typeof v === "string" ? Array.from(v).length : Object.keys(v).length;
};

export const keysOf = (v: Json): readonly Json[] => {
  if (Array.isArray(v)) return (v as Values).map((_, i) => i);
  if (isJsonObject(v)) return sortedKeys(v);
  throw new JqError(`${named(v)} has no keys`);
};

export const contains = (a: Json, b: Json): boolean => {
  if (typeof a === "string" && typeof b === "string") return a.includes(b);
  if (Array.isArray(a) && Array.isArray(b))
    return (b as Values).every((x) => (a as Values).some((y) => contains(y, x)));
  if (isJsonObject(a) && isJsonObject(b)) return Object.entries(b).every(([k, x]) => contains(own(a, k) ?? null, x));
  if (typeName(a) !== typeName(b))
    throw new JqError(`${named(a)} and ${named(b)} cannot have their containment checked`);
  return deepEqual(a, b);
};

export const toNumber = (v: Json): Json => {
  if (typeof v === "number") return v;
  if (typeof v !== "string") throw new JqError(`${named(v)} cannot be parsed as a number`);
  const number = v.trim() === "" ? Number.NaN : Number(v);
  if (Number.isNaN(number)) throw new JqError(`Cannot be parsed as a number: ${v}`);
  return number;
};

export const fromJson = (v: Json): Json => {
  try {
    return JSON.parse(shown(v)) as Json;
  } catch {
    throw new JqError(`Invalid JSON text (while parsing '${shown(v)}')`);
  }
};

export const entriesOf = (v: Json): readonly Json[] => {
  if (Array.isArray(v)) return (v as Values).map((value, key) => ({ key, value }));
  if (!isJsonObject(v)) throw new JqError(`${named(v)} has no keys`);
  return Object.entries(v).map(([key, value]) => ({ key, value }));
};

export const fromEntries = (v: Json): Json =>
  Object.fromEntries(
    each(v).map((entry) => {
      const found = ["key", "k", "name", "Name", "Key", "K"]
        .map((name) => keyOf(entry, name))
        .find((key) => key !== null && key !== false);
      const value = isJsonObject(entry) ? (entry["value"] ?? entry["v"] ?? entry["Value"] ?? null) : null;
      return [found === undefined ? "null" : shown(found), value];
    }),
  );

export const flattened = (v: Json, depth: number): Values =>
  listOf(v, "flattened").flatMap((item) =>
    Array.isArray(item) && depth > 0 ? flattened(item as Json, depth - 1) : [item],
  );

export const secondsOf = (v: Json): number => {
  const ms = typeof v === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(v) ? parseTime(v) : undefined;
  if (ms === undefined) throw new JqError(`date ${JSON.stringify(v)} does not match format "%Y-%m-%dT%H:%M:%SZ"`);
  return Math.floor(ms / 1000);
};

export const ranged = (from: number, to: number, by: number): Values => {
  const count = by === 0 ? 0 : Math.max(0, Math.ceil((to - from) / by));
  if (count > 100_000) throw new JqError("more than 100000 values");
  return Array.from({ length: count }, (_, i) => from + i * by);
};

export const walked = (v: Json, arg: Argument): Values => {
  const inner: Json = Array.isArray(v)
    ? (v as Values).flatMap((item) => walked(item, arg))
    : isJsonObject(v)
      ? Object.fromEntries(
          Object.entries(v).flatMap(([key, item]) =>
            walked(item, arg)
              .slice(0, 1)
              .map((value) => [key, value]),
          ),
        )
      : v;
  return arg(inner);
};

export const leavesOf = (
  v: Json,
  path: readonly Json[] = [],
): readonly (readonly [path: readonly Json[], value: Json])[] => {
  const here = path.length === 0 ? [] : [[path, v] as const];
  if (typeof v !== "object" || v === null) return here;
  const inner = Array.isArray(v)
    ? (v as Values).map((item, i) => [i, item] as const)
    : Object.entries(v as { [key: string]: Json });
  return [...here, ...inner.flatMap(([key, item]) => leavesOf(item, [...path, key]))];
};

export const extreme =
  (sign: 1 | -1): ((input: Json, arg: Argument) => Json) =>
  (input, arg) => {
    const all = keyed(input, arg, "compared");
    return (sign < 0 ? all[0] : all.at(-1))?.[1] ?? null;
  };

export const indexes = (input: Json, given: Json): readonly number[] => {
  if (typeof input === "string" && typeof given === "string" && given !== "") {
    return Array.from(input).flatMap((_, i) => (input.startsWith(given, i) ? [i] : []));
  }
  return Array.isArray(input) ? (input as Values).flatMap((item, i) => (deepEqual(item, given) ? [i] : [])) : [];
};

export const joined = (input: Json, given: Json): Json =>
  listOf(input, "joined")
    .map((v) => {
      if (typeof v === "object" && v !== null) throw new JqError(`${named(given)} and ${named(v)} cannot be added`);
      return v === null ? "" : shown(v);
    })
    .join(shown(given));

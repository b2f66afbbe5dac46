// The values of jq: their order, their texts, their sums.
import { compareStrings } from "#api/compare";
import { deepEqual, isJsonObject, own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";

export class JqError extends Error {
  /** What `catch` gets. */
  readonly value: Json;
  constructor(value: Json) {
    super(typeof value === "string" ? value : `${JSON.stringify(value)} (not a string)`);
    this.value = value;
  }
}

export type Values = readonly Json[];

const MOST_LETTERS = 1_000_000;
const SHOWN = 11;

export const typeName = (v: Json): string => (v === null ? "null" : Array.isArray(v) ? "array" : typeof v);
export const isTrue = (v: Json): boolean => v !== null && v !== false;
export const shown = (v: Json): string => (typeof v === "string" ? v : JSON.stringify(v));

/** `object ({"a":1,"b...)`. */
export const named = (v: Json): string => {
  const text = JSON.stringify(v);
  return `${typeName(v)} (${text.length > SHOWN ? `${text.slice(0, SHOWN - 1)}...` : text})`;
};

export const listOf = (v: Json, what: string): Values => {
  if (Array.isArray(v)) return v as Values;
  throw new JqError(`${named(v)} cannot be ${what}, as it is not an array`);
};

/** From where to where a key such as {"start":1,"end":null} goes, in a list of this length. */
export const sliceOf = (key: JsonObject, length: number): readonly [from: number, to: number] => {
  const place = (given: Json | undefined, otherwise: number, round: (n: number) => number): number => {
    if (typeof given !== "number") return otherwise;
    return Math.max(0, Math.min(length, round(given) + (given < 0 ? length : 0)));
  };
  const from = place(key["start"], 0, Math.floor);
  return [from, Math.max(from, place(key["end"], length, Math.ceil))];
};

export const keyOf = (value: Json, key: Json): Json => {
  if (typeof value === "string" && isJsonObject(key)) {
    const letters = Array.from(value);
    return letters.slice(...sliceOf(key, letters.length)).join("");
  }
  if (Array.isArray(value) && isJsonObject(key)) return (value as Values).slice(...sliceOf(key, value.length));
  if (value === null && typeof key !== "boolean" && !Array.isArray(key)) return null;
  if (isJsonObject(value) && typeof key === "string") return own(value, key) ?? null;
  if (Array.isArray(value) && typeof key === "number") return (value.at(Math.floor(key)) as Json | undefined) ?? null;
  throw new JqError(`Cannot index ${typeName(value)} with ${typeof key === "string" ? `"${key}"` : typeName(key)}`);
};

export const each = (value: Json): Values => {
  if (Array.isArray(value)) return value as Values;
  if (isJsonObject(value)) return Object.values(value);
  throw new JqError(`Cannot iterate over ${value === null ? "null (null)" : named(value)}`);
};

const ORDER = ["null", "boolean", "number", "string", "array", "object"];

export const sortedKeys = (v: object): readonly string[] => Object.keys(v).toSorted(compareStrings);

export const compare = (a: Json, b: Json): number => {
  const byType = ORDER.indexOf(typeName(a)) - ORDER.indexOf(typeName(b));
  if (byType !== 0) return byType;
  if (typeof a === "number") return a - (b as number);
  if (typeof a === "string") return compareStrings(a, b as string);
  if (typeof a === "boolean") return Number(a) - Number(b);
  if (Array.isArray(a)) return compareLists(a as Values, b as Values);
  if (!isJsonObject(a) || !isJsonObject(b)) return 0;
  const [keys, others] = [sortedKeys(a), sortedKeys(b)];
  return (
    compareLists(keys, others) ||
    compareLists(
      keys.map((key) => a[key]!),
      keys.map((key) => b[key]!),
    )
  );
};

const compareLists = (a: Values, b: Values): number => {
  for (const [index, value] of a.entries()) {
    if (index >= b.length) return 1;
    const order = compare(value, b[index]!);
    if (order !== 0) return order;
  }
  return a.length - b.length;
};

const sizeOf = (v: Json): number => (typeof v === "string" || Array.isArray(v) ? v.length : 0);

export const plus = (a: Json, b: Json): Json => {
  if (sizeOf(a) + sizeOf(b) > MOST_LETTERS) throw new JqError("the sum is too large");
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...(a as Values), ...(b as Values)];
  if (isJsonObject(a) && isJsonObject(b)) return { ...a, ...b };
  throw new JqError(`${named(a)} and ${named(b)} cannot be added`);
};

const minus = (a: Json, b: Json): Json => {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (Array.isArray(a) && Array.isArray(b))
    return (a as Values).filter((x) => !(b as Values).some((y) => deepEqual(x, y)));
  throw new JqError(`${named(a)} and ${named(b)} cannot be subtracted`);
};

const merged = (a: Json, b: Json): Json => {
  if (!isJsonObject(a) || !isJsonObject(b)) return b;
  return {
    ...a,
    ...Object.fromEntries(Object.entries(b).map(([key, value]) => [key, merged(own(a, key) ?? null, value)])),
  };
};

const times = (a: Json, b: Json): Json => {
  if (typeof a === "number" && typeof b === "number") return a * b;
  if (typeof a === "string" && typeof b === "number") {
    if (a.length * b > MOST_LETTERS || b > MOST_LETTERS) throw new JqError("the product is too large");
    return b <= 0 ? null : a.repeat(Math.max(1, Math.ceil(b)));
  }
  if (isJsonObject(a) && isJsonObject(b)) return merged(a, b);
  throw new JqError(`${named(a)} and ${named(b)} cannot be multiplied`);
};

const divided = (a: Json, b: Json): Json => {
  if (typeof a === "string" && typeof b === "string") return a.split(b);
  if (typeof a !== "number" || typeof b !== "number")
    throw new JqError(`${named(a)} and ${named(b)} cannot be divided`);
  if (b === 0) throw new JqError(`${named(a)} and ${named(b)} cannot be divided because the divisor is zero`);
  return a / b;
};

const rest = (a: Json, b: Json): Json => {
  if (typeof a !== "number" || typeof b !== "number")
    throw new JqError(`${named(a)} and ${named(b)} cannot be divided`);
  if (Math.trunc(b) === 0)
    throw new JqError(`${named(a)} and ${named(b)} cannot be divided because the divisor is zero`);
  return Math.trunc(a) % Math.abs(Math.trunc(b));
};

export const OPERATORS: ReadonlyMap<string, (a: Json, b: Json) => Json> = new Map([
  ["==", (a: Json, b: Json): Json => deepEqual(a, b)],
  ["!=", (a: Json, b: Json): Json => !deepEqual(a, b)],
  ["<", (a: Json, b: Json): Json => compare(a, b) < 0],
  ["<=", (a: Json, b: Json): Json => compare(a, b) <= 0],
  [">", (a: Json, b: Json): Json => compare(a, b) > 0],
  [">=", (a: Json, b: Json): Json => compare(a, b) >= 0],
  ["+", plus],
  ["-", minus],
  ["*", times],
  ["/", divided],
  ["%", rest],
]);

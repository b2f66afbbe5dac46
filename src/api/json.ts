// Plain JSON: equality, a canonical text, and freezing for tests.
import { compareStrings } from "./compare.ts";
import type { JsonObject } from "./meta.ts";

/** An object of JSON: neither null nor a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The object that a text is in JSON; undefined if it is none. */
export const parseJsonObject = (text: string): JsonObject | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** What a record itself has under a name that somebody typed: `constructor` and `toString` are nobody's keys until they are set. */
export const own = <T>(record: { readonly [key: string]: T }, key: string): T | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

/** Equal by value. The order of keys does not count, nor does an absent key against an undefined one. */
export const deepEqual = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) return arraysEqual(a, b);
  return objectsEqual(a as Record<string, unknown>, b as Record<string, unknown>);
};

const arraysEqual = (a: unknown, b: unknown): boolean => {
  if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!deepEqual(a[i], b[i])) return false;
  return true;
};

const objectsEqual = (a: Record<string, unknown>, b: Record<string, unknown>): boolean => {
  let extra = 0;
  for (const key in a) {
    if (a[key] === undefined) continue;
    extra++;
    if (!deepEqual(a[key], b[key])) return false;
  }
  for (const key in b) if (b[key] !== undefined) extra--;
  return extra === 0;
};

/**
 * As `{ ...object, ...fields }`, for what every pod passes. In Node 20 a literal that begins with a spread takes half a microsecond longer for
 * each field that the object has not got, and ten times as long where objects of many shapes come by; this takes the time of a copy.
 * Only for rows of known shape: a key `__proto__`, which the spread keeps, is lost here.
 */
export const withFields = <T extends object, F extends object>(object: T, fields: F): T & F =>
  Object.assign({}, object, fields);

/** JSON with the keys of every object in the order of compareStrings: one text for one value. */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    isJsonObject(v) ? Object.fromEntries(Object.entries(v).toSorted(([a], [b]) => compareStrings(a, b))) : v,
  );

/** Freezes a value and all below it; a write to it then throws. Answers the same value. */
export const deepFreeze = <T>(value: T): T => {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const v of Object.values(value)) deepFreeze(v);
  return value;
};

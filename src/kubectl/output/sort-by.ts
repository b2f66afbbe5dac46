// Models kubectl/pkg/cmd/get/sorter.go (v1.36): --sort-by a path, quantities as quantities and digits in texts as numbers.
import type { Json, JsonObject } from "#api/meta";
import { compareQuantities, parseQuantity } from "#api/quantity";
import { goQuote } from "#api/go-quote";
import { findJsonPath, relaxedJsonPath } from "./jsonpath.ts";
import { JsonPathError } from "./jsonpath-parse.ts";

const isDigit = (ch: string | undefined): boolean => ch !== undefined && ch >= "0" && ch <= "9";

interface Numeral {
  readonly digits: string;
  /** Where it ends, and where its first digit stands that is no leading zero. */
  readonly end: number;
  readonly start: number;
}

const numeralAt = (text: string, from: number): Numeral => {
  const [, zeros = "", digits = ""] = /^(0*)(\d*)/.exec(text.slice(from)) ?? [];
  const start = from + zeros.length;
  return { digits, start, end: start + digits.length };
};

/** As numbers, then by how many zeros lead; undefined if they are equal. */
const numeralLess = (a: Numeral, b: Numeral): boolean | undefined => {
  if (a.digits.length !== b.digits.length) return a.digits.length < b.digits.length;
  if (a.digits !== b.digits) return a.digits < b.digits;
  return a.start === b.start ? undefined : a.start < b.start;
};

/** fvbommel/sortorder.NaturalLess. Both texts are read in step: up to `at` they are equal. */
const naturalLess = (a: string, b: string): boolean => {
  let at = 0;
  while (at < a.length && at < b.length) {
    const [x = "", y = ""] = [a[at], b[at]];
    if (isDigit(x) !== isDigit(y)) return isDigit(x);
    if (!isDigit(x) && x !== y) return x < y;
    const first = numeralAt(a, at);
    const less = isDigit(x) ? numeralLess(first, numeralAt(b, at)) : undefined;
    if (less !== undefined) return less;
    at = Math.max(at + 1, first.end);
  }
  return a.length < b.length;
};

const isLess = (a: Json, b: Json): boolean => {
  if (typeof a === "number" && typeof b === "number") return a < b;
  if (typeof a !== "string" || typeof b !== "string") return false;
  const left = parseQuantity(a);
  const right = parseQuantity(b);
  if (left.ok && right.ok) return compareQuantities(left.value, right.value) < 0;
  return naturalLess(a, b);
};

export type Sorted = { readonly objects: readonly JsonObject[] } | { readonly error: string };

/** An object without the field sorts before all others. */
export const sortObjects = (objects: readonly JsonObject[], sortBy: string): Sorted => {
  const path = relaxedJsonPath(sortBy) ?? sortBy;
  let rows: { object: JsonObject; value: Json | undefined }[];
  try {
    rows = objects.map((object) => ({ object, value: findJsonPath(path, object)[0] }));
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return { error: `sorting error: ${error.message}` };
  }
  if (rows.length > 0 && rows.every((row) => row.value === undefined)) {
    return { error: `couldn't find any field with path ${goQuote(path)} in the list of objects` };
  }
  return { objects: insertionSort(rows).map((row) => row.object) };
};

/** Go sorts short lists by insertion; that order shows where the comparison is not strict. */
const insertionSort = <T extends { readonly value: Json | undefined }>(rows: readonly T[]): T[] => {
  const less = (a: T, b: T): boolean => {
    if (a.value === undefined) return true;
    return b.value !== undefined && isLess(a.value, b.value);
  };
  const out = [...rows];
  if (out.length > 12) return out.toSorted((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
  for (let i = 1; i < out.length; i++) {
    for (let j = i; j > 0 && less(out[j] as T, out[j - 1] as T); j--) {
      [out[j], out[j - 1]] = [out[j - 1] as T, out[j] as T];
    }
  }
  return out;
};

// Models kubectl/pkg/cmd/get/sorter.go (v1.36): --sort-by a path, quantities as quantities and digits in texts as numbers.
import type { Json, JsonObject } from "#api/meta";
import { compareQuantities, parseQuantity } from "#api/quantity";
import { quote } from "../go/format.ts";
import { findJsonPath, relaxedJsonPath } from "./jsonpath.ts";
import { JsonPathError } from "./jsonpath-parse.ts";

const isDigit = (ch: string | undefined): boolean => ch !== undefined && ch >= "0" && ch <= "9";

/** fvbommel/sortorder.NaturalLess. */
const naturalLess = (a: string, b: string): boolean => {
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (isDigit(a[i]) !== isDigit(b[j])) return isDigit(a[i]);
    if (!isDigit(a[i])) {
      if (a[i] !== b[j]) return (a[i] ?? "") < (b[j] ?? "");
      i++;
      j++;
      continue;
    }
    const x = /^0*/.exec(a.slice(i))?.[0].length ?? 0;
    const y = /^0*/.exec(b.slice(j))?.[0].length ?? 0;
    const first = /^\d*/.exec(a.slice(i + x))?.[0] ?? "";
    const second = /^\d*/.exec(b.slice(j + y))?.[0] ?? "";
    if (first.length !== second.length) return first.length < second.length;
    if (first !== second) return first < second;
    if (i + x !== j + y) return i + x < j + y;
    i += x + first.length;
    j += y + second.length;
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
    return { error: `couldn't find any field with path ${quote(path)} in the list of objects` };
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

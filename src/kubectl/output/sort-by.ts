// Models kubectl/pkg/cmd/get/sorter.go (v1.36): --sort-by a path; quantities are compared as quantities, all other texts letter by letter.
import type { Json, JsonObject } from "#api/meta";
import { compareQuantities, parseQuantity } from "#api/quantity";
import { compareStrings } from "#api/compare";
import { goQuote } from "#api/go-quote";
import { findJsonPath, relaxedJsonPath } from "./jsonpath.ts";
import { JsonPathError } from "./jsonpath-parse.ts";

/** What stops kubectl at once: the Go type of a value that has no order. */
class Unsortable extends Error {
  readonly goType: string;
  constructor(goType: string) {
    super("unsortable");
    this.goType = goType;
  }
}

const isLess = (a: Json, b: Json): boolean => {
  if (a === null || b === null) return a === null && b !== null;
  if (typeof a === "number" && typeof b === "number") return a < b;
  if (typeof a === "string" && typeof b === "string") {
    const left = parseQuantity(a);
    const right = parseQuantity(b);
    return left.ok && right.ok ? compareQuantities(left.value, right.value) < 0 : compareStrings(a, b) < 0;
  }
  throw new Unsortable(unsortableType(a));
};

const unsortableType = (value: Json): string => {
  if (Array.isArray(value)) return "unsortable type: []interface {}";
  if (typeof value === "object") return "unsortable type: map[string]interface {}";
  return typeof value === "boolean" ? "unsortable type: bool" : "unsortable interface: interface";
};

export type Sorted =
  | { readonly objects: readonly JsonObject[] }
  | { readonly error: string }
  /** kubectl's log ends the program. */
  | { readonly fatal: string };

/** An object without the field sorts before all others. */
export const sortObjects = (objects: readonly JsonObject[], sortBy: string): Sorted => {
  const path = relaxedJsonPath(sortBy) ?? sortBy;
  let rows: { object: JsonObject; value: Json | undefined }[];
  try {
    rows = objects.map((object) => ({ object, value: findJsonPath(path, object)[0] }));
  } catch (error) {
    if (!(error instanceof JsonPathError)) throw error;
    return { error: error.message };
  }
  if (rows.length > 0 && rows.every((row) => row.value === undefined)) {
    return { error: `couldn't find any field with path ${goQuote(path)} in the list of objects` };
  }
  try {
    return { objects: insertionSort(rows).map((row) => row.object) };
  } catch (error) {
    if (!(error instanceof Unsortable)) throw error;
    return { fatal: `is an unsortable type: interface, err: ${error.goType}` };
  }
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

// JSON values that a patch works on: copies that may be changed, comparison, and Go's %v, which errors print. The maps of such a copy
// have no prototype: `constructor` is not there until somebody writes it, and `__proto__` is a key like any other.
import { compareStrings } from "#api/compare";
import { isJsonObject } from "#api/json";
import type { Json } from "#api/meta";

export type MutableJson = string | number | boolean | null | MutableJson[] | MutableMap;
export type MutableMap = { [key: string]: MutableJson };

export const isMap = (value: unknown): value is MutableMap => isJsonObject(value);

export const emptyMap = (): MutableMap => Object.create(null) as MutableMap;

/** The end of the work: ordinary objects again. */
export const plainMap = (map: MutableMap): MutableMap =>
  Object.fromEntries(Object.entries(map).map(([key, value]) => [key, plainJson(value)]));

const plainJson = (value: MutableJson): MutableJson => {
  if (Array.isArray(value)) return value.map(plainJson);
  return isMap(value) ? plainMap(value) : value;
};

/** A copy of its own, to be changed in place. */
export const copyJson = (value: Json): MutableJson => {
  if (Array.isArray(value)) return value.map(copyJson);
  if (typeof value !== "object" || value === null) return value;
  return copyMap(value as { readonly [key: string]: Json });
};

export const copyMap = (value: { readonly [key: string]: Json }): MutableMap => {
  const copy = emptyMap();
  for (const key of Object.keys(value)) {
    const item = value[key];
    if (item !== undefined) copy[key] = copyJson(item);
  }
  return copy;
};

/** reflect.DeepEqual of two JSON values; a key that is undefined counts as absent. */
export const equalJson = (a: Json | undefined, b: Json | undefined): boolean => {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, i) => equalJson(item, b[i]));
  }
  const left = a as { readonly [key: string]: Json };
  const right = b as { readonly [key: string]: Json };
  const keys = Object.keys(left).filter((key) => left[key] !== undefined);
  const others = Object.keys(right).filter((key) => right[key] !== undefined);
  return (
    keys.length === others.length && keys.every((key) => Object.hasOwn(right, key) && equalJson(left[key], right[key]))
  );
};

/** fmt.Sprintf("%v"): `map[a:1 b:[x y]]`, keys sorted. */
export const formatGo = (value: Json | undefined): string => {
  if (value === null || value === undefined) return "<nil>";
  if (Array.isArray(value)) return `[${value.map(formatGo).join(" ")}]`;
  if (typeof value !== "object") return String(value);
  const map = value as { readonly [key: string]: Json };
  const keys = Object.keys(map).toSorted(compareStrings);
  return `map[${keys.map((key) => `${key}:${formatGo(map[key])}`).join(" ")}]`;
};

/** The Go type that encoding/json makes of a value, as reflect.TypeOf prints it. */
export const goType = (value: Json | undefined): string => {
  if (value === null || value === undefined) return "%!s(<nil>)";
  if (Array.isArray(value)) return "[]interface {}";
  if (typeof value === "object") return "map[string]interface {}";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return typeof value === "boolean" ? "bool" : "string";
};

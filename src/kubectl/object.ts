// Reading API objects by path: a field that is absent reads as the zero value of its Go type, as it does in the typed structs of
// the real printers and describers.
import type { Json, JsonObject, StringMap } from "#api/meta";
import { compareStrings } from "#api/compare";
import { isJsonObject, own } from "#api/json";

export type Path = readonly (string | number)[];

const EMPTY: JsonObject = {};

/** The value at a path, or undefined. */
export const at = (root: Json | undefined, ...path: Path): Json | undefined => {
  let value: Json | undefined = root;
  for (const step of path) {
    if (typeof step === "number") value = Array.isArray(value) ? value[step] : undefined;
    else value = isJsonObject(value) ? own(value, step) : undefined;
    if (value === undefined) return undefined;
  }
  return value;
};

export const has = (root: Json | undefined, ...path: Path): boolean => {
  const value = at(root, ...path);
  return value !== undefined && value !== null;
};

export const text = (root: Json | undefined, ...path: Path): string => {
  const value = at(root, ...path);
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
};

export const num = (root: Json | undefined, ...path: Path): number => {
  const value = at(root, ...path);
  return typeof value === "number" ? value : 0;
};

export const isTrue = (root: Json | undefined, ...path: Path): boolean => at(root, ...path) === true;

export const obj = (root: Json | undefined, ...path: Path): JsonObject => {
  const value = at(root, ...path);
  return isJsonObject(value) ? value : EMPTY;
};

export const list = (root: Json | undefined, ...path: Path): readonly JsonObject[] => {
  const value = at(root, ...path);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
};

export const strings = (root: Json | undefined, ...path: Path): readonly string[] => {
  const value = at(root, ...path);
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === "string") : [];
};

export const map = (root: Json | undefined, ...path: Path): StringMap => {
  const value = obj(root, ...path);
  // Without a prototype: who looks for the label `constructor` finds none.
  const out = Object.create(null) as { [key: string]: string };
  for (const [key, item] of Object.entries(value)) if (typeof item === "string") out[key] = item;
  return out;
};

export const sortedKeys = (value: { readonly [key: string]: unknown }): string[] =>
  Object.keys(value).toSorted(compareStrings);

export const nameOf = (object: JsonObject): string => text(object, "metadata", "name");
export const namespaceOf = (object: JsonObject): string => text(object, "metadata", "namespace");
export const kindOf = (object: JsonObject): string => text(object, "kind");

/** A copy of `root` in which the value at `path` is `value`; undefined removes the key. */
const withValue = (root: Json | undefined, path: Path, value: Json | undefined): Json => {
  const [head, ...rest] = path;
  if (head === undefined) return value ?? null;
  if (typeof head === "number") {
    const items: readonly Json[] = Array.isArray(root) ? root : [];
    if (value === undefined && rest.length === 0) return items.filter((_, index) => index !== head);
    return items.map((item, index) => (index === head ? withValue(item, rest, value) : item));
  }
  const out: { [key: string]: Json } = isJsonObject(root) ? { ...root } : {};
  if (value === undefined && rest.length === 0) delete out[head];
  else return { ...out, [head]: withValue(own(out, head), rest, value) };
  return out;
};

/** `withValue` of an object, which stays one. */
export const withField = (root: JsonObject, path: Path, value: Json | undefined): JsonObject =>
  withValue(root, path, value) as JsonObject;

/** Deep equality of JSON; the order of keys does not count. */
export const equalJson = (a: Json | undefined, b: Json | undefined): boolean => {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item: Json, index) => equalJson(item, b[index] as Json | undefined));
  }
  if (!isJsonObject(a) || !isJsonObject(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equalJson(a[key], b[key]))
  );
};

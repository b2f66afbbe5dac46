// Reading and changing plain JSON without copying what stays the same: an answer that equals the question is the question itself,
// so that what was worked out for a shared pod template is found again by identity.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";

const EMPTY: JsonObject = Object.freeze({});
const NONE: readonly Json[] = Object.freeze([]);

/** The value as an object; an empty one if it is something else. */
export const objectOf = (value: unknown): JsonObject => (isJsonObject(value) ? value : EMPTY);
export const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : NONE);
export const objectsOf = (value: unknown): readonly JsonObject[] => listOf(value).map(objectOf);
export const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
export const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);
/** A number that may be absent. */
export const optionalNumber = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** The value below a path of names; undefined as soon as one is missing. */
export const at = (value: unknown, ...path: readonly string[]): Json | undefined => {
  let current: unknown = value;
  for (const name of path) current = isJsonObject(current) ? current[name] : undefined;
  return current as Json | undefined;
};

/** The object with `defaults` where it has nothing. */
export const fill = (object: JsonObject, defaults: JsonObject): JsonObject => {
  let filled: { [key: string]: Json } | undefined;
  for (const key of Object.keys(defaults)) {
    if (object[key] !== undefined && object[key] !== null) continue;
    filled ??= { ...object };
    filled[key] = defaults[key] as Json;
  }
  return filled ?? object;
};

export const set = (object: JsonObject, key: string, value: Json | undefined): JsonObject => {
  if (object[key] === value) return object;
  if (value !== undefined) return { ...object, [key]: value };
  const { [key]: _, ...rest } = object;
  return rest;
};

/** Changes the object below `key`, if there is one. */
export const change = (object: JsonObject, key: string, by: (value: JsonObject) => JsonObject): JsonObject => {
  const value = object[key];
  return isJsonObject(value) ? set(object, key, by(value)) : object;
};

/** Changes each object of the list below `key`. */
export const changeEach = (object: JsonObject, key: string, by: (value: JsonObject) => JsonObject): JsonObject => {
  const values = object[key];
  if (!Array.isArray(values)) return object;
  const changed = mapSame(values, (item) => (isJsonObject(item) ? by(item) : item));
  return changed === values ? object : { ...object, [key]: changed };
};

/** Array.map, but the same array if no item changed. */
export const mapSame = (values: readonly Json[], by: (value: Json) => Json): readonly Json[] => {
  let changed: Json[] | undefined;
  for (const [i, value] of values.entries()) {
    const next = by(value);
    if (next === value) continue;
    changed ??= [...values];
    changed[i] = next;
  }
  return changed ?? values;
};

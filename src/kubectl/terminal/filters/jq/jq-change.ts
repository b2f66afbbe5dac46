// A value of jq with some of its places changed.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { JqError, keyOf, listOf, shown, sliceOf, type Values } from "./jq-values.ts";

export type JqPath = readonly Json[];

/** What a path's value becomes; undefined takes it out. */
export type Change = (value: Json) => Json | undefined;

/** The value with each of these places changed, one after the other. */
export const changedAt = (value: Json, places: readonly JqPath[], change: Change): Json =>
  places.reduce<Json>((now, path) => changed(now, path, change) ?? null, value);

const changed = (value: Json, path: JqPath, change: Change): Json | undefined => {
  const [key, ...rest] = path;
  if (key === undefined) return change(value);
  const inner = changed(keyOf(value, key), rest, change);
  if (typeof key === "number") return withItem(value === null ? [] : listOf(value, "changed"), key, inner);
  if (isJsonObject(key)) return withPart(value, key, inner);
  const object = isJsonObject(value) ? value : {};
  const name = shown(key);
  if (inner !== undefined) return { ...object, [name]: inner };
  return Object.fromEntries(Object.entries(object).filter(([other]) => other !== name));
};

/** Another part of a list; undefined takes it out. */
const withPart = (value: Json, key: JsonObject, inner: Json | undefined): Json => {
  if (typeof value === "string") throw new JqError("Cannot update field at object index of string");
  const list = value === null ? [] : listOf(value, "changed");
  if (inner !== undefined && !Array.isArray(inner))
    throw new JqError("A slice of an array can only be assigned another array");
  const [from, to] = sliceOf(key, list.length);
  return [...list.slice(0, from), ...((inner ?? []) as Values), ...list.slice(to)];
};

const withItem = (list: Values, key: number, inner: Json | undefined): Json => {
  const at = key < 0 ? list.length + key : key;
  if (at < 0 || at > list.length + 10_000) throw new JqError("Out of bounds negative array index");
  if (inner === undefined) return list.filter((_, index) => index !== at);
  const items: Json[] = [...list];
  while (items.length < at) items.push(null);
  items[at] = inner;
  return items;
};

// Models RFC 7396 as gopkg.in/evanphx/json-patch.v4 does it, and jsonmergepatch.CreateThreeWayJSONMergePatch (v1.36).
import type { JsonObject } from "#api/meta";
import {
  copyJson,
  copyMap,
  emptyMap,
  equalJson,
  goType,
  isMap,
  plainMap,
  type MutableJson,
  type MutableMap,
} from "./json-value.ts";

/** The object after a JSON merge patch: null deletes, maps merge, all else replaces. */
export const jsonMergePatch = (object: JsonObject, patch: JsonObject): JsonObject =>
  plainMap(merge(copyMap(object), copyMap(patch)));

const merge = (target: MutableMap, patch: MutableMap): MutableMap => {
  for (const [key, value] of Object.entries(patch)) {
    const before = target[key];
    if (value === null) delete target[key];
    else if (isMap(value)) target[key] = merge(isMap(before) ? before : emptyMap(), value);
    else target[key] = value;
  }
  return target;
};

const diff = (from: MutableMap, to: MutableMap): MutableMap => {
  const patch = emptyMap();
  for (const [key, value] of Object.entries(to)) {
    const before = from[key];
    if (before === undefined || goType(before) !== goType(value)) patch[key] = value;
    else if (isMap(before) && isMap(value)) {
      const inner = diff(before, value);
      if (Object.keys(inner).length > 0) patch[key] = inner;
    } else if (!equalJson(before, value)) patch[key] = value;
  }
  for (const key of Object.keys(from)) if (to[key] === undefined) patch[key] = null;
  return patch;
};

/** What apply sends for kinds without a Go type: additions and changes against `current`, deletions against `original`. */
export const createThreeWayJsonMergePatch = (
  original: JsonObject,
  modified: JsonObject,
  current: JsonObject,
): JsonObject => {
  const changes = keep(diff(copyMap(current), copyMap(modified)), false);
  const deletions = keep(diff(copyMap(original), copyMap(modified)), true);
  return plainMap(overlay(deletions, changes));
};

/** A patch's nulls alone, or all but its nulls; maps that become empty go. */
const keep = (patch: MutableMap, nulls: boolean): MutableMap => {
  const kept = emptyMap();
  for (const [key, value] of Object.entries(patch)) {
    if (isMap(value) && Object.keys(value).length > 0) {
      const inner = keep(value, nulls);
      if (Object.keys(inner).length > 0) kept[key] = inner;
    } else if ((value === null) === nulls) {
      kept[key] = value;
    }
  }
  return kept;
};

/** Both patches in one; changes hold no nulls, so none of the deletions is lost. */
const overlay = (deletions: MutableMap, changes: MutableMap): MutableMap => {
  const both = Object.assign(emptyMap(), deletions);
  for (const [key, value] of Object.entries(changes)) {
    const before = both[key];
    both[key] = isMap(before) && isMap(value) ? overlay(before, value) : (copyJson(value) satisfies MutableJson);
  }
  return both;
};

// Models sigs.k8s.io/structured-merge-diff typed.Compare (v6): which owned places a write has added, changed and taken away.
import { deepEqual, isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { structNamed } from "#api/schema/schema";
import { below, partsOf } from "./field-set.ts";
import type { Place } from "./topology.ts";

export interface Comparison {
  readonly added: Set<string>;
  readonly changed: Set<string>;
  readonly removed: Set<string>;
}

interface Two {
  readonly old: Json | undefined;
  readonly now: Json | undefined;
}

export const compare = (
  two: Two,
  place: Place,
  path = "",
  to: Comparison = { added: new Set(), changed: new Set(), removed: new Set() },
): Comparison => {
  const { old, now } = two;
  if (path !== "" && old === undefined) to.added.add(path);
  else if (path !== "" && now === undefined) to.removed.add(path);
  else if (place.kind === "leaf" && !deepEqual(old, now)) to.changed.add(path);
  if (place.kind === "leaf") return to;
  const [before, after] = [partsOf(old, place), partsOf(now, place)];
  for (const element of new Set([...before.keys(), ...after.keys()])) {
    const [a, b] = [before.get(element), after.get(element)];
    compare({ old: a?.value, now: b?.value }, (b ?? a)!.place, below(path, element), to);
  }
  return to;
};

const ZEROS: { readonly [scalar: string]: Json } = { string: "", int32: 0, int64: 0, float64: 0, bool: false };

/** What Go writes of an object in which nothing is set. */
export const zeroOf = (struct: string): JsonObject => {
  const out: Record<string, Json> = {};
  for (const { name, fieldType, isAlwaysWritten, isPointer } of structNamed(struct)?.fields.values() ?? []) {
    if (!isAlwaysWritten) continue;
    if (fieldType.type === "struct") out[name] = isPointer ? null : zeroOf(fieldType.struct);
    else out[name] = fieldType.type === "scalar" && !isPointer ? (ZEROS[fieldType.scalar] ?? null) : null;
  }
  return out;
};

/** Fields that nobody owns: what the object is, and what the server alone writes (fieldmanager/stripmeta.go). */
const NOBODYS = [
  "name",
  "namespace",
  "creationTimestamp",
  "selfLink",
  "uid",
  "generation",
  "managedFields",
  "resourceVersion",
];

/** Of an object only what somebody can own by writing it at its own address: not its status either. */
export const ownable = (object: JsonObject): JsonObject => {
  const { apiVersion: _a, kind: _k, status: _s, metadata, ...rest } = object;
  if (!isJsonObject(metadata)) return rest;
  return { ...rest, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => !NOBODYS.includes(key))) };
};

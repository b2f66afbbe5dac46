// Models sigs.k8s.io/structured-merge-diff typed.AsTyped (v6): whether what somebody applies can be told apart field by field.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import type { FieldType } from "#api/schema/schema";
import { KEY_DEFAULTS, memberOf, type Place } from "./topology.ts";
import { keyElement, pathText, valueElement } from "./field-set.ts";

/** Each a line, in no order. */
export const typeErrors = (value: Json | undefined, place: Place, path = ""): string[] => {
  if (value === undefined || value === null) return [];
  if (place.kind === "leaf") return place.type ? leafErrors(value, place.type, path) : [];
  if (place.kind === "list" || place.kind === "set") return listErrors(value, place, path);
  if (!isJsonObject(value)) return [`${path}: expected map, got ${goValue(value)}`];
  return Object.entries(value).flatMap(([name, member]) => {
    const known = memberOf(place, name);
    const here = `${path}.${name}`;
    return known ? typeErrors(member, known, here) : [`${here}: field not declared in schema`];
  });
};

const listErrors = (value: Json, place: Place & { readonly kind: "list" | "set" }, path: string): string[] => {
  if (!Array.isArray(value)) return [`${path}: expected list, got ${goValue(value)}`];
  const seen = new Set<string>();
  const twice = new Set<string>();
  const errors = (value as readonly Json[]).flatMap((item, i) => {
    if (place.kind === "list" && !isJsonObject(item)) {
      return [`${path}: element ${i}: associative list with keys may not have non-map elements`];
    }
    const missing = place.kind === "list" ? missingKey(item as JsonObject, place.keys) : undefined;
    if (missing !== undefined) {
      return [
        `${path}: element ${i}: associative list with keys has an element that omits key field "${missing}" (and doesn't have default value)`,
      ];
    }
    const element = place.kind === "list" ? keyElement(place.keys, item as JsonObject) : valueElement(item);
    if (seen.has(element)) twice.add(element);
    seen.add(element);
    return typeErrors(item, place.of, path + pathText(element));
  });
  return [...errors, ...[...twice].map((element) => `${path}: duplicate entries for key ${pathText(element)}`)];
};

const missingKey = (item: JsonObject, keys: readonly string[]): string | undefined => {
  const isSaid = (key: string): boolean => item[key] !== undefined || KEY_DEFAULTS[key] !== undefined;
  // One key of several is enough.
  return keys.some(isSaid) ? undefined : keys.find((key) => !isSaid(key));
};

/** What is owned as a whole has its type all the same. */
const leafErrors = (value: Json, type: FieldType, path: string): string[] => {
  switch (type.type) {
    case "scalar":
      return scalarErrors(value, type.scalar, path);
    case "list":
      if (!Array.isArray(value)) return [`${path}: expected list, got ${goValue(value)}`];
      return (value as readonly Json[]).flatMap((item, i) => typeErrors(item, inside(type.of), `${path}[${i}]`));
    case "map":
      if (!isJsonObject(value)) return [`${path}: expected map, got ${goValue(value)}`];
      return Object.entries(value).flatMap(([key, item]) => typeErrors(item, inside(type.of), `${path}.${key}`));
    case "struct":
      return typeErrors(value, { kind: "struct", struct: type.struct }, path);
  }
};

const inside = (type: FieldType): Place =>
  type.type === "struct" ? { kind: "struct", struct: type.struct } : { kind: "leaf", type };

const EXPECTED: { readonly [scalar: string]: readonly [is: string, said: string] } = {
  string: ["string", "string"],
  bytes: ["string", "string"],
  bool: ["boolean", "boolean"],
  int32: ["number", "numeric (int or float)"],
  int64: ["number", "numeric (int or float)"],
  float64: ["number", "numeric (int or float)"],
};

const scalarErrors = (value: Json, scalar: string, path: string): string[] => {
  const wanted = EXPECTED[scalar];
  if (!wanted || typeof value === wanted[0]) return [];
  return [`${path}: expected ${wanted[1]}, got ${goValue(value)}`];
};

/** Go's %v of the reader's values. */
const goValue = (value: Json): string => {
  if (typeof value === "string") return `&value.valueUnstructured{Value:${JSON.stringify(value)}}`;
  if (typeof value !== "object" || value === null) return `&value.valueUnstructured{Value:${String(value)}}`;
  return `&{${goText(value)}}`;
};

const goText = (value: Json): string => {
  if (value === null) return "<nil>";
  if (Array.isArray(value)) return `[${(value as readonly Json[]).map(goText).join(" ")}]`;
  if (typeof value !== "object") return String(value);
  if (!isJsonObject(value)) return "";
  const entries = Object.keys(value).toSorted(compareStrings);
  return `map[${entries.map((key) => `${key}:${goText(value[key] ?? null)}`).join(" ")}]`;
};

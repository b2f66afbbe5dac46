// The API server's internal types as far as its error texts show them: under Go's field names, in Go's order, every field written.
// Generated from the work of The Kubernetes Authors (Apache-2.0), see generate/internal/.
//
// `generated/internal.json` holds one line a struct: its name, then its fields:
//   GoName[=jsonName][:type]
// The JSON name is the Go name with a small first letter if none is given. A type is s (string, the default), i (number),
// b (bool), q (quantity), x (int or string), a struct of the table, or t=Name for a type of apimachinery, whose JSON is
// the versioned one; `*` before it is a pointer, `[]` a list, `{}` a map.
import { isJsonObject } from "../json.ts";
import type { Json, JsonObject } from "../meta.ts";
import generated from "./generated/internal.json" with { type: "json" };
import { structNamed, type FieldType } from "./schema.ts";
import { readStructs } from "./struct-lines.ts";

const { fieldsOf } = readStructs(generated.structs, "s");

const ZEROS: { readonly [type: string]: Json } = { s: "", i: 0, b: false, q: "0", x: 0 };

/** A struct as json.Marshal writes its internal form; keys are in Go's order. */
export const toInternal = (struct: string, value: JsonObject): JsonObject => {
  const result: { [key: string]: Json } = {};
  const source = struct === "PodSpec" ? withHostNamespaces(value) : value;
  for (const { goName, jsonName, type } of fieldsOf(struct)) {
    const item = source[jsonName === "" ? goName : jsonName];
    // An embedded ObjectMeta has no name of its own: its fields stand beside the others.
    if (type === "t=ObjectMeta") Object.assign(result, orderFields("ObjectMeta", (item ?? {}) as JsonObject));
    else result[goName] = toInternalType(type, item);
  }
  return result;
};

/** The host's namespaces belong to the pod's spec in the API and to its security context inside. */
const withHostNamespaces = (spec: JsonObject): JsonObject => {
  const context = (spec["securityContext"] ?? {}) as JsonObject;
  const moved: { [key: string]: Json } = {};
  for (const goName of ["HostNetwork", "HostPID", "HostIPC", "ShareProcessNamespace", "HostUsers"]) {
    const item = spec[goName.charAt(0).toLowerCase() + goName.slice(1)];
    if (item !== undefined) moved[goName] = item;
  }
  return { ...spec, securityContext: { ...context, ...moved } };
};

const toInternalType = (type: string, value: Json | undefined): Json => {
  if (type.startsWith("*")) return value === undefined || value === null ? null : toInternalType(type.slice(1), value);
  if (type.startsWith("[]"))
    return Array.isArray(value) ? value.map((item) => toInternalType(type.slice(2), item)) : null;
  if (type.startsWith("{}")) return isJsonObject(value) ? sortKeys(value) : null;
  if (type.startsWith("t=")) return isJsonObject(value) ? orderFields(type.slice(2), value) : (value ?? null);
  const zero = ZEROS[type];
  if (zero !== undefined) return value ?? zero;
  return toInternal(type, isJsonObject(value) ? value : {});
};

const sortKeys = (value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, value[key] as Json]),
  );

/** A versioned struct with its keys in Go's order, as json.Marshal writes it. */
export const orderFields = (struct: string, value: JsonObject): JsonObject => {
  const result: { [key: string]: Json } = {};
  for (const field of structNamed(struct)?.fields.values() ?? []) {
    const item = value[field.name];
    if (item !== undefined) result[field.name] = orderType(field.fieldType, item);
  }
  return result;
};

const orderType = (fieldType: FieldType, value: Json): Json => {
  if (fieldType.type === "list" && Array.isArray(value))
    return value.map((item) => orderType(fieldType.of, item as Json));
  if (fieldType.type === "map" && isJsonObject(value)) return sortKeys(value);
  return fieldType.type === "struct" && isJsonObject(value) ? orderFields(fieldType.struct, value) : value;
};

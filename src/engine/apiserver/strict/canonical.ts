// Models a trip through the Go types (JSON -> struct -> JSON): empty optional fields vanish, others are written as zeros, quantities
// and times take their canonical form, and what no struct has is dropped. So an object looks as the API server stores it.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { formatQuantity, parseQuantity, roundUpToMilli } from "#api/quantity";
import {
  structIn,
  structNamed,
  structOfObject,
  type FieldType,
  type SchemaField,
  type SchemaStruct,
} from "#api/schema/schema";
import { formatMicroTime, formatTime, parseTime } from "#api/time";
import { mapSame } from "../json-object.ts";

/** The object in canonical form; the same object if it is in that form already, or of a kind that is not known. */
export const canonicalObject = (object: JsonObject): JsonObject => {
  const struct = structOfObject(object);
  return struct ? canonicalStruct(struct, object) : object;
};

const known = new WeakSet<JsonObject>();

const canonicalStruct = (struct: SchemaStruct, value: JsonObject): JsonObject => {
  if (known.has(value)) return value;
  const result: { [key: string]: Json } = {};
  let isSame = true;
  for (const key of Object.keys(value)) {
    const field = struct.fields.get(key);
    const before = value[key] as Json;
    const after = field && canonicalField(field, before);
    if (after !== undefined) result[key] = after;
    if (after !== before) isSame = false;
  }
  for (const field of alwaysWritten(struct)) {
    if (result[field.name] !== undefined) continue;
    result[field.name] = zero(field);
    isSame = false;
  }
  const canonical = isSame ? value : result;
  known.add(canonical);
  return canonical;
};

const writtenFields = new Map<SchemaStruct, readonly SchemaField[]>();

const alwaysWritten = (struct: SchemaStruct): readonly SchemaField[] => {
  const found = writtenFields.get(struct);
  if (found) return found;
  const fields = [...struct.fields.values()].filter((field) => field.isAlwaysWritten);
  writtenFields.set(struct, fields);
  return fields;
};

const ZEROS: { readonly [scalar: string]: Json } = {
  string: "",
  int32: 0,
  int64: 0,
  float64: 0,
  bool: false,
  quantity: "0",
  intOrString: 0,
};

const zero = (field: SchemaField): Json => {
  const { fieldType } = field;
  if (field.isPointer || fieldType.type === "list" || fieldType.type === "map") return null;
  if (fieldType.type === "scalar") return ZEROS[fieldType.scalar] ?? null;
  const struct = structNamed(fieldType.struct);
  return struct ? canonicalStruct(struct, {}) : {};
};

/** Undefined if the field is left out. */
const canonicalField = (field: SchemaField, value: Json): Json | undefined => {
  if (value === null) return field.isAlwaysWritten ? zero(field) : undefined;
  const canonical = canonicalValue(field.fieldType, value);
  if (field.isAlwaysWritten || field.isPointer) return canonical;
  return isEmpty(field.fieldType, canonical) ? undefined : canonical;
};

const isEmpty = (fieldType: FieldType, value: Json): boolean => {
  if (fieldType.type === "list") return Array.isArray(value) && value.length === 0;
  if (fieldType.type === "map") return isJsonObject(value) && Object.keys(value).length === 0;
  // A number or percentage is a struct in Go, and no struct is empty.
  if (fieldType.type === "struct" || fieldType.scalar === "intOrString") return false;
  return value === "" || value === 0 || value === false;
};

const canonicalValue = (fieldType: FieldType, value: Json): Json => {
  if (fieldType.type === "scalar") return canonicalScalar(fieldType.scalar, value);
  if (fieldType.type === "list") {
    return Array.isArray(value)
      ? mapSame(value as readonly Json[], (item) => canonicalElement(fieldType.of, item))
      : value;
  }
  if (!isJsonObject(value)) return value;
  if (fieldType.type === "map") return canonicalMap(fieldType, value);
  const struct = structIn(fieldType);
  return struct ? canonicalStruct(struct, value) : value;
};

const canonicalElement = (fieldType: FieldType, value: Json): Json => {
  if (value !== null) return canonicalValue(fieldType, value);
  if (fieldType.type === "scalar") return ZEROS[fieldType.scalar] ?? null;
  const struct = structIn(fieldType);
  return fieldType.type === "struct" && struct ? canonicalStruct(struct, {}) : null;
};

const canonicalMap = (fieldType: FieldType & { readonly type: "map" }, value: JsonObject): JsonObject => {
  const result: { [key: string]: Json } = {};
  let isSame = true;
  for (const key of Object.keys(value)) {
    const before = value[key] as Json;
    // SetDefaults_ResourceList: amounts of resources are kept to the thousandth.
    const after =
      fieldType.typeName === "ResourceList" ? canonicalAmount(before) : canonicalElement(fieldType.of, before);
    result[key] = after;
    if (after !== before) isSame = false;
  }
  return isSame ? value : result;
};

const canonicalAmount = (value: Json): Json => {
  const quantity = typeof value === "string" || typeof value === "number" ? parseQuantity(String(value)) : undefined;
  return quantity?.ok ? formatQuantity(roundUpToMilli(quantity.value)) : (value ?? "0");
};

const canonicalScalar = (scalar: string, value: Json): Json => {
  if (scalar === "quantity") {
    const quantity =
      typeof value === "string" || typeof value === "number" ? parseQuantity(String(value).trim()) : undefined;
    return quantity?.ok ? formatQuantity(quantity.value) : value;
  }
  if ((scalar === "time" || scalar === "microTime") && typeof value === "string") {
    const ms = parseTime(value);
    if (ms === undefined) return value;
    // Simplified: microseconds are kept to the millisecond, the clock of the simulation.
    return scalar === "time" ? formatTime(ms) : formatMicroTime(ms);
  }
  return value;
};

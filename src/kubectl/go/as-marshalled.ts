// An object as Go writes it as JSON: a struct's fields in the order of its source, a map's by name.
import { compareStrings } from "#api/compare";
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { structNamed, structOfObject, type FieldType, type SchemaStruct } from "#api/schema/schema";

export const asMarshalled = (object: JsonObject): JsonObject => {
  const struct = structOfObject(object);
  if (!struct) return object;
  const { kind = "", apiVersion = "", ...rest } = ofStruct(object, struct);
  return { kind, apiVersion, ...rest };
};

const ofStruct = (object: JsonObject, { fields }: SchemaStruct): JsonObject => {
  const known = [...fields.keys()].filter((name) => object[name] !== undefined);
  const unknown = Object.keys(object).filter((name) => !fields.has(name));
  return Object.fromEntries(
    [...known, ...unknown].map((name) => [name, ofType(object[name] as Json, fields.get(name)?.fieldType)]),
  );
};

const ofType = (value: Json, type: FieldType | undefined): Json => {
  if (type?.type === "list" && Array.isArray(value)) return value.map((item: Json) => ofType(item, type.of));
  if (!isJsonObject(value)) return value;
  const struct = type?.type === "struct" ? structNamed(type.struct) : undefined;
  if (struct && struct.fields.size > 0) return ofStruct(value, struct);
  const of = type?.type === "map" ? type.of : undefined;
  return Object.fromEntries(
    Object.keys(value)
      .toSorted(compareStrings)
      .map((name) => [name, ofType(value[name] as Json, of)]),
  );
};

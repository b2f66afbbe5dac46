// Models apimachinery/pkg/runtime/converter.go (v1.36): a strategic patch is made of maps, and what came of it is laid over the Go type by
// reflection. What does not fit is told in the converter's words, not in those of encoding/json, and without the field's name.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { type FieldType, goTypeName, type SchemaStruct, structNamed } from "#api/schema/schema";
import { decodeScalar } from "./decode-scalar.ts";

/** The first thing that does not fit, in the order of the Go source. */
export const conversionProblem = (object: JsonObject, struct: SchemaStruct): string | undefined => {
  for (const field of struct.fields.values()) {
    const value = object[field.name];
    const problem = value === undefined || value === null ? undefined : problemOf(value, field.fieldType);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

const problemOf = (value: Json, type: FieldType): string | undefined => {
  switch (type.type) {
    case "list":
      return Array.isArray(value)
        ? first(value as readonly Json[], type.of)
        : `cannot restore slice from ${kindOf(value)}`;
    case "map":
      return isJsonObject(value) ? first(Object.values(value), type.of) : `cannot restore map from ${kindOf(value)}`;
    case "struct": {
      const struct = structNamed(type.struct);
      if (!isJsonObject(value)) return `cannot restore struct from: ${kindOf(value)}`;
      return struct && conversionProblem(value, struct);
    }
    case "scalar":
      return scalarProblem(value, type);
  }
};

const first = (values: readonly Json[], type: FieldType): string | undefined => {
  for (const value of values) {
    const problem = value === null ? undefined : problemOf(value, type);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

/** reflect.Kind of what JSON was read into. */
const kindOf = (value: Json): string => {
  if (Array.isArray(value)) return "slice";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return typeof value === "boolean" ? "bool" : typeof value === "string" ? "string" : "map";
};

const PLAIN = new Set(["string", "bool", "int32", "int64", "float64"]);

const scalarProblem = (value: Json, type: Extract<FieldType, { type: "scalar" }>): string | undefined => {
  const { scalar } = type;
  if (PLAIN.has(scalar)) return plainProblem(value, scalar, goTypeName(type));
  if (scalar === "bytes" && typeof value !== "string") return `cannot restore slice from ${kindOf(value)}`;
  // These read themselves, from JSON.
  const problem = decodeScalar(scalar, value);
  if (!problem) return undefined;
  if ("given" in problem) {
    return `json: cannot unmarshal ${problem.given} into Go value of type ${problem.goType ?? goTypeName(type)}`;
  }
  return scalar === "bytes" ? `error decoding from json: ${problem.message}` : problem.message;
};

/** Go can make a string of a whole number and a number of another, though the converter then will not. */
const plainProblem = (value: Json, scalar: string, goType: string): string | undefined => {
  const kind = kindOf(value);
  const isNumber = kind === "int64" || kind === "float64";
  if (scalar === "string") {
    if (kind === "string") return undefined;
    return kind === "int64" ? `cannot convert int64 to ${goType}` : "unrecognized type: string";
  }
  if (scalar === "bool") return kind === "bool" ? undefined : "unrecognized type: bool";
  if (!isNumber) return `unrecognized type: ${scalar}`;
  return kind === "float64" && scalar !== "float64" ? `cannot convert float64 to ${goType}` : undefined;
};

// Models strict decoding of JSON into Go types (sigs.k8s.io/json v1.36, over encoding/json): what the API server says of an object whose
// fields are unknown or hold something else than their type.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { resourceOf } from "#api/scheme";
import {
  goStructName,
  goTypeName,
  structIn,
  structOfObject,
  type FieldType,
  type SchemaStruct,
} from "#api/schema/schema";
import { textOf } from "../json-object.ts";
import { sorted } from "../validation/field-error.ts";
import { decodeScalar } from "./decode-scalar.ts";
import { goStepsTo } from "./embedded.ts";

export type Decoded = { readonly ok: true } | { readonly ok: false; readonly error: string };

/** What was found on the way through an object. */
export interface Findings {
  /** Ends decoding at once: a type that reads itself (a quantity, a time) did not like its text. */
  readonly fatal?: string;
  /** The first value of a wrong type; decoding goes on. */
  readonly wrongType?: string;
  /** Paths of fields that no struct has, in the order they were met. */
  readonly unknownFields: readonly string[];
}

/** The server's answer to a request that carries the object; strictly, unknown fields are refused too. */
export const decodeObject = (object: JsonObject, isStrict = true): Decoded => {
  const kind = textOf(object["kind"]);
  const apiVersion = textOf(object["apiVersion"]);
  const version = apiVersion.slice(apiVersion.lastIndexOf("/") + 1);
  const struct = structOfObject(object);
  if (!struct) {
    const known = resourceOf(apiVersion, `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`);
    if (!known) return { ok: true };
    const problem = `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`;
    return { ok: false, error: `${kind} in version "${version}" cannot be handled as a ${known.kind}: ${problem}` };
  }
  const findings = findingsOf(struct, object);
  const problem = problemOf(isStrict ? findings : { ...findings, unknownFields: [] });
  return problem === undefined
    ? { ok: true }
    : { ok: false, error: `${kind} in version "${version}" cannot be handled as a ${kind}: ${problem}` };
};

/** What is wrong with what a PATCH made of an object: unknown fields, as the answer's warnings name them. */
export const unknownFieldsOf = (object: JsonObject): readonly string[] => {
  const struct = structOfObject(object);
  return struct ? findingsOf(struct, object).unknownFields.map((path) => `unknown field "${path}"`) : [];
};

const problemOf = ({ fatal, wrongType, unknownFields }: Findings): string | undefined => {
  if (fatal !== undefined || wrongType !== undefined) return fatal ?? wrongType;
  if (unknownFields.length === 0) return undefined;
  return `strict decoding error: ${unknownFields.map((path) => `unknown field "${path}"`).join(", ")}`;
};

/** Looks at everything in an object of a struct; keys come sorted, as clients send them. */
const findingsOf = (struct: SchemaStruct, value: Json): Findings => {
  const walk: Walk = { unknownFields: [] };
  decodeStruct(walk, struct, value, { path: "", stack: [] });
  return walk;
};

interface Walk {
  fatal?: string;
  wrongType?: string;
  readonly unknownFields: string[];
}

/** Where the decoder is: for unknown fields with indexes, for wrong types as the struct's name and the names of fields. */
export interface Position {
  readonly path: string;
  readonly struct?: string;
  /** The package of the struct, for types that have a name of their own. */
  readonly goPackage?: string;
  readonly stack: readonly string[];
}

const LONGEST_LIST = 100;

const decodeStruct = (walk: Walk, struct: SchemaStruct, value: Json, position: Position): void => {
  if (value === null) return;
  if (!isJsonObject(value)) return saveWrongType(walk, typeWord(value), goStructName(struct.name), position);
  const [goPackage = "v1", name = struct.name] = goStructName(struct.name).split(".");
  for (const key of sorted(Object.keys(value))) {
    if (walk.fatal !== undefined) return;
    const path = position.path === "" ? key : `${position.path}.${key}`;
    const field = struct.fields.get(key);
    if (field) {
      const stack = [...position.stack, ...goStepsTo(name, key)];
      decodeValue(
        walk,
        { value: value[key] as Json, fieldType: field.fieldType },
        { path, struct: name, goPackage, stack },
      );
    } else if (walk.unknownFields.length < LONGEST_LIST) walk.unknownFields.push(path);
  }
};

interface Typed {
  readonly value: Json;
  readonly fieldType: FieldType;
}

const decodeValue = (walk: Walk, { value, fieldType }: Typed, position: Position): void => {
  if (walk.fatal !== undefined) return;
  if (fieldType.type === "scalar") return decodeLeaf(walk, fieldType, value, position);
  if (value === null) return;
  if (fieldType.type === "struct") {
    const struct = structIn(fieldType);
    if (struct) decodeStruct(walk, struct, value, position);
    return;
  }
  const { path } = position;
  if (fieldType.type === "list") {
    if (!Array.isArray(value))
      return saveWrongType(walk, typeWord(value), goTypeName(fieldType, position.goPackage), position);
    for (const [i, item] of (value as readonly Json[]).entries()) {
      decodeValue(walk, { value: item, fieldType: fieldType.of }, { ...position, path: `${path}[${i}]` });
    }
    return;
  }
  if (!isJsonObject(value))
    return saveWrongType(walk, typeWord(value), goTypeName(fieldType, position.goPackage), position);
  for (const key of sorted(Object.keys(value))) {
    const item = { value: value[key] as Json, fieldType: fieldType.of };
    decodeValue(walk, item, { ...position, path: `${path}.${key}` });
  }
};

const decodeLeaf = (
  walk: Walk,
  fieldType: FieldType & { readonly type: "scalar" },
  value: Json,
  at: Position,
): void => {
  const problem = decodeScalar(fieldType.scalar, value);
  if (!problem) return;
  if ("given" in problem) {
    const message = wrongTypeText(problem.given, problem.goType ?? goTypeName(fieldType, at.goPackage), at);
    if (problem.isFatal) walk.fatal ??= message;
    else walk.wrongType ??= message;
  } else if (problem.isFatal) walk.fatal ??= problem.message;
  else walk.wrongType ??= problem.message;
};

const saveWrongType = (walk: Walk, given: string, goType: string, at: Position): void => {
  walk.wrongType ??= wrongTypeText(given, goType, at);
};

const wrongTypeText = (given: string, goType: string, { struct, stack }: Position): string =>
  struct === undefined
    ? `json: cannot unmarshal ${given} into Go value of type ${goType}`
    : `json: cannot unmarshal ${given} into Go struct field ${struct}.${stack.join(".")} of type ${goType}`;

/** JSON's name of a value's type, as Go's errors have it. */
const typeWord = (value: Json): string => {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
};

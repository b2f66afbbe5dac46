// The structure of every kind, as k8s.io/api v0.36.3 declares it: read by strict decoding, strategic merge, explain and the editor.
// Generated from the work of The Kubernetes Authors (Apache-2.0), see generate/.
//
// `generated/structs.json` holds one line a struct: its name, then its fields in the order of the Go source:
//   name[:type][flags][~strategies][@mergeKey]
// A type is s (string, the default), i (int32), l (int64), b (bool), f (float64), q (quantity), x (int or string), t (time),
// m (time with microseconds), y (base64 bytes), a (anything), or a struct's name; `s=PullPolicy` is a string type with a name of
// its own; a dot stands for the field's name capitalised, an ampersand for the same after the struct's name without its
// Spec, Status or Source; `[]` before it is a list, `{}` a map from strings. Flags: + is written even when it is zero,
// ! is required as well, ^ is required but left out when zero, * is a pointer, whose zero is not nil.
import type { JsonObject } from "../meta.ts";
import generated from "./generated/structs.json" with { type: "json" };

export type ScalarType =
  | "string"
  | "int32"
  | "int64"
  | "bool"
  | "float64"
  | "quantity"
  | "intOrString"
  | "time"
  | "microTime"
  | "bytes"
  | "any";

export type FieldType =
  /** `typeName` is the Go name of a string type such as PullPolicy. */
  | { readonly type: "scalar"; readonly scalar: ScalarType; readonly typeName?: string }
  | { readonly type: "list"; readonly of: FieldType }
  | { readonly type: "map"; readonly of: FieldType; readonly typeName?: string }
  | { readonly type: "struct"; readonly struct: string };

export interface SchemaField {
  readonly name: string;
  readonly fieldType: FieldType;
  readonly isRequired: boolean;
  /** JSON has it even when its value is zero. */
  readonly isAlwaysWritten: boolean;
  /** Its absence is nil, and a zero that is given is kept. Not set for pointers to structs that may be absent. */
  readonly isPointer: boolean;
  /** How a strategic merge patch treats it: merge, replace, retainKeys; empty if nothing is said. */
  readonly patchStrategies: readonly string[];
  readonly patchMergeKey?: string;
}

export interface SchemaStruct {
  /** Unique among all structs; Go's name, with a package before it where two share it. */
  readonly name: string;
  readonly fields: ReadonlyMap<string, SchemaField>;
}

/** `generated/docs.json`: loaded only by those who show it. */
export interface SchemaDocs {
  /** Struct -> field -> first sentence of its documentation; the empty field is the struct itself. */
  readonly docs: { readonly [struct: string]: { readonly [field: string]: string } };
  /** Go name of a string type -> its possible values, separated by `|`. */
  readonly enums: { readonly [typeName: string]: string };
}

const SCALARS: { readonly [code: string]: ScalarType } = {
  s: "string",
  i: "int32",
  l: "int64",
  b: "bool",
  f: "float64",
  q: "quantity",
  x: "intOrString",
  t: "time",
  m: "microTime",
  y: "bytes",
  a: "any",
};

const sources: ReadonlyMap<string, string> = new Map(
  generated.structs.split("\n").map((line) => {
    const space = line.indexOf(" ");
    return [line.slice(0, space), line.slice(space + 1)] as const;
  }),
);

const parsed = new Map<string, SchemaStruct>();

/** The struct of this name; lines are parsed when they are first asked for. */
export const structNamed = (name: string): SchemaStruct | undefined => {
  const known = parsed.get(name);
  const source = sources.get(name);
  if (known || source === undefined) return known;
  const fields = new Map(source.split(" ").map((word) => [fieldName(word), parseField(word, name)] as const));
  const struct = { name, fields };
  parsed.set(name, struct);
  return struct;
};

/** The struct of a kind, such as `apps/v1`, `Deployment`. */
export const structOf = (apiVersion: string, kind: string): SchemaStruct | undefined => {
  const names = (generated.kinds as { readonly [apiVersion: string]: string })[apiVersion]?.split(" ") ?? [];
  const name = names.find((n) => n === kind || n.endsWith(`.${kind}`));
  return name === undefined ? undefined : structNamed(name);
};

/** The struct of an object, by what it says it is. */
export const structOfObject = (object: JsonObject): SchemaStruct | undefined => {
  const { apiVersion, kind } = object;
  return typeof apiVersion === "string" && typeof kind === "string" ? structOf(apiVersion, kind) : undefined;
};

/** Every kind there is, as [apiVersion, kind], in the order of the generator's table. */
export const allKinds = (): readonly (readonly [string, string])[] =>
  Object.entries(generated.kinds).flatMap(([apiVersion, names]) =>
    names.split(" ").map((name) => [apiVersion, name.slice(name.lastIndexOf(".") + 1)] as const),
  );

/** The struct a field holds, itself or in its lists and maps. */
export const structIn = (fieldType: FieldType): SchemaStruct | undefined => {
  if (fieldType.type === "struct") return structNamed(fieldType.struct);
  return fieldType.type === "scalar" ? undefined : structIn(fieldType.of);
};

/** The field at a path of names from a struct (`spec.template.spec.containers`); list and map steps are not named. */
export const fieldAt = (struct: SchemaStruct, path: readonly string[]): SchemaField | undefined => {
  let current: SchemaStruct | undefined = struct;
  let field: SchemaField | undefined;
  for (const name of path) {
    field = current?.fields.get(name);
    if (!field) return undefined;
    current = structIn(field.fieldType);
  }
  return field;
};

/** Go's name of a struct with its package, as errors write it: v1.Container, v2.MetricSpec. */
export const goStructName = (name: string): string => {
  const parts = name.split(".");
  return parts.length === 1 ? `v1.${name}` : parts.slice(-2).join(".");
};

/** Go's name of a type, as `json: cannot unmarshal ... of type` writes it. */
export const goTypeName = (fieldType: FieldType, goPackage = "v1"): string => {
  if (fieldType.type === "struct") return goStructName(fieldType.struct);
  if (fieldType.type === "list") return `[]${goTypeName(fieldType.of, goPackage)}`;
  if (fieldType.typeName) return `${NAMED_ELSEWHERE[fieldType.typeName] ?? goPackage}.${fieldType.typeName}`;
  if (fieldType.type === "map") return `map[string]${goTypeName(fieldType.of, goPackage)}`;
  return GO_SCALARS[fieldType.scalar] ?? fieldType.scalar;
};

const NAMED_ELSEWHERE: { readonly [typeName: string]: string } = {
  UID: "types",
  ResourceName: "v1",
  ConditionStatus: "v1",
};

const GO_SCALARS: { readonly [scalar in ScalarType]?: string } = {
  quantity: "resource.Quantity",
  intOrString: "intstr.IntOrString",
  time: "v1.Time",
  microTime: "v1.MicroTime",
  bytes: "[]uint8",
};

const fieldName = (word: string): string => /^\w+/.exec(word)?.[0] ?? word;

const FIELD = /^(\w+)(?::([^!^+*~@]+))?([!^+*]*)(?:~([^@]+))?(?:@(.+))?$/;

const parseField = (word: string, struct: string): SchemaField => {
  const [, name = word, typeText = "s", flags = "", strategies, mergeKey] = FIELD.exec(word) ?? [];
  const own = name.charAt(0).toUpperCase() + name.slice(1);
  const ownOfStruct = struct.replace(/(Spec|Status|Source)$/, "") + own;
  return {
    name,
    fieldType: parseType(typeText.replace(/\.$/, own).replace(/&$/, ownOfStruct)),
    isRequired: flags.includes("!") || flags.includes("^"),
    isAlwaysWritten: flags.includes("!") || flags.includes("+"),
    isPointer: flags.includes("*"),
    patchStrategies: strategies?.split(",") ?? [],
    ...(mergeKey === undefined ? {} : { patchMergeKey: mergeKey }),
  };
};

const parseType = (text: string): FieldType => {
  if (text.startsWith("[]")) return { type: "list", of: parseType(text.slice(2)) };
  const [base = text, typeName] = text.split("=");
  const named = typeName === undefined ? {} : { typeName };
  if (base.startsWith("{}")) return { type: "map", of: parseType(base.slice(2)), ...named };
  const scalar = SCALARS[base];
  return scalar ? { type: "scalar", scalar, ...named } : { type: "struct", struct: base };
};

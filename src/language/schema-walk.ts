// What the field schema says of a document: unknown fields and values of the wrong type, in the API server's words.
import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import {
  structIn,
  structNamed,
  structOf,
  type FieldType,
  type ScalarType,
  type SchemaStruct,
} from "#api/schema/schema";
import { parseQuantity } from "#api/quantity";
import type { ManifestDocument, Path, Range } from "./documents.ts";

export interface SchemaProblem {
  readonly range: Range;
  readonly message: string;
}

export const checkSchema = (document: ManifestDocument): readonly SchemaProblem[] => {
  const struct = structOf(document.apiVersion, document.kind);
  if (!struct || !isMap(document.root)) return [];
  const problems: SchemaProblem[] = [];
  checkStruct(document.root, struct, { path: [], problems });
  return problems;
};

interface Walk {
  readonly path: Path;
  readonly problems: SchemaProblem[];
}

const rangeOf = (node: { readonly range?: readonly [number, number, number] | null | undefined }): Range => {
  const [from = 0, to = 1] = node.range ?? [];
  return { from, to: Math.max(to, from + 1) };
};

const checkStruct = (map: YAMLMap, struct: SchemaStruct, walk: Walk): void => {
  for (const { key, value } of map.items) {
    if (!isScalar(key)) continue;
    const name = String(key.value);
    const field = struct.fields.get(name);
    const path = [...walk.path, name];
    if (!field) walk.problems.push({ range: rangeOf(key), message: `unknown field "${dotted(path)}"` });
    else if (value) checkValue(value as Node, field.fieldType, { ...walk, path });
  }
};

const checkValue = (node: Node, type: FieldType, walk: Walk): void => {
  if (isScalar(node) && node.value === null) return;
  switch (type.type) {
    case "struct": {
      const struct = structNamed(type.struct);
      if (!isMap(node)) mismatch(node, `a map (${type.struct})`, walk);
      else if (struct && struct.fields.size > 0) checkStruct(node, struct, walk);
      return;
    }
    case "list":
      if (!isSeq(node)) return mismatch(node, "a list", walk);
      for (const [i, item] of node.items.entries())
        checkValue(item as Node, type.of, { ...walk, path: [...walk.path, i] });
      return;
    case "map":
      if (!isMap(node)) return mismatch(node, "a map", walk);
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : "";
        if (value) checkValue(value as Node, type.of, { ...walk, path: [...walk.path, name] });
      }
      return;
    case "scalar":
      checkScalar(node, type, walk);
  }
};

const checkScalar = (node: Node, type: Extract<FieldType, { type: "scalar" }>, walk: Walk): void => {
  if (type.scalar === "any") return;
  if (!isScalar(node)) return mismatch(node, SPOKEN[type.scalar] ?? type.scalar, walk);
  if (type.scalar === "quantity") {
    const parsed = parseQuantity(String(node.value));
    if (!parsed.ok) walk.problems.push({ range: rangeOf(node), message: parsed.error });
  } else if (!FITS[type.scalar](node.value)) mismatch(node, SPOKEN[type.scalar] ?? type.scalar, walk);
};

const isText = (value: unknown): boolean => typeof value === "string";
const isTime = (value: unknown): boolean => isText(value) || (typeof value === "object" && value !== null);

const FITS: Readonly<Record<Exclude<ScalarType, "any" | "quantity">, (value: unknown) => boolean>> = {
  string: isText,
  bytes: isText,
  time: isTime,
  microTime: isTime,
  int32: Number.isInteger,
  int64: Number.isInteger,
  float64: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
  intOrString: (value) => isText(value) || Number.isInteger(value),
};

const SPOKEN: Readonly<Record<string, string>> = {
  string: "a string",
  int32: "a whole number",
  int64: "a whole number",
  bool: "true or false",
  float64: "a number",
  time: "a time",
  microTime: "a time",
  bytes: "a string",
  intOrString: "a number or a string",
  quantity: "a quantity such as 250m or 128Mi",
};

const mismatch = (node: Node, wanted: string, { path, problems }: Walk): void => {
  problems.push({ range: rangeOf(node), message: `${dotted(path)}: expected ${wanted}` });
};

const dotted = (path: Path): string =>
  path.map((p, i) => (typeof p === "number" ? `[${p}]` : i === 0 ? p : `.${p}`)).join("");

/** The struct whose fields may stand at `path` of a document of this kind. */
export const structAt = (apiVersion: string, kind: string, path: Path): SchemaStruct | undefined => {
  let struct = structOf(apiVersion, kind);
  for (const part of path) {
    if (typeof part === "number") continue;
    const field = struct?.fields.get(part);
    if (!field) return undefined;
    struct = structIn(field.fieldType);
  }
  return struct;
};

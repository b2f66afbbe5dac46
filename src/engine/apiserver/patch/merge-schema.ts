// Models strategicpatch.PatchMetaFromStruct (staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/meta.go, v1.36).
import { structNamed, type FieldType, type SchemaStruct } from "#api/schema/schema";
import { PatchError } from "./patch-error.ts";

/** What is known at a place in an object: a struct, or the type that a list or map holds. */
export type MergeSchema = FieldType;

export interface FieldMeta {
  /** Of the field; of its elements if it is a list. */
  readonly schema: MergeSchema;
  readonly strategy: string;
  readonly retainKeys: boolean;
  readonly mergeKey: string;
}

export const schemaOf = (struct: SchemaStruct): MergeSchema => ({ type: "struct", struct: struct.name });

const GO_KINDS: { readonly [scalar: string]: string } = {
  any: "struct",
  quantity: "struct",
  intOrString: "struct",
  time: "struct",
  microTime: "struct",
  bytes: "slice",
};

const kindOf = (schema: MergeSchema): string => {
  if (schema.type === "list") return "slice";
  return schema.type === "scalar" ? (GO_KINDS[schema.scalar] ?? schema.scalar) : schema.type;
};

/** The metadata of a field that holds a map. */
export const lookupStruct = (schema: MergeSchema, key: string): FieldMeta => {
  if (schema.type === "map") return { schema: schema.of, strategy: "", retainKeys: false, mergeKey: "" };
  if (schema.type !== "struct") {
    throw new PatchError(`merging an object in json but data type is not struct, instead is: ${kindOf(schema)}`);
  }
  const field = structNamed(schema.struct)?.fields.get(key);
  if (!field) {
    const name = schema.struct.slice(schema.struct.lastIndexOf(".") + 1);
    throw new PatchError(`unable to find api field in struct ${name} for the json field "${key}"`);
  }
  return {
    schema: field.fieldType,
    strategy: field.patchStrategies.find((s) => s !== "retainKeys") ?? "",
    retainKeys: field.patchStrategies.includes("retainKeys"),
    mergeKey: field.patchMergeKey ?? "",
  };
};

/** The metadata of a field that holds a list. */
export const lookupSlice = (schema: MergeSchema, key: string): FieldMeta => {
  const meta = lookupStruct(schema, key);
  if (meta.schema.type !== "list") {
    throw new PatchError(`expected slice or array type, but got: ${kindOf(schema)}`);
  }
  return { ...meta, schema: meta.schema.of };
};

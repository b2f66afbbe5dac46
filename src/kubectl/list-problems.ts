// Models kubectl/pkg/util/openapi and kube-openapi/pkg/util/proto/validation (v1.36): what kubectl itself finds wrong with the items of a List.
// Simplified: unknown fields and those that are missing; a wrong type is left to the server.
import type { Json, JsonObject } from "#api/meta";
import { allKinds, type FieldType, type SchemaStruct, structIn, structOf, structOfObject } from "#api/schema/schema";
import { compareStrings } from "#api/compare";
import { isJsonObject } from "#api/json";
import { goQuote } from "#api/go-quote";
import { list, text } from "./object.ts";

export const listProblems = (object: JsonObject): string | undefined => {
  const found = list(object, "items").flatMap((item) => {
    const struct = structOfObject(item);
    return struct ? problemsOf(item, { struct, path: text(item, "kind"), group: text(item, "apiVersion") }) : [];
  });
  if (found.length === 0) return undefined;
  return found.length > 1 ? `[${found.join(", ")}]` : found.join("");
};

interface Place {
  readonly struct: SchemaStruct;
  readonly path: string;
  readonly group: string;
}

const OF_ALL = new Set(["apiVersion", "kind"]);

const problemsOf = (object: JsonObject, { struct, path, group }: Place): readonly string[] => {
  const name = definitionOf(struct, group);
  const inside = Object.keys(object)
    .toSorted(compareStrings)
    .flatMap((key) => {
      const field = struct.fields.get(key);
      if (field) return insideOf(object[key]!, field.fieldType, { path: `${path}.${key}`, group });
      const isKnown = OF_ALL.has(key) && struct.fields.has("metadata");
      return isKnown ? [] : [`ValidationError(${path}): unknown field ${goQuote(key)} in ${name}`];
    });
  const missing = [...struct.fields.values()]
    .filter((field) => field.isRequired && object[field.name] === undefined)
    .map((field) => `ValidationError(${path}): missing required field ${goQuote(field.name)} in ${name}`);
  return [...inside, ...missing];
};

const insideOf = (value: Json, type: FieldType, { path, group }: Omit<Place, "struct">): readonly string[] => {
  if (type.type === "list") {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item: Json, index) => insideOf(item, type.of, { path: `${path}[${index}]`, group }));
  }
  if (type.type === "map") {
    if (!isJsonObject(value)) return [];
    return Object.entries(value).flatMap(([key, item]) => insideOf(item, type.of, { path: `${path}.${key}`, group }));
  }
  const struct = structIn(type);
  return struct && isJsonObject(value) ? problemsOf(value, { struct, path, group }) : [];
};

const META = new Set([
  "ObjectMeta",
  "LabelSelector",
  "LabelSelectorRequirement",
  "OwnerReference",
  "ManagedFieldsEntry",
]);

/** io.k8s.api.apps.v1.DeploymentSpec: a struct that a core kind has too is core's. */
const definitionOf = ({ name }: SchemaStruct, apiVersion: string): string => {
  const bare = name.split(".").at(-1) ?? name;
  if (META.has(bare)) return `io.k8s.apimachinery.pkg.apis.meta.v1.${bare}`;
  const [version = "", group = "core"] = apiVersion.split("/").toReversed();
  const home = coreStructs().has(name) ? "core.v1" : `${group.split(".")[0]}.${version}`;
  return `io.k8s.api.${home}.${bare}`;
};

let core: ReadonlySet<string> | undefined;

const coreStructs = (): ReadonlySet<string> => {
  if (core) return core;
  const found = new Set<string>();
  const visit = (struct: SchemaStruct | undefined): void => {
    if (!struct || found.has(struct.name)) return;
    found.add(struct.name);
    for (const { fieldType } of struct.fields.values()) visit(structIn(fieldType));
  };
  for (const [apiVersion, kind] of allKinds()) if (apiVersion === "v1") visit(structOf(apiVersion, kind));
  core = found;
  return core;
};

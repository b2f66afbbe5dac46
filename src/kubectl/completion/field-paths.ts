// Paths of fields, as `explain`, jsonpath, custom-columns and --sort-by have them: from the schema of the kind.
import { apiVersionOf, discoveredByName } from "#api/scheme";
import { type SchemaStruct, structIn, structOf } from "#api/schema/schema";

const structOfType = (type: string): SchemaStruct | undefined => {
  const resource = discoveredByName(type);
  return resource && structOf(apiVersionOf(resource), resource.kind);
};

/** The struct at the end of a path of names; list and map steps are not named. */
const walk = (from: SchemaStruct | undefined, path: readonly string[]): SchemaStruct | undefined =>
  path.reduce<SchemaStruct | undefined>((struct, name) => {
    const field = struct?.fields.get(name);
    return field && structIn(field.fieldType);
  }, from);

const namesIn = (struct: SchemaStruct | undefined): readonly string[] => (struct ? [...struct.fields.keys()] : []);

/** `pod.spec.cont`: whole words that it may become. */
export const explainPaths = (word: string): readonly string[] => {
  const [type = "", ...path] = word.split(".");
  const parent = path.slice(0, -1);
  const head = [type, ...parent].join(".");
  return namesIn(walk(structOfType(type), parent)).map((name) => `${head}.${name}`);
};

interface Paths {
  readonly texts: readonly string[];
  /** Letters of the value before the last name. */
  readonly skip: number;
}

const PATHED = /^['"]?(?:jsonpath=|custom-columns=|\.|\{)/;

/** The names that may stand at the end of a path in a value such as `jsonpath={.spec.cont`; undefined where none is begun. */
export const outputPaths = (type: string, value: string): Paths | undefined => {
  if (!PATHED.test(value)) return undefined;
  const path = /(?:^|[{:,'"=])((?:\.[\w-]+(?:\[[^\]]*\])?)*\.)([\w-]*)$/.exec(value);
  if (!path) return undefined;
  const [, before = "", last = ""] = path;
  const names = before
    .replaceAll(/\[[^\]]*\]/g, "")
    .split(".")
    .filter((name) => name !== "");
  const inItems = names[0] === "items" ? names.slice(1) : names;
  const found = namesIn(walk(structOfType(type.split(/[/,]/)[0] ?? ""), inItems));
  const all = names.length === 0 ? [...found, "items[*]."] : found;
  return { texts: all, skip: value.length - last.length };
};

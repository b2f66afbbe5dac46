// Models kubectl/pkg/explain/v2/templates/plaintext.tmpl (v1.36): a kind or one of its fields, its type, and the fields inside.
import type { DiscoveredResource } from "#api/discovered";
import { discovered } from "#api/discovered";
import { apiVersionOf, discoveredByName } from "#api/scheme";
import {
  type FieldType,
  type SchemaField,
  type SchemaStruct,
  structIn,
  structNamed,
  structOf,
} from "#api/schema/schema";
import { compareStrings } from "#api/compare";
import { goQuote } from "#api/go-quote";
import { type Call, type Command, type Context, DONE, fail } from "../command.ts";
import { message, plain } from "../errors.ts";
import { refused } from "../usage.ts";
import { meaningOf, valuesOf } from "./explain-docs.ts";

const WIDTH = 76;
/** A list of values beside a field is cut after so many. */
const SHOWN_VALUES = 4;

export const explain: Command = {
  path: "explain",
  short: "Show the fields of a kind and what they mean",
  about: "Fields inside fields are named with dots. Lists and maps are not named: pod.spec.containers.image.",
  examples: [
    ["A kind", "kubectl explain deployment"],
    ["A field", "kubectl explain pod.spec.containers.livenessProbe"],
    ["All fields below", "kubectl explain deployment.spec.strategy --recursive"],
  ],
  run(context, call) {
    const [target, ...rest] = call.args;
    if (target === undefined) {
      return fail(
        message(
          'You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.',
        ),
      );
    }
    if (rest.length > 0) {
      return fail(message("We accept only this format: explain RESOURCE"));
    }
    const output = call.flags.text("output");
    if (output !== "plaintext") {
      return output === "plaintext-openapiv2"
        ? refused("--output=plaintext-openapiv2", "its only format is plaintext")
        : fail(message(`unrecognized format: ${output}`));
    }
    const [type = "", ...path] = target.split(".");
    const found = kindOf(type, path, call.flags.text("api-version"));
    context.out(header(found.resource));
    context.out(
      found.path.length === 0 ? kindText(found.struct, call) : fieldText(context, found.struct, found.path, call),
    );
    return DONE;
  },
};

interface Found {
  readonly resource: DiscoveredResource;
  readonly struct: SchemaStruct;
  readonly path: readonly string[];
}

/** `deployments.apps.spec` names a group before the fields; `deployments.spec` does not. */
const kindOf = (type: string, path: readonly string[], wanted: string): Found => {
  const resource = discoveredByName(type);
  if (!resource) return fail(plain(`the server doesn't have a resource type ${goQuote(type)}`));
  const { group } = resource;
  const words = group === "" ? [] : group.split(".");
  const isGrouped = words.length > 0 && words.every((word, at) => path[at] === word);
  const fields = isGrouped ? path.slice(words.length) : path;
  const asked = wanted === "" ? resource : inVersion(resource, wanted);
  const struct = structOf(apiVersionOf(asked), asked.kind);
  if (!struct) return refused(`explaining ${asked.plural}`, "their fields are not described here");
  return { resource: asked, struct, path: fields };
};

const inVersion = (resource: DiscoveredResource, wanted: string): DiscoveredResource => {
  const same = discovered.find((row) => row.kind === resource.kind && apiVersionOf(row) === wanted);
  if (same) return same;
  const [version = "", group = ""] = wanted.split("/").toReversed();
  if (structOf(wanted, resource.kind)) return { ...resource, group, version };
  return fail(message(`couldn't find resource for "${group}/${version}, Resource=${resource.plural}"`));
};

const header = ({ group, kind, version }: DiscoveredResource): string =>
  `${group === "" ? "" : `GROUP:      ${group}\n`}KIND:       ${kind}\nVERSION:    ${version}\n\n`;

const kindText = (struct: SchemaStruct, call: Call): string =>
  `DESCRIPTION:\n${described([meaningOf(struct.name)])}${fieldsText(struct, call)}${endOf(call)}`;

/** A list of names alone has no line between its items, and so none behind the last. */
const endOf = (call: Call): string => (call.flags.isOn("recursive") ? "\n" : "\n\n");

const fieldText = (context: Context, root: SchemaStruct, path: readonly string[], call: Call): string => {
  let struct: SchemaStruct | undefined = root;
  let owner = root;
  let field: SchemaField | undefined;
  for (const name of path) {
    field = struct ? fieldsOf(struct).find((item) => item.name === name) : undefined;
    if (!struct || !field) {
      return fail(message(`field ${goQuote(name)} does not exist`));
    }
    owner = struct;
    struct = structIn(field.fieldType);
  }
  if (!field) return "";
  const values = valuesOf(typeNameOf(field.fieldType));
  const list = values.length === 0 ? "\n" : `ENUM:\n${values.map((value) => `    ${shownValue(value)}\n`).join("")}\n`;
  const texts = [meaningOf(owner.name, field.name), struct ? meaningOf(struct.name) : ""];
  const inside = struct ? `${fieldsText(struct, call)}${endOf(call)}` : "\n";
  return `FIELD: ${field.name} <${typeText(field.fieldType)}>\n${values.length === 0 ? "\n" : ""}${list}DESCRIPTION:\n${described(texts)}${inside}`;
};

const fieldsOf = (struct: SchemaStruct): readonly SchemaField[] => {
  const known = [...struct.fields.values()];
  const isKind = struct.fields.has("metadata") && !struct.fields.has("apiVersion");
  const head: SchemaField[] = isKind ? ["apiVersion", "kind"].map(plainField) : [];
  return [...head, ...known].toSorted((a, b) => compareStrings(a.name, b.name));
};

const plainField = (name: string): SchemaField => ({
  name,
  fieldType: { type: "scalar", scalar: "string" },
  isRequired: false,
  isAlwaysWritten: false,
  isPointer: false,
  patchStrategies: [],
});

const fieldsText = (struct: SchemaStruct, call: Call): string => {
  const fields = fieldsOf(struct);
  if (fields.length === 0) return "";
  return `FIELDS:\n${call.flags.isOn("recursive") ? nested(struct, 1, [struct.name]) : described1(struct, fields)}`;
};

const described1 = (struct: SchemaStruct, fields: readonly SchemaField[]): string =>
  fields
    .map((field) => {
      const text = wrap(meaningOf(struct.name, field.name) || "<no description>");
      return `${fieldLine(field, "  ")}${text.map((line) => `    ${line}\n`).join("")}`;
    })
    .join("\n");

const fieldLine = (field: SchemaField, indent: string): string => {
  const required = field.isRequired ? " -required-" : "";
  const values = valuesOf(typeNameOf(field.fieldType));
  const shown = values.slice(0, SHOWN_VALUES).map(shownValue).join(", ");
  const more = values.length > SHOWN_VALUES ? ", ...." : "";
  const list = values.length === 0 ? "" : `${indent}enum: ${shown}${more}\n`;
  return `${indent}${field.name}\t<${typeText(field.fieldType)}>${required}\n${list}`;
};

/** A struct inside itself is not opened again. */
const nested = (struct: SchemaStruct, depth: number, above: readonly string[]): string =>
  fieldsOf(struct)
    .map((field) => {
      const inside = structIn(field.fieldType);
      const isOpen = inside && !above.includes(inside.name);
      return fieldLine(field, "  ".repeat(depth)) + (isOpen ? nested(inside, depth + 1, [...above, inside.name]) : "");
    })
    .join("");

const shownValue = (value: string): string => (value === "" ? '""' : value);

const typeNameOf = (fieldType: FieldType): string | undefined =>
  fieldType.type === "scalar" ? fieldType.typeName : undefined;

const SCALAR_TEXTS: { readonly [scalar: string]: string } = {
  string: "string",
  int32: "integer",
  int64: "integer",
  bool: "boolean",
  float64: "number",
  quantity: "Quantity",
  intOrString: "IntOrString",
  time: "string",
  microTime: "string",
  bytes: "string",
  any: "Object",
};

const typeText = (fieldType: FieldType): string => {
  if (fieldType.type === "list") return `[]${typeText(fieldType.of)}`;
  if (fieldType.type === "map") return `map[string]${typeText(fieldType.of)}`;
  if (fieldType.type === "struct") {
    // A struct that other packages have too carries its package before it.
    return structNamed(fieldType.struct) ? (fieldType.struct.split(".").at(-1) ?? "") : fieldType.struct;
  }
  return SCALAR_TEXTS[fieldType.scalar] ?? "Object";
};

const described = (texts: readonly string[]): string => {
  const said = texts.filter((text) => text !== "");
  const lines = (said.length === 0 ? ["<no description>"] : said).flatMap(wrap);
  return `${lines.map((line) => `    ${line}\n`).join("")}    \n`;
};

const wrap = (text: string): string[] => {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/)) {
    if (line !== "" && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
};

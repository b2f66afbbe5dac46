// Models encoding/json: keys sorted as Go maps are, <, > and & escaped.
import type { Json, JsonObject } from "#api/meta";
import { type SchemaStruct, structIn, structOfObject } from "#api/schema/schema";
import { compareStrings } from "#api/compare";

const escapeHtml = (text: string): string =>
  text
    .replaceAll("<", String.raw`\u003c`)
    .replaceAll(">", String.raw`\u003e`)
    .replaceAll("&", String.raw`\u0026`)
    .replaceAll("\u2028", String.raw`\u2028`)
    .replaceAll("\u2029", String.raw`\u2029`);

/** A JSON string literal as Go writes it. */
export const quoteJson = (value: string): string => escapeHtml(JSON.stringify(value));

interface KeyOrder {
  keys(object: { readonly [key: string]: Json }): readonly string[];
  /** The order inside a field. */
  inside(key: string): KeyOrder;
}

const sorted: KeyOrder = { keys: (object) => Object.keys(object).toSorted(compareStrings), inside: () => sorted };
const asWritten: KeyOrder = { keys: (object) => Object.keys(object), inside: () => asWritten };

/** encoding/json of a struct: its fields as the Go source declares them; maps inside are sorted. */
const declared = (struct: SchemaStruct): KeyOrder => ({
  keys: (object) => [...struct.fields.keys()].filter((name) => Object.hasOwn(object, name)),
  inside: (key) => {
    const field = struct.fields.get(key);
    const inner = field && field.fieldType.type !== "map" ? structIn(field.fieldType) : undefined;
    return inner ? declared(inner) : sorted;
  },
});

const listOf = (items: KeyOrder): KeyOrder => ({
  keys: (object) => ["kind", "apiVersion", "metadata", "items"].filter((name) => Object.hasOwn(object, name)),
  inside: (key) => (key === "items" ? items : sorted),
});

const write = (value: Json, indent: string, current: string, order: KeyOrder): string => {
  if (typeof value === "string") return quoteJson(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const inner = current + indent;
  const [open, gap, close] = indent === "" ? ["", ",", ""] : [`\n${inner}`, `,\n${inner}`, `\n${current}`];
  if (Array.isArray(value)) {
    if (value.length === 0) return "[]";
    return `[${open}${value.map((item: Json) => write(item, indent, inner, order)).join(gap)}${close}]`;
  }
  const object = value as { readonly [key: string]: Json };
  const keys = order.keys(object);
  if (keys.length === 0) return "{}";
  const colon = indent === "" ? ":" : ": ";
  const members = keys.map(
    (key) => `${quoteJson(key)}${colon}${write(object[key] ?? null, indent, inner, order.inside(key))}`,
  );
  return `{${open}${members.join(gap)}${close}}`;
};

/** json.Marshal of a map. */
export const compactJson = (value: Json): string => write(value, "", "", sorted);

/** json.MarshalIndent of a map with four spaces, as `-o json` prints. */
export const indentedJson = (value: Json): string => write(value, "    ", "", sorted);

/** json.Marshal that keeps the order in which keys were written (raw documents). */
export const compactJsonAsWritten = (value: Json): string => write(value, "", "", asWritten);

/** json.MarshalIndent with four spaces of what was made in its type's order. */
export const indentedJsonAsWritten = (value: Json): string => write(value, "    ", "", asWritten);

/** json.Indent with two spaces. */
export const asWrittenJson = (value: Json): string => write(value, "  ", "", asWritten);

const orderOf = (object: JsonObject): KeyOrder => {
  const struct = structOfObject(object);
  return struct ? declared(struct) : sorted;
};

/** json.Marshal of the Go type. */
export const compactTypedJson = (object: JsonObject): string => write(object, "", "", orderOf(object));

/** json.MarshalIndent of the Go type: what a verb prints that reads objects into types. */
export const indentedTypedJson = (object: JsonObject): string => {
  const { items } = object;
  const first = Array.isArray(items) ? (items as readonly JsonObject[])[0] : undefined;
  const order = Array.isArray(items) ? listOf(first ? orderOf(first) : sorted) : orderOf(object);
  return write(object, "    ", "", order);
};

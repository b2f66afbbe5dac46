// Models encoding/json: keys sorted as Go maps are, <, > and & escaped.
import type { Json } from "#api/meta";
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

type KeyOrder = (keys: readonly string[], path: readonly string[]) => readonly string[];

const sorted: KeyOrder = (keys) => [...keys].toSorted(compareStrings);

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
  const keys = order(Object.keys(object), []);
  if (keys.length === 0) return "{}";
  const colon = indent === "" ? ":" : ": ";
  const members = keys.map((key) => `${quoteJson(key)}${colon}${write(object[key] ?? null, indent, inner, order)}`);
  return `{${open}${members.join(gap)}${close}}`;
};

/** json.Marshal of a map. */
export const compactJson = (value: Json): string => write(value, "", "", sorted);

/** json.MarshalIndent of a map with four spaces, as `-o json` prints. */
export const indentedJson = (value: Json): string => write(value, "    ", "", sorted);

/** json.Marshal that keeps the order in which keys were written (raw documents). */
export const compactJsonAsWritten = (value: Json): string => write(value, "", "", (keys) => keys);

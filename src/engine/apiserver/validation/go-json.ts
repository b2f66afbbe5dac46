// Go's ways to write a value: json.Marshal, %q, and a diff of two values as lines of indented JSON.
import type { Json } from "#api/meta";

/** encoding/json escapes what HTML could misread. */
const escapeHtml = (json: string): string =>
  json.replaceAll(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const marshalGo = (value: Json): string => escapeHtml(JSON.stringify(value));

/** json.MarshalIndent with one space. */
export const marshalIndentGo = (value: Json): string => escapeHtml(JSON.stringify(value, null, 1));

const ESCAPES: { readonly [character: string]: string } = {
  "\u0007": "\\a",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "\v": "\\v",
  "\\": "\\\\",
  '"': '\\"',
};

/** strconv.Quote. */
export const quoteGo = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  `"${text.replaceAll(/[\u0000-\u001f\u007f"\\]/g, (c) => ESCAPES[c] ?? `\\x${c.charCodeAt(0).toString(16).padStart(2, "0")}`)}"`;

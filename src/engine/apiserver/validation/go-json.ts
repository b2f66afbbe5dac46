// Go's ways to write a value: json.Marshal, and a diff of two values as lines of indented JSON.
import type { Json } from "#api/meta";

/** encoding/json escapes what HTML could misread. */
const escapeHtml = (json: string): string =>
  json.replaceAll(/[<>&\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);

export const marshalGo = (value: Json): string => escapeHtml(JSON.stringify(value));

/** json.MarshalIndent with one space. */
export const marshalIndentGo = (value: Json): string => escapeHtml(JSON.stringify(value, null, 1));

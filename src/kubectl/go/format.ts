// Models fmt's %v of decoded JSON and strconv.Quote.
import type { Json } from "#api/meta";
import { compareStrings } from "#api/compare";

/** fmt.Sprint of a value: `map[a:b c:d]`, `[x y]`, `<nil>`. */
export const goValue = (value: Json | undefined): string => {
  if (value === undefined || value === null) return "<nil>";
  if (Array.isArray(value)) return `[${value.map((item: Json) => goValue(item)).join(" ")}]`;
  if (typeof value === "object") {
    const object = value as { readonly [key: string]: Json };
    const members = Object.keys(object)
      .toSorted(compareStrings)
      .map((key) => `${key}:${goValue(object[key])}`);
    return `map[${members.join(" ")}]`;
  }
  return String(value);
};

const ESCAPES: { readonly [ch: string]: string } = {
  "\u0007": String.raw`\a`,
  "\b": String.raw`\b`,
  "\f": String.raw`\f`,
  "\n": String.raw`\n`,
  "\r": String.raw`\r`,
  "\t": String.raw`\t`,
  "\v": String.raw`\v`,
  '"': String.raw`\"`,
  "\\": "\\\\",
};

/** fmt's %q. */
export const quote = (value: string): string => {
  let out = '"';
  for (const ch of value) {
    const code = ch.codePointAt(0) ?? 0;
    if (ESCAPES[ch] !== undefined) out += ESCAPES[ch];
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else out += ch;
  }
  return `${out}"`;
};

/** fmt's %#v of decoded JSON, as the jsonpath printer shows what it was given. */
export const goSyntax = (value: Json | undefined): string => {
  if (value === undefined || value === null) return "interface {}(nil)";
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `[]interface {}{${value.map((item: Json) => goSyntax(item)).join(", ")}}`;
  if (typeof value === "object") {
    const object = value as { readonly [key: string]: Json };
    const members = Object.keys(object)
      .toSorted(compareStrings)
      .map((key) => `${quote(key)}:${goSyntax(object[key])}`);
    return `map[string]interface {}{${members.join(", ")}}`;
  }
  return String(value);
};

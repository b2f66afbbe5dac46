// The formats of jq: @text @json @csv @tsv @html @uri @sh @base64 @base64d.
import { decodeBase64, encodeBase64 } from "#api/base64";
import type { Json } from "#api/meta";
import { utf8 } from "#api/utf8";
import { JqError, listOf, named, shown, typeName } from "./jq-values.ts";

const HTML: { readonly [sign: string]: string } = {
  "<": "&lt;",
  ">": "&gt;",
  "&": "&amp;",
  "'": "&#39;",
  '"': "&quot;",
};
const TSV: { readonly [sign: string]: string } = { "\t": "\\t", "\n": "\\n", "\r": "\\r", "\\": "\\\\" };

const cells = (v: Json, format: string, cell: (text: string) => string): readonly string[] =>
  listOf(v, `${format}-formatted, only an array can be`).map((item) => {
    if (typeof item === "string") return cell(item);
    if (typeof item === "object" && item !== null) throw new JqError(`${named(item)} is not valid in a ${format} row`);
    return item === null ? "" : String(item);
  });

const quoted = (v: Json): string => {
  if (typeof v === "object" && v !== null) throw new JqError(`${named(v)} can not be escaped for shell`);
  return typeof v === "string" ? `'${v.replaceAll("'", String.raw`'\''`)}'` : String(v);
};

const percent = (text: string): string =>
  utf8(text)
    .map((byte) => {
      const letter = String.fromCodePoint(byte);
      return /[\w.~-]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");

const FORMATS: ReadonlyMap<string, (v: Json) => string> = new Map<string, (v: Json) => string>([
  ["text", shown],
  ["json", (v) => JSON.stringify(v)],
  ["csv", (v) => cells(v, "csv", (text) => `"${text.replaceAll('"', '""')}"`).join(",")],
  ["tsv", (v) => cells(v, "tsv", (text) => text.replaceAll(/[\t\n\r\\]/g, (sign) => TSV[sign]!)).join("\t")],
  ["html", (v) => shown(v).replaceAll(/[<>&'"]/g, (sign) => HTML[sign]!)],
  ["uri", (v) => percent(shown(v))],
  ["sh", (v) => (Array.isArray(v) ? (v as readonly Json[]).map(quoted).join(" ") : quoted(v))],
  ["base64", (v) => encodeBase64(shown(v))],
  [
    "base64d",
    (v) => {
      const text = shown(v);
      if (!/^[A-Za-z0-9+/\s]*=*$/.test(text))
        throw new JqError(`${typeName(v)} (${JSON.stringify(text)}) is not valid base64 data`);
      return decodeBase64(text);
    },
  ],
]);

export const isFormat = (name: string): boolean => FORMATS.has(name);

export const formatted = (name: string, v: Json): string => {
  const format = FORMATS.get(name);
  if (!format) throw new JqError(`${name} is not a valid format`);
  return format(v);
};

// The functions of Go's text/template and those that kubectl's template printer adds, with the errors of each.
import { corruptByte, decodeBase64 } from "#api/base64";
import { compareStrings } from "#api/compare";
import { isJsonObject, own } from "#api/json";
import type { Json } from "#api/meta";
import { utf8Length } from "#api/utf8";
import { goValue } from "../go/format.ts";
import { goPrintf } from "../go/printf.ts";
import { compactJson } from "../go/json-text.ts";
import { GoTemplateError } from "./go-template-parse.ts";

export type Value = Json | undefined;
/** `types` are those of the arguments, as Go names them. */
export type TemplateFunctions = {
  readonly [name: string]: (args: readonly Value[], types: readonly string[]) => Value;
};

export const isTruthy = (value: Value): boolean => {
  if (value === undefined || value === null || value === false || value === 0 || value === "") return false;
  return typeof value === "object" ? Object.keys(value).length > 0 : true;
};

const goText = (value: Value): string => (value === undefined || value === null ? "" : goValue(value));

/** As Go names what JSON and the template hold. Simplified: `1.0` in a template is an integer. */
export const typeOf = (value: Value, isWritten: boolean): string => {
  if (value === undefined || value === null) return "<nil>";
  if (typeof value === "number" && !Number.isInteger(value)) return "float64";
  if (typeof value === "number") return isWritten ? "int" : "int64";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "string") return "string";
  return Array.isArray(value) ? "[]interface {}" : "map[string]interface {}";
};

/** All integers compare with each other. */
const basic = (type: string): string => (isInt(type) ? "int" : type);
const isInt = (type: string): boolean => type.startsWith("int");

const checkTypes = (types: readonly string[], values: readonly Value[]): void => {
  const [first = "", ...others] = types;
  for (const [at, other] of others.entries()) {
    const isNil = first === "<nil>" || other === "<nil>";
    if (!isNil && basic(first) !== basic(other)) {
      throw new GoTemplateError(`incompatible types for comparison: ${first} and ${other}`);
    }
    const value = values[at];
    if (typeof value === "object" && value !== null && values[at + 1] !== null) {
      throw new GoTemplateError(`non-comparable type ${goValue(value)}: ${first}`);
    }
  }
};

const compare = (values: readonly Value[], types: readonly string[]): number => {
  checkTypes(types, values);
  const [a, b] = values;
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareStrings(a, b);
  throw new GoTemplateError("invalid type for comparison");
};

const length = (value: Value, type: string): number => {
  if (typeof value === "string") return utf8Length(value);
  if (typeof value === "object" && value !== null) return Object.keys(value).length;
  // A field that is not there is no value at all, and has no type to be named.
  if (value === undefined || value === null)
    throw new GoTemplateError("reflect: call of reflect.Value.Type on zero Value");
  throw new GoTemplateError(`len of type ${type}`);
};

const index = (value: Value, keys: readonly Value[], types: readonly string[]): Value =>
  keys.reduce<Value>((current, key, at) => {
    const type = types[at + 1] ?? "";
    if (current === undefined || current === null) throw new GoTemplateError("index of untyped nil");
    if (isJsonObject(current)) {
      if (typeof key !== "string") throw new GoTemplateError(`value has type ${type}; should be string`);
      return own(current, key);
    }
    if (typeof current !== "string" && !Array.isArray(current)) {
      throw new GoTemplateError(`can't index item of type ${typeOf(current, false)}`);
    }
    if (typeof key !== "number" || !isInt(type)) {
      throw new GoTemplateError(`cannot index slice/array with type ${type}`);
    }
    if (key >= current.length || key < 0) throw new GoTemplateError(`index out of range: ${key}`);
    return typeof current === "string" ? (current.codePointAt(key) ?? 0) : (current as readonly Json[])[key];
  }, value);

const slice = ([value, from = 0, to]: readonly Value[]): Value => {
  if (typeof value !== "string" && !Array.isArray(value)) {
    throw new GoTemplateError(`can't slice item of type ${typeOf(value, false)}`);
  }
  const list = value as string | readonly Json[];
  const ends = [Number(from), to === undefined ? list.length : Number(to)];
  const bad = ends.find((end) => end < 0 || end > list.length);
  if (bad !== undefined) throw new GoTemplateError(`index out of range: ${bad}`);
  return list.slice(ends[0], ends[1]);
};

const decoded = (text: string): string => {
  const bad = corruptByte(text);
  if (bad !== undefined) {
    throw new GoTemplateError(`base64 decode failed: illegal base64 data at input byte ${bad}`);
  }
  return decodeBase64(text);
};

const printf = (format: string, args: readonly Value[], types: readonly string[]): string =>
  goPrintf(
    format,
    args.map((value, at) => ({ value, type: types[at] ?? "", text: goValue(value) })),
  );

/** fmt.Sprint: a blank stands between two of which neither is a text. */
const sprint = (args: readonly Value[]): string =>
  args
    .map((item, at) => {
      const isApart = at > 0 && typeof item !== "string" && typeof args[at - 1] !== "string";
      return (isApart ? " " : "") + goValue(item);
    })
    .join("");

const printable = (value: Value): Value => value ?? "<no value>";

const ENTITIES: { readonly [sign: string]: string } = {
  '"': "&#34;",
  "'": "&#39;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};

/** url.QueryEscape. Half a pair of UTF-16 is no letter. */
const queryEscape = (text: string): string =>
  encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, "\u{FFFD}"))
    .replaceAll("%20", "+")
    .replaceAll(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export const FUNCTIONS: TemplateFunctions = {
  len: ([value], [type = ""]) => length(value, type),
  index: ([value, ...keys], types) => index(value, keys, types),
  slice,
  print: sprint,
  println: (args) => `${args.map((item) => goValue(item)).join(" ")}\n`,
  printf: ([format, ...args], [, ...types]) => printf(goText(format), args, types),
  not: ([value]) => !isTruthy(value),
  // These two are decided where their arguments are read; here they only have a name.
  and: (args) => args.at(-1),
  or: (args) => args.at(-1),
  eq: (args, types) => {
    checkTypes(types, args);
    return args.slice(1).some((item) => item === args[0]);
  },
  ne: (args, types) => {
    checkTypes(types, args);
    return args[0] !== args[1];
  },
  lt: (args, types) => compare(args, types) < 0,
  le: (args, types) => compare(args, types) <= 0,
  gt: (args, types) => compare(args, types) > 0,
  ge: (args, types) => compare(args, types) >= 0,
  base64decode: ([value]) => decoded(goText(value)),
  json: ([value]) => compactJson(value ?? null),
  exists: ([value, ...keys]) =>
    keys.reduce<Value>((inside, key) => (isJsonObject(inside) ? own(inside, goValue(key)) : undefined), value) !==
    undefined,
  html: (args) => sprint(args.map(printable)).replaceAll(/["'&<>]/g, (sign) => ENTITIES[sign] ?? sign),
  urlquery: (args) => queryEscape(sprint(args.map(printable))),
};

/** How many arguments a function wants at least; those that want no more than that say it. */
const LEAST: { readonly [name: string]: number } = { and: 1, or: 1, eq: 1, index: 1, printf: 1, slice: 1 };
const EXACTLY: { readonly [name: string]: number } = { len: 1, not: 1, ne: 2, lt: 2, le: 2, gt: 2, ge: 2 };

export const wrongCount = (name: string, count: number): string | undefined => {
  const exact = own(EXACTLY, name);
  const least = own(LEAST, name) ?? 0;
  if (exact !== undefined && exact !== count) return `wrong number of args for ${name}: want ${exact} got ${count}`;
  return count < least ? `wrong number of args for ${name}: want at least ${least} got ${count}` : undefined;
};

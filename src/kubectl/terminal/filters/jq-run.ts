// What a program of jq gives for a value: any number of values.
import { compareStrings } from "#api/compare";
import { deepEqual, isJsonObject, own } from "#api/json";
import type { Json } from "#api/meta";
import type { JqExpr } from "./jq-parse.ts";
import { compilePattern } from "./pattern.ts";

export class JqError extends Error {}

/** More values than this are not made. */
const MOST_VALUES = 100_000;
const MOST_LETTERS = 1_000_000;

type Values = readonly Json[];

const typeName = (v: Json): string => (v === null ? "null" : Array.isArray(v) ? "array" : typeof v);
const isTrue = (v: Json): boolean => v !== null && v !== false;
const listOf = (v: Json, what: string): Values => {
  if (Array.isArray(v)) return v as Values;
  throw new JqError(`${typeName(v)} (${JSON.stringify(v).slice(0, 20)}) cannot be ${what}, as it is not an array`);
};

export const runJq = (expr: JqExpr, input: Json): Values => {
  const values = evaluate(expr, input);
  if (values.length > MOST_VALUES) throw new JqError(`more than ${MOST_VALUES} values`);
  return values;
};

const evaluate = (expr: JqExpr, input: Json): Values => {
  switch (expr.t) {
    case "dot":
      return [input];
    case "literal":
      return [expr.v];
    case "text":
      return [
        expr.parts.map((part) => (typeof part === "string" ? part : runJq(part, input).map(shown).join(" "))).join(""),
      ];
    case "key":
      return quietly(expr.isQuiet, () =>
        runJq(expr.of, input).flatMap((value) => runJq(expr.key, input).map((key) => keyOf(value, key))),
      );
    case "slice":
      return runJq(expr.of, input).map((value) => sliceOf(value, bound(expr.from, input), bound(expr.to, input)));
    case "each":
      return quietly(expr.isQuiet, () => runJq(expr.of, input).flatMap(each));
    case "op":
      return operate(expr, input);
    case "call":
      return call(expr.name, expr.args, input);
    case "list":
      return [expr.of ? [...runJq(expr.of, input)] : []];
    case "object":
      return [
        Object.fromEntries(
          expr.fields.map(({ key, value }) => [shown(runJq(key, input)[0] ?? ""), runJq(value, input)[0] ?? null]),
        ),
      ];
  }
};

const quietly = (isQuiet: boolean, work: () => Values): Values => {
  try {
    return work();
  } catch (error) {
    if (isQuiet && error instanceof JqError) return [];
    throw error;
  }
};

const shown = (v: Json): string => (typeof v === "string" ? v : JSON.stringify(v));
const bound = (expr: JqExpr | undefined, input: Json): number | undefined => {
  const value = expr && runJq(expr, input)[0];
  return typeof value === "number" ? value : undefined;
};

const keyOf = (value: Json, key: Json): Json => {
  if (value === null) return null;
  if (isJsonObject(value) && typeof key === "string") return own(value, key) ?? null;
  if (Array.isArray(value) && typeof key === "number") return (value.at(Math.floor(key)) as Json | undefined) ?? null;
  throw new JqError(`Cannot index ${typeName(value)} with ${typeof key === "string" ? `"${key}"` : typeName(key)}`);
};
const sliceOf = (value: Json, from: number | undefined, to: number | undefined): Json => {
  if (value === null) return null;
  if (typeof value === "string") return value.slice(from ?? 0, to);
  return listOf(value, "sliced").slice(from ?? 0, to);
};
const each = (value: Json): Values => {
  if (Array.isArray(value)) return value as Values;
  if (isJsonObject(value)) return Object.values(value);
  throw new JqError(`Cannot iterate over ${typeName(value)}`);
};

const operate = ({ op, a, b }: Extract<JqExpr, { t: "op" }>, input: Json): Values => {
  if (op === "|") return runJq(a, input).flatMap((value) => runJq(b, value));
  if (op === ",") return [...runJq(a, input), ...runJq(b, input)];
  if (op === "//") {
    const found = quietly(true, () => runJq(a, input)).filter(isTrue);
    return found.length > 0 ? found : runJq(b, input);
  }
  if (op === "and") return runJq(a, input).flatMap((x) => (isTrue(x) ? runJq(b, input).map(isTrue) : [false]));
  if (op === "or") return runJq(a, input).flatMap((x) => (isTrue(x) ? [true] : runJq(b, input).map(isTrue)));
  return runJq(b, input).flatMap((right) => runJq(a, input).map((left) => OPERATORS.get(op)!(left, right)));
};

const ORDER = ["null", "boolean", "number", "string", "array", "object"];
const compare = (a: Json, b: Json): number => {
  const byType = ORDER.indexOf(typeName(a)) - ORDER.indexOf(typeName(b));
  if (byType !== 0) return byType;
  if (typeof a === "number") return a - (b as number);
  return compareStrings(shown(a), shown(b));
};

const plus = (a: Json, b: Json): Json => {
  if (sizeOf(a) + sizeOf(b) > MOST_LETTERS) throw new JqError("the sum is too large");
  if (a === null) return b;
  if (b === null) return a;
  if (typeof a === "number" && typeof b === "number") return a + b;
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (Array.isArray(a) && Array.isArray(b)) return [...(a as Values), ...(b as Values)];
  if (isJsonObject(a) && isJsonObject(b)) return { ...a, ...b };
  throw new JqError(`${typeName(a)} and ${typeName(b)} cannot be added`);
};
const sizeOf = (v: Json): number => (typeof v === "string" || Array.isArray(v) ? v.length : 0);
const numbers =
  (what: string, work: (a: number, b: number) => number) =>
  (a: Json, b: Json): Json => {
    if (typeof a === "number" && typeof b === "number") return work(a, b);
    throw new JqError(`${typeName(a)} and ${typeName(b)} cannot be ${what}`);
  };

const OPERATORS: ReadonlyMap<string, (a: Json, b: Json) => Json> = new Map([
  ["==", (a: Json, b: Json): Json => deepEqual(a, b)],
  ["!=", (a: Json, b: Json): Json => !deepEqual(a, b)],
  ["<", (a: Json, b: Json): Json => compare(a, b) < 0],
  ["<=", (a: Json, b: Json): Json => compare(a, b) <= 0],
  [">", (a: Json, b: Json): Json => compare(a, b) > 0],
  [">=", (a: Json, b: Json): Json => compare(a, b) >= 0],
  ["+", plus],
  ["-", numbers("subtracted", (a, b) => a - b)],
  ["*", numbers("multiplied", (a, b) => a * b)],
  ["/", numbers("divided", (a, b) => a / b)],
  ["%", numbers("divided", (a, b) => Math.trunc(a) % Math.trunc(b))],
]);

const call = (name: string, args: readonly JqExpr[], input: Json): Values => {
  const run = FUNCTIONS.get(`${name}/${args.length}`);
  if (!run) throw new JqError(`${name}/${args.length} is not defined`);
  return run(input, args);
};

/** Whether a program knows all functions that it names. */
export const unknownFunction = (expr: JqExpr): string | undefined => {
  const parts: readonly (JqExpr | undefined)[] = partsOf(expr);
  if (expr.t === "call" && !FUNCTIONS.has(`${expr.name}/${expr.args.length}`))
    return `${expr.name}/${expr.args.length}`;
  for (const part of parts) {
    const unknown = part && unknownFunction(part);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
};

const partsOf = (expr: JqExpr): readonly (JqExpr | undefined)[] => {
  switch (expr.t) {
    case "text":
      return expr.parts.filter((part) => typeof part !== "string");
    case "key":
      return [expr.of, expr.key];
    case "slice":
      return [expr.of, expr.from, expr.to];
    case "each":
      return [expr.of];
    case "op":
      return [expr.a, expr.b];
    case "call":
      return expr.args;
    case "list":
      return [expr.of];
    case "object":
      return expr.fields.flatMap(({ key, value }) => [key, value]);
    case "dot":
    case "literal":
      return [];
  }
};

type Run = (input: Json, args: readonly JqExpr[]) => Values;

const one =
  (work: (input: Json) => Json): Run =>
  (input) => [work(input)];
const withText =
  (work: (input: string, given: string) => Json): Run =>
  (input, [arg]) =>
    runJq(arg!, input).map((given) => {
      if (typeof input === "string" && typeof given === "string") return work(input, given);
      throw new JqError(`${typeName(input)} and ${typeName(given)} cannot be matched, as they are not strings`);
    });
const by = (items: Values, arg: JqExpr | undefined): Values =>
  items.toSorted((a, b) => (arg ? compare([...runJq(arg, a)], [...runJq(arg, b)]) : compare(a, b)));

const lengthOf = (v: Json): Json => {
  if (v === null) return 0;
  if (typeof v === "number") return Math.abs(v);
  if (typeof v === "boolean") throw new JqError("boolean has no length");
  return typeof v === "string" ? v.length : Object.keys(v).length;
};
const keysOf = (v: Json): Json => {
  if (Array.isArray(v)) return v.map((_, i) => i);
  if (isJsonObject(v)) return Object.keys(v).toSorted(compareStrings);
  throw new JqError(`${typeName(v)} has no keys`);
};
const descend = (v: Json): Values =>
  typeof v === "object" && v !== null ? [v, ...Object.values(v as Values).flatMap(descend)] : [v];
const uniqueOf = (items: Values): Values =>
  by(items, undefined).filter((v, i, all) => i === 0 || !deepEqual(v, all[i - 1]));
const contains = (a: Json, b: Json): boolean => {
  if (typeof a === "string" && typeof b === "string") return a.includes(b);
  if (Array.isArray(a) && Array.isArray(b))
    return (b as Values).every((x) => (a as Values).some((y) => contains(y, x)));
  if (isJsonObject(a) && isJsonObject(b)) return Object.entries(b).every(([k, x]) => contains(own(a, k) ?? null, x));
  return deepEqual(a, b);
};
const matches = (text: string, pattern: string): boolean => {
  const compiled = compilePattern(pattern);
  if ("error" in compiled) throw new JqError(`${pattern} (at offset 0) is not a valid regex: ${compiled.error}`);
  return compiled.test(text);
};

const FUNCTIONS: ReadonlyMap<string, Run> = new Map<string, Run>([
  ["length/0", one(lengthOf)],
  ["keys/0", one(keysOf)],
  ["not/0", one((v) => !isTrue(v))],
  ["empty/0", () => []],
  ["type/0", one(typeName)],
  ["tostring/0", one(shown)],
  ["tonumber/0", one((v) => Number(v))],
  ["add/0", one((v) => each(v).reduce<Json>(plus, null))],
  ["sort/0", one((v) => [...by(listOf(v, "sorted"), undefined)])],
  ["unique/0", one((v) => [...uniqueOf(listOf(v, "sorted"))])],
  ["reverse/0", one((v) => listOf(v, "reversed").toReversed())],
  ["first/0", one((v) => keyOf(v, 0))],
  ["last/0", one((v) => keyOf(v, -1))],
  ["recurse/0", descend],
  ["to_entries/0", one((v) => Object.entries(v ?? {}).map(([key, value]) => ({ key, value: value as Json })))],
  ["select/1", (input, [arg]) => runJq(arg!, input).flatMap((v) => (isTrue(v) ? [input] : []))],
  ["map/1", (input, [arg]) => [each(input).flatMap((v) => [...runJq(arg!, v)])]],
  ["sort_by/1", (input, [arg]) => [[...by(listOf(input, "sorted"), arg)]]],
  ["any/1", (input, [arg]) => [each(input).some((v) => runJq(arg!, v).some(isTrue))]],
  ["all/1", (input, [arg]) => [each(input).every((v) => runJq(arg!, v).every(isTrue))]],
  ["has/1", (input, [arg]) => runJq(arg!, input).map((k) => Object.hasOwn(Object(input) as object, shown(k)))],
  ["contains/1", (input, [arg]) => runJq(arg!, input).map((v) => contains(input, v))],
  [
    "join/1",
    (input, [arg]) =>
      runJq(arg!, input).map((by_) =>
        listOf(input, "joined")
          .map((v) => (v === null ? "" : shown(v)))
          .join(shown(by_)),
      ),
  ],
  ["split/1", withText((text, at) => text.split(at))],
  ["test/1", withText(matches)],
  ["startswith/1", withText((text, start) => text.startsWith(start))],
  ["endswith/1", withText((text, end) => text.endsWith(end))],
]);

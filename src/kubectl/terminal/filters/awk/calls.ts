// The functions that awk has in itself.
import { AwkError } from "./lexer.ts";
import type { Expr, Place } from "./ast.ts";
import type { AwkRun } from "./run.ts";
import { type AwkValue, formatted, toNumber, toText } from "./values.ts";

const LINE: Place = { k: "field", index: { k: "number", value: 0 } };

const MATHS: ReadonlyMap<string, (x: number, y: number) => number> = new Map([
  ["int", Math.trunc],
  ["sqrt", Math.sqrt],
  ["exp", Math.exp],
  ["log", Math.log],
  ["sin", Math.sin],
  ["cos", Math.cos],
  ["atan2", Math.atan2],
]);

const TEXTS: ReadonlyMap<string, (values: readonly AwkValue[]) => AwkValue> = new Map<
  string,
  (values: readonly AwkValue[]) => AwkValue
>([
  // Lines come out as they are printed.
  ["fflush", () => 0],
  ["length", ([text]) => toText(text).length],
  ["substr", ([text, start, length]) => substr(toText(text), toNumber(start), length)],
  ["index", ([text, part]) => toText(text).indexOf(toText(part)) + 1],
  ["toupper", ([text]) => toText(text).toUpperCase()],
  ["tolower", ([text]) => toText(text).toLowerCase()],
  ["sprintf", ([format, ...values]) => formatted(toText(format), values)],
]);

export const called = (run: AwkRun, name: string, args: readonly Expr[]): AwkValue => {
  if (name === "sub" || name === "gsub") return substituted(run, args, name === "gsub");
  if (name === "split") return split(run, args);
  if (name === "match") return match(run, args);
  const [first] = args;
  if (name === "length" && first?.k === "var" && run.array(first.name).size > 0) return run.array(first.name).size;
  const values = (args.length === 0 && name === "length" ? [LINE] : args).map((arg) => run.value(arg));
  const maths = MATHS.get(name);
  if (maths) return maths(toNumber(values[0]), toNumber(values[1]));
  const texts = TEXTS.get(name);
  if (!texts) throw new AwkError(`${name} is not understood here: nothing is left to chance`);
  return texts(values);
};

/** Letters from `start`, counted from 1, rounded as POSIX says. */
const substr = (text: string, start: number, length: AwkValue): string => {
  const from = Math.round(start);
  const to = length === undefined ? text.length + 1 : from + Math.round(toNumber(length));
  return text.slice(Math.max(0, from - 1), Math.max(0, to - 1));
};

const split = (run: AwkRun, [text, array, separator]: readonly Expr[]): number => {
  if (!text || array?.k !== "var") throw new AwkError("split: an array is missing");
  const whole = toText(run.value(text));
  const parts =
    separator === undefined
      ? run.split(whole, toText(run.value({ k: "var", name: "FS" })) || " ")
      : separator.k === "pattern"
        ? whole === ""
          ? []
          : whole.split(run.pattern(separator.value))
        : run.split(whole, toText(run.value(separator)));
  run.fill(array.name, parts);
  return parts.length;
};

const match = (run: AwkRun, [text, pattern]: readonly Expr[]): number => {
  const found = run.patternOf(pattern).exec(text ? toText(run.value(text)) : "");
  run.set({ k: "var", name: "RSTART" }, found ? found.index + 1 : 0);
  run.set({ k: "var", name: "RLENGTH" }, found ? found[0].length : -1);
  return found ? found.index + 1 : 0;
};

/** `&` is what was found, `\\&` an ampersand. */
const substituted = (run: AwkRun, [pattern, by, into]: readonly Expr[], isAll: boolean): number => {
  const place = into ?? LINE;
  if (place.k !== "var" && place.k !== "field" && place.k !== "item") throw new AwkError("sub: a place is missing");
  const text = by ? toText(run.value(by)) : "";
  let count = 0;
  const changed = toText(run.value(place)).replace(run.patternOf(pattern, isAll ? "g" : ""), (found: string) => {
    count++;
    return text.replaceAll(/\\&|&/g, (sign) => (sign === "&" ? found : "&"));
  });
  if (count > 0) run.set(place, changed);
  return count;
};

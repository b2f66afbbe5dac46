// Models fmt.Sprintf as far as a template uses it: verbs with flags, width and precision, and what Go writes where they do not fit.

import { utf8 } from "#api/utf8";
import { exponential } from "./exponential.ts";

export interface Formatted {
  readonly value: unknown;
  /** Go's name of its type. */
  readonly type: string;
  /** As %v writes it. */
  readonly text: string;
}

const VERB = /%([-+# 0]*)(\d*)(?:\.(\d*))?([a-zA-Z%])/g;

interface Verb {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

const BASES: { readonly [letter: string]: number } = { d: 10, x: 16, X: 16, o: 8, b: 2 };

const integer = (value: number, { letter, flags }: Verb): string | undefined => {
  if (letter === "c") return String.fromCodePoint(Math.max(0, value));
  if (letter === "U") return `U+${value.toString(16).toUpperCase().padStart(4, "0")}`;
  if (letter === "q") return `'${String.fromCodePoint(Math.max(0, value))}'`;
  const base = BASES[letter];
  if (base === undefined) return undefined;
  const digits = Math.abs(value).toString(base);
  const sign = value < 0 ? "-" : flags.includes("+") ? "+" : "";
  return sign + (letter === "X" ? digits.toUpperCase() : digits);
};

const fraction = (value: number, { letter, precision, flags }: Verb): string | undefined => {
  const plus = value >= 0 && flags.includes("+") ? "+" : "";
  if (/[fF]/.test(letter)) return plus + value.toFixed(precision ?? 6);
  if (letter === "e") return plus + exponential(value, precision ?? 6);
  if (letter === "g")
    return plus + (precision === undefined ? String(value) : String(Number(value.toPrecision(precision || 1))));
  return undefined;
};

const hexOf = (text: string): string =>
  utf8(text)
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");

const letters = (text: string, { letter, precision }: Verb): string | undefined => {
  const cut = precision === undefined ? text : Array.from(text).slice(0, precision).join("");
  if (letter === "s") return cut;
  if (letter === "q") return JSON.stringify(cut);
  if (letter === "x") return hexOf(cut);
  return letter === "X" ? hexOf(cut).toUpperCase() : undefined;
};

const written = ({ value, type, text }: Formatted, verb: Verb): string | undefined => {
  if (verb.letter === "v") return text;
  if (verb.letter === "T") return type;
  if (typeof value === "boolean") return verb.letter === "t" ? text : undefined;
  if (typeof value === "string") return letters(value, verb);
  if (typeof value !== "number") return verb.letter === "s" ? text : undefined;
  return type.startsWith("int") ? integer(value, verb) : fraction(value, verb);
};

const padded = (text: string, { flags, width, letter }: Verb, isNumber: boolean): string => {
  if (flags.includes("-")) return text.padEnd(width);
  const isZero = flags.includes("0") && isNumber && !/[cUqvT]/.test(letter);
  if (!isZero) return text.padStart(width);
  const sign = /^[-+]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
};

export const goPrintf = (format: string, args: readonly Formatted[]): string => {
  let next = 0;
  const out = format.replaceAll(
    VERB,
    (_, flags: string, width: string, ...[precision, letter]: readonly (string | undefined)[]) => {
      const verb = {
        flags,
        width: Number(width),
        precision: precision === undefined ? undefined : Number(precision),
        letter: letter ?? "",
      };
      if (verb.letter === "%") return "%";
      const arg = args[next++];
      if (!arg) return `%!${verb.letter}(MISSING)`;
      const text = written(arg, verb);
      return text === undefined
        ? `%!${verb.letter}(${arg.type}=${arg.text})`
        : padded(text, verb, typeof arg.value === "number");
    },
  );
  const extra = args.slice(next).map(({ type, text }) => `${type}=${text}`);
  return extra.length === 0 ? out : `${out}%!(EXTRA ${extra.join(", ")})`;
};

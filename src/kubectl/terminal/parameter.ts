// Models ${name...} of bash: defaults, lengths, cut ends, replaced parts, pieces and case.
import { globLetters, type GlobLetter, matchesGlob } from "../glob.ts";
import { ExpansionError } from "./shell-error.ts";
import type { Word, WordPart } from "./ast.ts";

type Parameter = Extract<WordPart, { readonly t: "param" }>;

export interface ParameterBy {
  variable(name: string): string;
  /** As `variable`; throws under `set -u` if nothing is set. */
  needed(name: string): string;
  setVariable(name: string, value: string): void;
  text(word: Word): string;
  sum(source: string): string;
}

type Change = (value: string, parameter: Parameter, by: ParameterBy) => string;

// Simplified: a variable that holds nothing counts as one that is not set.
const instead: Change = (value, { word }, by) => (value === "" ? by.text(word) : value);
const besides: Change = (value, { word }, by) => (value === "" ? "" : by.text(word));
const assigned: Change = (value, { name, word }, by) => {
  if (value === "") by.setVariable(name, by.text(word));
  return by.variable(name);
};
const demanded: Change = (value, { name, op, word }, by) => {
  if (value !== "") return value;
  const why = by.text(word) || (op === ":?" ? "parameter null or not set" : "parameter not set");
  throw new ExpansionError(`${name}: ${why}`);
};
const withoutBeginning: Change = (value, { word, op }, by) =>
  value.slice(beginningOf(value, patternOf(word, by), op === "##") ?? 0);
const withoutEnding: Change = (value, { word, op }, by) =>
  value.slice(0, endingOf(value, patternOf(word, by), op === "%%"));
const withOther: Change = (value, { word, op, more }, by) =>
  replaced(value, op, { pattern: patternOf(word, by), by: more ? by.text(more) : "" });

const CHANGES: ReadonlyMap<string, Change> = new Map<string, Change>([
  ["length", (value) => String(Array.from(value).length)],
  [":-", instead],
  ["-", instead],
  [":+", besides],
  ["+", besides],
  [":=", assigned],
  ["=", assigned],
  [":?", demanded],
  ["?", demanded],
  [":", (value, { word, more }, by) => piece(value, by.sum(by.text(word)), more && by.sum(by.text(more)))],
  ["^^", (value) => value.toUpperCase()],
  [",,", (value) => value.toLowerCase()],
  ["^", (value) => value.charAt(0).toUpperCase() + value.slice(1)],
  [",", (value) => value.charAt(0).toLowerCase() + value.slice(1)],
  ["#", withoutBeginning],
  ["##", withoutBeginning],
  ["%", withoutEnding],
  ["%%", withoutEnding],
]);

/** They know what to do where nothing is set. */
const IS_ABOUT_NOTHING = /^:?[-+=?]$/;

export const expandParameter = (parameter: Parameter, by: ParameterBy): string => {
  const { name, op } = parameter;
  const value = IS_ABOUT_NOTHING.test(op) ? by.variable(name) : by.needed(name);
  return (CHANGES.get(op) ?? withOther)(value, parameter, by);
};

const piece = (value: string, from: string, length: string | undefined): string => {
  const letters = Array.from(value);
  const start = Number(from) < 0 ? Math.max(0, letters.length + Number(from)) : Number(from);
  const size = length === undefined ? Infinity : Number(length);
  return letters.slice(start, size < 0 ? size : start + size).join("");
};

/** A pattern in which a slash is a letter like any other. */
type Pattern = readonly GlobLetter[];

const SLASH = "\u0001";
const plain = (text: string): string => text.replaceAll("/", SLASH);

/** What was quoted is no pattern. */
export const patternOf = (word: Word, by: Pick<ParameterBy, "text">): Pattern =>
  word.flatMap((part) => globLetters(plain(by.text([part])), !part.q));

export const matchesPattern = (pattern: Pattern, text: string): boolean => matchesGlob(pattern, plain(text));

const LONGEST = 2000;

/** How many letters of the beginning it takes: the fewest, or the most. */
const beginningOf = (value: string, pattern: Pattern, isMost: boolean): number | undefined => {
  const ends = Array.from({ length: Math.min(value.length, LONGEST) + 1 }, (_, i) => i);
  return (isMost ? ends.toReversed() : ends).find((end) => matchesPattern(pattern, value.slice(0, end)));
};

const endingOf = (value: string, pattern: Pattern, isMost: boolean): number => {
  const starts = Array.from({ length: Math.min(value.length, LONGEST) + 1 }, (_, i) => value.length - i);
  const found = (isMost ? starts.toReversed() : starts).find((from) => matchesPattern(pattern, value.slice(from)));
  return found ?? value.length;
};

const replaced = (
  value: string,
  op: string,
  { pattern, by }: { readonly pattern: Pattern; readonly by: string },
): string => {
  if (pattern.length === 0) return value;
  if (op === "/%") {
    const end = endingOf(value, pattern, true);
    return end < value.length ? value.slice(0, end) + by : value;
  }
  let out = "";
  for (let at = 0; at < value.length;) {
    const length = beginningOf(value.slice(at), pattern, true);
    if (length === undefined || length === 0) out += value[at++];
    else {
      out += by;
      at += length;
      if (op !== "//") return out + value.slice(at);
    }
    if (op === "/#") return out + value.slice(at);
  }
  return out;
};

// The functions of jq for texts and patterns.
import type { Json } from "#api/meta";
import { compilePattern } from "../pattern.ts";
import { one, withArg } from "./jq-builtin.ts";
import { toNumber } from "./jq-helpers.ts";
import type { Argument, Builtin } from "./jq-run.ts";
import { JqError, listOf, named, shown } from "./jq-values.ts";

const withText =
  (work: (input: string, given: string) => Json): Builtin =>
  (_, input, [arg]) =>
    arg!(input).map((given) => {
      if (typeof input === "string" && typeof given === "string") return work(input, given);
      throw new JqError(`${named(input)} cannot be matched, as it is not a string`);
    });

/** A pattern with its flags; those that no table here knows are left out. */
const patternOf = (pattern: string, flags = ""): { test(text: string): boolean; source: string; flags: string } => {
  const compiled = compilePattern(flags.includes("i") ? pattern.toLowerCase() : pattern);
  if ("error" in compiled) throw new JqError(`${pattern} (at offset 0) is not a valid regex: ${compiled.error}`);
  return { test: (text) => compiled.test(flags.includes("i") ? text.toLowerCase() : text), source: pattern, flags };
};

const regExpOf = (pattern: string, flags: string): RegExp => {
  patternOf(pattern);
  return new RegExp(pattern, `${flags.includes("i") ? "i" : ""}${flags.includes("g") ? "g" : ""}u`);
};

const flagsOf = (input: Json, arg: Argument | undefined): string => shown((arg ? arg(input)[0] : "") ?? "");

const capturesOf = (found: RegExpMatchArray): Json =>
  Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, text]) => [name, text ?? null]));

const matchOf = (found: RegExpMatchArray): Json => ({
  offset: found.index ?? 0,
  length: found[0].length,
  string: found[0],
  captures: found.slice(1).map((text: string | undefined, i) => ({
    offset: text === undefined ? -1 : found[0].indexOf(text) + (found.index ?? 0),
    length: text?.length ?? 0,
    string: text ?? null,
    name: Object.keys(found.groups ?? {})[i] ?? null,
  })),
});

const matched = (input: Json, pattern: Json, flags: string): readonly RegExpMatchArray[] => {
  if (typeof input !== "string" || typeof pattern !== "string")
    throw new JqError(`${named(input)} cannot be matched, as it is not a string`);
  const regExp = regExpOf(pattern, flags.includes("g") ? flags : `${flags}g`);
  const found = [...input.matchAll(regExp)];
  return flags.includes("g") ? found : found.slice(0, 1);
};

const replaced =
  (isGlobal: boolean): Builtin =>
  (_, input, [pattern, text, flags]) =>
    pattern!(input).map((given) => {
      const found = matched(input, given, `${flagsOf(input, flags)}${isGlobal ? "g" : ""}`);
      let out = "";
      let from = 0;
      for (const match of found) {
        out += shown(input).slice(from, match.index) + shown(text!(capturesOf(match))[0] ?? "");
        from = (match.index ?? 0) + match[0].length;
      }
      return out + shown(input).slice(from);
    });

const trimmed = (isStart: boolean): Builtin =>
  withArg((input, given) => {
    if (typeof input !== "string" || typeof given !== "string") return input;
    if (isStart) return input.startsWith(given) ? input.slice(given.length) : input;
    return given !== "" && input.endsWith(given) ? input.slice(0, -given.length) : input;
  });

export const TEXT_BUILTINS: readonly (readonly [name: string, builtin: Builtin])[] = [
  ["utf8bytelength/0", one((v) => shown(v).length)],
  ["ascii_downcase/0", one((v) => shown(v).replaceAll(/[A-Z]/g, (c) => c.toLowerCase()))],
  ["ascii_upcase/0", one((v) => shown(v).replaceAll(/[a-z]/g, (c) => c.toUpperCase()))],
  ["trim/0", one((v) => shown(v).trim())],
  ["ltrim/0", one((v) => shown(v).trimStart())],
  ["rtrim/0", one((v) => shown(v).trimEnd())],
  ["explode/0", one((v) => Array.from(shown(v), (c) => c.codePointAt(0)!))],
  ["implode/0", one((v) => String.fromCodePoint(...(listOf(v, "imploded") as readonly number[])))],
  ["splits/1", (_, v, [arg]) => arg!(v).flatMap((given) => shown(v).split(regExpOf(shown(given), "g")))],
  ["split/1", withText((text, at) => (at === "" ? Array.from(text) : text.split(at)))],
  [
    "split/2",
    (_, v, [arg, flags]) => arg!(v).map((given) => shown(v).split(regExpOf(shown(given), flagsOf(v, flags)))),
  ],
  ["test/1", withText((text, pattern) => patternOf(pattern).test(text))],
  ["test/2", (_, v, [arg, flags]) => arg!(v).map((given) => patternOf(shown(given), flagsOf(v, flags)).test(shown(v)))],
  ["match/1", (_, v, [arg]) => arg!(v).flatMap((given) => matched(v, given, "").map(matchOf))],
  ["match/2", (_, v, [arg, flags]) => arg!(v).flatMap((given) => matched(v, given, flagsOf(v, flags)).map(matchOf))],
  ["capture/1", (_, v, [arg]) => arg!(v).flatMap((given) => matched(v, given, "").map(capturesOf))],
  [
    "scan/1",
    (_, v, [arg]) =>
      arg!(v).flatMap((given) => matched(v, given, "g").map((found) => (found.length > 1 ? found.slice(1) : found[0]))),
  ],
  ["sub/2", replaced(false)],
  ["sub/3", replaced(false)],
  ["gsub/2", replaced(true)],
  ["gsub/3", replaced(true)],
  ["startswith/1", withText((text, start) => text.startsWith(start))],
  ["endswith/1", withText((text, end) => text.endsWith(end))],
  ["ltrimstr/1", trimmed(true)],
  ["rtrimstr/1", trimmed(false)],
  ["ascii/0", one((v) => String.fromCodePoint(toNumber(v) as number))],
];

// The functions of jq for texts and patterns.
import type { Json } from "#api/meta";
import { utf8Length } from "#api/utf8";
import { one, withArg } from "./jq-builtin.ts";
import { patternOf } from "./jq-regex.ts";
import type { Argument, Builtin } from "./jq-run.ts";
import { JqError, named, shown } from "./jq-values.ts";

const withText =
  (work: (input: string, given: string) => Json): Builtin =>
  (_, input, [arg]) =>
    arg!(input).map((given) => {
      if (typeof input === "string" && typeof given === "string") return work(input, given);
      throw new JqError(`${named(input)} cannot be matched, as it is not a string`);
    });

const flagsOf = (input: Json, arg: Argument | undefined): string => shown((arg ? arg(input)[0] : "") ?? "");

const capturesOf = (found: RegExpMatchArray): Json =>
  Object.fromEntries(Object.entries(found.groups ?? {}).map(([name, text]) => [name, text ?? null]));

/** Places are counted in letters, not in the browser's halves of them. */
const lettersIn = (text: string): number => Array.from(text).length;

const matchOf = (found: RegExpMatchArray): Json => {
  const at = (index: number): number => lettersIn(found.input!.slice(0, index));
  const names = Object.entries(found.indices?.groups ?? {});
  return {
    offset: at(found.index ?? 0),
    length: lettersIn(found[0]),
    string: found[0],
    captures: found.slice(1).map((text: string | undefined, i) => {
      const place = found.indices?.[i + 1];
      return {
        offset: place ? at(place[0]) : -1,
        length: lettersIn(text ?? ""),
        string: text ?? null,
        name: names[i]?.[0] ?? null,
      };
    }),
  };
};

const matched = (input: Json, pattern: Json, flags: string): readonly RegExpMatchArray[] => {
  if (typeof input !== "string" || typeof pattern !== "string")
    throw new JqError(`${named(input)} cannot be matched, as it is not a string`);
  const { regExp, isGlobal, isNotEmpty } = patternOf(pattern, flags);
  const found = [...input.matchAll(regExp)].filter(([text]) => !isNotEmpty || text !== "");
  return isGlobal ? found : found.slice(0, 1);
};

/** What stands between the matches. */
const parted = (input: Json, pattern: Json, flags: string): readonly string[] => {
  const text = shown(input);
  let from = 0;
  const parts = matched(input, pattern, `${flags}g`).map((found) => {
    const part = text.slice(from, found.index);
    from = (found.index ?? 0) + found[0].length;
    return part;
  });
  return [...parts, text.slice(from)];
};

const MOST_CODE = 0x10_ff_ff;

const imploded = (v: Json): Json => {
  if (!Array.isArray(v)) throw new JqError("implode input must be an array");
  return (v as readonly Json[]).map(letterOf).join("");
};
const letterOf = (code: Json): string => {
  if (typeof code !== "number" || Number.isNaN(code)) throw new JqError("Unicode codepoint must be numeric");
  const whole = Math.trunc(code);
  const isLetter = whole >= 0 && whole <= MOST_CODE && (whole < 0xd8_00 || whole > 0xdf_ff);
  return isLetter ? String.fromCodePoint(whole) : "\uFFFD";
};

const bytesOf = (v: Json): Json => {
  if (typeof v !== "string") throw new JqError(`${named(v)} only strings have UTF-8 byte length`);
  return utf8Length(v);
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
  ["utf8bytelength/0", one(bytesOf)],
  ["ascii_downcase/0", one((v) => shown(v).replaceAll(/[A-Z]/g, (c) => c.toLowerCase()))],
  ["ascii_upcase/0", one((v) => shown(v).replaceAll(/[a-z]/g, (c) => c.toUpperCase()))],
  ["trim/0", one((v) => shown(v).trim())],
  ["ltrim/0", one((v) => shown(v).trimStart())],
  ["rtrim/0", one((v) => shown(v).trimEnd())],
  ["explode/0", one((v) => Array.from(shown(v), (c) => c.codePointAt(0)!))],
  ["implode/0", one(imploded)],
  ["splits/1", (_, v, [arg]) => arg!(v).flatMap((given) => parted(v, given, ""))],
  ["split/1", withText((text, at) => (at === "" ? Array.from(text) : text.split(at)))],
  ["split/2", (_, v, [arg, flags]) => arg!(v).map((given) => parted(v, given, flagsOf(v, flags)))],
  ["test/1", (_, v, [arg]) => arg!(v).map((given) => matched(v, given, "").length > 0)],
  ["test/2", (_, v, [arg, flags]) => arg!(v).map((given) => matched(v, given, flagsOf(v, flags)).length > 0)],
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
  ["ascii/0", one((v) => letterOf(v))],
];

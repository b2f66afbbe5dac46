// Models github.com/spf13/pflag's parser (as kubectl 1.36 uses it): long and short flags anywhere among the arguments.
import { goQuote } from "#api/go-quote";
import { parseDuration } from "#api/duration";
import type { Flag } from "./flag.ts";
import type { GivenFlags } from "./values.ts";

export type ParsedLine =
  | { readonly ok: true; readonly given: GivenFlags; readonly args: readonly string[]; readonly dashAt: number }
  /** Help was asked for. */
  | { readonly ok: false; readonly isHelp: true }
  | { readonly ok: false; readonly isHelp?: false; readonly error: string };

class Line {
  readonly #words: string[];
  readonly #long: ReadonlyMap<string, Flag>;
  readonly #short: ReadonlyMap<string, Flag>;
  readonly given: { [name: string]: string[] } = {};
  readonly args: string[] = [];
  dashAt = -1;

  constructor(words: readonly string[], flags: readonly Flag[]) {
    this.#words = [...words];
    this.#long = new Map(flags.map((flag) => [flag.name, flag]));
    this.#short = new Map(flags.filter((flag) => flag.shorthand !== "").map((flag) => [flag.shorthand, flag]));
  }

  parse(): ParsedLine {
    while (this.#words.length > 0) {
      const word = this.#words.shift() ?? "";
      if (word === "--") {
        this.dashAt = this.args.length;
        this.args.push(...this.#words);
        break;
      }
      if (word.length < 2 || !word.startsWith("-")) {
        this.args.push(word);
        continue;
      }
      const problem = word.startsWith("--") ? this.#longFlag(word) : this.#shortFlags(word);
      if (problem === "help") return { ok: false, isHelp: true };
      if (problem !== undefined) return { ok: false, error: problem };
    }
    return { ok: true, given: this.given, args: this.args, dashAt: this.dashAt };
  }

  #longFlag(word: string): string | undefined {
    const body = word.slice(2);
    if (body.startsWith("-") || body.startsWith("=")) return `bad flag syntax: ${word}`;
    const equals = body.indexOf("=");
    const name = equals < 0 ? body : body.slice(0, equals);
    const flag = this.#long.get(name);
    if (!flag) return name === "help" ? "help" : `unknown flag: --${name}`;
    if (equals >= 0) return this.#set(flag, body.slice(equals + 1));
    if (flag.bare !== undefined) return this.#set(flag, flag.bare);
    const value = this.#words.shift();
    return value === undefined ? `flag needs an argument: --${name}` : this.#set(flag, value);
  }

  #shortFlags(word: string): string | undefined {
    const letters = word.slice(1);
    for (let index = 0; index < letters.length; index++) {
      const letter = letters[index] as string;
      const flag = this.#short.get(letter);
      if (!flag) return letter === "h" ? "help" : `unknown shorthand flag: '${letter}' in ${word}`;
      const rest = letters.slice(index + 1);
      if (rest.startsWith("=")) return this.#set(flag, rest.slice(1));
      if (flag.bare !== undefined) {
        const problem = this.#set(flag, flag.bare);
        if (problem !== undefined) return problem;
        continue;
      }
      if (rest !== "") return this.#set(flag, rest);
      const value = this.#words.shift();
      return value === undefined ? `flag needs an argument: '${letter}' in ${word}` : this.#set(flag, value);
    }
    return undefined;
  }

  #set(flag: Flag, value: string): string | undefined {
    const problem = invalid(flag, value);
    if (problem !== undefined) {
      const shown = flag.shorthand === "" ? `--${flag.name}` : `-${flag.shorthand}, --${flag.name}`;
      return `invalid argument ${goQuote(value)} for ${goQuote(shown)} flag: ${problem}`;
    }
    (this.given[flag.name] ??= []).push(value);
    return undefined;
  }
}

const MAX_INT32 = 2_147_483_647;

const invalid = (flag: Flag, value: string): string | undefined => {
  switch (flag.type) {
    case "bool":
      return /^(1|t|T|true|TRUE|True|0|f|F|false|FALSE|False)$/.test(value)
        ? undefined
        : `strconv.ParseBool: parsing ${goQuote(value)}: invalid syntax`;
    case "int":
      if (!/^[+-]?(0x[0-9a-fA-F]+|\d+)$/.test(value))
        return `strconv.ParseInt: parsing ${goQuote(value)}: invalid syntax`;
      return Math.abs(Number(value)) > MAX_INT32
        ? `strconv.ParseInt: parsing ${goQuote(value)}: value out of range`
        : undefined;
    case "duration":
      return durationProblem(value);
    case "array":
    case "slice":
    case "string":
      return undefined;
  }
};

export const parseLine = (words: readonly string[], flags: readonly Flag[]): ParsedLine =>
  new Line(words, flags).parse();

const LETTERS_LONG = /^--([^=]+)$/;

/** The first words that name a command, skipping flags and their values (cobra's stripFlags). */
export const commandWords = (words: readonly string[], flags: readonly Flag[]): number[] => {
  const long = new Map(flags.map((flag) => [flag.name, flag]));
  const short = new Map(flags.map((flag) => [flag.shorthand, flag]));
  const found: number[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] ?? "";
    if (word === "--") break;
    const name = LETTERS_LONG.exec(word)?.[1];
    if (name !== undefined) {
      if (long.get(name)?.bare === undefined && name !== "help") index++;
    } else if (/^-[^-=]$/.test(word)) {
      if (word !== "-h" && short.get(word.slice(1))?.bare === undefined) index++;
    } else if (word !== "" && !word.startsWith("-")) found.push(index);
  }
  return found;
};

const durationProblem = (value: string): string | undefined => {
  const duration = parseDuration(value);
  return duration.ok ? undefined : duration.error;
};

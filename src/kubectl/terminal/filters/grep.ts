// grep: -i -v -c -E -F -w -n -o -A -B -C -q, basic and extended patterns as JavaScript has them.
import type { Json } from "#api/meta";
import type { Filter, FilterStep } from "../filter.ts";
import { compilePattern, fromBasic } from "./pattern.ts";

interface State {
  readonly pattern: string;
  readonly flags: string;
  readonly isInverted: boolean;
  readonly isCount: boolean;
  readonly isNumbered: boolean;
  readonly isOnly: boolean;
  readonly isQuiet: boolean;
  readonly after: number;
  readonly before: number;
  readonly max: number;
  readonly seen: number;
  readonly count: number;
  /** Lines still to be shown after a match. */
  readonly left: number;
  readonly held: readonly string[];
  readonly lastShown: number;
}

const ESCAPE = /[.*+?^${}()|[\]\\]/g;

interface Options {
  readonly letters: Set<string>;
  readonly numbers: Map<string, number>;
  /** By -e. */
  readonly given: readonly string[];
  readonly rest: readonly string[];
}

const readOptions = (args: readonly string[]): Options | string => {
  const letters = new Set<string>();
  const numbers = new Map<string, number>();
  const given: string[] = [];
  const rest: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    const m = /^-([ABCm])(\d*)$/.exec(arg);
    if (m) numbers.set(m[1]!, Number(m[2] === "" ? args[++i] : m[2]));
    else if (arg === "-e") given.push(args[++i] ?? "");
    else if (/^-[a-zA-Z]+$/.test(arg)) for (const c of arg.slice(1)) letters.add(c);
    else if (arg === "--color" || arg.startsWith("--color=") || arg === "--line-buffered") continue;
    else rest.push(arg);
  }
  const unknown = [...letters].find((c) => !"ivcnoEFPwxqhHlLrs".includes(c));
  return unknown === undefined ? { letters, numbers, given, rest } : `grep: invalid option -- '${unknown}'`;
};

const start: Filter["start"] = (args) => {
  const options = readOptions(args);
  if (typeof options === "string") return { error: options, exit: 2 };
  const { letters, numbers, given, rest } = options;
  if (rest[0] === undefined && given.length === 0)
    return { error: "Usage: grep [OPTION]... PATTERNS [FILE]...", exit: 2 };
  const patterns = (given.length > 0 ? given : rest.slice(0, 1)).map((one) =>
    letters.has("F")
      ? one.replaceAll(ESCAPE, String.raw`\$&`)
      : letters.has("E") || letters.has("P")
        ? one
        : fromBasic(one),
  );
  let pattern = patterns.length === 1 ? patterns[0]! : patterns.map((one) => `(?:${one})`).join("|");
  if (letters.has("w")) pattern = String.raw`\b(?:${pattern})\b`;
  if (letters.has("x")) pattern = `^(?:${pattern})$`;
  const compiled = compilePattern(pattern);
  if ("error" in compiled) return { error: `grep: ${compiled.error}`, exit: 2 };
  const context = numbers.get("C") ?? 0;
  const state: State = {
    pattern: compiled.source,
    flags: letters.has("i") ? "i" : "",
    isInverted: letters.has("v"),
    isCount: letters.has("c"),
    isNumbered: letters.has("n"),
    isOnly: letters.has("o"),
    isQuiet: letters.has("q"),
    after: numbers.get("A") ?? context,
    before: numbers.get("B") ?? context,
    max: numbers.get("m") ?? 0,
    seen: 0,
    count: 0,
    left: 0,
    held: [],
    lastShown: 0,
  };
  return { state: state as unknown as Json };
};

const line: Filter["line"] = (json, text): FilterStep => {
  const state = json as unknown as State;
  const number = state.seen + 1;
  const isMatch = new RegExp(state.pattern, state.flags).test(text) !== state.isInverted;
  const next = { ...state, seen: number };
  if (!isMatch) return isShownAfter(next, text, number);
  const count = state.count + 1;
  const out = state.isCount || state.isQuiet ? [] : [...leadIn(next, number), ...shown(next, text, number)];
  const after: State = { ...next, count, left: state.after, held: [], lastShown: number };
  return { state: after as unknown as Json, out, isDone: state.max > 0 && count >= state.max };
};

const isShownAfter = (state: State, text: string, number: number): FilterStep => {
  if (state.left > 0 && !state.isCount) {
    const after: State = { ...state, left: state.left - 1, lastShown: number };
    return { state: after as unknown as Json, out: [numbered(state, text, number, "-")] };
  }
  const held = state.before > 0 ? [...state.held, text].slice(-state.before) : [];
  return { state: { ...state, held }, out: [] };
};

/** The lines before a match, with `--` where some were left out. */
const leadIn = (state: State, number: number): string[] => {
  const hasContext = state.before > 0 || state.after > 0;
  const isGap = hasContext && state.lastShown > 0 && number - state.held.length > state.lastShown + 1;
  return [
    ...(isGap ? ["--"] : []),
    ...state.held.map((t, i) => numbered(state, t, number - state.held.length + i, "-")),
  ];
};

const shown = (state: State, text: string, number: number): string[] => {
  if (!state.isOnly) return [numbered(state, text, number, ":")];
  const found = [...text.matchAll(new RegExp(state.pattern, `g${state.flags}`))].map((m) => m[0]);
  return found.filter((t) => t !== "").map((t) => numbered(state, t, number, ":"));
};

const numbered = ({ isNumbered }: State, text: string, number: number, mark: string): string =>
  isNumbered ? `${number}${mark}${text}` : text;

/** Several files have their names before their lines; -l names those in which there is a match. */
const files: Filter["files"] = (args, named) => {
  const options = readOptions(args);
  const letters = typeof options === "string" ? new Set<string>() : options.letters;
  const isNamed = letters.has("H") || (named.length > 1 && !letters.has("h"));
  const out: string[] = [];
  let exit = 1;
  for (const { name, text } of named) {
    const started = start(args);
    if ("error" in started) return { out: [], exit: 2 };
    const found = inText(started.state, text);
    if (found.exit === 0) exit = 0;
    if (letters.has("l") || letters.has("L")) out.push(...((found.exit === 0) === letters.has("l") ? [name] : []));
    else
      out.push(
        ...(isNamed ? found.out.map((one) => (one === "--" ? one : `${name}${separatorOf(one)}${one}`)) : found.out),
      );
  }
  return { out, exit };
};

/** Of lines around a match the number has a dash behind it, and so has the name. */
const separatorOf = (shownLine: string): string => (/^\d+-/.test(shownLine) ? "-" : ":");

const inText = (begun: Json, text: string): ReturnType<Filter["end"]> => {
  let state = begun;
  const out: string[] = [];
  for (const one of text === "" ? [] : text.replace(/\n$/, "").split("\n")) {
    const step = line(state, one);
    ({ state } = step);
    out.push(...step.out);
    if (step.isDone) break;
  }
  const end = grep.end(state);
  return { out: [...out, ...end.out], exit: end.exit };
};

export const grep: Filter = {
  name: "grep",
  start,
  line,
  files,
  end: (json) => {
    const { isCount, count } = json as unknown as State;
    return { out: isCount ? [String(count)] : [], exit: count > 0 ? 0 : 1 };
  },
};

// jq: reads JSON values and prints what a program makes of them. What is not understood is said so.
import { compareStrings } from "#api/compare";
import { isJsonObject } from "#api/json";
import type { Json } from "#api/meta";
import { isTooDeep } from "#api/yaml-depth";
import type { Filter } from "../../filter.ts";
import { parseJq } from "./jq-parse.ts";
import { problemOf, runJq } from "./jq-program.ts";
import { JqSyntaxError } from "./jq-tokens.ts";
import { JqError } from "./jq-values.ts";

interface State {
  readonly program: string;
  /** Letters of the flags: r j c S s n e. */
  readonly flags: string;
  readonly indent: string;
  readonly variables: { readonly [name: string]: Json };
  readonly text: string;
}

const LONG: { readonly [flag: string]: string } = {
  "--raw-output": "r",
  "--join-output": "j",
  "--compact-output": "c",
  "--sort-keys": "S",
  "--slurp": "s",
  "--null-input": "n",
  "--exit-status": "e",
  "--raw-input": "R",
  "--color-output": "",
  "--monochrome-output": "",
};

type Read = Pick<State, "program" | "flags" | "indent" | "variables">;

const readArgs = (args: readonly string[]): Read | { readonly unknown: string } => {
  const read: { -readonly [key in keyof Read]: Read[key] } = { program: "", flags: "", indent: "  ", variables: {} };
  let program: string | undefined;
  const left = [...args];
  for (let arg = left.shift(); arg !== undefined; arg = left.shift()) {
    if (arg === "--arg" || arg === "--argjson") {
      const [name = "", value = ""] = [left.shift(), left.shift()];
      const given = arg === "--arg" ? [value] : valuesIn(value);
      if (!given) return { unknown: arg };
      read.variables = { ...read.variables, [name]: given[0] ?? null };
    } else if (arg === "--tab" || arg === "--indent") read.indent = arg === "--tab" ? "\t" : indentOf(left.shift());
    else if (lettersOf(arg) !== undefined) read.flags += lettersOf(arg);
    else if (/^-./.test(arg)) return { unknown: arg };
    else program ??= arg;
  }
  return { ...read, program: program ?? "." };
};

const indentOf = (count: string | undefined): string => " ".repeat(Math.min(7, Number(count) || 0));

const lettersOf = (arg: string): string | undefined =>
  Object.hasOwn(LONG, arg) ? LONG[arg] : /^-([rjcSsneRCM]+)$/.exec(arg)?.[1];

const problemIn = (program: string): string | undefined => {
  try {
    return problemOf(parseJq(program));
  } catch (error) {
    if (error instanceof JqSyntaxError) return error.message;
    if (error instanceof RangeError) return "syntax error, too deeply nested";
    throw error;
  }
};

const sortedDeep = (v: Json): Json => {
  if (Array.isArray(v)) return (v as readonly Json[]).map(sortedDeep);
  if (!isJsonObject(v)) return v;
  const entries = Object.entries(v).toSorted(([a], [b]) => compareStrings(a, b));
  return Object.fromEntries(entries.map(([key, item]) => [key, sortedDeep(item)]));
};

const USAGE =
  "Use jq --help for help with command-line options,\nor see the jq manpage, or online docs  at https://stedolan.github.io/jq";

export const jq: Filter = {
  name: "jq",
  start: (args) => {
    const read = readArgs(args);
    if ("unknown" in read) return { error: `jq: Unknown arguments\n${USAGE}`, exit: 2 };
    const problem = problemIn(read.program);
    if (problem !== undefined) {
      const where = `at <top-level>, line 1:\n${read.program}`;
      return { error: `jq: error: ${problem} ${where}\njq: 1 compile error`, exit: 3 };
    }
    return { state: { ...read, text: "" } as unknown as Json };
  },
  line: (json, line) => {
    const state = json as unknown as State;
    return { state: { ...state, text: `${state.text}${line}\n` }, out: [] };
  },
  end: (json) => run(json as unknown as State),
};

const run = (state: State): ReturnType<Filter["end"]> => {
  const { program, flags, indent, variables, text } = state;
  const isEmpty = text.trim() === "";
  if (isEmpty && !/[ns]/.test(flags)) return { out: [], exit: 0 };
  if (isTooDeep(text)) return { out: ["jq: error (at <stdin>:0): Exceeds depth limit for parsing"], exit: 2 };
  const inputs = inputsOf(state);
  if (!inputs)
    return { out: [`parse error: Invalid numeric literal at line 1, column ${text.search(/\s|$/) + 1}`], exit: 2 };
  const print = (v: Json): string => {
    if (/[rj]/.test(flags) && typeof v === "string") return v;
    return JSON.stringify(flags.includes("S") ? sortedDeep(v) : v, null, flags.includes("c") ? "" : indent);
  };
  const printed: string[] = [];
  let last: Json | undefined;
  const isJoined = flags.includes("j");
  const lines = (): readonly string[] => {
    if (!isJoined) return printed.flatMap((one) => one.split("\n"));
    return printed.length === 0 ? [] : printed.join("").split("\n");
  };
  try {
    for (const input of inputs) {
      for (const value of runJq(program, input, new Map(Object.entries(variables)))) {
        printed.push(print(value));
        last = value;
      }
    }
  } catch (error) {
    const where = `<stdin>:${text.split("\n").length - 1}`;
    return { out: [...lines(), `jq: error (at ${where}): ${wordsOf(error)}`], exit: 5 };
  }
  const isFalse = last === undefined || last === null || last === false;
  const exit = flags.includes("e") && isFalse ? (last === undefined ? 4 : 1) : 0;
  return { out: lines(), exit, ...(isJoined ? { isOpen: true } : {}) };
};

/** Whatever a program comes to, it is jq that says so: values nested deeper than the stack, or a text longer than any may be. */
const wordsOf = (error: unknown): string => {
  if (error instanceof JqError) return error.message;
  if (error instanceof RangeError || error instanceof SyntaxError) return "the program does too much";
  throw error;
};

/** Several values may follow each other. */
const inputsOf = ({ text, flags }: State): readonly Json[] | undefined => {
  if (flags.includes("n")) return [null];
  if (flags.includes("R")) {
    const lines = text.split("\n").slice(0, -1);
    return flags.includes("s") ? [text] : lines;
  }
  const values = valuesIn(text);
  return values && flags.includes("s") ? [values] : values;
};

const valuesIn = (text: string): readonly Json[] | undefined => {
  try {
    return [JSON.parse(text) as Json];
  } catch {
    return severalIn(text);
  }
};

/** One value a line, or several that were printed over many lines. */
const severalIn = (text: string): readonly Json[] | undefined => {
  const values: Json[] = [];
  let held = "";
  for (const line of text.split("\n")) {
    held += `${line}\n`;
    if (held.trim() === "") continue;
    try {
      values.push(JSON.parse(held) as Json);
      held = "";
    } catch {
      // It goes on in the next line.
    }
  }
  return held.trim() === "" ? values : undefined;
};

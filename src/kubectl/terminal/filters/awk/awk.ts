// awk: patterns and actions, fields, arrays, printf and the usual functions.
// Simplified: no functions of one's own, getline, rand, or output to files and commands; each is refused with a word.
import type { Json } from "#api/meta";
import type { Filter, FilterStep } from "../../filter.ts";
import type { Rule } from "./ast.ts";
import { AwkError } from "./lexer.ts";
import { parseAwk } from "./parse.ts";
import { AwkRun } from "./run.ts";
import type { AwkMemory } from "./store.ts";

interface State {
  readonly program: string;
  readonly memory: AwkMemory;
  readonly hasBegun: boolean;
  /** What printf left without an end of line. */
  readonly held: string;
  /** It has left by `exit`, or for an error: then END is not done either. */
  readonly exit?: number;
  readonly hasFailed?: boolean;
}

/** The same program is asked for at each line. */
let parsed: { readonly program: string; readonly rules: readonly Rule[] } | undefined;
const rulesOf = (program: string): readonly Rule[] => {
  parsed = parsed?.program === program ? parsed : { program, rules: parseAwk(program) };
  return parsed.rules;
};

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["t", "\t"],
  ["n", "\n"],
  ["\\", "\\"],
]);
const unescaped = (text: string): string =>
  text.replaceAll(/\\([tn\\])/g, (whole, letter: string) => ESCAPES.get(letter) ?? whole);

interface Options {
  readonly vars: AwkMemory["vars"];
  readonly program: string;
}

const optionsOf = (args: readonly string[]): Options | string => {
  const vars: [string, AwkMemory["vars"][number][1]][] = [];
  let at = 0;
  for (; at < args.length && /^-./.test(args[at]!) && args[at] !== "--"; at++) {
    const [, flag, attached = ""] = /^-([Fv])([^]*)$/.exec(args[at]!) ?? [];
    if (flag === undefined) return `awk: not an option: ${args[at]}`;
    const value = attached === "" ? (args[++at] ?? "") : attached;
    if (flag === "F") vars.push(["FS", value === "t" ? "\t" : unescaped(value)]);
    else {
      const [, name, text = ""] = /^([A-Za-z_]\w*)=([^]*)$/.exec(value) ?? [];
      if (name === undefined) return `awk: improper assignment: -v ${value}`;
      vars.push([name, { s: unescaped(text) }]);
    }
  }
  const program = args[args[at] === "--" ? at + 1 : at];
  return program === undefined ? "usage: awk [-F fs] [-v var=value] 'program' [file ...]" : { vars, program };
};

const start: Filter["start"] = (args) => {
  const options = optionsOf(args);
  if (typeof options === "string") return { error: options, exit: 2 };
  const { vars, program } = options;
  try {
    rulesOf(program);
  } catch (error) {
    if (!(error instanceof AwkError)) throw error;
    return { error: `awk: ${error.message}`, exit: 2 };
  }
  const state: State = { program, memory: { vars, arrays: [], line: "", nr: 0, open: [] }, hasBegun: false, held: "" };
  return { state: state as unknown as Json };
};

/** Goes on; what has been printed so far comes out by whole lines. */
const goOn = (
  state: State,
  isEnd: boolean,
  go: (run: AwkRun, rules: readonly Rule[]) => void,
): { readonly state: State; readonly out: readonly string[] } => {
  const rules = rulesOf(state.program);
  const run = new AwkRun(state.memory);
  let failure: string | undefined;
  try {
    if (!state.hasBegun) run.aside(rules, "BEGIN");
    if (run.exit === undefined || isEnd) go(run, rules);
  } catch (error) {
    if (!(error instanceof AwkError)) throw error;
    failure = `awk: ${error.message}`;
  }
  const lines = (state.held + run.printed).split("\n");
  const held = lines.pop() ?? "";
  const exit = failure === undefined ? run.exit : 2;
  return {
    state: {
      ...state,
      memory: run.memory(),
      hasBegun: true,
      held,
      ...(exit === undefined ? {} : { exit }),
      ...(failure === undefined ? {} : { hasFailed: true }),
    },
    out: failure === undefined ? lines : [...lines, failure],
  };
};

const line = (json: Json, text: string): FilterStep => {
  const before = json as unknown as State;
  if (before.exit !== undefined) return { state: json, out: [], isDone: true };
  const { state, out } = goOn(before, false, (run, rules) => run.read(rules, text));
  return { state: state as unknown as Json, out, ...(state.exit === undefined ? {} : { isDone: true }) };
};

const end: Filter["end"] = (json) => {
  const before = json as unknown as State;
  if (before.hasFailed) return { out: [], exit: 2 };
  const { state, out } = goOn(before, true, (run, rules) => run.aside(rules, "END"));
  const exit = state.exit ?? before.exit ?? 0;
  return state.held === "" ? { out, exit } : { out: [...out, state.held], exit, isOpen: true };
};

export const awk: Filter = { name: "awk", start, line, end };

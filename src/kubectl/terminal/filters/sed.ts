// sed over one line after another. Whoever asks for the last line hears of each one line later.
import type { Json } from "#api/meta";
import type { Filter, FilterStep } from "../filter.ts";
import { type Address, parseSed, type SedCommand, SedError } from "./sed-parse.ts";

interface State {
  readonly commands: readonly SedCommand[];
  readonly isSilent: boolean;
  readonly row: number;
  /** Which commands are within their range. */
  readonly open: readonly number[];
  /** The line before, where the last one is asked for. */
  readonly held: string | null;
}

/** What becomes of one line. */
interface Work {
  line: string | undefined;
  readonly row: number;
  readonly isLast: boolean;
  readonly open: Set<number>;
  readonly out: string[];
  /** What `a` puts behind it. */
  readonly after: string[];
  isDone: boolean;
}

const asksForLast = (commands: readonly SedCommand[]): boolean =>
  commands.some(
    ({ from, to, body }) =>
      [from, to].some((address) => address && "line" in address && address.line === "$") || asksForLast(body ?? []),
  );

const isAt = (address: Address, { row, isLast, line = "" }: Work): boolean => {
  if ("pattern" in address) return new RegExp(address.pattern).test(line);
  if ("line" in address) return address.line === "$" ? isLast : address.line === row;
  return address.step === 0
    ? row === address.first
    : row >= address.first && (row - address.first) % address.step === 0;
};

/** Whether a command is for this line; remembers its range. */
const applies = ({ from, to, id }: SedCommand, work: Work): boolean => {
  if (!from) return true;
  if (!to) return isAt(from, work);
  const wasOpen = work.open.has(id);
  if (!wasOpen && !isAt(from, work)) return false;
  const isOver = "line" in to ? (to.line === "$" ? work.isLast : work.row >= to.line) : wasOpen && isAt(to, work);
  if (isOver) work.open.delete(id);
  else work.open.add(id);
  return true;
};

const run = (commands: readonly SedCommand[], work: Work): void => {
  for (const command of commands) {
    if (applies(command, work) === (command.isNegated === true)) continue;
    perform(command, work);
    if (work.line === undefined || work.isDone) return;
  }
};

const perform = (command: SedCommand, work: Work): void => {
  const { verb, text = "" } = command;
  const line = work.line ?? "";
  switch (verb) {
    case "{":
      return run(command.body ?? [], work);
    case "s":
      return substitute(command, work);
    case "y":
      work.line = Array.from(line, (letter) => text[(command.old ?? "").indexOf(letter)] ?? letter).join("");
      return;
    case "p":
      work.out.push(line);
      return;
    case "=":
      work.out.push(String(work.row));
      return;
    case "i":
      work.out.push(text);
      return;
    case "a":
      work.after.push(text);
      return;
    case "c":
      work.out.push(text);
      work.line = undefined;
      return;
    case "d":
      work.line = undefined;
      return;
    case "q":
      work.isDone = true;
  }
};

const substitute = ({ old = "", text = "", flags = "" }: SedCommand, work: Work): void => {
  const before = work.line ?? "";
  const wanted = Number(/\d+/.exec(flags)?.[0] ?? 0);
  const isAll = flags.includes("g");
  let count = 0;
  const changed = before.replace(new RegExp(old, `g${/i/i.test(flags) ? "i" : ""}`), (...found: unknown[]) => {
    count++;
    const isMeant = isAll ? count >= wanted : count === Math.max(1, wanted);
    return isMeant ? replacement(text, found) : String(found[0]);
  });
  const isFound = isAll || wanted > 0 ? changed !== before : count > 0;
  work.line = changed;
  if (isFound && flags.includes("p")) work.out.push(changed);
};

const asItIs = (part: string): string => part;

/** `\1` and `&` are what was found, `\n` a new line; `\U`, `\L` and `\E` set the case of what follows. */
const replacement = (text: string, found: readonly unknown[]): string => {
  let out = "";
  let cased: (part: string) => string = asItIs;
  for (const [sign] of text.matchAll(/\\[^]|[^\\]/g)) {
    const letter = sign[1];
    if (letter === undefined) out += cased(sign === "&" ? String(found[0]) : sign);
    else if (/\d/.test(letter))
      out += cased(typeof found[Number(letter)] === "string" ? String(found[Number(letter)]) : "");
    else if (letter === "U") cased = (part) => part.toUpperCase();
    else if (letter === "L") cased = (part) => part.toLowerCase();
    else if (letter === "E") cased = asItIs;
    else out += letter === "n" ? "\n" : letter === "t" ? "\t" : letter;
  }
  return out;
};

const scriptOf = (args: readonly string[]): { readonly script: string; readonly flags: string } => {
  const scripts: string[] = [];
  const others: string[] = [];
  let flags = "";
  for (let i = 0; i < args.length; i++) {
    const arg = args[i]!;
    if (arg === "-e") scripts.push(args[++i] ?? "");
    else if (/^-[nErsi]+$/.test(arg)) flags += arg;
    else others.push(arg);
  }
  return { script: scripts.length > 0 ? scripts.join("\n") : (others[0] ?? ""), flags };
};

const onLine = (
  state: State,
  line: string,
  isLast: boolean,
): { state: State; out: readonly string[]; isDone: boolean } => {
  const work: Work = {
    line,
    row: state.row + 1,
    isLast,
    open: new Set(state.open),
    out: [],
    after: [],
    isDone: false,
  };
  run(state.commands, work);
  if (work.line !== undefined && !state.isSilent) work.out.push(work.line);
  const out = [...work.out, ...work.after].flatMap((l) => l.split("\n"));
  return { state: { ...state, row: work.row, open: [...work.open] }, out, isDone: work.isDone };
};

const line = (json: Json, given: string): FilterStep => {
  const state = json as unknown as State;
  const isLate = asksForLast(state.commands);
  if (isLate && state.held === null) return { state: { ...state, held: given } as unknown as Json, out: [] };
  const { state: after, out, isDone } = onLine(state, isLate ? (state.held ?? "") : given, false);
  const next: State = isDone ? { ...after, held: null } : { ...after, held: isLate ? given : null };
  return { state: next as unknown as Json, out, ...(isDone ? { isDone } : {}) };
};

export const sed: Filter = {
  name: "sed",
  start: (args) => {
    const { script, flags } = scriptOf(args);
    if (script === "")
      return { error: "Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...", exit: 1 };
    try {
      const commands = parseSed(script, /[Er]/.test(flags));
      const state: State = { commands, isSilent: flags.includes("n"), row: 0, open: [], held: null };
      return { state: state as unknown as Json };
    } catch (error) {
      if (!(error instanceof SedError)) throw error;
      return { error: `sed: -e expression #1: ${error.message}`, exit: 1 };
    }
  },
  line,
  end: (json) => {
    const state = json as unknown as State;
    return { out: state.held === null ? [] : onLine(state, state.held, true).out, exit: 0 };
  },
};

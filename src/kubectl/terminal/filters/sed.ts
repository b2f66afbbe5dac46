// sed, as far as it is typed at a prompt: s/old/new/gi, p, d and q, at a line, a range of lines or where a pattern matches; -n, -E, -e.
import type { Json } from "#api/meta";
import type { Filter } from "../filter.ts";
import { compilePattern, fromBasic } from "./pattern.ts";

/** A line's number, `$`, or a pattern. */
type Address = { readonly line: number } | { readonly pattern: string };

interface Command {
  readonly from?: Address;
  readonly to?: Address;
  readonly verb: "s" | "p" | "d" | "q";
  readonly old?: string;
  readonly replacement?: string;
  readonly flags?: string;
}

interface State {
  readonly commands: readonly Command[];
  readonly isSilent: boolean;
  readonly row: number;
  /** Which commands are within their range. */
  readonly open: readonly boolean[];
}

const ADDRESS = /^(?:(\d+)|\/((?:[^/\\]|\\.)*)\/)/;

class SedError extends Error {}

class Script {
  #rest: string;
  readonly #isExtended: boolean;

  constructor(script: string, isExtended: boolean) {
    this.#rest = script;
    this.#isExtended = isExtended;
  }

  commands(): readonly Command[] {
    const commands: Command[] = [];
    for (;;) {
      this.#rest = this.#rest.replace(/^[\s;]+/, "");
      if (this.#rest === "") return commands;
      commands.push(this.#command());
    }
  }

  #command(): Command {
    const from = this.#address();
    const to = from && this.#rest.startsWith(",") ? this.#second() : undefined;
    const place = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
    const verb = this.#take(/^\s*([spdq])/)?.[1] as Command["verb"] | undefined;
    if (verb === undefined) throw new SedError(`unknown command: \`${this.#rest.trim().charAt(0)}'`);
    return verb === "s" ? { ...place, verb, ...this.#substitution() } : { ...place, verb };
  }

  #take(what: RegExp): RegExpExecArray | undefined {
    const found = what.exec(this.#rest);
    if (!found) return undefined;
    this.#rest = this.#rest.slice(found[0].length);
    return found;
  }
  #address(): Address | undefined {
    const found = this.#take(ADDRESS);
    if (!found) return undefined;
    return found[1] === undefined ? { pattern: this.#pattern(found[2] ?? "") } : { line: Number(found[1]) };
  }
  #second(): Address {
    this.#rest = this.#rest.slice(1);
    if (this.#take(/^\$/)) return { line: Infinity };
    return this.#address() ?? fail("unexpected `,'");
  }
  #pattern(source: string): string {
    const pattern = this.#isExtended ? source : fromBasic(source);
    const compiled = compilePattern(pattern);
    return "error" in compiled ? fail(compiled.error) : pattern;
  }
  #substitution(): Pick<Command, "old" | "replacement" | "flags"> {
    const delimiter = this.#take(/^[^\s\w\\]/)?.[0] ?? fail("unterminated `s' command");
    const old = this.#until(delimiter);
    const replacement = this.#until(delimiter);
    const flags = this.#take(/^[gipI]*/)?.[0] ?? "";
    return { old: this.#pattern(old), replacement, flags };
  }
  /** Up to the delimiter, which after a backslash is a letter. */
  #until(delimiter: string): string {
    let text = "";
    for (let at = 0; at < this.#rest.length; at++) {
      const letter = this.#rest[at]!;
      if (letter === delimiter) {
        this.#rest = this.#rest.slice(at + 1);
        return text;
      }
      if (letter === "\\") {
        at++;
        const next = this.#rest[at] ?? "";
        text += next === delimiter ? next : `\\${next}`;
      } else text += letter;
    }
    return fail("unterminated `s' command");
  }
}

const fail = (problem: string): never => {
  throw new SedError(problem);
};

/** `\1` and `&` are what was found, `\n` a new line. */
const replaced = (text: string, { old = "", replacement = "", flags = "" }: Command): string =>
  text.replace(new RegExp(old, `${flags.includes("g") ? "g" : ""}${/i/i.test(flags) ? "i" : ""}`), (...found) =>
    replacement.replaceAll(/\\(.)|&/g, (sign, letter?: string) => {
      if (letter === undefined) return found[0];
      if (/\d/.test(letter)) return typeof found[Number(letter)] === "string" ? String(found[Number(letter)]) : "";
      return letter === "n" ? "\n" : letter === "t" ? "\t" : sign.slice(1);
    }),
  );

const isAt = (address: Address, row: number, line: string): boolean =>
  "line" in address ? address.line === row : new RegExp(address.pattern).test(line);

/** Whether a command is for this line, and whether its range goes on. */
const applies = ({ from, to }: Command, wasOpen: boolean, row: number, line: string): readonly [boolean, boolean] => {
  if (!from) return [true, false];
  if (!to) return [isAt(from, row, line), false];
  if (!wasOpen && !isAt(from, row, line)) return [false, false];
  const isOver = "line" in to ? row >= to.line : wasOpen && isAt(to, row, line);
  return [true, !isOver];
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
  return { script: scripts.length > 0 ? scripts.join(";") : (others[0] ?? ""), flags };
};

export const sed: Filter = {
  name: "sed",
  start: (args) => {
    const { script, flags } = scriptOf(args);
    if (script === "")
      return { error: "Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...", exit: 1 };
    try {
      const commands = new Script(script, /[Er]/.test(flags)).commands();
      const state: State = { commands, isSilent: flags.includes("n"), row: 0, open: commands.map(() => false) };
      return { state: state as unknown as Json };
    } catch (error) {
      if (!(error instanceof SedError)) throw error;
      return { error: `sed: -e expression #1: ${error.message}`, exit: 1 };
    }
  },
  line: (json, given) => {
    const state = json as unknown as State;
    const row = state.row + 1;
    const open = [...state.open];
    const out: string[] = [];
    let line: string | undefined = given;
    let isDone = false;
    for (const [i, command] of state.commands.entries()) {
      const [isMeant, isOpen] = applies(command, state.open[i] ?? false, row, line);
      open[i] = isOpen;
      if (!isMeant) continue;
      if (command.verb === "d") {
        line = undefined;
        break;
      }
      const before: string = line;
      if (command.verb === "s") line = replaced(line, command);
      const isPrinted = command.verb === "p" || (command.flags?.includes("p") === true && line !== before);
      if (isPrinted) out.push(line);
      if (command.verb === "q") isDone = true;
    }
    if (line !== undefined && !state.isSilent) out.push(line);
    const after: State = { ...state, row, open };
    return { state: after as unknown as Json, out: out.flatMap((l) => l.split("\n")), ...(isDone ? { isDone } : {}) };
  },
  end: () => ({ out: [], exit: 0 }),
};

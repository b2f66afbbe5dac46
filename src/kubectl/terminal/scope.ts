// What a terminal knows by name: variables, functions and what they were called with.
import type { Node, Stage, Word } from "./ast.ts";
import { doubleTest } from "./double-test.ts";
import { expandText, expandWords, type Expansion } from "./expand.ts";
import type { Control, Saved } from "./frames.ts";
import { matchesPattern, patternOf } from "./parameter.ts";
import type { ProgramContext } from "./program.ts";
import { holds } from "./programs/holds.ts";
import { ExpansionError } from "./shell-error.ts";
import { evaluateSum } from "./sum.ts";
import type { TerminalRow } from "./terminals.ts";

/** Doubled a few times, a variable fills the memory of the page. */
const LONGEST_VALUE = 1_000_000;

export abstract class Scope implements Expansion {
  protected abstract get row(): TerminalRow;
  protected abstract change(part: Partial<TerminalRow>): void;
  abstract print(stream: "stdout" | "stderr", text: string): void;
  abstract files(): readonly string[];
  abstract context(): ProgramContext;
  abstract setExit(exit: number): void;
  /** What every shell knows, if nobody has set it. */
  protected abstract wellKnown(name: string): string;

  setVariable(name: string, value: string): void {
    if (value.length > LONGEST_VALUE) {
      this.print("stderr", `bash: xrealloc: cannot allocate ${value.length} bytes\n`);
      this.change({ lastExit: 1 });
      return;
    }
    this.change({ variables: { ...this.row.variables, [name]: value } });
  }
  #functionOf(stage: Stage): Node | undefined {
    const name = bareOf(stage);
    const { functions = {} } = this.row;
    return Object.hasOwn(functions, name) ? functions[name] : undefined;
  }
  isFunction(stage: Stage): boolean {
    return this.#functionOf(stage) !== undefined;
  }
  control(stage: Stage): Control | undefined {
    const body = this.#functionOf(stage);
    const name = bareOf(stage);
    if (!body && !CONTROLS.has(name) && !WORDS.has(name)) return undefined;
    for (const { name: variable, value } of stage.assignments) this.setVariable(variable, expandText(value, this));
    const args = expandWords(stage.words, this).slice(1);
    if (body) return { k: "call", body, args };
    if (name === "local") return { k: "local", names: args };
    if (WORDS.has(name)) return { k: "words", name, words: args };
    return { k: name as "break", count: args[0] === undefined ? undefined : Number.parseInt(args[0], 10) || 0 };
  }
  define(name: string, body: Node): void {
    this.change({ functions: { ...this.row.functions, [name]: body } });
  }
  saved(): Saved {
    const { variables, directory } = this.row;
    return { variables, directory, options: this.options() };
  }
  restore(saved: Saved): void {
    this.change({ ...saved, options: saved.options ?? "" });
  }
  args(): readonly string[] {
    return this.row.args ?? [];
  }
  setArgs(args: readonly string[]): readonly string[] {
    const before = this.args();
    this.change({ args });
    return before;
  }
  test({ words }: Extract<Node, { k: "test" }>): boolean {
    return doubleTest(words, {
      text: (word) => expandText(word, this),
      plain: (plain) => holds(this.context(), plain),
    });
  }
  choose({ word, branches }: Extract<Node, { k: "case" }>): Node | undefined {
    const value = expandText(word, this);
    const by = { text: (one: Word) => expandText(one, this) };
    return branches.find(({ patterns }) => patterns.some((one) => matchesPattern(patternOf(one, by), value)))?.body;
  }
  complain(text: string): void {
    this.print("stderr", `bash: ${text}\n`);
    this.setExit(1);
  }
  // ---- What words expand to ----
  variable(name: string): string {
    if (name === "?") return String(this.row.lastExit);
    if (name === "$") return "4242";
    if (name === "!") return String(this.row.lastPid ?? "");
    if (name === "#") return String(this.args().length);
    if (name === "@" || name === "*") return this.args().join(" ");
    if (/^[1-9]/.test(name)) return this.args()[Number(name) - 1] ?? "";
    const { variables } = this.row;
    if (name === "0") return variables[0] ?? "bash";
    if (Object.hasOwn(variables, name)) return variables[name] ?? "";
    return this.wellKnown(name);
  }
  needed(name: string): string {
    const value = this.variable(name);
    if (value !== "" || !this.options().includes("u") || "@*#?$!".includes(name)) return value;
    const isSet = /^\d/.test(name) ? Number(name) <= this.args().length : Object.hasOwn(this.row.variables, name);
    if (isSet) return value;
    throw new ExpansionError(`${name}: unbound variable`);
  }
  /** Letters of `set`. */
  options(): string {
    return this.row.options ?? "";
  }
  setOptions(options: string): void {
    this.change({ options });
  }
  sum(source: string): string {
    const sum = evaluateSum(source, {
      read: (name) => this.variable(name),
      set: (name, value) => this.setVariable(name, value),
    });
    if ("value" in sum) return String(sum.value);
    this.print("stderr", `bash: ${sum.error}\n`);
    return "";
  }
}

/** Those that need more than their words are taken as they come. */
const WORDS: ReadonlySet<string> = new Set(["fg", "exit", "set", "shift", "eval", "source", "."]);
const CONTROLS: ReadonlySet<string> = new Set(["break", "continue", "return", "local"]);

/** The command's name, if nothing in it was quoted or expanded. */
const bareOf = ({ words: [first = []] }: Stage): string =>
  first.length === 1 && first[0]?.t === "text" && !first[0].q ? first[0].v : "";

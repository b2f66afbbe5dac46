// A script of sed: s, y, p, d, q, i, a, c and = at lines, ranges, steps and patterns, with ! and blocks.
import { compilePattern, fromBasic } from "./pattern.ts";

/** A line's number (Infinity: the last), every so many lines, or a pattern. */
export type Address =
  | { readonly line: number | "$" }
  | { readonly first: number; readonly step: number }
  | { readonly pattern: string };

export interface SedCommand {
  readonly from?: Address;
  readonly to?: Address;
  readonly isNegated?: boolean;
  readonly verb: "s" | "p" | "d" | "q" | "i" | "a" | "c" | "=" | "y" | "{";
  readonly old?: string;
  /** Of s and y the new letters, of i, a and c the text. */
  readonly text?: string;
  readonly flags?: string;
  readonly body?: readonly SedCommand[];
  /** Where its range is remembered. */
  readonly id: number;
}

export class SedError extends Error {}

const ADDRESS = /^(?:(\$)|(\d+)~(\d+)|(\d+)|\/((?:[^/\\]|\\.)*)\/)/;
const MOST_DEEP = 20;

const fail = (problem: string): never => {
  throw new SedError(problem);
};

export const parseSed = (script: string, isExtended: boolean): readonly SedCommand[] =>
  new Script(script, isExtended).commands(0);

class Script {
  #rest: string;
  #count = 0;
  readonly #isExtended: boolean;

  constructor(script: string, isExtended: boolean) {
    this.#rest = script;
    this.#isExtended = isExtended;
  }

  commands(depth: number): readonly SedCommand[] {
    const commands: SedCommand[] = [];
    for (;;) {
      this.#rest = this.#rest.replace(/^[\s;]+/, "");
      if (this.#rest === "") return depth === 0 ? commands : fail("unmatched `{'");
      if (this.#rest.startsWith("}")) {
        if (depth === 0) return fail("unexpected `}'");
        this.#rest = this.#rest.slice(1);
        return commands;
      }
      commands.push(this.#command(depth));
    }
  }

  #command(depth: number): SedCommand {
    const id = this.#count++;
    const from = this.#address();
    const to = from && this.#take(/^\s*,\s*/) ? (this.#address() ?? fail("unexpected `,'")) : undefined;
    const isNegated = this.#take(/^\s*!\s*/) !== undefined;
    const place = { id, ...(from ? { from } : {}), ...(to ? { to } : {}), ...(isNegated ? { isNegated } : {}) };
    const verb = this.#take(/^\s*([spdqiac=y{])/)?.[1] as SedCommand["verb"] | undefined;
    if (verb === undefined) {
      const letter = this.#rest.trim().charAt(0);
      return fail(letter === "" ? "missing command" : `unknown command: \`${letter}'`);
    }
    if (verb === "s") return { ...place, verb, ...this.#substitution() };
    if (verb === "y") return { ...place, verb, ...this.#letters() };
    if (verb === "{")
      return depth > MOST_DEEP ? fail("too deeply nested") : { ...place, verb, body: this.commands(depth + 1) };
    return "iac".includes(verb) ? { ...place, verb, text: this.#text() } : { ...place, verb };
  }

  #take(what: RegExp): RegExpExecArray | undefined {
    const found = what.exec(this.#rest);
    if (!found) return undefined;
    this.#rest = this.#rest.slice(found[0].length);
    return found;
  }
  #address(): Address | undefined {
    const [whole, last, first, step, line, pattern] = this.#take(ADDRESS) ?? [];
    if (whole === undefined) return undefined;
    if (last !== undefined) return { line: "$" };
    if (first !== undefined) return { first: Number(first), step: Number(step) };
    return line === undefined ? { pattern: this.#pattern(pattern ?? "") } : { line: Number(line) };
  }
  #pattern(source: string): string {
    const pattern = this.#isExtended ? source : fromBasic(source);
    const compiled = compilePattern(pattern);
    return "error" in compiled ? fail(compiled.error) : compiled.source;
  }
  #substitution(): Pick<SedCommand, "old" | "text" | "flags"> {
    const delimiter = this.#delimiter("s");
    const old = this.#until(delimiter, "s");
    const text = this.#until(delimiter, "s");
    const flags = this.#take(/^(?:[gipI]|\d+)*/)?.[0] ?? "";
    if (/^[^\s;}]/.test(this.#rest)) fail("unknown option to `s'");
    return { old: this.#pattern(old), text, flags };
  }
  #letters(): Pick<SedCommand, "old" | "text"> {
    const delimiter = this.#delimiter("y");
    const [old, text] = [this.#until(delimiter, "y"), this.#until(delimiter, "y")];
    return old.length === text.length ? { old, text } : fail("strings for `y' command are different lengths");
  }
  #delimiter(verb: string): string {
    return this.#take(/^[^\s\w\\]/)?.[0] ?? fail(`unterminated \`${verb}' command`);
  }
  /** Up to the end of the line: `i\text`, `i text`. */
  #text(): string {
    const text = this.#take(/^\s*(?:\\\n?)?[ \t]*([^\n]*)/)?.[1] ?? "";
    return text === "" ? fail("expected \\ after `a', `c' or `i'") : text;
  }
  /** Up to the delimiter, which after a backslash is a letter. */
  #until(delimiter: string, verb: string): string {
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
    return fail(`unterminated \`${verb}' command`);
  }
}

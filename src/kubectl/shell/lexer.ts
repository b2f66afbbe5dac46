// Splits a line into words and operators; quotes, variables and substitutions become parts of words.
import { parseShell } from "./parser.ts";
import { type Part, ShellSyntaxError, type Word } from "./syntax.ts";

export type Token =
  | { readonly type: "word"; readonly word: Word; /** As written, for keywords and aliases. */ readonly raw: string }
  | { readonly type: "operator"; readonly text: string }
  | { readonly type: "heredoc"; readonly text: string };

const OPERATORS = ["2>>", "2>&1", "&>", "&&", "||", "<<<", "<<", ">>", "2>", ";;", ";", "|", "&", ">", "<", "(", ")", "\n"];

const SPACE = /[ \t\r]/;
const WORD_END = /[\s;|&<>()]/;

export class Lexer {
  readonly #input: string;
  #at = 0;
  #pendingHeredocs: string[] = [];

  constructor(input: string) {
    this.#input = input;
  }

  tokens(): Token[] {
    const out: Token[] = [];
    for (;;) {
      while (SPACE.test(this.#peek())) this.#at++;
      if (this.#input.startsWith("\\\n", this.#at)) {
        this.#at += 2;
        continue;
      }
      if (this.#at >= this.#input.length) return out;
      if (this.#peek() === "#") this.#skipComment();
      else out.push(...this.#next());
    }
  }

  #peek(): string {
    return this.#input[this.#at] ?? "";
  }

  #skipComment(): void {
    while (this.#at < this.#input.length && this.#peek() !== "\n") this.#at++;
  }

  #next(): Token[] {
    const operator = OPERATORS.find((text) => this.#input.startsWith(text, this.#at));
    if (operator === undefined) return [this.#word()];
    this.#at += operator.length;
    if (operator === "<<") {
      while (SPACE.test(this.#peek())) this.#at++;
      const delimiter = this.#word().raw.replaceAll(/["']/g, "");
      this.#pendingHeredocs.push(delimiter);
      return [{ type: "operator", text: "<<" }];
    }
    if (operator === "\n" && this.#pendingHeredocs.length > 0) {
      const bodies = this.#pendingHeredocs.map((delimiter) => this.#heredoc(delimiter));
      this.#pendingHeredocs = [];
      return [...bodies.map((text): Token => ({ type: "heredoc", text })), { type: "operator", text: "\n" }];
    }
    return [{ type: "operator", text: operator }];
  }

  #heredoc(delimiter: string): string {
    let body = "";
    while (this.#at < this.#input.length) {
      const end = this.#input.indexOf("\n", this.#at);
      const line = this.#input.slice(this.#at, end < 0 ? undefined : end);
      this.#at = end < 0 ? this.#input.length : end + 1;
      if (line === delimiter) return body;
      body += `${line}\n`;
    }
    return body;
  }

  #word(): Extract<Token, { type: "word" }> {
    const start = this.#at;
    const parts: Part[] = [];
    while (this.#at < this.#input.length && !WORD_END.test(this.#peek())) parts.push(...this.#part());
    return { type: "word", word: merged(parts), raw: this.#input.slice(start, this.#at) };
  }

  #part(): Part[] {
    const ch = this.#peek();
    if (ch === "'") return [this.#singleQuoted()];
    if (ch === '"') return this.#doubleQuoted();
    if (ch === "$") return [this.#dollar(false)];
    if (ch === "`") return [this.#backquoted(false)];
    this.#at++;
    if (ch !== "\\") return [{ type: "text", text: ch, quoted: false }];
    const next = this.#peek();
    this.#at++;
    return next === "\n" ? [] : [{ type: "text", text: next, quoted: true }];
  }

  #singleQuoted(): Part {
    const end = this.#input.indexOf("'", this.#at + 1);
    if (end < 0) throw new ShellSyntaxError("unexpected EOF while looking for matching `''");
    const text = this.#input.slice(this.#at + 1, end);
    this.#at = end + 1;
    return { type: "text", text, quoted: true };
  }

  #doubleQuoted(): Part[] {
    this.#at++;
    const parts: Part[] = [{ type: "text", text: "", quoted: true }];
    for (;;) {
      const ch = this.#peek();
      if (ch === "") throw new ShellSyntaxError("unexpected EOF while looking for matching `\"'");
      if (ch === '"') {
        this.#at++;
        return parts;
      }
      if (ch === "$") parts.push(this.#dollar(true));
      else if (ch === "`") parts.push(this.#backquoted(true));
      else parts.push({ type: "text", text: this.#escaped(), quoted: true });
    }
  }

  /** One character inside double quotes: a backslash only quotes what means something there. */
  #escaped(): string {
    const ch = this.#peek();
    this.#at++;
    const next = this.#peek();
    if (ch !== "\\" || !'$`"\\\n'.includes(next)) return ch;
    this.#at++;
    return next === "\n" ? "" : next;
  }

  #dollar(quoted: boolean): Part {
    const rest = this.#input.slice(this.#at);
    if (rest.startsWith("$((")) {
      const end = rest.indexOf("))");
      if (end < 0) throw new ShellSyntaxError("unexpected EOF while looking for matching `)'");
      this.#at += end + 2;
      return { type: "arithmetic", text: rest.slice(3, end) };
    }
    if (rest.startsWith("$(")) return this.#substitution(quoted);
    const braced = /^\$\{(\w+|[?#@*$!])(?::?-([^}]*))?\}/.exec(rest);
    if (braced) {
      this.#at += braced[0].length;
      const fallback = braced[2] === undefined ? {} : { fallback: braced[2] };
      return { type: "variable", name: braced[1] ?? "", ...fallback, quoted };
    }
    const plain = /^\$(\w+|[?#@*$!])/.exec(rest);
    if (plain) {
      this.#at += plain[0].length;
      return { type: "variable", name: plain[1] ?? "", quoted };
    }
    this.#at++;
    return { type: "text", text: "$", quoted };
  }

  #substitution(quoted: boolean): Part {
    const start = this.#at + 2;
    this.#at = start;
    let depth = 1;
    while (depth > 0) {
      const ch = this.#peek();
      if (ch === "") throw new ShellSyntaxError("unexpected EOF while looking for matching `)'");
      if (ch === "'") this.#at = Math.max(this.#at, this.#input.indexOf("'", this.#at + 1));
      if (ch === "(") depth++;
      if (ch === ")") depth--;
      this.#at++;
    }
    return { type: "substitution", list: parseShell(this.#input.slice(start, this.#at - 1)), quoted };
  }

  #backquoted(quoted: boolean): Part {
    const end = this.#input.indexOf("`", this.#at + 1);
    if (end < 0) throw new ShellSyntaxError("unexpected EOF while looking for matching ``'");
    const list = parseShell(this.#input.slice(this.#at + 1, end));
    this.#at = end + 1;
    return { type: "substitution", list, quoted };
  }
}

/** Neighbouring texts of one kind are one part. */
const merged = (parts: readonly Part[]): Part[] => {
  const out: Part[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.type === "text" && part.type === "text" && last.quoted === part.quoted) {
      out[out.length - 1] = { ...last, text: last.text + part.text };
    } else out.push(part);
  }
  return out;
};

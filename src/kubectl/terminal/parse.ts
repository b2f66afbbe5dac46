// Models the grammar of bash: lists, && and ||, pipelines, for, while, until, if, case, [[, (( and functions.
import type { Node, Redirect, Stage, TestSign, Word } from "./ast.ts";
import { expandBraces } from "./braces.ts";
import { Cursor } from "./cursor.ts";
import { type Place, tokenize } from "./lexer.ts";
import { ShellSyntaxError, UnfinishedError } from "./shell-error.ts";
import { cat, isInput, toAssignment, unexpected } from "./parse-parts.ts";

/** The tree of a line. Throws ShellSyntaxError. */
export const parseLine = (source: string): Node => {
  const places: Place[] = [];
  return new Parser(tokenize(source, places), source, places).script();
};

/** Longer ones are refused. */
export const LONGEST_LINE = 100_000;

/** Would bash go on reading behind this text and Enter? */
export const isUnfinished = (typed: string): boolean => {
  if (typed.length > LONGEST_LINE) return false;
  const places: Place[] = [];
  try {
    const tokens = tokenize(typed, places, true);
    const end = typed.length;
    new Parser([...tokens, { t: "op", v: "\n" }], typed, [...places, { from: end, to: end }]).script();
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    return error instanceof UnfinishedError;
  }
  return false;
};

const RESERVED: ReadonlySet<string> = new Set(["do", "done", "then", "else", "elif", "fi", "esac", "}"]);
const TEST_SIGNS: ReadonlySet<string> = new Set(["&&", "||", "(", ")", "<", ">"]);
const MAX_DEPTH = 40;

class Parser extends Cursor {
  #depth = 0;

  script(): Node {
    const list = this.#list();
    const left = this.tokens[this.at];
    if (left) throw unexpected(left);
    return list;
  }

  /** Commands up to a reserved word, a closing parenthesis or the end. */
  #list(): Node {
    if (++this.#depth > MAX_DEPTH) throw new ShellSyntaxError("too deeply nested");
    const nodes: Node[] = [];
    if (this.isOp(";", "&")) throw unexpected(this.next);
    this.skipSeparators();
    while (this.next && !this.isOp(")") && !this.#isReserved()) {
      const from = this.at;
      const node = this.#andOr();
      nodes.push(this.isOp("&") ? { k: "background", body: node, text: this.textFrom(from) } : node);
      if (!this.takeOp("&") && !this.takeOp(";") && !this.isOp("\n")) break;
      // Two of them with nothing in between.
      if (this.isOp(";", "&")) throw unexpected(this.next);
      this.skipSeparators();
    }
    this.#depth--;
    return { k: "list", nodes };
  }
  #isReserved(): boolean {
    return this.next?.t === "word" && RESERVED.has(this.next.bare ?? "");
  }

  #andOr(): Node {
    const first = this.#pipeline();
    const rest: { op: "&&" | "||"; node: Node }[] = [];
    while (this.isOp("&&", "||")) {
      const op = (this.next as { v: "&&" | "||" }).v;
      this.at++;
      while (this.isOp("\n")) this.at++;
      rest.push({ op, node: this.#pipeline() });
    }
    return rest.length === 0 ? first : { k: "andor", first, rest };
  }

  #pipeline(): Node {
    if (this.isWord("time")) {
      this.at++;
      const isPosix = this.isWord("-p");
      if (isPosix) this.at++;
      const isAlone = this.next === undefined || this.isOp(";", "\n", "&", ")");
      return { k: "time", isPosix, body: isAlone ? { k: "list", nodes: [] } : this.#pipeline() };
    }
    const isNegated = this.isWord("!");
    if (isNegated) this.at++;
    const parts: Node[] = [];
    let stages: Stage[] = [];
    const flush = (): void => {
      if (stages.length > 0) parts.push({ k: "pipeline", stages, isNegated: false });
      stages = [];
    };
    do {
      while (this.isOp("\n")) this.at++;
      const compound = this.#compound();
      if (!compound) stages.push(this.#simple());
      else {
        flush();
        const { before, after, errors } = this.#redirected();
        parts.push(...before, errors ? { k: "errors", body: compound, redirect: errors } : compound);
        stages = [...after];
      }
    } while (this.#takePipe(parts, stages));
    flush();
    const only = parts.length === 1 ? parts[0]! : undefined;
    if (only?.k === "pipeline") return { ...only, isNegated };
    return only && !isNegated ? only : { k: "pipe", parts, isNegated };
  }
  /** `a |& b` is `a 2>&1 | b`. */
  #takePipe(parts: Node[], stages: Stage[]): boolean {
    if (this.takeOp("|")) return true;
    if (!this.takeOp("|&")) return false;
    const last = stages.pop();
    const redirect = { to: "stdout", stream: 2 } as const;
    if (last) stages.push({ ...last, redirects: [...last.redirects, redirect] });
    else parts.push({ k: "errors", body: parts.pop()!, redirect });
    return true;
  }
  /** `done > file` is what `done | cat > file` is, and `done < file` what `cat file |` before the loop is. */
  #redirected(): { readonly before: readonly Node[]; readonly after: readonly Stage[]; readonly errors?: Redirect } {
    const redirects: Redirect[] = [];
    for (let token = this.next; token?.t === "op"; token = this.next) {
      const read = this.redirects(token.v);
      if (read.length === 0) break;
      redirects.push(...read);
    }
    const errors = redirects.findLast(({ stream }) => stream === 2);
    const others = redirects.filter(({ stream }) => stream === 1);
    const before = cat(others.filter(isInput));
    return {
      before: before.length === 0 ? [] : [{ k: "pipeline", stages: before, isNegated: false }],
      after: cat(others.filter((redirect) => !isInput(redirect))),
      ...(errors ? { errors } : {}),
    };
  }

  #compound(): Node | undefined {
    if (this.isWord("for")) return this.#for();
    if (this.isWord("while", "until")) return this.#while();
    if (this.isWord("if")) return this.#if();
    if (this.isWord("case")) return this.#case();
    if (this.isWord("[[")) return this.#test();
    const token = this.next;
    if (token?.t === "sum") {
      this.at++;
      return { k: "sum", source: token.source };
    }
    if (token?.t === "word" && this.#isFunction()) return this.#function();
    if (this.isWord("{")) {
      this.at++;
      const list = this.#list();
      this.takeWord("}");
      return list;
    }
    if (!this.isOp("(")) return undefined;
    this.at++;
    const list = this.#list();
    if (!this.isOp(")")) throw unexpected(this.next);
    this.at++;
    return { k: "sub", body: list };
  }

  /** `name() {` or `function name {`. */
  #isFunction(): boolean {
    if (this.isWord("function")) return true;
    const [open, close] = this.tokens.slice(this.at + 1, this.at + 3);
    return open?.t === "op" && open.v === "(" && close?.t === "op" && close.v === ")";
  }
  #function(): Node {
    if (this.isWord("function")) this.at++;
    const name = this.next?.t === "word" ? (this.next.bare ?? "") : "";
    if (!/^(?:[\w.-]+|:)$/.test(name)) throw unexpected(this.next);
    this.at++;
    if (this.takeOp("(") && !this.takeOp(")")) throw unexpected(this.next);
    while (this.isOp("\n")) this.at++;
    const body = this.#compound();
    if (!body) throw unexpected(this.next);
    return { k: "function", name, body };
  }

  #case(): Node {
    this.at++;
    const word = this.next?.t === "word" ? this.next.word : undefined;
    if (!word) throw unexpected(this.next);
    this.at++;
    while (this.isOp("\n")) this.at++;
    this.takeWord("in");
    const branches: { patterns: Word[]; body: Node }[] = [];
    for (;;) {
      while (this.isOp("\n")) this.at++;
      if (this.isWord("esac")) break;
      this.takeOp("(");
      const patterns: Word[] = [];
      do {
        if (this.next?.t !== "word") throw unexpected(this.next);
        patterns.push(this.next.word);
        this.at++;
      } while (this.takeOp("|"));
      if (!this.takeOp(")")) throw unexpected(this.next);
      branches.push({ patterns, body: this.isOp(";;") ? { k: "list", nodes: [] } : this.#list() });
      if (!this.takeOp(";;") && !this.isWord("esac")) throw unexpected(this.next);
    }
    this.takeWord("esac");
    return { k: "case", word, branches };
  }

  #test(): Node {
    this.at++;
    const words: (Word | TestSign)[] = [];
    for (; !this.isWord("]]"); this.at++) {
      const token = this.next;
      if (token?.t === "word") words.push(token.bare === "!" ? "!" : token.word);
      else if (token?.t === "op" && TEST_SIGNS.has(token.v)) words.push(token.v as TestSign);
      else if (token?.t !== "op" || token.v !== "\n") throw unexpected(token);
    }
    this.at++;
    return { k: "test", words };
  }

  #for(): Node {
    this.at++;
    const sum = this.next;
    if (sum?.t === "sum") {
      this.at++;
      const [first = "", condition = "", after = "", ...more] = sum.source.split(";");
      if (more.length > 0) throw new ShellSyntaxError(`syntax error: \`((${sum.source}))'`);
      const isAsked: Node = { k: "sum", source: condition.trim() === "" ? "1" : condition };
      const body = this.#doGroup();
      const loop: Node = { k: "while", isUntil: false, condition: isAsked, body, after: { k: "sum", source: after } };
      return { k: "list", nodes: [{ k: "sum", source: first }, loop] };
    }
    const name = this.next?.t === "word" ? (this.next.bare ?? "") : "";
    if (!/^[A-Za-z_]\w*$/.test(name)) throw unexpected(this.next);
    this.at++;
    // `for x; do` goes over what the function was called with.
    const words: Word[] = this.isWord("in") ? [] : [[{ t: "var", name: "@", q: true }]];
    if (this.isWord("in")) this.at++;
    for (let token = this.next; token?.t === "word"; token = this.next) {
      words.push(...expandBraces(token.word));
      this.at++;
    }
    return { k: "for", name, words, body: this.#doGroup() };
  }
  #while(): Node {
    const isUntil = this.isWord("until");
    this.at++;
    return { k: "while", isUntil, condition: this.#list(), body: this.#doGroup() };
  }
  #doGroup(): Node {
    this.skipSeparators();
    this.takeWord("do");
    const body = this.#list();
    this.takeWord("done");
    return body;
  }
  #if(): Node {
    const branches: { condition: Node; body: Node }[] = [];
    do {
      this.at++;
      const condition = this.#list();
      this.takeWord("then");
      branches.push({ condition, body: this.#list() });
    } while (this.isWord("elif"));
    const otherwise = this.isWord("else") ? this.#else() : undefined;
    this.takeWord("fi");
    return { k: "if", branches, ...(otherwise ? { otherwise } : {}) };
  }
  #else(): Node {
    this.at++;
    return this.#list();
  }

  #simple(): Stage {
    const assignments: { name: string; value: Word }[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    for (let token = this.next; token; token = this.next) {
      if (token.t === "word") {
        this.at++;
        const assigned = words.length === 0 ? toAssignment(token.word) : undefined;
        if (assigned && assigned.value.length === 0 && this.isOp("("))
          throw new ShellSyntaxError(`${assigned.name}: there are no arrays here: put the words into one variable`);
        if (assigned) assignments.push(assigned);
        else words.push(...expandBraces(token.word));
      } else {
        const read = token.t === "op" ? this.redirects(token.v) : [];
        if (read.length === 0) break;
        redirects.push(...read);
      }
    }
    if (words.length === 0 && assignments.length === 0 && redirects.length === 0) throw unexpected(this.next);
    return { k: "simple", assignments, words, redirects };
  }
}

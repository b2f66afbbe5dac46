// The grammar of what a container's `sh -c` is given, as far as people write it there: lists with ; && || and &, if, while, until and for, groups,
// assignments and redirections. POSIX's Shell Command Language, 2.9 and 2.10. What is not known here is refused by its name.

import { notSimulated } from "./builtins.ts";

/** A piece of a word; inside quotes nothing is split. */
export interface Piece {
  readonly text: string;
  /** Single quotes: nothing in it is expanded. */
  readonly isLiteral?: true;
  readonly isQuoted?: true;
}

export type Word = readonly Piece[];

export type Node =
  | {
      readonly t: "run";
      readonly words: readonly Word[];
      readonly to?: { readonly path: Word; readonly isAdded: boolean };
    }
  | {
      readonly t: "if";
      readonly when: readonly Node[];
      readonly body: readonly Node[];
      readonly otherwise: readonly Node[];
    }
  | { readonly t: "while"; readonly when: readonly Node[]; readonly isUntil: boolean; readonly body: readonly Node[] }
  | { readonly t: "for"; readonly name: string; readonly words: readonly Word[]; readonly body: readonly Node[] }
  | { readonly t: "not"; readonly node: Node }
  | { readonly t: "group"; readonly body: readonly Node[] }
  /** `op` stands before what is done only after a success or a failure. */
  | {
      readonly t: "chain";
      readonly first: Node;
      readonly rest: readonly { readonly op: "&&" | "||"; readonly node: Node }[];
    };

export class ScriptError extends Error {}

const LONGEST = 10_000;
const DEEPEST = 40;
const OPERATORS = ["&&", "||", ";;", ">>", "<<", ">&", ">", "<", ";", "&", "|", "(", ")", "\n"];

type Token = { readonly op: string } | { readonly word: Word };

/** Where the quote, the bracket or the $(...) that begins at `from` ends. */
const closing = (text: string, from: number, [open, close]: readonly [string, string]): number => {
  let depth = 0;
  for (let i = from; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === close && (open === close ? i > from : --depth === 0)) return i;
    else if (text[i] === open && open !== close) depth++;
  }
  throw new ScriptError("syntax error: unterminated quoted string");
};

class Lexer {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    if (text.length > LONGEST) throw new ScriptError("syntax error: the script is too long");
    this.#text = text;
  }

  tokens(): readonly Token[] {
    const tokens: Token[] = [];
    while (this.#at < this.#text.length) {
      const rest = this.#text.slice(this.#at);
      const space = /^(?:[ \t]|\\\n|#[^\n]*)+/.exec(rest)?.[0];
      const op = OPERATORS.find((one) => rest.startsWith(one));
      if (space !== undefined) this.#at += space.length;
      else if (op !== undefined) {
        this.#at += op.length;
        tokens.push({ op });
      } else tokens.push({ word: this.#word() });
    }
    return tokens;
  }

  #word(): Word {
    const pieces: Piece[] = [];
    while (this.#at < this.#text.length) {
      const piece = this.#piece();
      if (!piece) break;
      pieces.push(piece);
    }
    return pieces;
  }

  #piece(): Piece | undefined {
    const text = this.#text;
    const from = this.#at;
    const letter = text[from]!;
    if (letter === "'" || letter === '"') {
      const end = closing(text, from, [letter, letter]);
      this.#at = end + 1;
      const inner = text.slice(from + 1, end);
      return letter === "'" ? { text: inner, isLiteral: true, isQuoted: true } : { text: inner, isQuoted: true };
    }
    if (letter === "\\") {
      this.#at += 2;
      return { text: text[from + 1] ?? "", isLiteral: true, isQuoted: true };
    }
    let end = from;
    while (end < text.length && !/[\s'"\\;&|<>()]/.test(text[end]!)) {
      if (text[end] === "$" && text[end + 1] === "(") end = closing(text, end + 1, ["(", ")"]) + 1;
      else if (text[end] === "`") end = closing(text, end, ["`", "`"]) + 1;
      else end++;
    }
    if (end === from) return undefined;
    this.#at = end;
    return { text: text.slice(from, end) };
  }
}

const plainOf = (token: Token | undefined): string | undefined => {
  if (!token || "op" in token) return undefined;
  const [piece, ...more] = token.word;
  return piece && more.length === 0 && !piece.isQuoted ? piece.text : undefined;
};

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): readonly Node[] {
    const nodes = this.#list([]);
    if (this.#at < this.#tokens.length) this.#fail();
    return nodes;
  }

  #fail(): never {
    const token = this.#tokens[this.#at];
    const name = token && ("op" in token ? token.op : (plainOf(token) ?? "word"));
    throw new ScriptError(
      `syntax error: unexpected ${name === undefined ? "end of file" : `"${name === "\n" ? "newline" : name}"`}`,
    );
  }

  #isOp(...ops: readonly string[]): boolean {
    const token = this.#tokens[this.#at];
    return token !== undefined && "op" in token && ops.includes(token.op);
  }
  #takesOp(...ops: readonly string[]): boolean {
    const isIt = this.#isOp(...ops);
    if (isIt) this.#at++;
    return isIt;
  }
  #isWord(...words: readonly string[]): boolean {
    const word = plainOf(this.#tokens[this.#at]);
    return word !== undefined && words.includes(word);
  }
  #take(word: string): void {
    if (!this.#isWord(word)) this.#fail();
    this.#at++;
  }

  /** Up to a word that ends it. */
  #list(ends: readonly string[]): readonly Node[] {
    if (++this.#depth > DEEPEST) throw new ScriptError("syntax error: too deep");
    const nodes: Node[] = [];
    for (;;) {
      while (this.#takesOp(";", "&", "\n"));
      if (this.#at >= this.#tokens.length || this.#isWord(...ends) || this.#isOp(")")) break;
      nodes.push(this.#chain());
    }
    this.#depth--;
    return nodes;
  }

  #chain(): Node {
    const first = this.#pipeline();
    const rest: { op: "&&" | "||"; node: Node }[] = [];
    while (this.#isOp("&&", "||")) {
      const { op } = this.#tokens[this.#at++] as { op: "&&" | "||" };
      while (this.#takesOp("\n"));
      rest.push({ op, node: this.#pipeline() });
    }
    return rest.length === 0 ? first : { t: "chain", first, rest };
  }

  #pipeline(): Node {
    if (this.#isWord("!")) {
      this.#at++;
      return { t: "not", node: this.#pipeline() };
    }
    const first = this.#command();
    if (this.#isOp("|")) throw new ScriptError(notSimulated("a pipe"));
    return first;
  }

  #command(): Node {
    if (this.#takesOp("(")) {
      const body = this.#list([]);
      if (!this.#takesOp(")")) this.#fail();
      return { t: "group", body };
    }
    if (this.#isWord("{")) return this.#group();
    if (this.#isWord("if")) return this.#if();
    if (this.#isWord("while", "until")) return this.#while();
    if (this.#isWord("for")) return this.#for();
    if (this.#isWord("case")) throw new ScriptError(notSimulated("case"));
    if (this.#isWord("function")) throw new ScriptError(notSimulated("a function"));
    return this.#simple();
  }

  #group(): Node {
    this.#at++;
    const body = this.#list(["}"]);
    this.#take("}");
    return { t: "group", body };
  }

  #if(): Node {
    this.#at++;
    const when = this.#list(["then"]);
    this.#take("then");
    const body = this.#list(["elif", "else", "fi"]);
    if (this.#isWord("elif")) return { t: "if", when, body, otherwise: [this.#if()] };
    const otherwise = this.#isWord("else") ? (this.#at++, this.#list(["fi"])) : [];
    this.#take("fi");
    return { t: "if", when, body, otherwise };
  }

  #while(): Node {
    const isUntil = this.#isWord("until");
    this.#at++;
    const when = this.#list(["do"]);
    return { t: "while", when, isUntil, body: this.#body() };
  }

  #for(): Node {
    this.#at++;
    const name = plainOf(this.#tokens[this.#at++]) ?? this.#fail();
    const words: Word[] = [];
    if (this.#isWord("in")) {
      this.#at++;
      for (let token = this.#tokens[this.#at]; token && "word" in token; token = this.#tokens[++this.#at])
        words.push(token.word);
    }
    while (this.#takesOp(";", "\n"));
    return { t: "for", name, words, body: this.#body() };
  }

  #body(): readonly Node[] {
    this.#take("do");
    const body = this.#list(["done"]);
    this.#take("done");
    return body;
  }

  #simple(): Node {
    const words: Word[] = [];
    let to: { path: Word; isAdded: boolean } | undefined;
    for (let token = this.#tokens[this.#at]; token; token = this.#tokens[this.#at]) {
      if ("word" in token) {
        words.push(token.word);
        this.#at++;
      } else if (this.#takesOp(">", ">>", ">&", "<")) {
        // `2>` goes where it goes: what a container says on either side is its log.
        if (/^[012]$/.test(plainOf({ word: words.at(-1) ?? [] }) ?? "") && token.op !== "<") {
          const side = plainOf({ word: words.pop()! });
          to = this.#target(token.op, side === "2" ? to : undefined, side === "2");
        } else to = this.#target(token.op, to, token.op === "<");
      } else break;
    }
    if (this.#isOp("<<")) throw new ScriptError(notSimulated("a here-document"));
    if (words.length === 1 && this.#isOp("(")) throw new ScriptError(notSimulated("a function"));
    if (words.length === 0 && !to) this.#fail();
    return { t: "run", words, ...(to ? { to } : {}) };
  }

  #target(op: string, before: { path: Word; isAdded: boolean } | undefined, isOther: boolean): typeof before {
    const token = this.#tokens[this.#at++];
    if (!token || "op" in token) return this.#fail();
    if (op === ">&" || isOther) return before;
    return { path: token.word, isAdded: op === ">>" };
  }
}

/** Throws ScriptError. */
export const parseScript = (text: string): readonly Node[] => new Parser(new Lexer(text).tokens()).whole();

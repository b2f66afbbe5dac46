// Walks over the tokens of a line.
import type { Redirect } from "./ast.ts";
import type { Place, Token } from "./lexer.ts";
import { unexpected } from "./parse-parts.ts";

const REDIRECTS: ReadonlyMap<string, Redirect["to"]> = new Map([
  [">", "file"],
  ["1>", "file"],
  ["2>", "file"],
  [">>", "append"],
  ["2>>", "append"],
  ["<", "input"],
  ["<<", "text"],
  ["<<<", "text"],
]);

const FIXED: ReadonlyMap<string, Redirect> = new Map<string, Redirect>([
  ["2>&1", { to: "stdout", stream: 2 }],
  ["2>&-", { to: "null", stream: 2 }],
  [">&2", { to: "stderr", stream: 1 }],
  ["1>&2", { to: "stderr", stream: 1 }],
]);

export class Cursor {
  protected readonly tokens: readonly Token[];
  readonly #source: string;
  readonly #places: readonly Place[];
  protected at = 0;

  constructor(tokens: readonly Token[], source: string, places: readonly Place[]) {
    this.tokens = tokens;
    this.#source = source;
    this.#places = places;
  }

  protected get next(): Token | undefined {
    return this.tokens[this.at];
  }
  protected isOp(...ops: readonly string[]): boolean {
    return this.next?.t === "op" && ops.includes(this.next.v);
  }
  protected isWord(...words: readonly string[]): boolean {
    return this.next?.t === "word" && this.next.bare !== undefined && words.includes(this.next.bare);
  }
  protected takeWord(word: string): void {
    if (!this.isWord(word)) throw unexpected(this.next);
    this.at++;
  }
  protected skipSeparators(): void {
    while (this.isOp(";", "\n")) this.at++;
  }

  /** What was typed since a token, in one line. */
  protected textFrom(token: number): string {
    const [from, to] = [this.#places[token]!.from, this.#places[this.at - 1]!.to];
    return this.#source.slice(from, to).replaceAll(/\s*\n\s*/g, " ");
  }
  protected takeOp(op: string): boolean {
    const isThere = this.isOp(op);
    if (isThere) this.at++;
    return isThere;
  }
  /** None, if it is no sign of one. */
  protected redirects(op: string): readonly Redirect[] {
    const fixed = FIXED.get(op);
    if (fixed) {
      this.at++;
      return [fixed];
    }
    const both = op === "&>" ? ">" : op === "&>>" ? ">>" : undefined;
    const redirect = this.#redirect(both ?? op);
    if (!redirect) return [];
    return both === undefined ? [redirect] : [redirect, { to: "stdout", stream: 2 }];
  }
  #redirect(op: string): Redirect | undefined {
    const to = REDIRECTS.get(op);
    if (!to) return undefined;
    this.at++;
    const target = this.next;
    // A line ends where bash sees its newline, which is one token more.
    if (target?.t !== "word") throw unexpected(target ?? { t: "op", v: "\n" });
    this.at++;
    const stream = op.startsWith("2") ? 2 : 1;
    if (op === "<<<") return { to, stream, word: [...target.word, { t: "text", v: "\n", q: true }] };
    if (op === "<" && target.bare === "/dev/null") return { to: "text", stream, word: [] };
    return target.bare === "/dev/null" ? { to: "null", stream } : { to, stream, word: target.word };
  }
}

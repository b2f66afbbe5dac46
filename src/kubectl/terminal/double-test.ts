// Models [[ ... ]] of bash: patterns, =~, files, numbers, && and || and !.
import type { TestSign, Word } from "./ast.ts";
import { compilePattern } from "./filters/pattern.ts";
import { matchesPattern, patternOf } from "./parameter.ts";

type Piece = Word | TestSign;

export interface TestBy {
  text(word: Word): string;
  /** `-f x`, `3 -gt 2`: what `[` answers. */
  plain(words: readonly string[]): boolean;
}

export const doubleTest = (pieces: readonly Piece[], by: TestBy): boolean => new DoubleTest(pieces, by).whole();

class DoubleTest {
  readonly #pieces: readonly Piece[];
  readonly #by: TestBy;
  #at = 0;

  constructor(pieces: readonly Piece[], by: TestBy) {
    this.#pieces = pieces;
    this.#by = by;
  }

  whole(): boolean {
    let is = this.#and();
    while (this.#takes("||")) is = this.#and() || is;
    return is;
  }
  #and(): boolean {
    let is = this.#one();
    while (this.#takes("&&")) is = this.#one() && is;
    return is;
  }
  #takes(sign: TestSign): boolean {
    const isThere = this.#pieces[this.#at] === sign;
    if (isThere) this.#at++;
    return isThere;
  }
  #one(): boolean {
    if (this.#takes("!")) return !this.#one();
    if (this.#takes("(")) {
      const is = this.whole();
      this.#takes(")");
      return is;
    }
    const operands: Piece[] = [];
    for (let piece = this.#pieces[this.#at]; piece !== undefined && !isJoint(piece); piece = this.#pieces[++this.#at])
      operands.push(piece);
    return operands.length < 3 ? this.#by.plain(operands.map((piece) => this.#text(piece))) : this.#compared(operands);
  }
  #compared([a = [], op = [], b = []]: readonly Piece[]): boolean {
    const [left, sign, right] = [this.#text(a), this.#text(op), this.#text(b)];
    if (sign === "=~") return isFound(right, left);
    if (sign === "<") return left < right;
    if (sign === ">") return left > right;
    if (!["==", "=", "!="].includes(sign)) return this.#by.plain([left, sign, right]);
    const pattern = typeof b === "string" ? [] : patternOf(b, this.#by);
    return matchesPattern(pattern, left) === (sign !== "!=");
  }
  #text(piece: Piece): string {
    return typeof piece === "string" ? piece : this.#by.text(piece);
  }
}

const isJoint = (piece: Piece): boolean => piece === "&&" || piece === "||" || piece === ")";

const isFound = (pattern: string, text: string): boolean => {
  const compiled = compilePattern(pattern);
  return !("error" in compiled) && compiled.test(text);
};

// Models the expressions of awk (POSIX), without functions of one's own and getline.
import type { Expr, Place } from "./ast.ts";
import { AwkError, type AwkToken } from "./lexer.ts";

export const MOST_DEEP = 100;
const CALLS = new Set(
  "length substr index split sub gsub match toupper tolower sprintf int sqrt exp log sin cos atan2 rand srand fflush".split(
    " ",
  ),
);
const WORDS = new Set(
  "BEGIN END if else while for do in next exit break continue delete print printf getline function func".split(" "),
);
/** From what binds loosest to what binds tightest; what stands between are concatenation and `in`. */
const LEVELS: readonly (readonly string[])[] = [
  ["||"],
  ["&&"],
  ["in"],
  ["~", "!~"],
  ["<", "<=", "!=", "==", ">", ">="],
  [" "],
  ["+", "-"],
  ["*", "/", "%"],
];

export class Expressions {
  protected readonly tokens: readonly AwkToken[];
  protected at = 0;
  protected depth = 0;
  /** In `print a > b` the sign is no comparison. */
  protected isPrinting = false;

  constructor(tokens: readonly AwkToken[]) {
    this.tokens = tokens;
  }

  // ---- Tokens ----
  protected isOp(...ops: readonly string[]): boolean {
    const token = this.tokens[this.at];
    return token?.t === "op" && ops.includes(token.value);
  }
  protected isWord(word: string): boolean {
    const token = this.tokens[this.at];
    return token?.t === "name" && token.value === word;
  }
  protected takes(op: string): boolean {
    const isThere = this.isOp(op) || this.isWord(op);
    if (isThere) this.at++;
    return isThere;
  }
  protected need(op: string): void {
    if (!this.takes(op)) throw this.unexpected();
  }
  protected unexpected(): AwkError {
    const token = this.tokens[this.at];
    const text = token === undefined ? "end of program" : token.value === "\n" ? "end of line" : String(token.value);
    return new AwkError(`syntax error at or near ${text}`);
  }
  protected skip(): void {
    while (this.isOp(";", "\n")) this.at++;
  }
  protected newlines(): void {
    while (this.isOp("\n")) this.at++;
  }
  protected name(): string {
    const token = this.tokens[this.at++];
    if (token?.t !== "name" || WORDS.has(token.value)) {
      this.at--;
      throw this.unexpected();
    }
    return token.value;
  }

  // ---- Expressions ----
  protected list(end: string): Expr[] {
    const values: Expr[] = [];
    if (this.takes(end)) return values;
    do {
      this.newlines();
      values.push(this.expr());
    } while (this.takes(","));
    this.need(end);
    return values;
  }

  protected expr(): Expr {
    if (++this.depth > MOST_DEEP) throw new AwkError("too deeply nested");
    const value = this.#assigned();
    this.depth--;
    return value;
  }
  #assigned(): Expr {
    const value = this.#choice();
    const token = this.tokens[this.at];
    if (token?.t !== "op" || !/^[-+*/%^]?=$/.test(token.value)) return value;
    if (!isPlace(value)) throw this.unexpected();
    this.at++;
    return { k: "assign", op: token.value.slice(0, -1), to: value, value: this.expr() };
  }
  #choice(): Expr {
    const condition = this.#level(0);
    if (!this.takes("?")) return condition;
    const a = this.expr();
    this.need(":");
    return { k: "choice", condition, a, b: this.expr() };
  }
  #level(level: number): Expr {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let a = this.#level(level + 1);
    for (;;) {
      if (operators[0] === " ") {
        if (!this.#beginsValue()) return a;
        a = { k: "binary", op: " ", a, b: this.#level(level + 1) };
      } else if (operators[0] === "in") {
        if (!this.takes("in")) return a;
        a = { k: "in", index: [a], name: this.name() };
      } else {
        const op = operators.find((one) => this.isOp(one));
        if (op === undefined || (op === ">" && this.isPrinting)) return a;
        this.at++;
        if (op === "&&" || op === "||") this.newlines();
        a = { k: "binary", op, a, b: this.#level(level + 1) };
      }
    }
  }
  /** Two values side by side are one text. */
  #beginsValue(): boolean {
    const token = this.tokens[this.at];
    if (!token) return false;
    if (token.t === "op") return token.value === "$" || token.value === "(";
    return token.t !== "pattern" && (token.t !== "name" || !WORDS.has(token.value));
  }
  #unary(): Expr {
    for (const op of ["!", "-", "+"]) if (this.takes(op)) return { k: "unary", op, of: this.#unary() };
    const base = this.#stepped();
    if (!this.takes("^") && !this.takes("**")) return base;
    return { k: "binary", op: "^", a: base, b: this.#unary() };
  }
  #stepped(): Expr {
    for (const [op, by] of STEPS) {
      if (!this.takes(op)) continue;
      const to = this.#primary();
      if (!isPlace(to)) throw this.unexpected();
      return { k: "step", by, isAfter: false, to };
    }
    const value = this.#primary();
    if (!isPlace(value)) return value;
    for (const [op, by] of STEPS) if (this.takes(op)) return { k: "step", by, isAfter: true, to: value };
    return value;
  }
  #primary(): Expr {
    const token = this.tokens[this.at++];
    if (token?.t === "number" || token?.t === "text" || token?.t === "pattern")
      return { k: token.t, value: token.value } as Expr;
    if (token?.t === "name") return this.#named(token);
    if (token?.value === "$") return this.#field();
    if (token?.value !== "(") {
      this.at--;
      throw this.unexpected();
    }
    return this.#bracketed();
  }
  #field(): Expr {
    for (const [op, by] of STEPS) {
      if (!this.takes(op)) continue;
      const to = this.#primary();
      if (!isPlace(to)) throw this.unexpected();
      return { k: "field", index: { k: "step", by, isAfter: false, to } };
    }
    return { k: "field", index: this.takes("-") ? { k: "unary", op: "-", of: this.#primary() } : this.#primary() };
  }
  #bracketed(): Expr {
    const wasPrinting = this.isPrinting;
    this.isPrinting = false;
    const values = this.list(")");
    this.isPrinting = wasPrinting;
    if (values.length > 1 && this.takes("in")) return { k: "in", index: values, name: this.name() };
    const [value, ...others] = values;
    if (!value || others.length > 0) throw this.unexpected();
    // What stands in brackets is no place: `(x) = 1` and `(x)++` are refused.
    return isPlace(value) ? { k: "unary", op: "()", of: value } : value;
  }
  #named({ value, isCall }: Extract<AwkToken, { t: "name" }>): Expr {
    if (value === "getline") throw new AwkError("getline is not understood here");
    if (CALLS.has(value)) {
      if (this.takes("(")) return { k: "call", name: value, args: this.list(")") };
      if (value === "length") return { k: "call", name: value, args: [] };
      throw this.unexpected();
    }
    if (WORDS.has(value)) {
      this.at--;
      throw this.unexpected();
    }
    if (isCall) throw new AwkError(`function ${value} never defined`);
    return this.takes("[") ? { k: "item", name: value, index: this.list("]") } : { k: "var", name: value };
  }
}

const STEPS: readonly (readonly [string, 1 | -1])[] = [
  ["++", 1],
  ["--", -1],
];

const isPlace = (value: Expr): value is Place => value.k === "var" || value.k === "field" || value.k === "item";

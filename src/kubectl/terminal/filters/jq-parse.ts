// The grammar of jq as far as people type it at a prompt: paths, pipes, commas, comparisons, arithmetic, texts with \(...), lists, objects,
// and functions with arguments.
import type { Json } from "#api/meta";

export type JqExpr =
  | { readonly t: "dot" }
  | { readonly t: "literal"; readonly v: Json }
  /** A text with expressions between its pieces. */
  | { readonly t: "text"; readonly parts: readonly (string | JqExpr)[] }
  | { readonly t: "key"; readonly of: JqExpr; readonly key: JqExpr; readonly isQuiet: boolean }
  | { readonly t: "slice"; readonly of: JqExpr; readonly from?: JqExpr; readonly to?: JqExpr }
  | { readonly t: "each"; readonly of: JqExpr; readonly isQuiet: boolean }
  | { readonly t: "op"; readonly op: string; readonly a: JqExpr; readonly b: JqExpr }
  | { readonly t: "call"; readonly name: string; readonly args: readonly JqExpr[] }
  | { readonly t: "list"; readonly of?: JqExpr }
  | { readonly t: "object"; readonly fields: readonly { readonly key: JqExpr; readonly value: JqExpr }[] };

export class JqSyntaxError extends Error {}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?)|("(?:[^"\\]|\\.)*")|(\.\.|\?\/\/|\/\/|[=!<>]=|[|,.:;()[\]{}+\-*/%<>?])|([A-Za-z_]\w*))/y;

/** Loosest first. */
const LEVELS: readonly (readonly string[])[] = [
  ["|"],
  [","],
  ["//"],
  ["or"],
  ["and"],
  ["==", "!=", "<", "<=", ">", ">="],
  ["+", "-"],
  ["*", "/", "%"],
];
const DEEPEST = 60;
const LONGEST = 4000;

/** Throws JqSyntaxError. */
export const parseJq = (program: string): JqExpr => new Parser(program).whole();

class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(program: string) {
    if (program.length > LONGEST) throw new JqSyntaxError("the program is too long");
    this.#tokens = tokenize(program);
  }

  whole(): JqExpr {
    if (this.#tokens.length === 0) return { t: "dot" };
    const expr = this.#level(0);
    if (this.#at < this.#tokens.length) throw new JqSyntaxError(`syntax error, unexpected ${this.#tokens[this.#at]}`);
    return expr;
  }

  get #next(): string | undefined {
    return this.#tokens[this.#at];
  }
  #takes(token: string): boolean {
    if (this.#next !== token) return false;
    this.#at++;
    return true;
  }
  #take(token: string): void {
    if (!this.#takes(token))
      throw new JqSyntaxError(`syntax error, unexpected ${this.#next ?? "end"}, expecting ${token}`);
  }

  #level(level: number): JqExpr {
    const operators = LEVELS[level];
    if (!operators) return this.#postfix();
    if (++this.#depth > DEEPEST * LEVELS.length) throw new JqSyntaxError("too deeply nested");
    let a = this.#level(level + 1);
    while (this.#next !== undefined && operators.includes(this.#next)) {
      const op = this.#tokens[this.#at++]!;
      a = { t: "op", op, a, b: this.#level(level + 1) };
    }
    this.#depth--;
    return a;
  }

  #postfix(): JqExpr {
    let expr = this.#primary();
    for (;;) {
      if (this.#next === "." && /^["A-Za-z_]/.test(this.#tokens[this.#at + 1] ?? "")) {
        this.#at++;
        expr = { t: "key", of: expr, key: this.#name(), isQuiet: this.#takes("?") };
      } else if (this.#next === "." && this.#tokens[this.#at + 1] === "[") this.#at++;
      else if (this.#takes("[")) expr = this.#bracket(expr);
      else return expr;
    }
  }

  #bracket(of: JqExpr): JqExpr {
    if (this.#takes("]")) return { t: "each", of, isQuiet: this.#takes("?") };
    const from = this.#next === ":" ? undefined : this.#level(0);
    if (!this.#takes(":")) {
      this.#take("]");
      return { t: "key", of, key: from!, isQuiet: this.#takes("?") };
    }
    const to = this.#next === "]" ? undefined : this.#level(0);
    this.#take("]");
    return { t: "slice", of, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  }

  /** A key as it stands behind a dot or in an object. */
  #name(): JqExpr {
    const token = this.#tokens[this.#at++] ?? "";
    return token.startsWith('"') ? readText(token) : { t: "literal", v: token };
  }

  #primary(): JqExpr {
    const token = this.#tokens[this.#at++];
    if (token === undefined) throw new JqSyntaxError("syntax error, unexpected end");
    if (/^\d/.test(token)) return { t: "literal", v: Number(token) };
    if (token.startsWith('"')) return readText(token);
    if (token === "..") return { t: "call", name: "recurse", args: [] };
    if (token === ".") return this.#path();
    if (token === "-") return { t: "op", op: "-", a: { t: "literal", v: 0 }, b: this.#postfix() };
    if (token === "(") {
      const inner = this.#level(0);
      this.#take(")");
      return inner;
    }
    if (token === "[") return this.#list();
    if (token === "{") return this.#object();
    if (/^[A-Za-z_]/.test(token)) return this.#call(token);
    throw new JqSyntaxError(`syntax error, unexpected ${token}`);
  }

  #path(): JqExpr {
    if (!/^["A-Za-z_]/.test(this.#next ?? "") || isWord(this.#next)) return { t: "dot" };
    return { t: "key", of: { t: "dot" }, key: this.#name(), isQuiet: this.#takes("?") };
  }
  #list(): JqExpr {
    if (this.#takes("]")) return { t: "list" };
    const of = this.#level(0);
    this.#take("]");
    return { t: "list", of };
  }
  #object(): JqExpr {
    const fields: { key: JqExpr; value: JqExpr }[] = [];
    while (!this.#takes("}")) {
      if (fields.length > 0) this.#take(",");
      const isComputed = this.#takes("(");
      const key = isComputed ? this.#level(0) : this.#name();
      if (isComputed) this.#take(")");
      // Without a value the field of the same name is meant; a value ends at a comma.
      const value: JqExpr = this.#takes(":") ? this.#level(2) : { t: "key", of: { t: "dot" }, key, isQuiet: false };
      fields.push({ key, value });
    }
    return { t: "object", fields };
  }
  #call(name: string): JqExpr {
    if (name === "null") return { t: "literal", v: null };
    if (name === "true" || name === "false") return { t: "literal", v: name === "true" };
    const args: JqExpr[] = [];
    if (this.#takes("(")) {
      do args.push(this.#level(0));
      while (this.#takes(";"));
      this.#take(")");
    }
    return { t: "call", name, args };
  }
}

/** `. and x`: an operator is no key. */
const isWord = (token: string | undefined): boolean => token === "and" || token === "or";

const tokenize = (program: string): readonly string[] => {
  const tokens: string[] = [];
  for (let at = 0; program.slice(at).trim() !== "";) {
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(program);
    if (!found) throw new JqSyntaxError(`syntax error, unexpected ${program.slice(at).trim().charAt(0)}`);
    tokens.push(found[1] ?? found[2] ?? found[3] ?? found[4] ?? "");
    at = TOKEN.lastIndex;
  }
  return tokens;
};

/** `"a \(.b) c"`; an expression in it has no brackets and texts of its own. */
const readText = (token: string): JqExpr => {
  const parts: (string | JqExpr)[] = [];
  const inner = token.slice(1, -1);
  let from = 0;
  for (const found of inner.matchAll(/\\\(((?:[^()]|\([^()]*\))*)\)/g)) {
    parts.push(unescaped(inner.slice(from, found.index)), parseJq((found[1] ?? "").replaceAll('\\"', '"')));
    from = found.index + found[0].length;
  }
  if (parts.length === 0) return { t: "literal", v: unescaped(inner) };
  return { t: "text", parts: [...parts, unescaped(inner.slice(from))] };
};

const unescaped = (text: string): string => {
  try {
    return JSON.parse(`"${text.replaceAll(/[\n\t]/g, " ")}"`) as string;
  } catch {
    throw new JqSyntaxError(`syntax error, invalid escape in "${text}"`);
  }
};

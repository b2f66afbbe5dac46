// The grammar of jq 1.7 (src/parser.y): paths, pipes, variables, conditions, reductions, functions of one's own, formats and assignments.
import type { JqExpr, Pattern } from "./jq-ast.ts";
import { closingOf, JqSyntaxError, tokenize, unescaped } from "./jq-tokens.ts";

interface Level {
  readonly ops: readonly string[];
  /** The right side is read at the same level again. */
  readonly isRight?: true;
}

/** Loosest first; a pipe stands above all and is read by itself. */
const LEVELS: readonly Level[] = [
  { ops: [","] },
  { ops: ["//"], isRight: true },
  { ops: ["=", "|=", "+=", "-=", "*=", "/=", "%=", "//="] },
  { ops: ["or"] },
  { ops: ["and"] },
  { ops: ["==", "!=", "<", "<=", ">", ">="] },
  { ops: ["+", "-"] },
  { ops: ["*", "/", "%"] },
];
/** What a value in an object may be: no comma. */
const WITHOUT_COMMA = 1;
const DEEPEST = 600;
const LONGEST = 8000;
const WORDS = new Set(["and", "or", "then", "elif", "else", "end", "as", "catch", "def"]);
const DOT: JqExpr = { t: "dot" };

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
    if (this.#tokens.length === 0) return DOT;
    const expr = this.#pipe();
    if (this.#at < this.#tokens.length) this.#fail();
    return expr;
  }

  get #next(): string | undefined {
    return this.#tokens[this.#at];
  }
  #fail(): never {
    const token = this.#next;
    throw new JqSyntaxError(
      `syntax error, unexpected ${token === undefined ? "$end" : `'${token}'`} (Unix shell quoting issues?)`,
    );
  }
  #takes(token: string): boolean {
    if (this.#next !== token) return false;
    this.#at++;
    return true;
  }
  #take(token: string): void {
    if (!this.#takes(token)) this.#fail();
  }
  #word(): string {
    const token = this.#next;
    if (token === undefined || !/^[A-Za-z_]/.test(token)) this.#fail();
    this.#at++;
    return token;
  }

  #pipe(): JqExpr {
    if (++this.#depth > DEEPEST) throw new JqSyntaxError("too deeply nested");
    const expr = this.#next === "def" ? this.#def() : this.#piped();
    this.#depth--;
    return expr;
  }

  #def(): JqExpr {
    this.#take("def");
    const name = this.#word();
    const params: string[] = [];
    if (this.#takes("(")) {
      do params.push(this.#next?.startsWith("$") ? this.#tokens[this.#at++]! : this.#word());
      while (this.#takes(";"));
      this.#take(")");
    }
    this.#take(":");
    const inner = this.#pipe();
    this.#take(";");
    return { t: "def", name, params, inner, body: this.#pipe() };
  }

  #piped(): JqExpr {
    const first = this.#level(0);
    return this.#takes("|") ? { t: "op", op: "|", a: first, b: this.#pipe() } : first;
  }

  #pattern(): Pattern {
    if (this.#takes("[")) {
      const items: Pattern[] = [];
      do items.push(this.#pattern());
      while (this.#takes(","));
      this.#take("]");
      return { t: "list", items };
    }
    if (this.#takes("{")) {
      const fields: { key: JqExpr; value: Pattern }[] = [];
      do {
        const token = this.#tokens[this.#at++] ?? this.#fail();
        const name = token.replace(/^\$/, "");
        const key: JqExpr = token.startsWith('"') ? readText(token, "text") : { t: "literal", v: name };
        fields.push({ key, value: this.#takes(":") ? this.#pattern() : { t: "name", name } });
      } while (this.#takes(","));
      this.#take("}");
      return { t: "object", fields };
    }
    const token = this.#tokens[this.#at++];
    if (!token?.startsWith("$"))
      throw new JqSyntaxError("syntax error, unexpected pattern (Unix shell quoting issues?)");
    return { t: "name", name: token.slice(1) };
  }

  #level(level: number): JqExpr {
    const row = LEVELS[level];
    if (!row) return this.#postfix();
    if (++this.#depth > DEEPEST) throw new JqSyntaxError("too deeply nested");
    let a = this.#level(level + 1);
    while (this.#next !== undefined && row.ops.includes(this.#next)) {
      const op = this.#tokens[this.#at++]!;
      a = { t: "op", op, a, b: this.#level(row.isRight || op.endsWith("=") ? level : level + 1) };
    }
    this.#depth--;
    return a;
  }

  #postfix(): JqExpr {
    let expr = this.#primary();
    for (;;) {
      if (this.#takes("?")) expr = { t: "try", body: expr };
      else if (this.#next === "." && /^["A-Za-z_@$]/.test(this.#tokens[this.#at + 1] ?? "")) {
        this.#at++;
        expr = { t: "key", of: expr, key: this.#name() };
      } else if (this.#next === "." && this.#tokens[this.#at + 1] === "[") this.#at++;
      else if (this.#takes("[")) expr = this.#bracket(expr);
      else if (this.#next === "as") {
        this.#at++;
        const pattern = this.#pattern();
        this.#take("|");
        return { t: "as", of: expr, pattern, body: this.#pipe() };
      } else return expr;
    }
  }

  #bracket(of: JqExpr): JqExpr {
    if (this.#takes("]")) return { t: "each", of };
    const from = this.#next === ":" ? undefined : this.#pipe();
    if (!this.#takes(":")) {
      this.#take("]");
      return { t: "key", of, key: from! };
    }
    const to = this.#next === "]" ? undefined : this.#pipe();
    this.#take("]");
    return { t: "slice", of, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  }

  /** A key as it stands behind a dot or in an object. */
  #name(): JqExpr {
    const token = this.#tokens[this.#at++] ?? "";
    return token.startsWith('"') ? readText(token, "text") : { t: "literal", v: token };
  }

  #primary(): JqExpr {
    const token = this.#tokens[this.#at++];
    if (token === undefined) return this.#fail();
    if (/^\d/.test(token)) return { t: "literal", v: Number(token) };
    if (token.startsWith('"')) return readText(token, "text");
    if (token.startsWith("@")) return this.#format(token.slice(1));
    if (token.startsWith("$")) return { t: "variable", name: token.slice(1) };
    if (token === "..") return { t: "call", name: "recurse", args: [] };
    if (token === ".") return this.#path();
    if (token === "-") return { t: "op", op: "-", a: { t: "literal", v: 0 }, b: this.#postfix() };
    if (token === "(") {
      const inner = this.#pipe();
      this.#take(")");
      return inner;
    }
    if (token === "[") return this.#list();
    if (token === "{") return this.#object();
    if (/^[A-Za-z_]/.test(token) && (!WORDS.has(token) || token === "def")) return this.#named(token);
    this.#at--;
    return this.#fail();
  }

  #format(name: string): JqExpr {
    if (!this.#next?.startsWith('"')) return { t: "format", name };
    return readText(this.#tokens[this.#at++]!, name);
  }

  #path(): JqExpr {
    const next = this.#next ?? "";
    // `. and x`: an operator is no key.
    if (!/^["A-Za-z_]/.test(next) || WORDS.has(next)) return DOT;
    return { t: "key", of: DOT, key: this.#name() };
  }
  #list(): JqExpr {
    if (this.#takes("]")) return { t: "list" };
    const of = this.#pipe();
    this.#take("]");
    return { t: "list", of };
  }
  #object(): JqExpr {
    const fields: { key: JqExpr; value: JqExpr }[] = [];
    while (!this.#takes("}")) {
      if (fields.length > 0) this.#take(",");
      fields.push(this.#field());
    }
    return { t: "object", fields };
  }
  #field(): { key: JqExpr; value: JqExpr } {
    if (this.#next?.startsWith("$")) {
      const name = this.#tokens[this.#at++]!.slice(1);
      return { key: { t: "literal", v: name }, value: { t: "variable", name } };
    }
    const isComputed = this.#takes("(");
    const key = isComputed ? this.#pipe() : this.#next?.startsWith("@") ? this.#primary() : this.#name();
    if (isComputed) this.#take(")");
    // Without a value the field of the same name is meant.
    if (!this.#takes(":")) return { key, value: { t: "key", of: DOT, key } };
    let value = this.#level(WITHOUT_COMMA);
    while (this.#takes("|")) value = { t: "op", op: "|", a: value, b: this.#level(WITHOUT_COMMA) };
    return { key, value };
  }

  #named(name: string): JqExpr {
    switch (name) {
      case "null":
        return { t: "literal", v: null };
      case "true":
      case "false":
        return { t: "literal", v: name === "true" };
      case "if":
        return this.#if();
      case "try": {
        const body = this.#postfix();
        return { t: "try", body, ...(this.#takes("catch") ? { otherwise: this.#postfix() } : {}) };
      }
      case "reduce":
      case "foreach":
        return this.#reduce(name === "foreach");
      case "def":
        this.#at--;
        return this.#def();
      default:
        return { t: "call", name, args: this.#args() };
    }
  }

  #args(): readonly JqExpr[] {
    const args: JqExpr[] = [];
    if (!this.#takes("(")) return args;
    do args.push(this.#pipe());
    while (this.#takes(";"));
    this.#take(")");
    return args;
  }

  #if(): JqExpr {
    const when = this.#pipe();
    this.#take("then");
    const yes = this.#pipe();
    if (this.#takes("elif")) return { t: "if", when, yes, no: this.#if() };
    const no = this.#takes("else") ? this.#pipe() : DOT;
    this.#take("end");
    return { t: "if", when, yes, no };
  }

  #reduce(isEach: boolean): JqExpr {
    const of = this.#reduced();
    this.#take("as");
    const pattern = this.#pattern();
    this.#take("(");
    const from = this.#pipe();
    this.#take(";");
    const step = this.#pipe();
    const shown = this.#takes(";") ? this.#pipe() : undefined;
    this.#take(")");
    return { t: "reduce", of, pattern, from, step, ...(shown ? { shown } : {}), isEach };
  }
  /** What stands before `as`. */
  #reduced(): JqExpr {
    const tokens = this.#tokens;
    let depth = 0;
    let end = this.#at;
    while (end < tokens.length && (depth > 0 || tokens[end] !== "as")) {
      if (/^[([{]$/.test(tokens[end]!)) depth++;
      if (/^[)\]}]$/.test(tokens[end]!)) depth--;
      end++;
    }
    const inner = tokens.slice(this.#at, end).join(" ");
    this.#at = end;
    return parseJq(inner);
  }
}

/** `"a \(.b) c"`; what stands between is written in a format. */
const readText = (token: string, format: string): JqExpr => {
  const parts: (string | JqExpr)[] = [];
  const inner = token.slice(1, -1);
  let from = 0;
  for (let at = inner.indexOf("\\("); at >= 0; at = inner.indexOf("\\(", from)) {
    const end = closingOf(inner, at + 1);
    parts.push(unescaped(inner.slice(from, at)), parseJq(inner.slice(at + 2, end)));
    from = end + 1;
  }
  if (parts.length === 0) return { t: "literal", v: unescaped(inner) };
  return { t: "text", parts: [...parts, unescaped(inner.slice(from))], format };
};

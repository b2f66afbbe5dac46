// Models the grammar of awk (POSIX), without functions of one's own, and output to files and commands.
import type { Expr, Rule, Statement } from "./ast.ts";
import { Expressions, MOST_DEEP } from "./expressions.ts";
import { AwkError, awkTokens } from "./lexer.ts";

export const parseAwk = (source: string): readonly Rule[] => new Parser(awkTokens(source)).rules();

class Parser extends Expressions {
  rules(): readonly Rule[] {
    const rules: Rule[] = [];
    for (this.skip(); this.at < this.tokens.length; this.skip()) rules.push(this.#rule());
    return rules;
  }

  // ---- Statements ----
  #rule(): Rule {
    if (this.isWord("function") || this.isWord("func"))
      throw new AwkError("functions of one's own are not understood here");
    for (const when of ["BEGIN", "END"] as const) if (this.takes(when)) return { when, does: this.#block() };
    if (this.isOp("{")) return { when: "line", does: this.#block() };
    const condition = this.expr();
    const until = this.takes(",") ? this.expr() : undefined;
    const does = this.isOp("{") ? this.#block() : undefined;
    return { when: "line", condition, ...(until ? { until } : {}), ...(does ? { does } : {}) };
  }

  #block(): Statement {
    this.need("{");
    const body: Statement[] = [];
    for (this.skip(); !this.takes("}"); this.skip()) body.push(this.#statement());
    return { k: "block", body };
  }

  #statement(): Statement {
    if (++this.depth > MOST_DEEP) throw new AwkError("too deeply nested");
    const statement = this.#oneStatement();
    this.depth--;
    return statement;
  }
  #oneStatement(): Statement {
    if (this.isOp("{")) return this.#block();
    if (this.takes("if")) return this.#if();
    if (this.takes("while")) {
      this.need("(");
      const condition = this.expr();
      this.need(")");
      return { k: "loop", condition, body: this.#body() };
    }
    if (this.takes("do")) return this.#doWhile();
    if (this.takes("for")) return this.#for();
    const simple = this.#simple();
    if (!this.isOp(";", "\n", "}") && this.at < this.tokens.length) throw this.unexpected();
    return simple;
  }
  /** What a condition stands before; it may be on the next line, or nothing. */
  #body(): Statement {
    this.newlines();
    if (this.takes(";")) return { k: "block", body: [] };
    return this.#statement();
  }
  #if(): Statement {
    this.need("(");
    const condition = this.expr();
    this.need(")");
    const yes = this.#body();
    const before = this.at;
    this.skip();
    if (this.takes("else")) return { k: "if", condition, yes, no: this.#body() };
    this.at = before;
    return { k: "if", condition, yes };
  }
  #doWhile(): Statement {
    const body = this.#body();
    this.skip();
    this.need("while");
    this.need("(");
    const condition = this.expr();
    this.need(")");
    return { k: "loop", condition, body, isLate: true };
  }
  #for(): Statement {
    this.need("(");
    const [name, inWord] = [this.tokens[this.at], this.tokens[this.at + 1]];
    if (name?.t === "name" && inWord?.t === "name" && inWord.value === "in") {
      this.at += 2;
      const array = this.name();
      this.need(")");
      return { k: "each", name: name.value, array, body: this.#body() };
    }
    const first = this.isOp(";") ? undefined : this.#simple();
    this.need(";");
    const condition = this.isOp(";") ? undefined : this.expr();
    this.need(";");
    const after = this.isOp(")") ? undefined : this.#simple();
    this.need(")");
    const loop: Statement = {
      k: "loop",
      ...(condition ? { condition } : {}),
      body: this.#body(),
      ...(after ? { after } : {}),
    };
    return first ? { k: "block", body: [first, loop] } : loop;
  }
  #simple(): Statement {
    if (this.takes("print")) return this.#print(false);
    if (this.takes("printf")) return this.#print(true);
    if (this.takes("delete")) {
      const name = this.name();
      return { k: "delete", name, ...(this.takes("[") ? { index: this.list("]") } : {}) };
    }
    for (const how of ["next", "exit", "break", "continue"] as const) {
      if (!this.takes(how)) continue;
      const hasStatus = how === "exit" && this.at < this.tokens.length && !this.isOp(";", "\n", "}");
      return { k: "leave", how, ...(hasStatus ? { status: this.expr() } : {}) };
    }
    return { k: "expr", value: this.expr() };
  }
  #print(isFormat: boolean): Statement {
    const values: Expr[] = [];
    this.isPrinting = true;
    if (!this.isOp(";", "\n", "}", ">", ">>", "|") && this.at < this.tokens.length) {
      // `print(a, b)` is a list in brackets.
      const before = this.at;
      const isBracketed = this.takes("(");
      this.isPrinting = !isBracketed;
      if (isBracketed) values.push(...this.list(")"));
      this.isPrinting = true;
      if (!isBracketed || !this.#isEnd()) {
        this.at = before;
        values.length = 0;
        do values.push(this.expr());
        while (this.takes(","));
      }
    }
    this.isPrinting = false;
    if (this.isOp(">", ">>", "|")) throw new AwkError("output to files and commands is not understood here");
    if (isFormat && values.length === 0) throw this.unexpected();
    return { k: "print", isFormat, values };
  }
  #isEnd(): boolean {
    return this.at >= this.tokens.length || this.isOp(";", "\n", "}", ">", ">>", "|");
  }
}

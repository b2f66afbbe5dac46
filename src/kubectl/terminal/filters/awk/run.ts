// Runs an awk program over one line after another.
import type { Expr, Place, Rule, Statement } from "./ast.ts";
import { called } from "./calls.ts";
import { AwkError } from "./lexer.ts";
import { AwkStore, SUBSEP } from "./store.ts";
import { type AwkValue, compare, formatted, isTrue, toNumber, toText } from "./values.ts";

/** How a statement was left. */
type Leave = "next" | "exit" | "break" | "continue" | undefined;

const MOST_STEPS = 100_000;
const LONGEST = 1_000_000;

export class AwkRun extends AwkStore {
  #steps = 0;
  printed = "";
  exit: number | undefined;

  /** The rules for before the first line, or behind the last. */
  aside(rules: readonly Rule[], when: "BEGIN" | "END"): void {
    for (const rule of rules) if (rule.when === when && rule.does && this.#do(rule.does) === "exit") return;
  }
  read(rules: readonly Rule[], line: string): void {
    this.next(line);
    for (const [i, rule] of rules.entries()) {
      if (rule.when !== "line" || !this.#isChosen(rule, i)) continue;
      const left = rule.does ? this.#do(rule.does) : this.#print([]);
      if (left === "next" || left === "exit") return;
    }
  }
  #isChosen({ condition, until }: Rule, index: number): boolean {
    if (!condition) return true;
    if (!this.open.has(index) && !isTrue(this.value(condition))) return false;
    if (!until) return true;
    if (isTrue(this.value(until))) this.open.delete(index);
    else this.open.add(index);
    return true;
  }

  // ---- Statements ----
  #step(): void {
    if (++this.#steps > MOST_STEPS) throw new AwkError(`stopped: more than ${MOST_STEPS} steps for one line`);
  }
  #do(statement: Statement): Leave {
    this.#step();
    switch (statement.k) {
      case "block":
        return this.#block(statement.body);
      case "expr":
        this.value(statement.value);
        return undefined;
      case "print":
        return this.#printed(statement);
      case "if": {
        const chosen = isTrue(this.value(statement.condition)) ? statement.yes : statement.no;
        return chosen ? this.#do(chosen) : undefined;
      }
      case "loop":
        return this.#loop(statement);
      case "each":
        return this.#each(statement);
      case "delete":
        this.delete(statement.name, statement.index && this.#key(statement.index));
        return undefined;
      case "leave":
        return this.#leave(statement);
    }
  }
  #block(body: readonly Statement[]): Leave {
    for (const one of body) {
      const left = this.#do(one);
      if (left !== undefined) return left;
    }
    return undefined;
  }
  #leave({ how, status }: Extract<Statement, { k: "leave" }>): Leave {
    if (how === "exit") this.exit = status ? toNumber(this.value(status)) : (this.exit ?? 0);
    return how;
  }
  #loop({ condition, body, after, isLate }: Extract<Statement, { k: "loop" }>): Leave {
    const isAsked = (): boolean => !condition || isTrue(this.value(condition));
    for (let isFirst = isLate === true; isFirst || isAsked(); isFirst = false) {
      const left = this.#do(body);
      if (left === "break") return undefined;
      if (left !== undefined && left !== "continue") return left;
      if (after) this.#do(after);
    }
    return undefined;
  }
  #each({ name, array, body }: Extract<Statement, { k: "each" }>): Leave {
    for (const key of Array.from(this.array(array).keys())) {
      this.setVariable(name, { s: key });
      const left = this.#do(body);
      if (left === "break") return undefined;
      if (left !== undefined && left !== "continue") return left;
    }
    return undefined;
  }
  #printed({ values, isFormat }: Extract<Statement, { k: "print" }>): undefined {
    const found = values.map((value) => this.value(value));
    return isFormat ? this.#put(formatted(toText(found[0]), found.slice(1))) : this.#print(found);
  }
  #print(values: readonly AwkValue[]): undefined {
    const text = values.length === 0 ? this.line : values.map(toText).join(this.setting("OFS", " "));
    return this.#put(text + this.setting("ORS", "\n"));
  }
  #put(text: string): undefined {
    this.printed += text;
    if (this.printed.length > LONGEST) throw new AwkError("output too long");
    return undefined;
  }

  // ---- Values ----
  #key(index: readonly Expr[]): string {
    return index.map((one) => toText(this.value(one))).join(SUBSEP);
  }
  #read(place: Place): AwkValue {
    if (place.k === "var") return this.variable(place.name);
    if (place.k === "field") return this.field(toNumber(this.value(place.index)));
    return this.item(place.name, this.#key(place.index));
  }
  set(place: Place, value: AwkValue): AwkValue {
    if (typeof value !== "number" && toText(value).length > LONGEST) throw new AwkError("a text is too long");
    if (place.k === "field") this.setField(toNumber(this.value(place.index)), toText(value));
    else if (place.k === "item") this.setItem(place.name, this.#key(place.index), value);
    else this.setVariable(place.name, value);
    return value;
  }
  /** The pattern of an argument: what stands between slashes, or any text. */
  patternOf(expr: Expr | undefined, flags = ""): RegExp {
    if (expr?.k === "pattern") return this.pattern(expr.value, flags);
    return this.pattern(expr ? toText(this.value(expr)) : "", flags);
  }

  value(expr: Expr): AwkValue {
    this.#step();
    switch (expr.k) {
      case "number":
      case "text":
        return expr.value;
      case "pattern":
        return Number(this.pattern(expr.value).test(this.line));
      case "unary":
        return unary(expr.op, this.value(expr.of));
      case "binary":
        return this.#binary(expr);
      case "choice":
        return this.value(isTrue(this.value(expr.condition)) ? expr.a : expr.b);
      case "assign":
        return this.#assign(expr);
      case "step": {
        const before = toNumber(this.#read(expr.to));
        this.set(expr.to, before + expr.by);
        return expr.isAfter ? before : before + expr.by;
      }
      case "in":
        return Number(this.array(expr.name).has(this.#key(expr.index)));
      case "call":
        return called(this, expr.name, expr.args);
      case "var":
      case "field":
      case "item":
        return this.#read(expr);
    }
  }
  #assign({ op, to, value }: Extract<Expr, { k: "assign" }>): AwkValue {
    const given = this.value(value);
    return this.set(to, op === "" ? given : counted(op, toNumber(this.#read(to)), toNumber(given)));
  }
  #binary({ op, a, b }: Extract<Expr, { k: "binary" }>): AwkValue {
    if (op === "&&") return Number(isTrue(this.value(a)) && isTrue(this.value(b)));
    if (op === "||") return Number(isTrue(this.value(a)) || isTrue(this.value(b)));
    if (op === "~" || op === "!~") {
      const text = toText(this.value(a));
      return Number(this.patternOf(b).test(text) === (op === "~"));
    }
    const [x, y] = [this.value(a), this.value(b)];
    if (op === " ") return toText(x) + toText(y);
    const isThere = COMPARISONS.get(op);
    return isThere ? Number(isThere(compare(x, y))) : counted(op, toNumber(x), toNumber(y));
  }
}

const unary = (op: string, value: AwkValue): AwkValue => {
  if (op === "!") return Number(!isTrue(value));
  if (op === "()") return value;
  return op === "-" ? -toNumber(value) : toNumber(value);
};

const COMPARISONS: ReadonlyMap<string, (order: number) => boolean> = new Map([
  ["<", (order) => order < 0],
  ["<=", (order) => order <= 0],
  ["==", (order) => order === 0],
  ["!=", (order) => order !== 0],
  [">", (order) => order > 0],
  [">=", (order) => order >= 0],
]);

const counted = (op: string, a: number, b: number): number => {
  if ((op === "/" || op === "%") && b === 0) throw new AwkError("division by zero");
  switch (op) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "%":
      return a % b;
    default:
      return a ** b;
  }
};

// Models arithmetic of a shell, `$((i + 1))` and `((i++))`: whole numbers, variables, and what C does with them, without bits.

interface Variables {
  readonly read: (name: string) => string;
  /** Absent: nothing may be set. */
  readonly set?: (name: string, value: string) => void;
}

const TOKEN =
  /0[xX][0-9a-fA-F]+|\d+|\$\{?\w+\}?|[A-Za-z_]\w*|\*\*|\+\+|--|[-+*/%<>=!]=|&&|\|\||[-+*/%()<>!?:=,]|[^\s]/g;

/** The value; or what bash has against it. */
export const evaluateSum = (
  source: string,
  variables: Variables,
): { readonly value: number } | { readonly error: string } => {
  const tokens = (source.match(TOKEN) ?? []).map((token) => token.replace(/^\$\{?([A-Za-z_]\w*)\}?$/, "$1"));
  try {
    return { value: new Sum(tokens, variables).whole() };
  } catch (error) {
    if (error instanceof SumError) return { error: `${source}: ${error.message}` };
    throw error;
  }
};

class SumError extends Error {}

type Apply = (a: number, b: number) => number;

/** From what binds loosest to what binds tightest. */
const LEVELS: readonly ReadonlyMap<string, Apply>[] = [
  new Map<string, Apply>([["||", (a, b) => Number(a !== 0 || b !== 0)]]),
  new Map<string, Apply>([["&&", (a, b) => Number(a !== 0 && b !== 0)]]),
  new Map<string, Apply>([
    ["==", (a, b) => Number(a === b)],
    ["!=", (a, b) => Number(a !== b)],
  ]),
  new Map<string, Apply>([
    ["<", (a, b) => Number(a < b)],
    [">", (a, b) => Number(a > b)],
    ["<=", (a, b) => Number(a <= b)],
    [">=", (a, b) => Number(a >= b)],
  ]),
  new Map<string, Apply>([
    ["+", (a, b) => a + b],
    ["-", (a, b) => a - b],
  ]),
  new Map<string, Apply>([
    ["*", (a, b) => a * b],
    ["/", (a, b) => Math.trunc(a / notZero(b))],
    ["%", (a, b) => a % notZero(b)],
  ]),
];

const notZero = (divisor: number): number => {
  if (divisor === 0) throw new SumError("division by 0");
  return divisor;
};

const DEEPEST = 50;
const NAME = /^[A-Za-z_]/;

class Sum {
  readonly #tokens: readonly string[];
  readonly #variables: Variables;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[], variables: Variables) {
    this.#tokens = tokens;
    this.#variables = variables;
  }

  whole(): number {
    if (this.#tokens.length === 0) return 0;
    let value = this.#expression();
    while (this.#takes(",")) value = this.#expression();
    if (this.#at < this.#tokens.length) throw new SumError("syntax error in expression");
    return value;
  }

  #takes(token: string): boolean {
    const isThere = this.#tokens[this.#at] === token;
    if (isThere) this.#at++;
    return isThere;
  }
  #read(name: string): number {
    return Number.parseInt(this.#variables.read(name), 10) || 0;
  }
  #set(name: string, value: number): number {
    if (!this.#variables.set) throw new SumError("attempted assignment to non-variable");
    this.#variables.set(name, String(value));
    return value;
  }

  #expression(): number {
    const [name = "", op = ""] = this.#tokens.slice(this.#at, this.#at + 2);
    if (NAME.test(name) && /^[-+*/%]?=$/.test(op)) {
      this.#at += 2;
      const value = this.#expression();
      const apply = LEVELS.map((level) => level.get(op.slice(0, -1))).find((found) => found !== undefined);
      return this.#set(name, apply ? apply(this.#read(name), value) : value);
    }
    const condition = this.#level(0);
    if (!this.#takes("?")) return condition;
    const yes = this.#expression();
    if (!this.#takes(":")) throw new SumError("`:' expected for conditional expression");
    const no = this.#expression();
    return condition === 0 ? no : yes;
  }

  #level(level: number): number {
    const operators = LEVELS[level];
    if (!operators) return this.#power();
    let value = this.#level(level + 1);
    for (;;) {
      const apply = operators.get(this.#tokens[this.#at] ?? "");
      if (!apply) return value;
      this.#at++;
      value = apply(value, this.#level(level + 1));
    }
  }
  #power(): number {
    const base = this.#one();
    return this.#takes("**") ? base ** this.#power() : base;
  }

  #one(): number {
    const token = this.#tokens[this.#at++];
    if (token === undefined || ++this.#depth > DEEPEST) throw new SumError("syntax error: operand expected");
    const value = this.#valueOf(token);
    this.#depth--;
    return value;
  }

  #valueOf(token: string): number {
    if (/^\d/.test(token)) return Number(token);
    if (NAME.test(token)) return this.#variable(token);
    if (/^\$\{?\d/.test(token)) return this.#read(token.replaceAll(/[^\d]/g, ""));
    if (token === "++" || token === "--") {
      const name = this.#tokens[this.#at++] ?? "";
      if (!NAME.test(name)) throw new SumError("syntax error: operand expected");
      return this.#set(name, this.#read(name) + (token === "++" ? 1 : -1));
    }
    if (token === "-") return -this.#one();
    if (token === "+") return this.#one();
    if (token === "!") return this.#one() === 0 ? 1 : 0;
    if (token !== "(") throw new SumError(`syntax error: operand expected (error token is "${token}")`);
    const value = this.#expression();
    if (!this.#takes(")")) throw new SumError("missing `)'");
    return value;
  }
  #variable(name: string): number {
    const value = this.#read(name);
    if (this.#takes("++")) this.#set(name, value + 1);
    else if (this.#takes("--")) this.#set(name, value - 1);
    return value;
  }
}

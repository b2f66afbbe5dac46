// Models arithmetic of a shell, `$((i + 1))`, as far as loops need it: whole numbers, variables, + - * / %, comparisons and brackets.

/** The value; or what bash has against it. */
export const evaluateSum = (
  source: string,
  variable: (name: string) => string,
): { readonly value: number } | { readonly error: string } => {
  const tokens = source.match(/\d+|[A-Za-z_]\w*|[<>=!]=|&&|\|\||[-+*/%()<>!]|\$(?=[A-Za-z_])|[^\s]/g) ?? [];
  try {
    const sum = new Sum(
      tokens.filter((token) => token !== "$"),
      variable,
    );
    return { value: sum.whole() };
  } catch (error) {
    if (error instanceof SumError) return { error: `${source}: ${error.message}` };
    throw error;
  }
};

class SumError extends Error {}

/** From what binds loosest to what binds tightest. */
const LEVELS: readonly ReadonlyMap<string, (a: number, b: number) => number>[] = [
  new Map([["||", (a, b) => (a !== 0 || b !== 0 ? 1 : 0)]]),
  new Map([["&&", (a, b) => (a !== 0 && b !== 0 ? 1 : 0)]]),
  new Map([
    ["==", (a, b) => (a === b ? 1 : 0)],
    ["!=", (a, b) => (a === b ? 0 : 1)],
  ]),
  new Map([
    ["<", (a, b) => (a < b ? 1 : 0)],
    [">", (a, b) => (a > b ? 1 : 0)],
    ["<=", (a, b) => (a <= b ? 1 : 0)],
    [">=", (a, b) => (a >= b ? 1 : 0)],
  ]),
  new Map([
    ["+", (a, b) => a + b],
    ["-", (a, b) => a - b],
  ]),
  new Map([
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

class Sum {
  readonly #tokens: readonly string[];
  readonly #variable: (name: string) => string;
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly string[], variable: (name: string) => string) {
    this.#tokens = tokens;
    this.#variable = variable;
  }

  whole(): number {
    if (this.#tokens.length === 0) return 0;
    const value = this.#level(0);
    if (this.#at < this.#tokens.length) throw new SumError("syntax error in expression");
    return value;
  }

  #level(level: number): number {
    const operators = LEVELS[level];
    if (!operators) return this.#one();
    let value = this.#level(level + 1);
    for (;;) {
      const apply = operators.get(this.#tokens[this.#at] ?? "");
      if (!apply) return value;
      this.#at++;
      value = apply(value, this.#level(level + 1));
    }
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
    if (/^[A-Za-z_]/.test(token)) return Number.parseInt(this.#variable(token), 10) || 0;
    if (token === "-") return -this.#one();
    if (token === "+") return this.#one();
    if (token === "!") return this.#one() === 0 ? 1 : 0;
    if (token !== "(") throw new SumError(`syntax error: operand expected (error token is "${token}")`);
    const value = this.#level(0);
    if (this.#tokens[this.#at++] !== ")") throw new SumError("missing `)'");
    return value;
  }
}

// What a program of jq gives for a value: any number of values, each with where it came from if it is to be changed.
import type { Json } from "#api/meta";
import { formatted } from "./jq-formats.ts";
import type { JqExpr, Pattern } from "./jq-ast.ts";
import { changedAt, type Change, type JqPath } from "./jq-change.ts";
import { eachOf, type Found, inside, MOST_VALUES, PATHS } from "./jq-paths.ts";
import { compare, isTrue, JqError, keyOf, OPERATORS, type Values } from "./jq-values.ts";

/** No more steps are done. */
const MOST_STEPS = 2_000_000;
/** Nor one within another deeper than this: the browser's own stack ends somewhere behind it, in each browser elsewhere. */
const DEEPEST = 1000;

interface Closure {
  readonly params: readonly string[];
  readonly body: JqExpr;
  readonly env: Env;
}

export interface Env {
  readonly variables: ReadonlyMap<string, Json>;
  readonly functions: ReadonlyMap<string, Closure>;
}

/** A function that is built in, by name and number of arguments. */
export type Builtin = (runner: Runner, input: Json, args: readonly Argument[]) => Values;

/** An argument: what it gives for a value. */
export type Argument = (input: Json) => Values;

type Expr<T extends JqExpr["t"]> = Extract<JqExpr, { t: T }>;

type Larger = Expr<"slice" | "each" | "as" | "if" | "reduce" | "def" | "call" | "list" | "object">;
const LARGER: ReadonlySet<string> = new Set(["slice", "each", "as", "if", "reduce", "def", "call", "list", "object"]);
const isLarger = (expr: JqExpr): expr is Larger => LARGER.has(expr.t);

export class Runner {
  readonly #builtins: ReadonlyMap<string, Builtin>;
  #steps = 0;
  #depth = 0;

  constructor(builtins: ReadonlyMap<string, Builtin>) {
    this.#builtins = builtins;
  }

  run(expr: JqExpr, input: Json, env: Env): Values {
    return this.#found(expr, { value: input, path: [] }, env).map(({ value }) => value);
  }

  /** The places that an expression names, with what is there. */
  paths(expr: JqExpr, input: Json, env: Env): readonly (readonly [path: JqPath, value: Json])[] {
    return this.#found(expr, { value: input, path: [] }, env).map(({ value, path }) => {
      if (!path) throw new JqError(`Invalid path expression with result ${JSON.stringify(value).slice(0, 30)}`);
      return [path, value] as const;
    });
  }

  #found(expr: JqExpr, at: Found, env: Env): readonly Found[] {
    if (++this.#steps > MOST_STEPS) throw new JqError("the program does too much");
    if (++this.#depth > DEEPEST) throw new JqError("the program calls itself too deeply");
    const found = this.#evaluate(expr, at, env);
    this.#depth--;
    if (found.length > MOST_VALUES) throw new JqError(`more than ${MOST_VALUES} values`);
    return found;
  }

  #values(expr: JqExpr, at: Found, env: Env): Values {
    return this.#found(expr, at, env).map(({ value }) => value);
  }

  #evaluate(expr: JqExpr, at: Found, env: Env): readonly Found[] {
    if (isLarger(expr)) return this.#evaluateLarger(expr, at, env);
    switch (expr.t) {
      case "dot":
        return [at];
      case "literal":
        return [{ value: expr.v }];
      case "format":
        return [{ value: formatted(expr.name, at.value) }];
      case "variable":
        return [{ value: variableOf(expr.name, env) }];
      case "text":
        return this.#text(expr, at, env);
      case "key":
        return this.#key(expr, at, env);
      case "try":
        return this.#try(expr, at, env);
      case "op":
        return this.#operate(expr, at, env);
    }
  }

  #evaluateLarger(expr: Larger, at: Found, env: Env): readonly Found[] {
    switch (expr.t) {
      case "slice":
        return this.#slice(expr, at, env);
      case "each":
        return this.#found(expr.of, at, env).flatMap(eachOf);
      case "as":
        return this.#values(expr.of, at, env).flatMap((value) =>
          this.#found(expr.body, at, this.#bound(expr.pattern, value, env)),
        );
      case "if":
        return this.#values(expr.when, at, env).flatMap((yes) =>
          this.#found(isTrue(yes) ? expr.yes : expr.no, at, env),
        );
      case "reduce":
        return this.#reduce(expr, at, env);
      case "def":
        return this.#found(expr.body, at, withFunction(env, expr));
      case "call":
        return this.#call(expr, at, env);
      case "list":
        return [{ value: expr.of ? [...this.#values(expr.of, at, env)] : [] }];
      case "object":
        return this.#object(expr, at, env);
    }
  }

  #text({ parts, format }: Expr<"text">, at: Found, env: Env): readonly Found[] {
    let texts = [""];
    for (const part of parts) {
      const pieces = typeof part === "string" ? [part] : this.#values(part, at, env).map((v) => formatted(format, v));
      texts = pieces.flatMap((piece) => texts.map((text) => text + piece));
    }
    return texts.map((value) => ({ value }));
  }

  #key({ of, key }: Expr<"key">, at: Found, env: Env): readonly Found[] {
    const keys = this.#values(key, at, env);
    return this.#found(of, at, env).flatMap((one) => keys.map((k) => inside(one, k, keyOf(one.value, k))));
  }

  #slice({ of, from, to }: Expr<"slice">, at: Found, env: Env): readonly Found[] {
    const bound = (expr: JqExpr | undefined): number | undefined => {
      const value = expr && this.#values(expr, at, env)[0];
      return typeof value === "number" ? value : undefined;
    };
    const key = { start: bound(from) ?? null, end: bound(to) ?? null };
    return this.#found(of, at, env).map((one) => inside(one, key, keyOf(one.value, key)));
  }

  #try({ body, otherwise }: Expr<"try">, at: Found, env: Env): readonly Found[] {
    const depth = this.#depth;
    try {
      return this.#found(body, at, env);
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
      this.#depth = depth;
      return otherwise ? this.#found(otherwise, { value: error.value }, env) : [];
    }
  }

  #operate({ op, a, b }: Expr<"op">, at: Found, env: Env): readonly Found[] {
    switch (op) {
      case "|":
        return this.#found(a, at, env).flatMap((one) => this.#found(b, one, env));
      case ",":
        return [...this.#found(a, at, env), ...this.#found(b, at, env)];
      case "//": {
        const found = this.#try({ t: "try", body: a }, at, env).filter(({ value }) => isTrue(value));
        return found.length > 0 ? found : this.#found(b, at, env);
      }
      case "and":
        return this.#both(a, b, { at, env, stops: false });
      case "or":
        return this.#both(a, b, { at, env, stops: true });
    }
    if (op.endsWith("=") && !OPERATORS.has(op)) return this.#assign({ op, a, b }, at, env);
    return this.#values(b, at, env).flatMap((right) =>
      this.#values(a, at, env).map((left) => ({ value: OPERATORS.get(op)!(left, right) })),
    );
  }

  #both(a: JqExpr, b: JqExpr, { at, env, stops }: { at: Found; env: Env; stops: boolean }): readonly Found[] {
    return this.#values(a, at, env).flatMap((left) =>
      isTrue(left) === stops ? [{ value: stops }] : this.#values(b, at, env).map((right) => ({ value: isTrue(right) })),
    );
  }

  #assign({ op, a, b }: Omit<Expr<"op">, "t">, at: Found, env: Env): readonly Found[] {
    const places = this.paths(a, at.value, env).map(([path]) => path);
    if (op === "|=") {
      const change: Change = (value) => this.run(b, value, env)[0];
      return [{ value: changedAt(at.value, places, change) }];
    }
    const sign = op.slice(0, -1);
    return this.#values(b, at, env).map((given) => {
      const change: Change = (value) => {
        if (sign === "") return given;
        return sign === "//" ? (isTrue(value) ? value : given) : OPERATORS.get(sign)!(value, given);
      };
      return { value: changedAt(at.value, places, change) };
    });
  }

  #bound(pattern: Pattern, value: Json, env: Env): Env {
    if (pattern.t === "name") return { ...env, variables: new Map([...env.variables, [pattern.name, value]]) };
    if (pattern.t === "list") {
      return pattern.items.reduce((inner, item, index) => this.#bound(item, keyOf(value, index), inner), env);
    }
    return pattern.fields.reduce((inner, { key, value: item }) => {
      const name = this.run(key, value, inner)[0] ?? null;
      return this.#bound(item, keyOf(value, name), inner);
    }, env);
  }

  #reduce({ of, pattern, from, step, shown: show, isEach }: Expr<"reduce">, at: Found, env: Env): readonly Found[] {
    const items = this.#values(of, at, env);
    return this.#values(from, at, env).flatMap((start) => {
      let state: Json = start;
      const out: Json[] = [];
      for (const item of items) {
        const inner = this.#bound(pattern, item, env);
        const next = this.run(step, state, inner);
        state = next.at(-1) ?? null;
        if (isEach) out.push(...(show ? this.run(show, state, inner) : [state]));
      }
      return (isEach ? out : [state]).map((value) => ({ value }));
    });
  }

  #object({ fields }: Expr<"object">, at: Found, env: Env): readonly Found[] {
    let objects: readonly { readonly [key: string]: Json }[] = [{}];
    for (const field of fields) {
      const pairs = this.#values(field.key, at, env).flatMap((key) => {
        if (typeof key !== "string") throw new JqError(`Object keys must be strings`);
        return this.#values(field.value, at, env).map((value) => [key, value] as const);
      });
      objects = pairs.flatMap(([key, value]) => objects.map((object) => ({ ...object, [key]: value })));
    }
    return objects.map((value) => ({ value }));
  }

  #call({ name, args }: Expr<"call">, at: Found, env: Env): readonly Found[] {
    const own = env.functions.get(`${name}/${args.length}`);
    if (own) return this.#found(own.body, at, this.#entered(own, args, { at, env }));
    const path = PATHS.get(`${name}/${args.length}`);
    if (path) return path((expr, one) => this.#found(expr, one, env), at, args);
    const builtin = this.#builtins.get(`${name}/${args.length}`);
    if (!builtin) throw new JqError(`${name}/${args.length} is not defined`);
    const given = args.map((arg) => (input: Json) => this.run(arg, input, env));
    if (name === "path" || name === "del") {
      return this.#places(name, args[0]!, at, env);
    }
    return builtin(this, at.value, given).map((value) => ({ value }));
  }

  /** What asks for places, not for values. */
  #places(name: "path" | "del", arg: JqExpr, at: Found, env: Env): readonly Found[] {
    const places = this.paths(arg, at.value, env).map(([path]) => path);
    if (name === "path") return places.map((value) => ({ value }));
    return [
      {
        value: changedAt(
          at.value,
          places.toSorted((a, b) => compare(b, a)),
          () => undefined,
        ),
      },
    ];
  }

  #entered(own: Closure, args: readonly JqExpr[], { at, env }: { at: Found; env: Env }): Env {
    const functions = new Map(own.env.functions);
    let { variables } = own.env;
    for (const [index, param] of own.params.entries()) {
      const arg = args[index]!;
      if (param.startsWith("$"))
        variables = new Map([...variables, [param.slice(1), this.#values(arg, at, env)[0] ?? null]]);
      functions.set(`${param.replace("$", "")}/0`, { params: [], body: arg, env });
    }
    return { variables, functions };
  }
}

const variableOf = (name: string, { variables }: Env): Json => {
  const value = variables.get(name);
  if (value === undefined) throw new JqError(`$${name} is not defined`);
  return value;
};

/** It knows itself. */
const withFunction = (env: Env, { name, params, inner }: Expr<"def">): Env => {
  const functions = new Map(env.functions);
  const known: { -readonly [key in keyof Env]: Env[key] } = { variables: env.variables, functions };
  functions.set(`${name}/${params.length}`, { params, body: inner, env: known });
  return known;
};

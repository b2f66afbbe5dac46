// Models cli-runtime/pkg/printers/template.go (v1.36): evaluates -o go-template over JSON.
import { isJsonObject, own } from "#api/json";
import type { Json } from "#api/meta";
import { compareStrings } from "#api/compare";
import { goValue } from "../go/format.ts";

import {
  type Expr,
  GoTemplateError,
  parseGoTemplate,
  type Pipeline,
  type Place,
  type TemplateNode,
} from "./go-template-parse.ts";
import {
  FUNCTIONS,
  isTruthy,
  type TemplateFunctions,
  typeOf,
  type Value,
  wrongCount,
} from "./go-template-functions.ts";

/** `$x = ...` in a block changes the variable of the block around it; `$x := ...` makes one of its own. */
interface Variable {
  value: Value;
}

interface Scope {
  readonly dot: Value;
  readonly variables: Map<string, Variable>;
}

const put = ({ variables }: Scope, name: string, value: Value, { isAssignment }: Pipeline): void => {
  const known = isAssignment ? variables.get(name) : undefined;
  if (known) known.value = value;
  else variables.set(name, { value });
};

const printed = (value: Value): string => (value === undefined || value === null ? "<no value>" : goValue(value));

class Evaluation {
  readonly #template: string;
  readonly #allowMissingKeys: boolean;
  readonly #more: TemplateFunctions;
  constructor(template: string, { allowMissingKeys, functions = {} }: TemplateOptions) {
    this.#template = template;
    this.#allowMissingKeys = allowMissingKeys;
    this.#more = functions;
  }

  /** An error takes along what was printed before it. */
  nodes(nodes: readonly TemplateNode[], scope: Scope): string {
    let out = "";
    for (const node of nodes) {
      try {
        out += this.#node(node, scope);
      } catch (error) {
        throw error instanceof GoTemplateError ? error.after(out) : error;
      }
    }
    return out;
  }

  /** text/template/exec.go errorf: where it was, and at what. */
  #failed({ at, text }: Place, why: string): never {
    const before = this.#template.slice(0, at);
    const line = before.split("\n").length;
    const column = at - (before.lastIndexOf("\n") + 1);
    throw new GoTemplateError(`template: output:${line}:${column}: executing "output" at <${text}>: ${why}`);
  }

  #node(node: TemplateNode, scope: Scope): string {
    switch (node.type) {
      case "text":
        return node.text;
      case "action": {
        const value = this.#pipeline(node.pipeline, scope);
        return node.pipeline.variables.length > 0 ? "" : printed(value);
      }
      case "range":
        return this.#range(node, scope);
      case "if":
      case "with": {
        const inner: Scope = { dot: scope.dot, variables: new Map(scope.variables) };
        const value = this.#pipeline(node.pipeline, inner);
        if (!isTruthy(value)) return this.nodes(node.otherwise, inner);
        return this.nodes(node.body, node.type === "with" ? { ...inner, dot: value } : inner);
      }
    }
  }

  #range(node: Extract<TemplateNode, { readonly body: unknown }>, scope: Scope): string {
    const value = this.#expr(node.pipeline.value, scope);
    const entries =
      this.#entries(value) ?? this.#failed(placeOf(node.pipeline.value), `range can't iterate over ${goValue(value)}`);
    if (entries.length === 0) return this.nodes(node.otherwise, scope);
    const [first, second] = node.pipeline.variables.map((name) => name.slice(1));
    return entries
      .map(([key, item]) => {
        const inner: Scope = { dot: item, variables: new Map(scope.variables) };
        if (first !== undefined) put(inner, first, second === undefined ? item : key, node.pipeline);
        if (second !== undefined) put(inner, second, item, node.pipeline);
        return this.nodes(node.body, inner);
      })
      .join("");
  }

  #entries(value: Value): (readonly [Value, Value])[] | undefined {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return (value as readonly Json[]).map((item, at) => [at, item] as const);
    if (typeof value === "number") return Array.from({ length: value }, (_, at) => [at, at] as const);
    if (isJsonObject(value)) {
      return Object.keys(value)
        .toSorted(compareStrings)
        .map((key) => [key, value[key]] as const);
    }
    return undefined;
  }

  #pipeline(pipeline: Pipeline, scope: Scope): Value {
    const value = this.#expr(pipeline.value, scope);
    for (const name of pipeline.variables) put(scope, name.slice(1), value, pipeline);
    return value;
  }

  #expr(expr: Expr, scope: Scope): Value {
    switch (expr.type) {
      case "literal":
        return expr.value;
      case "field":
        return this.#path(expr.of ? this.#expr(expr.of, scope) : scope.dot, expr.names, placeOf(expr));
      case "variable":
        return this.#path(scope.variables.get(expr.name)?.value, expr.names, placeOf(expr));
      case "call":
        return this.#call(expr, scope);
      case "pipe":
        return expr.stages.slice(1).reduce<Value>(
          (value, stage) => {
            if (stage.type !== "call") throw new GoTemplateError("non executable command in pipeline");
            return this.#call(stage, scope, { value });
          },
          expr.stages[0] ? this.#expr(expr.stages[0], scope) : undefined,
        );
    }
  }

  #call({ name, args, place }: Call, scope: Scope, piped?: { readonly value: Value }): Value {
    const known = own(this.#more, name) ?? own(FUNCTIONS, name);
    if (!known) {
      // Go knows these two.
      const why = name === "call" || name === "js" ? "is not simulated" : "not defined";
      throw new GoTemplateError(`template: output:1: function ${JSON.stringify(name)} ${why}`, true);
    }
    const wrong = wrongCount(name, args.length + (piped ? 1 : 0));
    if (wrong !== undefined) this.#failed(place, wrong);
    if (name === "and" || name === "or") return this.#decided(name === "or", args, scope, piped);
    const values = args.map((arg) => this.#expr(arg, scope));
    const types = values.map((value, at) => typeOf(value, isInteger(args[at])));
    if (piped) {
      values.push(piped.value);
      types.push(typeOf(piped.value, false));
    }
    try {
      return known(values, types);
    } catch (error) {
      if (!(error instanceof GoTemplateError)) throw error;
      return this.#failed(place, `error calling ${name}: ${error.message}`);
    }
  }

  /** The first argument that decides; none behind it is looked at. */
  #decided(by: boolean, args: readonly Expr[], scope: Scope, piped?: { readonly value: Value }): Value {
    let value: Value;
    for (const arg of args) {
      value = this.#expr(arg, scope);
      if (isTruthy(value) === by) return value;
    }
    return piped ? piped.value : value;
  }

  #path(root: Value, names: readonly string[], place: Place): Value {
    let value = root;
    for (const name of names) {
      if (value === undefined || value === null) return undefined;
      if (!isJsonObject(value)) this.#failed(place, `can't evaluate field ${name} in type interface {}`);
      else value = own(value, name);
      if (value === undefined && !this.#allowMissingKeys) {
        this.#failed(place, `map has no entry for key ${JSON.stringify(name)}`);
      }
    }
    return value;
  }
}

type Call = Extract<Expr, { readonly type: "call" }>;

/** What a function makes counts as an integer too: len, and little else. */
const isInteger = (expr: Expr | undefined): boolean =>
  expr?.type === "literal" || (expr?.type === "call" && expr.name === "len");

const NOWHERE: Place = { at: 0, text: "" };

/** Of several names one after another, Go tells where the second stands. */
const placeOf = (expr: Expr): Place => {
  if (expr.type === "pipe") return expr.stages[0] ? placeOf(expr.stages[0]) : NOWHERE;
  if (expr.type !== "field" && expr.type !== "call") return NOWHERE;
  const { place } = expr;
  if (expr.type === "call" || expr.of || expr.names.length < 2) return place;
  return { ...place, at: place.at + 1 + (expr.names[0]?.length ?? 0) };
};

export interface TemplateOptions {
  readonly allowMissingKeys: boolean;
  /** What a program of its own adds to the functions of every template. */
  readonly functions?: TemplateFunctions;
}

/** The first function that is named and that there is not: Go finds it when it reads the template. */
export const unknownFunctionIn = (nodes: readonly TemplateNode[], functions: TemplateFunctions): string | undefined => {
  const inExpr = (expr: Expr): string | undefined => {
    if (expr.type === "call") {
      const isKnown = own(functions, expr.name) !== undefined || own(FUNCTIONS, expr.name) !== undefined;
      return isKnown ? first(expr.args) : expr.name;
    }
    if (expr.type === "pipe") return first(expr.stages);
    return expr.type === "field" && expr.of ? inExpr(expr.of) : undefined;
  };
  const first = (exprs: readonly Expr[]): string | undefined => exprs.map(inExpr).find((name) => name !== undefined);
  const inNode = (node: TemplateNode): string | undefined => {
    if (node.type === "text") return undefined;
    const found = inExpr(node.pipeline.value);
    if (found !== undefined || node.type === "action") return found;
    return unknownFunctionIn([...node.body, ...node.otherwise], functions);
  };
  return nodes.map(inNode).find((name) => name !== undefined);
};

/** Throws GoTemplateError. */
export const printGoTemplate = (template: string, root: Json, options: TemplateOptions): string => {
  const variables = new Map<string, Variable>([["", { value: root }]]);
  return new Evaluation(template, options).nodes(parseGoTemplate(template), { dot: root, variables });
};

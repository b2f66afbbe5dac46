// Models cli-runtime/pkg/printers/template.go (v1.36): evaluates -o go-template over JSON.
import { decodeBase64 } from "#api/base64";
import { isJsonObject, own } from "#api/json";
import type { Json } from "#api/meta";
import { compareStrings } from "#api/compare";
import { goValue } from "../go/format.ts";
import { compactJson } from "../go/json-text.ts";

import { type Expr, GoTemplateError, parseGoTemplate, type Pipeline, type TemplateNode } from "./go-template-parse.ts";

export type Value = Json | undefined;
export type TemplateFunctions = { readonly [name: string]: (args: readonly Value[]) => Value };

interface Scope {
  readonly dot: Value;
  readonly variables: Map<string, Value>;
}

const isTruthy = (value: Value): boolean => {
  if (value === undefined || value === null || value === false || value === 0 || value === "") return false;
  return typeof value === "object" ? Object.keys(value).length > 0 : true;
};

const printed = (value: Value): string => (value === undefined || value === null ? "<no value>" : goValue(value));

const goText = (value: Value): string => (value === undefined || value === null ? "" : goValue(value));

const compare = (a: Value, b: Value): number => {
  if (typeof a === "number" && typeof b === "number") return a - b;
  if (typeof a === "string" && typeof b === "string") return compareStrings(a, b);
  throw new GoTemplateError("incompatible types for comparison");
};

const length = (value: Value): number => {
  if (typeof value === "string") return value.length;
  if (typeof value === "object" && value !== null) return Object.keys(value).length;
  throw new GoTemplateError(`error calling len: len of type ${value === undefined ? "<nil>" : typeof value}`);
};

const index = (value: Value, keys: readonly Value[]): Value =>
  keys.reduce<Value>((current, key) => {
    if (Array.isArray(current)) {
      const at = Number(key);
      if (at >= current.length || at < 0) throw new GoTemplateError(`error calling index: index out of range: ${at}`);
      return (current as readonly Json[])[at];
    }
    return isJsonObject(current) ? own(current, goValue(key)) : undefined;
  }, value);

const printf = (format: string, args: readonly Value[]): string => {
  let next = 0;
  return format.replaceAll(/%[-+# 0]*\d*(?:\.\d+)?[a-zA-Z%]/g, (verb) => {
    if (verb === "%%") return "%";
    const value = args[next++];
    const width = /^%(-?)0?(\d+)/.exec(verb);
    const text = verb.endsWith("q")
      ? JSON.stringify(goText(value))
      : verb.endsWith("T")
        ? typeof value
        : goValue(value);
    if (!width) return text;
    return width[1] === "-" ? text.padEnd(Number(width[2])) : text.padStart(Number(width[2]));
  });
};

const FUNCTIONS: TemplateFunctions = {
  len: ([value]) => length(value),
  index: ([value, ...keys]) => index(value, keys),
  print: (args) => args.map((item) => goValue(item)).join(""),
  println: (args) => `${args.map((item) => goValue(item)).join(" ")}\n`,
  printf: ([format, ...args]) => printf(goText(format), args),
  not: ([value]) => !isTruthy(value),
  and: (args) => args.find((item) => !isTruthy(item)) ?? args.at(-1),
  or: (args) => args.find(isTruthy) ?? args.at(-1),
  eq: ([first, ...rest]) => rest.some((item) => item === first),
  ne: ([a, b]) => a !== b,
  lt: ([a, b]) => compare(a, b) < 0,
  le: ([a, b]) => compare(a, b) <= 0,
  gt: ([a, b]) => compare(a, b) > 0,
  ge: ([a, b]) => compare(a, b) >= 0,
  base64decode: ([value]) => decodeBase64(goText(value)),
  json: ([value]) => compactJson(value ?? null),
  exists: ([value, ...keys]) => index(value, keys) !== undefined,
  html: ([value]) => goValue(value),
  urlquery: ([value]) => encodeURIComponent(goValue(value)),
};

class Evaluation {
  readonly #allowMissingKeys: boolean;
  readonly #more: TemplateFunctions;
  constructor({ allowMissingKeys, functions = {} }: TemplateOptions) {
    this.#allowMissingKeys = allowMissingKeys;
    this.#more = functions;
  }

  nodes(nodes: readonly TemplateNode[], scope: Scope): string {
    return nodes.map((node) => this.#node(node, scope)).join("");
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
        if (!isTruthy(value)) return this.nodes(node.otherwise, scope);
        return this.nodes(node.body, node.type === "with" ? { ...inner, dot: value } : inner);
      }
    }
  }

  #range(node: Extract<TemplateNode, { readonly body: unknown }>, scope: Scope): string {
    const value = this.#expr(node.pipeline.value, scope);
    const entries = this.#entries(value);
    if (entries.length === 0) return this.nodes(node.otherwise, scope);
    const [first, second] = node.pipeline.variables.map((name) => name.slice(1));
    return entries
      .map(([key, item]) => {
        const variables = new Map(scope.variables);
        if (second !== undefined && first !== undefined) variables.set(first, key).set(second, item);
        else if (first !== undefined) variables.set(first, item);
        return this.nodes(node.body, { dot: item, variables });
      })
      .join("");
  }

  #entries(value: Value): (readonly [Value, Value])[] {
    if (value === undefined || value === null) return [];
    if (Array.isArray(value)) return (value as readonly Json[]).map((item, at) => [at, item] as const);
    if (typeof value === "number") return Array.from({ length: value }, (_, at) => [at, at] as const);
    if (isJsonObject(value)) {
      return Object.keys(value)
        .toSorted(compareStrings)
        .map((key) => [key, value[key]] as const);
    }
    throw new GoTemplateError(`range can't iterate over ${goValue(value)}`);
  }

  #pipeline(pipeline: Pipeline, scope: Scope): Value {
    const value = this.#expr(pipeline.value, scope);
    for (const name of pipeline.variables) scope.variables.set(name.slice(1), value);
    return value;
  }

  #expr(expr: Expr, scope: Scope): Value {
    switch (expr.type) {
      case "literal":
        return expr.value;
      case "field":
        return this.#path(expr.of ? this.#expr(expr.of, scope) : scope.dot, expr.names);
      case "variable":
        return this.#path(scope.variables.get(expr.name), expr.names);
      case "call":
        return this.#call(
          expr.name,
          expr.args.map((arg) => this.#expr(arg, scope)),
        );
      case "pipe":
        return expr.stages.slice(1).reduce<Value>(
          (value, stage) => {
            if (stage.type !== "call") throw new GoTemplateError("non executable command in pipeline");
            return this.#call(stage.name, [...stage.args.map((arg) => this.#expr(arg, scope)), value]);
          },
          expr.stages[0] ? this.#expr(expr.stages[0], scope) : undefined,
        );
    }
  }

  #call(name: string, args: readonly Value[]): Value {
    const known = own(this.#more, name) ?? own(FUNCTIONS, name);
    if (!known) throw new GoTemplateError(`template: output:1: function ${JSON.stringify(name)} not defined`, true);
    return known(args);
  }

  #path(root: Value, names: readonly string[]): Value {
    let value = root;
    for (const name of names) {
      if (value === undefined || value === null) return undefined;
      if (!isJsonObject(value)) {
        throw new GoTemplateError(
          `template: output:1:2: executing "output" at <.${names.join(".")}>: can't evaluate field ${name} in type interface {}`,
        );
      }
      value = own(value, name);
      if (value === undefined && !this.#allowMissingKeys) {
        throw new GoTemplateError(
          `template: output:1:2: executing "output" at <.${names.join(".")}>: map has no entry for key ${JSON.stringify(name)}`,
        );
      }
    }
    return value;
  }
}

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
  const variables = new Map<string, Value>([["", root]]);
  return new Evaluation(options).nodes(parseGoTemplate(template), { dot: root, variables });
};

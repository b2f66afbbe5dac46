// Models k8s.io/client-go/util/jsonpath/jsonpath.go (v1.36): evaluates a template over JSON.
import { isJsonObject, own } from "#api/json";
import type { Json } from "#api/meta";
import { compactJson, indentedJson } from "../go/json-text.ts";

import { JsonPathError, parseJsonPath, type PathNode } from "./jsonpath-parse.ts";

export interface JsonPathOptions {
  readonly allowMissingKeys: boolean;
  readonly asJson?: boolean;
}

type Values = readonly Json[];

const elements = (value: Json): Values => {
  if (Array.isArray(value)) return value as Values;
  return isJsonObject(value) ? Object.values(value) : [];
};

/** One template with its evaluation; text outside actions is copied. */
class Evaluation {
  readonly #options: JsonPathOptions;
  constructor(options: JsonPathOptions) {
    this.#options = options;
  }

  /** The groups of results of each node of the template, in order. */
  results(nodes: readonly PathNode[], root: Json): Values[] {
    const out: Values[] = [];
    this.#run(nodes, root, out, false);
    return out;
  }

  /** Runs nodes until `{end}`, which only a range may have. */
  #run(nodes: readonly PathNode[], current: Json, out: Values[], isRange: boolean): void {
    for (let index = 0; index < nodes.length; index++) {
      const node = nodes[index] as PathNode;
      const word = keyword(node);
      if (word === "end") {
        if (!isRange) throw new JsonPathError("not in range, nothing to end");
        return;
      }
      if (word === "range" && node.type === "list") {
        const items = this.#walk(node.nodes.slice(1), [current]);
        const end = this.#end(nodes, index);
        for (const item of items) this.#run(nodes.slice(index + 1, end), item, out, true);
        index = end;
        continue;
      }
      out.push(this.#walk([node], [current]));
    }
  }

  #end(nodes: readonly PathNode[], from: number): number {
    let depth = 0;
    for (let index = from; index < nodes.length; index++) {
      const word = keyword(nodes[index] as PathNode);
      if (word === "range") depth++;
      if (word === "end" && --depth === 0) return index;
    }
    return nodes.length;
  }

  #walk(nodes: readonly PathNode[], values: Values): Values {
    return nodes.reduce<Values>((current, node) => this.#step(node, current), values);
  }

  #step(node: PathNode, values: Values): Values {
    switch (node.type) {
      case "text":
        return [node.text];
      case "int":
      case "float":
      case "bool":
        return [node.value];
      case "list":
        return this.#walk(node.nodes, values);
      case "field":
        return this.#field(node.name, values);
      case "array":
        return values.flatMap((value) => this.#slice(node.params, value));
      case "wildcard":
        return values.flatMap(elements);
      case "recursive":
        return values.flatMap((value) => this.#descend(value));
      case "union":
        return node.nodes.flatMap((branch) => [...this.#walk(branch, values)]);
      case "filter":
        return values.flatMap((value) => (Array.isArray(value) ? value.filter((item) => this.#holds(node, item)) : []));
      case "identifier":
        throw new JsonPathError(`unrecognized identifier ${node.name}`);
    }
  }

  #field(name: string, values: Values): Values {
    if (values.length === 0) return [];
    const found = values.flatMap((value): Values => {
      if (!isJsonObject(value)) return [];
      const item = own(value, name);
      return item === undefined ? [] : [item];
    });
    if (found.length === 0 && !this.#options.allowMissingKeys) throw new JsonPathError(`${name} is not found`);
    return found;
  }

  #slice(params: readonly (number | undefined)[], value: Json): Values {
    if (value === null) return [];
    if (!Array.isArray(value)) throw new JsonPathError(`${typeName(value)} is not array or slice`);
    const length = value.length;
    const [from = 0, to = length, step = 1] = params;
    const start = from < 0 ? from + length : from;
    const end = to < 0 ? to + length : to;
    if (start !== end) {
      if (start >= length || start < 0) throw outOfBounds(start, length);
      if (end > length || end < 0) throw outOfBounds(end - 1, length);
      if (start > end) throw new JsonPathError(`starting index ${start} is greater than ending index ${end}`);
    }
    const items = (value as Values).slice(start, end);
    if (step <= 0) throw new JsonPathError("step must be > 0");
    return items.filter((_, index) => index % step === 0);
  }

  #descend(value: Json): Values {
    if (value === null || typeof value !== "object") return [];
    return [value, ...elements(value).flatMap((item) => [...this.#descend(item)])];
  }

  #holds(node: Extract<PathNode, { type: "filter" }>, item: Json): boolean {
    const quiet = new Evaluation({ ...this.#options, allowMissingKeys: true });
    const left = quiet.#walk(node.left, [item]);
    if (node.operator === "exists") return left.length > 0;
    if (left.length === 0) return false;
    if (left.length > 1) throw new JsonPathError("can only compare one element at a time");
    const right = quiet.#walk(node.right, [item]);
    if (right.length === 0) return false;
    return compares(node.operator, left[0] ?? null, right[0] ?? null);
  }
}

const outOfBounds = (index: number, length: number): JsonPathError =>
  new JsonPathError(`array index out of bounds: index ${index}, length ${length}`);

const keyword = (node: PathNode): string => {
  const first = node.type === "list" ? node.nodes[0] : undefined;
  return first?.type === "identifier" ? first.name : "";
};

const typeName = (value: Json): string => {
  if (typeof value === "string") return "string";
  if (typeof value === "number") return Number.isInteger(value) ? "int64" : "float64";
  return typeof value === "boolean" ? "bool" : "map[string]interface {}";
};

const INVALID = "invalid type for comparison";

/** Models basicKind of client-go's template functions: whole numbers and others are two kinds. */
const basicKind = (value: Json): string => {
  if (value === null || typeof value === "object") throw new JsonPathError(INVALID);
  return typeName(value);
};

const compares = (operator: string, left: Json, right: Json): boolean => {
  const kind = basicKind(left);
  if (kind !== basicKind(right)) throw new JsonPathError("incompatible types for comparison");
  if (operator === "==") return left === right;
  if (operator === "!=") return left !== right;
  if (left === null || right === null || kind === "bool") throw new JsonPathError(INVALID);
  switch (operator) {
    case "<":
      return left < right;
    case ">":
      return left > right;
    case "<=":
      return left <= right;
    case ">=":
      return left >= right;
    default:
      throw new JsonPathError(`unrecognized filter operator ${operator}`);
  }
};

const printed = (value: Json): string => {
  if (value === null) return "null";
  if (typeof value === "object") return compactJson(value);
  return String(value);
};

/** The text that a template gives. Throws JsonPathError. */
export const printJsonPath = (template: string, root: Json, options: JsonPathOptions): string => {
  const results = new Evaluation(options).results(parseJsonPath(template), root);
  if (options.asJson) return results.map((group) => `${indentedJson(group)}\n`).join("");
  return results.map((group) => group.map(printed).join(" ")).join("");
};

/** All values that a path finds. Throws JsonPathError. */
export const findJsonPath = (path: string, root: Json): readonly Json[] =>
  new Evaluation({ allowMissingKeys: true }).results(parseJsonPath(path), root).flat();

/** Adds the braces and the leading dot that people leave out: `metadata.name` is `{.metadata.name}`. */
export const UNEXPECTED_PATH =
  "unexpected path string, expected a 'name1.name2' or '.name1.name2' or '{name1.name2}' or '{.name1.name2}'";

export const relaxedJsonPath = (text: string): string | undefined => {
  if (text === "") return "";
  const match = /^\{\.?([^{}]+)\}$|^\.?([^{}]+)$/.exec(text);
  if (!match) return undefined;
  return `{.${match[1] ?? match[2] ?? ""}}`;
};

/** Throws JsonPathError if the template cannot be parsed. */
export const parseJsonPathTemplate = (template: string): void => {
  parseJsonPath(template);
};

// Models apimachinery/pkg/util/yaml/decoder.go (v1.36): a text as its documents. What begins with a brace is read as JSON values that
// follow each other, until that fails; then, and else, it is YAML between lines of three dashes.
import { parseDocument } from "yaml";
import { yamlProblem } from "#api/go-yaml";
import type { Json } from "#api/meta";
import { isTooDeep, TOO_DEEP } from "#api/yaml-depth";
import { kubeYaml } from "#api/yaml-options";
import { utf8Length } from "#api/utf8";
import { readJsonValue } from "./go/json-error.ts";

export interface Documents {
  readonly values: readonly Json[];
  /** Why the rest is none. */
  readonly problem?: string;
}

type Read = { readonly value: Json | undefined } | { readonly problem: string };

export const documentsOf = (content: string): Documents => {
  const values: Json[] = [];
  let rest = content;
  let jsonProblem: string | undefined;
  if (/^\s*\{/.test(content) && !isTooDeep(content)) {
    const stream = readStream(content);
    values.push(...stream.values);
    if (stream.problem === undefined) return { values };
    if (stream.values.length > 1) return { values, problem: stream.problem };
    jsonProblem = stream.isAtEnd ? stream.problem : `json: offset ${stream.offset}: ${stream.problem}`;
    // Whitespace up to the first end of a line was the value's.
    rest = content.slice(stream.end).replace(/^[^\S\n]*\n?/, "");
  }
  for (const chunk of rest.split(SEPARATOR)) {
    const read = readYaml(chunk.replace(/^\n/, ""));
    if ("problem" in read) return { values, problem: jsonProblem ?? `error converting YAML to JSON: ${read.problem}` };
    jsonProblem = undefined;
    if (read.value !== null && read.value !== undefined) values.push(read.value);
  }
  return { values };
};

interface Stream {
  readonly values: readonly Json[];
  /** Where the last good value ended. */
  readonly end: number;
  readonly problem?: string;
  /** The text ended too early. */
  readonly isAtEnd?: boolean;
  /** So many bytes were read until it was wrong. */
  readonly offset?: number;
}

const readStream = (content: string): Stream => {
  const values: Json[] = [];
  let end = 0;
  while (content.slice(end).trim() !== "") {
    const next = readJsonValue(content, end);
    if ("problem" in next) {
      const isAtEnd = next.at >= content.length;
      const problem = isAtEnd ? "unexpected EOF" : next.problem;
      return { values, end, problem, isAtEnd, offset: utf8Length(content.slice(0, next.at + 1)) };
    }
    const read = readYaml(content.slice(end, next.end));
    const value = "problem" in read ? (JSON.parse(content.slice(end, next.end)) as Json) : read.value;
    if (value !== null && value !== undefined) values.push(value);
    end = next.end;
  }
  return { values, end };
};

/** Lines of three dashes part documents; each is read by itself, and its lines are counted by themselves. */
const SEPARATOR = /^---[ \t]*(?:#.*)?$/m;

const readYaml = (chunk: string): Read => {
  if (isTooDeep(chunk)) return { problem: TOO_DEEP };
  try {
    const problem = yamlProblem(chunk);
    if (problem !== undefined) return { problem };
    return { value: parseDocument(chunk, kubeYaml).toJS() as Json | undefined };
  } catch {
    return { problem: "yaml: document contains excessive aliasing" };
  }
};

// A program of jq as a whole: whether it can be run, and what it gives.
import type { Json } from "#api/meta";
import type { JqExpr } from "./jq-ast.ts";
import { isFormat } from "./jq-formats.ts";
import { BUILTINS } from "./jq-functions.ts";
import { unknownFunction } from "./jq-known.ts";
import { parseJq } from "./jq-parse.ts";
import { type Env, Runner } from "./jq-run.ts";
import type { Values } from "./jq-values.ts";

const KNOWN: ReadonlySet<string> = new Set(BUILTINS.keys());

/** Why a program cannot be run, before it is. */
export const problemOf = (expr: JqExpr): string | undefined => {
  const unknown = unknownFunction(expr, KNOWN);
  if (unknown !== undefined) return `${unknown} is not defined`;
  return /"t":"format","name":"(\w+)"/.test(JSON.stringify(expr)) ? badFormat(expr) : undefined;
};

const badFormat = (expr: JqExpr): string | undefined => {
  const names = [...JSON.stringify(expr).matchAll(/"t":"format","name":"(\w+)"/g)].map(([, name]) => name ?? "");
  const bad = names.find((name) => !isFormat(name));
  return bad === undefined ? undefined : `${bad} is not a valid format`;
};

/** What a program gives; `variables` are those of --arg. */
export const runJq = (program: string, input: Json, variables: ReadonlyMap<string, Json> = new Map()): Values => {
  const env: Env = { variables: new Map([["ENV", {}], ["__prog_args", []], ...variables]), functions: new Map() };
  return new Runner(BUILTINS).run(parseJq(program), input, env);
};

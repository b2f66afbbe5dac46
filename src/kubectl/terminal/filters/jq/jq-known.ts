// Which functions a program of jq names that there are none of.
import type { JqExpr } from "./jq-ast.ts";
import { PATHS } from "./jq-paths.ts";

/** The first function that nobody knows. */
export const unknownFunction = (expr: JqExpr, known: ReadonlySet<string>): string | undefined => {
  if (expr.t === "def") {
    const own = new Set([...known, `${expr.name}/${expr.params.length}`]);
    const inner = new Set([...own, ...expr.params.map((param) => `${param.replace("$", "")}/0`)]);
    return unknownFunction(expr.inner, inner) ?? unknownFunction(expr.body, own);
  }
  if (expr.t === "call") {
    const name = `${expr.name}/${expr.args.length}`;
    if (!known.has(name) && !PATHS.has(name)) return name;
  }
  for (const part of partsOf(expr)) {
    const unknown = unknownFunction(part, known);
    if (unknown !== undefined) return unknown;
  }
  return undefined;
};

const partsOf = (expr: JqExpr): readonly JqExpr[] =>
  Object.values(expr).flatMap((part: unknown) => {
    if (Array.isArray(part))
      return part.flatMap((one: unknown) =>
        isExpr(one) ? [one] : isField(one) ? [one.key, one.value].filter(isExpr) : [],
      );
    return isExpr(part) ? [part] : [];
  });
const isExpr = (part: unknown): part is JqExpr => typeof part === "object" && part !== null && "t" in part;
const isField = (part: unknown): part is { readonly key: unknown; readonly value: unknown } =>
  typeof part === "object" && part !== null && "key" in part;

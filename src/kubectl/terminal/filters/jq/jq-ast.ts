// What a program of jq is once it is read.
import type { Json } from "#api/meta";

/** What `as` binds: a name, or names by place and by key. */
export type Pattern =
  | { readonly t: "name"; readonly name: string }
  | { readonly t: "list"; readonly items: readonly Pattern[] }
  | { readonly t: "object"; readonly fields: readonly { readonly key: JqExpr; readonly value: Pattern }[] };

export type JqExpr =
  | { readonly t: "dot" }
  | { readonly t: "literal"; readonly v: Json }
  /** A text with expressions between its pieces; a format says how those are written. */
  | { readonly t: "text"; readonly parts: readonly (string | JqExpr)[]; readonly format: string }
  | { readonly t: "format"; readonly name: string }
  | { readonly t: "variable"; readonly name: string }
  | { readonly t: "key"; readonly of: JqExpr; readonly key: JqExpr }
  | { readonly t: "slice"; readonly of: JqExpr; readonly from?: JqExpr; readonly to?: JqExpr }
  | { readonly t: "each"; readonly of: JqExpr }
  | { readonly t: "try"; readonly body: JqExpr; readonly otherwise?: JqExpr }
  | { readonly t: "op"; readonly op: string; readonly a: JqExpr; readonly b: JqExpr }
  | { readonly t: "as"; readonly of: JqExpr; readonly pattern: Pattern; readonly body: JqExpr }
  | { readonly t: "if"; readonly when: JqExpr; readonly yes: JqExpr; readonly no: JqExpr }
  | {
      readonly t: "reduce";
      readonly of: JqExpr;
      readonly pattern: Pattern;
      readonly from: JqExpr;
      readonly step: JqExpr;
      readonly shown?: JqExpr;
      readonly isEach: boolean;
    }
  | {
      readonly t: "def";
      readonly name: string;
      readonly params: readonly string[];
      readonly inner: JqExpr;
      readonly body: JqExpr;
    }
  | { readonly t: "call"; readonly name: string; readonly args: readonly JqExpr[] }
  | { readonly t: "list"; readonly of?: JqExpr }
  | { readonly t: "object"; readonly fields: readonly { readonly key: JqExpr; readonly value: JqExpr }[] };

// What an awk program is.

export type Place =
  | { readonly k: "var"; readonly name: string }
  | { readonly k: "field"; readonly index: Expr }
  | { readonly k: "item"; readonly name: string; readonly index: readonly Expr[] };

export type Expr =
  | Place
  | { readonly k: "number"; readonly value: number }
  | { readonly k: "text"; readonly value: string }
  | { readonly k: "pattern"; readonly value: string }
  | { readonly k: "unary"; readonly op: string; readonly of: Expr }
  | { readonly k: "binary"; readonly op: string; readonly a: Expr; readonly b: Expr }
  | { readonly k: "choice"; readonly condition: Expr; readonly a: Expr; readonly b: Expr }
  | { readonly k: "assign"; readonly op: string; readonly to: Place; readonly value: Expr }
  | { readonly k: "step"; readonly by: 1 | -1; readonly isAfter: boolean; readonly to: Place }
  | { readonly k: "in"; readonly index: readonly Expr[]; readonly name: string }
  | { readonly k: "call"; readonly name: string; readonly args: readonly Expr[] };

export type Statement =
  | { readonly k: "block"; readonly body: readonly Statement[] }
  | { readonly k: "expr"; readonly value: Expr }
  | { readonly k: "print"; readonly isFormat: boolean; readonly values: readonly Expr[] }
  | { readonly k: "if"; readonly condition: Expr; readonly yes: Statement; readonly no?: Statement }
  | {
      readonly k: "loop";
      readonly condition?: Expr;
      readonly body: Statement;
      readonly after?: Statement;
      /** `do ... while`: it is asked behind the body. */
      readonly isLate?: boolean;
    }
  | { readonly k: "each"; readonly name: string; readonly array: string; readonly body: Statement }
  | { readonly k: "delete"; readonly name: string; readonly index?: readonly Expr[] }
  | { readonly k: "leave"; readonly how: "next" | "exit" | "break" | "continue"; readonly status?: Expr };

export interface Rule {
  readonly when: "BEGIN" | "END" | "line";
  readonly condition?: Expr;
  /** The other end of a range. */
  readonly until?: Expr;
  /** Absent: the line is printed. */
  readonly does?: Statement;
}

// What a command line is, as plain data: a line that waits is stored as the rest of its tree.

export type WordPart =
  /** Quoted text is never split or globbed. */
  | { readonly t: "text"; readonly v: string; readonly q: boolean }
  | { readonly t: "var"; readonly name: string; readonly q: boolean }
  /** `$((...))`. */
  | { readonly t: "sum"; readonly source: string; readonly q: boolean }
  /** `$(...)`. */
  | { readonly t: "cmd"; readonly source: string; readonly q: boolean }
  /** What a command in `$(...)` printed. */
  | { readonly t: "out"; readonly v: string; readonly q: boolean };

export type Word = readonly WordPart[];

export interface Redirect {
  /** `text`: what is read stands in the line itself, behind `<<<` or `<<`. */
  readonly to: "file" | "append" | "input" | "text" | "null" | "stdout";
  /** 1 or 2: which stream. */
  readonly stream: 1 | 2;
  readonly word?: Word;
}

export interface SimpleCommand {
  readonly k: "simple";
  readonly assignments: readonly { readonly name: string; readonly value: Word }[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

export type Stage = SimpleCommand;

export type Node =
  | { readonly k: "pipeline"; readonly stages: readonly Stage[]; readonly isNegated: boolean }
  | {
      readonly k: "andor";
      readonly first: Node;
      readonly rest: readonly { readonly op: "&&" | "||"; readonly node: Node }[];
    }
  /** A pipe with a loop, a group or an `if` in it: what one part prints, the next one reads. */
  | { readonly k: "pipe"; readonly parts: readonly Node[]; readonly isNegated: boolean }
  | { readonly k: "list"; readonly nodes: readonly Node[] }
  | { readonly k: "for"; readonly name: string; readonly words: readonly Word[]; readonly body: Node }
  | { readonly k: "while"; readonly condition: Node; readonly body: Node; readonly isUntil: boolean }
  | {
      readonly k: "if";
      readonly branches: readonly { readonly condition: Node; readonly body: Node }[];
      readonly otherwise?: Node;
    };

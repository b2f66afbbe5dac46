// What a command line is, as plain data: a line that waits is stored as the rest of its tree.

export type WordPart =
  /** Quoted text is never split or globbed. */
  | { readonly t: "text"; readonly v: string; readonly q: boolean }
  | { readonly t: "var"; readonly name: string; readonly q: boolean }
  /** `${name:-word}` and its relatives. */
  | {
      readonly t: "param";
      readonly name: string;
      /** `:-`, `#`, `//`, ...; `length` for `${#name}`. */
      readonly op: string;
      readonly word: Word;
      readonly more?: Word;
      readonly q: boolean;
    }
  /** `$((...))`. */
  | { readonly t: "sum"; readonly word: Word; readonly q: boolean }
  /** `$(...)`, or `<(...)`: then the word is a file that holds what it printed. */
  | { readonly t: "cmd"; readonly source: string; readonly q: boolean; readonly isFile?: true }
  /** What a command in `$(...)` printed. */
  | { readonly t: "out"; readonly v: string; readonly q: boolean };

export type Word = readonly WordPart[];

export interface Redirect {
  /** `text`: what is read stands in the line itself, behind `<<<` or `<<`. */
  readonly to: "file" | "append" | "input" | "text" | "null" | "stdout" | "stderr";
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

/** What joins the parts of `[[ ]]`. */
export type TestSign = "&&" | "||" | "!" | "(" | ")" | "<" | ">";

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
  /** `... &`; `text` as `jobs` shows it. */
  | { readonly k: "background"; readonly body: Node; readonly text: string }
  /** `time ...`. */
  | { readonly k: "time"; readonly body: Node; readonly isPosix: boolean }
  /** `{ ...; } 2> file`: where errors of all in it go. */
  | { readonly k: "errors"; readonly body: Node; readonly redirect: Redirect }
  | { readonly k: "for"; readonly name: string; readonly words: readonly Word[]; readonly body: Node }
  | {
      readonly k: "while";
      readonly condition: Node;
      readonly body: Node;
      readonly isUntil: boolean;
      /** The third part of `for ((;;))`. */
      readonly after?: Node;
    }
  /** `((i++))`. */
  | { readonly k: "sum"; readonly source: string }
  /** `[[ a == b* && -f x ]]`. */
  | { readonly k: "test"; readonly words: readonly (Word | TestSign)[] }
  | {
      readonly k: "case";
      readonly word: Word;
      readonly branches: readonly { readonly patterns: readonly Word[]; readonly body: Node }[];
    }
  /** `( ... )`: what it sets is forgotten behind it. */
  | { readonly k: "sub"; readonly body: Node }
  | { readonly k: "function"; readonly name: string; readonly body: Node }
  | {
      readonly k: "if";
      readonly branches: readonly { readonly condition: Node; readonly body: Node }[];
      readonly otherwise?: Node;
    };

// What the parser makes of single words, tokens and redirects.
import type { Redirect, Stage, Word, WordPart } from "./ast.ts";
import type { Token } from "./lexer.ts";
import { ShellSyntaxError, UnfinishedError } from "./shell-error.ts";

const ASSIGNMENT = /^([A-Za-z_]\w*)=/;

export const isInput = ({ to }: Redirect): boolean => to === "input" || to === "text";

export const cat = (redirects: readonly Redirect[]): readonly Stage[] =>
  redirects.length === 0 ? [] : [{ k: "simple", assignments: [], words: [[CAT]], redirects }];

const CAT: WordPart = { t: "text", v: "cat", q: false };

/** `NAME=value` before the command. */
export const toAssignment = (word: Word): { readonly name: string; readonly value: Word } | undefined => {
  const first = word[0];
  const m = first?.t === "text" && !first.q ? ASSIGNMENT.exec(first.v) : null;
  if (!m || first?.t !== "text") return undefined;
  const rest = first.v.slice(m[0].length);
  return { name: m[1]!, value: [...(rest === "" ? [] : [{ ...first, v: rest }]), ...word.slice(1)] };
};

export const unexpected = (token: Token | undefined): ShellSyntaxError => {
  if (!token) return new UnfinishedError("syntax error: unexpected end of file");
  const text =
    token.t === "sum" ? "((" : token.t === "op" ? (token.v === "\n" ? "newline" : token.v) : (token.bare ?? "word");
  return new ShellSyntaxError(`syntax error near unexpected token \`${text}'`);
};

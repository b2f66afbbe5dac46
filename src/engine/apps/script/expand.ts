// Words of a container's script with their values: $NAME, ${NAME:-x}, $((...)), $(...), as POSIX' 2.6 has them.
import type { StringMap } from "#api/meta";
import { arithmetic } from "./arithmetic.ts";
import { bounded, boundedJoin } from "./bounds.ts";
import type { Word } from "./parse.ts";

export interface Values {
  readonly vars: StringMap;
  readonly code: number;
  /** What a command prints. */
  readonly printed: (script: string) => string;
}

const valueOf = (name: string, { vars, code }: Values): string => (name === "?" ? String(code) : (vars[name] ?? ""));

const EXPANSION =
  /\\(?<escaped>[$`"\\])|\$\(\((?<sum>(?:[^()]|\([^()]*\))*)\)\)|\$\((?<command>(?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)|`(?<ticked>[^`]*)`|\$\{(?<braced>\w+|\?)(?::?(?<op>[-+=])(?<other>[^}]*))?\}|\$(?<name>\w+|\?)/g;

type Found = { readonly [group: string]: string | undefined };

const expanded = (
  { escaped, sum, command, ticked, braced = "", op, other = "", name }: Found,
  values: Values,
): string => {
  if (escaped !== undefined) return escaped;
  if (sum !== undefined) {
    return String(arithmetic(expandText(sum, values), (one) => Number(valueOf(one, values)) || 0));
  }
  const inner = command ?? ticked;
  if (inner !== undefined) return values.printed(inner).replace(/\n+$/, "");
  const value = valueOf(name ?? braced, values);
  if (op === undefined || (value === "") === (op === "+")) return value;
  return expandText(other, values);
};

const expandText = (text: string, values: Values): string => {
  let out = "";
  let from = 0;
  for (const found of text.matchAll(EXPANSION)) {
    out = bounded(out + text.slice(from, found.index) + expanded(found.groups as Found, values));
    from = found.index + found[0].length;
  }
  return out + text.slice(from);
};

/** One word may become several, or none: what was not quoted is split at spaces. */
export const expandWord = (word: Word, values: Values): readonly string[] => {
  const out: string[] = [];
  let isOpen = false;
  for (const { text, isLiteral, isQuoted } of word) {
    const value = isLiteral ? text : expandText(text, values);
    const parts = isQuoted ? [value] : value.split(/[ \t\n]+/);
    for (const [index, part] of parts.entries()) {
      if (index > 0) isOpen = false;
      if (part === "" && !isQuoted) continue;
      if (isOpen) out.push(bounded(`${out.pop()}${part}`));
      else out.push(part);
      isOpen = true;
    }
  }
  return out;
};

export const expandWhole = (word: Word, values: Values): string =>
  boundedJoin(word.map(({ text, isLiteral }) => (isLiteral ? text : expandText(text, values))));

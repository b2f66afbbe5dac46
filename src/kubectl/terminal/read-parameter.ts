// Reads `${name:-word}` and its relatives.
import type { WordPart } from "./ast.ts";
import { endsBefore, ShellSyntaxError } from "./shell-error.ts";

export interface Read {
  readonly parts: readonly WordPart[];
  readonly end: number;
}

interface Reading {
  readonly q: boolean;
  readonly readWord: (source: string, from: number) => Read;
}

export const ENDS_WORD = /[\s|;&<>()]/;

const PARAMETER =
  /^(?:#(?<counted>\w+)|(?<name>[A-Za-z_]\w*|\d+|[@*])(?<op>:[-=+?]|[-=+?]|##?|%%?|\/[/#%]?|\^\^?|,,?|:))/;

/** `${name:-word}`, up to its own closing brace. */
export const readParameter = (source: string, at: number, { q, readWord }: Reading): Read => {
  const end = closingBrace(source, at + 1);
  const inside = source.slice(at + 2, end);
  const found = PARAMETER.exec(inside);
  const { counted, name = counted ?? "", op = "length" } = found?.groups ?? {};
  const operand = inside.slice(found?.[0].length ?? 0);
  if (!found || (counted !== undefined && operand !== "")) {
    throw new ShellSyntaxError(`\${${inside}}: bad substitution`);
  }
  const at2 = op.startsWith("/") ? dividing(operand, "/") : op === ":" ? dividing(operand, ":") : -1;
  const [first, second] = at2 < 0 ? [operand] : [operand.slice(0, at2), operand.slice(at2 + 1)];
  const more = second === undefined ? {} : { more: readOperand(second, { q, readWord }) };
  return {
    parts: [{ t: "param", name, op, word: readOperand(first ?? "", { q, readWord }), ...more, q }],
    end: end + 1,
  };
};

/** Where the two halves part: at a sign that has no backslash before it. */
const dividing = (text: string, sign: string): number => {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\\") i++;
    else if (text[i] === sign) return i;
  }
  return -1;
};

const closingBrace = (source: string, from: number): number => {
  let depth = 0;
  for (let i = from; i < source.length; i++) {
    const c = source[i]!;
    if (c === "\\") i++;
    else if (c === "'" || c === '"') {
      const end = source.indexOf(c, i + 1);
      if (end > 0) i = end;
    } else if (c === "{") depth++;
    else if (c === "}" && --depth === 0) return i;
  }
  throw endsBefore("}");
};

/** Blanks and signs are letters here. */
const readOperand = (text: string, { q, readWord }: Reading): readonly WordPart[] => {
  const parts: WordPart[] = [];
  for (let at = 0; at < text.length;) {
    if (ENDS_WORD.test(text[at]!)) parts.push({ t: "text", v: text[at++]!, q });
    else {
      const read = readWord(text, at);
      parts.push(...read.parts);
      at = read.end;
    }
  }
  return parts;
};

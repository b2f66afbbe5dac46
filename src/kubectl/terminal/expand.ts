// Words become arguments: variables, what commands printed, splitting of what was not quoted, and file names by pattern.
import { compareStrings } from "#api/compare";
import { globLetters, matchesGlob } from "../glob.ts";
import type { Word } from "./ast.ts";
import { expandParameter } from "./parameter.ts";

export interface Expansion {
  variable(name: string): string;
  /** As `variable`; throws under `set -u` if nothing is set. */
  needed(name: string): string;
  setVariable(name: string, value: string): void;
  /** What a function was called with. */
  args(): readonly string[];
  /** The value of $((...)). */
  sum(source: string): string;
  files(): readonly string[];
}

/** The text of a word as it stands in an assignment or behind a redirect: nothing is split. */
export const expandText = (word: Word, by: Expansion): string =>
  word
    .map((part) => {
      switch (part.t) {
        case "var":
          return by.needed(part.name);
        case "param":
          return expandParameter(part, {
            variable: (name) => by.variable(name),
            needed: (name) => by.needed(name),
            setVariable: (name, value) => by.setVariable(name, value),
            sum: (source) => by.sum(source),
            text: (inner) => expandText(inner, by),
          });
        case "sum":
          return by.sum(expandText(part.word, by));
        case "cmd":
          return ""; // Run before (substitute.ts): what it printed stands in its place.
        case "text":
        case "out":
          return part.v;
      }
    })
    .join("");

export const expandWords = (words: readonly Word[], by: Expansion): string[] => words.flatMap((w) => expandWord(w, by));

interface Piece {
  readonly text: string;
  readonly isPattern: boolean;
}

const expandWord = (word: Word, by: Expansion): string[] => {
  const fields: Piece[][] = [[]];
  let hasQuoted = false;
  for (const part of word) {
    if (part.t === "var" && part.name === "@" && part.q) {
      addArgs(fields, by.args());
      continue;
    }
    const text = expandText([part], by);
    if (part.q) hasQuoted = true;
    if (part.q || part.t === "text") {
      fields.at(-1)!.push({ text, isPattern: !part.q && /[*?[]/.test(text) });
      continue;
    }
    const [first = "", ...others] = text.split(/\s+/);
    fields.at(-1)!.push({ text: first, isPattern: false });
    for (const other of others) fields.push([{ text: other, isPattern: false }]);
  }
  return fields
    .filter((pieces) => hasQuoted || pieces.some(({ text }) => text !== ""))
    .flatMap((pieces) => toField(pieces, by));
};

/** `"$@"` is as many words as there are. */
const addArgs = (fields: Piece[][], args: readonly string[]): void => {
  for (const [i, text] of args.entries()) {
    if (i > 0) fields.push([]);
    fields.at(-1)!.push({ text, isPattern: false });
  }
};

const toField = (pieces: readonly Piece[], by: Expansion): string[] => {
  const text = pieces.map((p) => p.text).join("");
  if (!pieces.some((p) => p.isPattern)) return [text];
  const pattern = pieces.flatMap((p) => globLetters(p.text, p.isPattern));
  const found = by.files().filter((f) => matchesGlob(pattern, f));
  return found.length > 0 ? found.toSorted(compareStrings) : [text];
};

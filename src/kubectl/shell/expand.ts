// Turns words into arguments: variables, arithmetic, substitutions, splitting at spaces, and names of files.
import type { Part, Word } from "./syntax.ts";

export interface Expansion {
  variable(name: string): string;
  /** The texts of the command's substitutions, in order. */
  readonly substitutions: readonly string[];
  /** All files, relative to the working directory. */
  readonly files: readonly string[];
}

interface Piece {
  readonly text: string;
  readonly quoted: boolean;
}

/** Expands words in order; substitutions are used up one after another. */
export class Expander {
  readonly #expansion: Expansion;
  #next = 0;

  constructor(expansion: Expansion) {
    this.#expansion = expansion;
  }

  /** The arguments that a word gives: none, one or several. */
  arguments(word: Word): string[] {
    const fields = split(word.map((part) => this.#piece(part)));
    return fields.flatMap((field) => this.#glob(field));
  }

  /** A word as one text, not split. */
  text(word: Word): string {
    return word.map((part) => this.#piece(part).text).join("");
  }

  #piece(part: Part): Piece {
    switch (part.type) {
      case "text":
        return { text: part.quoted ? part.text : home(part.text), quoted: part.quoted };
      case "variable": {
        const value = this.#expansion.variable(part.name);
        return { text: value === "" ? (part.fallback ?? "") : value, quoted: part.quoted };
      }
      case "arithmetic":
        return { text: String(arithmetic(part.text, (name) => this.#expansion.variable(name))), quoted: true };
      case "substitution":
        return { text: this.#expansion.substitutions[this.#next++] ?? "", quoted: part.quoted };
    }
  }

  #glob(field: readonly Piece[]): string[] {
    const text = field.map((piece) => piece.text).join("");
    if (!field.some((piece) => !piece.quoted && /[*?]/.test(piece.text))) return [text];
    const pattern = field
      .map((piece) => {
        const escaped = piece.text.replaceAll(/[.+^${}()|[\]\\*?]/g, String.raw`\$&`);
        return piece.quoted ? escaped : escaped.replaceAll(String.raw`\*`, "[^/]*").replaceAll(String.raw`\?`, "[^/]");
      })
      .join("");
    const found = this.#expansion.files.filter((file) => new RegExp(`^${pattern}$`).test(file));
    return found.length === 0 ? [text] : found.toSorted();
  }
}

const home = (text: string): string => (text === "~" || text.startsWith("~/") ? `/home/learner${text.slice(1)}` : text);

/** Unquoted white space ends an argument. */
const split = (pieces: readonly Piece[]): Piece[][] => {
  const fields: Piece[][] = [];
  let field: Piece[] | undefined;
  const add = (piece: Piece): void => void (field ??= []).push(piece);
  const end = (): void => {
    if (field) fields.push(field);
    field = undefined;
  };
  for (const piece of pieces) {
    if (piece.quoted) {
      add(piece);
      continue;
    }
    for (const bit of piece.text.split(/(\s+)/)) {
      if (bit === "") continue;
      if (/^\s/.test(bit)) end();
      else add({ text: bit, quoted: false });
    }
  }
  end();
  return fields;
};

/** Integers, names, + - * / % and parentheses; what it cannot read is zero. */
export const arithmetic = (text: string, variable: (name: string) => string): number => {
  const tokens = text.match(/\d+|[A-Za-z_]\w*|[-+*/%()<>!=]+|\$/g) ?? [];
  let at = 0;
  const primary = (): number => {
    let token = tokens[at++] ?? "0";
    if (token === "$") token = tokens[at++] ?? "0";
    if (token === "-") return -primary();
    if (token === "(") {
      const value = sum();
      at++;
      return value;
    }
    return /^\d/.test(token) ? Number(token) : Number(variable(token)) || 0;
  };
  const product = (): number => {
    let value = primary();
    while (["*", "/", "%"].includes(tokens[at] ?? "")) {
      const operator = tokens[at++];
      const right = primary();
      if (operator === "*") value *= right;
      else if (right === 0) value = 0;
      else value = operator === "/" ? Math.trunc(value / right) : value % right;
    }
    return value;
  };
  const sum = (): number => {
    let value = product();
    while (tokens[at] === "+" || tokens[at] === "-") value += tokens[at++] === "+" ? product() : -product();
    return value;
  };
  return sum();
};

/** Substitutions of a command's words, in the order in which they are expanded. */
export const substitutionsIn = (words: readonly Word[]): Extract<Part, { type: "substitution" }>[] =>
  words.flatMap((word) => word.filter((part) => part.type === "substitution"));

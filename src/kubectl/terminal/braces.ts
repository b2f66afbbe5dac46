// Models brace expansion of bash, which happens before everything else: `{a,b}`, `{1..9}`, `{a..e}`, `{01..10..3}`.
import type { Word, WordPart } from "./ast.ts";
import { ShellSyntaxError } from "./shell-error.ts";

/** More words than this fill the memory of the page. */
const MOST_WORDS = 10_000;

/** A letter that was not quoted, or a part that is left as it is. */
type Atom = string | Exclude<WordPart, { readonly t: "text"; readonly q: false }>;

/** The words that a word stands for. Throws ShellSyntaxError if they are too many. */
export const expandBraces = (word: Word): readonly Word[] => {
  if (!word.some((part) => part.t === "text" && !part.q && part.v.includes("{"))) return [word];
  const atoms = word.flatMap((part): Atom[] => (part.t === "text" && !part.q ? Array.from(part.v) : [part]));
  return alternatives(atoms).map(toWord);
};

const toWord = (atoms: readonly Atom[]): Word => {
  const parts: WordPart[] = [];
  let text = "";
  for (const atom of atoms) {
    if (typeof atom === "string") text += atom;
    else {
      if (text !== "") parts.push({ t: "text", v: text, q: false });
      text = "";
      parts.push(atom);
    }
  }
  return text === "" ? parts : [...parts, { t: "text", v: text, q: false }];
};

const alternatives = (atoms: readonly Atom[]): readonly (readonly Atom[])[] => {
  for (let open = atoms.indexOf("{"); open >= 0; open = atoms.indexOf("{", open + 1)) {
    const group = groupAt(atoms, open);
    if (!group) continue;
    const head = atoms.slice(0, open);
    const tails = alternatives(atoms.slice(group.end + 1));
    const middles = group.choices.flatMap((choice) => alternatives(choice));
    if (middles.length * tails.length > MOST_WORDS) {
      throw new ShellSyntaxError(`braces: more than ${MOST_WORDS} words do not fit here`);
    }
    return middles.flatMap((middle) => tails.map((tail) => [...head, ...middle, ...tail]));
  }
  return [atoms];
};

interface Group {
  readonly choices: readonly (readonly Atom[])[];
  readonly end: number;
}

/** The choices of the brace at `open`; undefined if it is a letter. */
const groupAt = (atoms: readonly Atom[], open: number): Group | undefined => {
  let depth = 0;
  let from = open + 1;
  const choices: (readonly Atom[])[] = [];
  for (let at = open; at < atoms.length; at++) {
    if (atoms[at] === "{") depth++;
    else if (atoms[at] === "," && depth === 1) {
      choices.push(atoms.slice(from, at));
      from = at + 1;
    } else if (atoms[at] === "}" && --depth === 0) {
      const last = atoms.slice(from, at);
      if (choices.length > 0) return { choices: [...choices, last], end: at };
      const range = rangeOf(last);
      return range && { choices: range.map((text) => [text]), end: at };
    }
  }
  return undefined;
};

const RANGE = /^(?:(-?\d+)\.\.(-?\d+)|([a-zA-Z])\.\.([a-zA-Z]))(?:\.\.(-?\d+))?$/;

const rangeOf = (atoms: readonly Atom[]): readonly string[] | undefined => {
  const letters = atoms.filter((atom) => typeof atom === "string");
  if (letters.length < atoms.length) return undefined;
  const [whole, from, to, first, last, step] = RANGE.exec(letters.join("")) ?? [];
  if (whole === undefined) return undefined;
  const isLetters = first !== undefined;
  const start = isLetters ? first.charCodeAt(0) : Number(from);
  const end = isLetters ? (last ?? "").charCodeAt(0) : Number(to);
  const stride = Math.abs(Number(step ?? 1)) || 1;
  const count = Math.floor(Math.abs(end - start) / stride) + 1;
  if (count > MOST_WORDS) throw new ShellSyntaxError(`braces: more than ${MOST_WORDS} words do not fit here`);
  const isPadded = [from, to].some((text) => /^-?0\d/.test(text ?? ""));
  const width = isPadded ? Math.max((from ?? "").length, (to ?? "").length) : 0;
  return Array.from({ length: count }, (_, i) => {
    const value = start + (end < start ? -i : i) * stride;
    if (isLetters) return String.fromCharCode(value);
    return value < 0 ? `-${String(-value).padStart(width - 1, "0")}` : String(value).padStart(width, "0");
  });
};

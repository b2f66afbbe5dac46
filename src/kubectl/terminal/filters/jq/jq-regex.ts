// The patterns of jq are Oniguruma's (syntax PERL_NT, in UTF-8): said for the browser's matcher, which knows the same things by other signs
// and throws at what Oniguruma only finds needless.
// Simplified: no possessive repetitions, no atomic groups, and flags within a pattern only as its first word, (?i).
import { isEndlessPattern } from "#api/pattern";
import { JqError } from "./jq-values.ts";

const WORD = String.raw`\p{L}\p{M}\p{N}\p{Pc}`;
/** `[[:upper:]]`: what stands for it within brackets. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ["alpha", String.raw`\p{Alphabetic}`],
  ["digit", String.raw`\p{Nd}`],
  ["alnum", String.raw`\p{Alphabetic}\p{Nd}`],
  ["upper", String.raw`\p{Uppercase}`],
  ["lower", String.raw`\p{Lowercase}`],
  ["space", String.raw`\s`],
  ["blank", String.raw`\t\p{Zs}`],
  ["cntrl", String.raw`\p{Cc}`],
  ["punct", String.raw`\p{P}$+<=>\^\x60\|~`],
  ["word", WORD],
  ["xdigit", "0-9A-Fa-f"],
]);
/** Escapes that have another name here; within brackets the second one. */
const ESCAPES: ReadonlyMap<string, readonly [outside: string, inside: string]> = new Map([
  ["A", ["^", "A"]],
  ["z", ["$", "z"]],
  ["Z", [String.raw`(?=\n?$)`, "Z"]],
  ["h", ["[0-9A-Fa-f]", "0-9A-Fa-f"]],
  ["w", [`[${WORD}]`, WORD]],
  ["W", [`[^${WORD}]`, String.raw`\W`]],
  ["a", [String.raw`\x07`, String.raw`\x07`]],
  ["e", [String.raw`\x1b`, String.raw`\x1b`]],
]);
/** What the browser's matcher lets be escaped. */
const SAME = /^[\^$\\.*+?()[\]{}|/dDsSbBtnrfvpPkxu0-9]/;
const PIECE = /\\([^])|\[:(\w+):\]|\{(?:(,\d+)|\d+(?:,\d*)?)\}|[^]/uy;

interface Read {
  /** Within brackets. */
  isInside: boolean;
  /** A class such as \w has just been: a - behind it is no range. */
  isAfterClass: boolean;
  out: string;
}

const escaped = (letter: string, isInside: boolean): string => {
  const named = ESCAPES.get(letter);
  if (named) return named[isInside ? 1 : 0];
  if (isInside && (letter === "-" || letter === "B")) return letter === "-" ? String.raw`\-` : "B";
  return SAME.test(letter) ? `\\${letter}` : letter;
};

const plain = (text: string, read: Read): string => {
  if (!read.isInside) {
    if (/^[{}\]]$/.test(text)) return `\\${text}`;
    read.isInside = text === "[";
    return text;
  }
  // A bracket that closes at once is a letter.
  if (text === "]" && /(?:^|[^\\])\[\^?$/.test(read.out)) return String.raw`\]`;
  if (text === "]") read.isInside = false;
  return text === "-" && read.isAfterClass ? String.raw`\-` : text === "[" ? String.raw`\[` : text;
};

/** The same pattern in the browser's words. */
const translated = (pattern: string): string => {
  const read: Read = { isInside: false, isAfterClass: false, out: "" };
  PIECE.lastIndex = 0;
  for (let found = PIECE.exec(pattern); found; found = PIECE.exec(pattern)) {
    const [text, letter, name = "", most] = found;
    const named = read.isInside ? CLASSES.get(name) : undefined;
    const wasClass = named !== undefined || (letter !== undefined && /[wWdDsSh]/.test(letter));
    if (letter !== undefined) read.out += escaped(letter, read.isInside);
    else if (named !== undefined) read.out += named;
    else if (text.length > 1 && text.startsWith("{") && !read.isInside) read.out += most ? `{0${most}}` : text;
    else {
      // Of a longer piece that means nothing here its first letter is read; the rest comes again.
      const first = String.fromCodePoint(text.codePointAt(0)!);
      PIECE.lastIndex = found.index + first.length;
      read.out += plain(first, read);
    }
    read.isAfterClass = wasClass;
  }
  return read.out;
};

/** `x`: blanks and remarks mean nothing. */
const withoutBlanks = (pattern: string): string =>
  pattern.replaceAll(/\\[^]|\[(?:\\[^]|[^\]\\])*\]|\s+|#[^\n]*/g, (part) => (/^[\s#]/.test(part) ? "" : part));

const bad = (pattern: string, why: string): never => {
  throw new JqError(`${pattern} (at offset 0) is not a valid regex: ${why}`);
};

export interface JqPattern {
  readonly regExp: RegExp;
  readonly isGlobal: boolean;
  /** Matches of nothing do not count. */
  readonly isNotEmpty: boolean;
}

/** All functions read their patterns here, so that they take the same ones. */
export const patternOf = (pattern: string, flags: string): JqPattern => {
  if (/[^gixsnlp]/.test(flags)) throw new JqError(`${flags} is not a valid modifier string`);
  const [, start, rest = ""] = /^(\(\?i\))?([^]*)$/.exec(flags.includes("x") ? withoutBlanks(pattern) : pattern) ?? [];
  const source = translated(rest);
  if (isEndlessPattern(source)) bad(pattern, "a repetition within a repetition is not understood here");
  const signs = `dgu${start !== undefined || flags.includes("i") ? "i" : ""}${flags.includes("p") ? "s" : ""}`;
  try {
    return { regExp: new RegExp(source, signs), isGlobal: flags.includes("g"), isNotEmpty: flags.includes("n") };
  } catch {
    return bad(pattern, "Invalid regular expression");
  }
};

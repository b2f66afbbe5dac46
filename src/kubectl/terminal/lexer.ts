// Models the tokens of a POSIX shell as far as people type them at a prompt: words with quotes and expansions, and operators.
import type { Word, WordPart } from "./ast.ts";
import { ENDS_WORD, type Read, readParameter } from "./read-parameter.ts";
import { endsBefore, ShellSyntaxError, UnfinishedError } from "./shell-error.ts";

export type Token =
  | {
      readonly t: "word";
      readonly word: Word;
      /** The bare text, if nothing in it was quoted or expanded. */ readonly bare?: string;
    }
  | { readonly t: "op"; readonly v: string }
  /** `((i < 3))` */
  | { readonly t: "sum"; readonly source: string };

/** Where a token stands in the line. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

const OPERATORS = [
  "&&",
  "||",
  "&>>",
  "&>",
  "|&",
  "1>&2",
  ">&2",
  "2>&1",
  "2>&-",
  "2>>",
  "2>",
  ">>",
  "1>",
  "<<<",
  "|",
  ";;",
  ";",
  "&",
  ">",
  "<",
  "\n",
  "(",
  ")",
] as const;
const SPACE = /[ \t\r]/;

/** A text that begins behind the line: `<<EOF`, `<<-EOF` without its tabs, `<<'EOF'` as it stands. */
interface Heredoc {
  readonly token: number;
  readonly end: string;
  readonly hasTabs: boolean;
  readonly isPlain: boolean;
}

const HEREDOC = /^<<(-?)[ \t]*(?:'([^'\n]+)'|"([^"\n]+)"|([\w.]+))/;

/** The tokens of a line. Throws ShellSyntaxError as bash would refuse it; of one that is `typed` also where bash would go on reading. */
export const tokenize = (source: string, places: Place[] = [], isTyped = false): Token[] => {
  const tokens: Token[] = [];
  let heredocs: Heredoc[] = [];
  let at = 0;
  while (at < source.length) {
    const c = source[at]!;
    if (SPACE.test(c)) at++;
    else if (c === "\\" && source[at + 1] === "\n") at += 2;
    else if (c === "#") at = endOfLine(source, at);
    else if (HEREDOC.test(source.slice(at, at + 200))) {
      const { length, ...heredoc } = beginHeredoc(source, at);
      heredocs.push({ token: tokens.length + 1, ...heredoc });
      tokens.push({ t: "op", v: "<<" }, { t: "word", word: [] });
      const place = { from: at, to: at + length };
      places.push(place, place);
      at = place.to;
    } else if (c === "\n" && heredocs.length > 0) {
      tokens.push({ t: "op", v: "\n" });
      places.push({ from: at, to: at });
      const read = readHeredocs(source, at + 1, heredocs);
      if (!isTyped) fillIn(tokens, heredocs, read.texts);
      else if (read.isOpen) break;
      at = read.end;
      heredocs = [];
    } else {
      const read = readToken(source, at, tokens);
      tokens.push(read.token);
      places.push({ from: at, to: read.end });
      at = read.end;
    }
  }
  // A text behind the line has not come, or the last letter is a backslash that takes the next one with it.
  if (isTyped && (heredocs.length > 0 || at > source.length)) throw new UnfinishedError("unexpected end of file");
  return tokens;
};

const readToken = (
  source: string,
  at: number,
  before: readonly Token[],
): { readonly token: Token; readonly end: number } => {
  const sumEnd = source.startsWith("((", at) ? closing(source, at) : 0;
  if (sumEnd > 0 && source[sumEnd - 1] === ")") {
    return { token: { t: "sum", source: source.slice(at + 2, sumEnd - 1) }, end: sumEnd + 1 };
  }
  if (isPatternNext(before) && !/["'$]/.test(source[at]!)) {
    const [pattern = ""] = /^\S+/.exec(source.slice(at)) ?? [];
    return { token: { t: "word", word: [{ t: "text", v: pattern, q: false }] }, end: at + pattern.length };
  }
  if (source.startsWith("<(", at)) {
    const end = closing(source, at + 1);
    const command = { t: "cmd", source: source.slice(at + 2, end), q: true, isFile: true } as const;
    return { token: { t: "word", word: [command] }, end: end + 1 };
  }
  if (source.startsWith(">(", at))
    throw new ShellSyntaxError("nothing can be written to a command by >( ) here: use |");
  const op = OPERATORS.find((o) => source.startsWith(o, at));
  if (op !== undefined) return { token: { t: "op", v: op }, end: at + op.length };
  const read = readWord(source, at);
  return { token: toToken(read.parts), end: read.end };
};

/** Behind `=~` stands a pattern, brackets and bars and all. */
const isPatternNext = (tokens: readonly Token[]): boolean => {
  const last = tokens.at(-1);
  return last?.t === "word" && last.bare === "=~";
};

interface Heredocs {
  readonly texts: readonly string[];
  /** Where the line goes on. */
  readonly end: number;
  readonly isOpen: boolean;
}

/** The texts behind a line. One without its end goes to the end, as bash warns. */
const readHeredocs = (source: string, from: number, heredocs: readonly Heredoc[]): Heredocs => {
  let at = from;
  let isOpen = false;
  const texts = heredocs.map(({ end, hasTabs }) => {
    let text = "";
    isOpen = true;
    while (isOpen && at < source.length) {
      const line = source.slice(at, endOfLine(source, at));
      at = Math.min(at + line.length + 1, source.length);
      const shown = hasTabs ? line.replace(/^\t+/, "") : line;
      isOpen = shown !== end;
      if (isOpen) text += `${shown}\n`;
    }
    return text;
  });
  return { texts, end: at, isOpen };
};

const beginHeredoc = (source: string, at: number): Omit<Heredoc, "token"> & { readonly length: number } => {
  const [whole, dash, single, double, bare] = HEREDOC.exec(source.slice(at, at + 200))!;
  const end = single ?? double ?? bare ?? "";
  return { end, hasTabs: dash === "-", isPlain: bare === undefined, length: whole.length };
};

/** What is wrong in a text is wrong only when it is expanded: where a line ends does not depend on it. */
const fillIn = (tokens: Token[], heredocs: readonly Heredoc[], texts: readonly string[]): void => {
  for (const [i, { token, isPlain }] of heredocs.entries()) {
    const text = texts[i]!;
    tokens[token] = { t: "word", word: isPlain ? [{ t: "text", v: text, q: true }] : readHeredocText(text) };
  }
};

/** Variables and commands are expanded, quotes are letters. */
const readHeredocText = (text: string): readonly WordPart[] => {
  const parts: WordPart[] = [];
  let plain = "";
  for (let at = 0; at < text.length;) {
    const c = text[at]!;
    const read = c === "$" || c === "`" ? readExpansion(text, at, true) : undefined;
    if (read) {
      parts.push({ t: "text", v: plain, q: true }, ...read.parts);
      plain = "";
      at = read.end;
    } else if (c === "\\" && "$`\\".includes(text[at + 1] ?? "x")) {
      plain += text[at + 1];
      at += 2;
    } else {
      plain += c;
      at++;
    }
  }
  return [...parts, { t: "text", v: plain, q: true }];
};

const endOfLine = (source: string, at: number): number => {
  const end = source.indexOf("\n", at);
  return end < 0 ? source.length : end;
};

const toToken = (parts: readonly WordPart[]): Token => {
  const isBare = parts.every((p) => p.t === "text" && !p.q);
  const word = parts.length === 0 ? [{ t: "text" as const, v: "", q: true }] : parts;
  return isBare && parts.length > 0
    ? { t: "word", word, bare: parts.map((p) => (p.t === "text" ? p.v : "")).join("") }
    : { t: "word", word };
};

const readWord = (source: string, from: number): Read => {
  const parts: WordPart[] = [];
  let at = from;
  let text = "";
  const flush = (): void => {
    if (text !== "") parts.push({ t: "text", v: text, q: false });
    text = "";
  };
  while (at < source.length && !ENDS_WORD.test(source[at]!)) {
    const c = source[at]!;
    if (c === "\\") {
      flush();
      // Before the end of a line it takes that away.
      if (source[at + 1] !== "\n") parts.push({ t: "text", v: source[at + 1] ?? "", q: true });
      at += 2;
    } else if (c === "'") {
      flush();
      const end = source.indexOf("'", at + 1);
      if (end < 0) throw endsBefore("'");
      parts.push({ t: "text", v: source.slice(at + 1, end), q: true });
      at = end + 1;
    } else if (c === '"') {
      flush();
      const read = readDoubleQuoted(source, at + 1);
      parts.push(...read.parts);
      at = read.end;
    } else if (c === "$" && source[at + 1] === "'") {
      flush();
      const read = readEscaped(source, at + 2);
      parts.push(...read.parts);
      at = read.end;
    } else if (c === "$" || c === "`") {
      const read = readExpansion(source, at, false);
      if (read) {
        flush();
        parts.push(...read.parts);
        at = read.end;
      } else {
        text += c;
        at++;
      }
    } else {
      text += c;
      at++;
    }
  }
  flush();
  return { parts, end: at };
};

const readDoubleQuoted = (source: string, from: number): Read => {
  const parts: WordPart[] = [];
  let text = "";
  let at = from;
  for (;;) {
    const c = source[at];
    if (c === undefined) throw endsBefore('"');
    if (c === '"') break;
    const next = source[at + 1] ?? "";
    const read = c === "$" || c === "`" ? readExpansion(source, at, true) : undefined;
    if (read) {
      parts.push({ t: "text", v: text, q: true }, ...read.parts);
      text = "";
      at = read.end;
    } else if (c === "\\" && '$`"\\\n'.includes(next)) {
      text += next === "\n" ? "" : next;
      at += 2;
    } else {
      text += c;
      at++;
    }
  }
  parts.push({ t: "text", v: text, q: true });
  return { parts, end: at + 1 };
};

/** `$name`, `${name}`, `$(...)` or a back-quoted command; undefined if the sign stands for itself. */
const readExpansion = (source: string, at: number, q: boolean): Read | undefined => {
  if (source[at] === "`") {
    const end = source.indexOf("`", at + 1);
    if (end < 0) throw endsBefore("`");
    return { parts: [{ t: "cmd", source: source.slice(at + 1, end), q }], end: end + 1 };
  }
  if (source.startsWith("((", at + 1)) {
    const end = closing(source, at + 1);
    // `$((a) | b)` is a command.
    if (source[end - 1] === ")")
      return { parts: [{ t: "sum", word: readHeredocText(source.slice(at + 3, end - 1)), q }], end: end + 1 };
  }
  if (source[at + 1] === "(") {
    const end = closing(source, at + 1);
    return { parts: [{ t: "cmd", source: source.slice(at + 2, end), q }], end: end + 1 };
  }
  const rest = source.slice(at + 1);
  const parameter = /^\{(?:#[A-Za-z_\d]|[A-Za-z_]\w*[^\w}]|[\d@*][^\d}])/.test(rest);
  if (parameter) return readParameter(source, at, { q, readWord });
  const m = /^\{([A-Za-z_]\w*|[?#@*\d])\}|^([A-Za-z_]\w*|[?#@*\d$!])/.exec(rest);
  if (!m && /^\{\w+$/.test(rest)) throw endsBefore("}");
  if (!m) return undefined;
  return { parts: [{ t: "var", name: m[1] ?? m[2] ?? "", q }], end: at + 1 + m[0].length };
};

/** Where the parenthesis that opens at `at` closes, quotes heeded. */
const closing = (source: string, at: number): number => {
  let depth = 0;
  let quote = "";
  for (let i = at; i < source.length; i++) {
    const c = source[i]!;
    if (quote !== "") {
      if (c === quote) quote = "";
    } else if (c === "'" || c === '"') quote = c;
    else if (c === "(") depth++;
    else if (c === ")" && --depth === 0) return i;
  }
  throw endsBefore(")");
};

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["e", "\u001B"],
]);

/** `$'a\tb'`. */
const readEscaped = (source: string, from: number): Read => {
  const [whole, text = ""] = /^((?:[^'\\]|\\[^])*)'/.exec(source.slice(from)) ?? [];
  if (whole === undefined) throw endsBefore("'");
  const v = text.replaceAll(/\\([^])/g, (_, letter: string) => ESCAPES.get(letter) ?? letter);
  return { parts: [{ t: "text", v, q: true }], end: from + whole.length };
};

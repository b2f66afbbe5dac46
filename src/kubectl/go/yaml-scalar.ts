// Models sigs.k8s.io/yaml/goyaml.v2: which style a string gets, and how long lines are folded.
// The rules are those of libyaml's emitter (analyze_scalar, select_scalar_style) with yaml 1.1 resolution of plain words.

const BEST_WIDTH = 80;

const PLAIN_WORDS = new Set(
  (
    "y Y yes Yes YES n N no No NO true True TRUE false False FALSE on On ON off Off OFF ~ null Null NULL << " +
    ".nan .NaN .NAN .inf .Inf .INF +.inf +.Inf +.INF -.inf -.Inf -.INF"
  ).split(" "),
);

const INTEGER = /^[-+]?(?:0b[01]+|0o?[0-7]+|0x[0-9a-fA-F]+|[1-9][0-9]*|0)$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;
const BASE60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/;
const TIMESTAMP =
  /^\d{4}-\d{1,2}-\d{1,2}(?:(?:[Tt]|[ \t]+)\d{1,2}:\d{1,2}:\d{1,2}(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d{1,2}:\d{2}))?)?$/;

/** Whether yaml 1.1 reads this word as something other than a string. */
const isOtherThanString = (value: string): boolean => {
  if (value === "" || PLAIN_WORDS.has(value)) return true;
  if (BASE60.test(value) || TIMESTAMP.test(value)) return true;
  const first = value.charAt(0);
  if (!/[-+.0-9]/.test(first)) return false;
  const digits = value.replaceAll("_", "");
  return INTEGER.test(digits) || FLOAT.test(digits);
};

interface Analysis {
  isPlainAllowed: boolean;
  isSingleAllowed: boolean;
  isBlockAllowed: boolean;
  hasBreaks: boolean;
}

const isBreak = (ch: string | undefined): boolean =>
  ch === "\n" || ch === "\r" || ch === "\u0085" || ch === "\u2028" || ch === "\u2029";
const isBlank = (ch: string | undefined): boolean => ch === undefined || ch === " " || ch === "\t" || isBreak(ch);

const isPrintable = (ch: string): boolean => {
  const code = ch.codePointAt(0) ?? 0;
  if (code === 0x0a) return true;
  if (code >= 0x20 && code <= 0x7e) return true;
  return code >= 0xa0 && !(code >= 0xd800 && code <= 0xdfff) && code !== 0xfeff && code !== 0xfffe && code !== 0xffff;
};

/** Whether a character makes a plain scalar in block context impossible where it stands. */
const isIndicator = (ch: string, index: number, before: string | undefined, after: string | undefined): boolean => {
  if (index === 0) {
    if ("#,[]{}&*!|>'\"%@`".includes(ch)) return true;
    return "?:-".includes(ch) && isBlank(after);
  }
  if (ch === ":") return isBlank(after);
  return ch === "#" && isBlank(before);
};

const isEdge = (ch: string | undefined): boolean => ch === " " || isBreak(ch);

const analyze = (chars: readonly string[]): Analysis => {
  const last = chars.at(-1);
  const start = chars.slice(0, 3).join("");
  const hasIndicator =
    start === "---" ||
    start === "..." ||
    chars.some((ch, index) => isIndicator(ch, index, chars[index - 1], chars[index + 1]));
  const hasBreaks = chars.some(isBreak);
  const hasBreakSpace = chars.some((ch, index) => ch === " " && isBreak(chars[index - 1]));
  const hasSpaceBreak = chars.some((ch, index) => isBreak(ch) && chars[index - 1] === " ");
  const isEdged = isEdge(chars[0]) || isEdge(last);
  const isBroken = hasSpaceBreak || !chars.every(isPrintable);
  return {
    isPlainAllowed: !isEdged && !hasBreakSpace && !isBroken && !hasBreaks && !hasIndicator,
    isSingleAllowed: !hasBreakSpace && !isBroken,
    isBlockAllowed: last !== " " && !isBroken,
    hasBreaks,
  };
};

export interface ScalarContext {
  /** Columns already written on the line. */
  readonly column: number;
  /** Where continuation lines begin. */
  readonly indent: number;
  /** A mapping key: one line, no literal block. */
  readonly isKey: boolean;
}

/** A string as the emitter writes it, continuation lines included. */
export const yamlString = (value: string, context: ScalarContext): string => {
  const chars = Array.from(value);
  const analysis = analyze(chars);
  if (value.includes("\n")) {
    if (analysis.isBlockAllowed && !context.isKey) return literal(value, context);
    return doubleQuoted(chars, context);
  }
  if (isOtherThanString(value)) return doubleQuoted(chars, context);
  if (analysis.isPlainAllowed) return plain(chars, context);
  return analysis.isSingleAllowed ? singleQuoted(chars, context) : doubleQuoted(chars, context);
};

/** Writes runs of text, breaking the line at a single space once the line is longer than eighty columns. */
class Folder {
  #out = "";
  #column: number;
  readonly #context: ScalarContext;
  #wasSpace = false;

  constructor(context: ScalarContext) {
    this.#context = context;
    this.#column = context.column;
  }
  get text(): string {
    return this.#out;
  }
  raw(piece: string): void {
    this.#out += piece;
    this.#column += Array.from(piece).length;
    this.#wasSpace = false;
  }
  /** A space of the value; `canBreak` says whether the line may be broken here. */
  space(canBreak: boolean): boolean {
    const isBroken = canBreak && !this.#context.isKey && !this.#wasSpace && this.#column > BEST_WIDTH;
    if (isBroken) {
      this.#out += `\n${" ".repeat(this.#context.indent)}`;
      this.#column = this.#context.indent;
    } else {
      this.#out += " ";
      this.#column++;
    }
    this.#wasSpace = true;
    return isBroken;
  }
}

const plain = (chars: readonly string[], context: ScalarContext): string => {
  const folder = new Folder(context);
  for (const [index, ch] of chars.entries()) {
    if (ch === " ") folder.space(chars[index + 1] !== " ");
    else folder.raw(ch);
  }
  return folder.text;
};

const singleQuoted = (chars: readonly string[], context: ScalarContext): string => {
  const folder = new Folder(context);
  folder.raw("'");
  for (const [index, ch] of chars.entries()) {
    if (ch === " ") folder.space(index > 0 && index < chars.length - 1 && chars[index + 1] !== " ");
    else folder.raw(ch === "'" ? "''" : ch);
  }
  folder.raw("'");
  return folder.text;
};

const ESCAPES: { readonly [ch: string]: string } = {
  "\0": String.raw`\0`,
  "\u0007": String.raw`\a`,
  "\b": String.raw`\b`,
  "\t": String.raw`\t`,
  "\n": String.raw`\n`,
  "\v": String.raw`\v`,
  "\f": String.raw`\f`,
  "\r": String.raw`\r`,
  "\u001B": String.raw`\e`,
  '"': String.raw`\"`,
  "\\": "\\\\",
  "\u0085": String.raw`\N`,
  "\u00A0": String.raw`\_`,
  "\u2028": String.raw`\L`,
  "\u2029": String.raw`\P`,
};

const escape = (ch: string): string => {
  const known = ESCAPES[ch];
  if (known !== undefined) return known;
  if (isPrintable(ch)) return ch;
  const code = ch.codePointAt(0) ?? 0;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, "0")}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
};

const doubleQuoted = (chars: readonly string[], context: ScalarContext): string => {
  const folder = new Folder(context);
  folder.raw('"');
  for (const [index, ch] of chars.entries()) {
    if (ch !== " ") folder.raw(escape(ch));
    else if (folder.space(index > 0 && index < chars.length - 1) && chars[index + 1] === " ") folder.raw("\\");
  }
  folder.raw('"');
  return folder.text;
};

const literal = (value: string, context: ScalarContext): string => {
  const needsIndentHint = value.startsWith(" ") || value.startsWith("\n");
  const chomp = value.endsWith("\n") ? (value.endsWith("\n\n") || value === "\n" ? "+" : "") : "-";
  const body = value.endsWith("\n") ? value.slice(0, -1) : value;
  const pad = " ".repeat(context.indent);
  const lines = body.split("\n").map((line) => (line === "" ? "" : pad + line));
  return `|${needsIndentHint ? "2" : ""}${chomp}\n${lines.join("\n")}`;
};

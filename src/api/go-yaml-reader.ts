// Models readerc.go and the scalars of scannerc.go of go.yaml.in/yaml/v2 (v2.4): a text, a place in it, and how far a scalar goes.

/** `line` counts from 1; 0 is not told. */
export class YamlProblem extends Error {
  constructor(line: number, problem: string) {
    super(line > 0 ? `yaml: line ${line}: ${problem}` : `yaml: ${problem}`);
  }
}

const ESCAPES = "0abt\tnvfre \"'/\\N_LP";
const HEX_LENGTHS: { readonly [letter: string]: number } = { x: 2, u: 4, U: 8 };

export class Reader {
  readonly #text: string;
  at = 0;
  line = 0;
  column = 0;

  constructor(text: string) {
    this.#text = text.replaceAll(/\r\n?/g, "\n");
  }

  /** A scanner's error tells the line it happened in, but for the first. */
  fail(problem: string): never {
    throw new YamlProblem(this.line === 0 ? 0 : this.line + 1, problem);
  }

  char(ahead = 0): string {
    return this.#text.charAt(this.at + ahead);
  }

  rest(): string {
    return this.#text.slice(this.at);
  }

  isBlank(ahead = 0): boolean {
    const character = this.char(ahead);
    return character === " " || character === "\t";
  }

  /** A line's end or the text's. */
  isEnd(ahead = 0): boolean {
    const character = this.char(ahead);
    return character === "" || character === "\n";
  }

  isBlankOrEnd(ahead = 0): boolean {
    return this.isEnd(ahead) || this.isBlank(ahead);
  }

  skip(count = 1): void {
    for (let i = 0; i < count; i++) {
      const isBreak = this.char() === "\n";
      this.at++;
      this.column = isBreak ? 0 : this.column + 1;
      if (isBreak) this.line++;
    }
  }

  skipLine(): void {
    while (!this.isEnd()) this.skip();
    if (this.char() === "\n") this.skip();
  }

  /** The text's end counts as a line's end. */
  endLine(): void {
    if (this.column === 0) return;
    this.column = 0;
    this.line++;
  }

  documentMark(): "document-start" | "document-end" | "directive" | undefined {
    const mark = this.#text.slice(this.at, this.at + 3);
    if (mark === "---" && this.isBlankOrEnd(3)) return "document-start";
    if (mark === "..." && this.isBlankOrEnd(3)) return "document-end";
    return mark.startsWith("%") ? "directive" : undefined;
  }

  isDocumentMark(): boolean {
    const mark = this.column === 0 ? this.documentMark() : undefined;
    return mark === "document-start" || mark === "document-end";
  }
}

export const skipBlockScalar = (reader: Reader, parentIndent: number): void => {
  reader.skip();
  const [header = ""] = /^(?:\d[+-]?|[+-]\d?)?/.exec(reader.rest()) ?? [];
  reader.skip(header.length);
  if (header.includes("0")) reader.fail("found an indentation indicator equal to 0");
  while (reader.isBlank()) reader.skip();
  if (reader.char() === "#") while (!reader.isEnd()) reader.skip();
  if (!reader.isEnd()) reader.fail("did not find expected comment or line break");
  reader.skipLine();
  const increment = Number(/\d/.exec(header)?.[0] ?? 0);
  let indent = increment > 0 ? Math.max(parentIndent, 0) + increment : 0;
  for (;;) {
    const deepest = skipIndentation(reader, indent);
    if (indent === 0) indent = Math.max(deepest, parentIndent + 1, 1);
    if (reader.column !== indent || reader.char() === "") return;
    reader.skipLine();
  }
};

/** Skips indentation and empty lines; answers how deep it went. */
const skipIndentation = (reader: Reader, indent: number): number => {
  const isShort = (): boolean => indent === 0 || reader.column < indent;
  let deepest = 0;
  for (;;) {
    while (isShort() && reader.char() === " ") reader.skip();
    deepest = Math.max(deepest, reader.column);
    if (isShort() && reader.char() === "\t") {
      reader.fail("found a tab character where an indentation space is expected");
    }
    if (reader.char() !== "\n") return deepest;
    reader.skip();
  }
};

export const skipQuoted = (reader: Reader, quote: string): void => {
  reader.skip();
  const isClosing = (): boolean => reader.char() === quote && !(quote === "'" && reader.char(1) === quote);
  while (!isClosing()) {
    if (reader.isDocumentMark()) reader.fail("found unexpected document indicator");
    if (reader.char() === "") reader.fail("found unexpected end of stream");
    if (reader.char() === quote) reader.skip();
    else if (quote === '"' && reader.char() === "\\") skipEscape(reader);
    reader.skip();
  }
  reader.skip();
};

/** Stands on the escape's last character afterwards. */
const skipEscape = (reader: Reader): void => {
  const letter = reader.char(1);
  if (letter === "\n") return reader.skip();
  const length = HEX_LENGTHS[letter];
  if (length === undefined) {
    if (letter === "" || !ESCAPES.includes(letter)) reader.fail("found unknown escape character");
    return reader.skip();
  }
  reader.skip(2);
  for (let i = 0; i < length; i++) {
    if (!/[0-9a-fA-F]/.test(reader.char(i))) reader.fail("did not find expected hexdecimal number");
  }
  return reader.skip(length - 1);
};

/** Answers whether a line ended after the scalar. */
export const skipPlain = (reader: Reader, indent: number, isFlow: boolean): boolean => {
  for (;;) {
    if (reader.isDocumentMark() || reader.char() === "#") return reader.column === 0;
    while (!reader.isBlankOrEnd() && !endsPlain(reader, isFlow)) reader.skip();
    if (!reader.isBlank() && reader.char() !== "\n") return false;
    const hasBreaks = skipBlanks(reader, indent);
    if (!isFlow && reader.column < indent) return hasBreaks;
    if (endsPlain(reader, isFlow) || reader.char() === "#" || reader.char() === "") return hasBreaks;
  }
};

const skipBlanks = (reader: Reader, indent: number): boolean => {
  let hasBreaks = false;
  while (reader.isBlank() || reader.char() === "\n") {
    if (hasBreaks && reader.column < indent && reader.char() === "\t") {
      reader.fail("found a tab character that violates indentation");
    }
    if (reader.char() === "\n") hasBreaks = true;
    reader.skip();
  }
  return hasBreaks;
};

const endsPlain = (reader: Reader, isFlow: boolean): boolean => {
  if (reader.char() === ":" && reader.isBlankOrEnd(1)) return true;
  return isFlow && reader.char() !== "" && ",?[]{}".includes(reader.char());
};

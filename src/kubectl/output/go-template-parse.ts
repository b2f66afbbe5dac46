// Models the grammar of text/template that people write after -o go-template=: actions, pipelines, range, if, with, variables.
// Simplified: no define, template, block and break; they are said so by the parser.

export type Expr =
  | { readonly type: "literal"; readonly value: string | number | boolean | null }
  | { readonly type: "field"; readonly names: readonly string[]; readonly of?: Expr; readonly place: Place }
  | { readonly type: "variable"; readonly name: string; readonly names: readonly string[] }
  | { readonly type: "call"; readonly name: string; readonly args: readonly Expr[]; readonly place: Place }
  | { readonly type: "pipe"; readonly stages: readonly Expr[] };

/** Where something stands, and its text: errors tell both. */
export interface Place {
  readonly at: number;
  readonly text: string;
}

export interface Pipeline {
  readonly variables: readonly string[];
  readonly isAssignment: boolean;
  readonly value: Expr;
}

export type TemplateNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "action"; readonly pipeline: Pipeline }
  | {
      readonly type: "if" | "range" | "with";
      readonly pipeline: Pipeline;
      readonly body: readonly TemplateNode[];
      readonly otherwise: readonly TemplateNode[];
    };

export class GoTemplateError extends Error {
  readonly isParse: boolean;
  /** What was printed before. */
  readonly printed: string;
  constructor(text: string, isParse = false, printed = "") {
    super(text);
    this.isParse = isParse;
    this.printed = printed;
  }

  after(text: string): GoTemplateError {
    return new GoTemplateError(this.message, this.isParse, text + this.printed);
  }
}

const parseError = (text: string): GoTemplateError => new GoTemplateError(`template: output:1: ${text}`, true);

interface Piece {
  readonly isAction: boolean;
  readonly text: string;
  readonly at: number;
}

/** Text and actions; `{{-` and `-}}` eat the white space beside them. */
const pieces = (template: string): Piece[] => {
  const out: Piece[] = [];
  let rest = template;
  while (rest !== "") {
    const open = rest.indexOf("{{");
    if (open < 0) {
      out.push({ isAction: false, text: rest, at: 0 });
      break;
    }
    let before = rest.slice(0, open);
    const close = rest.indexOf("}}", open);
    if (close < 0) throw parseError("unclosed action");
    let body = rest.slice(open + 2, close);
    let at = template.length - rest.length + open + 2;
    rest = rest.slice(close + 2);
    if (/^-\s/.test(body)) {
      before = before.trimEnd();
      body = body.slice(1);
      at++;
    }
    if (/\s-$/.test(body)) {
      body = body.slice(0, -1);
      rest = rest.trimStart();
    }
    if (before !== "") out.push({ isAction: false, text: before, at: 0 });
    out.push({ isAction: true, text: body.trim(), at: at + body.length - body.trimStart().length });
  }
  return out;
};

const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)'|:=|[|(),=]|\$?[\w.]*[\w.]|\$|-?\d+(?:\.\d+)?/gy;

interface Token {
  readonly word: string;
  /** In the action. */
  readonly start: number;
}

const tokens = (text: string): Token[] => {
  const out: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match[0].trim() !== "") out.push({ word: match[0], start: match.index });
    end = match.index + match[0].length;
  }
  if (end < text.length) throw parseError(`unexpected ${JSON.stringify(text.slice(end, end + 1))} in command`);
  return out;
};

class Parser {
  readonly #pieces: Piece[];
  readonly #declared = new Set<string>();
  constructor(template: string) {
    this.#pieces = pieces(template);
  }

  parse(): TemplateNode[] {
    const { nodes, end } = this.#nodes();
    if (end !== undefined) throw parseError(`unexpected {{${end.text}}}`);
    return nodes;
  }

  #nodes(): { nodes: TemplateNode[]; end: Piece | undefined } {
    const nodes: TemplateNode[] = [];
    for (;;) {
      const piece = this.#pieces.shift();
      if (!piece) return { nodes, end: undefined };
      if (!piece.isAction) {
        nodes.push({ type: "text", text: piece.text });
        continue;
      }
      if (piece.text.startsWith("/*")) continue;
      const word = /^(\w+)?/.exec(piece.text)?.[1] ?? "";
      if (word === "end" || word === "else") return { nodes, end: piece };
      if (word === "if" || word === "range" || word === "with")
        nodes.push(this.#block(word, { ...piece, text: piece.text.slice(word.length), at: piece.at + word.length }));
      else if (["define", "template", "block", "break", "continue"].includes(word)) {
        throw parseError(`{{${word}}} is not simulated`);
      } else nodes.push({ type: "action", pipeline: pipeline(piece, "command", this.#declared) });
    }
  }

  #block(type: "if" | "range" | "with", head: Piece): TemplateNode {
    const value = pipeline(head, type, this.#declared);
    const { nodes: body, end } = this.#nodes();
    if (end === undefined) throw parseError("unexpected EOF");
    if (end.text === "end") return { type, pipeline: value, body, otherwise: [] };
    const chained = end.text.slice("else".length).trim();
    if (chained !== "") {
      const word = chained.startsWith("with") ? "with" : "if";
      const text = chained.slice(word.length);
      const inner = { ...end, text, at: end.at + end.text.length - text.length };
      return { type, pipeline: value, body, otherwise: [this.#block(word, inner)] };
    }
    const rest = this.#nodes();
    if (rest.end === undefined) throw parseError("unexpected EOF");
    return { type, pipeline: value, body, otherwise: rest.nodes };
  }
}

const pipeline = ({ text, at: base }: Piece, what: string, declared: Set<string>): Pipeline => {
  const found = tokens(text);
  const words = found.map(({ word }) => word);
  const assign = words.findIndex((word) => word === ":=" || word === "=");
  const variables = assign < 0 ? [] : words.slice(0, assign).filter((word) => word !== ",");
  const rest = words.slice(assign + 1);
  if (rest.length === 0) throw parseError(`missing value for ${what}`);
  const starts = found.slice(assign + 1).map(({ start }) => start);
  const reader = { words: rest, starts, text, base, declared, at: 0 };
  const value = pipe(reader);
  if (reader.at < rest.length) throw parseError(`unexpected ${JSON.stringify(rest[reader.at])} in operand`);
  for (const name of variables) declared.add(name);
  return { variables, isAssignment: words[assign] === "=", value };
};

interface Reader {
  readonly words: readonly string[];
  /** Where each begins in the text of its action, which begins at `base`. */
  readonly starts: readonly number[];
  readonly text: string;
  readonly base: number;
  /** Variables that there are by now. Simplified: in the whole template, not only in their block. */
  readonly declared: Set<string>;
  at: number;
}

/** From one word to where the reader stands. */
const placeFrom = ({ words, starts, text, base, at }: Reader, first: number): Place => {
  const start = starts[first] ?? 0;
  const last = Math.max(first, at - 1);
  return { at: base + start, text: text.slice(start, (starts[last] ?? 0) + (words[last]?.length ?? 0)) };
};

const pipe = (reader: Reader): Expr => {
  const stages = [command(reader)];
  while (reader.words[reader.at] === "|") {
    reader.at++;
    stages.push(command(reader));
  }
  const [first] = stages;
  return stages.length === 1 && first ? first : { type: "pipe", stages };
};

const command = (reader: Reader): Expr => {
  const word = reader.words[reader.at] ?? "";
  if (!/^[A-Za-z_]\w*$/.test(word) || word === "true" || word === "false" || word === "nil") return operand(reader);
  const first = reader.at++;
  const args: Expr[] = [];
  while (reader.at < reader.words.length && !"|)".includes(reader.words[reader.at] ?? "")) args.push(operand(reader));
  return { type: "call", name: word, args, place: placeFrom(reader, first) };
};

const names = (path: string): string[] => path.split(".").filter((name) => name !== "");

const unquote = (word: string): string => {
  if (word.startsWith("`")) return word.slice(1, -1);
  return word.slice(1, -1).replaceAll(/\\(.)/g, (_, ch: string) => ({ n: "\n", t: "\t", r: "\r" })[ch] ?? ch);
};

/** The constant that a word is, if it is one. */
const literal = (word: string): string | number | boolean | null | undefined => {
  if (word.startsWith('"') || word.startsWith("`")) return unquote(word);
  if (word.startsWith("'")) return word.codePointAt(1) ?? 0;
  if (/^-?\d/.test(word)) return Number(word);
  if (word === "true" || word === "false") return word === "true";
  return word === "nil" ? null : undefined;
};

const operand = (reader: Reader): Expr => {
  const word = reader.words[reader.at++] ?? "";
  if (word === "(") {
    const inner = pipe(reader);
    reader.at++;
    const next = reader.words[reader.at] ?? "";
    if (!next.startsWith(".") || next === ".") return inner;
    reader.at++;
    return { type: "field", names: names(next), of: inner, place: placeFrom(reader, reader.at - 1) };
  }
  const value = literal(word);
  if (value !== undefined) return { type: "literal", value };
  if (word.startsWith("$")) {
    const [name = "", ...path] = word.slice(1).split(".");
    if (name !== "" && !reader.declared.has(`$${name}`)) throw parseError(`undefined variable "$${name}"`);
    return { type: "variable", name, names: path.filter((part) => part !== "") };
  }
  const place = placeFrom(reader, reader.at - 1);
  if (word.startsWith(".")) return { type: "field", names: names(word), place };
  if (/^\w+$/.test(word)) return { type: "call", name: word, args: [], place };
  throw parseError(`unexpected ${JSON.stringify(word)} in operand`);
};

export const parseGoTemplate = (template: string): readonly TemplateNode[] => new Parser(template).parse();

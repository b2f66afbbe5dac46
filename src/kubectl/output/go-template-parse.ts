// Models the grammar of text/template that people write after -o go-template=: actions, pipelines, range, if, with, variables.
// Simplified: no define, template, block and break; they are said so by the parser.

export type Expr =
  | { readonly type: "literal"; readonly value: string | number | boolean | null }
  | { readonly type: "field"; readonly names: readonly string[]; readonly of?: Expr }
  | { readonly type: "variable"; readonly name: string; readonly names: readonly string[] }
  | { readonly type: "call"; readonly name: string; readonly args: readonly Expr[] }
  | { readonly type: "pipe"; readonly stages: readonly Expr[] };

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
  constructor(text: string, isParse = false) {
    super(text);
    this.isParse = isParse;
  }
}

const parseError = (text: string): GoTemplateError => new GoTemplateError(`template: output:1: ${text}`, true);

interface Piece {
  readonly isAction: boolean;
  readonly text: string;
}

/** Text and actions; `{{-` and `-}}` eat the white space beside them. */
const pieces = (template: string): Piece[] => {
  const out: Piece[] = [];
  let rest = template;
  while (rest !== "") {
    const open = rest.indexOf("{{");
    if (open < 0) {
      out.push({ isAction: false, text: rest });
      break;
    }
    let before = rest.slice(0, open);
    const close = rest.indexOf("}}", open);
    if (close < 0) throw parseError("unclosed action");
    let body = rest.slice(open + 2, close);
    rest = rest.slice(close + 2);
    if (/^-\s/.test(body)) {
      before = before.trimEnd();
      body = body.slice(1);
    }
    if (/\s-$/.test(body)) {
      body = body.slice(0, -1);
      rest = rest.trimStart();
    }
    if (before !== "") out.push({ isAction: false, text: before });
    out.push({ isAction: true, text: body.trim() });
  }
  return out;
};

const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\]|\\.)'|:=|[|(),=]|\$?[\w.]*[\w.]|\$|-?\d+(?:\.\d+)?/gy;

const tokens = (text: string): string[] => {
  const out: string[] = [];
  let end = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (match[0].trim() !== "") out.push(match[0]);
    end = match.index + match[0].length;
  }
  if (end < text.length) throw parseError(`unexpected ${JSON.stringify(text.slice(end, end + 1))} in command`);
  return out;
};

class Parser {
  readonly #pieces: Piece[];
  constructor(template: string) {
    this.#pieces = pieces(template);
  }

  parse(): TemplateNode[] {
    const { nodes, end } = this.#nodes();
    if (end !== undefined) throw parseError(`unexpected {{${end}}}`);
    return nodes;
  }

  #nodes(): { nodes: TemplateNode[]; end: string | undefined } {
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
      if (word === "end" || word === "else") return { nodes, end: piece.text };
      if (word === "if" || word === "range" || word === "with")
        nodes.push(this.#block(word, piece.text.slice(word.length)));
      else if (["define", "template", "block", "break", "continue"].includes(word)) {
        throw parseError(`{{${word}}} is not simulated`);
      } else nodes.push({ type: "action", pipeline: pipeline(piece.text) });
    }
  }

  #block(type: "if" | "range" | "with", head: string): TemplateNode {
    const { nodes: body, end } = this.#nodes();
    if (end === undefined) throw parseError("unexpected EOF");
    if (end === "end") return { type, pipeline: pipeline(head), body, otherwise: [] };
    const chained = end.slice("else".length).trim();
    if (chained !== "") {
      const word = chained.startsWith("with") ? "with" : "if";
      return { type, pipeline: pipeline(head), body, otherwise: [this.#block(word, chained.slice(word.length))] };
    }
    const rest = this.#nodes();
    if (rest.end === undefined) throw parseError("unexpected EOF");
    return { type, pipeline: pipeline(head), body, otherwise: rest.nodes };
  }
}

const pipeline = (text: string): Pipeline => {
  const words = tokens(text);
  const assign = words.findIndex((word) => word === ":=" || word === "=");
  const variables = assign < 0 ? [] : words.slice(0, assign).filter((word) => word !== ",");
  const rest = words.slice(assign + 1);
  if (rest.length === 0) throw parseError("missing value for command");
  const reader = { words: rest, at: 0 };
  const value = pipe(reader);
  if (reader.at < rest.length) throw parseError(`unexpected ${JSON.stringify(rest[reader.at])} in operand`);
  return { variables, isAssignment: words[assign] === "=", value };
};

interface Reader {
  readonly words: readonly string[];
  at: number;
}

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
  reader.at++;
  const args: Expr[] = [];
  while (reader.at < reader.words.length && !"|)".includes(reader.words[reader.at] ?? "")) args.push(operand(reader));
  return { type: "call", name: word, args };
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
    return { type: "field", names: names(next), of: inner };
  }
  const value = literal(word);
  if (value !== undefined) return { type: "literal", value };
  if (word.startsWith("$")) {
    const [name = "", ...path] = word.slice(1).split(".");
    return { type: "variable", name, names: path.filter((part) => part !== "") };
  }
  if (word.startsWith(".")) return { type: "field", names: names(word) };
  if (/^\w+$/.test(word)) return { type: "call", name: word, args: [] };
  throw parseError(`unexpected ${JSON.stringify(word)} in operand`);
};

export const parseGoTemplate = (template: string): readonly TemplateNode[] => new Parser(template).parse();

// Models k8s.io/client-go/util/jsonpath/parser.go (v1.36): the template and path grammar of `-o jsonpath`.

export type PathNode =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "field"; readonly name: string }
  | { readonly type: "identifier"; readonly name: string }
  | { readonly type: "int"; readonly value: number }
  | { readonly type: "float"; readonly value: number }
  | { readonly type: "bool"; readonly value: boolean }
  | { readonly type: "array"; readonly params: readonly (number | undefined)[] }
  | { readonly type: "filter"; readonly left: PathNode[]; readonly right: PathNode[]; readonly operator: string }
  | { readonly type: "union"; readonly nodes: readonly PathNode[][] }
  | { readonly type: "wildcard" }
  | { readonly type: "recursive" }
  | { readonly type: "list"; readonly nodes: PathNode[] };

/** What is wrong with a template, in the words of the real parser. */
export class JsonPathError extends Error {}

const EOF = "";

class Parser {
  readonly #input: string;
  #pos = 0;

  constructor(input: string) {
    this.#input = input;
  }

  /** Text with `{...}` actions. */
  template(): PathNode[] {
    const nodes: PathNode[] = [];
    while (this.#pos < this.#input.length) {
      const open = this.#input.indexOf("{", this.#pos);
      const end = open < 0 ? this.#input.length : open;
      if (end > this.#pos) nodes.push({ type: "text", text: this.#input.slice(this.#pos, end) });
      if (open < 0) break;
      this.#pos = open + 1;
      nodes.push({ type: "list", nodes: this.#insideAction() });
    }
    return nodes;
  }

  #peek(): string {
    return this.#input[this.#pos] ?? EOF;
  }
  #next(): string {
    const ch = this.#peek();
    if (ch !== EOF) this.#pos++;
    return ch;
  }

  #insideAction(): PathNode[] {
    const nodes: PathNode[] = [];
    for (;;) {
      const ch = this.#peek();
      if (ch === "}") {
        this.#pos++;
        return nodes;
      }
      if (ch === EOF || ch === "\n" || ch === "\r") throw new JsonPathError("unclosed action");
      const node = this.#element();
      if (node) nodes.push(node);
    }
  }

  #element(): PathNode | undefined {
    const rest = this.#input.slice(this.#pos);
    if (rest.startsWith("@") || rest.startsWith("$")) {
      this.#pos++;
      return undefined;
    }
    if (rest.startsWith("[?(")) return this.#filter();
    if (rest.startsWith("..")) {
      this.#pos += 2;
      if (isNameStart(this.#peek())) this.#pendingField = true;
      return { type: "recursive" };
    }
    const ch = this.#next();
    if (this.#pendingField || ch === ".") {
      if (this.#pendingField) this.#pos--;
      this.#pendingField = false;
      return this.#field();
    }
    return this.#other(ch);
  }
  /** After `..` a name follows without a dot of its own. */
  #pendingField = false;

  #other(ch: string): PathNode | undefined {
    if (ch === " " || ch === "\t") return undefined;
    if (ch === "[") return this.#array();
    if (ch === '"' || ch === "'") return { type: "text", text: this.#quoted(ch) };
    if (ch === "*") return { type: "wildcard" };
    if (ch === "+" || ch === "-" || isDigit(ch)) return this.#number(ch);
    if (isNameChar(ch)) return this.#identifier(ch);
    throw new JsonPathError(`unrecognized character in action: U+${codePoint(ch)} '${ch}'`);
  }

  #identifier(first: string): PathNode {
    let name = first;
    while (!isTerminator(this.#peek())) name += this.#next();
    if (name === "true" || name === "false") return { type: "bool", value: name === "true" };
    return { type: "identifier", name };
  }

  #field(): PathNode | undefined {
    if (this.#peek() === "*") {
      this.#pos++;
      return { type: "wildcard" };
    }
    let name = "";
    while (!isTerminator(this.#peek())) {
      const ch = this.#next();
      name += ch === "\\" ? this.#next() : ch;
    }
    return name === "" ? undefined : { type: "field", name };
  }

  #number(first: string): PathNode {
    let digits = first;
    while (/[0-9.xXa-fA-F_]/.test(this.#peek())) digits += this.#next();
    if (/^[+-]?\d+$/.test(digits)) return { type: "int", value: Number(digits) };
    if (/^[+-]?\d*\.\d+$/.test(digits)) return { type: "float", value: Number(digits) };
    throw new JsonPathError(`cannot parse number ${digits}`);
  }

  #quoted(end: string): string {
    let raw = "";
    for (;;) {
      const ch = this.#next();
      if (ch === EOF || ch === "\n") throw new JsonPathError("unterminated quoted string");
      if (ch === end) break;
      raw += ch;
      if (ch === "\\") raw += this.#next();
    }
    return unescape(raw);
  }

  #array(): PathNode {
    let body = "";
    for (;;) {
      const ch = this.#next();
      if (ch === EOF || ch === "\n") throw new JsonPathError("unterminated array");
      if (ch === "]") break;
      body += ch;
    }
    return arrayNode(body);
  }

  #filter(): PathNode {
    this.#pos += 3;
    let left = "";
    let quote = "";
    for (;;) {
      const ch = this.#next();
      if (ch === EOF || ch === "\n") throw new JsonPathError("unterminated filter");
      if (quote === "" && ch === ")") break;
      if (quote === "" && (ch === '"' || ch === "'")) quote = ch;
      else if (ch === quote) quote = "";
      left += ch;
    }
    if (this.#next() !== "]") throw new JsonPathError("unclosed array expect ]");
    return filterNode(left);
  }
}

const isDigit = (ch: string): boolean => ch >= "0" && ch <= "9" && ch !== EOF;
const isNameChar = (ch: string): boolean => /[\p{L}\p{N}_]/u.test(ch);
const isNameStart = (ch: string): boolean => /[\p{L}_]/u.test(ch);
/** What ends a field's name; `:`, `=` and the like belong to the text around an action. */
const isTerminator = (ch: string): boolean => ch === EOF || " \t\n\r.,[]$@{}".includes(ch);
const codePoint = (ch: string): string => (ch.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");

const unescape = (raw: string): string =>
  raw.replaceAll(/\\(.)/g, (_, ch: string) => ({ n: "\n", t: "\t", r: "\r" })[ch] ?? ch);

const SLICE = /^(-?\d*)(?::(-?\d*))?(?::(-?\d*))?$/;
const NAME = /^'([^']*)'$/;

/** jsonpath/parser.go, parseArray: commas part even what is quoted, and only single quotes make a name. */
const arrayNode = (body: string): PathNode => {
  if (body === "*") return sliceNode(":");
  const parts = body.split(",");
  if (parts.length > 1) return { type: "union", nodes: parts.map((part) => [arrayNode(part.replace(/^ +| +$/g, ""))]) };
  const name = NAME.exec(body);
  return name ? quotedPath(name[1] ?? "") : sliceNode(body);
};

/** `['metadata.name']` walks the path; `['a\\.b']` is one field. */
const quotedPath = (path: string): PathNode => {
  const nodes: PathNode[] = [];
  let name = "";
  const flush = (): void => {
    if (name !== "") nodes.push({ type: "field", name });
    name = "";
  };
  for (let index = 0; index < path.length; index++) {
    const ch = path[index] as string;
    if (ch === "\\") name += path[++index] ?? "";
    else if (ch === ".") flush();
    else name += ch;
  }
  flush();
  return { type: "list", nodes };
};

const value = (text: string | undefined): number | undefined =>
  text === undefined || text === "" ? undefined : Number(text);

const sliceNode = (body: string): PathNode => {
  const match = SLICE.exec(body);
  if (!match) throw new JsonPathError(`invalid array index ${body}`);
  const [start, end, step] = [value(match[1]), value(match[2]), value(match[3])];
  if (match[2] !== undefined || match[3] !== undefined) return { type: "array", params: [start, end, step] };
  // `[]` is the first.
  return { type: "array", params: [start ?? 0, start === -1 ? undefined : (start ?? 0) + 1, undefined] };
};

/** jsonpath/parser.go, parseFilter: whatever stands between two operands is their operator, known or not. */
const COMPARISON = /^([^!<>=]+)([!<>=]+)(.+)$/;

const filterNode = (body: string): PathNode => {
  const match = COMPARISON.exec(body);
  if (!match) return { type: "filter", left: operand(body), right: [], operator: "exists" };
  return { type: "filter", left: operand(match[1] ?? ""), right: operand(match[3] ?? ""), operator: match[2] ?? "" };
};

const operand = (text: string): PathNode[] => {
  const nodes = new Parser(`{${text}}`).template();
  const first = nodes[0];
  return first?.type === "list" ? first.nodes : [];
};

export const parseJsonPath = (template: string): PathNode[] => new Parser(template).template();

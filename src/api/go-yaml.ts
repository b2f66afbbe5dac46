// Models parserc.go of go.yaml.in/yaml/v2 (v2.4): whether a document is YAML, and if not, in the words of kubectl and the API server.
import { YamlProblem } from "./go-yaml-reader.ts";
import { Scanner, type Token, type TokenType } from "./go-yaml-scanner.ts";

/** `yaml: line 5: mapping values are not allowed in this context`; undefined if the document can be read. */
export const yamlProblem = (document: string): string | undefined => {
  try {
    new Parser(document).document();
    return undefined;
  } catch (problem) {
    if (problem instanceof YamlProblem) return problem.message;
    throw problem;
  }
};

class Parser {
  readonly #scanner: Scanner;
  readonly #anchors = new Set<string>();

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  document(): void {
    while (this.#is("document-end")) this.#scanner.next();
    if (this.#is("stream-end")) return;
    if (this.#is("directive", "document-start")) {
      while (this.#is("directive")) this.#scanner.next();
      if (!this.#is("document-start")) this.#fail("did not find expected <document start>");
      this.#scanner.next();
      if (this.#is("directive", "document-start", "document-end", "stream-end")) return;
    }
    this.#node(true, false);
    this.#scanner.peek();
  }

  #is(...types: readonly TokenType[]): boolean {
    return types.includes(this.#scanner.peek().type);
  }

  /** A parser's error tells the line before that of the token. */
  #fail(problem: string, token: Token = this.#scanner.peek()): never {
    throw new YamlProblem(token.line, problem);
  }

  #node(isBlock: boolean, isIndentless: boolean): void {
    if (this.#is("alias")) return this.#alias();
    let hasProperties = false;
    while (this.#is("anchor", "tag")) {
      const { name } = this.#scanner.next();
      if (name !== undefined) this.#anchors.add(name);
      hasProperties = true;
    }
    if (isIndentless && this.#is("block-entry")) return this.#indentlessSequence();
    if (this.#is("scalar")) return void this.#scanner.next();
    if (this.#is("flow-sequence")) return this.#flowSequence();
    if (this.#is("flow-mapping")) return this.#flowMapping();
    if (isBlock && this.#is("block-sequence")) return this.#blockSequence();
    if (isBlock && this.#is("block-mapping")) return this.#blockMapping();
    if (!hasProperties) this.#fail("did not find expected node content");
  }

  #alias(): void {
    const { name = "" } = this.#scanner.next();
    if (!this.#anchors.has(name)) throw new YamlProblem(0, `unknown anchor '${name}' referenced`);
  }

  #blockSequence(): void {
    this.#scanner.next();
    while (this.#is("block-entry")) {
      this.#scanner.next();
      if (!this.#is("block-entry", "block-end")) this.#node(true, false);
    }
    if (!this.#is("block-end")) this.#fail("did not find expected '-' indicator");
    this.#scanner.next();
  }

  #indentlessSequence(): void {
    while (this.#is("block-entry")) {
      this.#scanner.next();
      if (!this.#is("block-entry", "key", "value", "block-end")) this.#node(true, false);
    }
  }

  #blockMapping(): void {
    this.#scanner.next();
    while (this.#is("key")) {
      this.#scanner.next();
      if (!this.#is("key", "value", "block-end")) this.#node(true, true);
      if (!this.#is("value")) continue;
      this.#scanner.next();
      if (!this.#is("key", "value", "block-end")) this.#node(true, true);
    }
    if (!this.#is("block-end")) this.#fail("did not find expected key");
    this.#scanner.next();
  }

  #flowSequence(): void {
    this.#scanner.next();
    for (let isFirst = true; !this.#is("flow-sequence-end"); isFirst = false) {
      if (!isFirst) {
        if (!this.#is("flow-entry")) this.#fail("did not find expected ',' or ']'");
        this.#scanner.next();
        if (this.#is("flow-sequence-end")) break;
      }
      if (this.#is("key")) this.#flowPair("flow-sequence-end");
      else this.#node(false, false);
    }
    this.#scanner.next();
  }

  #flowMapping(): void {
    this.#scanner.next();
    for (let isFirst = true; !this.#is("flow-mapping-end"); isFirst = false) {
      if (!isFirst) {
        if (!this.#is("flow-entry")) this.#fail("did not find expected ',' or '}'");
        this.#scanner.next();
        if (this.#is("flow-mapping-end")) break;
      }
      if (this.#is("key")) this.#flowPair("flow-mapping-end");
      else this.#node(false, false);
    }
    this.#scanner.next();
  }

  #flowPair(end: TokenType): void {
    this.#scanner.next();
    if (!this.#is("value", "flow-entry", end)) this.#node(false, false);
    if (!this.#is("value")) return;
    this.#scanner.next();
    if (!this.#is("flow-entry", end)) this.#node(false, false);
  }
}

// Models scannerc.go of go.yaml.in/yaml/v2 (v2.4): YAML as tokens, without their texts, for the errors that kubectl shows.

import { Reader, skipBlockScalar, skipPlain, skipQuoted } from "./go-yaml-reader.ts";

export type TokenType =
  | "stream-end"
  | "document-start"
  | "document-end"
  | "directive"
  | "block-sequence"
  | "block-mapping"
  | "block-end"
  | "block-entry"
  | "flow-sequence"
  | "flow-sequence-end"
  | "flow-mapping"
  | "flow-mapping-end"
  | "flow-entry"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar";

export interface Token {
  readonly type: TokenType;
  readonly line: number;
  /** Name of an anchor or alias. */
  readonly name?: string;
}

interface SimpleKey {
  isPossible: boolean;
  readonly isRequired: boolean;
  readonly token: number;
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

const LONGEST_KEY = 1024;
const NO_KEY: SimpleKey = { isPossible: false, isRequired: false, token: -1, at: 0, line: 0, column: 0 };
const NEVER_PLAIN = "-?:,[]{}#&*!|>'\"%@`";

export class Scanner {
  readonly #reader: Reader;
  #indent = -1;
  readonly #indents: number[] = [];
  #flowLevel = 0;
  #isKeyAllowed = true;
  readonly #keys: SimpleKey[] = [{ ...NO_KEY }];
  readonly #tokens: Token[] = [];
  #parsed = 0;
  #isEnded = false;

  constructor(text: string) {
    this.#reader = new Reader(text);
  }

  peek(): Token {
    while (this.#tokens.length === 0 || this.#isHeadPerhapsKey()) {
      if (this.#isEnded) break;
      this.#fetch();
    }
    return this.#tokens[0] as Token;
  }

  next(): Token {
    const token = this.peek();
    this.#tokens.shift();
    this.#parsed++;
    return token;
  }

  #isHeadPerhapsKey(): boolean {
    const key = this.#keys.find(({ isPossible, token }) => isPossible && token === this.#parsed);
    return key !== undefined && this.#isValid(key);
  }

  #isValid(key: SimpleKey): boolean {
    if (!key.isPossible) return false;
    if (key.line >= this.#reader.line && key.at + LONGEST_KEY >= this.#reader.at) return true;
    if (key.isRequired) this.#reader.fail("could not find expected ':'");
    key.isPossible = false;
    return false;
  }

  #top(): SimpleKey {
    return this.#keys.at(-1) as SimpleKey;
  }

  #saveKey(): void {
    if (!this.#isKeyAllowed) return;
    const isRequired = this.#flowLevel === 0 && this.#indent === this.#reader.column;
    this.#removeKey();
    this.#keys[this.#keys.length - 1] = {
      isPossible: true,
      isRequired,
      token: this.#parsed + this.#tokens.length,
      at: this.#reader.at,
      line: this.#reader.line,
      column: this.#reader.column,
    };
  }

  #removeKey(): void {
    const key = this.#top();
    if (key.isPossible && key.isRequired) this.#reader.fail("could not find expected ':'");
    key.isPossible = false;
  }

  #roll(column: number, type: TokenType, place?: { readonly token: number; readonly line: number }): void {
    if (this.#flowLevel > 0 || this.#indent >= column) return;
    this.#indents.push(this.#indent);
    this.#indent = column;
    const index = place ? place.token - this.#parsed : this.#tokens.length;
    this.#tokens.splice(index, 0, { type, line: place?.line ?? this.#reader.line });
  }

  #unroll(column: number): void {
    while (this.#flowLevel === 0 && this.#indent > column) {
      this.#push("block-end");
      this.#indent = this.#indents.pop() ?? -1;
    }
  }

  #push(type: TokenType): void {
    this.#tokens.push({ type, line: this.#reader.line });
  }

  #fetch(): void {
    this.#skipToToken();
    this.#unroll(this.#reader.column);
    const character = this.#reader.char();
    if (character === "") return this.#end();
    if (this.#reader.column === 0 && this.#reader.documentMark() !== undefined) return this.#document();
    const indicator = this.#indicator(character);
    if (indicator) return indicator();
    if ("'\"|>".includes(character) && (this.#flowLevel === 0 || "'\"".includes(character))) {
      return this.#scalar(character);
    }
    if (this.#isPlain(character)) return this.#scalar("");
    return this.#reader.fail("found character that cannot start any token");
  }

  /** What an indicator at this place begins. */
  #indicator(character: string): (() => void) | undefined {
    const isSpaced = this.#reader.isBlankOrEnd(1);
    const isPair = isSpaced || this.#flowLevel > 0;
    switch (character) {
      case "[":
      case "{":
        return () => this.#openFlow(character);
      case "]":
      case "}":
        return () => this.#closeFlow(character);
      case ",":
        return () => this.#flowEntry();
      case "-":
        return isSpaced ? () => this.#blockEntry() : undefined;
      case "?":
        return isPair ? () => this.#key() : undefined;
      case ":":
        return isPair ? () => this.#value() : undefined;
      case "*":
        return () => this.#anchor("alias");
      case "&":
        return () => this.#anchor("anchor");
      case "!":
        return () => this.#tag();
      default:
        return undefined;
    }
  }

  #isPlain(character: string): boolean {
    if (!NEVER_PLAIN.includes(character)) return !this.#reader.isBlankOrEnd();
    if (character === "-") return !this.#reader.isBlank(1);
    return this.#flowLevel === 0 && (character === "?" || character === ":") && !this.#reader.isBlankOrEnd(1);
  }

  #skipToToken(): void {
    for (;;) {
      while (
        this.#reader.char() === " " ||
        (this.#reader.char() === "\t" && (this.#flowLevel > 0 || !this.#isKeyAllowed))
      )
        this.#reader.skip();
      if (this.#reader.char() === "#")
        while (this.#reader.char() !== "\n" && this.#reader.char() !== "") this.#reader.skip();
      if (this.#reader.char() !== "\n") return;
      this.#reader.skip();
      if (this.#flowLevel === 0) this.#isKeyAllowed = true;
    }
  }

  #end(): void {
    this.#reader.endLine();
    this.#unroll(-1);
    this.#removeKey();
    this.#isKeyAllowed = false;
    this.#push("stream-end");
    this.#isEnded = true;
  }

  #document(): void {
    const type = this.#reader.documentMark() as TokenType;
    this.#unroll(-1);
    this.#removeKey();
    this.#isKeyAllowed = false;
    if (type === "directive") return this.#directive();
    this.#push(type);
    this.#reader.skip(3);
  }

  #directive(): void {
    const [name] = /^%\w*/.exec(this.#reader.rest()) ?? [""];
    this.#push("directive");
    this.#reader.skip(name.length);
    if (name === "%") this.#reader.fail("could not find expected directive name");
    if (name !== "%YAML" && name !== "%TAG") this.#reader.fail("found unknown directive name");
    while (this.#reader.char() !== "\n" && this.#reader.char() !== "") this.#reader.skip();
  }

  #openFlow(character: string): void {
    this.#saveKey();
    this.#keys.push({ ...NO_KEY });
    this.#flowLevel++;
    this.#isKeyAllowed = true;
    this.#push(character === "[" ? "flow-sequence" : "flow-mapping");
    this.#reader.skip();
  }

  #closeFlow(character: string): void {
    this.#removeKey();
    if (this.#flowLevel > 0) {
      this.#flowLevel--;
      this.#keys.pop();
    }
    this.#isKeyAllowed = false;
    this.#push(character === "]" ? "flow-sequence-end" : "flow-mapping-end");
    this.#reader.skip();
  }

  #flowEntry(): void {
    this.#removeKey();
    this.#isKeyAllowed = true;
    this.#push("flow-entry");
    this.#reader.skip();
  }

  #blockEntry(): void {
    if (this.#flowLevel === 0) {
      if (!this.#isKeyAllowed) this.#reader.fail("block sequence entries are not allowed in this context");
      this.#roll(this.#reader.column, "block-sequence");
    }
    this.#removeKey();
    this.#isKeyAllowed = true;
    this.#push("block-entry");
    this.#reader.skip();
  }

  #key(): void {
    if (this.#flowLevel === 0) {
      if (!this.#isKeyAllowed) this.#reader.fail("mapping keys are not allowed in this context");
      this.#roll(this.#reader.column, "block-mapping");
    }
    this.#removeKey();
    this.#isKeyAllowed = this.#flowLevel === 0;
    this.#push("key");
    this.#reader.skip();
  }

  #value(): void {
    const key = this.#top();
    if (this.#isValid(key)) {
      this.#tokens.splice(key.token - this.#parsed, 0, { type: "key", line: key.line });
      this.#roll(key.column, "block-mapping", key);
      key.isPossible = false;
      this.#isKeyAllowed = false;
    } else {
      if (this.#flowLevel === 0) {
        if (!this.#isKeyAllowed) this.#reader.fail("mapping values are not allowed in this context");
        this.#roll(this.#reader.column, "block-mapping");
      }
      this.#isKeyAllowed = this.#flowLevel === 0;
    }
    this.#push("value");
    this.#reader.skip();
  }

  #anchor(type: "anchor" | "alias"): void {
    this.#saveKey();
    this.#isKeyAllowed = false;
    const line = this.#reader.line;
    this.#reader.skip();
    const [name = ""] = /^[\w-]*/.exec(this.#reader.rest()) ?? [];
    this.#reader.skip(name.length);
    if (name === "" || !(this.#reader.isBlankOrEnd() || "?:,]}%@`".includes(this.#reader.char()))) {
      this.#reader.fail("did not find expected alphabetic or numeric character");
    }
    this.#tokens.push({ type, line, name });
  }

  /** Simplified: whether a tag's handle is known is not looked at. */
  #tag(): void {
    this.#saveKey();
    this.#isKeyAllowed = false;
    this.#push("tag");
    while (!this.#reader.isBlankOrEnd() && !"{}".includes(this.#reader.char())) this.#reader.skip();
    if (!this.#reader.isBlankOrEnd()) this.#reader.fail("did not find expected whitespace or line break");
  }

  /** A scalar in the style that its first character says; a plain one if none. */
  #scalar(style: string): void {
    const isBlock = style === "|" || style === ">";
    if (isBlock) this.#removeKey();
    else this.#saveKey();
    this.#isKeyAllowed = isBlock;
    this.#push("scalar");
    if (isBlock) skipBlockScalar(this.#reader, this.#indent);
    else if (style !== "") skipQuoted(this.#reader, style);
    else if (skipPlain(this.#reader, this.#indent + 1, this.#flowLevel > 0)) this.#isKeyAllowed = true;
  }
}

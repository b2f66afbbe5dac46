// Models the lexer and parser of staging/src/k8s.io/apimachinery/pkg/labels/selector.go (v1.36).

import { compareStrings } from "./compare.ts";
import { labelKeyErrors } from "./label-names.ts";
import { parsed, unparsed, type Parsed } from "./parsed.ts";
import { invalid, makeRequirement, type Requirement, type Selector, type SelectorOperator } from "./selector.ts";

type TokenKind = "word" | "end" | "(" | ")" | "," | "operator" | "error";

interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}

const BINARY_OPERATORS = "in, notin, =, ==, !=, gt, lt";
const OPERATORS: ReadonlyMap<string, SelectorOperator> = new Map<string, SelectorOperator>([
  ["in", "in"],
  ["notin", "notin"],
  ["=", "="],
  ["==", "=="],
  ["!=", "!="],
  [">", "gt"],
  ["<", "lt"],
]);

/** `-l 'app=web,tier in (a,b),!canary'`, or what is wrong with it. The requirements are sorted by key. */
export const parseSelector = (text: string): Parsed<Selector> => {
  const result = readAll(new TokenReader(text));
  if (!result.ok) return result;
  return parsed(result.value.toSorted((a, b) => compareStrings(a.key, b.key)));
};

class TokenReader {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(text: string) {
    this.tokens = tokenize(text);
  }
  peek(): Token {
    return this.tokens[this.position] ?? END;
  }
  next(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }
}

const END: Token = { kind: "end", text: "" };
const SPECIAL = /[=!(),><]/;
const SPACE = /[ \t\r\n]/;

const tokenize = (text: string): Token[] => {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (SPACE.test(character)) {
      at++;
      continue;
    }
    const token = SPECIAL.test(character) ? specialAt(text, at) : wordAt(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  return [...tokens, END];
};

const specialAt = (text: string, at: number): Token => {
  const two = text.slice(at, at + 2);
  if (two === "==" || two === "!=") return { kind: "operator", text: two };
  const one = text.charAt(at);
  return one === "(" || one === ")" || one === "," ? { kind: one, text: one } : { kind: "operator", text: one };
};

const wordAt = (text: string, at: number): Token => {
  let end = at;
  while (end < text.length && !SPECIAL.test(text.charAt(end)) && !SPACE.test(text.charAt(end))) end++;
  return { kind: "word", text: text.slice(at, end) };
};

const startsRequirement = (token: Token): boolean => token.kind === "word" || token.text === "!";

const readAll = (reader: TokenReader): Parsed<Requirement[]> => {
  const requirements: Requirement[] = [];
  if (reader.peek().kind === "end") return parsed(requirements);
  if (!startsRequirement(reader.peek())) {
    return unparsed(`found '${reader.peek().text}', expected: !, identifier, or 'end of string'`);
  }
  for (;;) {
    const requirement = readRequirement(reader);
    if (!requirement.ok) return unparsed(`unable to parse requirement: ${requirement.error}`);
    requirements.push(requirement.value);
    const after = reader.next();
    if (after.kind === "end") return parsed(requirements);
    if (after.kind !== ",") return unparsed(`found '${after.text}', expected: ',' or 'end of string'`);
    if (!startsRequirement(reader.peek())) {
      return unparsed(`found '${reader.peek().text}', expected: identifier after ','`);
    }
  }
};

const readRequirement = (reader: TokenReader): Parsed<Requirement> => {
  const isNegated = reader.peek().text === "!";
  if (isNegated) reader.next();
  const key = reader.next();
  if (key.kind !== "word") return unparsed(`found '${key.text}', expected: identifier`);
  // At this place the parser has no path yet, and says so.
  const [keyError] = invalid("<nil>", key.text, labelKeyErrors(key.text));
  if (keyError !== undefined) return unparsed(keyError);
  const { kind } = reader.peek();
  if (isNegated) return makeRequirement(key.text, "!", []);
  if (kind === "end" || kind === ",") return makeRequirement(key.text, "exists", []);
  const operatorToken = reader.next();
  const operator = OPERATORS.get(operatorToken.text);
  if (!operator) return unparsed(`found '${operatorToken.text}', expected: ${BINARY_OPERATORS}`);
  const values = operator === "in" || operator === "notin" ? readSet(reader) : readOne(reader);
  return values.ok ? makeRequirement(key.text, operator, values.value) : values;
};

const readOne = (reader: TokenReader): Parsed<string[]> => {
  const { kind } = reader.peek();
  if (kind === "end" || kind === ",") return parsed([""]);
  const token = reader.next();
  return token.kind === "word" ? parsed([token.text]) : unparsed(`found '${token.text}', expected: identifier`);
};

/** `(a,b)`; nothing between commas and brackets is the empty value. */
const readSet = (reader: TokenReader): Parsed<string[]> => {
  const open = reader.next();
  if (open.kind !== "(") return unparsed(`found '${open.text}' expected: '('`);
  const first = reader.peek();
  if (first.kind === ")") {
    reader.next();
    return parsed([""]);
  }
  if (first.kind !== "word" && first.kind !== ",") {
    return unparsed(`found '${first.text}', expected: ',', ')' or identifier`);
  }
  const values = readList(reader);
  if (!values.ok) return values;
  reader.next();
  return parsed([...values.value].toSorted(compareStrings));
};

/** Up to the closing bracket, which is left for the caller. */
const readList = (reader: TokenReader): Parsed<ReadonlySet<string>> => {
  const values = new Set<string>();
  for (;;) {
    const token = reader.next();
    const following = reader.peek();
    if (token.kind === "word") {
      values.add(token.text);
      if (following.kind === ")") return parsed(values);
      if (following.kind !== ",") return unparsed(`found '${following.text}', expected: ',' or ')'`);
      continue;
    }
    if (token.kind !== ",") return unparsed(`found '${token.text}', expected: ',', or identifier`);
    if (values.size === 0 || following.kind === ")" || following.kind === ",") values.add("");
    if (following.kind === ")") return parsed(values);
  }
};

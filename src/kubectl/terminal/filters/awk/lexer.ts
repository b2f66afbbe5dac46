// The tokens of an awk program.

export class AwkError extends Error {}

export type AwkToken =
  | { readonly t: "number"; readonly value: number }
  | { readonly t: "text"; readonly value: string }
  | { readonly t: "pattern"; readonly value: string }
  | { readonly t: "name"; readonly value: string; /** `f(` and not `f (`. */ readonly isCall: boolean }
  | { readonly t: "op"; readonly value: string };

const OPERATORS: readonly string[] = [
  ..."&& || ++ -- += -= *= /= %= ^= == != <= >= !~ >> **".split(" "),
  ...Array.from("{}()[];,<>!~?:=+-*/%^$|\n"),
];
const NUMBER = /^(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/;
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["t", "\t"],
  ["r", "\r"],
  ["\\", "\\"],
  ['"', '"'],
  ["/", "/"],
]);

/** Behind one of these a slash divides; elsewhere it begins a pattern. */
const isValue = (token: AwkToken | undefined): boolean => {
  if (!token) return false;
  if (token.t === "op") return [")", "]", "$", "++", "--"].includes(token.value);
  return token.t !== "name" || !["print", "printf", "return", "in"].includes(token.value);
};

export const awkTokens = (source: string): readonly AwkToken[] => {
  const tokens: AwkToken[] = [];
  let at = 0;
  while (at < source.length) {
    const rest = source.slice(at);
    const skipped = /^(?:[ \t\r]|\\\n|#[^\n]*)+/.exec(rest)?.[0];
    if (skipped !== undefined) {
      at += skipped.length;
      continue;
    }
    const { token, length } = tokenAt(rest, tokens.at(-1));
    tokens.push(token);
    at += length;
  }
  return tokens;
};

const tokenAt = (rest: string, before: AwkToken | undefined): { readonly token: AwkToken; readonly length: number } => {
  const number = NUMBER.exec(rest)?.[0];
  if (number !== undefined) return { token: { t: "number", value: Number(number) }, length: number.length };
  const name = /^[A-Za-z_]\w*/.exec(rest)?.[0];
  if (name !== undefined) {
    return { token: { t: "name", value: name, isCall: rest[name.length] === "(" }, length: name.length };
  }
  if (rest.startsWith('"')) {
    const quoted = /^"((?:[^"\\\n]|\\[^])*)"/.exec(rest);
    if (!quoted) throw new AwkError("unterminated string");
    return { token: { t: "text", value: unescaped(quoted[1] ?? "") }, length: quoted[0].length };
  }
  if (rest.startsWith("/") && !isValue(before)) {
    const pattern = /^\/((?:[^/\\\n[]|\\.|\[\^?\]?(?:[^\]\\]|\\.)*\])*)\//.exec(rest);
    if (!pattern) throw new AwkError("unterminated regexp");
    return {
      token: { t: "pattern", value: (pattern[1] ?? "").replaceAll(String.raw`\/`, "/") },
      length: pattern[0].length,
    };
  }
  const op = OPERATORS.find((operator) => rest.startsWith(operator));
  if (op === undefined) throw new AwkError(`syntax error at or near ${rest[0]}`);
  return { token: { t: "op", value: op }, length: op.length };
};

const unescaped = (text: string): string =>
  text.replaceAll(/\\([^])/g, (whole, letter: string) => ESCAPES.get(letter) ?? whole);

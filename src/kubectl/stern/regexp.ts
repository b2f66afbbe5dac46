// Models Go's regexp.Compile for what people type: the same words when it does not parse, and RE2's own spellings in a RegExp.
import { isEndlessPattern } from "#api/pattern";
import { fail as refuse, type Parsed, succeed } from "#api/result";

const CLASSES: { readonly [name: string]: string } = {
  alnum: "0-9A-Za-z",
  alpha: "A-Za-z",
  digit: "0-9",
  lower: "a-z",
  punct: "!-\\/:-@[-`{-~",
  space: String.raw`\t\n\v\f\r `,
  upper: "A-Z",
  word: "0-9A-Za-z_",
  xdigit: "0-9A-Fa-f",
};

const problem = (what: string, where: string): string => `error parsing regexp: ${what}: \`${where}\``;

/** The end of the class that begins at `from`; -1 if it is never closed. A bracket that comes first is a member. */
const classEnd = (source: string, from: number): number => {
  let at = from + 1;
  if (source[at] === "^") at++;
  if (source[at] === "]") at++;
  for (; at < source.length; at++) {
    if (source[at] === "\\") at++;
    else if (source.startsWith("[:", at)) at = Math.max(at, source.indexOf(":]", at) + 1);
    else if (source[at] === "]") return at;
  }
  return -1;
};

const REPEAT = /^(?:[*+?]|\{\d+(?:,\d*)?\})/;
const GROUP = /^\((?:\?(?:P?<\w+>|[imsU]*(?:-[imsU]+)?:|[imsU]+\)))?/;
/** Letters and digits that mean nothing after a backslash. */
const NO_ESCAPE = /^\\[1-9ceghijklmoquyEGHIJKLMNORTUVXYZ]/;

/** The piece that begins at `at`: a repetition, a group's beginning or end, a class, an escape, or one letter. */
const pieceAt = (source: string, at: number): string => {
  const rest = source.slice(at);
  if (rest.startsWith("[")) return source.slice(at, classEnd(source, at) + 1);
  if (rest.startsWith("\\")) return rest.slice(0, 2);
  return (REPEAT.exec(rest) ?? GROUP.exec(rest))?.[0] ?? rest.slice(0, 1);
};

const faultAt = (source: string, at: number, depth: number): string | undefined => {
  const rest = source.slice(at);
  if (rest === "\\") return "error parsing regexp: trailing backslash at end of expression: ``";
  if (rest.startsWith("[") && classEnd(source, at) < 0) return problem("missing closing ]", rest);
  if (rest.startsWith(")") && depth === 0) return problem("unexpected )", source);
  if (rest.startsWith("(?") && GROUP.exec(rest)?.[0] === "(") {
    return problem("invalid or unsupported Perl syntax", /^\(\?<?[=!]?/.exec(rest)?.[0] ?? "(?");
  }
  return NO_ESCAPE.test(rest) ? problem("invalid escape sequence", rest.slice(0, 2)) : undefined;
};

/** What Go has against an expression; undefined: nothing. */
const faultOf = (source: string): string | undefined => {
  let depth = 0;
  let before = "";
  for (let at = 0; at < source.length;) {
    const fault = faultAt(source, at, depth);
    if (fault !== undefined) return fault;
    const piece = pieceAt(source, at);
    const repeatFault = REPEAT.test(piece) ? repeatFaultOf(piece, before) : undefined;
    if (repeatFault !== undefined) return repeatFault;
    if (piece === ")") depth--;
    else if (piece.startsWith("(") && !piece.endsWith(")")) depth++;
    // A lazy repetition is one with its mark.
    before = piece === "?" && REPEAT.test(before) ? `${before}?` : piece;
    at += piece.length;
  }
  return depth > 0 ? problem("missing closing )", source) : undefined;
};

const repeatFaultOf = (piece: string, before: string): string | undefined => {
  if (before === "" || before === "|" || before === "^" || before.startsWith("(")) {
    return before === "^" ? undefined : problem("missing argument to repetition operator", piece);
  }
  const isLazyMark = piece === "?" && !before.endsWith("?");
  return REPEAT.test(before) && !isLazyMark ? problem("invalid nested repetition operator", before + piece) : undefined;
};

/** As RegExp spells it. Simplified: flags count for the whole expression, and `U` does not count. */
export const compileGo = (source: string): Parsed<RegExp> => {
  const fault = faultOf(source);
  if (fault !== undefined) return refuse(fault);
  if (isEndlessPattern(source))
    return refuse(problem("a repetition within a repetition is not understood here", source));
  const flags = new Set<string>();
  const text = source
    .replaceAll(/\(\?([imsU]+)(\)|:)/g, (_, letters: string, end: string) => {
      for (const letter of letters) if (letter !== "U") flags.add(letter);
      return end === ")" ? "" : "(?:";
    })
    .replaceAll("(?P<", "(?<")
    .replaceAll(/(?<!\\)\[(\^?)\]/g, String.raw`[$1\]`)
    .replaceAll(String.raw`\A`, "^")
    .replaceAll(String.raw`\z`, "$")
    .replaceAll(/\[:(\w+):\]/g, (whole, name: string) => CLASSES[name] ?? whole);
  try {
    return succeed(new RegExp(text, [...flags].join("")));
  } catch {
    return refuse(problem("invalid or unsupported Perl syntax", source));
  }
};

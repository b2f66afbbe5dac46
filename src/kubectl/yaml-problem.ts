// go-yaml's words for a document that is no YAML, and the line it names. Our parser finds other words and places; both are
// brought to those of libyaml's scanner and parser (go.yaml.in/yaml/v2, as sigs.k8s.io/yaml uses it).
import type { YAMLParseError } from "yaml";

/** The scanner counts lines from one, the parser from zero; line zero is not named at all. */
const scanner = (line: number, words: string): string => (line <= 1 ? words : `line ${line}: ${words}`);
const parser = (line: number, words: string): string => (line <= 1 ? words : `line ${line - 1}: ${words}`);

const KEY = "did not find expected key";
const DASH = "did not find expected '-' indicator";
const COLON = "could not find expected ':'";
const CONTENT = "did not find expected node content";
const START = "did not find expected <document start>";
const BAD_START = "found character that cannot start any token";

interface Place {
  readonly text: string;
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  /** Where the range of the error ends. */
  readonly lastLine: number;
}

const placeOf = (error: YAMLParseError, text: string): Place => ({
  text,
  offset: error.pos[0],
  line: error.linePos?.[0].line ?? 1,
  column: error.linePos?.[0].col ?? 1,
  lastLine: error.linePos?.[1]?.line ?? error.linePos?.[0].line ?? 1,
});

export const yamlProblem = (errors: readonly YAMLParseError[], text: string): string => {
  const [first] = errors;
  if (!first) return "";
  const place = placeOf(first, text);
  const { line } = place;
  switch (first.code) {
    case "BLOCK_AS_IMPLICIT_KEY":
      return first.message.startsWith("A block sequence") ? parser(line, KEY) : nestedMapping(errors, place);
    case "MULTILINE_IMPLICIT_KEY":
      return errors.some((error) => error.message.includes("block-seq-ind"))
        ? parser(line, KEY)
        : scanner(place.lastLine, COLON);
    case "BAD_INDENT":
      return first.message.startsWith("Flow") ? unclosed(first, place) : parser(line, expectedAt(place));
    case "BAD_SCALAR_START":
    case "TAB_AS_INDENT":
      return scanner(line, BAD_START);
    case "MISSING_CHAR":
      return missing(first, place);
    case "UNEXPECTED_TOKEN":
      return unexpected(first, place);
    case "BAD_DQ_ESCAPE":
      return scanner(line, "found unknown escape character");
    case "BAD_ALIAS":
      return scanner(line, "did not find expected alphabetic or numeric character");
    default:
      return parser(line, KEY);
  }
};

/** Text that goes on over lines before its colon is noticed where the colon is. */
const nestedMapping = (errors: readonly YAMLParseError[], place: Place): string => {
  const long = errors.find((error) => error.code === "MULTILINE_IMPLICIT_KEY" && error.pos[0] === place.offset);
  const line = long ? (long.linePos?.[1]?.line ?? place.line) : place.line;
  return scanner(line, "mapping values are not allowed in this context");
};

const unclosed = (error: YAMLParseError, place: Place): string => {
  const before = place.text.slice(0, place.offset).trimEnd();
  if (/[[{,]$/.test(before) && place.text.slice(place.offset).trim() === "") return parser(place.line, CONTENT);
  const bracket = error.message.startsWith("Flow map") ? "}" : "]";
  return parser(place.line, `did not find expected ',' or '${bracket}'`);
};

/** A line in the column of dashes must be one of them; elsewhere a key is expected. */
const expectedAt = ({ text, line }: Place): string => {
  const lines = text.split("\n");
  const indent = indentOf(lines[line - 1] ?? "");
  const above = lines
    .slice(0, line - 1)
    .toReversed()
    .find((other) => other.trim() !== "" && indentOf(other) <= indent);
  return above !== undefined && indentOf(above) === indent && /^\s*-(\s|$)/.test(above) ? DASH : KEY;
};

const indentOf = (line: string): number => line.length - line.trimStart().length;

const missing = (error: YAMLParseError, place: Place): string => {
  if (error.message.startsWith("Missing closing")) return scanner(place.line, "found unexpected end of stream");
  if (error.message.startsWith("Sequence item")) return parser(place.line, expectedAt(place));
  return scanner(place.text.split("\n").length, COLON);
};

const unexpected = (error: YAMLParseError, place: Place): string => {
  const { text, line, column, offset } = place;
  if (error.message.startsWith("Not a YAML token")) return scanner(line, "did not find expected comment or line break");
  if (error.message.includes("flow-")) return parser(line, /:\s*$/.test(text.slice(0, offset)) ? CONTENT : KEY);
  if (column > 1) return parser(line, KEY);
  const head = text.split("\n").find((other) => other.trim() !== "") ?? "";
  if (indentOf(head) > 0) return parser(line, START);
  return parser(line, head.startsWith("-") ? DASH : KEY);
};

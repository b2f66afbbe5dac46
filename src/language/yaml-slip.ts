// Which of the usual slips a text is that the YAML parser cannot read: its own words speak of tokens and implicit keys.
import type { YAMLParseError } from "yaml";

/** What was most likely done: lines that do not stand in one column, a colon in a bare value, a tab, `name:web`, `"web`, items of a list out of column, `limits` for `limits:`. */
export type YamlSlip = "indent" | "colon" | "tab" | "space" | "quote" | "list" | "key";

/** Undefined where it is none of them, or cannot be told. */
export const slipOf = ({ code, message, pos }: YAMLParseError, source: string): YamlSlip | undefined => {
  if (code === "TAB_AS_INDENT") return "tab";
  if (/^Missing closing ["']/.test(message)) return "quote";
  if (message.startsWith("A block sequence may not")) return "list";
  const rest = lineFrom(source, pos[0]);
  if (message.startsWith("Nested mappings")) return /:(\s|$)/.test(rest) ? "colon" : "indent";
  if (message.startsWith("All mapping items must start")) return "indent";
  if (message.startsWith("Sequence item without")) return /^\s*-/.test(rest) ? "list" : "indent";
  if (/^Implicit (keys|map keys) need/.test(message) && /^[\w.-]+:[^\s:]/.test(rest)) return "space";
  if (code === "MULTILINE_IMPLICIT_KEY" && !rest.includes(":")) return "key";
  return undefined;
};

const lineFrom = (source: string, from: number): string => /^.*/.exec(source.slice(from))![0];

/**
 * Where a person sees the fault, of what the parser marks: the line that is indented wrongly, and not the value before it, which could have gone
 * on there; of a name without its colon that line alone.
 */
export const faultOf = (
  { message, pos: [from, to] }: YAMLParseError,
  slip: YamlSlip | undefined,
  source: string,
): readonly [number, number] => {
  if (slip === "key") return [from, from + lineFrom(source, from).trimEnd().length];
  if (slip !== "indent") return [from, to];
  const passed = message.startsWith("Nested mappings") ? /^.*\n/.exec(source.slice(from))?.[0].length : 0;
  const at = from + (passed ?? 0);
  const start = at + /^(?:[^\S\n]*(?:#.*)?\n)*[^\S\n]*/.exec(source.slice(at))![0].length;
  const end = start + lineFrom(source, start).trimEnd().length;
  return end > start ? [start, end] : [from, to];
};

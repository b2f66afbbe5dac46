// Which of the usual slips a text is that the YAML parser cannot read: its own words speak of tokens and implicit keys.
import type { YAMLParseError } from "yaml";

/** What was most likely done: lines that do not stand in one column, a colon in a bare value, a tab, `name:web`, `"web`, items of a list out of column. */
export type YamlSlip = "indent" | "colon" | "tab" | "space" | "quote" | "list";

/** Undefined where it is none of them, or cannot be told. */
export const slipOf = ({ code, message, pos }: YAMLParseError, source: string): YamlSlip | undefined => {
  if (code === "TAB_AS_INDENT") return "tab";
  if (/^Missing closing ["']/.test(message)) return "quote";
  if (/^A block sequence may not/.test(message)) return "list";
  const rest = lineFrom(source, pos[0]);
  if (/^Nested mappings/.test(message)) return /:(\s|$)/.test(rest) ? "colon" : "indent";
  if (/^All mapping items must start/.test(message)) return "indent";
  if (/^Sequence item without/.test(message)) return /^\s*-/.test(rest) ? "list" : "indent";
  if (/^Implicit (keys|map keys) need/.test(message) && /^[\w.-]+:[^\s:]/.test(rest)) return "space";
  return undefined;
};

const lineFrom = (source: string, from: number): string => /^.*/.exec(source.slice(from))![0];

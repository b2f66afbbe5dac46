// Which of the usual slips a text is that the YAML parser cannot read: its own words speak of tokens and implicit keys.
import type { YAMLParseError } from "yaml";

/** What was most likely done: lines that do not stand in one column, a colon in a bare value, a tab, `name:web`, `"web`, items of a list out of column. */
export type YamlSlip = "indent" | "colon" | "tab" | "space" | "quote" | "list";

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
  return undefined;
};

const lineFrom = (source: string, from: number): string => /^.*/.exec(source.slice(from))![0];

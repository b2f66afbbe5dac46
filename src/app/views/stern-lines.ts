// The lines of stern in a terminal: each pod in its own hue, and + and - where a log begins and ends.
import { hueOf } from "#kubectl";
import type { TermSpan } from "../view-models/terminal.ts";

const COMMAND = /^\s*stern\b/;
const NAMESPACED = /\s(?:-A|--all-namespaces)\b/;
const SIGN = /^([+-]) ((?:\S+ )?(\S+) › \S+)$/;
const LINE = /^(\S+ \S+) (.*)$/s;
const NAMESPACED_LINE = /^(\S+ \S+ \S+) (.*)$/s;

/** A line that a stern command printed as pieces; undefined if it has another form. */
export const sternSpans = (command: string, line: string): readonly TermSpan[] | undefined => {
  if (!COMMAND.test(command) || /\s(?:-o|--output|--template|--template-file|-T)\b/.test(command)) return undefined;
  const [, sign, where, pod] = SIGN.exec(line) ?? [];
  if (sign !== undefined && where !== undefined && pod !== undefined) {
    return [
      { text: sign, tone: sign === "+" ? "ok" : "fail", isStrong: true },
      { text: " " },
      { text: where, hue: hueOf(pod) },
    ];
  }
  const isNamespaced = NAMESPACED.test(command);
  const [, head, message] = (isNamespaced ? NAMESPACED_LINE : LINE).exec(line) ?? [];
  const name = head?.split(" ")[isNamespaced ? 1 : 0];
  // The names of pods are lower case; what stern says itself is not about one.
  if (head === undefined || name === undefined || !/^[a-z0-9][a-z0-9.-]*$/.test(name)) return undefined;
  return [{ text: head, hue: hueOf(name) }, { text: ` ${message ?? ""}` }];
};

// tr: letters for letters, -d, -s and -c, ranges such as a-z and classes such as [:upper:]. Where newlines are meant, all lines are read first.
import type { Json } from "#api/meta";
import type { Filter } from "../filter.ts";

interface State {
  readonly from: string;
  readonly to: string;
  readonly isDeleting: boolean;
  readonly isSqueezing: boolean;
  /** -c: all letters but these. */
  readonly isOthers: boolean;
  /** Lines that were kept, when newlines are among the letters. */
  readonly held: string | null;
}

const LOWER = "abcdefghijklmnopqrstuvwxyz";
const CLASSES: readonly (readonly [string, string])[] = [
  ["[:lower:]", LOWER],
  ["[:upper:]", LOWER.toUpperCase()],
  ["[:digit:]", "0123456789"],
  ["[:space:]", " \t\n\r\v\f"],
  ["[:blank:]", " \t"],
];

const lettersOf = (set: string): string => {
  let text = set.replaceAll(String.raw`\n`, "\n").replaceAll(String.raw`\t`, "\t");
  for (const [name, letters] of CLASSES) text = text.replaceAll(name, letters);
  return text.replaceAll(/(\w)-(\w)/g, (_, first: string, last: string) => {
    const start = first.charCodeAt(0);
    const length = Math.max(0, last.charCodeAt(0) - start + 1);
    return Array.from({ length }, (_unused, i) => String.fromCharCode(start + i)).join("");
  });
};

const translated = (text: string, { from, to, isDeleting, isSqueezing, isOthers }: State): string => {
  const squeezed = to === "" ? from : to;
  let out = "";
  for (const letter of text) {
    const found = from.indexOf(letter);
    const at = isOthers ? (found < 0 ? to.length : -1) : found;
    if (at >= 0 && isDeleting) continue;
    const now = at < 0 || to === "" ? letter : (to[at] ?? to.at(-1)!);
    if (isSqueezing && squeezed.includes(now) && out.endsWith(now)) continue;
    out += now;
  }
  return out;
};

export const tr: Filter = {
  name: "tr",
  start: (args) => {
    const flags = args.filter((arg) => /^-[dscC]+$/.test(arg)).join("");
    const [from, to] = args.filter((arg) => !/^-[dscC]+$/.test(arg));
    if (from === undefined) return { error: "tr: missing operand", exit: 1 };
    const isAlone = /[ds]/.test(flags);
    if (to === undefined && !isAlone) return { error: `tr: missing operand after '${from}'`, exit: 1 };
    const state: State = {
      from: lettersOf(from),
      to: lettersOf(to ?? ""),
      isDeleting: flags.includes("d"),
      isSqueezing: flags.includes("s"),
      isOthers: /[cC]/.test(flags),
      held: lettersOf(from).includes("\n") !== /[cC]/.test(flags) ? "" : null,
    };
    return { state: state as unknown as Json };
  },
  line: (json, line) => {
    const state = json as unknown as State;
    if (state.held !== null) return { state: { ...state, held: `${state.held}${line}\n` }, out: [] };
    return { state: json, out: translated(line, state).split("\n") };
  },
  end: (json) => {
    const state = json as unknown as State;
    const text = translated(state.held ?? "", state);
    const out = text.replace(/\n$/, "").split("\n");
    return { out: text === "" ? [] : out, exit: 0, isOpen: !text.endsWith("\n") };
  },
};

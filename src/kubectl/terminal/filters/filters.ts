// The table of filters, and those that everybody needs: head, tail, wc, less, cat. The others load when a line names them (text-tools.ts).
import type { Filter } from "../filter.ts";
import { collector } from "./collector.ts";
import { grep } from "./grep.ts";
import { rarePart } from "../../rare-parts.ts";

/** `-n 5`, `-5`, `-n5`, `-c 5`, `-n +2`: ten lines if nothing is said. */
const amountOf = (
  args: readonly string[],
): { readonly sign: string; readonly n: number; readonly isLetters: boolean } => {
  for (const [i, arg] of args.entries()) {
    const [, flag = "", attached = ""] = /^-(?:-lines=|([nc])|(?=\d))([-+]?\d*)$/.exec(arg) ?? [];
    const value = attached === "" && flag !== "" ? (args[i + 1] ?? "") : attached;
    const [, sign = "", digits] = /^([-+]?)(\d+)$/.exec(value) ?? [];
    if (digits !== undefined && arg.startsWith("-")) return { sign, n: Number(digits), isLetters: flag === "c" };
  }
  return { sign: "", n: 10, isLetters: false };
};

/** Of letters, or lines but the last ones, all has to be there first. */
const headOf = (lines: readonly string[], { sign, n, isLetters }: ReturnType<typeof amountOf>): readonly string[] => {
  if (!isLetters) return lines.slice(0, sign === "-" ? Math.max(0, lines.length - n) : n);
  return joined(lines)
    .slice(0, sign === "-" ? -n : n)
    .split("\n");
};
const tailOf = (lines: readonly string[], { sign, n, isLetters }: ReturnType<typeof amountOf>): readonly string[] => {
  const from = (length: number): number => (sign === "+" ? Math.max(0, n - 1) : Math.max(0, length - n));
  if (!isLetters) return lines.slice(from(lines.length));
  const text = joined(lines);
  return text.slice(from(text.length)).replace(/\n$/, "").split("\n");
};
const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join("");

const headAtEnd = collector("head", amountOf, (lines, amount) => headOf(lines, amount as never));

const head: Filter = {
  name: "head",
  start: (args) => {
    const { sign, n, isLetters } = amountOf(args);
    return isLetters || sign === "-" ? headAtEnd.start(args) : { state: n };
  },
  line: (state, line) => {
    if (typeof state !== "number") return headAtEnd.line(state, line);
    return state <= 0 ? { state, out: [], isDone: true } : { state: state - 1, out: [line], isDone: state === 1 };
  },
  end: (state) => {
    if (typeof state === "number") return { out: [], exit: 0 };
    const { options, text } = state as { options: { isLetters: boolean; n: number; sign: string }; text: string };
    return { ...headAtEnd.end(state), isOpen: options.isLetters && (options.sign === "-" || options.n < text.length) };
  },
};

const tail = collector("tail", amountOf, (lines, amount) => tailOf(lines, amount as never));

const COUNTS: readonly (readonly [letter: string, count: (text: string) => number])[] = [
  ["l", (text) => text.split("\n").length - 1],
  ["w", (text) => text.split(/\s+/).filter((word) => word !== "").length],
  ["c", (text) => text.length],
];
const countsOf = (text: string, letters: string): readonly number[] => {
  const wanted = COUNTS.filter(([letter]) => letters.replace("m", "c").includes(letter));
  return (wanted.length === 0 ? COUNTS : wanted).map(([, count]) => count(text));
};
const inColumns = (counts: readonly number[], width: number): string =>
  counts.map((count) => String(count).padStart(counts.length === 1 && width === 7 ? 0 : width)).join(" ");

const wc: Filter = {
  ...collector(
    "wc",
    (args) => ({ letters: args.join("") }),
    (lines, options) => [inColumns(countsOf(joined(lines), (options as { letters: string }).letters), 7)],
  ),
  files: (args, files) => {
    const rows = files.map(({ name, text }) => ({ name, text, counts: countsOf(text, args.join("")) }));
    const total = { name: "total", counts: countsOf(files.map(({ text }) => text).join(""), args.join("")) };
    const width = (
      total.counts.length === 1 && rows.length === 1
        ? ""
        : String(files.reduce((sum, { text }) => sum + text.length, 0))
    ).length;
    return {
      out: [...rows, ...(rows.length > 1 ? [total] : [])].map(
        ({ name, counts }) => `${inColumns(counts, width)} ${name}`,
      ),
      exit: 0,
    };
  },
};

const LATE = "awk column cut fold jq nl paste rev sed sort tac tr uniq".split(" ");

const pass = (name: string): Filter => ({
  name,
  start: () => ({ state: null }),
  line: (state, line) => ({ state, out: [line] }),
  end: () => ({ out: [], exit: 0 }),
});

/** One that is loaded only when a line names it. */
const late = (name: string): Filter => {
  const loaded = (): Filter => rarePart("textTools").get(name)!;
  return {
    name,
    start: (args) => loaded().start(args),
    line: (state, line) => loaded().line(state, line),
    end: (state) => loaded().end(state),
  };
};

export const filters: ReadonlyMap<string, Filter> = new Map(
  [
    grep,
    { ...grep, name: "egrep", start: (args: readonly string[]) => grep.start(["-E", ...args]) },
    head,
    tail,
    wc,
    pass("tee"),
    pass("less"),
    pass("more"),
    pass("cat"),
    ...LATE.map(late),
  ].map((f) => [f.name, f]),
);

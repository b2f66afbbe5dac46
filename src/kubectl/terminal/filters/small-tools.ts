// Small filters: uniq, tac, rev, nl, paste, column, fold.
import type { Json } from "#api/meta";
import type { Filter } from "../filter.ts";
import { collector } from "./collector.ts";

const lettersOf = (args: readonly string[]): string =>
  args
    .filter((arg) => /^-[a-zA-Z]/.test(arg))
    .join("")
    .replaceAll("-", "");

const uniq = collector(
  "uniq",
  (args) => ({ letters: lettersOf(args) }),
  (lines, json) => {
    const { letters } = json as { letters: string };
    const keyOf = (text: string): string => (letters.includes("i") ? text.toLowerCase() : text);
    const groups: { text: string; n: number }[] = [];
    for (const text of lines) {
      const last = groups.at(-1);
      if (last && keyOf(last.text) === keyOf(text)) last.n++;
      else groups.push({ text, n: 1 });
    }
    return groups
      .filter(({ n }) => (!letters.includes("d") || n > 1) && (!letters.includes("u") || n === 1))
      .map(({ text, n }) => (letters.includes("c") ? `${String(n).padStart(7)} ${text}` : text));
  },
);

const none = (): Json => ({});

const tac = collector("tac", none, (lines) => lines.toReversed());

const eachLine = (name: string, change: (line: string) => readonly string[]): Filter => ({
  name,
  start: () => ({ state: null }),
  line: (state, line) => ({ state, out: change(line) }),
  end: () => ({ out: [], exit: 0 }),
});

const rev = eachLine("rev", (line) => [Array.from(line).toReversed().join("")]);

/** Empty lines have no number. */
const nl = collector("nl", none, (lines) => {
  let number = 0;
  return lines.map((line) => (line === "" ? "       " : `${String(++number).padStart(6)}\t${line}`));
});

/** `paste -sd,` makes one line of all; `paste - -` two of each four. */
const paste = collector(
  "paste",
  (args) => {
    const at = args.findIndex((arg) => /^-s?d/.test(arg));
    const attached = at < 0 ? "\t" : args[at]!.replace(/^-s?d/, "");
    const delimiter = attached === "" ? (args[at + 1] ?? "\t") : attached;
    const isSerial = args.some((arg) => /^-d?s/.test(arg));
    return {
      delimiter: delimiter.replaceAll(String.raw`\n`, "\n").replaceAll(String.raw`\t`, "\t"),
      isSerial,
      columns: Math.max(1, args.filter((arg) => arg === "-").length),
    };
  },
  (lines, json) => {
    const { delimiter, isSerial, columns } = json as { delimiter: string; isSerial: boolean; columns: number };
    if (isSerial) return [lines.join(delimiter)];
    return Array.from({ length: Math.ceil(lines.length / columns) }, (_, row) =>
      Array.from({ length: columns }, (_column, i) => lines[row * columns + i] ?? "").join(delimiter),
    );
  },
);

const column = collector(
  "column",
  (args) => {
    const at = args.findIndex((arg) => arg.startsWith("-s"));
    const separator = at < 0 ? "" : args[at] === "-s" ? (args[at + 1] ?? "") : args[at]!.slice(2);
    return args.some((arg) => /^-\w*t/.test(arg)) ? { separator } : "column: only -t is understood here";
  },
  (lines, json) => {
    const { separator } = json as { separator: string };
    const rows = lines
      .filter((line) => line.trim() !== "")
      .map((line) => (separator === "" ? line.trim().split(/\s+/) : line.split(separator)));
    const most = Math.max(0, ...rows.map((row) => row.length));
    const widths = Array.from({ length: most }, (_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
    return rows.map((row) =>
      row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i] ?? 0))).join("  "),
    );
  },
);

const fold: Filter = {
  name: "fold",
  start: (args) => {
    const at = args.findIndex((arg) => arg.startsWith("-w"));
    const width = at < 0 ? 80 : Number(args[at] === "-w" ? args[at + 1] : args[at]!.slice(2));
    return width > 0 ? { state: width } : { error: "fold: invalid number of columns", exit: 1 };
  },
  line: (state, line) => ({
    state,
    out: line === "" ? [""] : (line.match(new RegExp(`.{1,${state as number}}`, "gu")) ?? []),
  }),
  end: () => ({ out: [], exit: 0 }),
};

export const smallTools: readonly Filter[] = [uniq, tac, rev, nl, paste, column, fold];

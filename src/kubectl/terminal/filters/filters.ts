// The table of filters, and the small ones: head, tail, wc, sort, uniq, less, cat.
import { compareStrings } from "#api/compare";
import type { Json } from "#api/meta";
import type { Filter } from "../filter.ts";
import { cut } from "./cut.ts";
import { grep } from "./grep.ts";
import { rarePart } from "../../rare-parts.ts";
import { sed } from "./sed.ts";
import { tr } from "./tr.ts";

/** Collects all lines and makes its output of them at the end. */
const collector = (
  name: string,
  read: (args: readonly string[]) => Json | string,
  make: (lines: readonly string[], options: Json) => readonly string[],
): Filter => ({
  name,
  start: (args) => {
    const options = read(args);
    return typeof options === "string" ? { error: options, exit: 1 } : { state: { options, text: "" } };
  },
  // One text grows cheaply; a list would be copied at each line.
  line: (state, line) => {
    const { options, text } = state as { options: Json; text: string };
    return { state: { options, text: `${text}${line}\n` }, out: [] };
  },
  end: (state) => {
    const { options, text } = state as { options: Json; text: string };
    return { out: make(text === "" ? [] : text.slice(0, -1).split("\n"), options), exit: 0 };
  },
});

/** `-n 5`, `-5`, `-n5`; 10 if absent. */
const countOf = (args: readonly string[]): number => {
  for (const [i, arg] of args.entries()) {
    const m = /^-n?(\d+)$/.exec(arg) ?? /^--lines=(\d+)$/.exec(arg);
    if (m) return Number(m[1]);
    if (arg === "-n") return Math.abs(Number(args[i + 1] ?? 10));
  }
  return 10;
};

const head: Filter = {
  name: "head",
  start: (args) => ({ state: countOf(args) }),
  line: (state, line) => {
    const left = state as number;
    return left <= 0 ? { state, out: [], isDone: true } : { state: left - 1, out: [line], isDone: left === 1 };
  },
  end: () => ({ out: [], exit: 0 }),
};

const tail = collector(
  "tail",
  (args) => countOf(args),
  (lines, n) => lines.slice(-(n as number)),
);

const wc = collector(
  "wc",
  (args) => args.join(""),
  (lines, flags) => {
    const text = lines.map((l) => `${l}\n`).join("");
    const words = text.split(/\s+/).filter((w) => w !== "").length;
    const flag = flags as string;
    if (flag === "-l") return [String(lines.length)];
    if (flag === "-w") return [String(words)];
    if (flag === "-c") return [String(text.length)];
    return [`${String(lines.length).padStart(7)} ${String(words).padStart(7)} ${String(text.length).padStart(7)}`];
  },
);
const wcWithFlags: Filter = { ...wc, start: (args) => ({ state: { options: args.join(""), text: "" } }) };

const sort = collector(
  "sort",
  (args) => ({
    letters: args
      .filter((a) => a.startsWith("-"))
      .join("")
      .replaceAll("-", ""),
    key: keyOf(args),
  }),
  (lines, json) => {
    const { letters, key } = json as { letters: string; key: number };
    const field = (l: string): string => (key > 0 ? (l.trim().split(/\s+/)[key - 1] ?? "") : l);
    const number = (l: string): number => Number.parseFloat(field(l)) || 0;
    const sorted = lines.toSorted((a, b) =>
      letters.includes("n")
        ? number(a) - number(b) || compareStrings(a, b)
        : compareStrings(field(a), field(b)) || compareStrings(a, b),
    );
    const ordered = letters.includes("r") ? sorted.toReversed() : sorted;
    return letters.includes("u") ? ordered.filter((l, i) => l !== ordered[i - 1]) : ordered;
  },
);
const keyOf = (args: readonly string[]): number => {
  const at = args.indexOf("-k");
  const text = at >= 0 ? args[at + 1] : args.find((a) => /^-k\d+/.test(a))?.slice(2);
  return text === undefined ? 0 : Number.parseInt(text, 10) || 0;
};

const uniq = collector(
  "uniq",
  (args) => ({ isCounted: args.some((a) => /^-\w*c/.test(a)) }),
  (lines, json) => {
    const { isCounted } = json as { isCounted: boolean };
    const groups: { text: string; n: number }[] = [];
    for (const text of lines) {
      const last = groups.at(-1);
      if (last?.text === text) last.n++;
      else groups.push({ text, n: 1 });
    }
    return groups.map(({ text, n }) => (isCounted ? `${String(n).padStart(7)} ${text}` : text));
  },
);

const pass = (name: string): Filter => ({
  name,
  start: () => ({ state: null }),
  line: (state, line) => ({ state, out: [line] }),
  end: () => ({ out: [], exit: 0 }),
});

/** One that is loaded only when a line names it. */
const late = (name: string, loaded: () => Filter): Filter => ({
  name,
  start: (args) => loaded().start(args),
  line: (state, line) => loaded().line(state, line),
  end: (state) => loaded().end(state),
});

export const filters: ReadonlyMap<string, Filter> = new Map(
  [
    grep,
    { ...grep, name: "egrep", start: (args: readonly string[]) => grep.start(["-E", ...args]) },
    head,
    tail,
    wcWithFlags,
    sort,
    uniq,
    late("awk", () => rarePart("awk")),
    cut,
    tr,
    sed,
    pass("tee"),
    late("jq", () => rarePart("jq")),
    pass("less"),
    pass("more"),
    pass("cat"),
  ].map((f) => [f.name, f]),
);

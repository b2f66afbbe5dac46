import { describe, expect, it } from "vitest";
import { lineDiff } from "./line-diff.ts";

const rows = [
  { name: "equal", before: "a\nb", after: "a\nb", shows: "" },
  { name: "a line put in", before: "a\nc", after: "a\nb\nc", shows: " a1|+b2| c3" },
  { name: "a line taken out", before: "a\nb\nc", after: "a\nc", shows: " a1|-b| c2" },
  { name: "a line changed", before: "a\nb\nc", after: "a\nx\nc", shows: " a1|-b|+x2| c3" },
  { name: "twice the same line", before: "a\na", after: "a\na\na", shows: " a1| a2|+a3" },
  { name: "from nothing", before: "", after: "a", shows: "-|+a1" },
  { name: "two places", before: "a\nb\nc\nd\ne", after: "x\nb\nc\nd\ny", shows: "-a|+x1| b2| c3| d4|-e|+y5" },
];

const show = (before: string, after: string): string =>
  lineDiff(before, after)
    .map(({ kind, text, line }) => `${{ same: " ", added: "+", removed: "-" }[kind]}${text}${line ?? ""}`)
    .join("|");

describe("lines that differ", () => {
  it.each(rows)("$name", ({ before, after, shows }) => {
    expect(show(before, after)).toBe(shows);
  });

  it("a text of a megabyte is answered at once", () => {
    const long = Array.from({ length: 20_000 }, (_, i) => `line ${i}`);
    const other = long.map((line) => `${line}!`);
    expect(lineDiff(long.join("\n"), other.join("\n"))).toHaveLength(40_000);
  });
});

// What `diff` and `diff -u` print of two texts.

interface Edit {
  readonly mark: " " | "-" | "+";
  readonly line: string;
}

const CONTEXT_LINES = 3;

const linesOf = (text: string): string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

/** Lengths of the longest common subsequences of what follows each pair of lines. */
const commonLengths = (a: readonly string[], b: readonly string[]): number[][] => {
  const table = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i--) {
    const row = table[i] ?? [];
    const below = table[i + 1] ?? [];
    for (let j = b.length - 1; j >= 0; j--) {
      row[j] = a[i] === b[j] ? (below[j + 1] ?? 0) + 1 : Math.max(below[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  return table;
};

const editsOf = (a: readonly string[], b: readonly string[]): Edit[] => {
  const common = commonLengths(a, b);
  const edits: Edit[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i], b[j]];
    if (left !== undefined && left === right) {
      edits.push({ mark: " ", line: left });
      i++;
      j++;
    } else if (left !== undefined && (right === undefined || (common[i + 1]?.[j] ?? 0) >= (common[i]?.[j + 1] ?? 0))) {
      edits.push({ mark: "-", line: left });
      i++;
    } else {
      edits.push({ mark: "+", line: right ?? "" });
      j++;
    }
  }
  return edits;
};

/** Ranges of edits that are near enough to share one header. */
const hunksOf = (edits: readonly Edit[]): { readonly from: number; readonly to: number }[] => {
  const hunks: { from: number; to: number }[] = [];
  for (const [at, edit] of edits.entries()) {
    if (edit.mark === " ") continue;
    const from = Math.max(0, at - CONTEXT_LINES);
    const to = Math.min(edits.length, at + CONTEXT_LINES + 1);
    const last = hunks.at(-1);
    if (last && from <= last.to) last.to = to;
    else hunks.push({ from, to });
  }
  return hunks;
};

/** A range of length one is only its line; an empty one names the line before it. */
const range = (before: number, length: number): string => {
  if (length === 0) return `${before},0`;
  return length === 1 ? String(before + 1) : `${before + 1},${length}`;
};

const count = (edits: readonly Edit[], mark: "-" | "+"): number =>
  edits.filter((edit) => edit.mark === " " || edit.mark === mark).length;

/** The hunks; empty if the texts are equal. */
export const unifiedDiff = (from: string, to: string): string => {
  const edits = editsOf(linesOf(from), linesOf(to));
  return hunksOf(edits)
    .map((hunk) => {
      const before = edits.slice(0, hunk.from);
      const inside = edits.slice(hunk.from, hunk.to);
      const old = range(count(before, "-"), count(inside, "-"));
      const fresh = range(count(before, "+"), count(inside, "+"));
      return `@@ -${old} +${fresh} @@\n${inside.map(({ mark, line }) => `${mark}${line}\n`).join("")}`;
    })
    .join("");
};

const span = (first: number, length: number): string =>
  length > 1 ? `${first},${first + length - 1}` : String(length === 0 ? first - 1 : first);

/** What `diff` prints without -u: `2c2`, `3a4,5`, `1d0`. */
export const plainDiff = (from: string, to: string): string => {
  let out = "";
  let [a, b] = [0, 0];
  let [removed, added]: [string[], string[]] = [[], []];
  const flush = (): void => {
    if (removed.length + added.length === 0) return;
    const verb = removed.length === 0 ? "a" : added.length === 0 ? "d" : "c";
    out += `${span(a - removed.length + 1, removed.length)}${verb}${span(b - added.length + 1, added.length)}\n`;
    out += removed.map((line) => `< ${line}\n`).join("");
    if (verb === "c") out += "---\n";
    out += added.map((line) => `> ${line}\n`).join("");
    [removed, added] = [[], []];
  };
  for (const { mark, line } of editsOf(linesOf(from), linesOf(to))) {
    if (mark === " ") flush();
    if (mark !== "+") a++;
    if (mark !== "-") b++;
    if (mark === "-") removed.push(line);
    if (mark === "+") added.push(line);
  }
  flush();
  return out;
};

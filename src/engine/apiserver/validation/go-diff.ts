// Models staging/src/k8s.io/apimachinery/pkg/util/diff/diff.go (v1.36): a unified diff with three lines of context, the way
// github.com/pmezard/go-difflib makes it (Python's difflib: longest matching block first).
import type { Json } from "#api/meta";
import { marshalIndentGo } from "./go-json.ts";

interface Match {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}

type Tag = "equal" | "replace" | "delete" | "insert";

interface OpCode {
  readonly tag: Tag;
  readonly a: number;
  readonly aEnd: number;
  readonly b: number;
  readonly bEnd: number;
}

const CONTEXT = 3;

/** Both values as indented JSON, compared by line; empty if they are equal. */
export const diffGo = (before: Json, after: Json): string => {
  const a = linesOf(before);
  const b = linesOf(after);
  const groups = groupOpCodes(opCodes(a, b));
  return groups.map((group) => formatGroup(group, a, b)).join("");
};

const linesOf = (value: Json): readonly string[] => marshalIndentGo(value).split("\n");

/** The longest run that both have in these ranges; the earliest of equals. Lines that occur too often are not where a run starts. */
const longestMatch = (a: readonly string[], places: ReadonlyMap<string, readonly number[]>, range: Range): Match => {
  let best: Match = { a: range.aLow, b: range.bLow, size: 0 };
  let lengths = new Map<number, number>();
  for (let i = range.aLow; i < range.aHigh; i++) {
    const next = new Map<number, number>();
    for (const j of places.get(a[i] ?? "") ?? []) {
      if (j < range.bLow) continue;
      if (j >= range.bHigh) break;
      const size = (lengths.get(j - 1) ?? 0) + 1;
      next.set(j, size);
      if (size > best.size) best = { a: i - size + 1, b: j - size + 1, size };
    }
    lengths = next;
  }
  return best;
};

const MANY_LINES = 200;

/** Where each line of `b` stands. In a long text, a line that makes up over one percent of it is left out (difflib's autojunk). */
const placesOf = (b: readonly string[]): ReadonlyMap<string, readonly number[]> => {
  const places = new Map<string, number[]>();
  for (const [i, line] of b.entries()) {
    const found = places.get(line);
    if (found) found.push(i);
    else places.set(line, [i]);
  }
  if (b.length < MANY_LINES) return places;
  const most = Math.floor(b.length / 100) + 1;
  return new Map([...places].filter(([, at]) => at.length <= most));
};

interface Range {
  readonly aLow: number;
  readonly aHigh: number;
  readonly bLow: number;
  readonly bHigh: number;
}

/** A run grows at both ends over lines that are too common to start one. */
const extend = (match: Match, a: readonly string[], b: readonly string[], range: Range): Match => {
  let { a: i, b: j, size } = match;
  while (i > range.aLow && j > range.bLow && a[i - 1] === b[j - 1]) {
    i--;
    j--;
    size++;
  }
  while (i + size < range.aHigh && j + size < range.bHigh && a[i + size] === b[j + size]) size++;
  return { a: i, b: j, size };
};

const matchingBlocks = (a: readonly string[], b: readonly string[]): readonly Match[] => {
  const places = placesOf(b);
  const blocks: Match[] = [];
  const visit = (range: Range): void => {
    const found = extend(longestMatch(a, places, range), a, b, range);
    if (found.size === 0) return;
    const aEnd = found.a + found.size;
    const bEnd = found.b + found.size;
    if (range.aLow < found.a && range.bLow < found.b) visit({ ...range, aHigh: found.a, bHigh: found.b });
    blocks.push(found);
    if (aEnd < range.aHigh && bEnd < range.bHigh) visit({ ...range, aLow: aEnd, bLow: bEnd });
  };
  visit({ aLow: 0, aHigh: a.length, bLow: 0, bHigh: b.length });
  return [...mergeAdjacent(blocks), { a: a.length, b: b.length, size: 0 }];
};

const mergeAdjacent = (blocks: readonly Match[]): readonly Match[] => {
  const merged: Match[] = [];
  for (const block of blocks) {
    const last = merged.at(-1);
    if (last && last.a + last.size === block.a && last.b + last.size === block.b) {
      merged[merged.length - 1] = { ...last, size: last.size + block.size };
    } else {
      merged.push(block);
    }
  }
  return merged;
};

const opCodes = (a: readonly string[], b: readonly string[]): readonly OpCode[] => {
  const codes: OpCode[] = [];
  let i = 0;
  let j = 0;
  for (const match of matchingBlocks(a, b)) {
    const tag: Tag | undefined =
      i < match.a && j < match.b ? "replace" : i < match.a ? "delete" : j < match.b ? "insert" : undefined;
    if (tag) codes.push({ tag, a: i, aEnd: match.a, b: j, bEnd: match.b });
    i = match.a + match.size;
    j = match.b + match.size;
    if (match.size > 0) codes.push({ tag: "equal", a: match.a, aEnd: i, b: match.b, bEnd: j });
  }
  return codes;
};

/** Changes that are at most six equal lines apart stand in one hunk. */
const groupOpCodes = (all: readonly OpCode[]): readonly (readonly OpCode[])[] => {
  const codes = all.map((code, i) => {
    if (code.tag !== "equal") return code;
    if (i === 0) return { ...code, a: Math.max(code.a, code.aEnd - CONTEXT), b: Math.max(code.b, code.bEnd - CONTEXT) };
    if (i < all.length - 1) return code;
    return { ...code, aEnd: Math.min(code.aEnd, code.a + CONTEXT), bEnd: Math.min(code.bEnd, code.b + CONTEXT) };
  });
  const groups: OpCode[][] = [];
  let group: OpCode[] = [];
  for (const code of codes) {
    let { a, b } = code;
    if (code.tag === "equal" && code.aEnd - code.a > 2 * CONTEXT) {
      group.push({ ...code, aEnd: Math.min(code.aEnd, a + CONTEXT), bEnd: Math.min(code.bEnd, b + CONTEXT) });
      groups.push(group);
      group = [];
      a = Math.max(a, code.aEnd - CONTEXT);
      b = Math.max(b, code.bEnd - CONTEXT);
    }
    group.push({ ...code, a, b });
  }
  groups.push(group);
  return groups.filter((g) => g.some((code) => code.tag !== "equal"));
};

const formatGroup = (group: readonly OpCode[], a: readonly string[], b: readonly string[]): string => {
  const first = group[0];
  const last = group.at(-1);
  if (!first || !last) return "";
  let text = `@@ -${formatRange(first.a, last.aEnd)} +${formatRange(first.b, last.bEnd)} @@\n`;
  for (const code of group) {
    if (code.tag === "equal") text += prefixed(" ", a.slice(code.a, code.aEnd));
    if (code.tag === "replace" || code.tag === "delete") text += prefixed("-", a.slice(code.a, code.aEnd));
    if (code.tag === "replace" || code.tag === "insert") text += prefixed("+", b.slice(code.b, code.bEnd));
  }
  return text;
};

const prefixed = (mark: string, lines: readonly string[]): string => lines.map((line) => `${mark}${line}\n`).join("");

const formatRange = (start: number, end: number): string => {
  const length = end - start;
  if (length === 1) return String(start + 1);
  return `${length === 0 ? start : start + 1},${length}`;
};

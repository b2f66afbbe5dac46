// The lines by which two texts differ: the longest common run of lines stays, the rest was taken out or put in.
import type { DiffLine } from "../view-models/editor.ts";

/** Texts longer than this are compared by their ends only: the table would grow with the product. */
const MOST_CELLS = 1_000_000;

/** All lines of both texts in order; empty if they are equal. */
export const lineDiff = (before: string, after: string): readonly DiffLine[] => {
  if (before === after) return [];
  const a = before.split("\n");
  const b = after.split("\n");
  const head = commonHead(a, b);
  const tail = commonTail(a, b, head);
  const middle = diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), head + 1);
  return [
    ...b.slice(0, head).map(same),
    ...middle,
    ...b.slice(b.length - tail).map((text, i) => same(text, b.length - tail + i)),
  ];
};

const commonHead = (a: readonly string[], b: readonly string[]): number => {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
};

const commonTail = (a: readonly string[], b: readonly string[], head: number): number => {
  let n = 0;
  while (n < a.length - head && n < b.length - head && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
};

const same = (text: string, i: number): DiffLine => ({ kind: "same", text, line: i + 1 });
const removed = (text: string): DiffLine => ({ kind: "removed", text, line: null });

const diffMiddle = (a: readonly string[], b: readonly string[], firstLine: number): readonly DiffLine[] => {
  const added = (j: number): DiffLine => ({ kind: "added", text: b[j]!, line: firstLine + j });
  if (a.length * b.length > MOST_CELLS) return [...a.map(removed), ...b.map((_, j) => added(j))];
  const common = commonLengths(a, b);
  const lines: DiffLine[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: "same", text: b[j]!, line: firstLine + j });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[i + 1]![j]! >= common[i]![j + 1]!))
      lines.push(removed(a[i++]!));
    else lines.push(added(j++));
  }
  return lines;
};

/** Of the rests of both that begin at i and j: how many lines they have in common. */
const commonLengths = (a: readonly string[], b: readonly string[]): readonly (readonly number[])[] => {
  const lengths = Array.from({ length: a.length + 1 }, () => Array.from({ length: b.length + 1 }, () => 0));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = a[i] === b[j] ? lengths[i + 1]![j + 1]! + 1 : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  return lengths;
};

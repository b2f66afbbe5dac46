// Which marks of the timeline wear their words, and how many of them.
import type { TimelineMark } from "#app/view-models/timeline";
import type { TimeScale } from "./time-scale.ts";

const LETTER_WIDTH = 6.8;
const LONGEST_LABEL = 26;
/** With fewer letters nobody knows what was done: rather than cut shorter, a label lies over the next marks and counts them. */
const SHORTEST_LABEL = 14;

interface MarkLabel {
  readonly mark: TimelineMark;
  readonly x: number;
  readonly label: string;
}

/**
 * Labels that do not lie on each other, nor on a break of the ruler: what does not fit is told on focus. Of acts that stand closer together than
 * their words the first is named, and the others are counted: "delete pod --all +2".
 */
export function labelsOf(marks: readonly TimelineMark[], scale: TimeScale, width: number): readonly MarkLabel[] {
  const shown = marks.filter((mark) => mark.isLabelShown).map((mark) => ({ mark, x: scale.toX(mark.timeMs) }));
  const labels: MarkLabel[] = [];
  for (let first = 0; first < shown.length;) {
    const { mark, x } = shown[first]!;
    const end = Math.min(width, ...scale.segments.flatMap((s) => (s.kind === "cut" && s.x0 >= x ? [s.x0] : [])));
    const needed = Math.min(SHORTEST_LABEL, mark.label.length);
    let next = first + 1;
    while (next < shown.length && lettersIn(x, shown[next]!.x) < needed + suffixOf(next - first - 1).length) next += 1;
    const suffix = suffixOf(next - first - 1);
    const most = Math.min(LONGEST_LABEL, lettersIn(x, Math.min(end, shown[next]?.x ?? width)) - suffix.length);
    if (most >= needed) labels.push({ mark, x, label: shortened(mark.label, most) + suffix });
    first = next;
  }
  return labels;
}

const lettersIn = (from: number, to: number): number => Math.floor((to - from - 4) / LETTER_WIDTH);

const suffixOf = (hidden: number): string => (hidden === 0 ? "" : ` +${hidden}`);

const shortened = (label: string, most: number): string =>
  label.length > most ? `${label.slice(0, most - 1).trimEnd()}…` : label;

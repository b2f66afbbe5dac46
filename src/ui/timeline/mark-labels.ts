// Which marks of the timeline wear their words, and how many of them.
import type { TimelineMark } from "#app/view-models/timeline";
import type { TimeScale } from "./time-scale.ts";

const LONGEST_LABEL = 26;
/** With fewer letters nobody knows what was done: rather than cut shorter, a label lies over the next marks and counts them. */
const SHORTEST_LABEL = 14;
/** Between a label and what stands next. */
const GAP = 4;
/** What of a mark stands on the other side of its moment. */
const FLAG = 8;

interface MarkLabel {
  readonly mark: TimelineMark;
  readonly label: string;
  /** Where its words begin, and what they may take: more than that is never drawn. */
  readonly x: number;
  readonly room: number;
}

/**
 * Labels that do not lie on each other, nor on a break of the ruler: what does not fit is told on focus. Of acts that stand closer together than
 * their words the first is named, and the others are counted: "delete pod --all +2". What is done last stands at the end of the track: its words
 * stand before it.
 */
export function labelsOf(
  marks: readonly TimelineMark[],
  scale: TimeScale,
  { width, em }: { readonly width: number; readonly em: number },
): readonly MarkLabel[] {
  const shown = marks.filter((mark) => mark.isLabelShown).map((mark) => ({ mark, x: scale.toX(mark.timeMs) }));
  const fits = (label: string, px: number): boolean => widthOf(label, em) <= px;
  const labels: MarkLabel[] = [];
  let taken = 0;
  const place = (mark: TimelineMark, label: string, x: number): void => {
    const room = Math.ceil(widthOf(label, em));
    labels.push({ mark, label, x, room });
    taken = x + room;
  };
  for (let first = 0; first < shown.length;) {
    const { mark, x } = shown[first]!;
    let next = first + 1;
    const suffix = (): string => suffixOf(next - first - 1);
    const least = (): string => shortened(mark.label, SHORTEST_LABEL) + suffix();
    while (next < shown.length && !fits(least(), shown[next]!.x - x - GAP)) next += 1;
    const end = Math.min(width, nextBreak(scale, x), shown[next]?.x ?? width) - GAP;
    const start = Math.max(taken, lastBreak(scale, x)) + GAP;
    const after = longest(mark.label, suffix(), (label) => fits(label, end - x));
    const before = longest(mark.label, suffix(), (label) => fits(label, x + FLAG - start));
    if (after !== undefined && x >= taken) place(mark, after, x);
    else if (before !== undefined) place(mark, before, x + FLAG - Math.ceil(widthOf(before, em)));
    first = next;
  }
  return labels;
}

const nextBreak = ({ segments }: TimeScale, x: number): number =>
  Math.min(Infinity, ...segments.flatMap((s) => (s.kind === "cut" && s.x0 >= x ? [s.x0] : [])));
const lastBreak = ({ segments }: TimeScale, x: number): number =>
  Math.max(0, ...segments.flatMap((s) => (s.kind === "cut" && s.x1 <= x ? [s.x1] : [])));

/** As much of a label as fits; undefined where it would say too little. */
const longest = (label: string, suffix: string, fits: (label: string) => boolean): string | undefined => {
  for (let most = Math.min(LONGEST_LABEL, label.length); most >= Math.min(SHORTEST_LABEL, label.length); most--) {
    const candidate = shortened(label, most) + suffix;
    if (fits(candidate)) return candidate;
  }
  return undefined;
};

const WIDE = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uffef]/g;

/** About what words take, rather more than less: fonts differ, and Hangul is wider than Latin. */
const widthOf = (words: string, em: number): number => {
  const wide = words.match(WIDE)?.length ?? 0;
  return (wide * 1.06 + (words.length - wide) * 0.66) * em;
};

const suffixOf = (hidden: number): string => (hidden === 0 ? "" : ` +${hidden}`);

const shortened = (label: string, most: number): string =>
  label.length > most ? `${label.slice(0, most - 1).trimEnd()}…` : label;

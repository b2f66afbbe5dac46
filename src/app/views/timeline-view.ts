// The timeline: what was served and what failed, what was done, the futures, and where nothing happened.
import type { Run } from "#engine";
import type { Words } from "../i18n/words.ts";
import type { BranchView, TimelineMark, TimelineView } from "../view-models/timeline.ts";
import { clockText } from "./format.ts";
import { futureLabel } from "./future-label.ts";
import { lengthText, segmentsOf, ticksOf } from "./ruler.ts";
import { BIN_MS, type TimelineIndex } from "./timeline-index.ts";

const SPEEDS: readonly number[] = [0.25, 1, 10, 60, 0];

export interface TimelineContext {
  readonly words: Words;
  readonly isPlaying: boolean;
  readonly isHeld?: boolean;
  readonly speed: number;
  /** Where the lesson's clock reads 00:00 (virtual ms). */
  readonly zeroMs: number;
}

export const timelineView = (run: Run, index: TimelineIndex, context: TimelineContext): TimelineView => {
  const { words, zeroMs } = context;
  const { branch } = run;
  const nowMs = run.nowMs - zeroMs;
  const seenMs = Math.max(branch.endMs - zeroMs, 0);
  const { marks, timesMs, kept } = shownMarks(index.marks(branch.id), zeroMs);
  const bins = index.bins(branch.id, zeroMs, zeroMs);
  const failedMs = bins.filter((b) => b.failed > 0).map((b) => b.fromMs);
  const busy = [...timesMs, ...failedMs, nowMs].toSorted((a, b) => a - b);
  const segments = segmentsOf(busy, seenMs, words);
  return {
    nowMs,
    nowText: clockText(nowMs),
    seenMs,
    seenText: clockText(seenMs),
    isPlaying: context.isPlaying,
    isHeld: context.isHeld ?? false,
    speed: context.speed,
    speeds: SPEEDS,
    binMs: BIN_MS,
    bins,
    fullBin: Math.max(10, ...bins.map((b) => b.served + b.failed)),
    segments,
    ticks: ticksOf(segments),
    marks: kept,
    branches: branchesOf(run, index, context),
    next: nextOf(marks, nowMs, words),
  };
};

interface ShownMarks {
  /** How many marks there were, of which these are the ones to be shown. */
  readonly of: number;
  readonly zeroMs: number;
  /** By the lesson's clock. */
  readonly marks: readonly TimelineMark[];
  readonly timesMs: readonly number[];
  readonly kept: readonly TimelineMark[];
}

/** By the list that they are from, which only grows: while nothing of note happens a frame makes none anew. */
const shownOf = new WeakMap<readonly TimelineMark[], ShownMarks>();

const shownMarks = (all: readonly TimelineMark[], zeroMs: number): ShownMarks => {
  const before = shownOf.get(all);
  if (before?.of === all.length && before.zeroMs === zeroMs) return before;
  const marks = all.filter((m) => m.timeMs >= zeroMs).map((m) => ({ ...m, timeMs: m.timeMs - zeroMs }));
  const timesMs = marks.map((m) => m.timeMs);
  const shown = { of: all.length, zeroMs, marks, timesMs, kept: thinned(marks) };
  shownOf.set(all, shown);
  return shown;
};

/** Marks that would lie on each other are one: the gravest stays, and of what was done nothing goes. */
const NEAR_MS = 1200;
const GRAVITY = { command: 4, fail: 3, warn: 2, goal: 2, event: 1 } as const;
export const thinned = (marks: readonly TimelineMark[]): readonly TimelineMark[] => {
  const kept: TimelineMark[] = [];
  for (const mark of marks) {
    const last = kept.at(-1);
    if (!last || mark.timeMs - last.timeMs > NEAR_MS) kept.push(mark);
    else if (mark.kind === "command" && last.kind === "command")
      kept[kept.length - 1] = { ...last, label: `${last.label} · ${mark.label}` };
    else if (GRAVITY[mark.kind] > GRAVITY[last.kind]) kept[kept.length - 1] = mark;
  }
  return kept;
};

const branchesOf = (run: Run, index: TimelineIndex, { zeroMs }: TimelineContext): readonly BranchView[] =>
  run.branches.map((branch) => {
    const isCurrent = branch.id === run.branch.id;
    // Up to where it parts from the present one it is the same: that is told once.
    const partsMs = (isCurrent ? undefined : run.divergence(run.branch.id, branch.id)?.atMs) ?? branch.forkMs;
    return {
      id: String(branch.id),
      name: branch.name,
      label: futureLabel(branch, run.branches),
      isCurrent,
      partsMs: Math.max(0, partsMs - zeroMs),
      endMs: branch.endMs - zeroMs,
      bins: isCurrent ? [] : index.bins(branch.id, Math.max(zeroMs, partsMs), zeroMs),
    };
  });

const nextOf = (marks: readonly TimelineMark[], nowMs: number, words: Words): TimelineView["next"] => {
  const next = marks.find((m) => m.timeMs > nowMs);
  if (!next) return null;
  const inMs = next.timeMs - nowMs;
  return { text: [next.label], inText: words.timeline.inTime(lengthText(inMs, words)), timeMs: next.timeMs };
};

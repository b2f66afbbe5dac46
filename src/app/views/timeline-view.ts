// The timeline: what was served and what failed, what was done, the futures, and where nothing happened.
import type { Run } from "#engine";
import type { Words } from "../i18n/words.ts";
import type { BranchView, TimelineMark, TimelineSegment, TimelineView } from "../view-models.ts";
import { clockText } from "./format.ts";
import { BIN_MS, type TimelineIndex } from "./timeline-index.ts";

export const SPEEDS: readonly number[] = [0.25, 1, 10, 60, 0];

export interface TimelineContext {
  readonly words: Words;
  readonly isPlaying: boolean;
  readonly speed: number;
  /** Where the lesson's clock reads 00:00 (virtual ms). */
  readonly zeroMs: number;
}

/** A stretch as long as this without anything to see is cut out of the ruler, but for its two ends. */
const CUT_FROM_MS = 45_000;
const CUT_MARGIN_MS = 6000;
const SHORTEST_MS = 60_000;

export const timelineView = (run: Run, index: TimelineIndex, context: TimelineContext): TimelineView => {
  const { words, zeroMs } = context;
  const { branch } = run;
  const nowMs = run.nowMs - zeroMs;
  const seenMs = Math.max(branch.endMs - zeroMs, 0);
  const marks = index
    .marks(branch.id)
    .filter((m) => m.timeMs >= zeroMs)
    .map((m) => ({ ...m, timeMs: m.timeMs - zeroMs }));
  const bins = index.bins(branch.id, zeroMs).map((b) => ({ ...b, fromMs: b.fromMs - zeroMs }));
  const busy = [
    ...marks.map((m) => m.timeMs),
    ...bins.filter((b) => b.failed > 0).map((b) => b.fromMs),
    nowMs,
  ].toSorted((a, b) => a - b);
  const segments = segmentsOf(busy, seenMs, words);
  return {
    nowMs,
    nowText: clockText(nowMs),
    seenMs,
    seenText: clockText(seenMs),
    isPlaying: context.isPlaying,
    speed: context.speed,
    speeds: SPEEDS,
    binMs: BIN_MS,
    bins,
    fullBin: Math.max(10, ...bins.map((b) => b.served + b.failed)),
    segments,
    ticks: ticksOf(segments),
    marks: thinned(marks),
    branches: branchesOf(run, index, context),
    next: nextOf(marks, nowMs, words),
  };
};

/** The ruler: runs in which something happens, and cuts in which nothing does. */
const segmentsOf = (busy: readonly number[], seenMs: number, words: Words): readonly TimelineSegment[] => {
  // What nobody has seen yet is blank paper, never a cut.
  const segments: TimelineSegment[] = [];
  let from = 0;
  let last = 0;
  for (const at of [...busy, seenMs]) {
    if (at - last >= CUT_FROM_MS) {
      const [cutFrom, cutTo] = [last + CUT_MARGIN_MS, at - CUT_MARGIN_MS];
      segments.push({ kind: "run", fromMs: from, toMs: cutFrom, text: "" });
      segments.push({
        kind: "cut",
        fromMs: cutFrom,
        toMs: cutTo,
        text: words.timeline.withoutEvent(lengthText(cutTo - cutFrom, words)),
      });
      from = cutTo;
    }
    last = Math.max(last, at);
  }
  segments.push({ kind: "run", fromMs: from, toMs: Math.max(seenMs, SHORTEST_MS), text: "" });
  return segments;
};

const lengthText = (ms: number, words: Words): string => {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return words.timeline.seconds(seconds);
  const rest = seconds % 60;
  return rest === 0
    ? words.timeline.minutes(minutes)
    : `${words.timeline.minutes(minutes)} ${words.timeline.seconds(rest)}`;
};

const STEPS = [5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000];
const MOST_TICKS = 24;

const ticksOf = (segments: readonly TimelineSegment[]): TimelineView["ticks"] => {
  const runs = segments.filter((s) => s.kind === "run");
  const shown = runs.reduce((n, s) => n + s.toMs - s.fromMs, 0);
  const step = STEPS.find((s) => shown / s <= MOST_TICKS) ?? STEPS.at(-1)!;
  const ticks: { timeMs: number; text: string | null }[] = [];
  for (const { fromMs, toMs } of runs) {
    for (let t = Math.ceil(fromMs / step) * step; t <= toMs; t += step) {
      ticks.push({ timeMs: t, text: t % (step * 3) === 0 ? clockText(t) : null });
    }
  }
  return ticks;
};

/** Marks that would lie on each other are one: the gravest stays. */
const NEAR_MS = 1200;
const GRAVITY = { command: 4, fail: 3, warn: 2, goal: 2, event: 1 } as const;
const thinned = (marks: readonly TimelineMark[]): readonly TimelineMark[] => {
  const kept: TimelineMark[] = [];
  for (const mark of marks) {
    const last = kept.at(-1);
    if (!last || mark.timeMs - last.timeMs > NEAR_MS) kept.push(mark);
    else if (GRAVITY[mark.kind] > GRAVITY[last.kind]) kept[kept.length - 1] = mark;
  }
  return kept;
};

const branchesOf = (run: Run, index: TimelineIndex, { zeroMs }: TimelineContext): readonly BranchView[] =>
  run.branches.map((branch) => {
    const isCurrent = branch.id === run.branch.id;
    const difference = isCurrent ? undefined : run.divergence(run.branch.id, branch.id);
    return {
      id: String(branch.id),
      name: branch.name,
      label: index.marks(branch.id).find((m) => m.kind === "command" && m.timeMs >= branch.forkMs)?.label ?? "",
      isCurrent,
      forkMs: Math.max(0, branch.forkMs - zeroMs),
      endMs: branch.endMs - zeroMs,
      firstDifferenceMs: difference ? difference.atMs - zeroMs : null,
      bins: isCurrent
        ? []
        : index.bins(branch.id, Math.max(zeroMs, branch.forkMs)).map((b) => ({ ...b, fromMs: b.fromMs - zeroMs })),
    };
  });

const nextOf = (marks: readonly TimelineMark[], nowMs: number, words: Words): TimelineView["next"] => {
  const next = marks.find((m) => m.timeMs > nowMs);
  if (!next) return null;
  const inMs = next.timeMs - nowMs;
  return { text: [next.label], inText: words.timeline.inTime(lengthText(inMs, words)), timeMs: next.timeMs };
};

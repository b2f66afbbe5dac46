// The ruler of the timeline: runs in which something happens, and cuts in which nothing does, so that long waits are short and said so.
import type { Words } from "../i18n/words.ts";
import type { TimelineSegment, TimelineView } from "../view-models/timeline.ts";
import { clockText } from "./format.ts";

/** A stretch as long as this without anything to see is cut out of the ruler, but for its two ends. */
const CUT_FROM_MS = 45_000;
const CUT_MARGIN_MS = 6000;
const SHORTEST_MS = 60_000;

/** `busy`: when something happens, in order. */
export const segmentsOf = (busy: readonly number[], seenMs: number, words: Words): readonly TimelineSegment[] => {
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

export const lengthText = (ms: number, words: Words): string => {
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

export const ticksOf = (segments: readonly TimelineSegment[]): TimelineView["ticks"] => {
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

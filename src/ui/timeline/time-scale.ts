// Between simulated time and the place on the ruler. Stretches without an event are cut out to a fixed width.
import type { TimelineSegment } from "#app/view-models/timeline";

interface ScaledSegment extends TimelineSegment {
  readonly x0: number;
  readonly x1: number;
}

export interface TimeScale {
  readonly segments: readonly ScaledSegment[];
  readonly left: number;
  readonly right: number;
  readonly toX: (timeMs: number) => number;
  readonly toMs: (x: number) => number;
}

const CUT_WIDTH = 36;

export function createScale(segments: readonly TimelineSegment[], left: number, right: number): TimeScale {
  const cuts = segments.filter((segment) => segment.kind === "cut").length;
  const runMs = segments.reduce((sum, one) => sum + (one.kind === "run" ? one.toMs - one.fromMs : 0), 0);
  const perMs = runMs === 0 ? 0 : Math.max(0, right - left - cuts * CUT_WIDTH) / runMs;
  const scaled: ScaledSegment[] = [];
  let x = left;
  for (const segment of segments) {
    const width = segment.kind === "cut" ? CUT_WIDTH : (segment.toMs - segment.fromMs) * perMs;
    scaled.push({ ...segment, x0: x, x1: x + width });
    x += width;
  }
  return { segments: scaled, left, right: x, toX: (ms) => toX(scaled, ms), toMs: (at) => toMs(scaled, at) };
}

function toX(segments: readonly ScaledSegment[], timeMs: number): number {
  for (const segment of segments) {
    if (timeMs > segment.toMs) continue;
    const share = (timeMs - segment.fromMs) / Math.max(1, segment.toMs - segment.fromMs);
    return segment.x0 + Math.max(0, share) * (segment.x1 - segment.x0);
  }
  return segments.at(-1)?.x1 ?? 0;
}

function toMs(segments: readonly ScaledSegment[], x: number): number {
  for (const segment of segments) {
    if (x > segment.x1) continue;
    const share = (x - segment.x0) / Math.max(1, segment.x1 - segment.x0);
    return Math.round(segment.fromMs + Math.max(0, share) * (segment.toMs - segment.fromMs));
  }
  return segments.at(-1)?.toMs ?? 0;
}

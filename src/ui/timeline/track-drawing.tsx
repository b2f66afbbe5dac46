import { memo, type ReactNode } from "react";
import type { BranchView, TimelineBin, TimelineView } from "#app/view-models/timeline";
import type { TimeScale } from "./time-scale.ts";
import css from "./timeline.module.css";

/** Heights of the rails; they grow with the track. */
export interface TrackRows {
  readonly stripTop: number;
  readonly stripBottom: number;
  readonly rail: number;
  /** Of the first of the other futures, and how far below it the next one is. */
  readonly fork: number;
  readonly pitch: number;
  readonly ruler: number;
  readonly bottom: number;
}

export function trackRows(height: number): TrackRows {
  const k = height / 144;
  const upper = { stripTop: 12 * k, stripBottom: 54 * k, rail: 76 * k };
  return { ...upper, fork: 98 * k, pitch: 14 * k, ruler: 130 * k, bottom: 134 * k };
}

export interface FailureStripProps {
  readonly bins: readonly TimelineBin[];
  readonly binMs: number;
  readonly fullBin: number;
  readonly scale: TimeScale;
  readonly top: number;
  readonly bottom: number;
}

/** Served and failed requests per bin: two paths, however many bins there are. */
export const FailureStrip = memo(function FailureStrip(props: FailureStripProps): ReactNode {
  const { bins, binMs, fullBin, scale, top, bottom } = props;
  let served = "";
  let failed = "";
  const full = Math.max(1, fullBin);
  for (const bar of barsOf(bins, binMs, scale)) {
    const { x, width } = bar;
    const failedHeight = (Math.min(full, bar.failed) / full) * (bottom - top);
    const servedHeight = (Math.min(full, bar.served) / full) * (bottom - top);
    const y = Math.max(top, bottom - failedHeight - servedHeight);
    served += `M${round(x)} ${round(y)}h${round(width)}V${round(bottom - failedHeight)}h${-round(width)}z`;
    if (failedHeight > 0)
      failed += `M${round(x)} ${round(bottom - failedHeight)}h${round(width)}V${round(bottom)}h${-round(width)}z`;
  }
  return (
    <g>
      <path className={css["served"]} d={served} />
      <path className={css["failed"]} d={failed} />
    </g>
  );
});

/** Bars narrower than this are put together, with the mean of their bins: 2 px of it are seen, the third is the gap. */
const LEAST_BAR = 3;

interface Bar {
  readonly x: number;
  readonly width: number;
  readonly served: number;
  readonly failed: number;
}

export function barsOf(bins: readonly TimelineBin[], binMs: number, scale: Pick<TimeScale, "toX">): readonly Bar[] {
  const bars: Bar[] = [];
  for (let first = 0; first < bins.length;) {
    const x = scale.toX(bins[first]!.fromMs);
    let [served, failed, end, next] = [0, 0, x, first];
    while (next < bins.length && end - x < LEAST_BAR && (next === first || isNextTo(bins, next, binMs))) {
      served += bins[next]!.served;
      failed += bins[next]!.failed;
      end = scale.toX(bins[next]!.fromMs + binMs);
      next++;
    }
    const count = next - first;
    if (end - x > 1.2) bars.push({ x, width: end - x - 1, served: served / count, failed: failed / count });
    first = next;
  }
  return bars;
}

const isNextTo = (bins: readonly TimelineBin[], index: number, binMs: number): boolean =>
  bins[index]!.fromMs - bins[index - 1]!.fromMs <= binMs;

const round = (value: number): number => Math.round(value * 10) / 10;

export interface RulerProps {
  readonly ticks: TimelineView["ticks"];
  readonly scale: TimeScale;
  readonly rows: TrackRows;
  /** Of the track. */
  readonly width: number;
}

/** What the time at a tick takes. */
const TICK_ROOM = 46;

/** Those whose time is read: around a break two of them can stand closer together than their words. */
const readTicks = (ticks: RulerProps["ticks"], scale: TimeScale, width: number): ReadonlySet<number> => {
  const read = new Set<number>();
  let free = 0;
  for (const { timeMs, text } of ticks) {
    const x = scale.toX(timeMs);
    if (text === null || x < free || x + TICK_ROOM > width) continue;
    read.add(timeMs);
    free = x + TICK_ROOM;
  }
  return read;
};

export const TimeRuler = memo(function TimeRuler({ ticks, scale, rows, width }: RulerProps): ReactNode {
  const read = readTicks(ticks, scale, width);
  return (
    <g>
      {ticks.map((tick) => {
        const x = scale.toX(tick.timeMs);
        return (
          <g key={tick.timeMs}>
            <path className={css["base"]} d={`M${x} ${rows.bottom - (tick.text === null ? 5 : 8)}V${rows.bottom}`} />
            {read.has(tick.timeMs) ? (
              <text className={css["words"]} x={x + 4} y={rows.ruler}>
                {tick.text}
              </text>
            ) : null}
          </g>
        );
      })}
    </g>
  );
});

/** A drafting break: what is left out is said on it. */
export function BreakLine({ x, rows }: { readonly x: number; readonly rows: TrackRows }): ReactNode {
  const top = rows.stripTop;
  const middle = rows.stripBottom + 6;
  const zig = (at: number): string => `M${at} ${top}V${middle - 6}l-4 6 8 6-4 6V${rows.fork + 6}`;
  return <path className={css["breakLine"]} d={zig(x - 5) + zig(x + 5)} />;
}

export interface BranchRailProps {
  readonly branch: BranchView;
  readonly scale: TimeScale;
  readonly rows: TrackRows;
  readonly y: number;
  readonly fullBin: number;
  readonly binMs: number;
}

/** Where a branch's rail ends: however short its future is, it leaves the other rail in a curve. */
export const branchEnd = ({ partsMs, endMs }: BranchView, scale: Pick<TimeScale, "toX">): number =>
  Math.max(scale.toX(partsMs) + 28, scale.toX(endMs));

/** Another future: a second rail below, with its own failures in small. */
export const BranchRail = memo(function BranchRail(props: BranchRailProps): ReactNode {
  const { branch, scale, rows, y, fullBin, binMs } = props;
  const x = scale.toX(branch.partsMs);
  const end = branchEnd(branch, scale);
  const drop = y - rows.rail;
  let failed = "";
  for (const bin of branch.bins) {
    if (bin.failed === 0) continue;
    const left = scale.toX(bin.fromMs);
    const width = Math.min(end, scale.toX(bin.fromMs + binMs)) - left - 1;
    const height = Math.max(2, Math.min(1, bin.failed / Math.max(1, fullBin)) * (rows.pitch - 4));
    if (width > 0)
      failed += `M${round(left)} ${round(y - 3 - height)}h${round(width)}v${round(height)}h${-round(width)}z`;
  }
  return (
    <g>
      <path className={css["fork"]} d={`M${x} ${rows.rail}c14 0 12 ${drop} 26 ${drop}H${end}`} />
      <path className={css["branchFailed"]} d={failed} />
      <circle className={css["forkEnd"]} cx={end} cy={y} r="3.5" />
    </g>
  );
});

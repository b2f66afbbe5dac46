import { useId, useMemo, useRef, type ReactNode } from "react";
import type { BranchView, TimelineView } from "#app/view-models/timeline";
import { Balloon } from "../common/balloon.tsx";
import { useBoxSize } from "../common/use-box-size.ts";
import { useText } from "../common/use-text.tsx";
import { Marks } from "./marks.tsx";
import { Playhead } from "./playhead.tsx";
import { createScale, type TimeScale } from "./time-scale.ts";
import {
  branchEnd,
  BranchRail,
  BreakLine,
  FailureStrip,
  TimeRuler,
  trackRows,
  type TrackRows,
} from "./track-drawing.tsx";
import type { TimelineActions } from "./transport.tsx";
import { seekByKey, useDragToSeek } from "./use-track.ts";
import css from "./timeline.module.css";

export interface EvidenceTime {
  readonly n: number;
  readonly timeMs: number;
}

export interface TrackProps {
  readonly timeline: TimelineView;
  readonly selectedId: string | null;
  readonly evidence: readonly EvidenceTime[];
  readonly actions: TimelineActions;
  /** The phone's: strip and knob only. */
  readonly isSmall?: boolean;
}

const LEGEND_WIDTH = 190;
/** Behind the end of the track, for the names of other futures. */
const NAME_WIDTH = 96;

export function Track({ timeline, selectedId, evidence, actions, isSmall = false }: TrackProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const { width, height } = useBoxSize(ref, { width: 1104, height: 144 });
  const hasLegend = !isSmall && width > 760;
  const others = useMemo(() => othersOf(timeline.branches), [timeline.branches]);
  const right = width - (hasLegend ? LEGEND_WIDTH : isSmall || others.length === 0 ? 16 : NAME_WIDTH);
  const scale = useMemo(
    () => createScale(timeline.segments, isSmall ? 16 : 20, right),
    [timeline.segments, isSmall, right],
  );
  const rows = useMemo(
    () => (isSmall ? { ...trackRows(144), stripTop: 22, stripBottom: 52 } : trackRows(height)),
    [isSmall, height],
  );
  const nowX = scale.toX(timeline.nowMs);
  return (
    <div ref={ref} className={css["track"]}>
      <TimeSlider timeline={timeline} scale={scale} onSeek={actions.onSeek} />
      <svg aria-hidden="true">
        <FailureStrip
          bins={timeline.bins}
          binMs={timeline.binMs}
          fullBin={timeline.fullBin}
          scale={scale}
          top={rows.stripTop}
          bottom={rows.stripBottom}
        />
        <rect
          className={css["veil"]}
          x={nowX}
          y={rows.stripTop - 2}
          width={Math.max(0, scale.right - nowX + 2)}
          height={rows.stripBottom - rows.stripTop + 2}
        />
        {isSmall ? null : <Rails scale={scale} rows={rows} nowX={nowX} seenX={scale.toX(timeline.seenMs)} />}
        {isSmall ? null : <TimeRuler ticks={timeline.ticks} scale={scale} rows={rows} width={width} />}
        {isSmall
          ? null
          : others.map((branch, index) => (
              <BranchRail
                key={branch.id}
                branch={branch}
                scale={scale}
                rows={rows}
                y={forkY(rows, index)}
                fullBin={timeline.fullBin}
                binMs={timeline.binMs}
              />
            ))}
      </svg>
      {isSmall ? null : (
        <>
          <Breaks scale={scale} rows={rows} />
          <Marks
            marks={timeline.marks}
            scale={scale}
            y={rows.rail}
            labelY={Math.max(rows.stripBottom + 7, rows.rail - 16)}
            width={right}
            nowMs={timeline.nowMs}
            selectedId={selectedId}
            onMark={actions.onMark}
          />
          <EvidenceBalloons evidence={evidence} scale={scale} y={rows.rail + (rows.fork - rows.rail) * 0.7} />
          {others.map((branch, index) => (
            <BranchLabel
              key={branch.id}
              branch={branch}
              x={branchEnd(branch, scale) + 4}
              y={forkY(rows, index)}
              width={width}
              onBranch={actions.onBranch}
            />
          ))}
        </>
      )}
      <Playhead x={nowX} text={timeline.nowText} />
      {hasLegend ? <Legend timeline={timeline} y={rows.rail} /> : null}
    </div>
  );
}

function forkY(rows: TrackRows, index: number): number {
  return rows.fork + index * rows.pitch;
}

/** The two latest. The longer one lies above: its name stands behind its end, where nothing of the other is. */
const othersOf = (branches: readonly BranchView[]): readonly BranchView[] =>
  branches
    .filter((branch) => !branch.isCurrent)
    .slice(-2)
    .toSorted((a, b) => b.endMs - a.endMs);

interface TimeSliderProps {
  readonly timeline: TimelineView;
  readonly scale: TimeScale;
  readonly onSeek: TimelineActions["onSeek"];
}

function TimeSlider({ timeline, scale, onSeek }: TimeSliderProps): ReactNode {
  const text = useText();
  const hintId = useId();
  const drag = useDragToSeek(scale, onSeek);
  return (
    <>
      <div
        {...drag}
        className={css["slider"]}
        role="slider"
        tabIndex={0}
        aria-label={text.timeline.position}
        aria-describedby={hintId}
        aria-valuemin={0}
        aria-valuemax={Math.round(timeline.seenMs / 1000)}
        aria-valuenow={Math.round(timeline.nowMs / 1000)}
        aria-valuetext={timeline.nowText}
        onKeyDown={(event) => {
          const timeMs = seekByKey(event, timeline);
          if (timeMs === null) return;
          event.preventDefault();
          onSeek(timeMs, true);
        }}
      />
      <p id={hintId} className="vh">
        {text.timeline.keys}
      </p>
    </>
  );
}

const line = (x0: number, x1: number, y: number): string => (x1 > x0 ? `M${x0} ${y}H${x1}` : "");

interface RailsProps {
  readonly scale: TimeScale;
  readonly rows: TrackRows;
  readonly nowX: number;
  readonly seenX: number;
}

/** Past is solid, the seen future pencil; cuts interrupt both. */
function Rails({ scale, rows, nowX, seenX }: RailsProps): ReactNode {
  const runs = scale.segments.filter((segment) => segment.kind === "run");
  const past = runs.map((run) => line(run.x0, Math.min(run.x1, nowX), rows.rail)).join("");
  const future = runs.map((run) => line(Math.max(run.x0, nowX), Math.min(run.x1, seenX), rows.rail)).join("");
  const base = runs.map((run) => line(run.x0, run.x1, rows.stripBottom + 0.5)).join("");
  return (
    <>
      <path className={css["base"]} d={base} />
      <path className={css["past"]} d={past} />
      <path className={css["pencil"]} d={future} />
    </>
  );
}

function Breaks({ scale, rows }: { readonly scale: TimeScale; readonly rows: TrackRows }): ReactNode {
  const cuts = scale.segments.filter((segment) => segment.kind === "cut");
  return (
    <>
      <svg aria-hidden="true">
        {cuts.map((cut) => (
          <BreakLine key={cut.fromMs} x={(cut.x0 + cut.x1) / 2} rows={rows} />
        ))}
      </svg>
      {cuts.map((cut) => (
        <span
          key={cut.fromMs}
          className={css["breakHit"]}
          role="img"
          aria-label={cut.text}
          title={cut.text}
          style={{
            left: cut.x0 + 6,
            width: cut.x1 - cut.x0 - 12,
            top: rows.stripTop,
            height: rows.fork - rows.stripTop,
          }}
        />
      ))}
    </>
  );
}

interface EvidenceBalloonsProps {
  readonly evidence: readonly EvidenceTime[];
  readonly scale: TimeScale;
  readonly y: number;
}

/** Numbers of one moment stand side by side, left of it. */
function EvidenceBalloons({ evidence, scale, y }: EvidenceBalloonsProps): ReactNode {
  const times = [...new Set(evidence.map((one) => one.timeMs))];
  return times.map((timeMs) => (
    <span key={timeMs} className={css["balloons"]} style={{ left: scale.toX(timeMs) + 6, top: y }}>
      {evidence.map((one) => (one.timeMs === timeMs ? <Balloon key={one.n} n={one.n} /> : null))}
    </span>
  ));
}

interface BranchLabelProps {
  readonly branch: BranchView;
  readonly x: number;
  readonly y: number;
  /** Of the track. */
  readonly width: number;
  readonly onBranch: (branchId: string) => void;
}

/** After the end of its rail; a long one is shortened. */
function BranchLabel({ branch, x, y, width, onBranch }: BranchLabelProps): ReactNode {
  const text = useText();
  return (
    <button
      type="button"
      className={css["branch"]}
      data-other=""
      style={{ left: x, top: y, maxWidth: width - x - 4 }}
      title={text.timeline.branch(branch.name, branch.label)}
      onClick={() => onBranch(branch.id)}
    >
      {text.timeline.branch(branch.name, branch.label)}
    </button>
  );
}

function Legend({ timeline, y }: { readonly timeline: TimelineView; readonly y: number }): ReactNode {
  const text = useText();
  const current = timeline.branches.find((branch) => branch.isCurrent);
  const seconds = timeline.binMs / 1000;
  const hasFuture = timeline.seenMs > timeline.nowMs;
  return (
    <>
      <div className={css["legend"]} data-legend="" aria-hidden="true">
        <span>
          <i />
          {seconds === 1 ? text.timeline.served : text.timeline.servedPer(seconds)}
        </span>
        <span data-tone="fail">
          <i />
          {text.timeline.failed}
        </span>
      </div>
      {current === undefined || !hasFuture ? null : (
        <div className={css["legend"]} data-legend="" style={{ top: y - 6 }} aria-hidden="true">
          {text.timeline.alreadySeen(current.name)}
        </div>
      )}
    </>
  );
}

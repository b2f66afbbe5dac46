// A small chart over virtual time: lines or columns, levels that mean something, and where the timeline stands.
import type { MouseEvent, ReactNode } from "react";
import css from "./chart.module.css";

interface Point {
  readonly atMs: number;
  readonly value: number;
}

export interface Series {
  readonly tone: "main" | "fail" | "second";
  readonly points: readonly Point[];
}

export interface ChartLevel {
  readonly kind: "request" | "limit" | "capacity" | "eviction";
  readonly value: number;
  readonly label: string;
}

export interface ChartProps {
  /** What a screen reader hears instead of the picture: its newest values. */
  readonly label: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly series: readonly Series[];
  readonly levels?: readonly ChartLevel[];
  /** Moments at which a limit held it back. */
  readonly marksMs?: readonly number[];
  readonly onSeek: (timeMs: number) => void;
}

const WIDTH = 300;
const HEIGHT = 60;

export function Chart({
  label,
  fromMs,
  toMs,
  nowMs,
  series,
  levels = [],
  marksMs = [],
  onSeek,
}: ChartProps): ReactNode {
  const top =
    Math.max(1e-9, ...levels.map(({ value }) => value), ...series.flatMap(({ points }) => points.map((p) => p.value))) *
    1.08;
  const x = (ms: number): number => ((ms - fromMs) / Math.max(1, toMs - fromMs)) * WIDTH;
  const y = (value: number): number => HEIGHT - (value / top) * HEIGHT;
  const seek = (event: MouseEvent<SVGSVGElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    onSeek(fromMs + ((event.clientX - box.left) / box.width) * (toMs - fromMs));
  };
  return (
    // The timeline is the way to seek by keyboard; the chart is a second one for the pointer.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <svg
      className={css["chart"]}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      onClick={seek}
    >
      {marksMs.map((ms) => (
        <rect key={ms} className={css["mark"]} x={x(ms) - 2} y={0} width={4} height={HEIGHT} />
      ))}
      {levels.map((level) => (
        <line
          key={level.kind}
          className={css["level"]}
          data-kind={level.kind}
          x1={0}
          x2={WIDTH}
          y1={y(level.value)}
          y2={y(level.value)}
        >
          <title>{level.label}</title>
        </line>
      ))}
      {series.map(({ tone, points }) => (
        <polyline
          key={tone}
          className={css["line"]}
          data-tone={tone}
          points={points.map((p) => `${x(p.atMs).toFixed(1)},${y(p.value).toFixed(1)}`).join(" ")}
        />
      ))}
      <line className={css["now"]} x1={x(nowMs)} x2={x(nowMs)} y1={0} y2={HEIGHT} />
    </svg>
  );
}

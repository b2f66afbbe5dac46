// A small chart over virtual time: lines or columns, levels that mean something, and where the timeline stands.
import type { MouseEvent, ReactNode } from "react";
import { clockText } from "#app/views/format";
import { niceTop } from "./axis.ts";
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
  /** "limit 64Mi" */
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
  /** How a value reads on the axis: "250m", "64Mi", "20/s". */
  readonly say: (value: number) => string;
  readonly unit?: "decimal" | "bytes";
  /** Moments at which a limit held it back. */
  readonly marksMs?: readonly number[];
  readonly onSeek: (timeMs: number) => void;
}

const WIDTH = 300;
const HEIGHT = 60;

export function Chart(props: ChartProps): ReactNode {
  const { fromMs, toMs, nowMs, series, levels = [], say, unit = "decimal" } = props;
  const highest = Math.max(
    0,
    ...levels.map(({ value }) => value),
    ...series.flatMap(({ points }) => points.map((p) => p.value)),
  );
  const top = niceTop(highest, unit);
  const nowAt = (nowMs - fromMs) / Math.max(1, toMs - fromMs);
  return (
    <div className={css["frame"]}>
      <div className={css["values"]} aria-hidden="true">
        <span>{say(top)}</span>
        <span>{say(top / 2)}</span>
        <span>0</span>
      </div>
      <div className={css["plot"]}>
        <Plot {...props} top={top} />
        {levels.map((level) => (
          <span
            key={level.kind}
            className={css["levelName"]}
            data-kind={level.kind}
            data-below={level.value > top * 0.75}
            style={{ top: `${(1 - level.value / top) * 100}%` }}
            aria-hidden="true"
          >
            {level.label}
          </span>
        ))}
      </div>
      <div className={css["times"]} aria-hidden="true">
        <span>{clockText(fromMs)}</span>
        <b style={{ left: `${nowAt * 100}%` }} data-side={nowAt < 0.2 ? "right" : nowAt > 0.8 ? "left" : "both"}>
          {clockText(nowMs)}
        </b>
        <span>{clockText(toMs)}</span>
      </div>
    </div>
  );
}

function Plot(props: ChartProps & { readonly top: number }): ReactNode {
  const { label, fromMs, toMs, nowMs, series, levels = [], marksMs = [], onSeek, top } = props;
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
      <line className={css["middle"]} x1={0} x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      {levels.map((level) => (
        <line
          key={level.kind}
          className={css["level"]}
          data-kind={level.kind}
          x1={0}
          x2={WIDTH}
          y1={y(level.value)}
          y2={y(level.value)}
        />
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

import type { ReactNode } from "react";
import type { SummaryWords } from "#app/i18n/summary-en";
import type { Summary } from "#app/summary/summarize";
import { clockText } from "#app/views/format";
import css from "./summary.module.css";

export interface RequestChartProps {
  readonly summary: Summary;
  readonly words: SummaryWords;
}

const WIDTH = 640;
const HEIGHT = 96;

/** Bars of what was answered, with what failed on top of it. */
export function RequestChart({ summary, words }: RequestChartProps): ReactNode {
  const { bins, binMs, changesMs, durationMs } = summary;
  const most = Math.max(1, ...bins.map((b) => b.served + b.failed));
  const x = (ms: number): number => (ms / (Math.max(1, bins.length) * binMs)) * WIDTH;
  const y = (count: number): number => (count / most) * HEIGHT;
  const failed = bins.reduce((n, b) => n + b.failed, 0);
  const served = bins.reduce((n, b) => n + b.served, 0);
  if (served + failed === 0) return <p className={css["note"]}>{words.noRequests}</p>;
  return (
    <figure>
      <p className={css["note"]}>{words.requestsNote(binMs / 1000)}</p>
      <svg
        className={css["chart"]}
        viewBox={`0 0 ${WIDTH} ${HEIGHT + 18}`}
        role="img"
        aria-label={`${words.served} ${served}, ${words.failedOnes} ${failed}`}
      >
        {bins.map((bin) => (
          <g key={bin.fromMs}>
            <rect
              data-kind="served"
              x={x(bin.fromMs)}
              y={HEIGHT - y(bin.served)}
              width={Math.max(1, x(binMs) - 1)}
              height={y(bin.served)}
            />
            <rect
              data-kind="failed"
              x={x(bin.fromMs)}
              y={HEIGHT - y(bin.served + bin.failed)}
              width={Math.max(1, x(binMs) - 1)}
              height={y(bin.failed)}
            />
          </g>
        ))}
        {[...new Set(changesMs)].map((ms) => (
          <path key={ms} d={`M${x(ms)} 0V${HEIGHT}`} />
        ))}
        <text x="0" y={HEIGHT + 14}>
          00:00
        </text>
        <text x={x(durationMs)} y={HEIGHT + 14} textAnchor="end">
          {clockText(durationMs)}
        </text>
      </svg>
      <figcaption className={css["legend"]}>
        <span data-kind="served">{words.served}</span>
        <span data-kind="failed">{words.failedOnes}</span>
      </figcaption>
    </figure>
  );
}

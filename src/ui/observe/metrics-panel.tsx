// Numbers over time, in the manner of Grafana: traffic, then each machine, then the pods of the one that is open.
import { useEffect, useMemo, useState, type ReactNode } from "react";
import {
  presentMetrics,
  type Gauge,
  type Level,
  type MetricsView,
  type NodeMetrics,
  type PodMetrics,
  type Point,
  type TrafficMetrics,
} from "#app/metrics";
import { cpuText, memoryText } from "#app/views/format";
import { useText } from "../common/use-text.tsx";
import { Chart, type ChartLevel } from "./chart.tsx";
import css from "./metrics-panel.module.css";
import { useNowAndThen } from "./use-now-and-then.ts";
import { useObserveText } from "./use-observe-text.ts";

export interface MetricsPanelProps {
  readonly onSeek: (timeMs: number) => void;
  readonly onSelect: (id: string) => void;
}

/** While the past is still being read, a little in each turn. */
const READ_ON_MS = 30;

export function MetricsPanel({ onSeek, onSelect }: MetricsPanelProps): ReactNode {
  const text = useObserveText();
  const revision = useNowAndThen();
  const [turn, setTurn] = useState(0);
  const [open, setOpen] = useState<string | null>(null);
  // oxlint-disable-next-line react/exhaustive-deps
  const view = useMemo(presentMetrics, [revision, turn]);
  const isComplete = view?.isComplete ?? true;
  useEffect(() => {
    if (isComplete) return undefined;
    const timer = setTimeout(() => setTurn(turn + 1), READ_ON_MS);
    return () => clearTimeout(timer);
  }, [isComplete, turn, revision]);
  if (!view) return null;
  const shown = open ?? view.nodes.find((node) => node.pods.some((pod) => !pod.isGone))?.name ?? null;
  return (
    <div className={css["panel"]} role="region" aria-label={text.metrics.label}>
      {view.traffic.map((traffic) => (
        <Traffic key={traffic.client} traffic={traffic} view={view} onSeek={onSeek} />
      ))}
      <Legend />
      <p className={css["note"]}>{text.metrics.system}</p>
      {view.nodes.map((node) => (
        <NodeRow
          key={node.name}
          node={node}
          view={view}
          isOpen={node.name === shown}
          onToggle={() => setOpen(node.name === shown ? "" : node.name)}
          onSeek={onSeek}
          onSelect={onSelect}
        />
      ))}
    </div>
  );
}

/** The value at the moment of the timeline: the newest that is not later. */
function valueAt(points: readonly Point[], nowMs: number): number | undefined {
  return points.findLast((p) => p.atMs <= nowMs)?.value;
}

const perSecond = (value: number): string => `${Number(value.toFixed(1))}/s`;
const milliseconds = (value: number): string => `${Number(value.toFixed(1))} ms`;

interface TrafficProps {
  readonly traffic: TrafficMetrics;
  readonly view: MetricsView;
  readonly onSeek: (timeMs: number) => void;
}

function Traffic({ traffic, view, onSeek }: TrafficProps): ReactNode {
  const text = useObserveText();
  const { served, failed, p95 } = traffic;
  const { fromMs, toMs, nowMs } = view;
  const rate = text.metrics.rate(valueAt(served, nowMs) ?? 0, valueAt(failed, nowMs) ?? 0);
  const within = valueAt(p95, nowMs);
  const latency = within === undefined ? text.metrics.noAnswer : text.metrics.latency(Math.round(within));
  return (
    <section className={css["row"]} aria-label={traffic.client}>
      <h3>{traffic.client}</h3>
      <figure>
        <figcaption>{rate}</figcaption>
        <Chart
          {...{ fromMs, toMs, nowMs, onSeek }}
          label={rate}
          say={perSecond}
          series={[
            { tone: "main", points: served },
            { tone: "fail", points: failed },
          ]}
        />
      </figure>
      <figure>
        <figcaption>{latency}</figcaption>
        <Chart
          {...{ fromMs, toMs, nowMs, onSeek }}
          label={latency}
          say={milliseconds}
          series={[{ tone: "second", points: p95 }]}
        />
      </figure>
    </section>
  );
}

const KINDS = ["request", "limit", "eviction", "capacity"] as const;

function Legend(): ReactNode {
  const text = useObserveText();
  const { timeline } = useText();
  return (
    <ul className={css["legend"]} aria-label={text.metrics.legend}>
      {(["served", "failed"] as const).map((kind) => (
        <li key={kind}>
          <i data-kind={kind} aria-hidden="true" />
          {timeline[kind]}
        </li>
      ))}
      {KINDS.map((kind) => (
        <li key={kind}>
          <i data-kind={kind} aria-hidden="true" />
          {text.metrics.levels[kind]}
        </li>
      ))}
      <li>
        <i data-kind="throttled" aria-hidden="true" />
        {text.metrics.throttled}
      </li>
    </ul>
  );
}

interface NodeRowProps extends MetricsPanelProps {
  readonly node: NodeMetrics;
  readonly view: MetricsView;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

function NodeRow({ node, view, isOpen, onToggle, onSeek, onSelect }: NodeRowProps): ReactNode {
  return (
    <>
      <section className={css["row"]} aria-label={node.name}>
        <h3>
          <button type="button" aria-expanded={isOpen} onClick={onToggle}>
            {isOpen ? "▾" : "▸"} {node.name}
          </button>
        </h3>
        <Usage unit="cpu" gauge={node.cpu} view={view} onSeek={onSeek} />
        <Usage unit="memory" gauge={node.memory} view={view} onSeek={onSeek} />
      </section>
      {isOpen
        ? node.pods.map((pod) => <PodRow key={pod.uid} pod={pod} view={view} onSeek={onSeek} onSelect={onSelect} />)
        : null}
    </>
  );
}

interface PodRowProps extends MetricsPanelProps {
  readonly pod: PodMetrics;
  readonly view: MetricsView;
}

function PodRow({ pod, view, onSeek, onSelect }: PodRowProps): ReactNode {
  const text = useObserveText();
  return (
    <section className={css["row"]} data-pod="true" aria-label={pod.name}>
      <h3>
        {pod.isGone ? (
          <span>
            {pod.name} <em>{text.logs.gone}</em>
          </span>
        ) : (
          <button type="button" onClick={() => onSelect(pod.uid)}>
            {pod.name}
          </button>
        )}
      </h3>
      <Usage unit="cpu" gauge={pod.cpu} view={view} marksMs={pod.throttledMs} onSeek={onSeek} />
      <Usage unit="memory" gauge={pod.memory} view={view} onSeek={onSeek} />
    </section>
  );
}

interface UsageProps {
  readonly unit: "cpu" | "memory";
  readonly gauge: Gauge;
  readonly view: MetricsView;
  readonly marksMs?: readonly number[];
  readonly onSeek: (timeMs: number) => void;
}

function Usage({ unit, gauge, view, marksMs = [], onSeek }: UsageProps): ReactNode {
  const text = useObserveText();
  const say = unit === "cpu" ? cpuText : memoryText;
  const { fromMs, toMs, nowMs } = view;
  const now = valueAt(gauge.points, nowMs);
  const levels = gauge.levels.map((level: Level): ChartLevel => ({
    ...level,
    label: `${text.metrics.levels[level.kind]} ${say(level.value)}`,
  }));
  const caption = `${text.metrics[unit]} ${now === undefined ? "–" : say(now)}`;
  const words = [caption, ...levels.map(({ label }) => label)].join(" · ");
  return (
    <figure>
      <figcaption>{words}</figcaption>
      <Chart
        {...{ fromMs, toMs, nowMs, levels, marksMs, onSeek, say }}
        unit={unit === "cpu" ? "decimal" : "bytes"}
        label={words}
        series={[{ tone: "main", points: gauge.points }]}
      />
    </figure>
  );
}

// Logs of all pods in one place, in the manner of Grafana's Explore: searched, coloured by pod, kept when the pod is gone.
import { useMemo, useRef, useState, type CSSProperties, type ReactNode } from "react";
import { presentLogs, type LogLineView, type LogPodView, type LogView } from "#app/logs";
import { Button } from "../common/button.tsx";
import { useStickToEnd } from "../terminal/use-stick-to-end.ts";
import css from "./log-panel.module.css";
import { useNowAndThen } from "./use-now-and-then.ts";
import { useObserveText } from "./use-observe-text.ts";

export interface LogPanelProps {
  readonly onSeek: (timeMs: number) => void;
  readonly onSelect: (id: string) => void;
}

const PAGE = 300;

export function LogPanel({ onSeek, onSelect }: LogPanelProps): ReactNode {
  const text = useObserveText();
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [most, setMost] = useState(PAGE);
  const revision = useNowAndThen();
  // oxlint-disable-next-line react/exhaustive-deps
  const view = useMemo(() => presentLogs({ text: search, pods: chosen, most }), [revision, search, chosen, most]);
  if (!view) return null;
  const toggle = (key: string): void =>
    setChosen(chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key]);
  return (
    <div className={css["panel"]}>
      <div className={css["bar"]}>
        <input
          type="search"
          value={search}
          placeholder={text.logs.search}
          aria-label={text.logs.search}
          title={text.logs.searchHelp}
          onChange={(event) => setSearch(event.target.value)}
        />
        <span className={css["count"]} role="status">
          {text.logs.found(view.found, view.total)}
        </span>
      </div>
      <Pods pods={view.pods} chosen={chosen} onToggle={toggle} />
      <Columns columns={view.columns} onSeek={onSeek} />
      <Lines
        view={view}
        onEarlier={view.found > view.lines.length ? () => setMost(most + PAGE) : null}
        onSeek={onSeek}
        onSelect={onSelect}
      />
    </div>
  );
}

interface PodsProps {
  readonly pods: readonly LogPodView[];
  readonly chosen: readonly string[];
  readonly onToggle: (key: string) => void;
}

function Pods({ pods, chosen, onToggle }: PodsProps): ReactNode {
  const text = useObserveText();
  return (
    <div className={css["pods"]} role="group" aria-label={text.logs.pods}>
      {pods.map((pod) => (
        <button
          key={pod.key}
          type="button"
          aria-pressed={chosen.includes(pod.key)}
          style={hueStyle(pod.hue)}
          title={pod.key}
          aria-label={pod.isGone ? `${pod.name} ${text.logs.gone}` : pod.name}
          onClick={() => onToggle(pod.key)}
        >
          <i aria-hidden="true" />
          {pod.shortName}
          {pod.isGone ? <em>{text.logs.gone}</em> : null}
        </button>
      ))}
    </div>
  );
}

function hueStyle(hue: number): CSSProperties {
  return { "--hue": `var(--log-${hue})` } as CSSProperties;
}

interface ColumnsProps {
  readonly columns: LogView["columns"];
  readonly onSeek: (timeMs: number) => void;
}

/** How many lines when: the same can be read from the lines' own times, so it is a picture, and a way to jump. */
function Columns({ columns, onSeek }: ColumnsProps): ReactNode {
  const top = Math.max(1, ...columns.map(({ count }) => count));
  return (
    <div className={css["columns"]} aria-hidden="true">
      {columns.map(({ fromMs, count }) => (
        <button key={fromMs} type="button" tabIndex={-1} aria-label={String(count)} onClick={() => onSeek(fromMs)}>
          <i style={{ height: `${(count / top) * 100}%` }} />
        </button>
      ))}
    </div>
  );
}

interface LinesProps extends LogPanelProps {
  readonly view: LogView;
  readonly onEarlier: (() => void) | null;
}

function Lines({ view, onEarlier, onSeek, onSelect }: LinesProps): ReactNode {
  const text = useObserveText();
  const box = useRef<HTMLDivElement>(null);
  useStickToEnd(box, view.lines);
  const uids = new Map(view.pods.map((pod) => [pod.key, pod.uid]));
  return (
    <div ref={box} className={css["lines"]} role="region" aria-label={text.logs.lines}>
      {onEarlier === null ? null : (
        <Button look="quiet" isSmall onClick={onEarlier}>
          {text.logs.earlier}
        </Button>
      )}
      {view.lines.length > 0 ? null : (
        <p className={css["none"]}>{view.total === 0 ? text.logs.none : text.logs.nothingFound}</p>
      )}
      {view.lines.map((line) => (
        <Line key={line.id} line={line} uid={uids.get(line.podKey) ?? null} onSeek={onSeek} onSelect={onSelect} />
      ))}
    </div>
  );
}

interface LineProps extends LogPanelProps {
  readonly line: LogLineView;
  readonly uid: string | null;
}

function Line({ line, uid, onSeek, onSelect }: LineProps): ReactNode {
  const text = useObserveText();
  const name = line.container === null ? line.pod : `${line.pod} ${line.container}`;
  return (
    <div className={css["line"]} style={hueStyle(line.hue)}>
      <button
        type="button"
        className={css["time"]}
        aria-label={text.logs.goTo(line.timeText)}
        title={text.logs.goTo(line.timeText)}
        onClick={() => onSeek(line.timeMs)}
      >
        {line.timeText}
      </button>
      {uid === null ? (
        <span className={css["pod"]} data-gone="true">
          {name}
        </span>
      ) : (
        <button type="button" className={css["pod"]} onClick={() => onSelect(uid)}>
          {name}
        </button>
      )}
      <span className={css["text"]}>
        {/* oxlint-disable-next-line react/no-array-index-key */}
        {line.parts.map((part, i) => (i % 2 === 1 ? <mark key={i}>{part}</mark> : part))}
      </span>
    </div>
  );
}

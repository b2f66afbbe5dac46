// The tabs beside the terminals: the selected object's details, the logs of all pods, and the numbers.
import { lazy, Suspense, useEffect, type ReactNode } from "react";
import { graphActions, lookAt, timelineActions } from "#app/actions";
import { selectInspectorView } from "#app/store";
import type { AppState } from "#app/state";
import { useText } from "../common/use-text.tsx";
import type { TerminalAside } from "../terminal/terminal.tsx";
import { hideAside, showAside, useAside, type AsideId } from "./aside.ts";
import { useApp } from "./use-app.ts";

const selectSelection = (s: AppState): string | null => s.selection;
const selectIsAlive = (s: AppState): boolean => s.still === null;

const LogPanel = lazy(async () => ({ default: (await import("../observe/log-panel.tsx")).LogPanel }));
const Details = lazy(async () => ({ default: (await import("../why/inspector-body.tsx")).InspectorBody }));
const MetricsPanel = lazy(async () => ({ default: (await import("../observe/metrics-panel.tsx")).MetricsPanel }));

export interface Asides {
  readonly items: readonly TerminalAside[];
  readonly shownId: string | null;
  readonly onShow: (id: string | null) => void;
}

export function useAsides(): Asides {
  const details = useDetails();
  const isAlive = useApp(selectIsAlive);
  const shown = useAside();
  const text = useText();
  const observing: readonly TerminalAside[] = [
    { id: "logs", label: text.logs.title, body: <Observing panel={LogPanel} /> },
    { id: "metrics", label: text.metrics.title, body: <Observing panel={MetricsPanel} /> },
  ];
  const items = [...(isAlive ? observing : []), ...(details === null ? [] : [details])];
  return {
    items,
    shownId: items.some(({ id }) => id === shown) ? shown : null,
    onShow: (id) => {
      showAside(id as AsideId | null);
      if (id !== null) lookAt(id);
    },
  };
}

interface ObservingProps {
  readonly panel: typeof LogPanel;
}

function Observing({ panel: Panel }: ObservingProps): ReactNode {
  const text = useText();
  return (
    <Suspense fallback={<p style={{ padding: "12px 16px" }}>{text.common.loading}</p>}>
      <Panel onSeek={timelineActions.onSeek} onSelect={graphActions.onSelect} />
    </Suspense>
  );
}

function useDetails(): TerminalAside | null {
  const object = useApp(selectInspectorView);
  const isSelected = useApp(selectSelection) !== null;
  const text = useText();
  useEffect(() => {
    if (!isSelected) hideAside("details");
  }, [isSelected]);
  if (!isSelected) return null;
  const label = object === null ? text.inspector.title : text.inspector.tab(object.shortName);
  const body = (
    <Suspense fallback={<p style={{ padding: "12px 16px" }}>{text.common.loading}</p>}>
      <Details />
    </Suspense>
  );
  return { id: "details", label, body };
}

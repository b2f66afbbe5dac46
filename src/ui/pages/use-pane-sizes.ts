import { useState, useSyncExternalStore } from "react";
import { clamp, LEAST_GRAPH, usualSizes, type PaneSizes } from "./usual-sizes.ts";

export type Pane = "panel" | "graph" | "editor";

/** What the learner set by hand; absent ones follow the window. */
export type StoredSizes = Readonly<Partial<Record<Pane, number>>>;

export interface SizeStore {
  readonly load: () => StoredSizes;
  readonly save: (sizes: StoredSizes) => void;
}

export interface Panes {
  readonly sizes: PaneSizes;
  readonly limits: Readonly<Record<Pane, readonly [number, number]>>;
  readonly resize: (pane: Pane, value: number) => void;
  readonly reset: (pane: Pane) => void;
}

export function usePaneSizes(store: SizeStore): Panes {
  const [stored, setStored] = useState(store.load);
  const [width, height] = useWindowSize();
  const usual = usualSizes(width, height);
  const workHeight = height - usual.top - usual.foot;
  const panel = clamp(stored.panel ?? usual.panel, 260, Math.min(560, width - 800));
  const workWidth = width - panel;
  const limits = {
    panel: [260, Math.min(560, width - 800)],
    graph: [Math.min(LEAST_GRAPH, workHeight - 140), Math.max(LEAST_GRAPH, workHeight - 140)],
    editor: [280, workWidth - 280],
  } as const;
  const save = (next: StoredSizes): void => {
    setStored(next);
    store.save(next);
  };
  const editor = stored.editor ?? Math.round(workWidth * (width <= 1400 ? 0.455 : 0.504));
  return {
    sizes: {
      ...usual,
      panel,
      graph: clamp(stored.graph ?? usual.graph, ...limits.graph),
      editor: clamp(editor, ...limits.editor),
    },
    limits,
    resize: (pane, value) => save({ ...stored, [pane]: value }),
    reset: (pane) => save(Object.fromEntries(Object.entries(stored).filter(([key]) => key !== pane))),
  };
}

function useWindowSize(): readonly [number, number] {
  const size = useSyncExternalStore(
    (listener) => {
      window.addEventListener("resize", listener);
      return () => window.removeEventListener("resize", listener);
    },
    () => `${window.innerWidth}x${window.innerHeight}`,
  );
  const [width = 1440, height = 900] = size.split("x").map(Number);
  return [width, height];
}

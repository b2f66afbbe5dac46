// The stage: what the room sees. The graph, one caption, the failures over time; editor and terminal only while they are used.
import { lazy, memo, Suspense, useLayoutEffect, useRef, useState, type CSSProperties, type ReactNode } from "react";
import { editorActions, editorServices, graphActions, terminalActions } from "#app/actions";
import { selectClusterView, selectEditorView, selectTerminalView, selectTopBarView, selectWhyView } from "#app/store";
import type { AppState } from "#app/state";
import { LiveRegion } from "../chrome/live-region.tsx";
import { Button } from "../common/button.tsx";
import { Icon } from "../common/icon.tsx";
import { useFaceSize } from "../common/use-media.ts";
import { useText } from "../common/use-text.tsx";
import { EditorPanel } from "../editor/editor-panel.tsx";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { Fenced } from "../pages/fenced.tsx";
import { useApp } from "../pages/use-app.ts";
import { Terminal } from "../terminal/terminal.tsx";
import { talkActions } from "#app/talk/actions";
import { Agenda } from "./agenda.tsx";
import { Caption } from "./caption.tsx";
import { Laser } from "./laser.tsx";
import { Strip } from "./strip.tsx";
import { useHeld, useTalk, useTalkText } from "./use-talk.ts";
import { useIdle, usePrepared, useStageLook, useWakeLock } from "./use-stage.ts";
import { useRescue, useTalkKeys } from "./use-talk-keys.ts";
import { zoomPlace, type ZoomPlace } from "./zoom-place.ts";
import css from "./stage.module.css";

const StageQr = lazy(async () => ({ default: (await import("./stage-qr.tsx")).StageQr }));
const selectSelection = (s: AppState): string | null => s.selection;
const selectNarration = (s: AppState): AppState["narration"] => s.narration;
const selectIsAlive = (s: AppState): boolean => s.still === null;

export function Stage(): ReactNode {
  const talk = useTalk();
  const text = useTalkText();
  const bar = useApp(selectTopBarView);
  const isIdle = useIdle();
  useTalkKeys(useRescue());
  useWakeLock();
  useStageLook(talk.contrast);
  usePrepared();
  const graph = useRef<HTMLElement>(null);
  return (
    <div className={css["room"]} data-pane={talk.pane} data-idle={isIdle}>
      <LiveRegion narration={useApp(selectNarration)} />
      <main ref={graph} className={css["graph"]}>
        <h1 className="vh">{bar ? `${text.stage}: ${bar.label}, ${bar.title}` : text.stage}</h1>
        <Fenced>
          <StageGraph isZoomed={talk.zoom} isFrozen={talk.frozen} />
        </Fenced>
      </main>
      {talk.pane === "none" ? null : (
        <Fenced>
          <Used pane={talk.pane} typed={talk.typed} />
        </Fenced>
      )}
      <Caption talk={talk} />
      <Strip isFrozen={talk.frozen} />
      {talk.agenda ? <Agenda /> : null}
      {talk.qr ? (
        <Suspense>
          <StageQr />
        </Suspense>
      ) : null}
      <Laser stage={graph} />
      {talk.blank ? <div className={css["blank"]} role="status" aria-label={text.blank} /> : null}
    </div>
  );
}

interface StageGraphProps {
  readonly isZoomed: boolean;
  readonly isFrozen: boolean;
}

const StageGraph = memo(function StageGraph({ isZoomed, isFrozen }: StageGraphProps): ReactNode {
  const ref = useRef<HTMLDivElement>(null);
  const view = useHeld(useApp(selectClusterView), isFrozen);
  const why = useHeld(useApp(selectWhyView), isFrozen);
  const selectedId = useHeld(useApp(selectSelection), isFrozen);
  const isPhone = useFaceSize() === "phone";
  const [place, setPlace] = useState<ZoomPlace | null>(null);
  useLayoutEffect(() => {
    setPlace(isZoomed && selectedId !== null ? zoomPlace(ref.current, selectedId) : null);
  }, [isZoomed, selectedId]);
  if (!view) return null;
  const style =
    place === null ? undefined : ({ "--zoom-x": `${place.x}px`, "--zoom-y": `${place.y}px` } as CSSProperties);
  return (
    <div ref={ref} className={css["zoom"]} data-zoomed={place !== null} style={style}>
      <ClusterGraph
        view={view}
        selectedId={selectedId}
        why={why}
        shape={isPhone ? "tall" : "stage"}
        actions={graphActions}
      />
    </div>
  );
});

interface UsedProps {
  readonly pane: "editor" | "terminal";
  readonly typed: string;
}

function Used({ pane, typed }: UsedProps): ReactNode {
  const text = useTalkText();
  return (
    <div className={css["used"]}>
      {pane === "editor" ? <StageEditor /> : <StageTerminal typed={typed} />}
      <Button look="quiet" className={css["putAway"]} aria-label={text.putAway} onClick={talkActions.onPutAway}>
        <Icon name="close" size={24} />
      </Button>
    </div>
  );
}

function StageEditor(): ReactNode {
  const editor = useApp(selectEditorView);
  const why = useApp(selectWhyView);
  const mayLoad = useApp(selectIsAlive);
  if (!editor) return null;
  return <EditorPanel editor={editor} services={editorServices} why={why} actions={editorActions} mayLoad={mayLoad} />;
}

function StageTerminal({ typed }: { readonly typed: string }): ReactNode {
  const terminal = useApp(selectTerminalView);
  const selectedId = useApp(selectSelection);
  const text = useText();
  if (!terminal) return <p>{text.common.loading}</p>;
  return <Terminal terminal={terminal} selectedId={selectedId} actions={terminalActions} typed={typed} />;
}

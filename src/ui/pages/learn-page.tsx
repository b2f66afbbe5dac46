// A lesson or the sandbox: every pane reads its own view, and is drawn again only when that changes.
import { lazy, memo, Suspense, useEffect, useState, type ReactNode } from "react";
import {
  chromeActions,
  closeWhy,
  copyLink,
  editorActions,
  editorServices,
  followWhy,
  graphActions,
  lessonActions,
  terminalActions,
  timelineActions,
} from "#app/actions";
import {
  selectAgainView,
  selectClusterView,
  selectEditorView,
  selectIsWaiting,
  selectLessonView,
  selectTerminalView,
  selectTimelineView,
  selectTopBarView,
  selectWhyView,
} from "#app/store";
import type { AppState } from "#app/state";
import { useFaceSize } from "../common/use-media.ts";
import { useText } from "../common/use-text.tsx";
import { LiveRegion } from "../chrome/live-region.tsx";
import { TopBar } from "../chrome/top-bar.tsx";
import { EditorPanel } from "../editor/editor-panel.tsx";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { TaskStrip } from "../lesson/task-strip.tsx";
import { LessonPanel } from "../lesson/lesson-panel.tsx";
import { Terminal } from "../terminal/terminal.tsx";
import { PhoneTimeline, Timeline } from "../timeline/timeline.tsx";
import { showAside } from "./aside.ts";
import { LearnLayout } from "./learn-layout.tsx";
import { openPanes, showPane } from "./phone-pane.ts";
import { paneSizes } from "./stored-sizes.ts";
import { useApp } from "./use-app.ts";
import { useAsides } from "./use-asides.tsx";
import { useShortcuts } from "./use-shortcuts.ts";

const WhyPopover = lazy(async () => ({ default: (await import("../why/why-popover.tsx")).WhyPopover }));
const TroubleMenu = lazy(async () => ({ default: (await import("../why/trouble-menu.tsx")).TroubleMenu }));
const SandboxPanel = lazy(async () => ({ default: (await import("./sandbox-panel.tsx")).SandboxPanel }));

const selectSelection = (s: AppState): string | null => s.selection;
const selectPageName = ({ page }: AppState): string => (page.kind === "lesson" ? page.id : page.kind);
const selectIsAlive = (s: AppState): boolean => s.still === null;
const selectIsPaused = (s: AppState): boolean => !s.isPlaying;
const selectNarration = (s: AppState): AppState["narration"] => s.narration;

export function LearnPage(): ReactNode {
  const isPhone = useFaceSize() === "phone";
  const page = useApp(selectPageName);
  useShortcuts();
  // Another lesson begins at its top too.
  useEffect(() => {
    openPanes(page);
    window.scrollTo(0, 0);
  }, [page]);
  return (
    <>
      <Narration />
      <LearnLayout
        sizes={paneSizes}
        topBar={<Top />}
        lesson={<LessonPane />}
        task={isPhone ? <Task /> : null}
        lessonTab={isPhone ? <LessonTab /> : null}
        graph={<GraphPane />}
        why={isPhone ? <WhyPane /> : null}
        editor={<EditorPane />}
        terminal={<TerminalPane />}
        timeline={<TimelinePane />}
      />
    </>
  );
}

function Narration(): ReactNode {
  return <LiveRegion narration={useApp(selectNarration)} />;
}

const COPIED_MS = 2000;

function Top(): ReactNode {
  const bar = useApp(selectTopBarView);
  const lesson = useApp(selectLessonView);
  const text = useText();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), COPIED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  if (!bar) return null;
  const onCopyLink = (): void => void copyLink().then(setCopied);
  return (
    <TopBar
      bar={bar}
      homeHref="#/"
      isCopied={isCopied}
      actions={{ ...chromeActions, onCopyLink }}
      {...(lesson ? { presentHref: `?present#/lesson/${lesson.id}` } : {})}
      stepText={lesson ? text.lesson.stepShort(lesson.stepIndex + 1, lesson.steps.length) : null}
    />
  );
}

const LessonPane = memo(function LessonPane(): ReactNode {
  const lesson = useApp(selectLessonView);
  const again = useApp(selectAgainView);
  const onPlay = useWaiting();
  return lesson ? (
    <LessonPanel lesson={lesson} actions={lessonActions} again={again} onPlay={onPlay} />
  ) : (
    <Suspense>
      <SandboxPanel />
    </Suspense>
  );
});

/** How time is started, where something that was done waits for it. */
function useWaiting(): (() => void) | null {
  return useApp(selectIsWaiting) ? timelineActions.onPlayPause : null;
}

function Task(): ReactNode {
  const lesson = useApp(selectLessonView);
  return lesson ? <TaskStrip lesson={lesson} /> : null;
}

/** Says that the lesson has more to say, to whoever reads another pane. */
function LessonTab(): ReactNode {
  const lesson = useApp(selectLessonView);
  const bar = useApp(selectTopBarView);
  const text = useText();
  return (
    <>
      {lesson ? text.top.openLesson : bar?.label}
      {lesson?.isNextReady ? <i role="img" aria-label={text.lesson.next} title={text.lesson.next} /> : null}
    </>
  );
}

const GraphPane = memo(function GraphPane(): ReactNode {
  const isPhone = useFaceSize() === "phone";
  const view = useApp(selectClusterView);
  const why = useApp(selectWhyView);
  const selectedId = useApp(selectSelection);
  if (!view) return null;
  return (
    <ClusterGraph
      view={view}
      selectedId={selectedId}
      why={why}
      shape={isPhone ? "tall" : "wide"}
      actions={graphActions}
      popover={isPhone ? null : <WhyPane />}
      onInspect={isPhone ? inspectOnPhone : inspect}
      trouble={TROUBLE}
    />
  );
});

const TROUBLE = (
  <Suspense>
    <TroubleMenu />
  </Suspense>
);

const inspect = (): void => showAside("details");

/** There the details stand in a pane of their own. Elsewhere no pane is chosen, and none is kept. */
const inspectOnPhone = (): void => {
  inspect();
  showPane("terminal");
};

function WhyPane(): ReactNode {
  const isPhone = useFaceSize() === "phone";
  const why = useApp(selectWhyView);
  if (!why) return null;
  return (
    <Suspense>
      <WhyPopover
        why={why}
        isSheet={isPhone}
        onClose={closeWhy}
        onSelect={graphActions.onSelect}
        onAsk={graphActions.onAskWhy}
        onFollow={followWhy}
      />
    </Suspense>
  );
}

/** The editor loads when the cluster is alive and has been drawn: 800 kB that nobody waits for. */
const EDITOR_AFTER_MS = 300;

const EditorPane = memo(function EditorPane(): ReactNode {
  const isPhone = useFaceSize() === "phone";
  const editor = useApp(selectEditorView);
  const why = useApp(selectWhyView);
  const [mayLoad, setMayLoad] = useState(false);
  const isAlive = useApp(selectIsAlive);
  const onPlay = useWaiting();
  useEffect(() => {
    if (!isAlive) return undefined;
    const timer = setTimeout(() => setMayLoad(true), EDITOR_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isAlive]);
  if (!editor) return null;
  return (
    <EditorPanel
      editor={editor}
      services={editorServices}
      why={why}
      actions={editorActions}
      isSmall={isPhone}
      mayLoad={mayLoad}
      onPlay={onPlay}
    />
  );
});

const TerminalPane = memo(function TerminalPane(): ReactNode {
  const isPhone = useFaceSize() === "phone";
  const terminal = useApp(selectTerminalView);
  const selectedId = useApp(selectSelection);
  const asides = useAsides();
  const isPaused = useApp(selectIsPaused);
  if (!terminal) return null;
  return (
    <Terminal
      terminal={terminal}
      selectedId={selectedId}
      actions={terminalActions}
      isPhone={isPhone}
      isPaused={isPaused}
      asides={asides.items}
      asideId={asides.shownId}
      onAside={asides.onShow}
    />
  );
});

const TimelinePane = memo(function TimelinePane(): ReactNode {
  const isPhone = useFaceSize() === "phone";
  const timeline = useApp(selectTimelineView);
  const why = useApp(selectWhyView);
  const selectedId = useApp(selectSelection);
  if (!timeline) return null;
  return isPhone ? (
    <PhoneTimeline timeline={timeline} selectedId={selectedId} actions={timelineActions} />
  ) : (
    <Timeline timeline={timeline} why={why} selectedId={selectedId} actions={timelineActions} />
  );
});

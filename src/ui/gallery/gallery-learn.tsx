import { useMemo, useState, type ReactNode } from "react";
import type { Language } from "#app/view-models/chrome";
import type { EditorServices } from "#app/view-models/editor";
import type { ClusterView } from "#app/view-models/graph";
import type { TerminalCompletion } from "#app/view-models/terminal";
import { useFaceSize } from "../common/use-media.ts";
import { useText } from "../common/use-text.tsx";
import { LiveRegion } from "../chrome/live-region.tsx";
import { TopBar } from "../chrome/top-bar.tsx";
import { EditorPanel } from "../editor/editor-panel.tsx";
import { ClusterGraph } from "../graph/cluster-graph.tsx";
import { TaskStrip } from "../lesson/task-strip.tsx";
import { LessonPanel } from "../lesson/lesson-panel.tsx";
import { LearnLayout } from "../pages/learn-layout.tsx";
import { Terminal } from "../terminal/terminal.tsx";
import { PhoneTimeline, Timeline } from "../timeline/timeline.tsx";
import { WhyPopover } from "../why/why-popover.tsx";
import { caseTen } from "./fixtures/cluster.ts";
import { lesson, topBar, why } from "./fixtures/lesson.ts";
import { editor, terminal } from "./fixtures/panes.ts";
import { timeline } from "./fixtures/timeline.ts";

export interface GalleryLearnProps {
  readonly language: Language;
  readonly onLanguage: (language: Language) => void;
  readonly isPlain: boolean;
  readonly cluster: ClusterView | undefined;
}

const nothing = (): void => undefined;
const SERVICES: EditorServices = {
  complete: (_fileId, _text, offset) => ({ items: [], fromOffset: offset, toOffset: offset }),
  hover: () => null,
};

function complete(input: string): TerminalCompletion {
  const words = ["kubectl get pods", "kubectl get nodes", "kubectl describe pod"];
  return { from: 0, options: words.filter((word) => word.startsWith(input)).map((text) => ({ text, detail: "" })) };
}

const IDLE_TIMELINE = { onPlayPause: nothing, onSpeed: nothing, onBranch: nothing, onMark: nothing };
const IDLE_TERMINAL = {
  onRun: nothing,
  goesOn: () => false,
  onInterrupt: nothing,
  onClear: nothing,
  onSelectTab: nothing,
  onCloseTab: nothing,
  onAddTab: nothing,
  onTile: nothing,
  nameOf: () => null,
};
const IDLE_EDITOR = {
  onSelectFile: nothing,
  onChange: nothing,
  onApply: nothing,
  onCursorLine: nothing,
  onFix: nothing,
};

/** The whole learn page on fixtures: case 10 at 02:22. */
export function GalleryLearn({ language, onLanguage, isPlain, cluster }: GalleryLearnProps): ReactNode {
  const text = useText();
  const face = useFaceSize();
  const view = useMemo(() => cluster ?? caseTen(language), [cluster, language]);
  const [selectedId, setSelected] = useState<string | null>("h4bkz");
  const [isWhyOpen, setWhyOpen] = useState(true);
  const [chosenId, setChosen] = useState("b");
  const [nowMs, setNow] = useState(142_000);
  const answer = isWhyOpen ? why(language) : null;
  const graphActions = useMemo(
    () => ({
      onSelect: setSelected,
      onAskWhy: (id: string) => {
        setSelected(id);
        setWhyOpen(true);
      },
    }),
    [],
  );
  const popover =
    answer === null ? null : (
      <WhyPopover
        why={answer}
        isSheet={face === "phone"}
        onClose={() => setWhyOpen(false)}
        onSelect={setSelected}
        onAsk={setSelected}
        onFollow={nothing}
      />
    );
  const base = lesson(language);
  const shownLesson = { ...base, predict: base.predict === null ? null : { ...base.predict, chosenId } };
  const seconds = Math.round(nowMs / 1000);
  const nowText = `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
  const shownTimeline = { ...timeline(language), nowMs, nowText };
  const timelineActions = {
    ...IDLE_TIMELINE,
    onSeek: setNow,
    onRewind: () => setNow(nowMs - 10_000),
    onToStart: () => setNow(0),
    onToNext: () => setNow(149_000),
  };
  const phone = face === "phone";
  const topBarActions = { onCopyLink: nothing, onScheme: toggleTheme, onLanguage };
  const terminalActions = { ...IDLE_TERMINAL, onObject: setSelected, complete };
  const editorActions = { ...IDLE_EDITOR, onWhy: () => setWhyOpen(true), onObject: setSelected };
  return (
    <>
      <LiveRegion narration={null} />
      <LearnLayout
        sizes={{ load: () => ({}), save: nothing }}
        topBar={
          <TopBar
            bar={topBar(language)}
            homeHref="?gallery=home"
            isCopied={false}
            actions={topBarActions}
            stepText={text.lesson.stepShort(3, 6)}
          />
        }
        lessonTab={text.top.openLesson}
        task={phone ? <TaskStrip lesson={shownLesson} /> : null}
        lesson={
          <LessonPanel
            lesson={shownLesson}
            actions={{
              onGoToStep: nothing,
              onChoose: setChosen,
              onLock: nothing,
              onNextHint: nothing,
              onShowFix: nothing,
              onRescue: nothing,
              onRef: setSelected,
              onBackToStep: nothing,
            }}
          />
        }
        graph={
          <ClusterGraph
            view={view}
            selectedId={selectedId}
            why={answer}
            shape={phone ? "tall" : "wide"}
            actions={graphActions}
            popover={popover}
          />
        }
        why={phone ? popover : null}
        editor={
          <EditorPanel
            editor={editor(language)}
            services={SERVICES}
            why={answer}
            actions={editorActions}
            isSmall={phone}
            mayLoad={!isPlain}
          />
        }
        terminal={
          <Terminal terminal={terminal(language)} selectedId={selectedId} actions={terminalActions} isPhone={phone} />
        }
        timeline={
          phone ? (
            <PhoneTimeline timeline={shownTimeline} selectedId={selectedId} actions={timelineActions} />
          ) : (
            <Timeline timeline={shownTimeline} why={answer} selectedId={selectedId} actions={timelineActions} />
          )
        }
      />
    </>
  );
}

function toggleTheme(): void {
  const root = document.documentElement;
  root.dataset["theme"] = root.dataset["theme"] === "dark" ? "light" : "dark";
}

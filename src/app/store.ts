// What the faces read: the one app of this page, and its views. Until the simulator is here they show the still of the first moment, so
// everything that needs the simulator is reached through `app.live`.
import type { StoreApi } from "zustand/vanilla";
import { App } from "./app.ts";
import { seedOfTheDay } from "./drivers/day.ts";
import { loadProgress } from "./drivers/storage.ts";
import { once } from "./once.ts";
import { lessonEntry, lessons } from "./session/load.ts";
import type { AppState } from "./state.ts";
import type { Language, TopBarView } from "./view-models/chrome.ts";
import type { EditorView } from "./view-models/editor.ts";
import type { ClusterView } from "./view-models/graph.ts";
import type { AgainView, LessonView } from "./view-models/lesson.ts";
import type { TerminalView } from "./view-models/terminal.ts";
import type { TimelineView } from "./view-models/timeline.ts";
import type { InspectorView, WhyView } from "./view-models/why.ts";
import { againView } from "./views/again-view.ts";
import { clockText } from "./views/format.ts";
import { partLabel } from "./views/part-label.ts";

const preferred = (): Language =>
  typeof navigator !== "undefined" && navigator.language.startsWith("ko") ? "ko" : "en";

export const app = new App(preferred(), "auto");
export const store: StoreApi<AppState> = app.store;

export const selectClusterView = (s: AppState): ClusterView | null =>
  s.still ? s.still.cluster : (app.live?.selectClusterView(s) ?? null);

export const selectEditorView = (s: AppState): EditorView | null =>
  s.still ? s.still.editor : app.hands ? app.hands.selectEditorView(s) : app.firstEditor;

export const selectLessonView = (s: AppState): LessonView | null =>
  s.still ? s.still.lesson : (app.live?.selectLessonView(s) ?? null);

export const selectTerminalView = (s: AppState): TerminalView | null =>
  s.still ? s.still.terminal : (app.live?.selectTerminalView(s) ?? null);

const selectStillTimeline = once(
  (s) => [s.still, s.isPlaying, s.speed],
  (s): TimelineView | null => s.still && { ...s.still.timeline, isPlaying: s.isPlaying, speed: s.speed },
);
export const selectTimelineView = (s: AppState): TimelineView | null =>
  s.still ? selectStillTimeline(s) : (app.live?.selectTimelineView(s) ?? null);

export const selectWhyView = (s: AppState): WhyView | null => (s.still ? null : (app.answers?.(s) ?? null));

/** Something was done, and time stands still: nothing comes of it before somebody presses play. */
export const selectIsWaiting = (s: AppState): boolean => !s.isPlaying && (app.session?.isWaiting ?? false);

export const selectInspectorView = (s: AppState): InspectorView | null => (s.still ? null : (app.inspect?.(s) ?? null));

/** What the lesson's clock reads. */
const nowMs = (s: AppState): number => s.still?.timeline.nowMs ?? (app.session?.nowMs ?? 0) - app.zeroMs;

export const selectTopBarView: (s: AppState) => TopBarView | null = once(
  (s) => [s.texts, s.page, s.scheme, Math.floor(nowMs(s) / 1000)],
  (s) => {
    if (!s.texts) return null;
    const { words, prose, language } = s.texts;
    const { page } = s;
    const entry = page.kind === "lesson" ? lessonEntry(page.id) : undefined;
    return {
      label: entry ? partLabel(entry, words) : words.lesson.sandbox,
      title: entry ? (prose?.title ?? entry.title[language]) : words.lesson.sandboxTitle,
      nowText: clockText(nowMs(s)),
      language,
      scheme: s.scheme,
      lessons: lessons.map((l) => ({
        id: l.id,
        label: `${partLabel(l, words)} · ${l.title[language]}`,
        href: `#/lesson/${l.id}`,
        isHere: l.id === entry?.id,
      })),
    };
  },
);

export const selectAgainView: (s: AppState) => AgainView | null = once(
  // What is kept of the others changes while this page stands only in another tab.
  (s) => [s.texts, s.page],
  (s) =>
    s.texts && s.page.kind === "lesson"
      ? againView(s.page.id, s.texts, { progressOf: loadProgress, seed: seedOfTheDay() })
      : null,
);

// The first moment of a lesson as plain JSON, by the very code that the page runs: what is drawn first is what the cluster then goes on
// from. Runs when the page is built (.ci/stills.ts).
import type { CompiledLesson, Prose } from "#tutor";
import { en } from "./i18n/en.ts";
import { ko } from "./i18n/ko.ts";
import { words as wordsEn } from "./i18n/words-en.ts";
import { words as wordsKo } from "./i18n/words-ko.ts";
import { hands } from "./hands.ts";
import { live } from "./live.ts";
import type { Still } from "./state.ts";
import {
  app,
  selectClusterView,
  selectEditorView,
  selectLessonView,
  selectTerminalView,
  selectTimelineView,
} from "./store.ts";
import type { Language } from "./view-models/chrome.ts";

const furniture = {
  en: { dictionary: en, words: wordsEn },
  ko: { dictionary: ko, words: wordsKo },
};

export const makeStill = (lesson: CompiledLesson, prose: Prose, language: Language): Still => {
  app.live = live;
  app.hands = hands;
  hands.use();
  app.openLesson(lesson, { language, ...furniture[language], prose });
  const { state } = app;
  return {
    cluster: there(selectClusterView(state)),
    lesson: there(selectLessonView(state)),
    timeline: there(selectTimelineView(state)),
    terminal: there(selectTerminalView(state)),
    // Nothing stands behind it that could take what is typed.
    editor: { ...there(selectEditorView(state)), isReadOnly: true },
  };
};

const there = <T>(view: T | null): T => {
  if (view === null) throw new Error("A lesson that has begun lacks a view.");
  return view;
};

export { rehearse } from "./rehearse.ts";

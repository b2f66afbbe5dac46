// The page's own state: plain data. What the cluster is doing lies in the session; views of it are keyed by `revision`.
import type { Prose } from "#tutor";
import type { Dictionary } from "./i18n/dictionary.ts";
import type { Words } from "./i18n/words.ts";
import { MAIN_TERMINAL } from "./session/terminals.ts";
import { DEFAULT_SANDBOX, type SandboxChoice } from "./session/sandbox-choice.ts";
import type { Refusal } from "./share/shared.ts";
import type { Op } from "./sync/op.ts";
import type { Language, NarrationView, Scheme } from "./view-models/chrome.ts";
import type { EditorView } from "./view-models/editor.ts";
import type { ClusterView } from "./view-models/graph.ts";
import type { LessonView } from "./view-models/lesson.ts";
import type { TerminalView } from "./view-models/terminal.ts";
import type { TimelineView } from "./view-models/timeline.ts";

export type Page =
  | { readonly kind: "home" }
  | { readonly kind: "lesson"; readonly id: string }
  | { readonly kind: "sandbox" };

/** All words of one language: the furniture, what app says, and the lesson's prose. */
export interface Texts {
  readonly language: Language;
  readonly dictionary: Dictionary;
  readonly words: Words;
  readonly prose: Prose | null;
}

/** A file as it stands in the editor, applied or not. */
export interface Draft {
  readonly id: string;
  readonly text: string;
  /** Raised when app, not the person, changes the text. */
  readonly version: number;
}

/** The first moment of a lesson, made when the page was built: it is shown until the cluster itself is alive. */
export interface Still {
  readonly cluster: ClusterView;
  readonly lesson: LessonView;
  readonly timeline: TimelineView;
  readonly terminal: TerminalView;
  /** null where the reader's own drafts will stand. */
  readonly editor: EditorView | null;
}

/** `differs`: it was opened, and this version comes to another result than the one it was made in. `noLesson`: the address names none. */
export type Notice = Refusal | "differs" | "noLesson" | "lesson" | "notKept" | "notSaved" | "tooSlow" | "notLoaded";

/** A fault of ours: what was being done when it happened was not done at all. */
export interface Crash {
  readonly message: string;
  readonly stack: string;
  /** The good moment at which the run stands, on the lesson's clock. */
  readonly atMs: number;
  /** What the reader, or time, was about to do; absent: something beside the run. */
  readonly doing?: Op;
}

/** Two futures are looked at beside each other. */
export interface WhatIf {
  /** Ids of the sides; null: those that come first. */
  readonly pair: readonly [string, string] | null;
  /** On the lesson's clock; null: where they part. */
  readonly atMs: number | null;
  readonly isPlaying: boolean;
}

/** The good state of a step is being made. */
export interface Rescuing {
  readonly step: number;
  /** States that are there, of those that are needed. */
  readonly done: number;
  readonly of: number;
}

export interface AppState {
  readonly page: Page;
  /** loading: the lesson or its words are on their way; failed: they did not come. */
  readonly loading: "loading" | "ready" | "failed";
  readonly language: Language;
  readonly scheme: Scheme;
  readonly texts: Texts | null;
  /** What stands in for the session until it is there. */
  readonly still: Still | null;
  /** Raised by every change of the run or of the lesson's progress: by what the words, the goals and the terminal are made anew. */
  readonly revision: number;
  /** The same for the editor, the drawing and the timeline. While time only passes they take turns, a frame each (`App.passed`). */
  readonly editorRevision: number;
  readonly graphRevision: number;
  readonly timelineRevision: number;
  readonly isPlaying: boolean;
  /** Virtual seconds a second; 0 is as fast as it goes. */
  readonly speed: number;
  /** The moment was jumped to: nothing flies. */
  readonly isStill: boolean;
  readonly selection: string | null;
  /** What the open why-answer is about. */
  readonly whyId: string | null;
  readonly drafts: readonly Draft[];
  readonly activeFile: string;
  /** The option marked on the predict card, before it is locked. */
  readonly guess: string | null;
  readonly terminal: string;
  /** All terminals stand side by side. */
  readonly isTiled: boolean;
  readonly narration: NarrationView;
  /** The sandbox's cluster. */
  readonly sandbox: SandboxChoice;
  /** What is to be said of a link or a file that was opened, or was not. */
  readonly notice: Notice | null;
  /** What is wrong with a lesson that was dropped, line by line. */
  readonly noticeDetail: string;
  readonly crash: Crash | null;
  readonly rescuing: Rescuing | null;
  readonly whatIf: WhatIf | null;
  /** How much of a lesson's beginning is made, up to 1: only of one that may take long. */
  readonly opening: number | null;
  /** Raised when the list of the reader's own lessons is another one. */
  readonly own: number;
  /** A lesson may be opened from a file or an address: the address that is offered, or "". null: nobody asked. */
  readonly bringing: string | null;
}

export const initialState = (language: Language, scheme: Scheme): AppState => ({
  page: { kind: "home" },
  loading: "loading",
  language,
  scheme,
  texts: null,
  still: null,
  revision: 0,
  editorRevision: 0,
  graphRevision: 0,
  timelineRevision: 0,
  isPlaying: false,
  speed: 1,
  isStill: true,
  selection: null,
  whyId: null,
  drafts: [],
  activeFile: "",
  guess: null,
  terminal: MAIN_TERMINAL,
  isTiled: false,
  narration: { id: 0, text: "" },
  sandbox: DEFAULT_SANDBOX,
  notice: null,
  noticeDetail: "",
  crash: null,
  rescuing: null,
  whatIf: null,
  opening: null,
  own: 0,
  bringing: null,
});

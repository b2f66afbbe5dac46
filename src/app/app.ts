// The page: one store, one session, and which page stands. What people do on it lies in control/, a file a pane. No DOM, no timers, no
// storage here: those are drivers. What needs the simulator comes with `live`, and may come later than the page.
import { createStore, type StoreApi } from "zustand/vanilla";
import type { CompiledLesson, LessonProgress } from "#tutor";
import type { OpenEdits } from "./control/editing.ts";
import type { BranchesRecord } from "#engine";
import { loadSupportNotes } from "./i18n/support-notes.ts";
import { frame } from "./frame.ts";
import { FRAMES_OF_A_CROWD, isCrowd } from "./graph/parts.ts";
import type { Hands } from "./hands.ts";
import type { Live } from "./live.ts";
import { Milestone } from "./milestone.ts";
import { DEFAULT_SANDBOX, type SandboxChoice } from "./session/sandbox-choice.ts";
import type { GoodState, GoodStates } from "./session/rescue.ts";
import type { Session, SessionFile, SessionOptions } from "./session/session.ts";
import type { Op } from "./sync/op.ts";
import { MAIN_TERMINAL } from "./session/terminals.ts";
import { initialState, type AppState, type Draft, type Page, type Still, type Texts } from "./state.ts";
import type { Language, Scheme } from "./view-models/chrome.ts";
import type { EditorView } from "./view-models/editor.ts";
import type { InspectorView, WhyView } from "./view-models/why.ts";
import type { ClusterView } from "./view-models/graph.ts";
import type { ClusterViews } from "./views/cluster-view.ts";
import type { TimelineIndex } from "./views/timeline-index.ts";

/** What is kept of a session over a reload. */
export interface SavedSession {
  readonly commands: Session["run"]["branch"]["commands"];
  readonly endMs: number;
  /** All of them, where there is more than one. */
  readonly futures?: BranchesRecord;
  readonly nowMs: number;
  /** Length and hash of the log at `nowMs`: what the run must come to again. What an older page has kept does not say them. */
  readonly log?: readonly [number, number];
  readonly progress?: LessonProgress;
  /** Of a sandbox: the cluster that was built. */
  readonly sandbox?: SandboxChoice;
}

/** What a frame does beside moving on in time. `draw`: nothing, for the drawing goes on with what it was told before. */
type Turn = "pods" | "look" | "draw" | "graphRevision" | "timelineRevision" | "revision" | "editorRevision";
const TURNS: readonly Turn[] = ["look", "graphRevision", "timelineRevision", "revision", "editorRevision"];
/** Of a crowd even the looking is too much for one frame, and so is the drawing. */
const CROWD: readonly Turn[] = [
  "pods",
  "look",
  "graphRevision",
  ...Array.from({ length: FRAMES_OF_A_CROWD }, (): Turn => "draw"),
  "timelineRevision",
  "revision",
];
/** What the editor says of a crowd is read slower than its picture is seen. */
const TURNS_OF_MANY: readonly Turn[] = [...CROWD, ...CROWD, ...CROWD, "editorRevision"];

export class App {
  readonly store: StoreApi<AppState>;
  live: Live | null = null;
  /** What somebody needs who types: it comes when the cluster is alive. */
  hands: Hands | null = null;
  /** The last of what was done and waits, for them or for a rare part; what is done now waits for it. Never rejects. */
  coming: Promise<void> | null = null;
  /** The editor of the still, until there are hands. */
  firstEditor: EditorView | null = null;
  views: ClusterViews | null = null;
  timeline: TimelineIndex | null = null;
  /** The answers to "why?", once the question was asked. */
  answers: ((s: AppState) => WhyView | null) | null = null;
  /** What is known about the selected object, once something was selected. */
  inspect: ((s: AppState) => InspectorView | null) | null = null;
  /** Wall time that has not become virtual time yet, in ms. */
  owedMs = 0;
  /** Where windows go in step: sends what is done here to all of them, this one included. */
  share: ((op: Op) => void) | null = null;
  /** Does wall time become virtual time in this window? In one of those that go in step. */
  isTimekeeper: () => boolean = () => true;
  /** The page is on the screen: what nobody needs who only looks may come. */
  readonly drawn = new Milestone();
  /** How many pages were asked for: the last one stands. */
  opened = 0;
  /** The good states of the lesson's steps, as far as somebody asked for them. */
  good: GoodStates | null = null;
  #options: SessionOptions | null = null;
  #session: Session | null = null;
  #turns = TURNS;
  #turn = -1;
  #seen: ClusterView | null = null;
  #edits: OpenEdits | null = null;
  /** What was done to the still. */
  #waiting: (() => void)[] = [];

  constructor(language: Language, scheme: Scheme) {
    this.store = createStore<AppState>(() => initialState(language, scheme));
  }

  get state(): AppState {
    return this.store.getState();
  }
  get session(): Session | null {
    return this.#session;
  }
  /** What the session was begun with. */
  get options(): SessionOptions | null {
    return this.#options;
  }
  /** Where the lesson's clock reads 00:00. */
  get zeroMs(): number {
    return this.#session?.run.scenario.settleMs ?? 0;
  }

  openHome(texts: Texts): void {
    this.#leave({ kind: "home" }, texts);
    this.set({ loading: "ready" });
  }
  /** Shows the first moment of a lesson, whose cluster is still on its way. */
  openStill(id: string, texts: Texts, still: Still): void {
    this.#leave({ kind: "lesson", id }, texts);
    this.set({ loading: "ready", still });
  }
  /** Begins a lesson. Where its still stands, the cluster takes its place, and does what was asked of the still. */
  openLesson({ lesson, ...rest }: CompiledLesson, texts: Texts, saved?: SavedSession | Session): void {
    const { state } = this;
    const isStill = state.still !== null && state.page.kind === "lesson" && state.page.id === lesson.id;
    const waiting = isStill ? this.#waiting : [];
    const editor = isStill ? (state.still?.editor ?? null) : null;
    if (!isStill) this.#leave({ kind: "lesson", id: lesson.id }, texts);
    this.#waiting = [];
    this.firstEditor = editor;
    this.#begin({ ...rest, lesson }, saved);
    this.openStepFile();
    for (const act of waiting) act();
  }
  openSandbox(texts: Texts, choice: SandboxChoice = DEFAULT_SANDBOX, saved?: SavedSession | Session): void {
    this.#leave({ kind: "sandbox" }, texts);
    const sandbox = (saved && !("run" in saved) ? saved.sandbox : undefined) ?? choice;
    this.set({ sandbox });
    this.#begin(this.#liveNow.sandbox(sandbox), saved);
  }
  /** Goes on in the good state of a step: as if all before it had gone well. What was done stays, as the future before. */
  takeGoodState(step: number, { from, progress }: GoodState): void {
    const { live } = this;
    const session = this.#session;
    if (!live || !session) return;
    this.set({
      isPlaying: false,
      crash: null,
      selection: null,
      whyId: null,
      guess: null,
      terminal: MAIN_TERMINAL,
      whatIf: null,
    });
    session.take(from, progress);
    this.#enter(session, live);
    this.narrate(this.state.texts?.words.narration.rescued(step + 1, session.run.branch.name) ?? "");
    this.openStepFile();
  }
  /** Something of ours threw. The run stands where it stood before; time stops, so that it can be read. */
  crashed(thrown: unknown, doing: Op): void {
    const { message, stack = "" } = thrown instanceof Error ? thrown : new Error(String(thrown));
    const atMs = (this.#session?.nowMs ?? 0) - this.zeroMs;
    this.set({ isPlaying: false, crash: { message, stack, atMs, doing } });
    this.changed(this.state.isStill);
  }
  /** The same beside the run, which goes on. */
  threw({ message, stack = "" }: Error): void {
    this.set({ crash: { message, stack, atMs: (this.#session?.nowMs ?? 0) - this.zeroMs } });
  }
  fail(): void {
    this.set({ loading: "failed" });
  }
  setTexts(texts: Texts): void {
    this.set({ texts, language: texts.language });
    this.#loadNotes();
  }
  setScheme(scheme: Scheme): void {
    this.set({ scheme });
  }

  /** Does it now, or as soon as the cluster that the page shows is alive. */
  whenAlive(act: () => void): void {
    if (this.state.still) this.#waiting.push(act);
    else act();
  }

  /** Does something to the session, and lets every view be made anew; files that it changed are shown by the editor. */
  act(what: (session: Session) => void): void {
    const session = this.#session;
    if (!session) return;
    const { id } = session.run.branch;
    const files = session.files();
    const before = session.run.logLength;
    what(session);
    this.#showFiles(files);
    const opened = this.live?.openedFile(session.run.branch.entries.slice(before, session.run.logLength));
    if (opened !== undefined && this.state.drafts.some((draft) => draft.id === opened))
      this.set({ activeFile: opened });
    this.changed(false);
    const { branch } = session.run;
    const words = this.state.texts?.words;
    if (branch.id !== id && words) this.narrate(words.narration.forked(branch.name));
  }

  /** The run or the lesson's progress is another one now. `isStill`: the moment was jumped to. */
  changed(isStill: boolean): void {
    if (this.#session) {
      this.timeline?.update(this.#session.run);
      this.#edits?.update(this, this.#session);
    }
    this.#seen = null;
    this.views?.forgetPods();
    const { revision, editorRevision, graphRevision, timelineRevision } = this.state;
    this.set({
      revision: revision + 1,
      editorRevision: editorRevision + 1,
      graphRevision: graphRevision + 1,
      timelineRevision: timelineRevision + 1,
      isStill,
    });
  }

  /** Nothing but time went on. What shows it takes turns: a frame pays for looking at the cluster, for drawing it, for the timeline, or for words. */
  passed(): void {
    const { texts } = this.state;
    const session = this.#session;
    // Whose turn it is has the next frame that the cluster leaves room in.
    if (!frame.hasRoom || !session || !texts) return;
    this.#turn = (this.#turn + 1) % this.#turns.length;
    const turn = this.#turns[this.#turn]!;
    if (turn === "draw") return;
    if (turn === "pods") return this.views?.makePods(session.run, texts.words);
    if (turn === "look") return this.#look(session, texts);
    if (turn === "timelineRevision") this.timeline?.update(session.run);
    this.set({ [turn]: this.state[turn] + 1, isStill: false });
  }

  #look(session: Session, { words }: Texts): void {
    // An API server that is slow opens what is to be edited only now.
    this.#edits?.update(this, session);
    this.#seen = this.views?.make(session.run, words, false) ?? null;
    const turns = this.#seen && isCrowd(this.#seen) ? TURNS_OF_MANY : TURNS;
    if (turns === this.#turns) return;
    this.#turns = turns;
    this.#turn = turns.indexOf("look");
  }

  /** The cluster as it is to be drawn now: as it was looked at in the frame before, while time passes. */
  clusterView(isStill: boolean, isExact: boolean): ClusterView | null {
    const { texts } = this.state;
    const seen = isExact ? null : this.#seen;
    this.#seen = null;
    if (seen || !this.#session || !texts) return seen;
    return this.views?.make(this.#session.run, texts.words, isStill, isExact) ?? null;
  }

  /** Replaces a file's text from outside the editor: a fix, a reset, a redirect in the terminal. */
  replaceText(fileId: string, text: string): void {
    const has = this.state.drafts.some((d) => d.id === fileId);
    const drafts = has
      ? this.state.drafts.map((d) => (d.id === fileId ? { ...d, text, version: d.version + 1 } : d))
      : [...this.state.drafts, { id: fileId, text, version: 0 }];
    this.set({ drafts, activeFile: fileId });
  }

  /** Takes a text out of the editor. */
  removeText(fileId: string): void {
    const drafts = this.state.drafts.filter(({ id }) => id !== fileId);
    const activeFile = this.state.activeFile === fileId ? (drafts[0]?.id ?? "") : this.state.activeFile;
    this.set({ drafts, activeFile });
  }

  /** The editor takes over a text that it did not type. */
  showText(fileId: string): void {
    this.set({ drafts: this.state.drafts.map((d) => (d.id === fileId ? { ...d, version: d.version + 1 } : d)) });
  }

  /** What was typed before a reload. */
  restoreDrafts(drafts: readonly { readonly id: string; readonly text: string }[]): void {
    const { activeFile } = this.state;
    for (const { id, text } of drafts) {
      if (this.state.drafts.find((d) => d.id === id)?.text !== text) this.replaceText(id, text);
    }
    this.set({ activeFile });
  }

  /** Opens the file that the present step is about. */
  openStepFile(): void {
    const opens = this.#session?.step?.opens;
    if (opens) this.set({ activeFile: opens.file });
  }

  narrate(text: string): void {
    const { narration } = this.state;
    if (narration.text !== text) this.set({ narration: { id: narration.id + 1, text } });
  }

  set(part: Partial<AppState>): void {
    this.store.setState(part);
  }

  #loadNotes(): void {
    if (this.state.language === "ko") loadSupportNotes(() => this.set({ drafts: [...this.state.drafts] }));
  }

  #leave(page: Page, texts: Texts): void {
    this.#session = null;
    this.#options = null;
    this.good = null;
    this.firstEditor = null;
    this.#waiting = [];
    const { language, scheme } = this.state;
    this.store.setState({ ...initialState(language, scheme), page, texts }, true);
  }

  get #liveNow(): Live {
    if (!this.live) throw new Error("A session begins before the simulator is loaded.");
    return this.live;
  }

  #begin(options: SessionOptions, saved: SavedSession | Session | undefined): void {
    const live = this.#liveNow;
    this.#options = options;
    this.good = null;
    this.owedMs = 0;
    this.set({ drafts: options.files.map(({ name, text }): Draft => ({ id: name, text, version: 0 })) });
    this.#enter(sessionOf(live, options, saved), live);
  }

  /** Shows a session that stands somewhere else than the one before: its files are the editor's. */
  #enter(session: Session, live: Live): void {
    const before = this.state.drafts;
    this.#session = session;
    this.views = live.createViews();
    this.timeline = live.createTimeline();
    this.#edits = live.createEdits();
    const versionOf = (id: string): number => before.find((d) => d.id === id)?.version ?? 0;
    const isSame = (id: string, text: string): boolean => before.some((d) => d.id === id && d.text === text);
    const drafts = session.files().map(({ name, text }): Draft => {
      const version = versionOf(name);
      return { id: name, text, version: isSame(name, text) ? version : version + 1 };
    });
    this.set({ loading: "ready", still: null, drafts, activeFile: drafts[0]?.id ?? "" });
    this.changed(true);
    this.#loadNotes();
  }

  /** Files that are other than they were: a command wrote them. What was typed and not applied stays. */
  #showFiles(before: readonly SessionFile[]): void {
    for (const { name, text } of this.#session?.files() ?? []) {
      if (before.find((f) => f.name === name)?.text === text) continue;
      if (this.state.drafts.find((d) => d.id === name)?.text !== text) this.replaceText(name, text);
    }
  }
}

/** The session as it was kept; a new one where nothing was, or where it cannot be made again (a forged link, another version). */
const sessionOf = (live: Live, options: SessionOptions, saved: SavedSession | Session | undefined): Session => {
  if (!saved) return live.createSession(options);
  if ("run" in saved) return saved;
  try {
    return live.createSession({ ...options, saved });
  } catch {
    return live.createSession(options);
  }
};

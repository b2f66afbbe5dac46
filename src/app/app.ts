// The page's actions over one store and one session. No DOM, no timers, no storage here: those are drivers.
import { createStore, type StoreApi } from "zustand/vanilla";
import { isStepDone, openHint, stepOf, type CompiledLesson, type LessonProgress, type Prose } from "#tutor";
import { MAIN_TERMINAL, Session } from "./session/session.ts";
import { DEFAULT_SANDBOX, sandboxFiles, sandboxScenario, type SandboxChoice } from "./session/sandbox.ts";
import { initialState, type AppState, type Draft, type Page, type Texts } from "./state.ts";
import type { Language, Scheme, TerminalCompletion } from "./view-models.ts";
import { ClusterViews } from "./views/cluster-view.ts";
import { TimelineIndex } from "./views/timeline-index.ts";

/** What is kept of a session over a reload. */
export interface SavedSession {
  readonly commands: Session["run"]["branch"]["commands"];
  readonly endMs: number;
  readonly nowMs: number;
  readonly progress?: LessonProgress;
}

/** How far one press of "rewind" goes back, in virtual ms. */
const REWIND_MS = 10_000;
/** "To the next event" gives up after this much time without one. */
const NEXT_WITHIN_MS = 600_000;
const NEXT_STEP_MS = 250;
/** A slice of "as fast as it goes". */
const SLICE_MS = 500;

export class App {
  readonly store: StoreApi<AppState>;
  views = new ClusterViews();
  timeline = new TimelineIndex();
  #session: Session | null = null;
  #compiled: CompiledLesson | null = null;

  constructor(language: Language, scheme: Scheme) {
    this.store = createStore<AppState>(() => initialState(language, scheme));
  }

  get state(): AppState {
    return this.store.getState();
  }
  get session(): Session | null {
    return this.#session;
  }
  get compiled(): CompiledLesson | null {
    return this.#compiled;
  }
  /** Where the lesson's clock reads 00:00. */
  get zeroMs(): number {
    return this.#session?.run.scenario.settleMs ?? 0;
  }

  // ---- Pages ------------------------------------------------------------------------------------------

  openHome(texts: Texts): void {
    this.#leave({ kind: "home" }, texts);
    this.#set({ loading: "ready" });
  }
  openLesson(compiled: CompiledLesson, texts: Texts, saved?: SavedSession): void {
    this.#leave({ kind: "lesson", id: compiled.lesson.id }, texts);
    this.#compiled = compiled;
    this.#begin(
      new Session({ scenario: compiled.scenario, files: compiled.files, lesson: compiled.lesson }),
      compiled.files,
      saved,
    );
    this.#takeFiles();
    this.#openStepFile();
  }
  openSandbox(texts: Texts, choice: SandboxChoice = DEFAULT_SANDBOX, saved?: SavedSession): void {
    this.#leave({ kind: "sandbox" }, texts);
    this.#begin(new Session({ scenario: sandboxScenario(choice), files: sandboxFiles }), sandboxFiles, saved);
  }
  fail(): void {
    this.#set({ loading: "failed" });
  }
  setTexts(texts: Texts): void {
    this.#set({ texts, language: texts.language });
  }
  setScheme(scheme: Scheme): void {
    this.#set({ scheme });
  }
  setProse(prose: Prose): void {
    const { texts } = this.state;
    if (texts) this.#set({ texts: { ...texts, prose } });
  }

  #leave(page: Page, texts: Texts): void {
    this.#session = null;
    this.#compiled = null;
    this.views = new ClusterViews();
    this.timeline = new TimelineIndex();
    const { language, scheme, speed } = this.state;
    this.store.setState({ ...initialState(language, scheme), page, texts, speed }, true);
  }

  #begin(
    session: Session,
    files: readonly { readonly name: string; readonly text: string }[],
    saved?: SavedSession,
  ): void {
    this.#session = session;
    if (saved) {
      session.resume(saved);
      if (saved.progress) session.setProgress(saved.progress);
    }
    this.#set({
      loading: "ready",
      drafts: files.map(({ name, text }): Draft => ({ id: name, text, version: 0 })),
      activeFile: files[0]?.name ?? "",
    });
    this.#changed(true);
  }

  // ---- Time -------------------------------------------------------------------------------------------

  /** Wall time has passed. `hasTime` says whether this frame has room for more ("as fast as it goes"). */
  tick(wallMs: number, hasTime: () => boolean): void {
    const session = this.#session;
    if (!session || !this.state.isPlaying) return;
    if (this.state.speed > 0) session.advance(session.nowMs + wallMs * this.state.speed);
    else {
      do session.advance(session.nowMs + SLICE_MS);
      while (hasTime());
    }
    this.#changed(false);
  }
  playPause(): void {
    this.#set({ isPlaying: !this.state.isPlaying });
  }
  pause(): void {
    if (this.state.isPlaying) this.#set({ isPlaying: false });
  }
  setSpeed(speed: number): void {
    this.#set({ speed });
  }
  /** To a moment on the lesson's clock. */
  seek(timeMs: number): void {
    this.pause();
    this.#session?.seek(Math.round(timeMs) + this.zeroMs);
    this.#changed(true);
  }
  rewind(): void {
    if (this.#session) this.seek(Math.max(0, this.#session.nowMs - this.zeroMs - REWIND_MS));
  }
  toStart(): void {
    this.seek(0);
  }
  /** Lets time pass until something of note has happened. */
  toNext(): void {
    const session = this.#session;
    if (!session) return;
    this.pause();
    const from = session.nowMs;
    const isAfter = (): boolean =>
      this.timeline.marks(session.run.branch.id).some((m) => m.timeMs > from && m.timeMs <= session.nowMs);
    while (!isAfter() && session.nowMs - from < NEXT_WITHIN_MS) {
      session.advance(session.nowMs + NEXT_STEP_MS);
      this.timeline.update(session.run);
    }
    this.#changed(false);
  }
  switchBranch(id: string): void {
    this.pause();
    this.#session?.switchTo(Number(id));
    this.#changed(true);
  }
  goToMark(markId: string): void {
    const session = this.#session;
    const mark = session && this.timeline.marks(session.run.branch.id).find((m) => m.id === markId);
    if (mark) this.seek(mark.timeMs - this.zeroMs);
  }

  // ---- Looking ----------------------------------------------------------------------------------------

  select(id: string | null): void {
    const same = id === this.state.selection;
    this.#set({ selection: id, ...(same ? {} : { whyId: null }) });
    this.#session?.select(id === null ? "" : this.#keyOf(id));
    this.#changed(false);
  }
  askWhy(id: string | null): void {
    this.#set({ whyId: id, ...(id === null ? {} : { selection: id }) });
    if (id !== null) {
      this.#session?.look("why");
      this.#session?.select(this.#keyOf(id));
    }
    this.#changed(false);
  }
  /** The why-answer behind a diagnostic of the editor: that of the first pod in trouble. */
  askWhyOf(_diagnosticId: string): void {
    const view = this.#session && this.state.texts ? this.views.troubled() : null;
    if (view) this.askWhy(view);
  }
  /** A pod goes by its uid on the page, and by `pods/namespace/name` in lessons. */
  #keyOf(id: string): string {
    const pod = this.#session?.run.cluster.sim.store.list("pods").find((p) => p.metadata.uid === id);
    return pod ? `pods/${pod.metadata.namespace}/${pod.metadata.name}` : id;
  }

  // ---- Editor -----------------------------------------------------------------------------------------

  selectFile(id: string): void {
    this.#set({ activeFile: id });
  }
  edit(fileId: string, text: string): void {
    this.#set({ drafts: this.state.drafts.map((d) => (d.id === fileId ? { ...d, text } : d)) });
  }
  /** Replaces a file's text from outside the editor: a fix, a reset, a redirect in the terminal. */
  replaceText(fileId: string, text: string): void {
    const has = this.state.drafts.some((d) => d.id === fileId);
    const drafts = has
      ? this.state.drafts.map((d) => (d.id === fileId ? { ...d, text, version: d.version + 1 } : d))
      : [...this.state.drafts, { id: fileId, text, version: 0 }];
    this.#set({ drafts, activeFile: fileId });
  }
  restoreDrafts(drafts: readonly { readonly id: string; readonly text: string }[]): void {
    for (const { id, text } of drafts) {
      if (this.state.drafts.find((d) => d.id === id)?.text !== text) this.replaceText(id, text);
    }
    this.#set({ activeFile: this.state.drafts[0]?.id ?? "" });
  }
  /** Applies the open file, as the terminal would. */
  apply(): void {
    this.#typeWithFiles(`kubectl apply -f ${this.state.activeFile}`);
  }
  undoToApplied(): void {
    const text = this.#session?.file(this.state.activeFile);
    if (text !== undefined) this.replaceText(this.state.activeFile, text);
  }

  // ---- Terminal ---------------------------------------------------------------------------------------

  run(line: string): void {
    this.#typeWithFiles(line);
  }
  interrupt(): void {
    this.#act((s) => s.interrupt(this.state.terminal));
  }
  selectTerminal(id: string): void {
    this.#set({ terminal: id });
  }
  addTerminal(): void {
    const numbers = (this.#session?.terminals() ?? []).map(Number);
    const id = String(Math.max(0, ...numbers) + 1);
    this.#act((s) => s.act({ component: "shell", action: "open", data: { terminal: id } }));
    this.#set({ terminal: id });
  }
  closeTerminal(id: string): void {
    if (id === MAIN_TERMINAL) return;
    this.#act((s) => s.act({ component: "shell", action: "close", data: { terminal: id } }));
    if (this.state.terminal === id) this.#set({ terminal: MAIN_TERMINAL });
  }

  complete(input: string, cursor: number): TerminalCompletion {
    return this.#session?.complete(input, cursor, this.state.terminal) ?? { from: cursor, options: [] };
  }

  #typeWithFiles(line: string): void {
    this.#act((session) => {
      for (const { id, text } of this.state.drafts) session.write(id, text);
      session.type(line, this.state.terminal);
    });
    this.#takeFiles();
  }
  /** What a command wrote to files is shown by the editor. */
  #takeFiles(): void {
    for (const { name, text } of this.#session?.files() ?? []) {
      const draft = this.state.drafts.find((d) => d.id === name);
      if (draft?.text !== text) this.replaceText(name, text);
    }
  }

  // ---- Lesson -----------------------------------------------------------------------------------------

  goToStep(index: number): void {
    const { lesson, progress } = this.#session ?? {};
    if (!lesson || !progress || index < 0 || index >= lesson.steps.length) return;
    this.#set({ guess: null });
    this.#act((s) => s.goToStep(index));
    this.#takeFiles();
    this.#openStepFile();
  }
  choose(optionId: string): void {
    this.#set({ guess: optionId });
  }
  lock(): void {
    const { lesson, progress } = this.#session ?? {};
    const { guess } = this.state;
    const card = lesson && progress ? stepOf(lesson, progress).predict : undefined;
    if (!card || guess === null) return;
    this.#session?.predict(card.id, guess);
    this.#set({ guess: null });
    this.#changed(false);
  }
  nextHint(): void {
    const { lesson, progress } = this.#session ?? {};
    if (!lesson || !progress) return;
    this.#session?.setProgress(openHint(lesson, progress));
    this.#changed(false);
  }
  /** Puts in what the open hint offers; without one, what the step shows. */
  showFix(): void {
    const { lesson, progress } = this.#session ?? {};
    if (!lesson || !progress) return;
    const step = stepOf(lesson, progress);
    const open = step.hints.find((h) => h.id === progress.hints.at(-1));
    const actions = open?.offers ? [open.offers] : step.show;
    this.#act((s) => {
      for (const { id, text } of this.state.drafts) s.write(id, text);
      s.perform(actions);
    });
    this.#takeFiles();
  }
  isStepDone(): boolean {
    const { lesson, progress } = this.#session ?? {};
    return lesson !== undefined && progress !== undefined && isStepDone(lesson, progress);
  }

  #openStepFile(): void {
    const { lesson, progress } = this.#session ?? {};
    const opens = lesson && progress ? stepOf(lesson, progress).opens : undefined;
    if (opens) this.#set({ activeFile: opens.file });
  }

  // ---- Faults -----------------------------------------------------------------------------------------

  command(component: string, action: string, data: { readonly [key: string]: string | number | boolean }): void {
    this.#act((s) => s.act({ component, action, data }));
  }

  narrate(text: string): void {
    const { narration } = this.state;
    if (narration.text !== text) this.#set({ narration: { id: narration.id + 1, text } });
  }

  #act(what: (session: Session) => void): void {
    const session = this.#session;
    if (!session) return;
    const before = session.run.branch.id;
    what(session);
    this.#changed(false);
    const { branch } = session.run;
    if (branch.id === before) return;
    const words = this.state.texts?.words;
    if (words) this.narrate(words.narration.forked(branch.name));
  }

  #changed(isStill: boolean): void {
    const session = this.#session;
    if (session) this.timeline.update(session.run);
    this.#set({ revision: this.state.revision + 1, isStill });
  }

  #set(part: Partial<AppState>): void {
    this.store.setState(part);
  }
}

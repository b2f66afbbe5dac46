// A learner's session without a page: a run, a terminal in it, and the tutor looking on. The store wraps one; the proof, the
// conformance runner and the pictures drive one directly.
import {
  Run,
  type Beginning,
  type BranchesRecord,
  type Command,
  type ComponentFactory,
  type LoggedCommand,
  type Rehearsal,
  type Scenario,
} from "#engine";
import { createShell, lineParts, terminalLook, type Completion, type TerminalLook } from "#kubectl";
import {
  goToStep,
  isStepDone,
  isNewStep,
  LOOK_EVERY_MS,
  newExpressions,
  noteAct,
  noteLook,
  observe,
  openHint,
  predict,
  startLesson,
  stepOf,
  type Expressions,
  type Lesson,
  type LessonAction,
  type LessonProgress,
  type Step,
} from "#tutor";
import { isReading } from "./reading.ts";
import { MAIN_TERMINAL } from "./terminals.ts";

export interface SessionFile {
  readonly name: string;
  readonly text: string;
}

export interface SessionOptions {
  readonly scenario: Scenario;
  /** What its beginning comes to, if that was worked out beforehand. */
  readonly rehearsal?: Rehearsal;
  /** The working directory at the beginning. */
  readonly files: readonly SessionFile[];
  readonly lesson?: Lesson;
  /** What was done before a reload: it is done again, instead of the beginning. */
  readonly saved?: SavedRun;
  /** Where another run stood: it goes on from there, and nothing has been begun in it yet. */
  readonly from?: Beginning;
  /** Whoever made it lets its cluster settle, and begins it. */
  readonly isUnsettled?: boolean;
  /** Further components, for tests. */
  readonly components?: readonly ComponentFactory[];
}

export interface SavedRun {
  readonly commands: readonly LoggedCommand[];
  readonly endMs: number;
  /** Every future of the run, where there is more than the one that `commands` make. */
  readonly futures?: BranchesRecord;
  readonly nowMs: number;
  readonly progress?: LessonProgress;
}

export class Session {
  readonly run: Run;
  readonly lesson: Lesson | undefined;
  #progress: LessonProgress | undefined;
  #language: Expressions | undefined;
  #selection = "";
  #isScripted = false;

  constructor(options: SessionOptions) {
    const { scenario, rehearsal, files, lesson, saved, from, isUnsettled = false, components = [] } = options;
    this.lesson = lesson;
    this.run = new Run(
      scenario,
      { components: [createShell, ...components], isUnsettled, ...(rehearsal ? { rehearsal } : {}) },
      from,
    );
    if (saved) this.#resume(saved);
    else if (!from && !isUnsettled) this.begin(files);
  }

  get nowMs(): number {
    return this.run.nowMs;
  }
  get progress(): LessonProgress | undefined {
    return this.#progress;
  }
  /** The step that the learner is in. */
  get step(): Step | undefined {
    return this.lesson && this.#progress && stepOf(this.lesson, this.#progress);
  }
  get selection(): string {
    return this.#selection;
  }

  /** Lets time pass; the tutor looks at least every LOOK_EVERY_MS. */
  advance(untilMs: number): void {
    if (!this.lesson) return this.run.advance(untilMs);
    while (this.nowMs < untilMs) {
      const next = (Math.floor(this.nowMs / LOOK_EVERY_MS) + 1) * LOOK_EVERY_MS;
      this.run.advance(Math.min(untilMs, next));
      if (this.nowMs === next) this.#look();
    }
  }

  /** To a moment of the past or the seen future; nothing that was achieved is taken away. */
  seek(atMs: number): void {
    this.run.seek(atMs);
    this.#look();
  }

  act(command: Command): void {
    this.run.act(command, this.#isScripted ? { isScripted: true } : {});
    this.#acted();
  }

  #acted(): void {
    if (this.#progress) this.#progress = noteAct(this.#progress, this.nowMs);
    this.#look();
  }

  /** Types a line at the prompt and presses Enter. One that only looks becomes a part of the past in which it is typed. */
  type(line: string, terminal = MAIN_TERMINAL): void {
    const command: Command = { component: "shell", action: "line", data: { terminal, line } };
    if (
      !this.#isScripted &&
      isReading(line) &&
      this.run.slip(command, () => this.terminal(terminal).foreground === undefined)
    )
      this.#acted();
    else this.act(command);
  }

  /** Another future from now on, in which nothing is done yet. */
  fork(): void {
    this.run.fork();
    this.#acted();
  }

  /** Ctrl+C, or Ctrl+Z. */
  interrupt(terminal = MAIN_TERMINAL, stops = false): void {
    this.act({ component: "shell", action: stops ? "suspend" : "interrupt", data: { terminal } });
  }

  /** What `kubectl edit` in this terminal waits for: the object's text, as somebody has left it. */
  finishEdit(terminal: string, text: string): void {
    this.act({ component: "shell", action: "edited", data: { terminal, text } });
  }

  /** Puts a file into the working directory, if its text is another. */
  write(path: string, text: string): void {
    if (this.file(path) === text) return;
    this.act({ component: "shell", action: "write", data: { path, text } });
  }

  /** The text of a file of the working directory, as it is at this moment of the run. */
  file(path: string): string | undefined {
    return this.run.cluster.sim.table<string>("shell/files").get(path);
  }

  /** The working directory as it is at this moment of the run. */
  files(): readonly SessionFile[] {
    return [...this.run.cluster.sim.table<string>("shell/files").entries()].map(([name, text]) => ({ name, text }));
  }

  /** Ids of the open terminals. */
  terminals(): readonly string[] {
    return [...this.run.cluster.sim.table("shell/terminals").keys()];
  }

  terminal(id: string): TerminalLook {
    return terminalLook(this.run.cluster, id);
  }

  /** What Tab offers at the prompt. */
  complete(input: string, cursor: number, terminal: string): Completion {
    return lineParts().completeLine(this.run.cluster, { terminal, input, cursor });
  }

  switchTo(branch: number): void {
    this.run.switchTo(branch);
    this.#look();
  }

  select(id: string): void {
    this.#selection = id;
    if (id) this.look(`select ${id.slice(0, id.indexOf("/"))}`);
    this.#look();
  }

  /** Tells the tutor what the learner opened. */
  look(what: string): void {
    if (this.#progress) this.#progress = noteLook(this.#progress, what);
  }

  predict(id: string, option: string): void {
    if (this.#progress) this.#progress = predict(this.#progress, id, option);
  }

  /** Time was stopped for the guess when the step began, and has not gone on. */
  get #isJustGuessed(): boolean {
    const id = this.step?.predict?.id;
    const isGuessed = id !== undefined && this.#progress?.predictions[id] !== undefined;
    return isGuessed && this.nowMs === this.#progress?.stepStartedMs;
  }

  /** What the learner did last was done at this very moment: none of it has had time to happen. */
  get isWaiting(): boolean {
    if (this.nowMs < this.run.endMs || (this.lesson && this.#progress && isStepDone(this.lesson, this.#progress)))
      return false;
    return this.#isJustGuessed || this.#isJustDone;
  }

  get #isJustDone(): boolean {
    const { branch, nowMs, cluster } = this.run;
    const last = branch.commands.findLast(({ command }) => command.action !== "write");
    if (last?.atMs !== nowMs || last.isScripted === true) return false;
    const { component, action, data } = last.command;
    if (component !== "shell") return true;
    const { line, terminal } = data;
    if (action !== "line" || typeof line !== "string" || typeof terminal !== "string" || isReading(line)) return false;
    const row = cluster.sim.table<{ readonly lastExit?: number }>("shell/terminals").get(terminal);
    return (row?.lastExit ?? 0) === 0;
  }

  get #expressions(): Expressions | undefined {
    return (this.#language ??= newExpressions());
  }

  /** What an expression of the lesson says here and now. */
  evaluate(expression: string): ReturnType<Expressions["evaluate"]> {
    if (!this.#progress) return { ok: false, error: "there is no lesson" };
    if (!this.#expressions) return { ok: false, error: "the language of goals has not come yet" };
    return this.#expressions.evaluate(expression, this.#observed(this.#progress));
  }

  /** What hung on the language of goals is seen when that has come. */
  lookAgain(): void {
    this.#look();
  }

  /** Opens the next hint of the step. */
  openHint(): void {
    if (!this.lesson || !this.#progress) return;
    this.#progress = openHint(this.lesson, this.#progress);
    this.#look();
  }

  /** Back in a step it is as it was left: nothing is prepared again. */
  goToStep(index: number): void {
    if (!this.lesson || !this.#progress) return;
    const isNew = isNewStep(this.lesson, this.#progress, index);
    this.#progress = goToStep(this.lesson, this.#progress, index, this.nowMs);
    if (isNew) this.#begin();
    this.#look();
  }

  /** Goes on in a future that was made elsewhere, with what was achieved in it; what was done here stays in the one before. */
  take(from: Beginning, progress: LessonProgress): void {
    this.run.take(from);
    this.#selection = "";
    this.#progress = progress;
  }

  /** Does what a lesson says: a fix, a "show me", the beginning of a step. */
  perform(actions: readonly LessonAction[]): void {
    for (const action of actions) this.#perform(action);
  }

  /** The same, but it is not the learner's doing. */
  script(actions: readonly LessonAction[]): void {
    this.#script(() => this.perform(actions));
  }

  #script(act: () => void): void {
    this.#isScripted = true;
    try {
      act();
    } finally {
      this.#isScripted = false;
    }
  }

  #perform(action: LessonAction): void {
    if ("run" in action) this.type(action.run);
    else if ("wait" in action) this.advance(this.nowMs + action.wait);
    else if ("select" in action) this.#selectFirst(action.select);
    else if ("edit" in action) this.#apply(action.edit, replaceOnce(this.file(action.edit) ?? "", action));
    else if ("write" in action) this.#apply(action.write, action.text);
    else if ("predict" in action) this.#predictHere(action.predict);
    else this.act(action as unknown as Command);
  }

  #apply(path: string, text: string): void {
    this.write(path, text);
    this.type(`kubectl apply -f ${path}`);
  }

  #predictHere(option: string): void {
    if (!this.lesson || !this.#progress) return;
    const card = stepOf(this.lesson, this.#progress).predict;
    if (card) this.predict(card.id, option);
  }

  #selectFirst(expression: string): void {
    const pods = this.run.cluster.sim.store.list("pods", "default");
    const found = pods.find((pod) => {
      const answer = this.#progress && this.#expressions?.evaluatePod(expression, this.#observed(this.#progress), pod);
      return answer?.ok && answer.value === true;
    });
    if (found) this.select(`pods/default/${found.metadata.name}`);
  }

  /** What stands there before anybody does anything: a terminal, the files, and the lesson's first step. */
  begin(files: readonly SessionFile[]): void {
    this.#script(() => {
      this.act({ component: "shell", action: "open", data: { terminal: MAIN_TERMINAL } });
      for (const { name, text } of files) this.write(name, text);
    });
    if (!this.lesson) return;
    this.#progress = startLesson(this.lesson, this.run.nowMs);
    this.#look();
    this.#begin();
  }

  #resume({ commands, endMs, futures, nowMs, progress }: SavedRun): void {
    if (futures) this.run.replayBranches(futures);
    else this.run.replay({ commands, endMs });
    this.goBackTo(nowMs, progress);
  }

  /** To where a run stood that has been made again, with what had been achieved by then. */
  goBackTo(nowMs: number, progress: LessonProgress | undefined): void {
    this.run.seek(nowMs);
    if (!this.lesson) return;
    this.#progress = progress ?? startLesson(this.lesson, this.run.scenario.settleMs ?? 0);
    this.#look();
  }

  #begin(): void {
    if (this.lesson && this.#progress) this.script(stepOf(this.lesson, this.#progress).begins);
  }

  #observed(progress: LessonProgress): Parameters<typeof observe>[2] {
    const { cluster, branch, logLength } = this.run;
    return { cluster, entries: branch.entries, length: logLength, progress, selection: this.#selection };
  }

  #look(): void {
    if (this.lesson && this.#progress) {
      this.#progress = observe(this.lesson, this.#expressions, this.#observed(this.#progress));
    }
  }
}

const replaceOnce = (text: string, { find, replace }: { readonly find: string; readonly replace: string }): string => {
  const at = text.indexOf(find);
  return at < 0 ? text : text.slice(0, at) + replace + text.slice(at + find.length);
};

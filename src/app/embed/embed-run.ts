// The run behind an embed: a lesson's session without a page, and what its picture shows.
import type { CompiledLesson } from "#tutor";
import { isStepDone } from "#tutor";
import type { Words } from "../i18n/words.ts";
import { Session } from "../session/session.ts";
import { MAIN_TERMINAL } from "../session/terminals.ts";
import { walk } from "../session/walk.ts";
import { consoleText } from "../share/exports.ts";
import type { ClusterView } from "../view-models/graph.ts";
import type { TimelineBin } from "../view-models/timeline.ts";
import { ClusterViews } from "../views/cluster-view.ts";
import { clockText } from "../views/format.ts";
import { TimelineIndex } from "../views/timeline-index.ts";

export interface EmbedStart {
  readonly words: Words;
  readonly seed: number | null;
  readonly step: string | null;
  /** On the lesson's clock; where nothing is said, a little before `shownMs`. */
  readonly atMs: number | null;
  readonly shownMs: number;
}

/** One sees how it comes to what the picture shows. */
const BEFORE_MS = 6000;
const RULER_MS = 60_000;
const CALM_MS = 1000;

export class EmbedRun {
  readonly #scene: CompiledLesson;
  readonly #start: EmbedStart;
  #session: Session;
  #views = new ClusterViews();
  #index = new TimelineIndex();

  /** Whether lines are typed before anything is seen, other than those that were rehearsed. */
  static beginsByHand(scene: unknown, { seed, step }: Pick<EmbedStart, "seed" | "step">): boolean {
    return seed !== null || step !== null || (scene as CompiledLesson).rehearsal === undefined;
  }

  /** `scene` comes with the site, never from the page around. */
  constructor(scene: unknown, start: EmbedStart) {
    const compiled = scene as CompiledLesson;
    const seed = start.seed ?? compiled.scenario.seed;
    this.#scene = { ...compiled, scenario: { ...compiled.scenario, seed } };
    this.#start = start;
    this.#session = this.#begin();
  }

  /** On the lesson's clock. */
  get nowMs(): number {
    return this.#session.nowMs - this.#zeroMs;
  }
  get timeText(): string {
    return clockText(this.nowMs);
  }
  get step(): string {
    return this.#session.step?.id ?? "";
  }
  get isStepDone(): boolean {
    const { lesson, progress } = this.#session;
    return lesson !== undefined && progress !== undefined && isStepDone(lesson, progress);
  }
  /** The step that mends is done. */
  get isMended(): boolean {
    return this.#session.step?.mends === true && this.isStepDone;
  }
  get canMend(): boolean {
    return this.#scene.lesson.steps.some((step) => step.mends && step.show.length > 0);
  }
  get files(): readonly { readonly name: string; readonly text: string }[] {
    return this.#session.files();
  }
  get console(): string {
    return consoleText(this.#session.run, MAIN_TERMINAL);
  }
  get #zeroMs(): number {
    return this.#scene.scenario.settleMs ?? 0;
  }

  /** Requests that failed until now. */
  get failed(): number {
    return this.strip().bins.reduce((sum, bin) => (bin.fromMs <= this.nowMs ? sum + bin.failed : sum), 0);
  }

  view(): ClusterView {
    return this.#views.make(this.#session.run, this.#start.words, true);
  }

  strip(): { readonly bins: readonly TimelineBin[]; readonly fromMs: number; readonly toMs: number } {
    const { run } = this.#session;
    this.#index.update(run);
    const bins = this.#index.bins(run.branch.id, this.#zeroMs);
    const seenMs = run.endMs - this.#zeroMs;
    return {
      bins: bins.map((bin) => ({ ...bin, fromMs: bin.fromMs - this.#zeroMs })),
      fromMs: 0,
      toMs: Math.max(1, Math.ceil((seenMs + 1) / RULER_MS)) * RULER_MS,
    };
  }

  advance(ms: number): void {
    this.#session.advance(this.#session.nowMs + ms);
  }
  /** To a moment that was seen, or on to one that was not. */
  seek(atMs: number): void {
    const target = Math.round(atMs) + this.#zeroMs;
    if (target > this.#session.run.endMs) {
      this.#session.seek(this.#session.run.endMs);
      this.#session.advance(target);
    } else this.#session.seek(target);
  }
  restart(): void {
    this.#views = new ClusterViews();
    this.#index = new TimelineIndex();
    this.#session = this.#begin();
  }
  /** As the lesson's own "show me" does it. */
  mend(): void {
    const { lesson } = this.#scene;
    const index = lesson.steps.findIndex((step) => step.mends);
    if (index < 0) return;
    if (this.#session.progress!.step < index) this.#session.goToStep(index);
    this.#session.perform(lesson.steps[index]!.show);
  }
  apply(file: string, text: string): void {
    this.#session.write(file, text);
    this.type(`kubectl apply -f ${file}`);
  }
  type(line: string): void {
    if (this.#session.terminal(MAIN_TERMINAL).foreground !== undefined) this.#session.interrupt(MAIN_TERMINAL);
    this.#session.type(line);
  }

  #begin(): Session {
    const { step, atMs, shownMs } = this.#start;
    const session = new Session(this.#scene);
    const index = this.#scene.lesson.steps.findIndex((one) => one.id === step);
    if (index > 0) {
      const before = this.#scene.lesson.steps[index - 1]!;
      walk(session, (one) => one.id === before.id);
      session.goToStep(index);
      session.advance(session.nowMs + CALM_MS);
    }
    const wanted = atMs ?? (index > 0 ? null : Math.max(0, shownMs - BEFORE_MS));
    if (wanted === null) return session;
    const target = wanted + this.#zeroMs;
    if (target > session.nowMs) session.advance(target);
    else session.seek(target);
    return session;
  }
}

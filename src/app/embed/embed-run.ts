// The run behind an embed: a lesson's session without a page, and what its picture shows.
import { isStepDone, type CompiledLesson, type Lesson } from "#tutor";
import type { Words } from "../i18n/words.ts";
import { Session, type SessionOptions } from "../session/session.ts";
import { MAIN_TERMINAL } from "../session/terminals.ts";
import { walk } from "../session/walk.ts";
import { consoleText } from "../share/exports.ts";
import type { Wire } from "../share/shared.ts";
import type { ClusterView } from "../view-models/graph.ts";
import type { TimelineBin } from "../view-models/timeline.ts";
import { ClusterViews } from "../views/cluster-view.ts";
import { clockText } from "../views/format.ts";
import { TimelineIndex } from "../views/timeline-index.ts";
import type { EmbedMoment } from "./embed-moment.ts";
import type { Broken } from "./embed-report.ts";

/** The data of an embed without a lesson: a sandbox at a moment. */
export interface SandboxScene {
  readonly moment: Wire;
}

export const isSandbox = (scene: unknown): scene is SandboxScene => Object.hasOwn(scene as object, "moment");

export interface EmbedStart {
  readonly words: Words;
  readonly seed: number | null;
  readonly step: string | null;
  /** On the lesson's clock; where nothing is said, at what the picture shows. */
  readonly atMs: number | null;
  readonly shownMs: number;
  /** Where the picture's strip ends. */
  readonly shownToMs?: number;
  /** Where it begins instead, if a moment was handed on. */
  readonly moment?: EmbedMoment;
}

const RULER_MS = 60_000;
const CALM_MS = 1000;

export class EmbedRun {
  readonly #options: SessionOptions;
  readonly #lesson: Lesson | undefined;
  readonly #start: EmbedStart;
  #session: Session;
  #views = new ClusterViews();
  #index = new TimelineIndex();
  readonly #drafts: ReadonlyMap<string, { readonly base: string; readonly text: string }>;

  /** Whether lines are typed before anything is seen, other than those that were rehearsed. */
  static beginsByHand(scene: unknown, { seed, step }: Pick<EmbedStart, "seed" | "step">): boolean {
    return seed !== null || step !== null || (scene as CompiledLesson).rehearsal === undefined;
  }

  /** `scene` comes with the site, never from the page around. */
  constructor(scene: unknown, start: EmbedStart) {
    const options = start.moment?.options ?? (scene as CompiledLesson);
    const seed = start.moment ? options.scenario.seed : (start.seed ?? options.scenario.seed);
    this.#options = { ...options, scenario: { ...options.scenario, seed } };
    this.#lesson = options.lesson;
    this.#start = start;
    this.#session = this.#begin(start.shownMs);
    this.#drafts = new Map(
      (start.moment?.drafts ?? []).map(({ id, text }) => [id, { base: this.#session.file(id) ?? "", text }]),
    );
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
    return this.#lesson?.steps.some((step) => step.mends && step.show.length > 0) ?? false;
  }
  /** There is another future than the present one, or the lesson has one. */
  get canCompare(): boolean {
    return this.#session.run.branches.length > 1 || (this.canMend && this.#lesson!.fixes.accepted.length > 0);
  }
  /** What two futures are made of. */
  get sources(): { readonly session: Session; readonly options: SessionOptions; readonly zeroMs: number } {
    return { session: this.#session, options: this.#options, zeroMs: this.#zeroMs };
  }
  /** What a report of a fault is made of. */
  get broken(): Broken {
    const session = this.#session;
    return { session, options: this.#options, progress: session.progress, sandbox: this.#start.moment?.sandbox };
  }
  get files(): readonly { readonly name: string; readonly text: string }[] {
    return this.#session.files();
  }
  /** The text of a file as its author left it in the editor, as long as the file is what it was then. */
  textOf(name: string): string {
    const text = this.#session.file(name) ?? "";
    const draft = this.#drafts.get(name);
    return draft?.base === text ? draft.text : text;
  }
  get console(): string {
    return consoleText(this.#session.run, MAIN_TERMINAL);
  }
  get #zeroMs(): number {
    return this.#options.scenario.settleMs ?? 0;
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
    // As long as the picture's own: at play nothing moves.
    const shownToMs = this.#start.shownToMs ?? RULER_MS;
    return {
      bins: bins.map((bin) => ({ ...bin, fromMs: bin.fromMs - this.#zeroMs })),
      fromMs: 0,
      toMs: seenMs < shownToMs ? shownToMs : Math.ceil((seenMs + 1) / RULER_MS) * RULER_MS,
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
    this.#session = this.#begin(0);
  }
  /** As the lesson's own "show me" does it. */
  mend(): void {
    const steps = this.#lesson?.steps ?? [];
    const index = steps.findIndex((step) => step.mends);
    if (index < 0) return;
    if (this.#session.progress!.step < index) this.#session.goToStep(index);
    this.#session.perform(steps[index]!.show);
  }
  apply(file: string, text: string): void {
    this.#session.write(file, text);
    this.type(`kubectl apply -f ${file}`);
  }
  type(line: string): void {
    if (this.#session.terminal(MAIN_TERMINAL).foreground !== undefined) this.#session.interrupt(MAIN_TERMINAL);
    this.#session.type(line);
  }

  /** `unlessSaid`: where nothing else was asked for. */
  #begin(unlessSaid: number): Session {
    const { step, atMs, moment } = this.#start;
    if (moment) {
      const session = new Session({ ...this.#options, from: moment.from });
      session.goBackTo(moment.nowMs, moment.progress);
      return session;
    }
    const session = new Session(this.#options);
    const steps = this.#lesson?.steps ?? [];
    const index = steps.findIndex((one) => one.id === step);
    if (index > 0) {
      const before = steps[index - 1]!;
      walk(session, (one) => one.id === before.id);
      session.goToStep(index);
      session.advance(session.nowMs + CALM_MS);
    }
    const wanted = atMs ?? (index > 0 ? null : unlessSaid);
    if (wanted === null) return session;
    const target = wanted + this.#zeroMs;
    if (target > session.nowMs) session.advance(target);
    else session.seek(target);
    return session;
  }
}

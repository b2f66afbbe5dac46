// A lesson in sixty seconds: the broken half, what mends it, the mended half. Both are runs of the lesson's cluster; a half that is longer
// than its place is shown faster, and by how much is said.
import {
  timetable,
  lengthOf,
  type CompiledLesson,
  type Lesson,
  type LessonAction,
  type Scene,
  type Timed,
} from "#tutor";
import type { Broken } from "./embed-report.ts";
import { mendLines, type MendLine } from "./mend-lines.ts";
import type { Words } from "../i18n/words.ts";
import { Session } from "../session/session.ts";
import { MAIN_TERMINAL } from "../session/terminals.ts";
import { consoleText } from "../share/exports.ts";
import type { ClusterView } from "../view-models/graph.ts";
import type { TimelineBin } from "../view-models/timeline.ts";
import { ClusterViews } from "../views/cluster-view.ts";
import { TimelineIndex } from "../views/timeline-index.ts";

type HalfName = "broken" | "mended";

/** On the scene's own clock: where each half lies in the minute. */
const PLACES = { broken: { fromMs: 0, toMs: 27_000 }, mended: { fromMs: 32_000, toMs: 59_000 } } as const;
export const SCENE_MS = 60_000;

interface Half {
  readonly session: Session;
  /** Virtual. */
  readonly startMs: number;
  readonly lengthMs: number;
  readonly speed: number;
  readonly rows: readonly Timed[];
  done: number;
  readonly views: ClusterViews;
  readonly index: TimelineIndex;
}

export class SceneRun {
  readonly #compiled: CompiledLesson;
  readonly #scene: Scene;
  #broken: Half | null = null;
  #mended: Half | null = null;
  #atMs = 0;

  /** The scene of a lesson that comes with the site, never from the page around; null where it has none. */
  static of(data: unknown): SceneRun | null {
    const compiled = data as CompiledLesson;
    const { scene } = compiled.lesson;
    return scene ? new SceneRun(compiled, scene) : null;
  }

  static isTold(data: unknown): boolean {
    return (data as CompiledLesson).lesson.scene !== undefined;
  }
  /** Whether a line is typed before anything is seen. */
  static beginsByHand(data: unknown): boolean {
    const { lesson, rehearsal } = data as CompiledLesson;
    return rehearsal === undefined || (lesson.scene?.broken.before.some(isTyped) ?? false);
  }

  constructor(compiled: CompiledLesson, scene: Scene) {
    this.#compiled = compiled;
    this.#scene = scene;
    this.seek(0);
  }

  /** On the scene's clock. */
  get atMs(): number {
    return this.#atMs;
  }
  get half(): HalfName {
    return this.#atMs < PLACES.mended.fromMs ? "broken" : "mended";
  }
  /** Between the halves. */
  get isCut(): boolean {
    return this.half === "broken" && this.#atMs >= PLACES.broken.toMs;
  }
  /** What a report of a fault is made of. */
  get brokenRun(): Broken {
    return { session: this.#half.session, options: this.#compiled };
  }
  /** How much faster than the cluster's clock it is shown. */
  get speed(): number {
    return this.#half.speed;
  }
  get mend(): readonly MendLine[] {
    return mendLines(this.#scene.mend);
  }
  get console(): string {
    return consoleText(this.#half.session.run, MAIN_TERMINAL);
  }

  /** To a moment of the minute. */
  seek(atMs: number): void {
    this.#atMs = Math.max(0, Math.min(SCENE_MS, atMs));
    const { fromMs, toMs } = PLACES[this.half];
    const half = this.#half;
    const share = Math.min(1, (this.#atMs - fromMs) / (toMs - fromMs));
    reach(half, Math.round(share * half.lengthMs));
  }

  /** Whether a line is typed on the way to a moment of the minute, of those that have not been yet. */
  typesUntil(atMs: number): boolean {
    const half = atMs < PLACES.mended.fromMs ? this.#broken : this.#mended;
    if (!half) return true;
    const { fromMs } = PLACES[half === this.#broken ? "broken" : "mended"];
    const offsetMs = Math.round((atMs - fromMs) * half.speed);
    return half.rows.slice(half.done).some((row) => row.atMs <= offsetMs && isTyped(row.action));
  }

  view(words: Words): ClusterView {
    const { views, session } = this.#half;
    return views.make(session.run, words, true);
  }

  /** Requests that failed in the seconds of a half that are over; null where it has not begun. */
  failed(name: HalfName): number | null {
    const half = name === "broken" ? this.#broken : this.#mended;
    if (!half || (name === "mended" && this.half === "broken")) return null;
    const untilMs = name === this.half ? half.session.nowMs : half.startMs + half.lengthMs;
    return binsOf(half).reduce((sum, bin) => (bin.fromMs + SECOND_MS <= untilMs ? sum + bin.failed : sum), 0);
  }

  /** What was asked and failed, by the second of the cluster's clock, laid out over the minute. */
  bins(): readonly TimelineBin[] {
    return (["broken", "mended"] as const).flatMap((name) => {
      const half = name === "broken" ? this.#broken : this.#mended;
      return half ? columnsOf(half, PLACES[name].fromMs) : [];
    });
  }

  /** What an expression says at the end of a half; for the proof. */
  prove(name: HalfName, expression: string): ReturnType<Session["evaluate"]> {
    this.seek(PLACES[name].toMs - (name === "broken" ? 1 : 0));
    const half = this.#half;
    reach(half, half.lengthMs);
    return half.session.evaluate(expression);
  }

  get #half(): Half {
    this.#broken ??= begin(this.#newSession(), this.#scene.broken, PLACES.broken);
    if (this.half === "broken") return this.#broken;
    if (!this.#mended) {
      const { mend, mended } = this.#scene;
      const before = this.#broken;
      if (mended.goesOn) reach(before, before.lengthMs);
      const session = mended.goesOn ? before.session : this.#newSession();
      session.perform(mend);
      this.#mended = begin(session, mended, PLACES.mended);
    }
    return this.#mended;
  }

  /** At the lesson's beginning, before anything has gone wrong: what its first step begins is not begun. */
  #newSession(): Session {
    const { lesson, ...rest } = this.#compiled;
    return new Session({ ...rest, lesson: { ...lesson, steps: [BARE] } });
  }
}

const isTyped = (action: LessonAction): boolean => "run" in action || "edit" in action || "write" in action;

const BARE: Lesson["steps"][number] = {
  id: "scene",
  begins: [],
  goals: [],
  hints: [],
  feedback: [],
  suggests: [],
  show: [],
  mends: true,
};

const begin = (
  session: Session,
  { before, shows }: Scene["broken"],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Half => {
  session.perform(before);
  const lengthMs = lengthOf(shows);
  return {
    session,
    startMs: session.nowMs,
    lengthMs,
    speed: lengthMs / (toMs - fromMs),
    rows: timetable(shows),
    done: 0,
    views: new ClusterViews(),
    index: new TimelineIndex(),
  };
};

/** Lets the half come to a moment of itself. What it shows is done once; what was seen is gone back to. */
const reach = (half: Half, offsetMs: number): void => {
  const { session, startMs, rows } = half;
  for (; half.done < rows.length && rows[half.done]!.atMs <= offsetMs; half.done++) {
    const { atMs, action } = rows[half.done]!;
    go(session, startMs + atMs);
    session.perform([action]);
  }
  go(session, startMs + offsetMs);
};

const go = (session: Session, atMs: number): void => {
  if (atMs > session.nowMs) session.advance(atMs);
  else if (atMs < session.nowMs) session.seek(atMs);
};

const SECOND_MS = 1000;

/** The half's seconds, and none of what went before it or comes after. */
const binsOf = ({ session: { run }, index, startMs, lengthMs }: Half): readonly TimelineBin[] => {
  index.update(run);
  return index.bins(run.branch.id, startMs).filter((bin) => bin.fromMs < startMs + lengthMs);
};

/** A second of the minute shows the mean of the seconds that go by in it: the halves can be compared, whatever their speeds. */
const columnsOf = (half: Half, fromMs: number): readonly TimelineBin[] => {
  const columns = new Map<number, { served: number; failed: number; count: number }>();
  for (const bin of binsOf(half)) {
    const at = Math.floor((bin.fromMs - half.startMs) / half.speed / SECOND_MS);
    const column = columns.get(at) ?? { served: 0, failed: 0, count: 0 };
    column.served += bin.served;
    column.failed += bin.failed;
    column.count += 1;
    columns.set(at, column);
  }
  return [...columns].map(([at, { served, failed, count }]) => ({
    fromMs: fromMs + at * SECOND_MS,
    served: served / count,
    failed: failed / count,
  }));
};

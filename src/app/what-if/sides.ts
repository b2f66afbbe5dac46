// Two futures beside each other need a run each. A side is a future that the learner made, or what becomes of the lesson's own mending step
// with one of its fixes, with one that only looks like one, or with nothing done at all; whatever the lesson does later is done in each.
import type { Lesson, LessonAction } from "#tutor";
import type { GoodState, GoodStates } from "../session/rescue.ts";
import { Session, type SessionOptions } from "../session/session.ts";

export type SideKind = "future" | "nothing" | "fix" | "wrong";

export interface SideChoice {
  /** `future 1`, `nothing`, `fix ready-path`, `wrong more-replicas`. */
  readonly id: string;
  readonly kind: SideKind;
  /** The future's letter, or the fix's own name. */
  readonly name: string;
}

/** Virtual time of one piece. */
const PIECE_MS = 1000;
/** A mended cluster is looked at for so long at least. */
const WATCH_MS = 120_000;

export const choicesOf = ({ run, lesson }: Session): readonly SideChoice[] => [
  ...run.branches.map(({ id, name }): SideChoice => ({ id: `future ${id}`, kind: "future", name })),
  ...(lesson && lesson.fixes.accepted.length > 0 ? lessonChoices(lesson) : []),
];

const lessonChoices = ({ fixes }: Lesson): readonly SideChoice[] => [
  { id: "nothing", kind: "nothing", name: "" },
  ...fixes.accepted.map(({ id }): SideChoice => ({ id: `fix ${id}`, kind: "fix", name: id })),
  ...fixes.wrong.map(({ id }): SideChoice => ({ id: `wrong ${id}`, kind: "wrong", name: id })),
];

/** What stands there before anybody chooses: one's own two last futures, or the lesson without its fix and with it. */
export const firstPair = (session: Session): readonly [string, string] | null => {
  const { branches, branch } = session.run;
  if (branches.length > 1) {
    const other = branch.parent ?? branches.findLast((b) => b.id !== branch.id)?.id ?? 0;
    return [`future ${Math.min(other, branch.id)}`, `future ${Math.max(other, branch.id)}`];
  }
  const fix = session.lesson?.fixes.accepted[0];
  return fix ? ["nothing", `fix ${fix.id}`] : null;
};

export interface SideSource {
  readonly session: Session;
  readonly options: SessionOptions;
  readonly good: GoodStates | null;
}

/** Makes a side piece by piece. It stands at its end. */
export function* makeSide(id: string, source: SideSource): Generator<void, Session> {
  const [kind, which = ""] = id.split(" ");
  if (kind === "future") return yield* ofFuture(Number(which), source);
  return yield* ofLesson(actionsOf(id, source.session.lesson), source);
}

function* ofFuture(which: number, { session, options }: SideSource): Generator<void, Session> {
  const branch = session.run.branches[which];
  if (!branch) throw new RangeError(`There is no future ${which}.`);
  const side = new Session({ ...options, from: branch });
  yield* until(side, branch.endMs);
  return side;
}

const actionsOf = (id: string, lesson: Lesson | undefined): readonly LessonAction[] => {
  const { accepted = [], wrong = [] } = lesson?.fixes ?? {};
  const found = [
    ...accepted.map((f) => ({ ...f, id: `fix ${f.id}` })),
    ...wrong.map((f) => ({ ...f, id: `wrong ${f.id}` })),
  ];
  return found.find((f) => f.id === id)?.does ?? [];
};

function* ofLesson(does: readonly LessonAction[], { good, options }: SideSource): Generator<void, Session> {
  const steps = options.lesson?.steps ?? [];
  const mends = steps.findIndex((s) => s.mends);
  if (!good || mends < 0) throw new RangeError("The lesson has no step that mends.");
  const before = yield* quietly(good.upTo(mends));
  const after = yield* quietly(good.upTo(Math.min(mends + 1, steps.length - 1)));
  const last = yield* quietly(good.upTo(steps.length - 1));
  const side = good.show(before);
  for (const action of does) {
    if ("wait" in action) yield* until(side, side.nowMs + action.wait);
    else side.script([action]);
    yield;
  }
  for (const { atMs, command } of last.from.commands.filter(
    (c) => c.atMs >= endOf(after) && endOf(after) > endOf(before),
  )) {
    yield* until(side, atMs);
    side.run.act(command, { isScripted: true });
  }
  yield* until(side, Math.max(endOf(last), endOf(before) + WATCH_MS));
  return side;
}

const endOf = ({ from }: GoodState): number => from.keyframes.at(-1)?.nowMs ?? 0;

function* quietly<T>(work: Generator<unknown, T>): Generator<void, T> {
  for (;;) {
    const one = work.next();
    if (one.done === true) return one.value;
    yield;
  }
}

/** On to a moment. What is already known is done again. */
export function* until(side: Session, ms: number): Generator<void> {
  while (side.nowMs < ms) {
    side.run.advance(Math.min(ms, side.nowMs + PIECE_MS));
    yield;
  }
}

// Two futures beside each other need a run each. A side is a future that the learner made, or what becomes of the lesson's own mending step
// with one of its fixes, with one that only looks like one, or with nothing done at all; whatever the lesson does later is done in each.
import { isStepDone, type Lesson, type LessonAction, type LessonProgress } from "#tutor";
import type { GoodState, GoodStates } from "../session/rescue.ts";
import { futureName } from "../views/future-label.ts";
import { deedOf } from "../views/timeline-index.ts";
import { isReading } from "../session/reading.ts";
import { Session, type SessionOptions } from "../session/session.ts";

export type SideKind = "future" | "nothing" | "fix" | "wrong" | "without";

export interface SideChoice {
  /** `future 1`, `nothing`, `fix ready-path`, `wrong more-replicas`; `without 3`: the present future but for its fourth command. */
  readonly id: string;
  readonly kind: SideKind;
  /** The future's letter and what was done in it, or what the fix does: in commands and YAML, which are the same in every language. */
  readonly name: string;
  /** The learner stands in it. */
  readonly isHere: boolean;
  /** Whoever sees it chosen knows what would have been the answer, or that it is not. */
  readonly isSpoiler: boolean;
}

/** Virtual time of one piece. */
const PIECE_MS = 1000;
/** A mended cluster is looked at for so long at least. */
const WATCH_MS = 120_000;

export const choicesOf = ({ run, lesson, progress }: Session): readonly SideChoice[] => [
  ...run.branches.map((branch, _, all) => ({
    id: `future ${branch.id}`,
    kind: "future" as const,
    name: shortened(futureName(branch, all)),
    isHere: branch.id === run.branch.id,
    isSpoiler: false,
  })),
  ...(lesson && lesson.fixes.accepted.length > 0 ? lessonChoices(lesson, progress) : []),
  ...withoutTheLast(run),
];

/** What was done last in the present future, by the learner, or else by the lesson at the terminal: what if it had not been? */
const withoutTheLast = ({ branch, scenario }: Session["run"]): readonly SideChoice[] => {
  const deeds = branch.commands.flatMap((command, index) => {
    const deed = command.atMs < (scenario.settleMs ?? 0) ? null : deedOf(command, branch);
    return deed === null ? [] : [{ command, index, deed }];
  });
  const last =
    deeds.findLast(({ command }) => command.isScripted !== true) ??
    deeds.findLast(({ command }) => command.command.component === "shell");
  if (!last) return [];
  return [
    { id: `without ${last.index}`, kind: "without", name: shortened(last.deed), isHere: false, isSpoiler: false },
  ];
};

/** Before the learner has mended it, the lesson's own ways give the answer away; but for what was tried and answered. */
const lessonChoices = (lesson: Lesson, progress: LessonProgress | undefined): readonly SideChoice[] => {
  const { fixes } = lesson;
  const isFound = progress !== undefined && hasMended(lesson, progress);
  const isTried = (feedback: string): boolean => progress?.feedback.includes(feedback) ?? false;
  return [
    { id: "nothing", kind: "nothing", name: "", isHere: false, isSpoiler: false },
    ...fixes.accepted.map(({ id, does }) => ({
      id: `fix ${id}`,
      kind: "fix" as const,
      name: nameOf(does),
      isHere: false,
      isSpoiler: !isFound,
    })),
    ...fixes.wrong.map(({ id, does, feedback }) => ({
      id: `wrong ${id}`,
      kind: "wrong" as const,
      name: nameOf(does),
      isHere: false,
      isSpoiler: !isFound && !isTried(feedback),
    })),
  ];
};

const hasMended = (lesson: Lesson, progress: LessonProgress): boolean => {
  const mends = lesson.steps.find((s) => s.mends)?.id ?? "";
  const isThere = lesson.steps[progress.step]?.id === mends;
  return progress.done.includes(mends) || (isThere && isStepDone(lesson, progress));
};

const NAME_LENGTH = 76;

/** What somebody would type, or write into which file. */
const nameOf = (does: readonly LessonAction[]): string => {
  const acts = does.flatMap((action) => {
    if ("run" in action) return isReading(action.run) ? [] : [action.run.trim()];
    if ("edit" in action) return [`${action.edit}: ${changeOf(action.find, action.replace)}`];
    return "write" in action ? [action.write] : [];
  });
  return shortened(acts.join("; "));
};

const shortened = (text: string): string => {
  const name = text.replaceAll(/\s+/g, " ");
  return name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name;
};

/** Lines that come, or, where none does, that go. */
const changeOf = (before: string, after: string): string => {
  const [was, is] = [before.split("\n"), after.split("\n")].map((lines) => lines.map((line) => line.trim())) as [
    string[],
    string[],
  ];
  const come = is.filter((line) => !was.includes(line));
  return come.length > 0
    ? saidOf(come)
    : saidOf(was.filter((line) => !is.includes(line)).map((line) => (line === "" ? "" : `- ${line}`)));
};

/** A name is no YAML: of what is nested, where it hangs and its values. */
const saidOf = (lines: readonly string[]): string => {
  const [first = "", ...rest] = lines.filter((line) => line !== "");
  const values = rest.filter((line) => !line.endsWith(":"));
  return first.endsWith(":") ? `${first} ${values.join(", ")}` : [first, ...values].join(", ");
};

/** What stands there before anybody chooses: one's own two last futures, or the lesson without its fix and with it. */
export const firstPair = (session: Session, isOpen: boolean): readonly [string, string] | null => {
  const { branches, branch } = session.run;
  if (branches.length > 1) {
    const other = branch.parent ?? branches.findLast((b) => b.id !== branch.id)?.id ?? 0;
    return [`future ${Math.min(other, branch.id)}`, `future ${Math.max(other, branch.id)}`];
  }
  const offered = choicesOf(session).filter((c) => isOpen || !c.isSpoiler);
  const other = offered.find((c) => c.kind === "fix") ?? offered.find((c) => c.kind === "wrong");
  return other ? ["nothing", other.id] : null;
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
  if (kind === "without") return yield* without(Number(which), source);
  return yield* ofLesson(actionsOf(id, source.session.lesson), source);
}

function* ofFuture(which: number, { session, options }: SideSource): Generator<void, Session> {
  const branch = session.run.branches[which];
  if (!branch) throw new RangeError(`There is no future ${which}.`);
  const side = new Session({ ...options, from: branch });
  yield* until(side, branch.endMs);
  return side;
}

function* without(index: number, { session, options }: SideSource): Generator<void, Session> {
  const { branch } = session.run;
  const left = branch.commands[index];
  if (!left) throw new RangeError(`There is no command ${index}.`);
  const side = new Session({ ...options, from: branch });
  side.seek(left.atMs - 1);
  side.fork();
  for (const one of branch.commands) {
    if (one === left || one.atMs < left.atMs) continue;
    yield* until(side, one.atMs);
    side.run.act(one.command, one.isScripted ? { isScripted: true } : {});
  }
  yield* until(side, Math.max(branch.endMs, left.atMs + WATCH_MS));
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

// Every state in which somebody may find a step: as it begins, each hint as it comes up, each guess, each wrong way with its answer, and
// each way that mends it. All of it happens, in runs of their own; whoever asks draws a state before asking for the next.
import { isStepDone, type CompiledLesson, type LessonAction, type LessonProgress, type Step } from "#tutor";
import { GoodStates } from "../session/rescue.ts";
import { passing } from "../session/let-pass.ts";
import type { Session } from "../session/session.ts";

export type StateKind = "start" | "hint" | "guess" | "wrong" | "done";

export interface StepState {
  readonly step: number;
  readonly kind: StateKind;
  /** Of the hint, the option, or the fix; "" where there is only one of its kind. */
  readonly id: string;
  /** What was done since the step began. */
  readonly does: readonly LessonAction[];
  readonly session: Session;
  readonly progress: LessonProgress;
  /** It is what the lesson says it is: a wrong way that is not answered, or a right one that does not arrive, is not. */
  readonly isAsTold: boolean;
}

/** How long somebody who does nothing is watched, for hints: as in the proof. */
const IDLE_MS = 200_000;
const PIECE_MS = 1000;

/** undefined: nothing to draw yet. */
export function* stepStates(compiled: CompiledLesson): Generator<StepState | undefined> {
  const { lesson } = compiled;
  const good = new GoodStates(compiled);
  for (const [index, step] of lesson.steps.entries()) {
    const begun = yield* stateOf(good, index);
    const begin = (): Session => {
      const session = good.show(begun);
      session.goBackTo(session.nowMs, begun.progress);
      return session;
    };
    yield* statesOf(compiled, { index, step, begin });
  }
}

function* stateOf(
  good: GoodStates,
  index: number,
): Generator<undefined, ReturnType<GoodStates["upTo"]> extends Generator<unknown, infer S> ? S : never> {
  const work = good.upTo(index);
  for (;;) {
    const one = work.next();
    if (one.done === true) return one.value;
    yield undefined;
  }
}

interface Place {
  readonly index: number;
  readonly step: Step;
  /** A run of its own, where the step begins. */
  readonly begin: () => Session;
}

function* statesOf({ lesson }: CompiledLesson, { index: at, step, begin }: Place): Generator<StepState | undefined> {
  const looking: Looking = { at, step, begin, drawn: new Set() };
  const first = begin();
  yield { step: at, kind: "start", id: "", does: [], session: first, progress: first.progress!, isAsTold: true };
  for (const option of step.predict?.options ?? []) {
    const session = begin();
    session.predict(step.predict!.id, option);
    yield { step: at, kind: "guess", id: option, does: [], session, progress: session.progress!, isAsTold: true };
  }
  const { accepted, wrong } = lesson.fixes;
  if (step.mends) for (const fix of wrong) yield* wrongWay(looking, fix);
  for (const way of step.mends ? accepted : [{ id: "", does: step.show }]) yield* rightWay(looking, way);
  for (const lead of [[], ...step.hints.map(({ reach }) => reach).filter((reach) => reach.length > 0)]) {
    yield* idle(looking, lead);
  }
}

interface Looking extends Omit<Place, "index"> {
  readonly at: number;
  /** Hints that need not be drawn again. */
  readonly drawn: Set<string>;
}

function* wrongWay(
  looking: Looking,
  { id, does, feedback, within }: CompiledLesson["lesson"]["fixes"]["wrong"][number],
): Generator<StepState | undefined> {
  const session = looking.begin();
  const isAnswered = (): boolean => session.progress!.feedback.includes(feedback);
  const untilMs = session.nowMs + within;
  yield* doing(looking, session, does);
  while (session.nowMs < untilMs && !isAnswered() && !isDone(session)) {
    session.advance(session.nowMs + PIECE_MS);
    yield* hintsOf(looking, session, does);
  }
  const isAsTold = isAnswered() && !isDone(session);
  yield { step: looking.at, kind: "wrong", id, does, session, progress: session.progress!, isAsTold };
}

function* rightWay(
  looking: Looking,
  { id, does }: { readonly id: string; readonly does: readonly LessonAction[] },
): Generator<StepState | undefined> {
  const { at, step, begin } = looking;
  const session = begin();
  if (step.predict) session.predict(step.predict.id, step.predict.answer);
  yield* doing(looking, session, does);
  for (const _ of passing(session, PIECE_MS)) yield* hintsOf(looking, session, does);
  yield { step: at, kind: "done", id, does, session, progress: session.progress!, isAsTold: isDone(session) };
}

/** Somebody does nothing, or only what leads to a hint. */
function* idle(looking: Looking, lead: readonly LessonAction[]): Generator<StepState | undefined> {
  const isOver = (): boolean => looking.drawn.size >= looking.step.hints.length;
  if (isOver()) return;
  const session = looking.begin();
  const untilMs = session.nowMs + IDLE_MS;
  yield* hintsOf(looking, session, lead);
  yield* doing(looking, session, lead);
  while (session.nowMs < untilMs && !isOver()) {
    session.advance(session.nowMs + PIECE_MS);
    yield* hintsOf(looking, session, lead);
  }
}

const isDone = ({ lesson, progress }: Session): boolean => isStepDone(lesson!, progress!);

/** Does it, a piece of time at each `next`. */
function* doing(looking: Looking, session: Session, does: readonly LessonAction[]): Generator<StepState | undefined> {
  for (const action of does) {
    const untilMs = session.nowMs + ("wait" in action ? action.wait : 0);
    if (!("wait" in action)) session.perform([action]);
    while (session.nowMs < untilMs) {
      session.advance(Math.min(untilMs, session.nowMs + PIECE_MS));
      yield* hintsOf(looking, session, does);
    }
    yield* hintsOf(looking, session, does);
  }
}

/** Hints that came up just now. */
function* hintsOf(
  { at, step, drawn }: Looking,
  session: Session,
  does: readonly LessonAction[],
): Generator<StepState | undefined> {
  const progress = session.progress!;
  for (const [n, { id }] of step.hints.entries()) {
    if (drawn.has(id) || !progress.reached.includes(id)) continue;
    drawn.add(id);
    const opened = { ...progress, hints: step.hints.slice(0, n + 1).map((hint) => hint.id) };
    yield { step: at, kind: "hint", id, does, session, progress: opened, isAsTold: true };
  }
  yield undefined;
}

// The good state of each step: the lesson from its beginning, every step before it done as "show me" does it. Made in a run of its own,
// piece by piece, while the page goes on; what was done to the cluster has no part in it, so it is right whatever was done.
import type { Beginning } from "#engine";
import type { LessonAction, LessonProgress, Step } from "#tutor";
import { passing } from "./let-pass.ts";
import { Session, type SessionOptions } from "./session.ts";

export interface GoodState {
  readonly from: Beginning;
  readonly progress: LessonProgress;
}

/** Virtual time of one piece: a few ms of a processor. */
const PIECE_MS = 1000;

export class GoodStates {
  readonly #options: SessionOptions;
  readonly #states: GoodState[] = [];
  readonly #walk: Generator<void>;

  /** `untouched`: of another run of the scenario, what came before anything was done in it. */
  constructor(options: SessionOptions, untouched?: Beginning) {
    this.#options = options;
    this.#walk = this.#walkAll(untouched);
  }

  get count(): number {
    return this.#options.lesson?.steps.length ?? 0;
  }

  /** Works on the states up to that one, a piece at each `next`: says how many of them are there. None where all are there already. */
  *upTo(index: number): Generator<number, GoodState> {
    for (;;) {
      const found = this.#states[index];
      if (found) return found;
      if (this.#walk.next().done === true) throw new RangeError(`The lesson has no step ${index}.`);
      yield this.#states.length;
    }
  }

  /** A session of its own in that state: for pictures. */
  show({ from }: GoodState): Session {
    return new Session({ ...this.#options, from });
  }

  *#walkAll(untouched: Beginning | undefined): Generator<void> {
    const { lesson, files, scenario } = this.#options;
    if (!lesson) return;
    const session = new Session({ ...this.#options, ...(untouched ? { from: untouched } : {}) });
    if (untouched) {
      yield* until(session, scenario.settleMs ?? 0);
      session.begin(files);
    }
    yield this.#keep(session);
    for (const [i, step] of lesson.steps.slice(0, -1).entries()) {
      yield* doStep(session, step);
      session.goToStep(i + 1);
      yield this.#keep(session);
    }
  }

  #keep({ run, progress }: Session): void {
    if (progress) this.#states.push({ from: run.cut(), progress });
  }
}

/** All at once. */
export const goodState = (options: SessionOptions, index: number): Session => {
  const states = new GoodStates(options);
  const work = states.upTo(index);
  for (;;) {
    const one = work.next();
    if (one.done !== true) continue;
    const session = states.show(one.value);
    session.goBackTo(session.nowMs, one.value.progress);
    return session;
  }
};

function* until(session: Session, ms: number): Generator<void> {
  while (session.nowMs < ms) {
    session.advance(Math.min(ms, session.nowMs + PIECE_MS));
    yield;
  }
}

/** Does a step as the lesson shows it, the one that mends by a fix that is proven; lets time pass until its goals are met. */
function* doStep(session: Session, step: Step): Generator<void> {
  const fix = step.mends ? session.lesson?.fixes.accepted[0] : undefined;
  if (step.predict) session.predict(step.predict.id, step.predict.answer);
  for (const action of fix?.does ?? step.show) yield* doAction(session, action);
  // One that is not done even then goes on as it stands: a talk may not end here.
  for (const _ of passing(session, PIECE_MS)) yield;
}

function* doAction(session: Session, action: LessonAction): Generator<void> {
  if ("wait" in action) return yield* until(session, session.nowMs + action.wait);
  session.script([action]);
  yield;
}

// The good state of a step: the lesson from its beginning, every step before it done as "show me" does it. Computed, never kept, so it is
// right whatever was done to the cluster.
import type { Step } from "#tutor";
import { letPass } from "./let-pass.ts";
import { Session, type SessionFile, type SessionOptions } from "./session.ts";

const SLICE_MS = 1000;

/** One session as it stands at the beginning of each step in turn. */
export const goodStates = ({ scenario, files, lesson, components = [] }: SessionOptions): Generator<Session> =>
  stepByStep(new Session({ scenario, files, components, ...(lesson ? { lesson } : {}) }));

function* stepByStep(session: Session): Generator<Session> {
  yield session;
  const steps = session.lesson?.steps.slice(0, -1) ?? [];
  for (const [i, step] of steps.entries()) {
    doStep(session, step);
    session.goToStep(i + 1);
    yield session;
  }
}

export const goodState = (options: SessionOptions, index: number): Session => nth(goodStates(options), index);

/** The same in a future of its own: what was done to the cluster before can be returned to. */
export const bringToGoodState = (session: Session, files: readonly SessionFile[], index: number): void => {
  session.beginAgain(files);
  nth(stepByStep(session), index);
};

const nth = (states: Generator<Session>, index: number): Session => {
  let at = 0;
  for (const session of states) if (at++ === index) return session;
  throw new RangeError(`The lesson has no step ${index}.`);
};

/** Does a step as the lesson shows it, the one that mends by a fix that is proven; lets time pass until its goals are met. */
const doStep = (session: Session, step: Step): void => {
  const fix = step.mends ? session.lesson?.fixes.accepted[0] : undefined;
  if (step.predict) session.predict(step.predict.id, step.predict.answer);
  session.script(fix?.does ?? step.show);
  // One that is not done even then goes on as it stands: a talk may not end here.
  letPass(session, SLICE_MS);
};

// Does a lesson as its own "show me" does it, for those who want a later moment of it: pictures, embeds.
import { isStepDone, type Step } from "#tutor";
import type { Session } from "./session.ts";

const SLICE_MS = 500;
/** A step that is not done by then never will be. */
const STEP_WITHIN_MS = 900_000;

/** Walks on until a step that `isLast` accepts is done. Answers whether it came to that. */
export const walk = (session: Session, isLast: (step: Step) => boolean): boolean => {
  const steps = session.lesson?.steps ?? [];
  for (let i = session.progress?.step ?? 0; i < steps.length; i++) {
    const step = steps[i]!;
    if (session.progress!.step !== i) session.goToStep(i);
    if (step.predict) session.predict(step.predict.id, step.predict.answer);
    session.perform(step.show);
    if (!letPass(session)) return false;
    if (isLast(step)) return true;
  }
  return false;
};

const letPass = (session: Session): boolean => {
  const end = session.nowMs + STEP_WITHIN_MS;
  const isDone = (): boolean => isStepDone(session.lesson!, session.progress!);
  while (session.nowMs < end && !isDone()) session.advance(session.nowMs + SLICE_MS);
  return isDone();
};

// Does a lesson as its own "show me" does it, for those who want a later moment of it: pictures, embeds.
import type { Step } from "#tutor";
import { letPass } from "./let-pass.ts";
import type { Session } from "./session.ts";

const SLICE_MS = 500;

/** Walks on until a step that `isLast` accepts is done. Answers whether it came to that. */
export const walk = (session: Session, isLast: (step: Step) => boolean): boolean => {
  const steps = session.lesson?.steps ?? [];
  for (let i = session.progress?.step ?? 0; i < steps.length; i++) {
    const step = steps[i]!;
    if (session.progress!.step !== i) session.goToStep(i);
    if (step.predict) session.predict(step.predict.id, step.predict.answer);
    session.perform(step.show);
    if (!letPass(session, SLICE_MS)) return false;
    if (isLast(step)) return true;
  }
  return false;
};

// Time passes until a lesson's step is done.
import { isStepDone } from "#tutor";
import type { Session } from "./session.ts";

/** A step that is not done by then never will be. */
const STEP_WITHIN_MS = 900_000;

/** Looks every `sliceMs`. Answers whether the step came to its end; where there is no lesson there is nothing to wait for. */
export const letPass = (session: Session, sliceMs: number): boolean => {
  const end = session.nowMs + STEP_WITHIN_MS;
  while (session.nowMs < end && !isDone(session)) session.advance(Math.min(end, session.nowMs + sliceMs));
  return isDone(session);
};

const isDone = ({ lesson, progress }: Session): boolean => !lesson || !progress || isStepDone(lesson, progress);

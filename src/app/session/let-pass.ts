// Time passes until a lesson's step is done.
import { isStepDone } from "#tutor";
import type { Session } from "./session.ts";

/** A step that is not done by then never will be. */
const STEP_WITHIN_MS = 900_000;

/** Looks every `sliceMs`; between two slices whoever asks may do something else. */
export function* passing(session: Session, sliceMs: number): Generator<void> {
  const end = session.nowMs + STEP_WITHIN_MS;
  while (session.nowMs < end && !isDone(session)) {
    session.advance(Math.min(end, session.nowMs + sliceMs));
    yield;
  }
}

/** All of it. Answers whether the step came to its end; where there is no lesson there is nothing to wait for. */
export const letPass = (session: Session, sliceMs: number): boolean => {
  const slices = passing(session, sliceMs);
  while (slices.next().done !== true);
  return isDone(session);
};

const isDone = ({ lesson, progress }: Session): boolean => !lesson || !progress || isStepDone(lesson, progress);

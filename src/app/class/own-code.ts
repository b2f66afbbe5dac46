// The code of the learner who sits here.
import { isEarned } from "#tutor/act";
import type { App } from "../app.ts";
import { loadLearner } from "../drivers/storage.ts";
import { LEARNERS, lessonNumber, writeCode } from "./code.ts";

/** Null where there is no lesson to be in. */
export const ownCode = ({ session }: App): string | null => {
  const { lesson, progress } = session ?? {};
  if (!lesson || !progress) return null;
  return writeCode({
    lesson: lessonNumber(lesson.id),
    step: progress.step,
    hints: progress.hints.length,
    isDone: lesson.steps.every((step) => isEarned(progress, step.id)),
    learner: loadLearner(LEARNERS),
  });
};

// What a lesson wants done: whoever did not do it has only read the lesson.
import type { Lesson } from "./lesson.ts";
import type { LessonProgress } from "./progress.ts";

/** The step in which what a lesson teaches is done: where it mends, else the last that has goals. */
export const actOf = ({ steps }: Lesson): string | null =>
  (steps.find((step) => step.mends) ?? steps.findLast((step) => step.goals.length > 0))?.id ?? null;

/** Was the step finished by who reads? */
export const isEarned = ({ done, lent = [] }: LessonProgress, step: string): boolean =>
  done.includes(step) && !lent.includes(step);

/** As somebody else finds it who opens this moment. The step it stands in is lent too: its goals were met by another's hands. */
export const lend = ({ steps }: Lesson, progress: LessonProgress): LessonProgress => ({
  ...progress,
  lent: [...new Set([...progress.done, steps[progress.step]?.id ?? ""])],
});

// What a lesson wants done: whoever did not do it has only read the lesson.
import type { Lesson } from "./lesson.ts";

/** The step in which what a lesson teaches is done: where it mends, else the last that has goals. */
export const actOf = ({ steps }: Lesson): string | null =>
  (steps.find((step) => step.mends) ?? steps.findLast((step) => step.goals.length > 0))?.id ?? null;

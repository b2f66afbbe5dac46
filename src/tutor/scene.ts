// When what a scene shows is done: its waits become moments.
import type { LessonAction } from "./lesson.ts";

export interface Timed {
  /** Virtual, from the beginning. */
  readonly atMs: number;
  readonly action: LessonAction;
}

/** Virtual time that passes in them. */
export const lengthOf = (actions: readonly LessonAction[]): number =>
  actions.reduce((sum, action) => sum + ("wait" in action ? action.wait : 0), 0);

export const timetable = (actions: readonly LessonAction[]): readonly Timed[] => {
  const rows: Timed[] = [];
  let atMs = 0;
  for (const action of actions) {
    if ("wait" in action) atMs += action.wait;
    else rows.push({ atMs, action });
  }
  return rows;
};

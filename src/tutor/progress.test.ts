import { expect, it } from "vitest";
import type { Hint, Lesson } from "./lesson.ts";
import { nextHint, openHint, startLesson, type LessonProgress } from "./progress.ts";

const hint = (id: string, when: string): Hint => ({ id, when, reach: [] });
const lesson = {
  id: "made",
  steps: [
    {
      id: "mend",
      hints: [
        hint("press-play", "seconds < 12.0"),
        hint("not-your-deploy", 'isRolledOut("web")'),
        hint("who-asks", "seconds > 10.0"),
        hint("the-lines", "seconds > 60.0 && !has(containers.web.readinessProbe)"),
      ],
    },
  ],
} as unknown as Lesson;

interface Case {
  readonly name: string;
  /** Those whose conditions hold now. */
  readonly reached: readonly string[];
  /** Those that only have to wait. */
  readonly early?: readonly string[];
  readonly opened?: readonly string[];
  readonly next: string | undefined;
}

const cases: Case[] = [
  { name: "the first that fits now", reached: ["press-play"], next: "press-play" },
  {
    name: "one by state before one that only has to wait",
    reached: ["not-your-deploy"],
    early: ["who-asks"],
    next: "not-your-deploy",
  },
  {
    name: "who asks early the first that only has to wait",
    reached: [],
    early: ["who-asks", "the-lines"],
    next: "who-asks",
  },
  { name: "not the one whose time is over", reached: ["who-asks"], next: "who-asks" },
  { name: "the next, when one is open", reached: ["who-asks", "the-lines"], opened: ["who-asks"], next: "the-lines" },
  { name: "none that speaks of what is not so", reached: [], opened: ["who-asks"], next: undefined },
];

it.each(cases)("offers $name", ({ reached, early = [], opened = [], next }) => {
  const progress: LessonProgress = { ...startLesson(lesson, 0), reached, early, hints: opened };
  expect(nextHint(lesson, progress)?.id).toBe(next);
  expect(openHint(lesson, progress).hints).toEqual(next === undefined ? opened : [...opened, next]);
});

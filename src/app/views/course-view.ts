// The course map: every lesson as a dock or a buoy, with how far the reader is.
import type { LessonProgress } from "#tutor";
import { lessons, type CatalogueEntry } from "../session/load.ts";
import type { Texts } from "../state.ts";
import type { BuoyView, CourseView, DockView } from "../view-models.ts";

/** What the talk covers and no lesson teaches yet is not promised: the map shows what is there. */
export const courseView = (texts: Texts, progressOf: (lesson: string) => LessonProgress | undefined): CourseView => {
  const docks = lessons.filter((l) => l.number !== null).map((l) => dock(l, texts, progressOf(l.id)));
  const buoys = lessons.filter((l) => l.number === null).map((l) => buoy(l, texts, progressOf(l.id)));
  const { words } = texts;
  const open = docks.find((d) => d.state === "working") ?? docks.find((d) => d.state === "ahead") ?? docks[0];
  const done = docks.filter((d) => d.state === "done").length;
  const left = lessons.filter((l) => !isDone(l, progressOf(l.id))).reduce((n, l) => n + l.minutes, 0);
  return {
    docks,
    buoys,
    facts: [
      { label: words.course.mended, value: String(done), unit: words.course.of(docks.length) },
      { label: words.course.left, value: String(left), unit: words.course.minutes },
    ],
    resume: open
      ? {
          label: open.state === "working" ? words.course.resume(open.number) : words.course.begin(open.number),
          href: open.href,
        }
      : null,
  };
};

const isDone = (entry: CatalogueEntry, progress: LessonProgress | undefined): boolean =>
  progress !== undefined && progress.step >= entry.steps.length - 1;

const dock = (entry: CatalogueEntry, { language, words }: Texts, progress: LessonProgress | undefined): DockView => {
  const at = progress?.step ?? 0;
  const isBegun = progress !== undefined && (at > 0 || progress.done.length > 0);
  const state = isDone(entry, progress) ? "done" : isBegun ? "working" : "ahead";
  return {
    id: entry.id,
    number: entry.number ?? 0,
    title: entry.title[language],
    symptom: entry.teaser[language],
    state,
    learned: state === "done" ? words.course.mendedOne : "",
    timeText:
      state === "working"
        ? words.lesson.minutesLeft(Math.max(1, Math.round(entry.minutes * (1 - at / entry.steps.length))))
        : words.lesson.minutes(entry.minutes),
    stepText: words.lesson.stepOf(at + 1, entry.steps.length),
    steps: entry.steps.map((_, i) => (i < at ? "done" : i === at && isBegun ? "now" : "ahead")),
    drawing: `case-${entry.number ?? 0}`,
    href: `#/lesson/${entry.id}`,
  };
};

const buoy = (entry: CatalogueEntry, { language }: Texts, progress: LessonProgress | undefined): BuoyView => ({
  id: entry.id,
  title: entry.title[language],
  isMet: isDone(entry, progress),
  href: `#/lesson/${entry.id}`,
});

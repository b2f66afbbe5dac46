// The course map: every lesson as a dock or a buoy, with how far the reader is.
import type { LessonProgress } from "#tutor";
import { isEarned } from "#tutor/act";
import { home as en, type HomeWords } from "../i18n/home-en.ts";
import { home as ko } from "../i18n/home-ko.ts";
import { lessons, type CatalogueEntry } from "../session/load.ts";
import { teaserOf } from "../session/teasers.ts";
import { sceneHref } from "../share/scene-link.ts";
import type { Texts } from "../state.ts";
import type { BuoyView, CourseView, DockView } from "../view-models/course.ts";

type ProgressOf = (lesson: string) => LessonProgress | undefined;

/** What the talk covers and no lesson teaches yet is not promised: the map shows what is there. */
export const courseView = (texts: Texts, progressOf: ProgressOf, own: readonly CatalogueEntry[] = []): CourseView => {
  const { course } = homeWords(texts);
  const docks = ofPart("cases").map((l) => dock(l, buoy(l, texts, progressOf), { texts, progress: progressOf(l.id) }));
  const buoys = ofPart("concepts").map((l) => buoy(l, texts, progressOf));
  const closer = ofPart("closer").map((l) => buoy(l, texts, progressOf));
  const left = lessons.reduce((n, l) => n + minutesLeft(l, progressOf(l.id)), 0);
  return {
    docks,
    buoys,
    closer,
    own: own.map((l) => buoy(l, texts, progressOf)),
    facts: [
      ...doneOf(course, course.met, buoys),
      ...doneOf(course, course.mended, docks),
      ...doneOf(course, course.looked, closer),
      {
        label: course.left,
        value: course.time(Math.floor(left / 60), left % 60),
        unit: course.minutes,
      },
    ],
    resume: resume(texts, progressOf),
  };
};

const ofPart = (part: CatalogueEntry["part"]): readonly CatalogueEntry[] => lessons.filter((l) => l.part === part);

/** Of a part that has lessons: how many are done. */
const doneOf = (
  course: HomeWords["course"],
  label: string,
  rows: readonly { readonly state: string }[],
): CourseView["facts"] => {
  if (rows.length === 0) return [];
  return [{ label, value: String(rows.filter((r) => r.state === "done").length), unit: course.of(rows.length) }];
};

/** The course goes from top to bottom, but whoever began with a case goes on with the next case. All done: there is nothing left to offer. */
const resume = (texts: Texts, progressOf: ProgressOf): CourseView["resume"] => {
  const { words, language } = texts;
  const { course } = homeWords(texts);
  const states = lessons.map((l) => stateOf(l, progressOf(l.id)));
  const firstDone = states.findIndex(isThrough);
  const open = states.indexOf("working");
  const next = states.findIndex((state, i) => state === "ahead" && i > firstDone);
  // What was only read comes last.
  const at = [open, next, states.indexOf("ahead"), states.indexOf("read")].find((i) => i >= 0) ?? -1;
  const entry = lessons[at];
  if (!entry) return null;
  const name = entry.number === null ? entry.title[language] : words.lesson.case(entry.number);
  const say = firstDone >= 0 ? course.next(name) : course.begin(name);
  return {
    label: open >= 0 ? course.resume(name, (progressOf(entry.id)?.step ?? 0) + 1) : say,
    href: hrefOf(entry),
  };
};

const homeWords = ({ language }: Texts): HomeWords => (language === "ko" ? ko : en);

const hrefOf = (entry: CatalogueEntry): string => `#/lesson/${entry.id}`;

const stateOf = ({ steps, act }: CatalogueEntry, progress: LessonProgress | undefined): BuoyView["state"] => {
  if (progress === undefined) return "ahead";
  // In the last step nothing is left but to read it, unless that is the one in which something is to be done.
  const isActHere = steps[progress.step] === act;
  if (progress.step >= steps.length - 1) {
    if (act === null || isEarned(progress, act) || (isActHere && isMet(progress))) return "done";
    if (!isActHere) return "read";
  }
  return progress.step > 0 || progress.done.length > 0 ? "working" : "ahead";
};

const isThrough = (state: BuoyView["state"]): boolean => state === "done" || state === "read";

const isMet = ({ goals, lent }: LessonProgress): boolean => {
  if (lent) return false;
  const all = Object.values(goals);
  return all.length > 0 && all.every((g) => g.isMet);
};

const minutesLeft = (entry: CatalogueEntry, progress: LessonProgress | undefined): number => {
  if (isThrough(stateOf(entry, progress))) return 0;
  return Math.max(1, Math.round(entry.minutes * (1 - (progress?.step ?? 0) / entry.steps.length)));
};

const buoy = (entry: CatalogueEntry, texts: Texts, progressOf: ProgressOf): BuoyView => {
  const { language, words } = texts;
  const progress = progressOf(entry.id);
  const state = stateOf(entry, progress);
  const left = minutesLeft(entry, progress);
  const first = lessons.find((l) => entry.after.includes(l.id) && !isThrough(stateOf(l, progressOf(l.id))));
  return {
    id: entry.id,
    title: entry.title[language],
    teaser: teaserOf(entry)[language],
    state,
    timeText: state === "working" ? words.lesson.minutesLeft(left) : words.lesson.minutes(entry.minutes),
    advice: state === "ahead" && first ? homeWords(texts).course.after(first.title[language]) : "",
    href: hrefOf(entry),
  };
};

const dock = (
  entry: CatalogueEntry,
  { id, title, teaser, state, timeText, advice, href }: BuoyView,
  { texts, progress }: { readonly texts: Texts; readonly progress: LessonProgress | undefined },
): DockView => {
  const at = progress?.step ?? 0;
  const { words, language } = texts;
  return {
    id,
    number: entry.number ?? 0,
    title,
    symptom: teaser,
    state,
    learned: isThrough(state) ? homeWords(texts).state[state] : "",
    timeText,
    stepText: words.lesson.stepOf(at + 1, entry.steps.length),
    steps: entry.steps.map((_, i) => (i < at ? "done" : i === at && state !== "ahead" ? "now" : "ahead")),
    scene: entry.hasScene ? { label: words.again.scene, href: sceneHref(entry.id, language) } : null,
    drawing: `case-${entry.number ?? 0}`,
    advice,
    href,
  };
};

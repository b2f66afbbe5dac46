// The course map: every lesson as a dock or a buoy, with how far the reader is.
import type { LessonProgress } from "#tutor";
import { lessons, type CatalogueEntry } from "../session/load.ts";
import { sceneHref } from "../share/scene-link.ts";
import type { Texts } from "../state.ts";
import type { BuoyView, CourseView, DockView } from "../view-models/course.ts";

type ProgressOf = (lesson: string) => LessonProgress | undefined;

/** What the talk covers and no lesson teaches yet is not promised: the map shows what is there. */
export const courseView = (texts: Texts, progressOf: ProgressOf, own: readonly CatalogueEntry[] = []): CourseView => {
  const { words } = texts;
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
      ...doneOf(words.course.met, buoys, words),
      ...doneOf(words.course.mended, docks, words),
      ...doneOf(words.course.looked, closer, words),
      {
        label: words.course.left,
        value: words.course.time(Math.floor(left / 60), left % 60),
        unit: words.course.minutes,
      },
    ],
    resume: resume(texts, progressOf),
  };
};

const ofPart = (part: CatalogueEntry["part"]): readonly CatalogueEntry[] => lessons.filter((l) => l.part === part);

/** Of a part that has lessons: how many are done. */
const doneOf = (
  label: string,
  rows: readonly { readonly state: string }[],
  { course }: Texts["words"],
): CourseView["facts"] => {
  if (rows.length === 0) return [];
  return [{ label, value: String(rows.filter((r) => r.state === "done").length), unit: course.of(rows.length) }];
};

/** What is open, else the first on the course that is not done. */
const resume = ({ words, language }: Texts, progressOf: ProgressOf): CourseView["resume"] => {
  const inState = (state: BuoyView["state"]): CatalogueEntry | undefined =>
    lessons.find((l) => stateOf(l, progressOf(l.id)) === state);
  const open = inState("working");
  const entry = open ?? inState("ahead") ?? lessons[0];
  if (!entry) return null;
  const name = entry.number === null ? entry.title[language] : words.lesson.case(entry.number);
  return { label: open ? words.course.resume(name) : words.course.begin(name), href: hrefOf(entry) };
};

const hrefOf = (entry: CatalogueEntry): string => `#/lesson/${entry.id}`;

const stateOf = ({ steps }: CatalogueEntry, progress: LessonProgress | undefined): BuoyView["state"] => {
  if (progress === undefined) return "ahead";
  // In the last step nothing is left but to read it. A scene of one step is done when its step is.
  const isAtEnd = steps.length > 1 ? progress.step >= steps.length - 1 : isMet(progress);
  if (isAtEnd) return "done";
  return progress.step > 0 || progress.done.length > 0 ? "working" : "ahead";
};

const isMet = ({ goals }: LessonProgress): boolean => {
  const all = Object.values(goals);
  return all.length > 0 && all.every((g) => g.isMet);
};

const minutesLeft = (entry: CatalogueEntry, progress: LessonProgress | undefined): number => {
  if (stateOf(entry, progress) === "done") return 0;
  return Math.max(1, Math.round(entry.minutes * (1 - (progress?.step ?? 0) / entry.steps.length)));
};

const buoy = (entry: CatalogueEntry, { language, words }: Texts, progressOf: ProgressOf): BuoyView => {
  const progress = progressOf(entry.id);
  const state = stateOf(entry, progress);
  const left = minutesLeft(entry, progress);
  const first = lessons.find((l) => entry.after.includes(l.id) && stateOf(l, progressOf(l.id)) !== "done");
  return {
    id: entry.id,
    title: entry.title[language],
    teaser: entry.teaser[language],
    state,
    timeText: state === "working" ? words.lesson.minutesLeft(left) : words.lesson.minutes(entry.minutes),
    advice: state === "ahead" && first ? words.course.after(first.title[language]) : "",
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
    learned: state === "done" ? words.course.mendedOne : "",
    timeText,
    stepText: words.lesson.stepOf(at + 1, entry.steps.length),
    steps: entry.steps.map((_, i) => (i < at ? "done" : i === at && state !== "ahead" ? "now" : "ahead")),
    scene: entry.hasScene ? { label: words.again.scene, href: sceneHref(entry.id, language) } : null,
    drawing: `case-${entry.number ?? 0}`,
    advice,
    href,
  };
};

import { expect, it } from "vitest";
import { readLesson } from "../../../.ci/lessons-plugin.ts";
import { goToStep, startLesson, type LessonProgress } from "#tutor";
import { words } from "../i18n/words-en.ts";
import { lessonView } from "./lesson-view.ts";

const { compiled, prose } = readLesson("lessons/cases/10-brief-outage");
const { lesson } = compiled!;
const at = lesson.steps.findIndex((step) => step.mends);
const [first, second, ...others] = lesson.steps[at]!.hints.map((hint) => hint.id);
const begun = goToStep(lesson, startLesson(lesson, 0), at, 0);

const context = { words, prose: prose["en"]!, nowMs: 0, place: null, holds: () => false, file: () => undefined };
const hintOf = (more: Partial<LessonProgress>, file: (path: string) => string | undefined = context.file) =>
  lessonView(lesson, { ...begun, ...more }, { ...context, file }).hint!;

it.each([
  { name: "none is within reach yet", more: {}, open: 0, hasNext: false, mayCome: true },
  { name: "one can be asked for", more: { reached: [first!] }, open: 0, hasNext: true, mayCome: false },
  { name: "one is open, and none fits", more: { hints: [first!] }, open: 1, hasNext: false, mayCome: true },
  { name: "two are open", more: { hints: [first!, second!], reached: others }, open: 2, hasNext: true, mayCome: false },
  {
    name: "all are open",
    more: { hints: [first!, second!, ...others] },
    open: 2 + others.length,
    hasNext: false,
    mayCome: false,
  },
])("of hints, what there is now: $name", ({ more, open, hasNext, mayCome }) => {
  const hint = hintOf(more);
  expect([hint.open.length, hint.hasNext, hint.mayCome]).toEqual([open, hasNext, mayCome]);
});

it("says of each that is open whether it still fits, or only waits for its time", () => {
  const open = { hints: [first!, second!, ...others] };
  expect(hintOf({ ...open, reached: [second!], early: [others[0]!] }).isPast).toEqual([
    true,
    false,
    false,
    ...others.slice(1).map(() => true),
  ]);
});

it("says that none is past, and that none comes, once all goals are met", () => {
  const goals = Object.fromEntries(lesson.steps[at]!.goals.map(({ id }) => [id, { isMet: true }]));
  const { isPast, mayCome } = hintOf({ hints: [first!, second!], goals });
  expect([isPast, mayCome]).toEqual([[false, false], false]);
});

it("does not call a hint past whose own change stands in the file", () => {
  const offering = lesson.steps[at]!.hints.find(({ offers }) => offers && "edit" in offers)!;
  const offers = offering.offers as { readonly edit: string; readonly replace: string };
  const isPast = (text: string): unknown =>
    hintOf({ hints: [offering.id] }, (path) => (path === offers.edit ? text : undefined)).isPast;
  expect(isPast("kind: Deployment\n")).toEqual([true]);
  expect(isPast(`kind: Deployment\n${offers.replace}\n`)).toEqual([false]);
});

it("promises no other hint beside the last one", () => {
  expect(hintOf({ hints: [first!, others.at(-1)!] }).mayCome).toBe(false);
});

it("keeps every hint that was opened, in its order", () => {
  const texts = hintOf({ hints: [first!, second!] }).open.map((text) => JSON.stringify(text));
  expect(new Set(texts).size).toBe(2);
  expect(texts[0]).toBe(JSON.stringify(hintOf({ hints: [first!] }).open[0]));
});

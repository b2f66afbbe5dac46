import { describe, expect, it } from "vitest";
import { startLesson, type LessonProgress } from "#tutor";
import { en } from "../i18n/en.ts";
import { words } from "../i18n/words-en.ts";
import { lessons } from "../session/load.ts";
import { courseView } from "./course-view.ts";

const texts = { language: "en", words, dictionary: en, prose: null } as const;
const numbered = (n: number): string => lessons.find((l) => l.number === n)!.id;

/** In so many steps of a lesson everything is done, and the learner stands in the next one. */
const at = (id: string, step: number): LessonProgress => ({
  ...startLesson({ id, steps: [{ id: "one" }] } as never, 0),
  step,
  done: step > 0 ? ["one"] : [],
});
/** Pressed through to its last step. */
const read = (id: string): LessonProgress => at(id, lessons.find((l) => l.id === id)!.steps.length - 1);
/** Where what it is about was done, too. */
const done = (id: string): LessonProgress => ({
  ...read(id),
  done: [lessons.find((l) => l.id === id)!.act ?? ""],
});

const resumeWith = (...all: readonly LessonProgress[]): string | undefined =>
  courseView(texts, (id) => all.find((p) => p.lesson === id)).resume?.label;

describe("the button of the map", () => {
  const [first, second] = lessons.map((l) => l.title.en);
  it.each([
    { name: "begins", with: [], want: `Begin: ${first}` },
    { name: "begins where somebody only looked in", with: [at(numbered(4), 0)], want: `Begin: ${first}` },
    { name: "goes on where somebody is", with: [at(numbered(4), 2)], want: "Go on with Case 4 · step 3" },
    { name: "names the next one after one was done", with: [done(lessons[0]!.id)], want: `Next: ${second}` },
    { name: "goes on from where somebody began", with: [done(numbered(4))], want: "Next: Case 5" },
    {
      name: "goes on where somebody is rather than to the next",
      with: [done(numbered(4)), at(numbered(6), 1)],
      want: "Go on with Case 6 · step 2",
    },
    { name: "comes back to what was passed by", with: lessons.slice(1).map((l) => done(l.id)), want: `Next: ${first}` },
    { name: "offers nothing where all is done", with: lessons.map((l) => done(l.id)), want: undefined },
    {
      name: "comes back to what was only read",
      with: [...lessons.slice(1).map((l) => done(l.id)), read(lessons[0]!.id)],
      want: `Next: ${first}`,
    },
  ])("$name", ({ with: progress, want }) => expect(resumeWith(...progress)).toBe(want));
});

const stateOf = (progress: LessonProgress): string | undefined => {
  const { docks, buoys, closer } = courseView(texts, () => progress);
  return [...docks, ...buoys, ...closer].find((l) => l.id === progress.lesson)?.state;
};
const isLast = (l: (typeof lessons)[number]): boolean => l.act === l.steps.at(-1);

describe("a lesson at whose end somebody stands", () => {
  it.each(lessons.map((l) => [l.id, l] as const))("%s", (id, entry) => {
    expect(stateOf(done(id))).toBe("done");
    // Where the act is the last step, somebody who stands in it is at work.
    expect(stateOf(read(id))).toBe(isLast(entry) ? (entry.steps.length > 1 ? "working" : "ahead") : "read");
    const met = { ...read(id), goals: { one: { isMet: true } } };
    expect(stateOf(met)).toBe(isLast(entry) ? "done" : "read");
  });
  it("counts what was only read as none mended, and as no work left", () => {
    const { docks, facts } = courseView(texts, (id) => read(id));
    expect(docks.map((d) => [d.state, d.learned])).toEqual(docks.map(() => ["read", "read, not mended yet"]));
    expect(facts.find((f) => f.label === "Cases mended")?.value).toBe("0");
  });
});

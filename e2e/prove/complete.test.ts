// What each of the ten cases must have is more than the format asks of a lesson. `npm run lesson` writes one that has less: it grows.
import path from "node:path";
import { expect, it } from "vitest";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";

const cases = lessonFolders("lessons").filter((folder) => path.dirname(folder).endsWith("cases"));

const LEAST = { accepted: 3, wrong: 3, answers: 3, hints: 5, reviews: 3, varies: 1, scene: 1, realLife: 1, docs: 1 };

it("the talk has ten cases", () => {
  expect(cases.map((folder) => readLesson(folder).compiled?.lesson.case)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it.each(cases)("%s has all that a case has", (folder) => {
  const { compiled, prose } = readLesson(folder);
  const { steps, fixes, reviews, variation, scene } = compiled!.lesson;
  const ofLanguage = (language: string): number =>
    Object.values(prose[language]!.steps).filter((step) => step.realLife !== undefined).length;
  const linksOf = (language: string): number =>
    Object.values(prose[language]!.steps).filter(({ realLife = "" }) => /\(https:\/\/kubernetes\.io\//.test(realLife))
      .length;
  const has = {
    accepted: fixes.accepted.length,
    wrong: fixes.wrong.length,
    /** Wrong ways that are answered each in its own words. */
    answers: new Set(fixes.wrong.map((fix) => fix.feedback)).size,
    hints: steps.reduce((sum, step) => sum + step.hints.length, 0),
    reviews: reviews.length,
    varies: variation ? 1 : 0,
    scene: scene ? 1 : 0,
    realLife: Math.min(ofLanguage("en"), ofLanguage("ko")),
    /** Steps that lead to the documentation. */
    docs: Math.min(linksOf("en"), linksOf("ko")),
  };
  const kinds = Object.keys(LEAST) as (keyof typeof LEAST)[];
  expect(kinds.filter((kind) => has[kind] < LEAST[kind]).map((kind) => `${kind}: ${has[kind]}`)).toEqual([]);
});

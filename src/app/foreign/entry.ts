// A lesson of the reader's own, as the list of the course has them. It is read when it is opened, and not before: the list needs its facts.
import { actOf } from "#tutor/act";
import { variedSteps } from "#tutor/vary";
import type { OwnEntry } from "../session/load.ts";
import type { Folder, ForeignLesson } from "./read.ts";

/** What the course map says of it. Plain data: it is kept with the files. */
export type Facts = Pick<
  OwnEntry,
  "id" | "part" | "minutes" | "steps" | "act" | "title" | "teaser" | "reviews" | "varied"
>;

export const factsOf = ({ compiled, prose }: ForeignLesson): Facts => {
  const { lesson } = compiled;
  const both = (of: "title" | "teaser"): Facts["title"] => ({ en: prose["en"]![of], ko: prose["ko"]![of] });
  return {
    id: lesson.id,
    part: lesson.part,
    minutes: lesson.minutes,
    steps: lesson.steps.map((step) => step.id),
    act: actOf(lesson),
    title: both("title"),
    teaser: both("teaser"),
    reviews: lesson.reviews.map((review) => review.id),
    varied: lesson.variation ? variedSteps(lesson, lesson.variation).map((step) => step.id) : [],
  };
};

export const entryOf = (facts: Facts, folder: Folder, known?: ForeignLesson): OwnEntry => {
  let lesson = known;
  const read = async (): Promise<ForeignLesson> => {
    if (lesson) return lesson;
    const { readForeign } = await import("./read.ts");
    const result = readForeign(folder);
    if ("problems" in result) throw new Error(result.problems.join("\n"));
    lesson = result;
    return result;
  };
  return {
    ...facts,
    // What was kept before there was such a fact: whoever came to its end is through.
    act: facts.act ?? null,
    number: null,
    after: [],
    hasScene: false,
    folder,
    load: async () => (await read()).compiled,
    loadReviews: async () => (await read()).reviews,
    loadProse: async (language) => (await read()).prose[language]!,
    // A still is drawn while a site is built.
    loadStill: async () => Promise.reject(new Error("no still")),
  };
};

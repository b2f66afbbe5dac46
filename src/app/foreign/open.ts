// Opens a lesson that was dropped on the page or chosen: its files, read here and nowhere else. It is there until the page is reloaded.
import type { App } from "../app.ts";
import { addLesson, type CatalogueEntry } from "../session/load.ts";
import { act } from "../sync/perform.ts";
import { MOST_BYTES, MOST_FILES, readForeign, type Folder, type ForeignLesson } from "./read.ts";
import { variedSteps } from "#tutor";

/** `files`: those of a folder, whatever folders they lie in. */
export const openLessonFiles = async (app: App, files: readonly File[]): Promise<void> => {
  const folder = await readFiles(files);
  const read = typeof folder === "string" ? { problems: [folder] } : readForeign(folder);
  if ("problems" in read) return app.set({ notice: "lesson", noticeDetail: read.problems.slice(0, 8).join("\n") });
  app.live ??= (await import("../live.ts")).live;
  const entry = entryOf(read);
  addLesson(entry);
  const page = { kind: "lesson", id: entry.id } as const;
  history.pushState(null, "", `#/lesson/${entry.id}`);
  // Always from its beginning: what is dropped again has been changed.
  act(app, { do: "open", page, drafts: [] });
};

const readFiles = async (files: readonly File[]): Promise<Folder | string> => {
  if (files.length > MOST_FILES) return `more than ${MOST_FILES} files`;
  if (files.reduce((sum, file) => sum + file.size, 0) > MOST_BYTES) return "larger than 1 MB";
  return Object.fromEntries(await Promise.all(files.map(async (file) => [file.name, await file.text()] as const)));
};

/** As the list of the course has them. */
const entryOf = ({ compiled, reviews, prose }: ForeignLesson): CatalogueEntry => {
  const { lesson } = compiled;
  const both = (of: "title" | "teaser"): CatalogueEntry["title"] => ({ en: prose["en"]![of], ko: prose["ko"]![of] });
  return {
    id: lesson.id,
    number: null,
    part: lesson.part,
    minutes: lesson.minutes,
    after: [],
    steps: lesson.steps.map((step) => step.id),
    title: both("title"),
    teaser: both("teaser"),
    reviews: lesson.reviews.map((review) => review.id),
    varied: lesson.variation ? variedSteps(lesson, lesson.variation).map((step) => step.id) : [],
    hasScene: false,
    load: async () => compiled,
    loadReviews: async () => reviews,
    loadProse: async (language) => prose[language]!,
    // A still is drawn while a site is built.
    loadStill: async () => Promise.reject(new Error("no still")),
  };
};

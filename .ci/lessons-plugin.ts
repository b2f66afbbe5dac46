// Vite: the lessons' folders become modules. `virtual:lessons` lists them; each lesson, each language of its prose, and the still of its
// first moment in each language is a chunk of its own. A lesson with a mistake stops the build and says where it is.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { actOf } from "#tutor/act";
import { compileLesson, type CompileResult, type LessonFolder } from "#tutor/compile";
import { variedSteps } from "#tutor/vary";
import { makeStill, rehearsed } from "./stills.ts";

const LIST = "virtual:lessons";
const TEASERS = "virtual:teasers";
const ONE = "virtual:lesson/";

/** A lesson, checked and read. */
export const readLesson = (folder: string): CompileResult => compileLesson(readFolder(folder));

/** Folders below `root`, a part of the course each, in the order in which they are taken. */
const PARTS = ["concepts", "cases", "closer"];

/** Folders of a part that hold a lesson.yaml: `lessons/concepts/01-why`. They are taken in the order of their names. */
export const lessonFolders = (root: string): string[] =>
  PARTS.map((part) => path.join(root, part))
    .filter((part) => existsSync(part))
    .flatMap((part) =>
      readdirSync(part)
        .toSorted(compareNames)
        .map((name) => path.join(part, name)),
    )
    .filter((folder) => existsSync(path.join(folder, "lesson.yaml")));

const compareNames = (a: string, b: string): number => (a < b ? -1 : 1);

/** The files of a lesson by name. */
export const readFolder = (folder: string): LessonFolder => {
  const files = readdirSync(folder).filter((name) => statSync(path.join(folder, name)).isFile());
  return Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name), "utf8")]));
};

const compiled = (folder: string): CompileResult => {
  const result = readLesson(folder);
  if (result.problems.length > 0 || !result.compiled) {
    throw new Error(`${path.relative(process.cwd(), folder)}:\n  ${result.problems.join("\n  ")}`);
  }
  return result;
};

export const lessonsPlugin = (root: string): Plugin => {
  return {
    name: "drydock-lessons",
    resolveId: (id) => (id === LIST || id === TEASERS || id.startsWith(ONE) ? `\0${id}` : undefined),
    async load(id) {
      if (!id.startsWith("\0virtual:lesson") && id !== `\0${TEASERS}`) return undefined;
      const name = id.slice(1);
      const folders = lessonFolders(root);
      for (const folder of folders) for (const file of readdirSync(folder)) this.addWatchFile(path.join(folder, file));
      if (name === LIST) return listModule(folders);
      if (name === TEASERS) return teasersModule(folders);
      const [, lesson = "", part = ""] = /^virtual:lesson\/(\d+)\/(\w+)$/.exec(name) ?? [];
      const result = compiled(folders[Number(lesson)]!);
      return `export const data = ${JSON.stringify(await partOf(result, part))};`;
    },
  };
};

/** `lesson`, its `reviews`, a language's prose, or `still_` and a language. */
const partOf = async ({ compiled: made, reviews, prose }: CompileResult, part: string): Promise<object | undefined> => {
  const lesson = made!;
  // What is offered after the lesson comes when it is asked for; its scene is the embed's, and what it claims to be broken by is the proof's.
  if (part === "lesson") {
    const { scene: _, symptom: __, $schema: ___, ...rest } = lesson.lesson;
    return { ...(await rehearsed(process.cwd(), lesson)), lesson: { ...rest, reviews: [] } };
  }
  if (part === "reviews") return reviews;
  const language = /^still_(en|ko)$/.exec(part)?.[1] as "en" | "ko" | undefined;
  if (!language) return prose[part];
  return makeStill(process.cwd(), lesson, prose[language]!, language);
};

const listModule = (folders: readonly string[]): string => {
  const rows = folders.map((folder, i) => {
    const { compiled: c, prose } = compiled(folder);
    const { lesson } = c!;
    const facts = {
      id: lesson.id,
      number: lesson.case ?? null,
      part: lesson.part,
      minutes: lesson.minutes,
      after: lesson.after,
      steps: lesson.steps.map((s) => s.id),
      act: actOf(lesson),
      reviews: lesson.reviews.map((r) => r.id),
      hasScene: lesson.scene !== undefined,
      varied: lesson.variation ? variedSteps(lesson, lesson.variation).map((s) => s.id) : [],
      title: inBoth(prose, "title"),
    };
    const load = (part: string): string => `import(${JSON.stringify(`${ONE}${i}/${part}`)}).then((m) => m.data)`;
    const ofLanguage = (prefix: string): string =>
      `(l) => l === "ko" ? ${load(`${prefix}ko`)} : ${load(`${prefix}en`)}`;
    const loads = `load: () => ${load("lesson")}, loadReviews: () => ${load("reviews")}, loadProse: ${ofLanguage("")}, loadStill: ${ofLanguage("still_")}`;
    return `{ ...${JSON.stringify(facts)}, ${loads} }`;
  });
  return `export const catalogue = [${rows.join(",\n")}];`;
};

/** What the map says of each lesson: nobody reads it in a lesson. */
const teasersModule = (folders: readonly string[]): string => {
  const rows = folders.map((folder) => {
    const { compiled: c, prose } = compiled(folder);
    return [c!.lesson.id, inBoth(prose, "teaser")] as const;
  });
  return `export const teasers = ${JSON.stringify(Object.fromEntries(rows))};`;
};

const inBoth = (prose: CompileResult["prose"], of: "title" | "teaser"): object => ({
  en: prose["en"]![of],
  ko: prose["ko"]![of],
});

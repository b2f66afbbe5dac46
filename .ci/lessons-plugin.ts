// Vite: the lessons' folders become modules. `virtual:lessons` lists them; each lesson and each language of its prose is a chunk of its
// own. A lesson with a mistake stops the build and says where it is.
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import type { Plugin } from "vite";
import { compileLesson, type CompileResult } from "#tutor/compile";

const LIST = "virtual:lessons";
const ONE = "virtual:lesson/";

/** Folders below `root` that hold a lesson.yaml. */
export const lessonFolders = (root: string): string[] =>
  readdirSync(root)
    .map((name) => path.join(root, name))
    .filter((file) => statSync(file).isDirectory())
    .flatMap((folder) => [...(hasLesson(folder) ? [folder] : []), ...lessonFolders(folder)]);

const hasLesson = (folder: string): boolean => readdirSync(folder).includes("lesson.yaml");

export const readLesson = (folder: string): CompileResult => {
  const files = readdirSync(folder).filter((name) => statSync(path.join(folder, name)).isFile());
  return compileLesson(Object.fromEntries(files.map((name) => [name, readFileSync(path.join(folder, name), "utf8")])));
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
    resolveId: (id) => (id === LIST || id.startsWith(ONE) ? `\0${id}` : undefined),
    load(id) {
      if (!id.startsWith("\0virtual:lesson")) return undefined;
      const name = id.slice(1);
      const folders = lessonFolders(root);
      for (const folder of folders) for (const file of readdirSync(folder)) this.addWatchFile(path.join(folder, file));
      if (name === LIST) return listModule(folders);
      const [, lesson = "", part = ""] = /^virtual:lesson\/(\d+)\/(\w+)$/.exec(name) ?? [];
      const result = compiled(folders[Number(lesson)]!);
      return `export const data = ${JSON.stringify(part === "lesson" ? result.compiled : result.prose[part])};`;
    },
  };
};

const listModule = (folders: readonly string[]): string => {
  const rows = folders.map((folder, i) => {
    const { compiled: c, prose } = compiled(folder);
    const { lesson } = c!;
    const both = (of: "title" | "teaser"): object => ({ en: prose["en"]![of], ko: prose["ko"]![of] });
    const facts = {
      id: lesson.id,
      number: lesson.case ?? null,
      part: lesson.part,
      minutes: lesson.minutes,
      steps: lesson.steps.map((s) => s.id),
      title: both("title"),
      teaser: both("teaser"),
    };
    const load = (part: string): string => `import(${JSON.stringify(`${ONE}${i}/${part}`)}).then((m) => m.data)`;
    return `{ ...${JSON.stringify(facts)}, load: () => ${load("lesson")}, loadProse: (l) => l === "ko" ? ${load("ko")} : ${load("en")} }`;
  });
  return `export const catalogue = [${rows.join(",\n")}];`;
};

// npm run lesson -- new PART/NN-NAME: a folder with a lesson that proves, to begin from.
// npm run lesson -- preview NAME: a page with all states of each of its steps, drawn again at each change.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createServer } from "vite";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";
import { scaffold, type ScaffoldOptions } from "./scaffold.ts";

const USAGE = `usage: npm run lesson -- new PART/NN-NAME
       npm run lesson -- preview NAME
  PART is concepts, cases or closer; NN its place in it: npm run lesson -- new concepts/11-labels
  NAME is a part of the name of a lesson's folder: npm run lesson -- preview 11-labels`;

const create = (name: string): string => {
  const [, part, number, id] = /^(concepts|cases|closer)\/(\d+)-([a-z0-9]+(?:-[a-z0-9]+)*)$/.exec(name) ?? [];
  if (part === undefined) throw new Error(USAGE);
  const folder = path.join("lessons", name);
  if (existsSync(folder)) throw new Error(`${folder} is there already`);
  mkdirSync(folder, { recursive: true });
  const files = scaffold({ part: part as ScaffoldOptions["part"], id: id!, number: Number(number) });
  for (const [file, text] of Object.entries(files)) writeFileSync(path.join(folder, file), text);
  return `${folder} is there, and proves. Change it, with this beside you:
  npm run prove -- ${name} --watch
  npm run lesson -- preview ${name}
  npm start, then open #/lesson/${id}
How lessons are written: lessons/README.md`;
};

/** Serves the playground as its sources are, and says where the preview stands. */
const preview = async (name: string): Promise<string> => {
  const folder = lessonFolders("lessons").find((one) => name !== "" && one.includes(name));
  if (folder === undefined) throw new Error(name === "" ? USAGE : `lessons/ has no folder with "${name}" in its name`);
  const { compiled, problems } = readLesson(folder);
  if (!compiled) throw new Error(`${folder}:\n  ${problems.join("\n  ")}`);
  const server = await createServer({ root: process.cwd(), server: { open: false } });
  await server.listen();
  const site = server.resolvedUrls?.local[0] ?? "http://localhost:5173/";
  return `${folder}, all states of each step:\n\n  ${site}?preview=${compiled.lesson.id}\n\nIt is drawn again when a file changes. Ctrl+C ends it.`;
};

const [verb, name = ""] = process.argv.slice(2);
try {
  if (verb === "new") console.log(create(name));
  else if (verb === "preview") console.log(await preview(name));
  else throw new Error(USAGE);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

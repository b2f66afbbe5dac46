// npm run lesson -- new PART/NN-NAME: a folder with a lesson that proves, to begin from.
// npm run lesson -- walk [NAME]: goes through it in a browser, in both languages, and takes pictures.
// npm run lesson -- preview NAME: a page with all states of each of its steps, drawn again at each change.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createServer } from "vite";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";
import { scaffold, type ScaffoldOptions } from "./scaffold.ts";

const USAGE = `usage: npm run lesson -- new PART/NN-NAME
       npm run lesson -- preview NAME
       npm run lesson -- walk [NAME]
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

const WALK = "e2e/walk/playwright.config.ts";

/** In a browser, on the site as it is built, all steps, hints, wrong ways and reviews; without a name: of the whole course, in half an hour. */
const walk = (name: string): number => {
  const env = { ...process.env, DRYDOCK_LESSON: name };
  const { status } = spawnSync("npx", ["--no-install", "playwright", "test", "-c", WALK], { stdio: "inherit", env });
  console.log("The pictures: node_modules/.cache/drydock/walk");
  return status ?? 1;
};

const [verb, name = ""] = process.argv.slice(2);
try {
  if (verb === "new") console.log(create(name));
  else if (verb === "preview") console.log(await preview(name));
  else if (verb === "walk") process.exitCode = walk(name);
  else throw new Error(USAGE);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

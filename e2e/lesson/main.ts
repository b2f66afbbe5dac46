// npm run lesson -- new PART/NN-NAME: a folder with a lesson that proves, to begin from.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { scaffold, type ScaffoldOptions } from "./scaffold.ts";

const USAGE = `usage: npm run lesson -- new PART/NN-NAME
  PART is concepts, cases or closer; NN its place in it: npm run lesson -- new concepts/11-labels`;

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
  npm start, then open #/lesson/${id}
How lessons are written: lessons/README.md`;
};

const [verb, name = ""] = process.argv.slice(2);
try {
  if (verb !== "new") throw new Error(USAGE);
  console.log(create(name));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}

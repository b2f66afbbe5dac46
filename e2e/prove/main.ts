// npm run prove [-- NAME] [--seeds=50]: proves every lesson, or those whose folder's name contains NAME.
import path from "node:path";
import { parseArgs } from "node:util";
import { lessonFolders, readLesson } from "../../.ci/lessons-plugin.ts";
import { prove } from "./prove.ts";

const { values, positionals } = parseArgs({ options: { seeds: { type: "string" } }, allowPositionals: true });
const [only] = positionals;
const seeds = Number(values.seeds ?? 3);
let passed = 0;
let failed = 0;
const lessons = lessonFolders("lessons").map((folder) => ({ folder, result: readLesson(folder) }));
const knownIds = new Set(lessons.flatMap(({ result }) => result.compiled?.lesson.id ?? []));
for (const { folder, result } of lessons) {
  const name = path.relative("lessons", folder);
  if (only && !name.includes(only)) continue;
  console.log(`\n${name}`);
  for (const { what, problem } of prove(result, { knownIds, seeds })) {
    if (problem === undefined) passed++;
    else failed++;
    console.log(
      `  ${problem === undefined ? "ok  " : "FAIL"} ${what}${problem === undefined ? "" : `\n       ${problem.replaceAll("\n", "\n       ")}`}`,
    );
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

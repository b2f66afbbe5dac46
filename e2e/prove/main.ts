// npm run prove [-- NAME] [--seeds=50]: proves every lesson, or those whose folder's name contains NAME.
import { readFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { compileLesson, type CompileResult, type LessonFolder } from "#tutor/compile";
import { lessonFolders, readFolder } from "../../.ci/lessons-plugin.ts";
import { readTerms, wordProblems } from "./words.ts";
import { prove, type Finding } from "./prove.ts";

const { values, positionals } = parseArgs({ options: { seeds: { type: "string" } }, allowPositionals: true });
const [only] = positionals;
const seeds = Number(values.seeds ?? 3);

function* findings(files: LessonFolder, result: CompileResult): Generator<Finding> {
  const words = result.compiled ? wordProblems(files, result.compiled.lesson, terms) : [];
  yield { what: "terms, lengths, links and times", ...(words.length > 0 ? { problem: words.join("\n") } : {}) };
  yield* prove(result, { knownIds, seeds });
}

let passed = 0;
let failed = 0;
const terms = readTerms(readFileSync("lessons/terms.yaml", "utf8"));
const lessons = lessonFolders("lessons").map((folder) => {
  const files = readFolder(folder);
  return { folder, files, result: compileLesson(files) };
});
const knownIds = new Set(lessons.flatMap(({ result }) => result.compiled?.lesson.id ?? []));
for (const { folder, files, result } of lessons) {
  const name = path.relative("lessons", folder);
  if (only && !name.includes(only)) continue;
  console.log(`\n${name}`);
  for (const { what, problem } of findings(files, result)) {
    if (problem === undefined) passed++;
    else failed++;
    console.log(
      `  ${problem === undefined ? "ok  " : "FAIL"} ${what}${problem === undefined ? "" : `\n       ${problem.replaceAll("\n", "\n       ")}`}`,
    );
  }
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

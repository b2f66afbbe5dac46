// npm run prove [-- NAME] [--seeds=50] [--watch]: proves every lesson, or those whose folder's name contains NAME.
import { readFileSync, watch } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { compileLesson, type CompileResult, type LessonFolder } from "#tutor/compile";
import { lessonFolders, readFolder } from "../../.ci/lessons-plugin.ts";
import { courseTable, type ProvenLesson } from "./course-table.ts";
import { withLine } from "./line-of.ts";
import { prove, type Finding } from "./prove.ts";
import { readTerms, wordProblems, type Terms } from "./words.ts";

const { values, positionals } = parseArgs({
  options: { seeds: { type: "string", default: "3" }, watch: { type: "boolean", default: false } },
  allowPositionals: true,
});
const [only] = positionals;
const seeds = Number(values.seeds);

interface Known {
  readonly terms: Terms;
  readonly knownIds: ReadonlySet<string>;
}

function* findings(files: LessonFolder, result: CompileResult, { terms, knownIds }: Known): Generator<Finding> {
  const words = result.compiled ? wordProblems(files, result.compiled.lesson, terms) : [];
  yield { what: "terms, lengths, links and times", ...(words.length > 0 ? { problem: words.join("\n") } : {}) };
  yield* prove(result, { knownIds, seeds });
}

const print = ({ what, problem }: Finding, files: LessonFolder): void => {
  if (problem === undefined) return console.log(`  ok   ${what}`);
  const lines = problem.split("\n").map((line) => `       ${withLine(line, files)}`);
  console.log(`  FAIL ${what}\n${lines.join("\n")}`);
};

/** Answers how many findings failed. */
const proveAll = (): number => {
  const lessons = lessonFolders("lessons").map((folder) => {
    const files = readFolder(folder);
    return { name: path.relative("lessons", folder), files, result: compileLesson(files) };
  });
  const terms = readTerms(readFileSync("lessons/terms.yaml", "utf8"));
  const knownIds = new Set(lessons.flatMap(({ result }) => result.compiled?.lesson.id ?? []));
  const proven: ProvenLesson[] = [];
  for (const { name, files, result } of lessons) {
    if (only && !name.includes(only)) continue;
    console.log(`\n${name}`);
    const row = { name, lesson: result.compiled?.lesson, passed: 0, failed: 0 };
    for (const found of findings(files, result, { terms, knownIds })) {
      if (found.problem === undefined) row.passed++;
      else row.failed++;
      print(found, files);
    }
    proven.push(row);
  }
  const sum = (key: "passed" | "failed"): number => proven.reduce((n, row) => n + row[key], 0);
  console.log(`\n${courseTable(proven)}\n\n${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed");
};

process.exitCode = proveAll() > 0 ? 1 : 0;
if (values.watch) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch("lessons", { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(proveAll, 200);
  });
  console.log("Watching lessons/. Ctrl+C ends it.");
}

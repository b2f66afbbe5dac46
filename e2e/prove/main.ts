// npm run prove [-- NAME] [--seeds=50] [--workers=1] [--watch]: proves every lesson, or those whose folder's name contains NAME. Each core
// takes the next lesson that nobody has taken yet; they are told of in the order of the course.
import { readFileSync, watch } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { compileLesson, type CompileResult, type LessonFolder } from "#tutor/compile";
import { lessonFolders, readFolder } from "../../.ci/lessons-plugin.ts";
import { courseTable, type ProvenLesson } from "./course-table.ts";
import { withLine } from "./line-of.ts";
import { prove, type Finding } from "./prove.ts";
import { readTerms, wordProblems, type Terms } from "./words.ts";

interface Known {
  readonly terms: Terms;
  readonly knownIds: ReadonlySet<string>;
  readonly seeds: number;
}

/** What a worker answers of a lesson. */
interface Proven {
  readonly lines: readonly string[];
  readonly row: ProvenLesson;
}

function* findings(files: LessonFolder, result: CompileResult, { terms, knownIds, seeds }: Known): Generator<Finding> {
  const words = result.compiled ? wordProblems(files, result.compiled.lesson, terms) : [];
  yield { what: "terms, lengths, links and times", ...(words.length > 0 ? { problem: words.join("\n") } : {}) };
  yield* prove(result, { knownIds, seeds });
}

const told = ({ what, problem }: Finding, files: LessonFolder): string => {
  if (problem === undefined) return `  ok   ${what}`;
  const lines = problem.split("\n").map((line) => `       ${withLine(line, files)}`);
  return `  FAIL ${what}\n${lines.join("\n")}`;
};

const nameOf = (folder: string): string => path.relative("lessons", folder);

const proveOne = (folder: string, known: Known): Proven => {
  const files = readFolder(folder);
  const result = compileLesson(files);
  const all = [...findings(files, result, known)];
  const failed = all.filter(({ problem }) => problem !== undefined).length;
  const row = { name: nameOf(folder), lesson: result.compiled?.lesson, passed: all.length - failed, failed };
  return { lines: all.map((one) => told(one, files)), row };
};

/** The threads, and which lessons they are at. */
const proveAll = async (folders: readonly string[], { seeds, workers }: Options): Promise<number> => {
  const knownIds = new Set(
    lessonFolders("lessons").flatMap((f) => compileLesson(readFolder(f)).compiled?.lesson.id ?? []),
  );
  const known: Known = { terms: readTerms(readFileSync("lessons/terms.yaml", "utf8")), knownIds, seeds };
  const proven = new Map<string, Proven>();
  let isTold = 0;
  const tell = (folder: string, one: Proven): void => {
    proven.set(folder, one);
    for (let next; (next = proven.get(folders[isTold] ?? "")); isTold++) {
      console.log(`\n${next.row.name}\n${next.lines.join("\n")}`);
    }
  };
  const waiting = [...folders];
  const count = Math.min(workers, folders.length);
  await Promise.all(Array.from({ length: count }, () => work(known, waiting, tell)));
  const rows = folders.map((folder) => proven.get(folder)!.row);
  const sum = (key: "passed" | "failed"): number => rows.reduce((n, row) => n + row[key], 0);
  console.log(`\n${courseTable(rows)}\n\n${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed");
};

/** One thread, until nothing waits any more. */
const work = (known: Known, waiting: string[], tell: (folder: string, one: Proven) => void): Promise<void> =>
  new Promise((done, fail) => {
    const worker = new Worker(fileURLToPath(import.meta.url), { workerData: known });
    let at = "";
    const next = (): void => {
      at = waiting.shift() ?? "";
      if (at !== "") return worker.postMessage(at, []);
      void worker.terminate().then(() => done());
    };
    worker.on("message", (one: Proven) => {
      tell(at, one);
      next();
    });
    worker.on("error", fail);
    next();
  });

interface Options {
  readonly seeds: number;
  readonly workers: number;
}

const start = async (): Promise<void> => {
  const { values, positionals } = parseArgs({
    options: {
      seeds: { type: "string", default: "3" },
      workers: { type: "string", default: String(availableParallelism()) },
      watch: { type: "boolean", default: false },
    },
    allowPositionals: true,
  });
  const [only] = positionals;
  const options: Options = { seeds: Number(values.seeds), workers: Number(values.workers) };
  const again = (): Promise<number> =>
    proveAll(
      lessonFolders("lessons").filter((folder) => !only || nameOf(folder).includes(only)),
      options,
    );
  process.exitCode = (await again()) > 0 ? 1 : 0;
  if (!values.watch) return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch("lessons", { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => void again(), 200);
  });
  console.log("Watching lessons/. Ctrl+C ends it.");
};

if (isMainThread) await start();
else parentPort!.on("message", (folder: string) => parentPort!.postMessage(proveOne(folder, workerData as Known), []));

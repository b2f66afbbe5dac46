// npm run conformance -- [DIR] [--out DIR2] [--only NAME] [--case N] [--known] [--seed N]
// Does on our engine what each recording did on a real cluster, prints every difference, and closes with `N passed, N failed`.
import { existsSync } from "node:fs";
import { useParts } from "#app/session/parts";
import { compare, type Check } from "./compare/compare.ts";
import { findRecordings, writeResult, type RecordingFile } from "./files.ts";
import { judge, KNOWN_FILE, readKnown, type Judged } from "./known.ts";
import { readOptions, type Options } from "./options.ts";
import { isTranscript, type Recording, type Result } from "./recording.ts";
import { formatCheck } from "./report.ts";
import { playTranscript, tracePlay } from "./transcript/play.ts";
import { answerVectors, traceVector } from "./vectors.ts";

useParts();

interface Counts {
  passed: number;
  failed: number;
  listed: number;
}

const print = (text: string): void => console.log(text);

const main = (args: readonly string[]): number => {
  const root = process.cwd();
  const options = readOptions(args, root);
  if (typeof options === "string" || !existsSync(options.input)) {
    console.error(typeof options === "string" ? options : `there is nothing at ${options.input}`);
    return 2;
  }
  const known = options.isKnown ? readKnown(root) : [];
  const files = findRecordings(options.input).filter((file) => file.name.includes(options.only ?? ""));
  const counts: Counts = { passed: 0, failed: 0, listed: 0 };
  for (const file of files) {
    const judged = judge(
      runFile(file, options),
      known.filter((row) => row.file === file.name),
    );
    report(file, judged, options);
    counts.passed += judged.passed.length;
    counts.failed += judged.failed.length + judged.stale.length;
    counts.listed += judged.excused.length;
  }
  // A row of a recording that does not exist excuses nothing.
  const strays = options.only ? [] : known.filter((row) => !files.some((file) => file.name === row.file));
  for (const row of strays) print(`FAIL ${KNOWN_FILE}: there is no recording ${row.file}`);
  if (options.isKnown) print(`${counts.listed} known differences are listed in ${KNOWN_FILE}`);
  print(`${counts.passed} passed, ${counts.failed + strays.length} failed`);
  return counts.failed + strays.length > 0 ? 1 : 0;
};

const runFile = (file: RecordingFile, options: Options): readonly Check[] => {
  const recording = file.read();
  const result = play(recording, options);
  if (options.out) writeResult(options.out, file, result);
  const checks = compare(recording, result);
  if (options.caseIndex === undefined) return checks;
  print(trace(recording, options, options.caseIndex));
  return checks.filter((check) => check.index === options.caseIndex);
};

/** Steps of a transcript build on each other: there the whole session is played even for one of them. */
const play = (recording: Recording, options: Options): Result =>
  isTranscript(recording) ? playTranscript(recording, options.seed) : answerVectors(recording, options.caseIndex);

const trace = (recording: Recording, { seed }: Options, index: number): string =>
  isTranscript(recording) ? tracePlay(recording, index, seed) : traceVector(recording, index);

const report = (file: RecordingFile, { passed, failed, excused, stale }: Judged, { show }: Options): void => {
  for (const check of failed) print(formatCheck(file.name, check, show));
  for (const row of stale) print(`FAIL ${file.name} ${row.check}: it passes; take it off ${KNOWN_FILE}`);
  print(`${file.name}: ${passed.length}/${passed.length + failed.length + excused.length}`);
};

process.exitCode = main(process.argv.slice(2));

// Where recordings are, and how what ours did is written beside them.
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { compareStrings } from "#api/compare";
import type { Recording, Result } from "./recording.ts";

export interface RecordingFile {
  /** Relative to the input: `transcripts/job.json`. */
  readonly path: string;
  /** `job`. */
  readonly name: string;
  read(): Recording;
}

/** Read by tests of their own: the flags of kubectl, and lines of a real shell. */
const OTHERS = ["kubectl-flags", "shell-lines"];

/** Every recording below `input`. */
export const findRecordings = (input: string): readonly RecordingFile[] => {
  const files = statSync(input).isDirectory() ? jsonFilesBelow(input) : [""];
  return files
    .map((file) => ({
      path: file || path.basename(input),
      name: path.basename(file || input, ".json"),
      read: () => JSON.parse(readFileSync(path.join(input, file), "utf8")) as Recording,
    }))
    .filter((file) => !OTHERS.includes(file.name));
};

const jsonFilesBelow = (folder: string, prefix = ""): readonly string[] =>
  readdirSync(path.join(folder, prefix), { withFileTypes: true })
    .toSorted((a, b) => compareStrings(a.name, b.name))
    .flatMap((entry) => {
      const file = path.join(prefix, entry.name);
      if (entry.isDirectory()) return jsonFilesBelow(folder, file);
      return entry.name.endsWith(".json") ? [file] : [];
    });

export const writeResult = (out: string, file: RecordingFile, result: Result): void => {
  const target = path.join(out, file.path);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, `${JSON.stringify(result)}\n`);
};

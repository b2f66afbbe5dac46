// Which programs read files, or what comes through a pipe.
import { filters } from "./filters/filters.ts";

/** A file that a filter names: `grep web pods.txt`. */
export const FILE_READERS: ReadonlySet<string> = new Set([
  "grep",
  "egrep",
  "head",
  "tail",
  "wc",
  "sort",
  "uniq",
  "less",
  "more",
  "jq",
  "cut",
  "awk",
  "sed",
  "tac",
  "rev",
  "nl",
  "paste",
  "column",
  "fold",
]);
/** Those of them whose first word is a pattern or a program. */
export const PATTERN_READERS: ReadonlySet<string> = new Set(["grep", "egrep", "jq", "awk", "sed"]);

const READERS: ReadonlySet<string> = new Set(["cat", "base64", "xargs"]);

/** Most programs leave what comes through the pipe to others. */
export const readsInput = ([name = "", ...args]: readonly string[]): boolean =>
  filters.has(name) ? true : READERS.has(name) || args.includes("-") || args.includes("--filename=-");

/** The last word, where a file's name must be. */
export const missingFile = (name: string, args: readonly string[]): string | undefined => {
  if (!FILE_READERS.has(name)) return undefined;
  const words = args.filter((arg, i) => !arg.startsWith("-") && !/^-[nkdfcFemABCvs]$/.test(args[i - 1] ?? ""));
  return words.length > (PATTERN_READERS.has(name) ? 1 : 0) ? words.at(-1) : undefined;
};

export const linesOf = (text: string): readonly string[] => (text === "" ? [] : text.replace(/\n$/, "").split("\n"));

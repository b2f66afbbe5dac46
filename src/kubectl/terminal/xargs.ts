// xargs: the words of its input as arguments of other lines: all at once, -n so many at a time, or -I in the place of a word.

export type Xargs = { readonly lines: readonly (readonly string[])[] } | { readonly error: string };

/** More lines than this are not run. */
const MOST_LINES = 1000;

interface Options {
  readonly most: number;
  /** What each line of the input is put in the place of. */
  readonly place?: string;
  /** What stands between two words, in the place of blanks. */
  readonly delimiter?: string;
  readonly runsEmpty: boolean;
  readonly command: readonly string[];
}

/** The lines that are to be run, in order. */
export const xargsLines = (args: readonly string[], stdin: string): Xargs => {
  const options = readOptions(args);
  if ("error" in options) return options;
  const { most, place, delimiter, runsEmpty, command } = options;
  const words = (): readonly string[] =>
    delimiter === undefined ? wordsOf(stdin) : stdin.replace(/\n$/, "").split(delimiter);
  if (!runsEmpty && stdin.trim() === "") return { lines: [] };
  const lines = place === undefined ? inGroups(command, words(), most) : inPlace(command, place, stdin);
  return lines.length > MOST_LINES ? { error: `xargs: more than ${MOST_LINES} lines are not run here` } : { lines };
};

const readOptions = (args: readonly string[]): Options | { readonly error: string } => {
  let options: Omit<Options, "command"> = { most: Infinity, runsEmpty: true };
  let at = 0;
  for (; at < args.length && args[at]!.startsWith("-"); at++) {
    const arg = args[at]!;
    if (arg === "-r" || arg === "--no-run-if-empty") {
      options = { ...options, runsEmpty: false };
      continue;
    }
    const [, flag, attached] = /^-([nILdP])(.*)$/.exec(arg) ?? [];
    if (flag === undefined) return { error: `xargs: invalid option -- '${arg.slice(1)}'` };
    const value = attached ? attached : (args[++at] ?? "");
    if (flag === "I") options = { ...options, place: value };
    else if (flag === "d")
      options = { ...options, delimiter: value === String.raw`\n` ? "\n" : value === String.raw`\t` ? "\t" : value };
    else if (flag === "P") continue; // One after another all the same.
    else if (Number(value) > 0) options = { ...options, most: Number(value) };
    else return { error: `xargs: invalid number "${value}" for -${flag} option` };
  }
  return { ...options, command: at < args.length ? args.slice(at) : ["echo"] };
};

const wordsOf = (stdin: string): readonly string[] =>
  Array.from(
    stdin.matchAll(/"([^"\n]*)"|'([^'\n]*)'|(\S+)/g),
    ([, double, single, bare]) => double ?? single ?? bare ?? "",
  );

/** As GNU xargs does, the line is run once for an empty input; -r would not. */
const inGroups = (
  command: readonly string[],
  words: readonly string[],
  most: number,
): readonly (readonly string[])[] => {
  const lines: (readonly string[])[] = [];
  for (let from = 0; from < words.length; from += most) lines.push([...command, ...words.slice(from, from + most)]);
  return lines.length > 0 ? lines : [command];
};

const inPlace = (command: readonly string[], place: string, stdin: string): readonly (readonly string[])[] =>
  stdin
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) => command.map((word) => word.replaceAll(place, () => line)));

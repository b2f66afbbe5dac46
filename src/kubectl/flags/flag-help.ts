// What flags do, for `--help`. The words are many: whoever shows this terminal loads them when there is time and hands them in.

let wordsOf: ((flag: string) => string) | undefined;

/** Constant texts, the same for every cluster: no part of its state. */
export const useFlagHelp = (words: (flag: string) => string): void => {
  wordsOf = words;
};

export const helpOfFlag = (flag: string): string => wordsOf?.(flag) ?? "<no description>";

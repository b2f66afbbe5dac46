// Models cobra's SuggestionsFor: commands at an edit distance of two at most, or that begin with what was typed.
import { own } from "#api/json";
import { everywhereFlags, flagsOf } from "./flags/flag.ts";
import { COMMAND_ROWS } from "./flags/tables.ts";

/** Levenshtein distance, without regard to case. */
const distance = (left: string, right: string): number => {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

export const suggestionsFor = (typed: string): string[] =>
  [...(COMMAND_ROWS[""]?.commands ?? [])]
    .toSorted()
    .filter((name) => distance(typed, name) <= 2 || name.startsWith(typed.toLowerCase()));

/** The commands under a path, and a command's flags as they are typed: what help may compare a mistyped word with. */
export const wordsUnder = (
  path: string,
): { readonly commands: readonly string[]; readonly flags: readonly string[] } => ({
  commands: (own(COMMAND_ROWS, path)?.commands ?? []).map((name) => name.split(" ").at(-1)!),
  flags: [...flagsOf(path), ...everywhereFlags].flatMap(({ name, shorthand }) =>
    shorthand === "" ? [`--${name}`] : [`--${name}`, `-${shorthand}`],
  ),
});

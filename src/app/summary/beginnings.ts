// The files as they would be if the learner had left them alone: what a lesson itself writes on its way belongs to their beginning.
import type { LoggedCommand } from "#engine";
import { lineDiff } from "../views/line-diff.ts";

/** Each file that was written, by its name. */
export const beginningsOf = (commands: readonly LoggedCommand[]): ReadonlyMap<string, string> => {
  const beginnings = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const { command, isScripted } of commands) {
    const { path, text } = command.data;
    if (command.component !== "shell" || typeof path !== "string" || typeof text !== "string") continue;
    const beginning = beginnings.get(path);
    if (beginning === undefined) beginnings.set(path, text);
    else if (isScripted) beginnings.set(path, carry(beginning, texts.get(path)!, text));
    texts.set(path, text);
  }
  return beginnings;
};

/** The change from `before` to `after`, made in `base`: up to the lines next to it that `base` has too. */
const carry = (base: string, before: string, after: string): string => {
  if (base === before) return after;
  const [own, old, now] = [base.split("\n"), before.split("\n"), after.split("\n")];
  const places = placesIn(base, before);
  let from = 0;
  while (from < old.length && old[from] === now[from]) from++;
  let kept = 0;
  const most = Math.min(old.length, now.length) - from;
  while (kept < most && old.at(-1 - kept) === now.at(-1 - kept)) kept++;
  while (from > 0 && places[from - 1] === null) from--;
  while (kept > 0 && places[old.length - kept] === null) kept--;
  const start = from === 0 ? 0 : places[from - 1]! + 1;
  const end = kept === 0 ? own.length : places[old.length - kept]!;
  return [...own.slice(0, start), ...now.slice(from, now.length - kept), ...own.slice(end)].join("\n");
};

/** Where each line of a text stands in the one that it was made of; null for one that was put in. */
const placesIn = (base: string, text: string): readonly (number | null)[] => {
  let place = 0;
  return lineDiff(base, text).flatMap(({ kind }) => {
    if (kind === "added") return [null];
    const here = place++;
    return kind === "same" ? [here] : [];
  });
};

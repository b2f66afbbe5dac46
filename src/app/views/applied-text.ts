// The text of a file that the cluster has accepted last: what the editor compares with, and what "undo" goes back to.
import type { Run } from "#engine";
import { appliesOf, writtenBefore } from "./refusal.ts";

/** Undefined: none of its texts was ever accepted. `isApplied`: the cluster had it from the beginning. */
export const appliedTextOf = (run: Run, file: string, isApplied: boolean): string | undefined => {
  let refused = 0;
  for (const { index, line, refusal } of appliesOf(run, file)) {
    if (refusal !== undefined) refused = index;
    else if (!isDry(line)) {
      const text = writtenBefore(run, file, index)?.text;
      if (text !== undefined) return text;
    }
  }
  return isApplied ? firstText(run, file, refused) : undefined;
};

/** What lay there from the beginning; not what somebody wrote later and the first apply of it was refused. */
const firstText = (run: Run, file: string, firstRefused: number): string | undefined => {
  const { commands } = run.branch;
  const index = commands.findIndex(
    ({ command: { component, action, data } }) =>
      component === "shell" && action === "write" && data["path"] === file && typeof data["text"] === "string",
  );
  const first = commands[index];
  if (!first || first.atMs > run.nowMs) return undefined;
  const wasRefused = writtenBefore(run, file, firstRefused)?.index === index;
  return wasRefused && !first.isScripted ? undefined : (first.command.data["text"] as string);
};

/** It only asks what would be said. */
const isDry = (line: string): boolean => /\s--dry-run(?!=none\b)/.test(line);

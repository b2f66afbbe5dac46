// The text of a file as it was applied last: what the editor compares with, and what "undo" goes back to.
import type { Run } from "#engine";
import { appliesFile, refusalOf } from "./refusal.ts";

/** Undefined: it was never applied. `isApplied`: the cluster had it from the beginning. */
export const appliedTextOf = (run: Run, file: string, isApplied: boolean): string | undefined => {
  const { commands } = run.branch;
  let applies = refusalOf(run, file) === undefined ? 1 : 2;
  let first: string | undefined;
  for (let i = commands.length - 1; i >= 0; i--) {
    const { atMs, command } = commands[i]!;
    const { component, action, data } = command;
    if (component !== "shell" || atMs > run.nowMs) continue;
    if (action === "line" && typeof data["line"] === "string" && appliesFile(data["line"], file)) applies--;
    if (action !== "write" || data["path"] !== file || typeof data["text"] !== "string") continue;
    if (applies <= 0) return data["text"];
    first = data["text"];
  }
  return isApplied ? first : undefined;
};

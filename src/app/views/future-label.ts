// What was done in a future: its name on the timeline, and wherever else it is named.
import type { Branch, LoggedCommand } from "#engine";
import { deedOf } from "./timeline-index.ts";

/** The first thing that was done in this one only; "" where it was left as it was. */
export const futureLabel = (branch: Branch, all: readonly Branch[]): string => {
  const children = all.filter((b) => b.parent === branch.id);
  const parents = all.filter((b) => b.id === branch.parent);
  // What was done before somebody went back is told of none: not even at the very moment to which they went.
  const leftMs = children.length === 0 ? 0 : Math.min(...children.map((b) => b.forkMs));
  const since = (ms: number, others: readonly Branch[]): string | undefined => {
    const own = branch.commands.filter((c) => c.atMs >= ms && !others.some(({ commands }) => has(commands, c)));
    // What the lesson did by itself tells futures apart where the learner did nothing, but never what it broke.
    const typed = own.filter((c) => c.command.component === "shell");
    return (
      firstOf(
        own.filter((c) => c.isScripted !== true),
        branch,
      ) ?? firstOf(typed, branch)
    );
  };
  const sinceLeft = since(Math.max(branch.forkMs, leftMs), [...parents, ...children]);
  return sinceLeft ?? (parents.length > 0 ? since(branch.forkMs, parents) : undefined) ?? "";
};

const has = (commands: readonly LoggedCommand[], { atMs, command }: LoggedCommand): boolean =>
  commands.some(
    (c) => c.command === command || (c.atMs === atMs && JSON.stringify(c.command) === JSON.stringify(command)),
  );

const firstOf = (commands: readonly LoggedCommand[], branch: Branch): string | undefined => {
  for (const command of commands) {
    const label = deedOf(command, branch);
    if (label !== null) return firstLine(label);
  }
  return undefined;
};

/** A name is one line: of a manifest that was typed after the command, only that there was one. */
const firstLine = (label: string): string => {
  const [first = "", ...rest] = label.trim().split("\n");
  return rest.length > 0 ? `${first.trimEnd()} …` : first;
};

/** As one line: `B · scale deployment web --replicas=2`. */
export const futureName = (branch: Branch, all: readonly Branch[]): string =>
  [branch.name, futureLabel(branch, all)].filter(Boolean).join(" · ");

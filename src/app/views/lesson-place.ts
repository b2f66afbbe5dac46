// Whether the moment on the screen is one that the lesson's step speaks of: after a rewind, or in another future, what the lesson did of
// itself may not have happened yet, or not at all.
import type { Branch, LoggedCommand, Run } from "#engine";
import type { LessonPlace } from "../view-models/lesson.ts";
import { clockText } from "./format.ts";

export const lessonPlace = (run: Run, zeroMs: number): LessonPlace | null => {
  const { branch, branches, nowMs } = run;
  const here = lastEvent(branch);
  if (here && nowMs < here.atMs) {
    return {
      kind: "before",
      eventText: clockText(here.atMs - zeroMs),
      backText: clockText(branch.endMs - zeroMs),
      backMs: branch.endMs - zeroMs,
    };
  }
  const newest = branches
    .map((other) => ({ other, event: lastEvent(other) }))
    .filter(({ event }) => event !== undefined)
    .toSorted((a, b) => a.event!.atMs - b.event!.atMs || a.other.id - b.other.id)
    .at(-1);
  if (!newest?.event || branch.commands.some((c) => isSame(c, newest.event!))) return null;
  // One that begins anew tells the lesson from its beginning, in its own times.
  if (branch.parent === undefined) return null;
  return {
    kind: "elsewhere",
    eventText: clockText(newest.event.atMs - zeroMs),
    backText: newest.other.name,
    branchId: String(newest.other.id),
  };
};

/** The last thing that the lesson did of itself: a line that it typed, or something done to the machines. Files do not show. */
const lastEvent = ({ commands }: Branch): LoggedCommand | undefined =>
  commands.findLast(
    ({ isScripted, command }) => isScripted === true && (command.component !== "shell" || command.action === "line"),
  );

const isSame = (a: LoggedCommand, b: LoggedCommand): boolean =>
  a.isScripted === true && JSON.stringify(a.command) === JSON.stringify(b.command);

// When a process does something by itself next, and what: it begins to listen, writes a line, hangs, ends, or passes its memory limit.
import type { Sim } from "../sim.ts";
import { checks } from "../apiserver/checks.ts";
import type { ImageBehaviour } from "../scenario.ts";
import type { Mount } from "./files.ts";
import {
  elapsedOf,
  fullAt,
  memoryOf,
  portOf,
  whenElapsed,
  whenMemoryExceeds,
  spoken,
  type ProcessExit,
  type ProcessRow,
} from "./process.ts";

export interface Due {
  readonly row: ProcessRow;
  readonly lines: readonly string[];
  readonly exit?: Omit<ProcessExit, "atMs">;
}

interface Around {
  readonly sim: Sim;
  readonly isTaken: () => boolean;
  readonly mounts: () => readonly Mount[];
}

const listeningOn = (port: number): readonly string[] => (port ? [`listening on ${port}`] : []);

/** What a process writes when it starts. */
export const firstLines = (row: ProcessRow, image: ImageBehaviour): readonly string[] => {
  if (row.command !== undefined) {
    const stdout = spoken(image.commands?.[row.command]?.stdout ?? "", row);
    return stdout.split("\n").filter((line) => line !== "");
  }
  const logs = (image.logs ?? []).map((line) => spoken(line, row));
  return row.state === "listening" ? [...logs, ...listeningOn(portOf(row, image))] : logs;
};

/** Times are computed in floating point and rounded up to whole milliseconds. */
const SLACK_MS = 1e-6;

/** Virtual ms of the next milestone; Infinity if nothing ever happens by itself. */
export const nextMilestone = (row: ProcessRow, image: ImageBehaviour): number => {
  if (row.state === "exited") return Infinity;
  let next = row.endsMs ?? Infinity;
  const at = (elapsedMs: number | undefined): void => {
    if (elapsedMs !== undefined) next = Math.min(next, whenElapsed(row, elapsedMs));
  };
  if (row.command !== undefined) {
    at(row.script ? row.script.wakeMs : (image.commands?.[row.command]?.durationMs ?? 0));
    return Math.max(next, row.progressAtMs);
  }
  if (row.state === "starting") at(image.startupMs ?? 0);
  if (row.state !== "hung") {
    at(image.hangAtMs);
    if (image.logEveryMs) at((row.ticks + 1) * image.logEveryMs);
  }
  at(image.exitAtMs);
  if (!row.isFull) at(fullAt(image));
  if (row.memoryLimitBytes !== undefined) next = Math.min(next, whenMemoryExceeds(row, image, row.memoryLimitBytes));
  return Math.max(next, row.progressAtMs);
};

/** What is due now. An end wins over all else. */
export const milestoneDue = (row: ProcessRow, image: ImageBehaviour, { sim, isTaken, mounts }: Around): Due => {
  const nowMs = sim.now();
  const elapsed = elapsedOf(row, nowMs) + SLACK_MS;
  const exit = exitDue(row, image, nowMs);
  if (exit) return { row, lines: [], exit };
  if (row.script) return checks().goOnWith(row, image, elapsed, { sim, mounts });
  const lines: string[] = [];
  let { state, ticks } = row;
  if (state === "starting" && elapsed >= (image.startupMs ?? 0)) {
    if (isTaken()) {
      return { row, lines: [`listen tcp :${portOf(row, image)}: bind: address already in use`], exit: ended(1) };
    }
    state = "listening";
    lines.push(...listeningOn(portOf(row, image)));
  }
  const ticksDue = image.logEveryMs && state !== "hung" ? Math.floor(elapsed / image.logEveryMs) : ticks;
  for (; ticks < ticksDue; ticks++) lines.push(`tick ${ticks + 1}`);
  if (image.hangAtMs !== undefined && elapsed >= image.hangAtMs) state = "hung";
  const full = elapsed >= fullAt(image) ? { isFull: true as const } : {};
  return { row: { ...row, state, ticks, ...full }, lines };
};

const exitDue = (row: ProcessRow, image: ImageBehaviour, nowMs: number): Omit<ProcessExit, "atMs"> | undefined => {
  const elapsed = elapsedOf(row, nowMs) + SLACK_MS;
  if (row.memoryLimitBytes !== undefined && memoryOf(row, image, nowMs) > row.memoryLimitBytes) {
    return { code: 137, reason: "OOMKilled" };
  }
  if (row.endsMs !== undefined && nowMs >= row.endsMs) return ended(image.termExitCode ?? 0);
  if (row.script) return undefined;
  return ownExit(row, image, elapsed);
};

const ownExit = (
  { command: index }: ProcessRow,
  image: ImageBehaviour,
  elapsed: number,
): ReturnType<typeof exitDue> => {
  if (index !== undefined) {
    const command = image.commands?.[index];
    return elapsed >= (command?.durationMs ?? 0) ? ended(command?.exitCode ?? 0) : undefined;
  }
  return image.exitAtMs !== undefined && elapsed >= image.exitAtMs ? ended(image.exitCode ?? 0) : undefined;
};

const ended = (code: number): Omit<ProcessExit, "atMs"> => ({ code, reason: code === 0 ? "Completed" : "Error" });

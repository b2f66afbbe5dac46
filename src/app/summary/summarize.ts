// What somebody did in a lesson: the commands, what is other in the files, and what clients met before and after.
import type { LoggedCommand, LoggedEntry, Run } from "#engine";
import { isServed, isTraffic } from "#tutor";
import type { DiffLine } from "../view-models/editor.ts";
import { lineDiff } from "../views/line-diff.ts";
import { beginningsOf } from "./beginnings.ts";
import { troublesOf, type Act, type Trouble } from "./troubles.ts";

/** `isChange`: it may have changed something in the cluster. */
export type TypedLine = Act;

export interface RequestBin {
  readonly fromMs: number;
  readonly served: number;
  readonly failed: number;
}

export interface Summary {
  readonly durationMs: number;
  readonly commands: readonly TypedLine[];
  /** When something was changed, at the prompt or otherwise. */
  readonly changesMs: readonly number[];
  readonly diffs: readonly { readonly name: string; readonly lines: readonly DiffLine[] }[];
  readonly bins: readonly RequestBin[];
  readonly binMs: number;
  /** Of requests that came back before, and after, the last change. */
  readonly failedBefore: number;
  readonly failedAfter: number;
  /** Of those after it, the newest. */
  readonly lastFailedMs: number | null;
  readonly troubles: readonly Trouble[];
}

const MOST_BINS = 60;
const SHORTEST_BIN_MS = 5000;
const CONTEXT = 2;
const CHANGES: readonly RegExp[] = [
  /^(kubectl|k)( +-\S+( +[^\s-]\S*)?)* +(apply|patch|scale|set|rollout +(restart|undo|pause|resume)|(un)?cordon|drain|taint|label|annotate|delete|edit|replace|create|expose|autoscale|run)\b/,
  /^ssh .*[\s"'](reboot|poweroff|set-url|systemctl +(stop|start|restart)|crictl +(stop|rm)|iptables .*(-[IAD]|--(insert|append|delete)))\b/,
  /^deploy +run\b/,
];
const isChange = (line: string): boolean => CHANGES.some((pattern) => pattern.test(line));

/** Of the run up to the moment at which it stands. `zeroMs`: where the lesson's clock reads 00:00. */
export const summarize = (run: Run, zeroMs: number): Summary => {
  const entries = run.branch.entries.slice(0, run.logLength);
  const done = run.branch.commands.slice(0, run.cluster.commandsDone);
  const own = done.filter(({ isScripted }) => !isScripted);
  const commands = typed(own, zeroMs);
  const others = own.filter(({ command }) => command.component !== "shell").map(({ atMs }) => atMs - zeroMs);
  const changesMs = [...commands.flatMap((c) => (c.isChange ? [c.atMs] : [])), ...others].toSorted((a, b) => a - b);
  const durationMs = Math.max(0, run.nowMs - zeroMs);
  const files = run.cluster.sim.table<string>("shell/files");
  const diffs = [...beginningsOf(done)].flatMap(([name, before]) => {
    const lines = around(lineDiff(before, files.get(name) ?? ""));
    return lines.length > 0 ? [{ name, lines }] : [];
  });
  const lastChangeMs = changesMs.at(-1) ?? Infinity;
  const acts = own.filter(({ command }) => command.action !== "write").map((command) => actOf(command, zeroMs));
  const troubles = troublesOf(entries, { zeroMs, endMs: durationMs, acts });
  return { durationMs, commands, changesMs, diffs, troubles, ...tally(entries, { zeroMs, durationMs, lastChangeMs }) };
};

/** What is done otherwise than at a prompt has no line, and is a change. */
const actOf = ({ atMs, command: { component, action, data } }: LoggedCommand, zeroMs: number): TypedLine => {
  const line = component === "shell" && action === "line" && typeof data.line === "string" ? data.line.trim() : "";
  return { atMs: atMs - zeroMs, line, isChange: component !== "shell" || isChange(line) };
};

/** The lines at the prompts. */
const typed = (commands: readonly LoggedCommand[], zeroMs: number): readonly TypedLine[] =>
  commands.map((command) => actOf(command, zeroMs)).filter(({ line }) => line !== "");

interface Span {
  readonly zeroMs: number;
  readonly durationMs: number;
  readonly lastChangeMs: number;
}

const tally = (
  entries: readonly LoggedEntry[],
  { zeroMs, durationMs, lastChangeMs }: Span,
): Pick<Summary, "bins" | "binMs" | "failedBefore" | "failedAfter" | "lastFailedMs"> => {
  const binMs = Math.max(SHORTEST_BIN_MS, Math.ceil(durationMs / MOST_BINS / 1000) * 1000);
  // One for the very last moment, where it begins another bin.
  const count = Math.floor(durationMs / binMs) + 1;
  const bins = Array.from({ length: count }, (_, i) => ({ fromMs: i * binMs, served: 0, failed: 0 }));
  let failedBefore = 0;
  let failedAfter = 0;
  let lastFailedMs: number | null = null;
  for (const entry of entries) {
    if (entry.type !== "request" || !isTraffic(entry) || entry.atMs < zeroMs) continue;
    const atMs = entry.atMs - zeroMs;
    const bin = bins[Math.floor(atMs / binMs)]!;
    if (isServed(entry.outcome)) bin.served++;
    else {
      bin.failed++;
      if (atMs <= lastChangeMs) failedBefore++;
      else {
        failedAfter++;
        lastFailedMs = atMs;
      }
    }
  }
  return {
    bins: bins.filter((b, i) => i < count - 1 || b.served + b.failed > 0),
    binMs,
    failedBefore,
    failedAfter,
    lastFailedMs,
  };
};

/** Lines that differ, with a few of those around them. */
export const around = (lines: readonly DiffLine[]): readonly DiffLine[] =>
  lines.filter((_, i) => lines.slice(Math.max(0, i - CONTEXT), i + CONTEXT + 1).some((l) => l.kind !== "same"));

// What the timeline shows of a branch, gathered as its log grows: requests by the second, and the marks of what happened.
import type { JsonObject } from "#api/meta";
import { LogPlaces, type Branch, type Command, type LoggedCommand, type LoggedEntry, type Run } from "#engine";
import { isServed, isTraffic } from "#tutor";
import { isLocal } from "../session/reading.ts";
import type { TimelineBin, TimelineMark } from "../view-models/timeline.ts";

export const BIN_MS = 1000;

interface BranchIndex {
  /** The branch's log; another one where something was slipped into its past. */
  readonly entries: readonly LoggedEntry[];
  /** Entries seen so far. */
  length: number;
  readonly bins: Map<number, { served: number; failed: number }>;
  readonly marks: TimelineMark[];
  lastFailMs: number;
}

/** Events that say that something of note happened, among the many Normal ones. */
const NOTABLE: ReadonlySet<string> = new Set([
  "ScalingReplicaSet",
  "Killing",
  "Scheduled",
  "Started",
  "NodeReady",
  "NodeNotReady",
  "Preempted",
  "TaintManagerEviction",
  "SuccessfulRescale",
]);
/** A new failure this long after the last one is a mark of its own. */
const FAILURE_GAP_MS = 5000;

const NO_MARKS: readonly TimelineMark[] = [];

export class TimelineIndex {
  readonly #branches = new Map<number, BranchIndex>();

  /** Takes in what every branch has got since. Call it after each step, while the present one's events are still in the store. */
  update(run: Run): void {
    for (const branch of run.branches) {
      const index = this.#of(branch);
      for (; index.length < branch.entries.length; index.length++) take(index, branch.entries[index.length]!, run);
    }
  }

  /** Those from `fromMs` on, by a clock that began at `zeroMs`. */
  bins(branchId: number, fromMs: number, zeroMs = 0): readonly TimelineBin[] {
    const bins: TimelineBin[] = [];
    this.#branches.get(branchId)?.bins.forEach(({ served, failed }, ms) => {
      if (ms >= fromMs) bins.push({ fromMs: ms - zeroMs, served, failed });
    });
    return bins;
  }

  marks(branchId: number): readonly TimelineMark[] {
    return this.#branches.get(branchId)?.marks ?? NO_MARKS;
  }

  #of(branch: Branch): BranchIndex {
    const found = this.#branches.get(branch.id);
    if (found?.entries === branch.entries) return found;
    const parent = branch.parent === undefined ? undefined : this.#branches.get(branch.parent);
    const { entries } = branch;
    // What was slipped into a branch left no mark, and changed nothing of what it had shown.
    const made: BranchIndex = found
      ? { ...found, entries, length: entries.length }
      : parent
        ? forked(parent, branch)
        : { entries, length: 0, bins: new Map(), marks: [], lastFailMs: -Infinity };
    this.#branches.set(branch.id, made);
    return made;
  }
}

/** The part of the parent's index that lies before the fork; the second of the fork itself is counted anew. */
const forked = (parent: BranchIndex, { forkMs, entries }: Branch): BranchIndex => {
  const until = Math.floor(forkMs / BIN_MS) * BIN_MS;
  const bins = new Map([...parent.bins].filter(([ms]) => ms < until).map(([ms, counts]) => [ms, { ...counts }]));
  const firstAnew = entries.findIndex((e) => e.atMs >= until);
  return {
    entries,
    length: firstAnew < 0 ? entries.length : firstAnew,
    bins,
    marks: parent.marks.filter((m) => m.timeMs < until),
    lastFailMs: Math.min(parent.lastFailMs, until),
  };
};

const take = (index: BranchIndex, entry: LoggedEntry, run: Run): void => {
  if (entry.type === "request") {
    if (isTraffic(entry)) takeRequest(index, entry.atMs, isServed(entry.outcome), entry);
  } else {
    const mark = markOf(entry, run);
    if (mark) index.marks.push(mark);
  }
};

const takeRequest = (index: BranchIndex, atMs: number, isGood: boolean, entry: LoggedEntry): void => {
  const ms = Math.floor(atMs / BIN_MS) * BIN_MS;
  const bin = index.bins.get(ms) ?? { served: 0, failed: 0 };
  if (isGood) bin.served++;
  else bin.failed++;
  index.bins.set(ms, bin);
  if (isGood) return;
  if (atMs - index.lastFailMs > FAILURE_GAP_MS && entry.type === "request") {
    index.marks.push({
      id: `fail ${entry.index}`,
      timeMs: atMs,
      kind: "fail",
      label: entry.outcome,
      isLabelShown: false,
      objectId: null,
    });
  }
  index.lastFailMs = atMs;
};

const markOf = (entry: LoggedEntry, run: Run): TimelineMark | null => {
  if (entry.type === "command") return commandMark(entry, run.branch);
  if (entry.type === "terminal") return lateMark(entry, run.branch);
  if (entry.type !== "object" || entry.resource !== "events" || entry.change !== "ADDED") return null;
  const event = run.cluster.sim.store.get("events", entry.key);
  if (!event) return null;
  const isWarning = event.type === "Warning";
  if (!isWarning && !NOTABLE.has(event.reason ?? "")) return null;
  const { involvedObject } = event;
  return {
    id: `event ${entry.index}`,
    timeMs: entry.atMs,
    kind: isWarning ? "warn" : "event",
    label: `${shortName(involvedObject)} ${event.reason ?? ""}`,
    isLabelShown: false,
    objectId: `${(involvedObject.kind ?? "").toLowerCase()}s/${involvedObject.namespace ?? ""}/${involvedObject.name ?? ""}`,
  };
};

/** A pod goes by its last letters, as on its hull. */
const shortName = ({ kind, name = "" }: { readonly kind?: string; readonly name?: string }): string =>
  kind === "Pod" && name.split("-").length > 2 ? name.slice(name.lastIndexOf("-") + 1) : name;

type CommandEntry = Extract<LoggedEntry, { type: "command" }>;

const commandMark = (entry: CommandEntry, branch: Branch): TimelineMark | null => {
  const label = labelOf(entry);
  // What the lesson does to the machines is the answer to its riddle, and nobody's act.
  if (label === null || (entry.component !== "shell" && !isLearners(entry, branch))) return null;
  if (waits(entry, branch.entries) || cameToNothing(branch.entries, entry)) return null;
  return deedMark(entry, label);
};

const deedMark = ({ index, atMs }: LoggedEntry, label: string): TimelineMark => ({
  id: `command ${index}`,
  timeMs: atMs,
  kind: "command",
  label,
  isLabelShown: true,
  objectId: null,
});

type TerminalEntry = Extract<LoggedEntry, { type: "terminal" }>;

/** A line that was typed while another ran, and began after it. */
const lateMark = (entry: TerminalEntry, { entries }: Branch): TimelineMark | null => {
  if (entry.stream !== "stdin" || entries[entry.index - 1]?.type === "command") return null;
  const label = labelOfLine(entry.text);
  return label === null || cameToNothing(entries, entry) ? null : deedMark(entry, label);
};

/** The line was typed while another ran: it has not begun, and never will where that one is broken off. */
const waits = ({ index, component, action }: CommandEntry, entries: readonly LoggedEntry[]): boolean =>
  component === "shell" && action === "line" && !begins(entries[index + 1]);

const begins = (entry: LoggedEntry | undefined): boolean => entry?.type === "terminal" && entry.stream === "stdin";

/** Neither a step's beginning nor the scenario's schedule did it. */
const isLearners = ({ atMs, component, action }: CommandEntry, { commands }: Branch): boolean =>
  commands.some(
    (c) => c.atMs === atMs && c.isScripted !== true && c.command.component === component && c.command.action === action,
  );

const commandPlaces = new LogPlaces("command");

/** What was done, as a mark has it; null where nothing came of it. */
export const deedOf = ({ atMs, command }: LoggedCommand, { entries }: Branch): string | null => {
  const label = labelOf(command);
  if (label === null) return null;
  const { at } = commandPlaces.before(entries, entries.length);
  const found = at.find((i) => {
    const entry = entries[i]!;
    return entry.type === "command" && entry.atMs === atMs && entry.data["line"] === command.data["line"];
  });
  if (found === undefined) return label;
  const typed = entries[found] as CommandEntry;
  const began = waits(typed, entries) ? entries.slice(found).find((e) => begins(e) && isLine(e, command)) : typed;
  return began === undefined || cameToNothing(entries, began) ? null : label;
};

const isLine = (entry: LoggedEntry, { data }: Command): boolean =>
  entry.type === "terminal" && entry.text === data["line"];

/** A slip of the pen, or what was so already: the line was answered at once, and nothing in the cluster is other. */
const cameToNothing = (entries: readonly LoggedEntry[], { atMs, index }: LoggedEntry): boolean => {
  let isRefused = false;
  for (let i = index + 1; entries[i]?.atMs === atMs; i++) {
    const next = entries[i]!;
    if (next.type === "command") break;
    if (next.type !== "terminal") return false;
    isRefused ||= next.stream === "stderr" || (next.stream === "stdout" && / unchanged\s*$/.test(next.text));
  }
  return isRefused;
};

/** null: nothing that anybody has to know of. */
const labelOf = ({ component, action, data }: Command): string | null => {
  if (component !== "shell") return `${action} ${targetOf(data)}`.trim();
  if (action !== "line") return null;
  return typeof data["line"] === "string" ? labelOfLine(data["line"]) : null;
};

const labelOfLine = (line: string): string | null =>
  line.trim() === "" || isLocal(line) ? null : line.replace(/^\s*(kubectl|k)\s+/, "");

/** What a fault is done to. */
const targetOf = (data: JsonObject): string => {
  const { node, pod, deployment, port } = data;
  if (typeof pod === "string") return shortName({ kind: "Pod", name: pod.slice(pod.indexOf("/") + 1) });
  const target = node ?? deployment ?? port;
  if (typeof target === "number") return String(target);
  return typeof target === "string" ? target.slice(target.indexOf("/") + 1) : "";
};

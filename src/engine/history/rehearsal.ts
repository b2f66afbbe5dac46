// What a run comes to at its beginning, worked out beforehand: the state it begins in, and what each line changes that the beginning types. So a
// page shows a cluster before it has what creates objects and runs lines, and without the work of letting it settle. Whether a rehearsal is used makes no difference to a single byte.
import { compareStrings } from "#api/compare";
import type { Cluster, Command, Snapshot } from "../cluster.ts";
import { fnv1a } from "../clock/rng.ts";
import type { Timer } from "../clock/timers.ts";
import type { Scenario } from "../scenario.ts";
import type { LoggedEntry } from "./log.ts";

type Row = readonly [string, unknown];

/** What differs between two states of one moment. */
interface Change {
  readonly tables: { readonly [name: string]: { readonly set: readonly Row[]; readonly gone: readonly string[] } };
  readonly timers: { readonly set: readonly Timer[]; readonly gone: readonly number[] };
  readonly nextTimerId: number;
}

interface Rehearsed {
  readonly command: Command;
  /** Of the run's log before it: nothing else has happened than what happened in the rehearsal. */
  readonly logLength: number;
  readonly logHash: number;
  readonly change: Change;
  readonly entries: readonly LoggedEntry[];
}

export interface Rehearsal {
  /** Of the scenario: another one is not meant. */
  readonly scenario: number;
  readonly start: Snapshot;
  readonly entries: readonly LoggedEntry[];
  readonly commands: readonly Rehearsed[];
}

export const scenarioHash = (scenario: Scenario): number => fnv1a(JSON.stringify(scenario));

/** What the rehearsal says of this command at this moment of the run, if anything. */
export const rehearsedFor = (
  rehearsal: Rehearsal | undefined,
  { logLength, logHash }: Cluster,
  command: Command,
): Rehearsed | undefined => {
  const found = rehearsal?.commands.find((r) => r.logLength === logLength && r.logHash === logHash);
  return found && JSON.stringify(found.command) === JSON.stringify(command) ? found : undefined;
};

/** What a command did to a cluster. Undefined where it cannot be told as a change: a row that went and came back stands elsewhere. */
export const changeBetween = (before: Snapshot, after: Snapshot): Change | undefined => {
  const names = new Set([...Object.keys(before.tables), ...Object.keys(after.tables)]);
  const tables: Record<string, Change["tables"][string]> = {};
  for (const name of names) {
    const old = new Map((before.tables[name] ?? []).map(([key, row]) => [key, JSON.stringify(row)]));
    const now = new Map(after.tables[name] ?? []);
    const set = [...now].filter(([key, row]) => old.get(key) !== JSON.stringify(row));
    const gone = [...old.keys()].filter((key) => !now.has(key));
    if (set.length > 0 || gone.length > 0) tables[name] = { set, gone };
  }
  const old = new Map(before.timers.map((timer) => [timer.id, JSON.stringify(timer)]));
  const ids = new Set(after.timers.map(({ id }) => id));
  const timers = {
    set: after.timers.filter((timer) => old.get(timer.id) !== JSON.stringify(timer)),
    gone: [...old.keys()].filter((id) => !ids.has(id)),
  };
  const change = { tables, timers, nextTimerId: after.nextTimerId };
  return JSON.stringify(changed(before, change)) === JSON.stringify(after) ? change : undefined;
};

/** The state after it. */
export const changed = (before: Snapshot, { tables, timers, nextTimerId }: Change): Snapshot => {
  const all: Record<string, readonly Row[]> = { ...before.tables };
  for (const [name, { set, gone }] of Object.entries(tables)) {
    const rows = new Map(all[name]);
    for (const key of gone) rows.delete(key);
    for (const [key, row] of set) rows.set(key, row);
    all[name] = [...rows];
  }
  const byId = new Map(before.timers.map((timer) => [timer.id, timer]));
  for (const id of timers.gone) byId.delete(id);
  for (const timer of timers.set) byId.set(timer.id, timer);
  return {
    ...before,
    timers: [...byId.values()].toSorted((a, b) => a.atMs - b.atMs || a.id - b.id),
    nextTimerId,
    tables: Object.fromEntries(
      Object.entries(all)
        .filter(([, rows]) => rows.length > 0)
        .toSorted(([a], [b]) => compareStrings(a, b)),
    ),
  };
};

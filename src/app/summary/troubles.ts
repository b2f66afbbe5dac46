// Of each time that a client was not served: when it began, and how long it took to be noticed, understood and mended.
import type { LoggedEntry } from "#engine";
import { isServed, isTraffic } from "#tutor";

export interface Trouble {
  readonly client: string;
  /** The first failed request. */
  readonly beganMs: number;
  /** Whatever the learner did first after that, unless it names other clients only. */
  readonly noticedMs: number | null;
  /** The change after which it ended, unless that names other clients only; none where it ended by itself. */
  readonly understoodMs: number | null;
  /** The last failed request; null while it goes on. */
  readonly mendedMs: number | null;
}

/** Served for so long: it is over, and what comes then is another one. */
const OVER_MS = 25_000;
/** A restart loses a few; that is no trouble of its own. */
const LEAST = 8;

/** Something that the learner did. */
export interface Act {
  readonly atMs: number;
  /** What was typed. */
  readonly line: string;
  readonly isChange: boolean;
}

export interface Doings {
  readonly zeroMs: number;
  readonly endMs: number;
  /** On the lesson's clock, in their order. */
  readonly acts: readonly Act[];
}

export const troublesOf = (entries: readonly LoggedEntry[], doings: Doings): readonly Trouble[] => {
  const failures = new Map<string, number[]>();
  for (const entry of entries) {
    if (entry.type !== "request" || !isTraffic(entry) || isServed(entry.outcome)) continue;
    if (entry.atMs < doings.zeroMs) continue;
    const list = failures.get(entry.client);
    if (list) list.push(entry.atMs - doings.zeroMs);
    else failures.set(entry.client, [entry.atMs - doings.zeroMs]);
  }
  const clients = [...failures.keys()];
  return [...failures]
    .flatMap(([client, atMs]) => {
      const acts = doings.acts.filter(({ line }) => isAbout(line, client, clients));
      return spans(atMs).map((span) => trouble(client, span, { ...doings, acts }));
    })
    .toSorted((a, b) => a.beganMs - b.beganMs);
};

/** In a night of three troubles, who mends `pay` has not noticed `search` by that. What names nobody may be about everybody. */
const isAbout = (line: string, client: string, clients: readonly string[]): boolean => {
  const words = new Set(line.split(/[^A-Za-z0-9]+/));
  return words.has(client) || !clients.some((other) => words.has(other));
};

const spans = (failures: readonly number[]): readonly (readonly number[])[] => {
  const found: number[][] = [];
  for (const atMs of failures) {
    const last = found.at(-1);
    if (last && atMs - last.at(-1)! < OVER_MS) last.push(atMs);
    else found.push([atMs]);
  }
  return found.filter((span) => span.length >= LEAST);
};

const trouble = (client: string, span: readonly number[], { endMs, acts }: Doings): Trouble => {
  const [beganMs, lastMs] = [span[0]!, span.at(-1)!];
  const isOver = endMs - lastMs >= OVER_MS;
  const during = acts.filter(({ atMs }) => atMs >= beganMs && atMs <= (isOver ? lastMs : endMs));
  return {
    client,
    beganMs,
    noticedMs: during[0]?.atMs ?? null,
    understoodMs: (isOver ? during.findLast((act) => act.isChange)?.atMs : undefined) ?? null,
    mendedMs: isOver ? lastMs : null,
  };
};

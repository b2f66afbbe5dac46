// Of each time that a client was not served: when it began, and how long it took to be noticed, understood and mended.
import type { LoggedEntry } from "#engine";
import { isServed, isTraffic } from "#tutor";

export interface Trouble {
  readonly client: string;
  /** The first failed request. */
  readonly beganMs: number;
  /** Whatever the learner did first after that. */
  readonly noticedMs: number | null;
  /** The change after which it ended; none where it ended by itself. */
  readonly understoodMs: number | null;
  /** The last failed request; null while it goes on. */
  readonly mendedMs: number | null;
}

/** Served for so long: it is over, and what comes then is another one. */
const OVER_MS = 25_000;
/** A restart loses a few; that is no trouble of its own. */
const LEAST = 8;

export interface Doings {
  readonly zeroMs: number;
  readonly endMs: number;
  /** On the lesson's clock, in their order. */
  readonly actsMs: readonly number[];
  readonly changesMs: readonly number[];
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
  return [...failures]
    .flatMap(([client, atMs]) => spans(atMs).map((span) => trouble(client, span, doings)))
    .toSorted((a, b) => a.beganMs - b.beganMs);
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

const trouble = (client: string, span: readonly number[], { endMs, actsMs, changesMs }: Doings): Trouble => {
  const [beganMs, lastMs] = [span[0]!, span.at(-1)!];
  const isOver = endMs - lastMs >= OVER_MS;
  return {
    client,
    beganMs,
    noticedMs: actsMs.find((atMs) => atMs >= beganMs && atMs <= (isOver ? lastMs : endMs)) ?? null,
    understoodMs: (isOver ? changesMs.findLast((atMs) => atMs >= beganMs && atMs <= lastMs) : undefined) ?? null,
    mendedMs: isOver ? lastMs : null,
  };
};

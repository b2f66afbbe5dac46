// Of each time that a client was not served: when it began, and how long it took to be noticed, understood and mended.
import type { LoggedEntry } from "#engine";
import { isServed, isTraffic } from "#tutor";

export interface Trouble {
  readonly client: string;
  /** The first failed request. */
  readonly beganMs: number;
  /** What the learner did first after that and was about this one: it names it, or is a change that names nobody, or nothing else is wrong that was not noticed before. */
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
  const all = [...failures].flatMap(([client, atMs]) => spans(atMs).map((span) => spanOf(client, span, doings)));
  const acts = doings.acts.map((act): NamedAct => ({ ...act, names: namedIn(act.line, clients) }));
  const noticed = noticings(all, acts);
  return all
    .map((span) => ({
      client: span.client,
      beganMs: span.beganMs,
      noticedMs: noticed.get(span) ?? null,
      understoodMs: understoodMs(span, acts),
      mendedMs: span.isOver ? span.untilMs : null,
    }))
    .toSorted((a, b) => a.beganMs - b.beganMs);
};

/** Each word between two marks, so that a name is found in it only as a whole: `-web-shop- -x7k2p-`. */
const marked = (text: string): string =>
  text
    .split(/[^A-Za-z0-9-]+/)
    .map((word) => (word === "" ? "" : `-${word}-`))
    .join(" ");

/** Whom a line names, by themselves or by what is called after them. `web-shop` is not `web`. */
export const namedIn = (line: string, clients: readonly string[]): ReadonlySet<string> => {
  const named = new Set<string>();
  let rest = marked(line);
  for (const client of clients.toSorted((a, b) => b.length - a.length)) {
    const parts = rest.split(marked(client));
    if (parts.length > 1) named.add(client);
    rest = parts.join("--");
  }
  return named;
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

interface Span {
  readonly client: string;
  readonly beganMs: number;
  /** The last failed request, or where the run stands. */
  readonly untilMs: number;
  readonly isOver: boolean;
}

const spanOf = (client: string, failures: readonly number[], { endMs }: Doings): Span => {
  const lastMs = failures.at(-1)!;
  const isOver = endMs - lastMs >= OVER_MS;
  return { client, beganMs: failures[0]!, untilMs: isOver ? lastMs : endMs, isOver };
};

interface NamedAct extends Act {
  /** Those clients that it names. */
  readonly names: ReadonlySet<string>;
}

const goesOn = ({ beganMs, untilMs }: Span, atMs: number): boolean => atMs >= beganMs && atMs <= untilMs;

/** In a night of three troubles, who looks at the nodes has not noticed all three by that; but a node that is mended may mend all. */
const noticings = (all: readonly Span[], acts: readonly NamedAct[]): ReadonlyMap<Span, number> => {
  const noticed = new Map<Span, number>();
  for (const { atMs, names, isChange } of acts) {
    const open = all.filter((span) => goesOn(span, atMs) && !noticed.has(span));
    const isForAny = names.size === 0 && (isChange || open.length === 1);
    for (const span of open) if (isForAny || names.has(span.client)) noticed.set(span, atMs);
  }
  return noticed;
};

const understoodMs = (span: Span, acts: readonly NamedAct[]): number | null => {
  if (!span.isOver) return null;
  const last = acts.findLast(
    ({ atMs, names, isChange }) => isChange && goesOn(span, atMs) && (names.size === 0 || names.has(span.client)),
  );
  return last?.atMs ?? null;
};

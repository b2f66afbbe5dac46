// Models staging/src/k8s.io/client-go/tools/record/events_cache.go (v1.36): equal events are counted, similar ones are combined from
// the tenth on, and a source that repeats itself about one object is throttled to 25 and then one in five minutes.
// The scheduler's events (tools/events) follow other rules: see scheduler/.
import { withFields } from "#api/json";
import type { KubeObject } from "#api/meta";
import type { ObjectReference } from "#api/core-env";
import type { Event } from "#api/core-event";
import { hexOf } from "../clock/hex.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";

export interface EventSource {
  readonly component: string;
  readonly host?: string;
}

export interface EventNote {
  readonly type: "Normal" | "Warning";
  readonly reason: string;
  readonly message: string;
  /** `spec.containers{web}`. */
  readonly fieldPath?: string;
}

export interface EventRecorder {
  /** Writes (or counts) an event about `object`. */
  record(object: KubeObject | ObjectReference, note: EventNote): void;
}

/** One kind of event about an object. */
interface Kind {
  readonly reason: string;
  readonly fieldPath: string | undefined;
}
/** Of such a kind: the distinct messages of late. */
interface Similar extends Kind {
  readonly messages: readonly string[];
  readonly lastMs: number;
}
/** Of one event object: what it says (nothing: several things), its name, and how often it was written. */
interface Seen extends Kind {
  readonly message: string | undefined;
  readonly name: string;
  readonly count: number;
}

/** What a source remembers of one object, by the type of event: one row, for at scale this is a good part of what a cluster holds. */
interface Memory {
  readonly tokens: number;
  readonly atMs: number;
  readonly similar: readonly Similar[];
  readonly seen: readonly Seen[];
}

const MAX_SIMILAR = 10;
const SIMILAR_WINDOW_MS = 600_000;
const SPAM_BURST = 25;
const SPAM_REFILL_MS = 300_000;
const TTL_MS = 3_600_000;

/** A fresh bucket is full whenever it is made. */
const UNKNOWN: Memory = { tokens: SPAM_BURST, atMs: 0, similar: [], seen: [] };
const NONE: readonly string[] = [];

const memoriesOf = (sim: Sim): Table<Memory> => sim.table("events/memories");

/**
 * The event of this name has expired, or what was left of it may count no more: what its recorder remembers is kept for as long as it counts.
 * Who is written about again meanwhile has an event that will expire.
 * Simplified: upstream's caches hold 4,096 rows of each recorder, and what still counts may fall out of them.
 */
export const forget = (sim: Sim, subject: string, name?: string): void => {
  const memories = memoriesOf(sim);
  const before = memories.get(subject);
  if (!before) return;
  const seen = before.seen.filter((s) => s.name !== name);
  const fullMs = Math.ceil(before.atMs + (SPAM_BURST - before.tokens) * SPAM_REFILL_MS);
  const nextMs = Math.max(fullMs, ...before.similar.map(({ lastMs }) => lastMs + SIMILAR_WINDOW_MS + 1));
  const isOver = nextMs <= sim.now();
  if (seen.length === 0 && isOver) memories.delete(subject);
  else memories.set(subject, withFields(before, { seen }));
  if (seen.length === 0 && !isOver && name) sim.setTimer(nextMs, "events/forget", subject);
};

const tokensIn = ({ tokens, atMs }: Memory, now: number): number =>
  Math.min(SPAM_BURST, tokens + (now - atMs) / SPAM_REFILL_MS);

export const referenceTo = (object: KubeObject | ObjectReference): ObjectReference => {
  if (!("metadata" in object)) return object;
  const { name, namespace, uid, resourceVersion } = object.metadata;
  return {
    kind: object.kind,
    apiVersion: object.apiVersion,
    name,
    ...(namespace ? { namespace } : {}),
    ...(uid ? { uid } : {}),
    ...(resourceVersion ? { resourceVersion } : {}),
  };
};

/** `name.<hex of the moment>`: an event object's name; unique by a counter. */
export const eventName = (sim: Sim, about: string): string => {
  const counters = sim.table<number>("counters");
  const n = (counters.get("events") ?? 0) + 1;
  counters.set("events", n);
  return `${about}.${nanosecondsHex(sim.wallMs(), n % 1_000_000)}`;
};

const WORD = 4_294_967_296;

/** Nanoseconds since 1970 in 16 hex digits, in two words: 64 bits are more than a number holds exactly. */
const nanosecondsHex = (epochMs: number, rest: number): string => {
  const low = (epochMs % WORD) * 1_000_000 + rest;
  const high = Math.floor(epochMs / WORD) * 1_000_000 + Math.floor(low / WORD);
  return hexOf([high, low % WORD]);
};

export const createEventRecorder = (sim: Sim, source: EventSource): EventRecorder => {
  const memories = memoriesOf(sim);
  const origin = `${source.component}/${source.host ?? ""}`;

  const record = (object: KubeObject | ObjectReference, note: EventNote): void => {
    const about = note.fieldPath ? withFields(referenceTo(object), { fieldPath: note.fieldPath }) : referenceTo(object);
    const whom = `${about.kind}/${about.namespace ?? ""}/${about.name}/${about.uid ?? ""}`;
    const subject = `${origin} ${whom} ${note.type}`;
    const now = sim.now();
    const before = memories.get(subject) ?? UNKNOWN;
    const { similar, seen } = before;
    const tokens = tokensIn(before, now);
    if (tokens < 1) return memories.set(subject, { tokens, atMs: now, similar, seen });
    const { reason, fieldPath } = note;
    const { alike, messages, same } = combine(before, note, now);
    const isOne = messages.length < MAX_SIMILAR || same !== undefined;
    const known = isOne ? same : seen.find((s) => isOf(s, note) && s.message === undefined);
    const message = isOne ? note.message : `(combined from similar events): ${note.message}`;
    const written = write(sim, { subject, source, about, note, message }, known);
    memories.set(subject, {
      tokens: tokens - 1,
      atMs: now,
      similar: put(similar, { reason, fieldPath, messages, lastMs: now }, alike),
      seen: put(seen, { reason, fieldPath, message: isOne ? message : undefined, ...written }, known),
    });
  };
  return { record };
};

/** The list with a row in the place of another, or at its end. */
const put = <T>(list: readonly T[], row: T, before?: T): readonly T[] =>
  before === undefined ? [...list, row] : list.map((r) => (r === before ? row : r));

/** resourceVersion is not part of what makes a kind, fieldPath is. */
const isOf = (kind: Kind, { reason, fieldPath }: EventNote): boolean =>
  kind.reason === reason && kind.fieldPath === fieldPath;

interface Combined {
  readonly alike: Similar | undefined;
  /** Of late, with this one. */
  readonly messages: readonly string[];
  /** The event that says the same. */
  readonly same: Seen | undefined;
}

const combine = ({ similar, seen }: Memory, note: EventNote, now: number): Combined => {
  const { message } = note;
  const alike = similar.find((s) => isOf(s, note));
  const recent = alike && now - alike.lastMs <= SIMILAR_WINDOW_MS ? alike.messages : NONE;
  const messages = recent.includes(message) ? recent : put(recent, message).slice(-MAX_SIMILAR);
  return { alike, messages, same: seen.find((s) => isOf(s, note) && s.message === message) };
};

interface EventWrite {
  readonly subject: string;
  readonly source: EventSource;
  readonly about: ObjectReference;
  readonly note: EventNote;
  /** The note's own, or that there are several. */
  readonly message: string;
}

/** Counts on, or writes an event of its own. */
const write = (
  sim: Sim,
  { subject, source, about, note, message }: EventWrite,
  before: Seen | undefined,
): Pick<Seen, "name" | "count"> => {
  const namespace = about.namespace ?? "default";
  const now = sim.timestamp();
  if (before && sim.store.get("events", `${namespace}/${before.name}`)) {
    const count = before.count + 1;
    sim.api.write("events", `${namespace}/${before.name}`, (e) => ({
      ...e,
      count,
      message,
      lastTimestamp: now,
    }));
    return { name: before.name, count };
  }
  const name = eventName(sim, about.name ?? "");
  const event: Event = {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name, namespace },
    involvedObject: about,
    reason: note.reason,
    ...(message === "" ? {} : { message }),
    source,
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type: note.type,
    eventTime: null,
    reportingComponent: source.component,
    reportingInstance: source.host ?? "",
  };
  sim.api.createTrusted("events", event);
  sim.setTimer(sim.now() + TTL_MS, "events/expire", `${namespace}/${name}`, subject);
  return { name, count: 1 };
};

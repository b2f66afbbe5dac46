// Models staging/src/k8s.io/client-go/tools/record/events_cache.go (v1.36): equal events are counted, similar ones are combined from
// the tenth on, and a source that repeats itself about one object is throttled to 25 and then one in five minutes.
// The scheduler's events (tools/events) follow other rules: see scheduler/.
import { withFields } from "#api/json";
import type { KubeObject } from "#api/meta";
import type { ObjectReference } from "#api/core-env";
import type { Event } from "#api/core-event";
import { hexOf } from "../clock/hex.ts";
import type { Sim } from "../sim.ts";

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

/** Of a kind of event (key without the message): the distinct messages of late. */
interface Aggregate {
  readonly messages: readonly string[];
  readonly lastMs: number;
}
/** Of one event object: where it is and how often it was written. */
interface Seen {
  readonly name: string;
  readonly count: number;
  readonly firstTimestamp: string;
}
interface Bucket {
  readonly tokens: number;
  readonly atMs: number;
}

const MAX_SIMILAR = 10;
const SIMILAR_WINDOW_MS = 600_000;
const SPAM_BURST = 25;
const SPAM_REFILL_MS = 300_000;
const TTL_MS = 3_600_000;

/** Under what keys an event's recorder remembers it. */
export type Marks = Readonly<Record<"seen" | "similar" | "spam", string>>;

/**
 * The event has expired: what its recorder remembers of it is kept for as long as it would still count.
 * Simplified: upstream's caches hold 4,096 rows of each recorder, and what still counts may fall out of them.
 */
export const forgetEvent = (sim: Sim, name: string, marks: Marks): void => {
  const rows = sim.table<Seen>("events/seen");
  if (rows.get(marks.seen)?.name === name) rows.delete(marks.seen);
  const nextMs = forgetMarks(sim, marks);
  if (nextMs > sim.now()) sim.setTimer(nextMs, "events/forget", name, marks);
};

/** Answers when the rest of it counts no more. Who is written about again meanwhile has an event that will expire. */
export const forgetMarks = (sim: Sim, { similar, spam }: Marks): number => {
  const aggregates = sim.table<Aggregate>("events/aggregates");
  const buckets = sim.table<Bucket>("events/buckets");
  const [aggregate, bucket] = [aggregates.get(similar), buckets.get(spam)];
  const aloneMs = aggregate ? aggregate.lastMs + SIMILAR_WINDOW_MS + 1 : 0;
  const fullMs = bucket ? Math.ceil(bucket.atMs + (SPAM_BURST - bucket.tokens) * SPAM_REFILL_MS) : 0;
  if (aloneMs <= sim.now()) aggregates.delete(similar);
  if (fullMs <= sim.now()) buckets.delete(spam);
  return Math.max(aloneMs, fullMs);
};

const tokensIn = ({ tokens, atMs }: Bucket, now: number): number =>
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
  const seen = sim.table<Seen>("events/seen");
  const aggregates = sim.table<Aggregate>("events/aggregates");
  const buckets = sim.table<Bucket>("events/buckets");

  /** The message to write and the key under which it counts. */
  const combine = (similarKey: string, message: string): { readonly message: string; readonly key: string } => {
    const found = aggregates.get(similarKey);
    const recent = found && sim.now() - found.lastMs <= SIMILAR_WINDOW_MS ? found.messages : [];
    const messages = recent.includes(message) ? recent : [...recent, message].slice(-MAX_SIMILAR);
    aggregates.set(similarKey, { messages, lastMs: sim.now() });
    const isKnown = seen.has(`${similarKey}\n${message}`);
    if (messages.length < MAX_SIMILAR || isKnown) return { message, key: `${similarKey}\n${message}` };
    return { message: `(combined from similar events): ${message}`, key: similarKey };
  };

  const takeToken = (spamKey: string): boolean => {
    const bucket = buckets.get(spamKey) ?? { tokens: SPAM_BURST, atMs: sim.now() };
    const tokens = tokensIn(bucket, sim.now());
    buckets.set(spamKey, { tokens: tokens >= 1 ? tokens - 1 : tokens, atMs: sim.now() });
    return tokens >= 1;
  };

  const record = (object: KubeObject | ObjectReference, note: EventNote): void => {
    const about = note.fieldPath ? withFields(referenceTo(object), { fieldPath: note.fieldPath }) : referenceTo(object);
    const origin = `${source.component}/${source.host ?? ""}`;
    const whom = `${about.kind}/${about.namespace ?? ""}/${about.name}/${about.uid ?? ""}`;
    const spam = `${origin} ${whom} ${note.type}`;
    if (!takeToken(spam)) return;
    // resourceVersion is not part of the key, fieldPath is.
    const similar = `${origin} ${whom} ${note.fieldPath ?? ""} ${note.type} ${note.reason}`;
    const { message, key } = combine(similar, note.message);
    write(sim, { marks: { seen: key, similar, spam }, source, about, note: { ...note, message } });
  };
  return { record };
};

interface EventWrite {
  readonly marks: Marks;
  readonly source: EventSource;
  readonly about: ObjectReference;
  readonly note: EventNote;
}

const write = (sim: Sim, { marks, source, about, note }: EventWrite): void => {
  const seen = sim.table<Seen>("events/seen");
  const key = marks.seen;
  const namespace = about.namespace ?? "default";
  const now = sim.timestamp();
  const before = seen.get(key);
  if (before && sim.store.get("events", `${namespace}/${before.name}`)) {
    const count = before.count + 1;
    seen.set(key, { ...before, count });
    sim.api.write("events", `${namespace}/${before.name}`, (e) => ({
      ...e,
      count,
      message: note.message,
      lastTimestamp: now,
    }));
    return;
  }
  const name = eventName(sim, about.name ?? "");
  seen.set(key, { name, count: 1, firstTimestamp: now });
  const event: Event = {
    apiVersion: "v1",
    kind: "Event",
    metadata: { name, namespace },
    involvedObject: about,
    reason: note.reason,
    ...(note.message === "" ? {} : { message: note.message }),
    source: { component: source.component, ...(source.host ? { host: source.host } : {}) },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type: note.type,
    eventTime: null,
    reportingComponent: source.component,
    reportingInstance: source.host ?? "",
  };
  sim.api.createTrusted("events", event);
  sim.setTimer(sim.now() + TTL_MS, "events/expire", `${namespace}/${name}`, marks);
};

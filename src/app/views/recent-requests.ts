// What became of the requests of the last seconds, by pod and by client: the other truth beside Kubernetes' own.
import type { LoggedEntry, Run } from "#engine";
import { isServed, isTraffic } from "#tutor";

/** Of now: it goes on counting when it is asked for again. */
export interface Tally {
  readonly served: number;
  readonly failed: number;
  /** Of the failures, the newest: what the client saw. */
  readonly outcome: string | null;
}

export interface RecentRequests {
  /** By `namespace/name`. */
  readonly byPod: ReadonlyMap<string, Tally>;
  readonly byClient: ReadonlyMap<string, Tally>;
}

const windows = new WeakMap<Run, Map<number, Window>>();

/** Counted on from the last time it was asked: a busy second has a thousand requests, and a frame few new ones. */
export const recentRequests = (run: Run, withinMs: number): RecentRequests => {
  const ofRun = windows.get(run) ?? new Map<number, Window>();
  windows.set(run, ofRun);
  let window = ofRun.get(withinMs);
  if (!window?.isBefore(run)) ofRun.set(withinMs, (window = new Window(run, withinMs)));
  window.advance(run);
  return window;
};

type Counted = { -readonly [K in keyof Tally]: Tally[K] };
type RequestEntry = Extract<LoggedEntry, { type: "request" }>;

class Window implements RecentRequests {
  readonly byPod = new Map<string, Counted>();
  readonly byClient = new Map<string, Counted>();
  readonly #withinMs: number;
  readonly #entries: readonly LoggedEntry[];
  /** The first entry that counts, and the first that does not count yet. */
  #from: number;
  #to: number;
  #nowMs: number;

  constructor(run: Run, withinMs: number) {
    this.#withinMs = withinMs;
    this.#entries = run.branch.entries;
    this.#nowMs = run.nowMs;
    let from = run.logLength;
    while (from > 0 && this.#entries[from - 1]!.atMs > run.nowMs - withinMs) from--;
    this.#from = from;
    this.#to = from;
  }

  /** Time went on since, on the same branch. */
  isBefore(run: Run): boolean {
    return this.#entries === run.branch.entries && this.#nowMs <= run.nowMs && this.#to <= run.logLength;
  }

  advance(run: Run): void {
    this.#nowMs = run.nowMs;
    for (; this.#to < run.logLength; this.#to++) this.#count(this.#entries[this.#to]!, 1);
    const sinceMs = run.nowMs - this.#withinMs;
    for (; this.#from < this.#to && this.#entries[this.#from]!.atMs <= sinceMs; this.#from++) {
      this.#count(this.#entries[this.#from]!, -1);
    }
  }

  #count(entry: LoggedEntry, by: 1 | -1): void {
    if (entry.type !== "request" || !isTraffic(entry)) return;
    count(this.byClient, entry.client, entry, by);
    const pod = entry.data["pod"];
    if (typeof pod === "string" && pod !== "") count(this.byPod, pod, entry, by);
  }
}

/** In place: a busy window counts a hundred thousand requests a minute, and an object for each would be the collector's work. */
const count = (into: Map<string, Counted>, key: string, { outcome }: RequestEntry, by: 1 | -1): void => {
  let tally = into.get(key);
  if (!tally) into.set(key, (tally = { served: 0, failed: 0, outcome: null }));
  if (isServed(outcome)) tally.served += by;
  else {
    tally.failed += by;
    // The oldest leave first, so the newest failure goes with the last one.
    if (by > 0) tally.outcome = outcome;
    else if (tally.failed === 0) tally.outcome = null;
  }
  if (tally.served === 0 && tally.failed === 0) into.delete(key);
};

// The ordered timer queue. A timer is data: who is called, with what key and what note, at which millisecond.
// The earliest goes first; timers of one millisecond go in the order in which they were set.
import type { Json } from "#api/meta";

export interface Timer {
  readonly id: number;
  /** Virtual milliseconds since the cluster was created. */
  readonly atMs: number;
  /** `component/handler`, e.g. `kubelet/probe`. */
  readonly handler: string;
  readonly key: string;
  readonly data?: Json;
  /** It was put off once, because whoever it calls is slow. */
  readonly isLate?: true;
}

const before = (a: Timer, b: Timer): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.id < b.id);

/** Timers that are due within so many milliseconds of each other lie together, in no order, until their time comes near. */
const SPAN_MS = 4096;

const spanOf = ({ atMs }: Timer): number => Math.floor(atMs / SPAN_MS);

/** The timers of one span: in no order, until it is the first; a binary heap from then on. */
interface Span {
  readonly number: number;
  readonly entries: Entry[];
  isHeap: boolean;
}

/** A timer and where it stands in its span: moving it touches no map. */
interface Entry {
  readonly timer: Timer;
  readonly span: Span;
  at: number;
}

/**
 * Timers are filed by their span, and only the first span is in order. A big cluster has a million timers, and most are an hour off: a heap of
 * them all costs twenty steps through memory for each that fires. No timer ever changes its span, so that one that comes before a span that was
 * first moves nothing.
 * Timers are cancelled by id. `freeze`/`load` work as in StateTable.
 */
export class TimerQueue {
  /** The first is the last of the list, and empty only if there is no timer at all. */
  #spans: Span[] = [];
  #byNumber = new Map<number, Span>();
  #entries = new Map<number, Entry>();
  #nextId = 1;

  get size(): number {
    return this.#entries.size;
  }
  get nextId(): number {
    return this.#nextId;
  }
  /** When the next timer is due, or undefined if none is. */
  get nextAtMs(): number | undefined {
    return this.#first()?.timer.atMs;
  }
  get(id: number): Timer | undefined {
    return this.#entries.get(id)?.timer;
  }
  add(atMs: number, handler: string, key: string, data?: Json): number {
    const id = this.#nextId++;
    this.put(data === undefined ? { id, atMs, handler, key } : { id, atMs, handler, key, data });
    return id;
  }
  /** Puts back a timer that was taken, under its own id. */
  put(timer: Timer): void {
    this.#file(timer);
    this.#order();
  }
  cancel(id: number): boolean {
    const entry = this.#entries.get(id);
    if (entry) this.#remove(entry);
    return entry !== undefined;
  }
  pop(): Timer | undefined {
    const top = this.#first();
    if (top) this.#remove(top);
    return top?.timer;
  }
  /** All timers in the order in which they would fire. */
  sorted(): Timer[] {
    return this.freeze().toSorted((a, b) => (before(a, b) ? -1 : 1));
  }
  load(timers: readonly Timer[], nextId: number): void {
    this.#spans = [];
    this.#byNumber = new Map();
    this.#entries = new Map();
    this.#nextId = nextId;
    for (const timer of timers) this.#file(timer);
    this.#order();
  }
  /** All timers, for a keyframe. */
  freeze(): readonly Timer[] {
    return Array.from(this.#entries.values(), ({ timer }) => timer);
  }

  #first(): Entry | undefined {
    return this.#spans.at(-1)?.entries[0];
  }
  #file(timer: Timer): void {
    const number = spanOf(timer);
    const span = this.#byNumber.get(number) ?? this.#open(number);
    const entry = { timer, span, at: span.entries.length };
    this.#entries.set(timer.id, entry);
    span.entries.push(entry);
    if (span.isHeap) up(entry);
  }
  #open(number: number): Span {
    const span = { number, entries: [], isHeap: false };
    const spans = this.#spans;
    let from = 0;
    for (let to = spans.length; from < to;) {
      const middle = (from + to) >> 1;
      if (spans[middle]!.number > number) from = middle + 1;
      else to = middle;
    }
    spans.splice(from, 0, span);
    this.#byNumber.set(number, span);
    return span;
  }
  /** Spans that ran empty go once they are the first, and the first that is not empty is a heap. */
  #order(): void {
    const spans = this.#spans;
    while (spans.at(-1)?.entries.length === 0) this.#byNumber.delete(spans.pop()!.number);
    const first = spans.at(-1);
    if (!first || first.isHeap) return;
    first.isHeap = true;
    for (let at = first.entries.length >> 1; at-- > 0;) down(first.entries[at]!);
  }
  #remove(gone: Entry): void {
    const { entries, isHeap } = gone.span;
    this.#entries.delete(gone.timer.id);
    const last = entries.pop()!;
    if (last !== gone) {
      place(entries, last, gone.at);
      if (isHeap) {
        up(last);
        down(last);
      }
    }
    this.#order();
  }
}

const up = (entry: Entry): void => {
  const heap = entry.span.entries;
  let { at } = entry;
  while (at > 0) {
    const parent = heap[(at - 1) >> 1]!;
    if (!before(entry.timer, parent.timer)) break;
    const free = parent.at;
    place(heap, parent, at);
    at = free;
  }
  place(heap, entry, at);
};

const down = (entry: Entry): void => {
  const heap = entry.span.entries;
  let { at } = entry;
  for (;;) {
    const left = 2 * at + 1;
    if (left >= heap.length) break;
    const isRight = left + 1 < heap.length && before(heap[left + 1]!.timer, heap[left]!.timer);
    const child = heap[isRight ? left + 1 : left]!;
    if (!before(child.timer, entry.timer)) break;
    const free = child.at;
    place(heap, child, at);
    at = free;
  }
  place(heap, entry, at);
};

const place = (list: Entry[], entry: Entry, at: number): void => {
  list[at] = entry;
  entry.at = at;
};

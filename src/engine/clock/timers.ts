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

/** A timer and where it stands, in the heap or in its span: moving it touches no map. */
interface Entry {
  readonly timer: Timer;
  list: Entry[];
  at: number;
}

/**
 * What is due soon is a binary heap; what is due later is filed by its span, and comes into the heap with all of it. A big cluster has a million
 * timers, and most are an hour off: a heap of them all costs twenty steps through memory for each that fires.
 * Timers are cancelled by id. `freeze`/`load` work as in StateTable.
 */
export class TimerQueue {
  /** Empty only if there is no timer at all. */
  #heap: Entry[] = [];
  /** By span, those after `#heapSpan`. */
  #later = new Map<number, Entry[]>();
  #heapSpan = -1;
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
    return this.#heap[0]?.timer.atMs;
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
    this.#fill();
  }
  cancel(id: number): boolean {
    const entry = this.#entries.get(id);
    if (entry) this.#remove(entry);
    return entry !== undefined;
  }
  pop(): Timer | undefined {
    const top = this.#heap[0];
    if (top) this.#remove(top);
    return top?.timer;
  }
  /** All timers in the order in which they would fire. */
  sorted(): Timer[] {
    return this.freeze().toSorted((a, b) => (before(a, b) ? -1 : 1));
  }
  load(timers: readonly Timer[], nextId: number): void {
    this.#heap = [];
    this.#later = new Map();
    this.#heapSpan = -1;
    this.#entries = new Map();
    this.#nextId = nextId;
    for (const timer of timers) this.#file(timer);
    this.#fill();
  }
  /** All timers, for a keyframe. */
  freeze(): readonly Timer[] {
    return Array.from(this.#entries.values(), ({ timer }) => timer);
  }

  #file(timer: Timer): void {
    const span = spanOf(timer);
    if (span <= this.#heapSpan) {
      const entry = { timer, list: this.#heap, at: this.#heap.length };
      this.#entries.set(timer.id, entry);
      this.#push(entry);
      return;
    }
    let list = this.#later.get(span);
    if (!list) this.#later.set(span, (list = []));
    const entry = { timer, list, at: list.length };
    this.#entries.set(timer.id, entry);
    list.push(entry);
  }
  /** An empty heap takes what is due next. */
  #fill(): void {
    if (this.#heap.length > 0 || this.#later.size === 0) return;
    let next = Number.POSITIVE_INFINITY;
    for (const span of this.#later.keys()) if (span < next) next = span;
    const entries = this.#later.get(next)!;
    this.#later.delete(next);
    this.#heapSpan = next;
    for (const entry of entries) this.#push(entry);
  }
  #remove(gone: Entry): void {
    const { list, timer } = gone;
    this.#entries.delete(timer.id);
    const last = list.pop()!;
    if (list !== this.#heap) {
      if (last !== gone) place(list, last, gone.at);
      if (list.length === 0) this.#later.delete(spanOf(timer));
      return;
    }
    if (last !== gone) {
      place(list, last, gone.at);
      this.#up(last);
      this.#down(last);
    }
    this.#fill();
  }
  #push(entry: Entry): void {
    const heap = this.#heap;
    entry.list = heap;
    entry.at = heap.length;
    heap.push(entry);
    this.#up(entry);
  }
  #up(entry: Entry): void {
    const heap = this.#heap;
    let { at } = entry;
    while (at > 0) {
      const parent = heap[(at - 1) >> 1]!;
      if (!before(entry.timer, parent.timer)) break;
      const free = parent.at;
      place(heap, parent, at);
      at = free;
    }
    place(heap, entry, at);
  }
  #down(entry: Entry): void {
    const heap = this.#heap;
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
  }
}

const place = (list: Entry[], entry: Entry, at: number): void => {
  list[at] = entry;
  entry.at = at;
};

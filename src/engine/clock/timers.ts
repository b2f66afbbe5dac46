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

/** A timer and where in the heap it stands: moving it touches no map. */
interface Entry {
  readonly timer: Timer;
  at: number;
}

/** A binary heap with cancellation by id. `freeze`/`load` work as in StateTable. */
export class TimerQueue {
  #heap: Entry[] = [];
  #entries = new Map<number, Entry>();
  #nextId = 1;

  get size(): number {
    return this.#heap.length;
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
    const entry = { timer, at: this.#heap.length };
    this.#entries.set(timer.id, entry);
    this.#heap.push(entry);
    this.#up(entry);
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
    // A sorted array is a heap; so is a frozen copy of one.
    this.#heap = timers.map((timer, at) => ({ timer, at }));
    this.#entries = new Map(this.#heap.map((entry) => [entry.timer.id, entry]));
    this.#nextId = nextId;
  }
  /** The heap as it stands, for a keyframe. */
  freeze(): readonly Timer[] {
    return this.#heap.map(({ timer }) => timer);
  }

  #remove(gone: Entry): void {
    const last = this.#heap.pop()!;
    this.#entries.delete(gone.timer.id);
    if (last === gone) return;
    this.#place(last, gone.at);
    this.#up(last);
    this.#down(last);
  }
  #up(entry: Entry): void {
    let { at } = entry;
    while (at > 0) {
      const parent = this.#heap[(at - 1) >> 1]!;
      if (!before(entry.timer, parent.timer)) break;
      const free = parent.at;
      this.#place(parent, at);
      at = free;
    }
    this.#place(entry, at);
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
      this.#place(child, at);
      at = free;
    }
    this.#place(entry, at);
  }
  #place(entry: Entry, at: number): void {
    this.#heap[at] = entry;
    entry.at = at;
  }
}

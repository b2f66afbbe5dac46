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

/** A binary heap with cancellation by id. `freeze`/`load` work as in StateTable. */
export class TimerQueue {
  #heap: Timer[] = [];
  #positions = new Map<number, number>();
  #nextId = 1;

  get size(): number {
    return this.#heap.length;
  }
  get nextId(): number {
    return this.#nextId;
  }
  /** When the next timer is due, or undefined if none is. */
  get nextAtMs(): number | undefined {
    return this.#heap[0]?.atMs;
  }
  get(id: number): Timer | undefined {
    const at = this.#positions.get(id);
    return at === undefined ? undefined : this.#heap[at];
  }
  add(atMs: number, handler: string, key: string, data?: Json): number {
    const id = this.#nextId++;
    this.put(data === undefined ? { id, atMs, handler, key } : { id, atMs, handler, key, data });
    return id;
  }
  /** Puts back a timer that was taken, under its own id. */
  put(timer: Timer): void {
    this.#heap.push(timer);
    this.#up(this.#heap.length - 1);
  }
  cancel(id: number): boolean {
    const at = this.#positions.get(id);
    if (at === undefined) return false;
    this.#removeAt(at);
    return true;
  }
  pop(): Timer | undefined {
    const top = this.#heap[0];
    if (top) this.#removeAt(0);
    return top;
  }
  /** All timers in the order in which they would fire. */
  sorted(): Timer[] {
    return this.#heap.toSorted((a, b) => (before(a, b) ? -1 : 1));
  }
  load(timers: readonly Timer[], nextId: number): void {
    // A sorted array is a heap; so is a frozen copy of one.
    this.#heap = [...timers];
    this.#positions = new Map(this.#heap.map((t, i) => [t.id, i]));
    this.#nextId = nextId;
  }
  /** The heap as it stands, for a keyframe. */
  freeze(): readonly Timer[] {
    return [...this.#heap];
  }

  #removeAt(at: number): void {
    const gone = this.#heap[at]!;
    const last = this.#heap.pop()!;
    this.#positions.delete(gone.id);
    if (last === gone) return;
    this.#heap[at] = last;
    this.#positions.set(last.id, at);
    this.#up(at);
    this.#down(at);
  }
  #up(start: number): void {
    let at = start;
    const timer = this.#heap[at]!;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(timer, this.#heap[parent]!)) break;
      this.#put(at, this.#heap[parent]!);
      at = parent;
    }
    this.#put(at, timer);
  }
  #down(start: number): void {
    let at = start;
    const timer = this.#heap[at]!;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#heap.length) break;
      if (child + 1 < this.#heap.length && before(this.#heap[child + 1]!, this.#heap[child]!)) child++;
      if (!before(this.#heap[child]!, timer)) break;
      this.#put(at, this.#heap[child]!);
      at = child;
    }
    this.#put(at, timer);
  }
  #put(at: number, timer: Timer): void {
    this.#heap[at] = timer;
    this.#positions.set(timer.id, at);
  }
}

// Models pkg/scheduler/backend/heap/heap.go (v1.36): a binary heap whose items can be found and removed by key.

export interface Keyed {
  readonly key: string;
}

export class Heap<T extends Keyed> {
  readonly #before: (a: T, b: T) => boolean;
  readonly #items: T[] = [];
  readonly #positions = new Map<string, number>();

  constructor(before: (a: T, b: T) => boolean) {
    this.#before = before;
  }
  get size(): number {
    return this.#items.length;
  }
  get(key: string): T | undefined {
    const at = this.#positions.get(key);
    return at === undefined ? undefined : this.#items[at];
  }
  peek(): T | undefined {
    return this.#items[0];
  }
  set(item: T): void {
    this.delete(item.key);
    this.#items.push(item);
    this.#up(this.#items.length - 1);
  }
  pop(): T | undefined {
    const top = this.#items[0];
    if (top) this.delete(top.key);
    return top;
  }
  delete(key: string): boolean {
    const at = this.#positions.get(key);
    if (at === undefined) return false;
    this.#positions.delete(key);
    const last = this.#items.pop() as T;
    if (last.key === key) return true;
    this.#put(at, last);
    this.#up(at);
    this.#down(at);
    return true;
  }
  clear(): void {
    this.#items.length = 0;
    this.#positions.clear();
  }

  #up(start: number): void {
    const item = this.#items[start] as T;
    let at = start;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = this.#items[parent] as T;
      if (!this.#before(item, above)) break;
      this.#put(at, above);
      at = parent;
    }
    this.#put(at, item);
  }
  #down(start: number): void {
    const item = this.#items[start] as T;
    let at = start;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#items.length) break;
      const [left, right] = [this.#items[child] as T, this.#items[child + 1]];
      if (right && this.#before(right, left)) child++;
      const next = this.#items[child] as T;
      if (!this.#before(next, item)) break;
      this.#put(at, next);
      at = child;
    }
    this.#put(at, item);
  }
  #put(at: number, item: T): void {
    this.#items[at] = item;
    this.#positions.set(item.key, at);
  }
}

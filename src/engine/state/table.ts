// A table of the cluster's state: keys to immutable rows, in insertion order. A keyframe takes the rows by reference; the
// first write after that copies the table (not the rows), so that history costs pointers and an unwatched cluster nothing.

export interface ReadonlyTable<V> {
  readonly name: string;
  readonly size: number;
  get(key: string): V | undefined;
  has(key: string): boolean;
  keys(): IterableIterator<string>;
  values(): IterableIterator<V>;
  entries(): IterableIterator<[string, V]>;
}

export interface Table<V> extends ReadonlyTable<V> {
  /** Rows are never changed in place: replace them. */
  set(key: string, row: V): void;
  delete(key: string): boolean;
}

/** What a keyframe keeps of a table. */
export type TableRows = ReadonlyMap<string, unknown>;

export class StateTable<V> implements Table<V> {
  readonly name: string;
  #rows = new Map<string, V>();
  #shared = false;

  constructor(name: string) {
    this.name = name;
  }
  get size(): number {
    return this.#rows.size;
  }
  get(key: string): V | undefined {
    return this.#rows.get(key);
  }
  has(key: string): boolean {
    return this.#rows.has(key);
  }
  keys(): IterableIterator<string> {
    return this.#rows.keys();
  }
  values(): IterableIterator<V> {
    return this.#rows.values();
  }
  entries(): IterableIterator<[string, V]> {
    return this.#rows.entries();
  }
  set(key: string, row: V): void {
    this.#own().set(key, row);
  }
  delete(key: string): boolean {
    return this.#rows.has(key) && this.#own().delete(key);
  }
  /** The rows as they are now, for ever. */
  freeze(): TableRows {
    this.#shared = true;
    return this.#rows;
  }
  /** Go back to rows that `freeze` gave, or to rows read from JSON. */
  load(rows: TableRows | undefined): void {
    this.#rows = (rows ?? new Map()) as Map<string, V>;
    this.#shared = true;
  }
  #own(): Map<string, V> {
    if (this.#shared) {
      this.#rows = new Map(this.#rows);
      this.#shared = false;
    }
    return this.#rows;
  }
}

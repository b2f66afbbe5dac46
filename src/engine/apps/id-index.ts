// Ids filed under a key, in the order in which they came. Derived: built anew from the table after a restore.

const NONE: ReadonlySet<string> = new Set();

export class IdIndex {
  readonly #rows = new Map<string, Set<string>>();

  get(key: string): ReadonlySet<string> {
    return this.#rows.get(key) ?? NONE;
  }
  add(key: string, id: string): void {
    const ids = this.#rows.get(key);
    if (ids) ids.add(id);
    else this.#rows.set(key, new Set([id]));
  }
  remove(key: string, id: string): void {
    const ids = this.#rows.get(key);
    ids?.delete(id);
    if (ids?.size === 0) this.#rows.delete(key);
  }
  clear(): void {
    this.#rows.clear();
  }
}

// Keeps the identity of what did not change: components skip their work by identity (===).
import { deepEqual } from "#api/json";

/** Answers the value made before under this key if the new one equals it. */
export class Identity<T> {
  #kept = new Map<string, T>();
  #next = new Map<string, T>();

  keep(key: string, value: T): T {
    const before = this.#kept.get(key);
    const kept = before !== undefined && deepEqual(before, value) ? before : value;
    this.#next.set(key, kept);
    return kept;
  }
  /** Keeps everything that was ever asked for: for a handful of keys. */
  keepAll(): void {
    this.#kept = new Map([...this.#kept, ...this.#next]);
    this.#next = new Map();
  }
  /** Forgets what was not asked for since the last sweep. */
  sweep(): void {
    this.#kept = this.#next;
    this.#next = new Map();
  }
}

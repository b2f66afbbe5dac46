// Models pkg/scheduler/backend/queue/scheduling_queue.go, active_queue.go, backoff_queue.go (v1.36): pods that wait for a node. What
// is known of a pod is one row of a table; the heaps are derived from the rows.
// Simplified: a cycle takes no time, so no event can happen during one and there are no in-flight pods.
import { withFields } from "#api/json";
import type { Pod } from "#api/core-pod";
import type { Table } from "../state/table.ts";
import { backoffEndsMs, isBackingOff } from "./backoff.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { ClusterEvent } from "./events.ts";
import { Heap } from "./heap.ts";
import type { Handle, Plugin } from "./plugin.ts";

/** Where a pod waits: to be tried, for its back-off, for something to change, or for its gates to be taken away. */
type Pool = "active" | "backoff" | "errorBackoff" | "unschedulable" | "gated";

export interface QueueEntry {
  readonly pool: Pool;
  readonly priority: number;
  /** When it was added, or failed last: virtual ms. */
  readonly timestampMs: number;
  /** Decides among pods of one priority and one millisecond. */
  readonly sequence: number;
  readonly attempts: number;
  readonly unschedulableCount: number;
  readonly errorCount: number;
  /** Plugins that refused it last: only events that they asked for wake it. */
  readonly rejectors: readonly string[];
}

type Waiting = QueueEntry & { readonly key: string };

export interface QueueOptions {
  readonly rows: Table<QueueEntry>;
  readonly counters: Table<number>;
  readonly plugins: readonly Plugin[];
  readonly handle: Handle;
  now(): number;
  /** The pod as it is now. */
  podOf(key: string): PodInfo | undefined;
}

/** A pod that nothing woke is tried again after this time, at the next full half minute. */
const MAX_UNSCHEDULABLE_MS = 300_000;
const LEFTOVER_PERIOD_MS = 30_000;

export class SchedulingQueue {
  readonly #options: QueueOptions;
  readonly #active: Heap<Waiting>;
  readonly #backoff: Heap<Waiting>;
  readonly #errorBackoff: Heap<Waiting>;
  /** Pods that wait for something to change, by the plugins that refused them. */
  readonly #refusedBy = new Map<string, Set<string>>();

  constructor(options: QueueOptions) {
    this.#options = options;
    const sorter = options.plugins.find((p) => "less" in p);
    const less = (a: Waiting, b: Waiting): boolean => sorter?.less?.(a, b) ?? false;
    const before = (a: Waiting, b: Waiting): boolean => less(a, b) || (!less(b, a) && a.sequence < b.sequence);
    const sooner = (a: Waiting, b: Waiting): boolean => {
      const [x, y] = [backoffEndsMs(a), backoffEndsMs(b)];
      return x < y || (x === y && before(a, b));
    };
    this.#active = new Heap(before);
    this.#backoff = new Heap(sooner);
    this.#errorBackoff = new Heap(sooner);
  }

  has(key: string): boolean {
    return this.#options.rows.has(key);
  }
  entry(key: string): QueueEntry | undefined {
    return this.#options.rows.get(key);
  }
  /** A pod could be tried now. */
  get isReady(): boolean {
    return this.#active.size > 0 || this.#backoff.size > 0 || this.#endedErrorBackoff() !== undefined;
  }
  /** When a pod leaves the error back-off, which nothing shortens. */
  get nextErrorBackoffMs(): number | undefined {
    const first = this.#errorBackoff.peek();
    return first && backoffEndsMs(first);
  }
  /** When the longest waiting pod is tried again though nothing happened. */
  get nextLeftoverMs(): number | undefined {
    let oldest: number | undefined;
    for (const keys of this.#refusedBy.values()) {
      for (const key of keys) {
        const at = this.#options.rows.get(key)?.timestampMs;
        if (at !== undefined && (oldest === undefined || at < oldest)) oldest = at;
      }
    }
    if (oldest === undefined) return undefined;
    return (Math.floor((oldest + MAX_UNSCHEDULABLE_MS) / LEFTOVER_PERIOD_MS) + 1) * LEFTOVER_PERIOD_MS;
  }

  /** A new pod without a node. */
  add(key: string, pod: Pod): void {
    const { counters } = this.#options;
    const sequence = (counters.get("scheduler/queue") ?? 0) + 1;
    counters.set("scheduler/queue", sequence);
    const entry: QueueEntry = {
      priority: pod.spec.priority ?? 0,
      timestampMs: this.#options.now(),
      sequence,
      attempts: 0,
      pool: "active",
      unschedulableCount: 0,
      errorCount: 0,
      rejectors: [],
    };
    this.#activate(key, entry, pod);
  }
  delete(key: string): void {
    this.#leave(key);
    this.#options.rows.delete(key);
  }
  /** The pod to try next. It stays known until it is `delete`d (it has a node) or `failed`. */
  pop(): string | undefined {
    const now = this.#options.now();
    for (const heap of [this.#backoff, this.#errorBackoff]) {
      for (let first = heap.peek(); first && !isBackingOff(first, now); first = heap.peek()) {
        this.#move(first.key, { ...first, pool: "active" });
      }
    }
    // An idle scheduler does not let a pod sit out its back-off.
    const next = this.#active.pop() ?? this.#backoff.pop();
    if (!next) return undefined;
    this.#options.rows.set(next.key, { ...rowOf(next), attempts: next.attempts + 1 });
    return next.key;
  }
  /** No node for the pod: it waits until one of the plugins that refused it sees a reason to hope; without any, for its back-off. */
  failed(key: string, rejectors: readonly string[]): void {
    const entry = this.#options.rows.get(key);
    if (!entry) return;
    const isError = rejectors.length === 0;
    this.#move(key, {
      ...entry,
      pool: isError ? "errorBackoff" : "unschedulable",
      timestampMs: this.#options.now(),
      unschedulableCount: entry.unschedulableCount + (isError ? 0 : 1),
      errorCount: isError ? entry.errorCount + 1 : 0,
      rejectors,
    });
  }
  /** Wakes the pods that the event may help. Answers whether there were any. */
  moveAll(event: ClusterEvent): boolean {
    let moved = false;
    for (const plugin of this.#interestedIn(event)) {
      for (const key of this.#refusedBy.get(plugin.name) ?? NO_KEYS) moved = this.#wake(key, [plugin], event) || moved;
    }
    return moved;
  }
  /** The pod itself changed: its gates are gone, or what it asks for is less. */
  update(key: string, pod: Pod, event: ClusterEvent): boolean {
    const entry = this.#options.rows.get(key);
    if (!entry) return false;
    if (entry.pool === "gated") return this.#activate(key, entry, pod);
    if (entry.pool !== "unschedulable") return false;
    const plugins = this.#interestedIn(event).filter((p) => entry.rejectors.includes(p.name));
    return this.#wake(key, plugins, event);
  }
  /** Tries what nothing woke for five minutes. */
  moveLeftovers(): boolean {
    const since = this.#options.now() - MAX_UNSCHEDULABLE_MS;
    const left = [...this.#options.rows.entries()].filter(
      ([, e]) => e.pool === "unschedulable" && e.timestampMs < since,
    );
    for (const [key, entry] of left) this.#requeue(key, entry);
    return left.length > 0;
  }
  rebuild(): void {
    for (const heap of [this.#active, this.#backoff, this.#errorBackoff]) heap.clear();
    this.#refusedBy.clear();
    for (const [key, entry] of this.#options.rows.entries()) this.#enter(key, entry);
  }

  #endedErrorBackoff(): Waiting | undefined {
    const first = this.#errorBackoff.peek();
    return first && !isBackingOff(first, this.#options.now()) ? first : undefined;
  }
  #interestedIn(event: ClusterEvent): Plugin[] {
    if (event.kinds.length === 0) return [];
    return this.#options.plugins.filter((p) => p.events?.some((kind) => event.kinds.includes(kind)));
  }
  #wake(key: string, plugins: readonly Plugin[], event: ClusterEvent): boolean {
    const entry = this.#options.rows.get(key);
    const pod = this.#options.podOf(key);
    if (entry?.pool !== "unschedulable" || !pod) return false;
    const { handle } = this.#options;
    if (!plugins.some((p) => p.isSchedulableAfter?.(pod, event, handle) ?? true)) return false;
    this.#requeue(key, entry);
    return true;
  }
  #requeue(key: string, entry: QueueEntry): void {
    this.#move(key, { ...entry, pool: isBackingOff(entry, this.#options.now()) ? "backoff" : "active" });
  }
  /** To be tried, unless a PreEnqueue plugin keeps it back. */
  #activate(key: string, entry: QueueEntry, pod: Pod): boolean {
    const gating = this.#options.plugins.find((p) => p.preEnqueue?.(pod) !== undefined);
    this.#move(key, gating ? { ...entry, pool: "gated", rejectors: [gating.name] } : { ...entry, pool: "active" });
    return !gating;
  }
  #move(key: string, entry: QueueEntry): void {
    this.#leave(key);
    this.#options.rows.set(key, rowOf(entry));
    this.#enter(key, entry);
  }
  #enter(key: string, entry: QueueEntry): void {
    const waiting = withFields(entry, { key });
    if (entry.pool === "active") this.#active.set(waiting);
    else if (entry.pool === "backoff") this.#backoff.set(waiting);
    else if (entry.pool === "errorBackoff") this.#errorBackoff.set(waiting);
    else if (entry.pool === "unschedulable") {
      for (const plugin of entry.rejectors) {
        const keys = this.#refusedBy.get(plugin);
        if (keys) keys.add(key);
        else this.#refusedBy.set(plugin, new Set([key]));
      }
    }
  }
  #leave(key: string): void {
    for (const heap of [this.#active, this.#backoff, this.#errorBackoff]) heap.delete(key);
    for (const plugin of this.#options.rows.get(key)?.rejectors ?? NO_KEYS) this.#refusedBy.get(plugin)?.delete(key);
  }
}

const NO_KEYS: readonly string[] = [];

const rowOf = (entry: QueueEntry): QueueEntry => ({
  pool: entry.pool,
  priority: entry.priority,
  timestampMs: entry.timestampMs,
  sequence: entry.sequence,
  attempts: entry.attempts,
  unschedulableCount: entry.unschedulableCount,
  errorCount: entry.errorCount,
  rejectors: entry.rejectors,
});

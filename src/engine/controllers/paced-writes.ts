// Models the limit that client-go sets a controller's own client (util/flowcontrol, a token bucket) with the defaults of
// kube-controller-manager, --kube-api-qps=20 and --kube-api-burst=30, under slowStartBatch of pkg/controller/controller_utils.go
// (v1.36): a sync's writes go 1, then 2, 4, 8, ... at once; a batch takes all its tokens in advance, so whoever comes later stands
// behind it; and the object is not synced again before its writes are done.
// Simplified: only making and ending pods takes a token; events, statuses and other writes of the same client take none, and the status
// that a real sync would write at its end is written at its beginning.
import { withFields } from "#api/json";
import type { KubeObject, Status } from "#api/meta";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import type { WorkQueue } from "./work-queue.ts";

/** What a client may do at once, and a second from then on. */
interface ClientLimit {
  readonly qps: number;
  readonly burst: number;
}

const DEFAULT: ClientLimit = { qps: 20, burst: 30 };

/** What one sync writes, in this order. */
export interface Writes<Write, Owner = KubeObject> {
  readonly owner: Owner;
  /** Tried in growing batches: after one with a failure no further one. */
  readonly slow?: readonly Write[];
  /** Tried at once. */
  readonly rest?: readonly Write[];
}

/** A sync that is still writing. */
interface Underway<Write, Owner> extends Writes<Write, Owner> {
  /** How many of `slow` and then `rest` were tried, or will not be. */
  readonly done: number;
  readonly batch: Batch;
}

interface Batch {
  readonly size: number;
  readonly end: number;
  /** When the token of its first write comes; may be long ago. */
  readonly firstMs: number;
  readonly begin: number;
  readonly hasFailed: boolean;
}

export interface Outcome {
  /** Written so far. */
  readonly written: number;
  readonly refusal: Status | undefined;
}

export interface PacedWrites<Write, Owner = KubeObject> {
  /** Whether a sync of this key still writes: it must not be synced, and will be when that is over. */
  isUnderway(key: string): boolean;
  /** Writes what may be written now. For the rest the key is underway. */
  run(key: string, writes: Writes<Write, Owner>): Outcome;
  /** The handler for the component's `timers`: `timers: { write: writes.fire }`. */
  readonly fire: (key: string) => void;
}

export interface PacedWritesOptions<Write, Owner = KubeObject> {
  /** The component's name; `fire` must be registered as `write` there. */
  readonly component: string;
  readonly queue: Pick<WorkQueue, "add" | "addRateLimited">;
  /** What a write costs in tokens, and how much wider the client's limit is than that of the others. */
  readonly cost?: number;
  readonly qpsFactor?: number;
  write(owner: Owner, what: Write): Status | undefined;
  /** A sync could not write all at once, and has ended now with this refusal. */
  refused?(key: string, refusal: Status): void;
}

interface Tokens {
  readonly everyMs: number;
  /** Takes so many. Answers when the first of them comes. */
  reserve(count: number): number;
}

const createTokens = (
  sim: Sim,
  options: Pick<PacedWritesOptions<never>, "component" | "cost" | "qpsFactor">,
): Tokens => {
  const { component, cost = 1, qpsFactor = 1 } = options;
  const limit = sim.scenario.controllerClients ?? DEFAULT;
  const everyMs = (1000 * cost) / (limit.qps * qpsFactor);
  const burst = limit.burst / cost;
  /** When the bucket would be full again: that one number says how many tokens are in it at any time, without a timer. */
  const bucket: Table<number> = sim.table(`${component}/write/full-at`);
  const reserve = (count: number): number => {
    const fullAtMs = Math.max(bucket.get("") ?? 0, sim.now());
    bucket.set("", fullAtMs + count * everyMs);
    return fullAtMs + (1 - burst) * everyMs;
  };
  return { everyMs, reserve };
};

const countOf = ({ slow = [], rest = [] }: Writes<unknown, unknown>): number => slow.length + rest.length;

/** Writes of `slow` come `size` at a time, the rest together. */
const batchFrom = (tokens: Tokens, writes: Writes<unknown, unknown>, begin: number, size: number): Batch => {
  const { slow = [] } = writes;
  const end = begin < slow.length ? Math.min(begin + size, slow.length) : countOf(writes);
  return { size, begin, end, firstMs: tokens.reserve(end - begin), hasFailed: false };
};

/** The batch after one that is over; none if that was the last. */
const batchAfter = (
  tokens: Tokens,
  writes: Writes<unknown, unknown>,
  { size, end, hasFailed }: Batch,
): Batch | undefined => {
  const begin = hasFailed ? Math.max(end, writes.slow?.length ?? 0) : end;
  return begin < countOf(writes) ? batchFrom(tokens, writes, begin, size * 2) : undefined;
};

export const createPacedWrites = <Write, Owner = KubeObject>(
  sim: Sim,
  options: PacedWritesOptions<Write, Owner>,
): PacedWrites<Write, Owner> => {
  const { component } = options;
  const tokens = createTokens(sim, options);
  const underway: Table<Underway<Write, Owner>> = sim.table(`${component}/write/underway`);

  const goOn = (key: string, writes: Writes<Write, Owner>, from: Batch | undefined, first: number): Outcome => {
    const { owner, slow = [], rest = [] } = writes;
    let written = 0;
    let refusal: Status | undefined;
    let done = first;
    for (let batch = from; batch; batch = batchAfter(tokens, writes, batch)) {
      for (done = Math.max(done, batch.begin); done < batch.end; done++) {
        const dueMs: number = batch.firstMs + (done - batch.begin) * tokens.everyMs;
        if (dueMs > sim.now()) {
          underway.set(key, withFields(writes, { done, batch }));
          sim.setTimer(Math.ceil(dueMs), `${component}/write`, key);
          return { written, refusal };
        }
        const failure = options.write(owner, done < slow.length ? slow[done]! : rest[done - slow.length]!);
        if (!failure) written++;
        else if (!batch.hasFailed) batch = { ...batch, hasFailed: true };
        refusal = failure ?? refusal;
      }
    }
    return { written, refusal };
  };

  return {
    isUnderway: (key) => underway.has(key),
    run: (key, writes) => goOn(key, writes, countOf(writes) > 0 ? batchFrom(tokens, writes, 0, 1) : undefined, 0),
    fire: (key) => {
      const row = underway.get(key);
      if (!row) return;
      const { done, batch, ...writes } = row;
      underway.delete(key);
      const { refusal } = goOn(key, writes, batch, done);
      if (underway.has(key)) return;
      if (refusal) options.refused?.(key, refusal);
      if (refusal) options.queue.addRateLimited(key);
      else options.queue.add(key);
    },
  };
};

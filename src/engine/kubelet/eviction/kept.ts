// What the page shows as "why this one and not its neighbour": the order in which a kubelet ranked its pods when it evicted one. Nothing in
// the cluster acts on it; it is kept as plain rows, so that it rewinds with them.
import { isCriticalPod, podRequests } from "#api/pod-resources";
import { wholeValue, ZERO } from "#api/quantity";
import type { Sim } from "../../sim.ts";
import type { Table } from "../../state/table.ts";
import type { EvictionCandidate, EvictionResource } from "./rank.ts";

export interface EvictionRow {
  readonly atMs: number;
  readonly node: string;
  readonly resource: EvictionResource;
  readonly availableBytes: number;
  /** Whoever was to go first comes first; critical pods are ranked and passed over. */
  readonly ranked: readonly {
    readonly uid: string;
    readonly key: string;
    readonly name: string;
    readonly usedBytes: number;
    readonly requestBytes: number;
    readonly priority: number;
    readonly isCritical: boolean;
  }[];
}

/** So many of the order are kept: the first is the one that went. */
const MOST_RANKED = 5;
/** A machine that is short for hours evicts again and again: the oldest are forgotten. */
const MOST_KEPT = 200;

export const evictionsOf = (sim: Sim): Table<EvictionRow> => sim.table("kubelet/evictions");

export const keepEviction = (
  sim: Sim,
  given: Omit<EvictionRow, "atMs" | "ranked"> & { readonly uid: string; readonly ranked: readonly EvictionCandidate[] },
): void => {
  const { uid, ranked, ...rest } = given;
  const rows = ranked.slice(0, MOST_RANKED).map(({ pod, usage }) => ({
    uid: pod.metadata.uid ?? "",
    key: `${pod.metadata.namespace}/${pod.metadata.name}`,
    name: pod.metadata.name,
    usedBytes: usage?.bytes ?? 0,
    requestBytes: Number(wholeValue(podRequests(pod.spec).get(rest.resource) ?? ZERO)),
    priority: pod.spec.priority ?? 0,
    isCritical: isCriticalPod(pod),
  }));
  const kept = evictionsOf(sim);
  const [oldest] = kept.keys();
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.set(uid, { ...rest, atMs: sim.now(), ranked: rows });
};

/** How the pod of this uid came to be the one that was evicted; undefined if it was not. */
export const evictionOf = (sim: Sim, uid: string): EvictionRow | undefined => evictionsOf(sim).get(uid);

// Models pkg/controller/podgc/gc_controller.go (v1.36): pods that no kubelet will ever take away.
// Simplified: a round of the collector is held only if there is something to collect.
import { compareStrings } from "#api/compare";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import type { ComponentFactory, Sim } from "../../sim.ts";
import type { Table } from "../../state/table.ts";
import { withDisruptionTarget } from "../../apiserver/disruption-target.ts";
import { readyStatusOf } from "../nodelifecycle/taints.ts";
import { isPodTerminal } from "../pod-state.ts";

const NAME = "podgc";
const ROUND_MS = 20_000;
const QUARANTINE_MS = 40_000;
const TERMINATED_THRESHOLD = 12_500;
const OUT_OF_SERVICE = "node.kubernetes.io/out-of-service";

export const createPodGarbageCollector: ComponentFactory = (sim) => {
  const collector = new PodCollector(sim);
  return {
    name: NAME,
    timers: { round: () => collector.round() },
    watch: {
      nodes: ({ type, key, object }) => {
        if (type === "DELETED") collector.noteMissing(key);
        else if (isOutOfService(object as Node)) collector.wantRound(sim.now() + 1);
      },
      pods: ({ type, object, old }) => {
        const pod = object as Pod;
        const isFinished = type !== "DELETED" && isPodTerminal(pod);
        const wasFinished = old !== undefined && isPodTerminal(old as Pod);
        collector.countTerminated((isFinished ? 1 : 0) - (wasFinished ? 1 : 0));
        const node = pod.spec.nodeName;
        if (type !== "DELETED" && node && !sim.store.get("nodes", node)) collector.noteMissing(node);
      },
    },
    rebuild: () => collector.rebuild(),
  };
};

class PodCollector {
  readonly #sim: Sim;
  /** Nodes that are missing, and since when: a node that comes back soon keeps its pods. */
  readonly #missing: Table<number>;
  readonly #settings: Table<number>;
  #terminated = 0;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#missing = sim.table("podgc/missing");
    this.#settings = sim.table("podgc/settings");
  }

  wantRound(atMs: number): void {
    const next = Math.ceil(atMs / ROUND_MS) * ROUND_MS;
    const before = this.#settings.get("roundMs");
    if (before !== undefined && before >= this.#sim.now() && before <= next) return;
    this.#settings.set("roundMs", next);
    this.#sim.setTimer(next, `${NAME}/round`, "");
  }

  round(): void {
    this.#settings.delete("roundMs");
    const missing = [...this.#missing.entries()];
    for (const [node, sinceMs] of missing) this.#collectMissing(node, sinceMs);
    this.#collectTerminated();
    const { store } = this.#sim;
    const ending = store
      .list("nodes")
      .filter(isOutOfService)
      .flatMap((n) => sorted(store.podsOnNode(n.metadata.name)));
    for (const pod of ending) if (pod.metadata.deletionTimestamp) this.#end(pod);
  }

  noteMissing(node: string): void {
    const hasPods = !this.#sim.store.podsOnNode(node)[Symbol.iterator]().next().done;
    if (!hasPods || this.#missing.has(node)) return;
    this.#missing.set(node, Math.ceil(this.#sim.now() / ROUND_MS) * ROUND_MS);
    this.wantRound(this.#sim.now() + QUARANTINE_MS);
  }

  countTerminated(more: number): void {
    this.#terminated += more;
    if (more > 0 && this.#terminated > TERMINATED_THRESHOLD) this.wantRound(this.#sim.now() + 1);
  }

  rebuild(): void {
    this.#terminated = this.#sim.store.list("pods").filter(isPodTerminal).length;
  }

  #collectMissing(node: string, sinceMs: number): void {
    const { store } = this.#sim;
    if (!store.get("nodes", node) && this.#sim.now() < sinceMs + QUARANTINE_MS) {
      this.wantRound(sinceMs + QUARANTINE_MS);
      return;
    }
    this.#missing.delete(node);
    if (store.get("nodes", node)) return;
    const note = { reason: "DeletionByPodGC", message: "PodGC: node no longer exists" };
    for (const pod of sorted(store.podsOnNode(node))) this.#end(pod, note);
  }

  /** The oldest of too many finished pods. */
  #collectTerminated(): void {
    if (this.#terminated <= TERMINATED_THRESHOLD) return;
    const finished = this.#sim.store.list("pods").filter(isPodTerminal);
    const byAge = finished.toSorted((a, b) =>
      compareStrings(a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? ""),
    );
    for (const pod of byAge.slice(0, finished.length - TERMINATED_THRESHOLD)) this.#end(pod);
  }

  #end(pod: Pod, note?: { readonly reason: string; readonly message: string }): void {
    const { api } = this.#sim;
    const { generation, uid = "" } = pod.metadata;
    const told = note ? withDisruptionTarget(pod.status, { ...note, generation }, this.#sim.timestamp()) : pod.status;
    if (!isPodTerminal(pod)) api.writeStatus("pods", keyOf(pod), { ...told, phase: "Failed" });
    api.delete("pods", keyOf(pod), { gracePeriodSeconds: 0, uid });
  }
}

const sorted = (pods: Iterable<Pod>): readonly Pod[] =>
  [...pods].toSorted((a, b) => compareStrings(keyOf(a), keyOf(b)));

const isOutOfService = (node: Node): boolean =>
  readyStatusOf(node) !== "True" && (node.spec.taints?.some((t) => t.key === OUT_OF_SERVICE) ?? false);

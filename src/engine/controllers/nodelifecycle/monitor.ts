// Models monitorNodeHealth, processTaintBaseEviction and handleDisruption of pkg/controller/nodelifecycle (v1.36): one round over all nodes.
// Rounds come every 5 s, but only those are held in which something can have changed.
import type { Node } from "#api/core-node";
import { parseTime } from "#api/time";
import type { EventRecorder } from "../../events/recorder.ts";
import { leaseRenewedMs } from "../../kubelet/lease.ts";
import type { Sim } from "../../sim.ts";
import type { Table } from "../../state/table.ts";
import { markPodsNotReady, unknownConditions } from "./mark-not-ready.ts";
import { hasNoExecute, isUnheard, NOT_READY, readyStatusOf, UNREACHABLE, withNoExecuteTaint } from "./taints.ts";
import {
  compareNames,
  dequeued,
  enqueued,
  NEW_ZONE,
  periodMs,
  zoneOf,
  zoneState,
  type ZoneRow,
  type ZoneState,
} from "./zones.ts";

const ROUND_MS = 5000;
const GRACE_MS = 50_000;
/** So long a new node may take to say anything of itself. */
const STARTUP_GRACE_MS = 60_000;
/** The queues of nodes to be emptied are looked at so long after a round. */
const QUEUE_LOOK_MS = 80;

interface Silent {
  /** When its lease was last seen renewed, at a round. */
  readonly sinceMs: number;
}

export interface MonitorOptions {
  readonly sim: Sim;
  readonly recorder: EventRecorder;
  isSilent(node: string): boolean;
}

export class Monitor {
  readonly #options: MonitorOptions;
  readonly #sim: Sim;
  readonly #settings: Table<number>;
  readonly #silents: Table<Silent>;
  readonly #zones: Table<ZoneRow>;

  constructor(options: MonitorOptions) {
    this.#options = options;
    this.#sim = options.sim;
    this.#settings = options.sim.table("nodelifecycle/settings");
    this.#silents = options.sim.table("nodelifecycle/silent");
    this.#zones = options.sim.table("nodelifecycle/zones");
  }

  start(): void {
    this.#settings.set("phaseMs", this.#sim.rng.int("nodelifecycle", ROUND_MS));
  }

  /** Asks for the round at or after `atMs`. */
  wantRound(atMs: number): void {
    const now = this.#sim.now();
    const next = this.#roundAt(Math.max(atMs, now));
    const before = this.#settings.get("roundMs");
    if (before !== undefined && before >= now && before <= next) return;
    this.#settings.set("roundMs", next);
    this.#sim.setTimer(next, "nodelifecycle/round", "");
  }

  /** Its kubelet has stopped renewing its lease: the round in which that counts is asked for. */
  noteSilence(node: string): void {
    const renewedMs = leaseRenewedMs(this.#sim, node);
    if (renewedMs === undefined || this.#silents.has(node)) return;
    const sinceMs = this.#roundAt(renewedMs);
    this.#silents.set(node, { sinceMs });
    this.wantRound(sinceMs + GRACE_MS);
  }

  forget(node: string): void {
    this.#silents.delete(node);
    const zones = [...this.#zones.keys()];
    for (const zone of zones) this.#setZone(zone, (row) => dequeued(row, node));
  }

  round(): void {
    this.#settings.delete("roundMs");
    for (const node of this.#nodes()) this.#judge(node);
    const nodes = this.#nodes();
    // A node that has said nothing yet gets no taint, but it counts as one more that is not ready.
    for (const node of nodes) if (!isUnheard(node)) this.#taint(node);
    this.#disrupt(nodes);
    for (const row of this.#silents.values()) {
      if (this.#sim.now() < row.sinceMs + GRACE_MS) this.wantRound(row.sinceMs + GRACE_MS);
    }
  }

  /** The first of the zone's queue gets its taint, if the zone's rate allows it now. */
  emptyZone(zone: string): void {
    const row = this.#zones.get(zone);
    const size = this.#sim.store.list("nodes").filter((n) => zoneOf(n) === zone).length;
    const period = row && periodMs(row.state, size, this.#isAllDisrupted());
    if (!row || period === undefined || this.#sim.now() < row.nextMs) return;
    const [name, ...queue] = row.queue;
    if (name === undefined) return;
    this.#zones.set(zone, { ...row, queue, nextMs: this.#sim.now() + period });
    const node = this.#sim.store.get("nodes", name);
    const ready = node && readyStatusOf(node);
    if (node && ready !== "True") this.#swapTaint(node, ready === "False" ? NOT_READY : UNREACHABLE);
    this.#emptyLater(zone);
  }

  #roundAt(atMs: number): number {
    const phase = this.#settings.get("phaseMs") ?? 0;
    return Math.ceil((atMs - phase) / ROUND_MS) * ROUND_MS + phase;
  }

  #nodes(): Node[] {
    return this.#sim.store.list("nodes").toSorted(compareNames);
  }

  #setZone(zone: string, change: (row: ZoneRow) => ZoneRow): void {
    const row = this.#zones.get(zone);
    const now = change(row ?? NEW_ZONE);
    if (now !== row) this.#zones.set(zone, now);
  }

  /** A node that has been silent too long is Unknown from now on, and its pods are not ready. */
  #judge(node: Node): void {
    const { name, creationTimestamp = "" } = node.metadata;
    if (isUnheard(node)) {
      const untilMs = this.#sim.now() - this.#sim.wallMs() + (parseTime(creationTimestamp) ?? 0) + STARTUP_GRACE_MS;
      if (this.#sim.now() > untilMs) this.#silence(node);
      else this.wantRound(untilMs + 1);
      return;
    }
    const silent = this.#silents.get(name);
    if (!silent) return;
    if (!this.#options.isSilent(name)) {
      this.#silents.delete(name);
      return;
    }
    if (this.#sim.now() < silent.sinceMs + GRACE_MS) return;
    this.#silence(node);
    if (readyStatusOf(node) !== "True") return;
    const message = `Node ${name} status is now: NodeNotReady`;
    this.#options.recorder.record(node, { type: "Normal", reason: "NodeNotReady", message });
    markPodsNotReady(this.#sim, this.#options.recorder, name);
  }

  #silence(node: Node): void {
    const conditions = unknownConditions(node, this.#sim.timestamp());
    this.#sim.api.writeStatus("nodes", node.metadata.name, { ...node.status, conditions });
  }

  #swapTaint(node: Node, key: string | undefined): void {
    const { api } = this.#sim;
    api.write("nodes", node.metadata.name, (live) => withNoExecuteTaint(live, key, this.#sim.timestamp()));
  }

  #markReachable(node: Node): void {
    this.#swapTaint(node, undefined);
    this.#setZone(zoneOf(node), (row) => dequeued(row, node.metadata.name));
  }

  /** A node that is lost joins its zone's queue; one that is back leaves it, and its taint. */
  #taint(node: Node): void {
    const ready = readyStatusOf(node);
    if (ready === "True") {
      this.#markReachable(node);
      return;
    }
    const [key, opposite] = ready === "False" ? [NOT_READY, UNREACHABLE] : [UNREACHABLE, NOT_READY];
    if (hasNoExecute(node, opposite)) this.#swapTaint(node, key);
    else if (!hasNoExecute(node, key)) this.#setZone(zoneOf(node), (row) => enqueued(row, node.metadata.name));
  }

  /** Every node lost is rather this controller's own trouble than theirs: nobody is driven out then. */
  #disrupt(nodes: readonly Node[]): void {
    const states = countStates(nodes);
    for (const zone of states.keys()) this.#setZone(zone, (row) => row);
    const gone = [...this.#zones.keys()].filter((zone) => !states.has(zone));
    for (const zone of gone) this.#zones.delete(zone);
    const isAll = [...states.values()].every((s) => s === "FullDisruption");
    const wasAll = this.#isAllDisrupted();
    if (isAll && !wasAll) for (const node of nodes) this.#markReachable(node);
    const silents = wasAll && !isAll ? [...this.#silents.keys()] : [];
    for (const node of silents) this.#silents.set(node, { sinceMs: this.#sim.now() });
    for (const [zone, state] of states) {
      this.#setZone(zone, (row) => (row.state === state ? row : { ...row, state }));
    }
    for (const zone of states.keys()) this.#emptyLater(zone);
  }

  #isAllDisrupted(): boolean {
    return [...this.#zones.values()].every((row) => row.state === "FullDisruption");
  }

  #emptyLater(zone: string): void {
    const row = this.#zones.get(zone);
    if (!row || row.queue.length === 0 || this.#isAllDisrupted()) return;
    this.#sim.setTimer(Math.max(this.#sim.now() + QUEUE_LOOK_MS, row.nextMs), "nodelifecycle/empty", zone);
  }
}

const countStates = (nodes: readonly Node[]): ReadonlyMap<string, ZoneState> => {
  const counts = new Map<string, { ready: number; notReady: number }>();
  for (const node of nodes) {
    const zone = zoneOf(node);
    const count = counts.get(zone) ?? { ready: 0, notReady: 0 };
    if (readyStatusOf(node) === "True") count.ready++;
    else count.notReady++;
    counts.set(zone, count);
  }
  return new Map([...counts].map(([zone, { ready, notReady }]) => [zone, zoneState(ready, notReady)]));
};

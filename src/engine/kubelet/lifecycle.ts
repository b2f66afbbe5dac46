// Models what a kubelet does when it stops, starts, loses its API server and finds it again (pkg/kubelet/kubelet.go, v1.36). What it
// missed it learns from the list with which it begins; what its runtime did meanwhile it sees at its first look.
import { compareStrings } from "#api/compare";
import type { Pod } from "#api/core-pod";
import { clientError } from "../controlplane/complaints.ts";
import type { MachineRow } from "../node/machines.ts";
import type { Table } from "../state/table.ts";
import type { KubeletContext } from "./context.ts";
import type { Nodes } from "./nodes.ts";
import type { Prober } from "./prober.ts";
import type { ContainerRow, PodRow } from "./rows.ts";
import { asWritten, isMirror } from "./static-pods.ts";
import { RELIST_LATENCY_MS, RUNTIME_PATIENCE_MS } from "./timing.ts";
import { lookAfterRelist } from "./worker-queue.ts";
import { allocatedPod } from "./allocated.ts";

interface LifecycleOptions {
  readonly context: KubeletContext;
  readonly nodes: Nodes;
  readonly prober: Prober;
  readonly adopt: (pod: Pod, node: string) => void;
  readonly remove: (row: PodRow, pod: Pod) => void;
  /** The kubelet of this node works again. */
  readonly resumed: (node: string) => void;
}

interface Reach {
  readonly runs: boolean;
  readonly reaches: boolean;
  /** It stopped by its own pages, not by its own end: it goes on where it was. */
  readonly isFrozen: boolean;
}

const WELL: Reach = { runs: true, reaches: true, isFrozen: false };
export class Lifecycle {
  readonly #options: LifecycleOptions;
  readonly #reach: Table<Reach>;

  constructor(options: LifecycleOptions) {
    this.#options = options;
    const { context } = options;
    this.#reach = context.sim.table("kubelet/reach");
    context.machines.onChange((now, old) => this.#onMachine(now, old));
  }

  /** A pod's object went, and its kubelet does not hear of it. A static pod it has from its own disk. */
  miss(row: PodRow, pod: Pod): void {
    if (isMirror(pod)) this.#options.context.update(row, { unmirrored: asWritten(pod) });
    else this.#options.context.missed.set(row.uid, allocatedPod(this.#options.context.sim, pod));
  }

  #onMachine(now: MachineRow, old: MachineRow): void {
    const { machines, sim } = this.#options.context;
    const isMaster = sim.scenario.nodes.some((n) => n.name === now.name && n.role === "control-plane");
    const served = old.isOn && !old.isCut && !old.isApiDown;
    const isWide = isMaster && served !== machines.servesApi(now.name);
    // Nothing of the runtime's outlives its power, though no kubelet looked any more.
    if (old.isOn && !now.isOn && this.#reach.get(now.name)?.runs === false) this.#halt(this.#rowsOf(now.name), true);
    // What concerns every node looks at every pod once, not once a node.
    const rows = isWide ? this.#rowsByNode() : undefined;
    for (const { name } of isWide ? machines.all() : [now]) {
      this.#review(name, now, () => (rows ? (rows.get(name) ?? []) : this.#rowsOf(name)));
    }
  }

  #review(node: string, change: MachineRow, rowsOf: () => readonly PodRow[]): void {
    const { machines } = this.#options.context;
    const before = this.#reach.get(node) ?? WELL;
    const runs = machines.runsPods(node);
    const reaches = machines.reachesApi(node);
    if (runs === before.runs && reaches === before.reaches) return;
    this.#reach.set(node, { runs, reaches, isFrozen: this.#isFrozen(node, before) });
    if (before.reaches && !reaches) this.#options.nodes.stopRenewing(node);
    if (!machines.isKubeletRunning(node) && this.#reach.get(node)?.isFrozen === false) this.#options.nodes.onEnd(node);
    this.#write(node, before, { runs, reaches });
    if (before.runs && !runs) this.#halt(rowsOf(), change.name === node && !change.isOn);
    if (runs !== before.runs && machines.isKubeletRunning(node)) this.#lookAtRuntime(node);
    this.#goOn(node, before, { runs, reaches, rowsOf });
  }

  /** The node is not ready once nothing has been heard of the runtime for a while, and is again with the next round. */
  #lookAtRuntime(node: string): void {
    const { machines, sim } = this.#options.context;
    if (machines.hasRuntime(node)) this.#options.nodes.touch(node);
    else sim.setTimer(sim.now() + RUNTIME_PATIENCE_MS, "kubelet/runtime", node);
  }

  /** What befell the kubelet, for the machine's record. */
  #write(node: string, before: Reach, now: Omit<Reach, "isFrozen">): void {
    const { records } = this.#options.context;
    const isFrozen = this.#reach.get(node)?.isFrozen === true;
    const { machines } = this.#options.context;
    const isWithoutRuntime = machines.isKubeletRunning(node) && !machines.hasRuntime(node);
    if (before.runs && !now.runs && !isWithoutRuntime) records.write(node, { what: isFrozen ? "Freeze" : "Stop" });
    else if (!before.runs && now.runs) records.write(node, { what: before.isFrozen ? "Thaw" : "Start" });
    if (!machines.isKubeletRunning(node) || now.reaches === before.reaches) return;
    if (now.reaches) records.write(node, { what: "ApiFound" });
    else records.write(node, { what: "ApiLost", message: this.#whyLost(node) });
  }
  #whyLost(node: string): string {
    const { machines, sim } = this.#options.context;
    const masters = sim.scenario.nodes.filter(({ role }) => role === "control-plane");
    const seen = machines.isConnected(node) ? masters.filter(({ name }) => machines.isConnected(name)) : [];
    if (seen.length === 0) return clientError("unreachable");
    return clientError(seen.some(({ name }) => machines.isFrozen(name)) ? "silent" : "refused");
  }
  #goOn(
    node: string,
    before: Reach,
    now: { readonly runs: boolean; readonly reaches: boolean; readonly rowsOf: () => readonly PodRow[] },
  ): void {
    const isFound = now.reaches && !before.reaches;
    if (isFound) this.#greet(node, !before.runs && !before.isFrozen);
    if (now.runs && (isFound || !before.runs)) this.#resume(node, now.rowsOf(), !before.runs && !before.isFrozen);
  }
  #isFrozen(node: string, before: Reach): boolean {
    const { machines } = this.#options.context;
    const machine = machines.get(node);
    if (!machine || machines.isKubeletRunning(node)) return false;
    return machine.isOn && !machine.isKubeletStopped && (before.runs || before.isFrozen);
  }

  #greet(node: string, isStart: boolean): void {
    const { nodes } = this.#options;
    if (isStart) nodes.boot(node);
    else nodes.reconnect(node);
  }

  /** All that the kubelet waits for is off; what it is in the middle of is lost. */
  #halt(rows: readonly PodRow[], isPowerLoss: boolean): void {
    const { context, prober } = this.#options;
    for (const row of rows) {
      const pod = context.podOf(row);
      if (pod) prober.sleep(row, pod);
      const idle = this.#idle(row);
      if (isPowerLoss && idle.ip !== undefined) context.releaseIp(idle.ip, idle.uid);
      context.pods.set(row.uid, isPowerLoss ? { ...idle, hasSandbox: false } : idle);
    }
  }

  #idle(row: PodRow): PodRow {
    const { sim } = this.#options.context;
    sim.clearTimer(row.timer);
    if (row.busy && "timer" in row.busy) sim.clearTimer(row.busy.timer);
    const containers: Record<string, ContainerRow> = {};
    for (const [name, c] of Object.entries(row.containers)) {
      const { kill, ...rest } = c;
      sim.clearTimer(kill?.timer);
      containers[name] = rest;
    }
    const { timer: _, timerAtMs: _t, busy: _b, sync: _s, syncedMs: _m, wanted: _w, ...rest } = row;
    return { ...rest, containers };
  }

  /**
   * The first look at everything. A kubelet that has just started knows its static pods by their files, and all others only from the API
   * server (config.SourcesReady); one that thaws knows what it knew. What went meanwhile neither learns before it is told.
   */
  #resume(node: string, rows: readonly PodRow[], isStart: boolean): void {
    const { context, adopt, resumed } = this.#options;
    const { sim } = context;
    const hears = context.machines.reachesApi(node);
    for (const row of rows) {
      const isTold = hears || (row.isUnknown !== true && !isStart) || isStatic(context, row);
      if (isTold) this.#lookAgain(known(context, row), hears);
      else context.update(row, { isUnknown: true });
    }
    if (!hears) return;
    // The oldest first (HandlePodAdditions): there may not be room for all.
    const told = [...sim.store.podsOnNode(node)].toSorted((a, b) => compareStrings(ageOf(a), ageOf(b)));
    for (const pod of told) if (!context.pods.has(pod.metadata.uid ?? "")) adopt(pod, node);
    resumed(node);
  }

  /** Whatever it was in the middle of, an end that it had begun included, goes on with this look. */
  #lookAgain(row: PodRow, hears: boolean): void {
    const { context, remove } = this.#options;
    const gone = hears ? context.missed.get(row.uid) : undefined;
    // A mirror that could not be made is tried again.
    const lost = gone ?? row.unmirrored;
    if (lost) remove(row, lost);
    if (gone) context.missed.delete(row.uid);
    const now = context.pods.get(row.uid);
    if (now) lookAfterRelist(context, now, RELIST_LATENCY_MS);
  }

  #rowsByNode(): Map<string, PodRow[]> {
    const byNode = new Map<string, PodRow[]>();
    for (const row of this.#options.context.pods.values()) {
      const rows = byNode.get(row.node);
      if (rows) rows.push(row);
      else byNode.set(row.node, [row]);
    }
    return byNode;
  }
  #rowsOf(node: string): PodRow[] {
    return [...this.#options.context.pods.values()].filter((row) => row.node === node);
  }
}

const known = (context: KubeletContext, row: PodRow): PodRow => {
  const { isUnknown, ...rest } = row;
  return isUnknown ? context.update(rest, {}) : row;
};

const ageOf = ({ metadata }: Pod): string => `${metadata.creationTimestamp} ${metadata.namespace}/${metadata.name}`;

const isStatic = (context: KubeletContext, row: PodRow): boolean => {
  const pod = context.podOf(row);
  return pod !== undefined && isMirror(pod);
};

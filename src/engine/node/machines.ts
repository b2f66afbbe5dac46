// The machines under the nodes: power, network, the kubelet's own process, and the moments at which its loops come round.
import { memoise } from "#api/memoise";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";

export interface MachineRow {
  readonly name: string;
  readonly isOn: boolean;
  /** The cable is out: what runs goes on, nothing reaches it and it reaches nothing. */
  readonly isCut: boolean;
  readonly isKubeletStopped: boolean;
  /** Since when the container runtime is stopped: what runs goes on, and nothing new starts. */
  readonly runtimeStoppedMs?: number;
  /** The power is back, the kubelet not yet. */
  readonly isBooting: boolean;
  /** When its power came last; absent: before the cluster began. */
  readonly onSinceMs?: number;
  /** Where in the second, and in the ten seconds, this kubelet's loops come round. */
  readonly phaseMs: number;
  /** The same of the loop that posts the node's status. */
  readonly statusPhaseMs: number;
  /** Of a master: its API server does not answer, whatever the reason. */
  readonly isApiDown: boolean;
  /** Work of the system (kubelet, runtime) takes this many times as long as on a machine with nothing to do. */
  readonly slowdown: number;
  /** Of the disk that holds images, logs and what containers write. */
  readonly diskUsedPercent: number;
}

type MachineChange = (now: MachineRow, old: MachineRow) => void;

const RELIST_MS = 1000;
const STATUS_PERIOD_MS = 10_000;
/** Slower than this by its own pages, a kubelet does not get a renewal or a look at its pods done in time. */
const FROZEN = 50;

export class Machines {
  readonly #sim: Sim;
  readonly #rows: Table<MachineRow>;
  readonly #listeners: MachineChange[] = [];
  readonly #controlPlane: readonly string[];

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#rows = sim.table("node/machines");
    this.#controlPlane = sim.scenario.nodes.filter((n) => n.role === "control-plane").map((n) => n.name);
  }

  /** Called for each change of power, network, kubelet or speed, in the order in which it was asked for. */
  onChange(listener: MachineChange): void {
    this.#listeners.push(listener);
  }

  get(name: string): MachineRow | undefined {
    return this.#rows.get(name);
  }
  all(): MachineRow[] {
    return [...this.#rows.values()];
  }
  add(name: string): void {
    const phaseMs = this.#sim.rng.int("node", 10_000);
    const statusPhaseMs = this.#sim.rng.int("node", 10_000);
    this.#rows.set(name, {
      name,
      isOn: true,
      isCut: false,
      isKubeletStopped: false,
      isBooting: false,
      isApiDown: false,
      phaseMs,
      statusPhaseMs,
      slowdown: 1,
      diskUsedPercent: 10,
    });
  }
  /** `without`: a field that is no longer there. */
  change(name: string, to: Partial<Omit<MachineRow, "name">>, without?: "runtimeStoppedMs"): MachineRow | undefined {
    const old = this.#rows.get(name);
    if (!old) return undefined;
    const changed = { ...old, ...to };
    const { runtimeStoppedMs: _, ...rest } = changed;
    const now = without === undefined ? changed : rest;
    this.#rows.set(name, now);
    for (const listener of this.#listeners) listener(now, old);
    return now;
  }

  isOn(name: string): boolean {
    return this.#rows.get(name)?.isOn === true;
  }
  /** Packets from and to it arrive. */
  isConnected(name: string): boolean {
    const row = this.#rows.get(name);
    return row !== undefined && row.isOn && !row.isCut;
  }
  /** The kubelet gets something done: it is on, started, and not waiting for its own pages. */
  isKubeletRunning(name: string): boolean {
    const row = this.#rows.get(name);
    return row !== undefined && runsKubelet(row);
  }
  /** Its containers can be started, stopped and looked at. */
  hasRuntime(name: string): boolean {
    return this.#rows.get(name)?.runtimeStoppedMs === undefined;
  }
  /** Its kubelet can do something with its pods. */
  runsPods(name: string): boolean {
    return this.isKubeletRunning(name) && this.hasRuntime(name);
  }
  /** The kubelet runs and an API server is there to be talked to. */
  reachesApi(name: string): boolean {
    const row = this.#rows.get(name);
    if (row === undefined || row.isCut || !runsKubelet(row)) return false;
    return this.#controlPlane.length === 0 || this.#controlPlane.some((master) => this.servesApi(master));
  }
  /** Its API server answers whoever reaches the machine. */
  servesApi(master: string): boolean {
    const row = this.#rows.get(master);
    return row !== undefined && row.isOn && !row.isCut && !row.isApiDown;
  }
  /** It waits for its own pages: nothing on it gets anything done, not even to end. */
  isFrozen(name: string): boolean {
    return this.slowdown(name) >= FROZEN;
  }
  slowdown(name: string): number {
    return this.#rows.get(name)?.slowdown ?? 1;
  }

  /** The next moment, `atMs` or later, at which a loop of `periodMs` of this kubelet comes round. */
  nextTick(name: string, atMs: number, periodMs = RELIST_MS): number {
    const phase = (this.#rows.get(name)?.phaseMs ?? 0) % periodMs;
    return Math.ceil((atMs - phase) / periodMs) * periodMs + phase;
  }
  /** The next round, `atMs` or later, of the loop that posts the node's status. */
  nextStatusRound(name: string, atMs: number): number {
    const phase = this.#rows.get(name)?.statusPhaseMs ?? 0;
    return Math.ceil((atMs - phase) / STATUS_PERIOD_MS) * STATUS_PERIOD_MS + phase;
  }
  /** The last moment, `atMs` or earlier, at which that loop came round. */
  lastTick(name: string, atMs: number, periodMs = RELIST_MS): number {
    const phase = (this.#rows.get(name)?.phaseMs ?? 0) % periodMs;
    return Math.floor((atMs - phase) / periodMs) * periodMs + phase;
  }
}

const runsKubelet = ({ isOn, isKubeletStopped, isBooting, slowdown }: MachineRow): boolean =>
  isOn && !isKubeletStopped && !isBooting && slowdown < FROZEN;

export const machinesOf = memoise((sim: Sim): Machines => new Machines(sim));

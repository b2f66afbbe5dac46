// A machine's memory: what is free, when it runs short, whom the kernel kills when none is left, and what happens in between: the kernel takes
// the pages of running programs away and reads them back from disk, so that the whole machine crawls and nothing dies (contract W).
import { oomScoreAdj } from "#api/pod-resources";
import type { Applications } from "../apps/applications.ts";
import { isAlive, type ProcessRow } from "../apps/process.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import { bytesAt, type Ledger } from "./ledger.ts";
import { EVICTION_THRESHOLD_BYTES, type MachineSize } from "./machine-size.ts";
import type { Machines } from "./machines.ts";

interface MemoryOptions {
  readonly sim: Sim;
  readonly apps: Applications;
  readonly machines: Machines;
  readonly ledger: Ledger;
  readonly sizeOf: (node: string) => MachineSize | undefined;
  /** The machine's programs run at another speed from now on. */
  onSpeed(node: string): void;
}

/** What waits to happen to a machine's memory. */
interface MemoryRow {
  readonly timer?: number;
  readonly atMs?: number;
  readonly isShort: boolean;
  /** Twentieths of the running code that are not in memory. */
  readonly missing: number;
  /** There is room again: when what was dropped has been read back. */
  readonly thawTimer?: number;
}

const WELL: MemoryRow = { isShort: false, missing: 0 };
const LEVELS = 20;
/** With less than 55 % of its code in memory a machine gets nowhere (measured: 200 MiB of 364). */
const FROZEN_LEVEL = 9;
const FROZEN_SLOWDOWN = 5000;
/** What was dropped at once is read back page by page: the first command after that took so long. Measured. */
const THAW_MS = 700;

/** How many times as long everything takes. A tenth of the code missing: 1.7 times; three tenths: 19 times. */
const slowdownOf = (level: number): number =>
  level >= FROZEN_LEVEL ? FROZEN_SLOWDOWN : 1 + 60 * (level / FROZEN_LEVEL) ** 3;

export class Memory {
  readonly #options: MemoryOptions;
  readonly #rows: Table<MemoryRow>;
  readonly #shortages: ((node: string, isShort: boolean) => void)[] = [];

  constructor(options: MemoryOptions) {
    this.#options = options;
    this.#rows = options.sim.table("node/memory");
  }

  /** Called when a machine's memory falls below the eviction threshold, and when it is above it again. */
  onShortage(listener: (node: string, isShort: boolean) => void): void {
    this.#shortages.push(listener);
  }

  podsBytes(node: string): number {
    return Math.round(bytesAt(this.#options.ledger.ofNode(node), this.#options.sim.now()));
  }

  /** memory.available as the kubelet computes it: of the machine, or of what all pods together may have, whichever is less. */
  availableBytes(node: string): number {
    const size = this.#options.sizeOf(node);
    return size ? Math.max(0, limitOf(size) - this.podsBytes(node)) : Infinity;
  }
  isShort(node: string): boolean {
    return this.availableBytes(node) < EVICTION_THRESHOLD_BYTES;
  }

  /** After each change of what the pods hold: acts on what is already so, and waits for what will be. */
  watch(node: string): void {
    const size = this.#options.sizeOf(node);
    if (!size) return;
    while (this.podsBytes(node) > limitOf(size)) if (!this.#killOne(node, size)) break;
    this.#note(node, size);
    this.#wait(node, size);
  }

  #note(node: string, size: MachineSize): void {
    const before = this.#rows.get(node) ?? WELL;
    const isShort = this.isShort(node);
    const missing = this.#missing(node, size);
    if (missing > before.missing) this.#slow(node, missing);
    else if (missing < before.missing) this.#thaw(node);
    else this.#stayFrozen(node);
    if (isShort === before.isShort) return;
    this.#rows.set(node, { ...(this.#rows.get(node) ?? WELL), isShort });
    for (const listener of this.#shortages) listener(node, isShort);
  }

  /** Pages of running code are dropped as fast as somebody takes their room. */
  #slow(node: string, missing: number): void {
    this.#stayFrozen(node);
    this.#rows.set(node, { ...(this.#rows.get(node) ?? WELL), missing });
    this.#options.machines.change(node, { slowdown: slowdownOf(missing) });
    this.#options.onSpeed(node);
  }
  #thaw(node: string): void {
    const { sim } = this.#options;
    const row = this.#rows.get(node) ?? WELL;
    if (row.thawTimer !== undefined) return;
    this.#rows.set(node, { ...row, thawTimer: sim.setTimer(sim.now() + THAW_MS, "node/thaw", node) });
  }
  #stayFrozen(node: string): void {
    const { thawTimer, ...row } = this.#rows.get(node) ?? WELL;
    if (thawTimer === undefined) return;
    this.#options.sim.clearTimer(thawTimer);
    this.#rows.set(node, row);
  }

  /** What there is room for has been read back. */
  onThaw(node: string): void {
    const size = this.#options.sizeOf(node);
    const { thawTimer: _, ...row } = this.#rows.get(node) ?? WELL;
    this.#rows.set(node, row);
    if (size) this.#slow(node, this.#missing(node, size));
    this.watch(node);
  }

  /** Page cache that there is room for, and how much of the running code's is gone. */
  cache(node: string): { readonly roomBytes: number; readonly codeBytes: number; readonly missingShare: number } {
    const size = this.#options.sizeOf(node);
    if (!size) return { roomBytes: 0, codeBytes: 0, missingShare: 0 };
    const roomBytes = Math.max(0, size.memoryBytes - size.systemBytes - this.podsBytes(node));
    return { roomBytes, codeBytes: size.codeBytes, missingShare: (this.#rows.get(node)?.missing ?? 0) / LEVELS };
  }

  #missing(node: string, size: MachineSize): number {
    const room = size.memoryBytes - size.systemBytes - this.podsBytes(node);
    return Math.min(LEVELS, Math.max(0, Math.floor((1 - room / size.codeBytes) * LEVELS)));
  }

  /** One timer a machine: for the next amount at which something changes. */
  #wait(node: string, size: MachineSize): void {
    const { sim, ledger } = this.#options;
    const { timer, atMs: before, ...row } = this.#rows.get(node) ?? WELL;
    const claim = ledger.ofNode(node);
    const held = bytesAt(claim, sim.now());
    const step = size.codeBytes / LEVELS;
    const marks = [limitOf(size), limitOf(size) - EVICTION_THRESHOLD_BYTES];
    const free = size.memoryBytes - size.systemBytes;
    for (let level = 0; level <= FROZEN_LEVEL; level++) marks.push(free - size.codeBytes + level * step);
    const next = claim.slope > 0 ? Math.min(...marks.filter((mark) => mark >= held)) : Infinity;
    const atMs = next === Infinity ? undefined : sim.now() + Math.floor((next - held) / claim.slope) + 1;
    if (atMs !== undefined && atMs === before) return;
    sim.clearTimer(timer);
    if (atMs !== undefined) this.#rows.set(node, { ...row, atMs, timer: sim.setTimer(atMs, "node/memory", node) });
    else if (timer !== undefined) this.#rows.set(node, row);
  }

  onTimer(node: string): void {
    const { timer: _, atMs: _a, ...row } = this.#rows.get(node) ?? WELL;
    this.#rows.set(node, row);
    this.watch(node);
  }

  /** The kernel's choice: the largest share of memory, moved by oom_score_adj. False: there is nobody to kill. */
  #killOne(node: string, size: MachineSize): boolean {
    const { apps, sim } = this.#options;
    let victim: ProcessRow | undefined;
    let worst = -Infinity;
    for (const id of apps.idsOnNode(node)) {
      const row = apps.get(id)!;
      if (!isAlive(row)) continue;
      const score = (apps.memoryBytes(row) * 1000) / size.memoryBytes + oomAdjOf(sim, row, size.memoryBytes);
      if (score > worst) [victim, worst] = [row, score];
    }
    if (!victim) return false;
    sim.log({ type: "machine", node, what: "oom-kill", data: { pod: victim.pod, container: victim.container } });
    apps.kill(victim.id, { code: 137, reason: "OOMKilled" });
    return true;
  }
}

/** What the kubelet has told the kernel of a container: the higher, the sooner it dies. */
export const oomAdjOf = (sim: Sim, row: ProcessRow, memoryBytes: number): number => {
  const pod = sim.store.get("pods", row.pod);
  const container = pod?.spec.containers.find((c) => c.name === row.container);
  return pod && container ? oomScoreAdj(pod, container, memoryBytes) : 1000;
};

/** What the pods may hold before the kernel kills: the room of their cgroup, or of the machine. */
const limitOf = (size: MachineSize): number => Math.min(size.kubepodsBytes, size.memoryBytes - size.systemBytes);

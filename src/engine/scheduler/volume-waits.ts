// Models PreBind of plugins/volumebinding (v1.36): a pod whose claims waited for it has its node, and is bound to it when its claims are bound
// to their volumes. The scheduler looks once a second, and gives up after ten minutes.
import type { PersistentVolumeClaim } from "#api/core-volume";
import type { Pod } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import { annotated, boundTo, isBound, SELECTED_NODE } from "../controllers/persistentvolume/match.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import { claimsOf, type StorageLister, volumesOn } from "./plugins/volumebinding/claims.ts";

/** A pod that is taken to be on its node already. */
export interface VolumeWait {
  readonly node: string;
  readonly sinceMs: number;
  readonly claims: readonly string[];
  readonly timer: number;
}

const LOOK_MS = 1000;
const TIMEOUT_MS = 600_000;
export const TIMED_OUT = 'running PreBind plugin "VolumeBinding": binding volumes: context deadline exceeded';

export class VolumeWaits {
  readonly #sim: Sim;
  readonly #storage: StorageLister;
  readonly #rows: Table<VolumeWait>;

  constructor(sim: Sim, storage: StorageLister) {
    this.#sim = sim;
    this.#storage = storage;
    this.#rows = sim.table("scheduler/volumes");
  }

  get(key: string): VolumeWait | undefined {
    return this.#rows.get(key);
  }
  entries(): Iterable<readonly [string, VolumeWait]> {
    return this.#rows.entries();
  }

  /** Asks for the volumes of a pod on its node. False: it needs none that it has not. */
  begin(key: string, pod: Pod, node: string): boolean {
    const claims = claimsOf(pod, this.#storage);
    if (typeof claims === "string" || claims.delayed.length === 0) return false;
    const labels = this.#sim.store.get("nodes", node)?.metadata.labels ?? {};
    const volumes = volumesOn(claims, { name: node, labels }, this.#storage);
    if (!("found" in volumes)) return false;
    for (const [claim, volume] of volumes.found) this.#promise(claim, volume.metadata.name);
    for (const claim of volumes.wanted) this.#select(claim, node);
    const sinceMs = this.#sim.now();
    const timer = this.#sim.setTimer(sinceMs + TIMEOUT_MS, "scheduler/volumes", key);
    this.#rows.set(key, { node, sinceMs, claims: claims.delayed.map(keyOf), timer });
    return true;
  }

  /** A claim has changed: the pods that wait for no other are looked at when the scheduler looks next. */
  claimChanged(key: string): void {
    const now = this.#sim.now();
    const waits = [...this.#rows.entries()];
    for (const [pod, wait] of waits) {
      if (!wait.claims.includes(key) || !this.isReady(pod)) continue;
      this.#sim.clearTimer(wait.timer);
      const atMs = wait.sinceMs + Math.max(1, Math.ceil((now - wait.sinceMs) / LOOK_MS)) * LOOK_MS;
      this.#rows.set(pod, { ...wait, timer: this.#sim.setTimer(atMs, "scheduler/volumes", pod) });
    }
  }

  isReady(key: string): boolean {
    const { claims = [] } = this.#rows.get(key) ?? {};
    return claims.every((name) => {
      const claim = this.#storage.claim(name);
      return claim !== undefined && isBound(claim);
    });
  }

  end(key: string): void {
    this.#sim.clearTimer(this.#rows.get(key)?.timer);
    this.#rows.delete(key);
  }

  #promise(claim: PersistentVolumeClaim, volume: string): void {
    this.#sim.api.write("persistentvolumes", volume, (live) => boundTo(live, claim));
  }
  #select(claim: PersistentVolumeClaim, node: string): void {
    this.#sim.api.write("persistentvolumeclaims", keyOf(claim), (live) => annotated(live, { [SELECTED_NODE]: node }));
  }
}

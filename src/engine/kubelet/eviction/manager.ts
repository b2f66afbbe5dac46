// Models pkg/kubelet/eviction/eviction_manager.go (v1.36): a look every 10 s; while a threshold is crossed one pod a pass is evicted, and the
// next pass comes when it is gone. The looks at which nothing can be crossed are not held.
// Simplified: no soft thresholds, inodes or image file system of its own; a full disk is what somebody made it (`node/disk`).
import { compareStrings } from "#api/compare";
import type { Pod } from "#api/core-pod";
import { isCriticalPod, qosClassOf } from "#api/pod-resources";
import { bytes } from "#api/quantity";
import { isAlive } from "../../apps/process.ts";
import { hardwareOf, type Hardware } from "../../node/node.ts";
import type { Table } from "../../state/table.ts";
import { warning, type KubeletContext } from "../context.ts";
import { nodeReference, type Pressures } from "../nodes.ts";
import type { Rejection } from "../pod-admission.ts";
import type { PodRow } from "../rows.ts";
import type { Terminator } from "../terminator.ts";
import { evictionsOf, keepEviction } from "./kept.ts";
import { evictionMessage, rankForEviction, type EvictionCandidate, type EvictionResource } from "./rank.ts";

interface EvictionOptions {
  readonly context: KubeletContext;
  readonly terminator: Terminator;
  /** The node's conditions have changed. */
  touch(node: string): void;
}

interface PressureRow {
  readonly timer?: number;
  /** The last look at which the threshold was crossed. */
  readonly memoryAtMs?: number;
  readonly diskAtMs?: number;
  /** The pod whose end is waited for. */
  readonly waitsFor?: string;
}

interface Signal {
  readonly resource: EvictionResource;
  readonly threshold: string;
  readonly capacityBytes: number;
  readonly availableBytes: number;
}

const PERIOD_MS = 10_000;
const TRANSITION_MS = 300_000;
const CLEANUP_WAIT_MS = 30_000;
/** A hard threshold leaves a pod a second, which the runtime makes two. */
const GRACE_SECONDS = 1;
const MEMORY_THRESHOLD = "100Mi";
const DISK_THRESHOLD = "10%";
const DISK_FREE_SHARE = 0.1;
/** The kernel counts in pages. */
const PAGE_BYTES = 4096;
const DEFAULT_DISK = "104857600Ki";

export class EvictionManager {
  readonly #options: EvictionOptions;
  readonly #rows: Table<PressureRow>;
  readonly #hardware: Hardware;

  constructor(options: EvictionOptions) {
    this.#options = options;
    this.#rows = options.context.sim.table("kubelet/pressure");
    this.#hardware = hardwareOf(options.context.sim);
    // Tables are there from the start.
    evictionsOf(options.context.sim);
    this.#hardware.memory.onShortage((node) => this.#wait(node));
    this.#hardware.machines.onChange((now, old) => {
      if (now.diskUsedPercent !== old.diskUsedPercent) this.#wait(now.name);
    });
  }

  pressures(node: string): Pressures {
    const row = this.#rows.get(node);
    return { memory: row?.memoryAtMs !== undefined, disk: row?.diskAtMs !== undefined };
  }

  /** eviction_manager.go Admit: a node under pressure takes critical pods, and under memory pressure those that request something. */
  admit(row: PodRow, pod: Pod): Rejection | undefined {
    const { memory, disk } = this.pressures(row.node);
    if ((!memory && !disk) || isCriticalPod(pod)) return undefined;
    if (memory && !disk && (qosClassOf(pod) !== "BestEffort" || toleratesPressure(pod))) return undefined;
    const conditions = [...(disk ? ["DiskPressure"] : []), ...(memory ? ["MemoryPressure"] : [])];
    return { reason: "Evicted", message: `The node had condition: [${conditions.join(" ")}]. ` };
  }

  /** A pass. */
  onTimer(node: string): void {
    const { timer: _, waitsFor: _w, ...row } = this.#rows.get(node) ?? {};
    const { context } = this.#options;
    const now = context.sim.now();
    this.#rows.set(node, row);
    if (!context.machines.isKubeletRunning(node)) return;
    const signals = this.#signals(node);
    const memoryAtMs = signals.some((s) => s.resource === "memory") ? now : current(row.memoryAtMs, now);
    const diskAtMs = signals.some((s) => s.resource !== "memory") ? now : current(row.diskAtMs, now);
    const isChanged = (memoryAtMs === undefined) !== (row.memoryAtMs === undefined);
    const isDiskChanged = (diskAtMs === undefined) !== (row.diskAtMs === undefined);
    this.#rows.set(node, {
      ...(memoryAtMs === undefined ? {} : { memoryAtMs }),
      ...(diskAtMs === undefined ? {} : { diskAtMs }),
    });
    if (isChanged || isDiskChanged) this.#options.touch(node);
    if (signals[0]) this.#reclaim(node, signals[0]);
    this.#wait(node);
  }

  /** A pod is gone: whoever waited for that looks again at once. */
  onPodGone(row: PodRow): void {
    if (this.#rows.get(row.node)?.waitsFor !== row.uid) return;
    this.#set(row.node, this.#options.context.sim.now() + 1);
  }

  /** The kubelet is back. */
  resume(node: string): void {
    this.#wait(node);
  }

  #signals(node: string): Signal[] {
    const { memory, machines, sizeOf } = this.#hardware;
    const signals: Signal[] = [];
    if (memory.isShort(node)) {
      const capacityBytes = sizeOf(node)?.memoryBytes ?? 0;
      const availableBytes = Math.floor(memory.availableBytes(node) / PAGE_BYTES) * PAGE_BYTES;
      signals.push({ resource: "memory", threshold: MEMORY_THRESHOLD, capacityBytes, availableBytes });
    }
    const free = 1 - (machines.get(node)?.diskUsedPercent ?? 0) / 100;
    if (free < DISK_FREE_SHARE) {
      const scenario = this.#options.context.sim.scenario.nodes.find((n) => n.name === node);
      const capacityBytes = bytes(scenario?.ephemeralStorage ?? DEFAULT_DISK);
      const availableBytes = Math.round(capacityBytes * free);
      signals.push({ resource: "ephemeral-storage", threshold: DISK_THRESHOLD, capacityBytes, availableBytes });
    }
    return signals;
  }

  #reclaim(node: string, signal: Signal): void {
    const { context, terminator } = this.#options;
    context.records.write(node, { what: "EvictionThresholdMet", message: signal.resource });
    if (context.machines.reachesApi(node)) {
      context
        .recorder(node)
        .record(nodeReference(node), warning("EvictionThresholdMet", `Attempting to reclaim ${signal.resource}`));
    }
    const ranked = rankForEviction(this.#candidates(node), signal.resource);
    const candidate = ranked.find(({ pod }) => !isCriticalPod(pod));
    const row = candidate && context.pods.get(candidate.pod.metadata.uid ?? "");
    if (!candidate || !row) return;
    const { capacityBytes, availableBytes, threshold, resource } = signal;
    const message = evictionMessage({ resource, threshold, capacityBytes, availableBytes, candidate });
    context.event(row, warning("Evicted", message));
    keepEviction(context.sim, { uid: row.uid, node, resource, availableBytes, ranked });
    this.#rows.set(node, { ...this.#rows.get(node), waitsFor: row.uid });
    terminator.begin(row, candidate.pod, { graceSeconds: GRACE_SECONDS, reason: "Evicted", message });
  }

  #candidates(node: string): EvictionCandidate[] {
    const { context } = this.#options;
    const candidates: EvictionCandidate[] = [];
    for (const pod of context.sim.store.podsOnNode(node)) {
      const row = context.pods.get(pod.metadata.uid ?? "");
      if (row?.stage !== "syncing" || row.firstSyncMs === undefined || row.isUnknown || row.wanted) continue;
      candidates.push({ pod, usage: this.#usage(row) });
    }
    return candidates.toSorted((a, b) => compareStrings(nameOf(a), nameOf(b)));
  }

  #usage(row: PodRow): NonNullable<EvictionCandidate["usage"]> {
    const { apps } = this.#options.context;
    const containerBytes: Record<string, number> = {};
    let total = 0;
    for (const id of apps.idsOfPod(row.uid)) {
      const process = apps.get(id)!;
      if (!isAlive(process)) continue;
      const used = Math.floor(apps.memoryBytes(process) / PAGE_BYTES) * PAGE_BYTES;
      containerBytes[process.container] = used;
      total += used;
    }
    return { bytes: total, containerBytes };
  }

  /** The next pass at which something can be different; none if there is none. */
  #wait(node: string): void {
    const { context } = this.#options;
    const now = context.sim.now();
    const row = this.#rows.get(node) ?? {};
    if (row.waitsFor !== undefined) {
      if (row.timer === undefined) this.#set(node, now + CLEANUP_WAIT_MS);
      return;
    }
    if (this.#signals(node).length > 0) {
      this.#set(node, context.machines.nextTick(node, now + 1, PERIOD_MS));
      return;
    }
    const over = Math.min(row.memoryAtMs ?? Infinity, row.diskAtMs ?? Infinity) + TRANSITION_MS;
    if (over !== Infinity) this.#set(node, context.machines.nextTick(node, over, PERIOD_MS));
    else if (row.timer !== undefined) this.#clear(node, row);
  }

  #set(node: string, atMs: number): void {
    const { sim } = this.#options.context;
    const row = this.#rows.get(node) ?? {};
    sim.clearTimer(row.timer);
    this.#rows.set(node, { ...row, timer: sim.setTimer(atMs, "kubelet/evict", node) });
  }
  #clear(node: string, row: PressureRow): void {
    this.#options.context.sim.clearTimer(row.timer);
    const { timer: _, ...rest } = row;
    this.#rows.set(node, rest);
  }
}

/** Pressure is over only when it has not been seen for five minutes. */
const current = (seenMs: number | undefined, nowMs: number): number | undefined =>
  seenMs !== undefined && nowMs - seenMs < TRANSITION_MS ? seenMs : undefined;

const PRESSURE_TAINT = "node.kubernetes.io/memory-pressure";

const toleratesPressure = (pod: Pod): boolean =>
  (pod.spec.tolerations ?? []).some(
    (t) => (!t.key || t.key === PRESSURE_TAINT) && (!t.effect || t.effect === "NoSchedule"),
  );

const nameOf = ({ pod: { metadata } }: EvictionCandidate): string => `${metadata.name} ${metadata.namespace}`;

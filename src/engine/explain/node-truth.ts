// What the machine under a node carries, whether or not its kubelet still reports.
import { memoise } from "#api/memoise";
import type { PodSpec } from "#api/core-pod";
import { podRequests } from "#api/pod-resources";
import { bytes, cpuMilli, milliValue, wholeValue, ZERO } from "#api/quantity";
import { applicationsOf } from "../apps/applications.ts";
import { isAlive } from "../apps/process.ts";
import { controlPlaneOf } from "../controlplane/controlplane.ts";
import type { ApiAnswer } from "../controlplane/masters.ts";
import { hardwareOf } from "../node/node.ts";
import { machinesOf } from "../node/machines.ts";
import type { Sim } from "../sim.ts";

export interface NodeTruth {
  readonly isOn: boolean;
  readonly isCut: boolean;
  /** Less is free than the kubelet leaves to its pods. */
  readonly isDiskFull: boolean;
  readonly isKubeletStopped: boolean;
  readonly cpuMilli: number;
  readonly cpuCapacityMilli: number;
  readonly cpuRequestedMilli: number;
  readonly memoryBytes: number;
  readonly memoryCapacityBytes: number;
  readonly memoryRequestedBytes: number;
  /** Use at which the kubelet begins to evict. */
  readonly evictionThresholdBytes: number;
  /** What is left for page cache, how much of it the running code would need, and the part of that code that was dropped. */
  readonly cacheRoomBytes: number;
  readonly codeBytes: number;
  readonly codeMissingShare: number;
  /** It gets nothing done: everything on it waits for its own pages. */
  readonly isFrozen: boolean;
  /** Of a master: what a request to its API server meets. */
  readonly api?: ApiAnswer;
}

const HARD_EVICTION_BYTES = 100 * 1_048_576;

/** nodefs.available below 10% is the kubelet's hard threshold. */
const DISK_FULL_PERCENT = 90;

export const nodeTruth = (sim: Sim, name: string): NodeTruth | undefined => {
  const machine = machinesOf(sim).get(name);
  const node = sim.store.get("nodes", name);
  if (!machine || !node) return undefined;
  const apps = applicationsOf(sim);
  let usedMilli = 0;
  let usedBytes = 0;
  for (const id of apps.idsOnNode(name)) {
    const row = apps.get(id);
    if (!row || !isAlive(row)) continue;
    usedMilli += apps.cpuDemandMilli(row) * row.rate;
    usedBytes += apps.memoryBytes(row);
  }
  const cache = hardwareOf(sim).memory.cache(name);
  const api = controlPlaneOf(sim).apiOf(name);
  const memoryCapacityBytes = bytes(node.status?.capacity?.["memory"] ?? "0");
  return {
    isOn: machine.isOn,
    isCut: machine.isCut,
    isDiskFull: machine.diskUsedPercent > DISK_FULL_PERCENT,
    isKubeletStopped: machine.isKubeletStopped,
    cpuMilli: usedMilli,
    cpuCapacityMilli: cpuMilli(node.status?.capacity?.["cpu"] ?? "0"),
    memoryBytes: usedBytes,
    memoryCapacityBytes,
    ...requestedOn(sim, name),
    evictionThresholdBytes: memoryCapacityBytes - HARD_EVICTION_BYTES,
    cacheRoomBytes: cache.roomBytes,
    codeBytes: cache.codeBytes,
    codeMissingShare: cache.missingShare,
    isFrozen: machinesOf(sim).isFrozen(name),
    ...(api ? { api } : {}),
  };
};

const requestedOn = (sim: Sim, name: string): Pick<NodeTruth, "cpuRequestedMilli" | "memoryRequestedBytes"> => {
  let cpu = 0;
  let memory = 0;
  for (const pod of sim.store.podsOnNode(name)) {
    if (pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed") continue;
    const requests = requestedBy(pod.spec);
    cpu += requests.cpuMilli;
    memory += requests.memoryBytes;
  }
  return { cpuRequestedMilli: cpu, memoryRequestedBytes: memory };
};

interface Requested {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

/** A machine is looked at four times a second; what its pods ask for changes with their specs only. */
const requestedBy = memoise((spec: PodSpec): Requested => {
  const requests = podRequests(spec);
  return {
    cpuMilli: Number(milliValue(requests.get("cpu") ?? ZERO)),
    memoryBytes: Number(wholeValue(requests.get("memory") ?? ZERO)),
  };
});

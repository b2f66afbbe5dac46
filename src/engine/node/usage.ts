// What containers and machines use at this moment: for metrics, charts and pictures. Reading changes nothing.
import { applicationsOf } from "../apps/applications.ts";
import { isAlive } from "../apps/process.ts";
import type { Sim } from "../sim.ts";
import { hardwareOf } from "./node.ts";

export interface ContainerUsage {
  readonly containerId: string;
  readonly podUid: string;
  readonly pod: string;
  readonly container: string;
  readonly cpuMilli: number;
  readonly wantsMilli: number;
  readonly memoryBytes: number;
  /** The share of 100 ms periods in which its limit stops it: 1 if it always wants more than it may. */
  readonly throttledShare: number;
}

export interface NodeUsage {
  readonly node: string;
  readonly cpuMilli: number;
  readonly cpuCapacityMilli: number;
  readonly memoryBytes: number;
  readonly memoryCapacityBytes: number;
  readonly availableBytes: number;
  /** How many times as long the machine's own programs take. */
  readonly slowdown: number;
  /** What is left for page cache, and how much of it the running code would need. */
  readonly cacheRoomBytes: number;
  readonly codeBytes: number;
  /** Of that code, the part that has to be read again from disk. */
  readonly codeMissingShare: number;
  readonly containers: readonly ContainerUsage[];
}

export const usageOfNode = (sim: Sim, node: string): NodeUsage | undefined => {
  const { cpu, memory, machines, sizeOf } = hardwareOf(sim);
  const apps = applicationsOf(sim);
  const size = sizeOf(node);
  if (!size) return undefined;
  const containers: ContainerUsage[] = [];
  for (const [containerId, grant] of cpu.grants(node)) {
    const row = apps.get(containerId)!;
    if (!isAlive(row)) continue;
    const { wantsMilli, gotMilli, limitMilli } = grant;
    containers.push({
      containerId,
      podUid: row.podUid,
      pod: row.pod,
      container: row.container,
      cpuMilli: gotMilli,
      wantsMilli,
      memoryBytes: apps.memoryBytes(row),
      throttledShare: limitMilli !== undefined && wantsMilli > limitMilli && gotMilli >= limitMilli ? 1 : 0,
    });
  }
  const isOn = machines.isOn(node);
  const cache = memory.cache(node);
  const used = containers.reduce((n, c) => n + c.cpuMilli, 0);
  return {
    node,
    cpuMilli: isOn ? used + size.systemMilli : 0,
    cpuCapacityMilli: size.cpuMilli,
    memoryBytes: isOn ? memory.podsBytes(node) + size.systemBytes : 0,
    memoryCapacityBytes: size.memoryBytes,
    availableBytes: memory.availableBytes(node),
    slowdown: machines.slowdown(node),
    cacheRoomBytes: cache.roomBytes,
    codeBytes: cache.codeBytes,
    codeMissingShare: cache.missingShare,
    containers,
  };
};

// What a machine has, and what its own system needs of it: the numbers of contract W, measured on a small cluster.
import { bytes, cpuMilli } from "#api/quantity";
import type { NodeScenario, Scenario } from "../scenario.ts";

const MEBIBYTE = 1_048_576;

export interface MachineSize {
  readonly cpuMilli: number;
  readonly memoryBytes: number;
  /** All pods together: allocatable and the eviction threshold, which is what the kubelet limits their cgroup to. */
  readonly kubepodsBytes: number;
  readonly allocatableCpuMilli: number;
  /** Anonymous memory of what runs outside of pods. */
  readonly systemBytes: number;
  /** Mapped code that the machine's programs run from: page cache that is missed when it is gone. */
  readonly codeBytes: number;
  /** CPU that the system burns when nothing happens. */
  readonly systemMilli: number;
  /** How much of that is the control plane, where it does not run as pods. */
  readonly controlPlaneMilli: number;
}

export const EVICTION_THRESHOLD_BYTES = 100 * MEBIBYTE;

/** Kubelet, runtime and proxy of a worker; on a master without control-plane pods also etcd, API server, scheduler and controllers. */
const WORKER = { systemBytes: 100 * MEBIBYTE, codeBytes: 120 * MEBIBYTE, systemMilli: 20, controlPlaneMilli: 0 };
const MASTER = { systemBytes: 416 * MEBIBYTE, codeBytes: 364 * MEBIBYTE, systemMilli: 60, controlPlaneMilli: 40 };
const MASTER_OF_PODS = { ...WORKER, codeBytes: MASTER.codeBytes };

export const machineSize = (node: NodeScenario, scenario: Scenario): MachineSize => {
  const memoryBytes = bytes(node.memory);
  const own = node.role === "worker" ? WORKER : scenario.controlPlanePods ? MASTER_OF_PODS : MASTER;
  const allocatable = node.allocatable?.["memory"];
  const kubepods = allocatable === undefined ? memoryBytes : bytes(allocatable) + EVICTION_THRESHOLD_BYTES;
  return {
    ...own,
    cpuMilli: cpuMilli(node.cpu),
    memoryBytes,
    kubepodsBytes: Math.min(memoryBytes, kubepods),
    allocatableCpuMilli: cpuMilli(node.allocatable?.["cpu"] ?? node.cpu),
  };
};

// Models plugins/noderesources/balanced_allocation.go (v1.36): whether the pod makes cpu and memory of a node more alike in use.
import type { Resource } from "../../cache/pod-requests.ts";
import type { Plugin } from "../../plugin.ts";
import { MAX_NODE_SCORE, SKIP } from "../../plugin.ts";

export const noderesourcesBalancedAllocation: Plugin<unknown, Resource> = {
  name: "NodeResourcesBalancedAllocation",
  isLocal: true,
  weight: 1,
  preScore: (pod) => {
    const { requests } = pod.signature;
    return requests.milliCpu === 0 && requests.memory === 0 ? SKIP : requests;
  },
  // Balance 90 before and 96 with the pod: 50 + trunc((50 + 96 - 90) / 2) = 78. Nothing changes: 75.
  score: (asked, _pod, { requested, allocatable }) => {
    const without = balance(requested.milliCpu, requested.memory, allocatable);
    const withPod = balance(requested.milliCpu + asked.milliCpu, requested.memory + asked.memory, allocatable);
    return 50 + Math.trunc((50 + withPod - without) / 2);
  },
};

/** 100, less half of how far the two fractions in use are apart, in percent. */
const balance = (milliCpu: number, memory: number, allocatable: Resource): number => {
  if (allocatable.milliCpu === 0 || allocatable.memory === 0) return MAX_NODE_SCORE;
  const cpuFraction = Math.min(milliCpu / allocatable.milliCpu, 1);
  const memoryFraction = Math.min(memory / allocatable.memory, 1);
  return Math.trunc((1 - Math.abs((cpuFraction - memoryFraction) / 2)) * MAX_NODE_SCORE);
};

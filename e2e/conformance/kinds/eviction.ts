import type { Pod } from "#api/core-pod";
import { evictionMessage, rankForEviction, type EvictionCandidate } from "../../../src/engine/kubelet/eviction/rank.ts";

interface RecordedPod {
  readonly pod: Pod;
  readonly workingSetBytes?: number;
  readonly containerWorkingSetBytes?: Readonly<Record<string, number>>;
}

export interface EvictionIn {
  readonly availableBytes: number;
  readonly capacityBytes: number;
  readonly threshold: string;
  readonly pods: readonly RecordedPod[];
}

export const answerEviction = ({ pods, ...node }: EvictionIn): object => {
  const ranked = rankForEviction(pods.map(toCandidate), "memory");
  const [candidate] = ranked;
  return {
    order: ranked.map(({ pod }) => pod.metadata.name),
    message: candidate ? evictionMessage({ resource: "memory", ...node, candidate }) : "",
  };
};

/** A pod without statistics ranks first. */
const toCandidate = ({ pod, workingSetBytes, containerWorkingSetBytes = {} }: RecordedPod): EvictionCandidate => ({
  pod,
  ...(workingSetBytes === undefined
    ? {}
    : { usage: { bytes: workingSetBytes, containerBytes: containerWorkingSetBytes } }),
});

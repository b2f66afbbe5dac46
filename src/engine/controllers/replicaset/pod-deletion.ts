// Models getPodsToDelete of pkg/controller/replicaset/replica_set.go, ActivePodsWithRanks of pkg/controller/controller_utils.go and
// GetDeletionCostFromPodAnnotations of pkg/apis/core/helper (v1.36): which pods of a ReplicaSet go first when it has too many.

import { compareStrings } from "#api/compare";
import type { Pod } from "#api/core-pod";
import { parseTime } from "#api/time";
import { isPodActive, isPodReady, podCondition } from "../pod-state.ts";

const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
const MAX_INT32 = 2 ** 31 - 1;
const PHASES = ["Pending", "Unknown", "Running"];

/**
 * `count` of the active `pods`, the first to go first. `related` are the pods of all ReplicaSets of the same owner, these included:
 * of two pods the one on the fuller node goes.
 */
export const podsToDelete = (
  pods: readonly Pod[],
  related: readonly Pod[],
  count: number,
  wallMs: number,
): readonly Pod[] => (count < pods.length ? rankForDeletion(pods, related, wallMs).slice(0, count) : pods);

/** All of them, the first to go first. */
export const rankForDeletion = (pods: readonly Pod[], related: readonly Pod[], wallMs: number): readonly Pod[] => {
  const onNode = new Map<string, number>();
  for (const { spec } of related.filter(isPodActive)) {
    onNode.set(spec.nodeName ?? "", (onNode.get(spec.nodeName ?? "") ?? 0) + 1);
  }
  return pods
    .map((pod) => toCandidate(pod, onNode, wallMs))
    .toSorted(compareCandidates)
    .map(({ pod }) => pod);
};

/** An age is compared by its power of two, so that pods of about the same age take turns. */
interface Age {
  readonly ms: number;
  readonly bucket: number;
}

interface Candidate {
  readonly pod: Pod;
  readonly uid: string;
  /** The smaller goes first, from left to right: unassigned, pending, not ready, cheap, crowded. */
  readonly order: readonly number[];
  readonly readyAge: Age | undefined;
  /** Of containers and of sidecars: the one that restarted more often goes first. */
  readonly restarts: readonly [number, number];
  readonly age: Age | undefined;
}

const toCandidate = (pod: Pod, onNode: ReadonlyMap<string, number>, wallMs: number): Candidate => {
  const isReady = isPodReady(pod);
  return {
    pod,
    uid: pod.metadata.uid ?? "",
    order: [
      pod.spec.nodeName ? 1 : 0,
      // A phase that is none of the three counts as the first, as a missing key of Go's map does.
      Math.max(0, PHASES.indexOf(pod.status?.phase ?? "Pending")),
      isReady ? 1 : 0,
      deletionCost(pod),
      -(onNode.get(pod.spec.nodeName ?? "") ?? 0),
    ],
    readyAge: isReady ? ageOf(podCondition(pod, "Ready")?.lastTransitionTime, wallMs) : undefined,
    restarts: maxRestarts(pod),
    age: ageOf(pod.metadata.creationTimestamp, wallMs),
  };
};

const compareCandidates = (a: Candidate, b: Candidate): number => {
  for (const [i, value] of a.order.entries()) {
    const difference = value - (b.order[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return (
    (isPodReady(a.pod) ? compareAges(a, b, "readyAge") : 0) ||
    b.restarts[0] - a.restarts[0] ||
    b.restarts[1] - a.restarts[1] ||
    compareAges(a, b, "age")
  );
};

/** The younger first; of about the same age the lower uid. What has no time is younger than all. */
const compareAges = (a: Candidate, b: Candidate, which: "readyAge" | "age"): number => {
  const [x, y] = [a[which], b[which]];
  if (!x || !y) return Number(x !== undefined) - Number(y !== undefined);
  if (x.ms === y.ms) return 0;
  return x.bucket - y.bucket || compareStrings(a.uid, b.uid);
};

/** 3 s are 3e9 ns, and the logarithm of that is 31.48: bucket 31, up to 4.29 s. */
const ageOf = (timestamp: string | undefined, wallMs: number): Age | undefined => {
  const since = timestamp === undefined ? undefined : parseTime(timestamp);
  if (since === undefined) return undefined;
  const ms = wallMs - since;
  const nanoseconds = BigInt(Math.round(ms)) * 1_000_000n;
  return { ms, bucket: nanoseconds > 0n ? nanoseconds.toString(2).length - 1 : -1 };
};

/** An annotation that is no plain int32 counts as none. */
const deletionCost = ({ metadata }: Pod): number => {
  const text = metadata.annotations?.[DELETION_COST] ?? "";
  if (!/^(0|-\d+|[1-9]\d*)$/.test(text)) return 0;
  const cost = Number(text);
  return cost >= -MAX_INT32 - 1 && cost <= MAX_INT32 ? cost : 0;
};

const maxRestarts = ({ spec, status }: Pod): readonly [number, number] => {
  const sidecars = new Set((spec.initContainers ?? []).filter((c) => c.restartPolicy === "Always").map((c) => c.name));
  const regular = (status?.containerStatuses ?? []).map(({ restartCount }) => restartCount);
  const side = (status?.initContainerStatuses ?? []).filter((s) => sidecars.has(s.name)).map((s) => s.restartCount);
  return [Math.max(0, ...regular), Math.max(0, ...side)];
};

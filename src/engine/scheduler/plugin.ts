// Models staging/src/k8s.io/kube-scheduler/framework/interface.go (v1.36): the extension points of the scheduler. A plugin holds no
// state: what it works out in PreFilter and PreScore is handed back to it, as upstream's CycleState does.
import type { PodDisruptionBudget } from "#api/policy";
import type { Pod } from "#api/core-pod";
import type { LabelSelector, StringMap } from "#api/meta";
import type { Cache } from "./cache/cache.ts";
import type { NodeInfo } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { StorageLister } from "./plugins/volumebinding/claims.ts";
import type { ClusterEvent, EventKind } from "./events.ts";

type StatusCode = "Unschedulable" | "UnschedulableAndUnresolvable" | "Error";

/** Why not. Success is the absence of a status. */
export interface SchedulingStatus {
  readonly code: StatusCode;
  readonly reasons: readonly string[];
}

/** Objects that are neither pods nor nodes, as the scheduler's informers hold them. */
export interface Listers {
  /** Selectors of the services of a namespace; changes identity when one of them does. */
  serviceSelectors(namespace: string): readonly StringMap[];
  /** The selector of a ReplicaSet, StatefulSet or ReplicationController. */
  workloadSelector(
    owner: { kind: string; apiVersion: string; name: string },
    namespace: string,
  ): LabelSelector | undefined;
  podDisruptionBudgets(): readonly PodDisruptionBudget[];
  readonly storage: StorageLister;
}

/** What plugins may look at. */
export interface Handle {
  readonly cache: Cache;
  readonly listers: Listers;
  /** Pods that preemption has made room for, by node; they are not there yet. */
  nominatedPods(nodeName: string): readonly PodInfo[];
}

/** Said instead of a state: this plugin has nothing to do with the pod. */
export const SKIP = Symbol("skip");

export interface PreFilterOutcome<F> {
  readonly state: F;
  /** Only these nodes can be right. */
  readonly nodeNames?: ReadonlySet<string>;
}

/** What a plugin answers in PostFilter: a node to nominate, or why not. */
export interface PostFilterOutcome {
  readonly status?: SchedulingStatus;
  /** Absent: the nomination stays as it is. Empty: it is cleared. */
  readonly nominatedNode?: string;
  readonly candidates?: readonly Candidate[];
  readonly chosen?: Candidate;
  /** All candidates that are as good as the chosen one. */
  readonly equals?: readonly Candidate[];
}

/** A node that would do if these pods went. */
export interface Candidate {
  readonly node: string;
  /** The most important first. */
  readonly victims: readonly PodInfo[];
  readonly pdbViolations: number;
}

/** A filter run of one pod: the states of the plugins, which a dry run copies and changes. */
export interface DryRun {
  clone(): DryRun;
  addPod(added: PodInfo, node: NodeInfo): void;
  removePod(removed: PodInfo, node: NodeInfo): void;
  /** Runs all filters, with nominated pods of at least this priority and without. */
  passes(node: NodeInfo): SchedulingStatus | undefined;
}

export interface PostFilterInput {
  readonly pod: PodInfo;
  /** Why a node was refused. */
  statusOf(this: void, node: string): SchedulingStatus;
  /** Undefined when PreFilter refused the pod before this plugin was asked. */
  readonly run: DryRun | undefined;
  /** A whole number, 0 <= n < bound. */
  readonly random: (bound: number) => number;
}

export interface Plugin<F = unknown, S = unknown> {
  readonly name: string;
  readonly weight?: number;
  /** Its filter and score look at the pod's signature, the node and the images of the cluster, at nothing else. */
  readonly isLocal?: boolean;
  /** Orders the active queue: whether `a` goes before `b`. */
  less?(a: QueueOrder, b: QueueOrder): boolean;
  /** Why the pod may not enter the active queue. */
  preEnqueue?(pod: Pod): string | undefined;
  preFilter?(pod: PodInfo, handle: Handle): PreFilterOutcome<F> | SchedulingStatus | typeof SKIP;
  /** PreFilterExtensions: as if a pod were added to (removed from) the node. */
  addPod?(state: F, pod: PodInfo, added: PodInfo, node: NodeInfo): void;
  removePod?(state: F, pod: PodInfo, removed: PodInfo, node: NodeInfo): void;
  /** Of states that addPod and removePod change. */
  clone?(state: F): F;
  filter?(state: F, pod: PodInfo, node: NodeInfo): SchedulingStatus | undefined;
  postFilter?(input: PostFilterInput, handle: Handle): PostFilterOutcome;
  preScore?(pod: PodInfo, nodes: readonly NodeInfo[], handle: Handle): S | typeof SKIP;
  score?(state: S, pod: PodInfo, node: NodeInfo): number;
  /** Brings the scores of all nodes to 0..100, in place. Absent: they are already. */
  normalize?(scores: number[], state: S, nodes: readonly NodeInfo[]): void;
  /** What may make a pod schedulable that this plugin refused. */
  readonly events?: readonly EventKind[];
  /** QueueingHint: whether this event may. Absent: it always may. */
  isSchedulableAfter?(pod: PodInfo, event: ClusterEvent, handle: Handle): boolean;
}

interface QueueOrder {
  readonly priority: number;
  /** When it was added to the queue, virtual ms. */
  readonly timestampMs: number;
}

export const MAX_NODE_SCORE = 100;

export const unschedulable = (...reasons: string[]): SchedulingStatus => ({ code: "Unschedulable", reasons });
export const unresolvable = (...reasons: string[]): SchedulingStatus => ({
  code: "UnschedulableAndUnresolvable",
  reasons,
});

/** Models plugins/helper/normalize_score.go (v1.36). */
export const defaultNormalize = (scores: number[], reverse: boolean): void => {
  let max = 0;
  for (const score of scores) if (score > max) max = score;
  for (let i = 0; i < scores.length; i++) {
    const part = max === 0 ? 0 : Math.floor((MAX_NODE_SCORE * (scores[i] ?? 0)) / max);
    scores[i] = reverse ? MAX_NODE_SCORE - part : part;
  }
};

// One scheduling decision on a cluster that is given as objects: what the recorded vectors are, what a test wants, and what a page
// that asks "what if" may use. The engine's own scheduler keeps its cache instead (scheduler.ts).
import type { ReplicaSet, StatefulSet } from "#api/apps";
import type { Namespace, Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import type { Service } from "#api/core-service";
import type { LabelSelector, StringMap } from "#api/meta";
import type { PodDisruptionBudget } from "#api/policy";
import { Cache } from "./cache/cache.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import { Framework } from "./framework.ts";
import type { Listers } from "./plugin.ts";
import { NO_STORAGE } from "./plugins/volumebinding/claims.ts";
import { DEFAULT_PROFILE } from "./registry.ts";

export interface ClusterObjects {
  readonly nodes: readonly Node[];
  /** All that exist: those with a node, those nominated to one, and ended ones, which do not count. */
  readonly pods: readonly Pod[];
  readonly namespaces?: readonly Namespace[];
  readonly services?: readonly Service[];
  readonly replicaSets?: readonly ReplicaSet[];
  readonly statefulSets?: readonly StatefulSet[];
  readonly podDisruptionBudgets?: readonly PodDisruptionBudget[];
}

export interface DecisionCluster {
  readonly cache: Cache;
  readonly framework: Framework;
}

export const isEnded = (pod: Pod): boolean => pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";

/** A scheduler over fixed objects; `random` decides among equals. */
export const createDecisionCluster = (objects: ClusterObjects, random: (bound: number) => number): DecisionCluster => {
  const cache = new Cache();
  for (const namespace of objects.namespaces ?? []) {
    cache.setNamespace(namespace.metadata.name, namespace.metadata.labels ?? {});
  }
  for (const node of objects.nodes) cache.setNode(node);
  const nominated = new Map<string, PodInfo[]>();
  for (const pod of objects.pods) {
    if (isEnded(pod)) continue;
    const nominatedNode = pod.status?.nominatedNodeName;
    if (pod.spec.nodeName) cache.setPod(pod);
    else if (nominatedNode) {
      nominated.set(nominatedNode, [...(nominated.get(nominatedNode) ?? []), cache.podInfo(pod)]);
    }
  }
  const handle = {
    cache,
    listers: fixedListers(objects),
    nominatedPods: (name: string) => (nominated.size > 0 ? nominated.get(name) : undefined) ?? NO_PODS,
  };
  return { cache, framework: new Framework({ plugins: DEFAULT_PROFILE, handle, random }) };
};

const NO_PODS: readonly PodInfo[] = [];
const NO_SELECTORS: readonly StringMap[] = [];

const fixedListers = (objects: ClusterObjects): Listers => {
  const selectors = new Map<string, StringMap[]>();
  for (const { metadata, spec } of objects.services ?? []) {
    const namespace = metadata.namespace ?? "";
    if (spec.selector) selectors.set(namespace, [...(selectors.get(namespace) ?? []), spec.selector]);
  }
  const workloads = new Map<string, LabelSelector>();
  for (const rs of objects.replicaSets ?? []) workloads.set(`ReplicaSet ${keyOf(rs)}`, rs.spec.selector);
  for (const set of objects.statefulSets ?? []) workloads.set(`StatefulSet ${keyOf(set)}`, set.spec.selector);
  return {
    serviceSelectors: (namespace) => selectors.get(namespace) ?? NO_SELECTORS,
    workloadSelector: ({ kind, name }, namespace) => workloads.get(`${kind} ${namespace}/${name}`),
    podDisruptionBudgets: () => objects.podDisruptionBudgets ?? [],
    storage: NO_STORAGE,
  };
};

const keyOf = ({ metadata }: ReplicaSet | StatefulSet): string => `${metadata.namespace}/${metadata.name}`;

// Models pkg/scheduler/backend/cache/cache.go (v1.36). There is no snapshot: one pod is scheduled at a time, so the cache is one.
import type { PodAffinityTerm } from "#api/core-affinity";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import type { StringMap } from "#api/meta";
import type { NodeRefusal } from "../result.ts";
import { ImageStates } from "./image-states.ts";
import { RecentResults } from "./local-results.ts";
import type { PodTerm, TermCounts } from "./matcher.ts";
import { NodeInfo } from "./node-info.ts";
import { NodeTree } from "./node-tree.ts";
import { PodIndex } from "./pod-index.ts";
import type { PodInfo, PodSignature } from "./pod-info.ts";
import { podKey, PodSignatures, priorityOf } from "./pod-info.ts";

/** InterPodAffinityArgs.hardPodAffinityWeight. */
const HARD_POD_AFFINITY_WEIGHT = 1;

export class Cache {
  readonly pods = new Map<string, { readonly info: PodInfo; readonly node: NodeInfo }>();
  readonly index: PodIndex;
  /** Changes with every namespace. */
  namespacesVersion = 0;
  /** Changes when nodes come or go, or hold other images. */
  imagesVersion = 0;
  /** What was found out of nodes for the pods scheduled last. */
  readonly recent = new RecentResults<NodeRefusal>();
  readonly #nodes = new Map<string, NodeInfo>();
  readonly #tree = new NodeTree();
  readonly #images = new ImageStates();
  readonly #namespaces = new Map<string, StringMap>();
  readonly #signatures = new PodSignatures();
  readonly #freeSlots: number[] = [];
  #slots = 0;

  constructor() {
    this.index = new PodIndex(
      (name) => this.#namespaces.get(name),
      () => this.#tree.list(),
    );
  }

  get namespaces(): ReadonlyMap<string, StringMap> {
    return this.#namespaces;
  }
  /** All nodes, in the order in which they are visited. */
  nodes(): readonly NodeInfo[] {
    return this.#tree.list();
  }
  node(name: string): NodeInfo | undefined {
    const info = this.#nodes.get(name);
    return info?.node ? info : undefined;
  }

  setNamespace(name: string, labels: StringMap | undefined): void {
    if (labels) this.#namespaces.set(name, labels);
    else this.#namespaces.delete(name);
    this.namespacesVersion++;
    this.index.namespacesChanged();
  }
  setNode(node: Node): void {
    const info = this.#nodeInfo(node.metadata.name);
    const before = info.node;
    if (before) this.#images.remove(before);
    if (!before || !same(before.status?.images, node.status?.images)) this.imagesVersion++;
    const moved = !before || !sameNodeForPods(before, node);
    if (moved && before) this.#takeFromIndex(info);
    info.setNode(node);
    info.images = this.#images.add(node);
    if (!moved) return;
    if (!before) info.slot = this.#freeSlots.pop() ?? this.#slots++;
    this.index.placeNode(info);
    this.#tree.place(info);
    for (const pod of info.pods.values()) this.#count(pod, info.slot, 1);
  }
  deleteNode(name: string): void {
    const info = this.#nodes.get(name);
    if (!info?.node) return;
    this.#images.remove(info.node);
    this.imagesVersion++;
    this.#takeFromIndex(info);
    this.#tree.remove(info);
    this.#freeSlots.push(info.slot);
    info.node = undefined;
    info.slot = -1;
    if (info.pods.size === 0) this.#nodes.delete(name);
  }

  /** Adds a pod that has a node, or replaces what is known of it. */
  setPod(pod: Pod): void {
    const before = this.pods.get(podKey(pod));
    const nodeName = pod.spec.nodeName ?? "";
    const info = this.podInfo(pod);
    if (before && before.node.name === nodeName && sameForOthers(before.info, info)) {
      before.node.pods.set(info.key, info);
      this.pods.set(info.key, { info, node: before.node });
      return;
    }
    if (before) this.deletePod(info.key);
    const node = this.#nodeInfo(nodeName);
    node.addPod(info);
    this.pods.set(info.key, { info, node });
    if (node.slot >= 0) this.#count(info, node.slot, 1);
  }
  deletePod(key: string): void {
    const known = this.pods.get(key);
    if (!known) return;
    this.pods.delete(key);
    known.node.removePod(known.info);
    if (known.node.slot >= 0) this.#count(known.info, known.node.slot, -1);
    else if (known.node.pods.size === 0) this.#nodes.delete(known.node.name);
  }
  /** What scheduling needs to know of a pod. */
  podInfo(pod: Pod): PodInfo {
    const signature = this.#signatures.of(pod);
    const { class: podClass, ownedTerms } = this.memo(signature, "pod", [this.index.epoch], () => ({
      class: this.index.classOf(signature.namespace, signature.labels),
      ownedTerms: this.#ownedTerms(signature),
    }));
    return {
      key: podKey(pod),
      pod,
      uid: pod.metadata.uid ?? "",
      priority: priorityOf(pod),
      terminating: pod.metadata.deletionTimestamp !== undefined,
      signature,
      class: podClass,
      ownedTerms,
    };
  }
  /** Works something out once for all pods of a signature, until something that it was worked out `from` is another. */
  memo<T>(signature: PodSignature, name: string, from: readonly unknown[], compute: () => T): T {
    const known = signature.memo.get(name);
    if (known?.from.every((x, i) => x === from[i])) return known.value as T;
    const value = compute();
    signature.memo.set(name, { from, value });
    return value;
  }

  #nodeInfo(name: string): NodeInfo {
    const known = this.#nodes.get(name);
    if (known) return known;
    const info = new NodeInfo(name);
    this.#nodes.set(name, info);
    return info;
  }
  #takeFromIndex(info: NodeInfo): void {
    for (const pod of info.pods.values()) this.#count(pod, info.slot, -1);
    this.index.removeNode(info.slot);
  }
  #count(pod: PodInfo, slot: number, sign: 1 | -1): void {
    this.index.count(pod.class, slot, sign, pod.terminating ? sign : 0);
    for (const term of pod.ownedTerms) {
      term.counts.addOn(slot, sign);
      term.owners += sign;
    }
  }
  #ownedTerms({ namespace, spec }: PodSignature): TermCounts[] {
    const { podAffinity, podAntiAffinity } = spec.affinity ?? {};
    const owned = (term: PodAffinityTerm, kind: TermCounts["kind"], weight: number): TermCounts =>
      this.index.ownedTerm(podTerm(term, namespace), term.topologyKey, kind, weight);
    return [
      ...(podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((t) =>
        owned(t, "requiredAntiAffinity", 0),
      ),
      ...(podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((t) =>
        owned(t, "score", HARD_POD_AFFINITY_WEIGHT),
      ),
      ...(podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((t) =>
        owned(t.podAffinityTerm, "score", t.weight),
      ),
      ...(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map((t) =>
        owned(t.podAffinityTerm, "score", -t.weight),
      ),
    ];
  }
}

/** A term as its owner means it: without namespaces and namespaceSelector it speaks of the owner's namespace. */
export const podTerm = (term: PodAffinityTerm, namespace: string): PodTerm => {
  const { namespaces = [], namespaceSelector, labelSelector } = term;
  return {
    namespaces: namespaces.length === 0 && !namespaceSelector ? [namespace] : namespaces,
    ...(namespaceSelector ? { namespaceSelector } : {}),
    ...(labelSelector ? { selector: labelSelector } : {}),
  };
};

/** Nothing that pods are counted by has changed: a status update, mostly. */
const sameNodeForPods = (a: Node, b: Node): boolean =>
  same(a.metadata.labels, b.metadata.labels) && same(a.spec?.taints, b.spec?.taints);

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

/** The newer one takes the same and is counted the same. */
const sameForOthers = (a: PodInfo, b: PodInfo): boolean =>
  a.signature === b.signature &&
  a.class === b.class &&
  a.ownedTerms === b.ownedTerms &&
  a.terminating === b.terminating &&
  a.priority === b.priority &&
  a.uid === b.uid;

// Models pkg/controller/namespace (v1.36): what is in a namespace goes before the namespace does, its pods first.
import type { Condition } from "#api/meta";
import type { Namespace } from "#api/core-node";
import type { ResourceInfo } from "#api/discovered";
import { keyOf, resources } from "#api/scheme";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { createWorkQueue } from "../work-queue.ts";

const NAME = "namespace";
/** Each look comes so long after the change that asked for it: other API servers should have seen the deletion by then. */
const GRACE_MS = 5000;

export const createNamespaceController: ComponentFactory = (sim) => {
  const queue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: GRACE_MS,
    reconcile: (key) => {
      const namespace = sim.store.get("namespaces", key);
      if (namespace?.metadata.deletionTimestamp && !empty(sim, namespace)) queue.add(key);
    },
  });
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    watch: {
      namespaces: ({ type, key, object }) => {
        if (type !== "DELETED" && object.metadata.deletionTimestamp) queue.add(key);
      },
    },
  };
};

/** Deletes what is in the namespace, and the namespace if that was all. Answers whether it is gone. */
const empty = (sim: Sim, namespace: Namespace): boolean => {
  const name = namespace.metadata.name;
  const namespaced = resources.filter((info) => info.namespaced);
  const pods = namespaced.filter((info) => info.plural === "pods");
  // What makes pods stays until they are gone: it cannot make new ones here any more.
  const remaining = deleteAll(sim, name, pods);
  if (remaining.length === 0) remaining.push(...deleteAll(sim, name, namespaced));
  if (remaining.length > 0) {
    sim.api.writeStatus("namespaces", name, {
      phase: "Terminating",
      conditions: conditionsOf(namespace, remaining, sim.timestamp()),
    });
    return false;
  }
  sim.api.write("namespaces", name, (live) => ({ ...live, spec: { ...live.spec, finalizers: [] } }));
  return true;
};

interface Remainder {
  readonly info: ResourceInfo;
  readonly count: number;
  readonly finalizers: readonly string[];
}

const deleteAll = (sim: Sim, namespace: string, infos: readonly ResourceInfo[]): Remainder[] =>
  infos.flatMap((info) => {
    const resource = info.plural;
    for (const object of sim.store.list(resource, namespace)) {
      sim.api.delete(resource, keyOf(object), { propagationPolicy: "Background" });
    }
    const left = sim.store.list(resource, namespace);
    if (left.length === 0) return [];
    return [{ info, count: left.length, finalizers: left.flatMap((o) => o.metadata.finalizers ?? []) }];
  });

const conditionsOf = (namespace: Namespace, remaining: readonly Remainder[], time: string): readonly Condition[] => {
  const counts = remaining.map(({ info, count }) => `${info.plural}.${info.group} has ${count} resource instances`);
  const finalizers = new Map<string, number>();
  for (const name of remaining.flatMap((r) => r.finalizers)) finalizers.set(name, (finalizers.get(name) ?? 0) + 1);
  const held = [...finalizers].map(([name, count]) => `${name} in ${count} resource instances`);
  const notes: readonly (readonly [type: string, isTrue: boolean, reason: string, message: string])[] = [
    ["NamespaceDeletionDiscoveryFailure", false, "ResourcesDiscovered", "All resources successfully discovered"],
    [
      "NamespaceDeletionGroupVersionParsingFailure",
      false,
      "ParsedGroupVersions",
      "All legacy kube types successfully parsed",
    ],
    [
      "NamespaceDeletionContentFailure",
      false,
      "ContentDeleted",
      "All content successfully deleted, may be waiting on finalization",
    ],
    [
      "NamespaceContentRemaining",
      true,
      "SomeResourcesRemain",
      `Some resources are remaining: ${counts.toSorted().join(", ")}`,
    ],
    held.length === 0
      ? ["NamespaceFinalizersRemaining", false, "ContentHasNoFinalizers", "All content-preserving finalizers finished"]
      : [
          "NamespaceFinalizersRemaining",
          true,
          "SomeFinalizersRemain",
          `Some content in the namespace has finalizers remaining: ${held.toSorted().join(", ")}`,
        ],
  ];
  return notes.map(([type, isTrue, reason, message]) => {
    const status = isTrue ? "True" : "False";
    const before = namespace.status?.conditions?.find((c) => c.type === type && c.status === status);
    return { type, status, reason, message, lastTransitionTime: before?.lastTransitionTime ?? time };
  });
};

// Models pkg/controller/namespace (v1.36): what is in a namespace goes before the namespace does, its pods first.
import type { Namespace } from "#api/core-node";
import type { ResourceInfo } from "#api/discovered";
import { keyOf, resources } from "#api/scheme";
import { checks } from "../../apiserver/checks.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { createWorkQueue } from "../work-queue.ts";
import type { Remainder } from "./conditions.ts";

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
      conditions: checks().namespaceConditions(namespace, remaining, sim.timestamp()),
    });
    return false;
  }
  sim.api.write("namespaces", name, (live) => ({ ...live, spec: { ...live.spec, finalizers: [] } }));
  return true;
};

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

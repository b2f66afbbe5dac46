// What the scheduler's informers hold of services, workloads and budgets, read from the store.
import type { LabelSelector, StringMap } from "#api/meta";
import type { PodDisruptionBudget } from "#api/policy";
import type { Store } from "../apiserver/store.ts";
import type { Listers } from "./plugin.ts";

export interface StoreListers extends Listers {
  /** A service of the namespace changed. */
  servicesChanged(namespace: string): void;
  clear(): void;
}

const RESOURCES = {
  "apps/v1 ReplicaSet": "replicasets",
  "apps/v1 StatefulSet": "statefulsets",
} as const;

export const createStoreListers = (store: Store): StoreListers => {
  const selectors = new Map<string, readonly StringMap[]>();
  return {
    serviceSelectors: (namespace) => {
      const known = selectors.get(namespace);
      if (known) return known;
      const found = store.list("services", namespace).flatMap((s) => (s.spec.selector ? [s.spec.selector] : []));
      selectors.set(namespace, found);
      return found;
    },
    workloadSelector: ({ kind, apiVersion, name }, namespace): LabelSelector | undefined => {
      const type = `${apiVersion} ${kind}`;
      if (!isKnown(type)) return undefined;
      return store.get(RESOURCES[type], `${namespace}/${name}`)?.spec.selector;
    },
    podDisruptionBudgets: (): readonly PodDisruptionBudget[] => store.list("poddisruptionbudgets"),
    storage: {
      claim: (key) => store.get("persistentvolumeclaims", key),
      volume: (name) => store.get("persistentvolumes", name),
      volumes: () => store.list("persistentvolumes"),
      storageClass: (name) => store.get("storageclasses", name),
    },
    servicesChanged: (namespace) => selectors.delete(namespace),
    clear: () => selectors.clear(),
  };
};

const isKnown = (type: string): type is keyof typeof RESOURCES => Object.hasOwn(RESOURCES, type);

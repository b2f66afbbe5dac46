// Models staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/controller_ref.go and pkg/controller/controller_ref_manager.go (v1.36):
// who controls an object, and how a controller adopts one that matches its selector and lets one go that no longer does.
import type { KubeObject, LabelSelector, OwnerReference } from "#api/meta";
import type { ResourceMap, ResourceName } from "#api/resources";
import { keyOf } from "#api/scheme";
import { matchesLabelSelector } from "#api/selector";
import type { Sim } from "../sim.ts";
import { sortedByKey } from "../apiserver/store.ts";

export const controllerOf = (object: KubeObject): OwnerReference | undefined =>
  object.metadata.ownerReferences?.find((r) => r.controller);

export const controllerRefTo = (owner: KubeObject): OwnerReference => ({
  apiVersion: owner.apiVersion,
  kind: owner.kind,
  name: owner.metadata.name,
  uid: owner.metadata.uid ?? "",
  controller: true,
  blockOwnerDeletion: true,
});

/** Index of objects that no controller owns, by namespace: those that may be adopted. */
const ORPHANS = "orphan";
const orphanNamespaces = (object: KubeObject): readonly string[] =>
  controllerOf(object) ? [] : [object.metadata.namespace ?? ""];

export const indexOrphans = (sim: Sim, resource: ResourceName): void =>
  sim.store.addIndex(resource, ORPHANS, orphanNamespaces);

const orphansIn = <R extends ResourceName>(sim: Sim, resource: R, namespace: string): Iterable<ResourceMap[R]> =>
  sim.store.byIndex(resource, ORPHANS, namespace);

/** Objects of `resource` that nobody controls and that `owner` selects become its own. Answers whether there were any. */
export const adoptMatching = (
  sim: Sim,
  resource: "pods" | "replicasets" | "controllerrevisions",
  owner: KubeObject,
  selector: LabelSelector,
): boolean => adoptWhere(sim, resource, owner, (o) => matchesLabelSelector(selector, o.metadata.labels ?? {}));

export const adoptWhere = (
  sim: Sim,
  resource: "pods" | "replicasets" | "controllerrevisions",
  owner: KubeObject,
  isMatch: (object: KubeObject) => boolean,
): boolean => {
  if (owner.metadata.deletionTimestamp) return false;
  const orphans = orphansIn(sim, resource, owner.metadata.namespace ?? "") as Iterable<KubeObject>;
  const found = [...orphans].filter((o) => !o.metadata.deletionTimestamp && isMatch(o));
  for (const object of sortedByKey(found)) {
    sim.api.write<ResourceName>(resource, keyOf(object), (live) => withOwner(live, controllerRefTo(owner)));
  }
  return found.length > 0;
};

/** Takes the controller reference of `owner` away from an object that its selector no longer matches. */
export const release = (sim: Sim, resource: ResourceName, object: KubeObject, owner: KubeObject): void => {
  sim.api.write(resource, keyOf(object), (live) => withoutOwner(live, owner.metadata.uid ?? ""));
};

const withOwner = <T extends KubeObject>(object: T, owner: OwnerReference): T => ({
  ...object,
  metadata: { ...object.metadata, ownerReferences: [...(object.metadata.ownerReferences ?? []), owner] },
});

export const withoutOwner = <T extends KubeObject>(object: T, uid: string): T => {
  const { ownerReferences = [], ...metadata } = object.metadata;
  const kept = ownerReferences.filter((r) => r.uid !== uid);
  return { ...object, metadata: kept.length > 0 ? { ...metadata, ownerReferences: kept } : metadata };
};

// Models the graph of pkg/controller/garbagecollector/graph_builder.go (v1.36): who depends on whom, by the uid of the owner. Derived
// from owner references; built anew after a restore.
import { compareStrings } from "#api/compare";
import type { KubeObject, OwnerReference } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { resourceOf } from "#api/scheme";
import type { ObjectChange, Store } from "../../apiserver/store.ts";

export interface ObjectKey {
  readonly resource: ResourceName;
  readonly key: string;
}

export interface OwnerKey extends ObjectKey {
  readonly uid: string;
}

export const formatOwnerKey = ({ resource, key, uid }: OwnerKey): string => `${resource} ${key} ${uid}`;

export const parseOwnerKey = (text: string): OwnerKey => {
  const [resource, key = "", uid = ""] = text.split(" ");
  return { resource: resource as ResourceName, key, uid };
};

/** Where the owner of `object` would be, or undefined if its kind is not kept. */
export const ownerKeyOf = (
  object: KubeObject,
  { apiVersion, kind, name, uid }: OwnerReference,
): OwnerKey | undefined => {
  const info = resourceOf(apiVersion, kind);
  if (!info) return undefined;
  return { resource: info.plural, key: info.namespaced ? `${object.metadata.namespace}/${name}` : name, uid };
};

export const findOwner = (store: Store, { resource, key, uid }: OwnerKey): KubeObject | undefined => {
  const found: KubeObject | undefined = store.get(resource, key);
  return found?.metadata.uid === uid ? found : undefined;
};

const NONE: readonly OwnerReference[] = [];

export class Dependents {
  readonly #byOwner = new Map<string, Map<string, ObjectKey>>();

  /** Answers the owner references that are new with this change. */
  note({ type, resource, key, object, old }: ObjectChange): readonly OwnerReference[] {
    const before = old?.metadata.ownerReferences ?? NONE;
    const now = type === "DELETED" ? NONE : (object.metadata.ownerReferences ?? NONE);
    if (before === now) return NONE;
    for (const { uid } of before) if (!now.some((r) => r.uid === uid)) this.#remove(uid, `${resource} ${key}`);
    for (const { uid } of now) this.#add(uid, { resource, key });
    return now.filter((r) => !before.some((b) => b.uid === r.uid));
  }

  has(uid: string): boolean {
    return this.#byOwner.has(uid);
  }

  /** In the order of their keys. */
  of(uid: string): readonly ObjectKey[] {
    const rows = [...(this.#byOwner.get(uid) ?? [])];
    return rows.toSorted(([a], [b]) => compareStrings(a, b)).map(([, dependent]) => dependent);
  }

  clear(): void {
    this.#byOwner.clear();
  }

  #add(uid: string, dependent: ObjectKey): void {
    const id = `${dependent.resource} ${dependent.key}`;
    const row = this.#byOwner.get(uid);
    if (row) row.set(id, dependent);
    else this.#byOwner.set(uid, new Map([[id, dependent]]));
  }

  #remove(uid: string, id: string): void {
    const row = this.#byOwner.get(uid);
    row?.delete(id);
    if (row?.size === 0) this.#byOwner.delete(uid);
  }
}

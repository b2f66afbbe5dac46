// Models the storage and watch cache under kube-apiserver: the objects by resource and key, with the indexes that controllers read.
// Indexes are derived: they are kept with each write and built anew from the tables after a restore.
import { compareStrings } from "#api/compare";
import type { KubeObject, LabelSelector, StringMap } from "#api/meta";
import type { ResourceMap, ResourceName } from "#api/resources";
import { matchesLabelSelector } from "#api/selector";
import type { Table } from "../state/table.ts";

export interface ObjectChange<T extends KubeObject = KubeObject> {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly resource: ResourceName;
  /** `namespace/name`, or `name` for what is cluster-scoped. */
  readonly key: string;
  /** As it is now; for DELETED, as it was last. */
  readonly object: T;
  /** As it was before (MODIFIED, DELETED). */
  readonly old?: T;
}

/** What an index files an object under; none, one or several values. */
export type IndexFunction = (object: KubeObject) => readonly string[];

/** Reading side of the store. The order of `list` is that of creation; of index reads it is not said: sort if it matters. */
export interface Store {
  get<R extends ResourceName>(resource: R, key: string): ResourceMap[R] | undefined;
  /** All objects, or those of a namespace, in order of creation. Costs O(all): controllers use indexes. */
  list<R extends ResourceName>(resource: R, namespace?: string): ResourceMap[R][];
  count(resource: ResourceName): number;
  /** Objects that the index `name` files under `value`. */
  byIndex<R extends ResourceName>(resource: R, name: string, value: string): Iterable<ResourceMap[R]>;
  /** Objects whose controlling owner has this uid. */
  controlledBy<R extends ResourceName>(resource: R, uid: string): Iterable<ResourceMap[R]>;
  podsOnNode(nodeName: string): Iterable<ResourceMap["pods"]>;
  /** Pods of a namespace by equality labels (all of them). The order is not said. */
  podsByLabels(namespace: string, labels: StringMap): ResourceMap["pods"][];
  /** Pods of a namespace by a label selector. The order is not said. */
  podsBySelector(namespace: string, selector: LabelSelector): ResourceMap["pods"][];
  addIndex(resource: ResourceName, name: string, index: IndexFunction): void;
}

/** The writing side: only the API server holds it. */
export interface WritableStore extends Store {
  put(resource: ResourceName, key: string, object: KubeObject): void;
  remove(resource: ResourceName, key: string): void;
  /** Builds all indexes anew from the tables. */
  rebuild(): void;
}

interface Index {
  readonly of: IndexFunction;
  readonly rows: Map<string, Map<string, KubeObject>>;
}

const controllerUids: IndexFunction = (o) => {
  const owner = o.metadata.ownerReferences?.find((r) => r.controller);
  return owner ? [owner.uid] : [];
};
const nodeNames: IndexFunction = (o) => {
  const node = (o as ResourceMap["pods"]).spec.nodeName;
  return node ? [node] : [];
};
const labelPairs: IndexFunction = (o) =>
  Object.entries(o.metadata.labels ?? {}).map(([k, v]) => `${o.metadata.namespace}/${k}=${v}`);

const NONE: ReadonlyMap<string, KubeObject> = new Map();

class ObjectStore implements WritableStore {
  readonly #tableOf: (resource: ResourceName) => Table<KubeObject>;
  readonly #indexes = new Map<string, Map<string, Index>>();

  constructor(tableOf: (resource: ResourceName) => Table<KubeObject>) {
    this.#tableOf = tableOf;
    this.addIndex("pods", "node", nodeNames);
    this.addIndex("pods", "label", labelPairs);
  }

  get<R extends ResourceName>(resource: R, key: string): ResourceMap[R] | undefined {
    return this.#tableOf(resource).get(key) as ResourceMap[R] | undefined;
  }
  list<R extends ResourceName>(resource: R, namespace?: string): ResourceMap[R][] {
    const all = [...this.#tableOf(resource).values()] as ResourceMap[R][];
    return namespace === undefined ? all : all.filter((o) => o.metadata.namespace === namespace);
  }
  count(resource: ResourceName): number {
    return this.#tableOf(resource).size;
  }
  byIndex<R extends ResourceName>(resource: R, name: string, value: string): Iterable<ResourceMap[R]> {
    return this.#row(resource, name, value).values() as Iterable<ResourceMap[R]>;
  }
  controlledBy<R extends ResourceName>(resource: R, uid: string): Iterable<ResourceMap[R]> {
    if (!this.#indexes.get(resource)?.has("controller")) this.addIndex(resource, "controller", controllerUids);
    return this.byIndex(resource, "controller", uid);
  }
  podsOnNode(nodeName: string): Iterable<ResourceMap["pods"]> {
    return this.byIndex("pods", "node", nodeName);
  }
  podsByLabels(namespace: string, labels: StringMap): ResourceMap["pods"][] {
    const pairs = Object.entries(labels);
    const rows = pairs.map(([k, v]) => this.#row("pods", "label", `${namespace}/${k}=${v}`));
    const smallest = rows.toSorted((a, b) => a.size - b.size)[0];
    if (!smallest) return this.list("pods", namespace);
    const pods = [...smallest.values()] as ResourceMap["pods"][];
    return pairs.length === 1 ? pods : pods.filter((p) => pairs.every(([k, v]) => p.metadata.labels?.[k] === v));
  }
  podsBySelector(namespace: string, selector: LabelSelector): ResourceMap["pods"][] {
    const pods = this.podsByLabels(namespace, selector.matchLabels ?? {});
    if (!selector.matchExpressions?.length) return pods;
    return pods.filter((p) => matchesLabelSelector(selector, p.metadata.labels ?? {}));
  }
  addIndex(resource: ResourceName, name: string, of: IndexFunction): void {
    const index: Index = { of, rows: new Map() };
    let byName = this.#indexes.get(resource);
    if (!byName) this.#indexes.set(resource, (byName = new Map()));
    byName.set(name, index);
    this.#fill(resource, index);
  }
  put(resource: ResourceName, key: string, object: KubeObject): void {
    const table = this.#tableOf(resource);
    const old = table.get(key);
    table.set(key, object);
    for (const index of this.#indexes.get(resource)?.values() ?? []) refile(index, key, old, object);
  }
  remove(resource: ResourceName, key: string): void {
    const table = this.#tableOf(resource);
    const old = table.get(key);
    table.delete(key);
    for (const index of this.#indexes.get(resource)?.values() ?? []) refile(index, key, old, undefined);
  }
  rebuild(): void {
    for (const [resource, byName] of this.#indexes) {
      for (const index of byName.values()) this.#fill(resource as ResourceName, index);
    }
  }

  #fill(resource: ResourceName, index: Index): void {
    index.rows.clear();
    for (const [key, object] of this.#tableOf(resource).entries()) refile(index, key, undefined, object);
  }
  #row(resource: ResourceName, name: string, value: string): ReadonlyMap<string, KubeObject> {
    return this.#indexes.get(resource)?.get(name)?.rows.get(value) ?? NONE;
  }
}

const refile = (index: Index, key: string, old: KubeObject | undefined, now: KubeObject | undefined): void => {
  const values = now ? index.of(now) : [];
  if (old) {
    for (const value of index.of(old)) if (!values.includes(value)) unfile(index, value, key);
  }
  if (!now) return;
  for (const value of values) {
    const row = index.rows.get(value);
    if (row) row.set(key, now);
    else index.rows.set(value, new Map([[key, now]]));
  }
};

const unfile = (index: Index, value: string, key: string): void => {
  const row = index.rows.get(value);
  row?.delete(key);
  if (row?.size === 0) index.rows.delete(value);
};

export const createStore = (tableOf: (resource: ResourceName) => Table<KubeObject>): WritableStore =>
  new ObjectStore(tableOf);

/** Objects in the order of namespace and name: what a list request answers. */
export const sortedByKey = <T extends KubeObject>(objects: Iterable<T>): T[] =>
  [...objects].toSorted(
    (a, b) =>
      compareStrings(a.metadata.namespace ?? "", b.metadata.namespace ?? "") ||
      compareStrings(a.metadata.name, b.metadata.name),
  );

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

/** Whether two versions of an object are filed under the same, told without making the values: an index is asked with each write. */
type SameFile = (a: KubeObject, b: KubeObject) => boolean;

interface Index {
  readonly of: IndexFunction;
  readonly isSame: SameFile;
  /** Keys of objects, by value. */
  readonly rows: Map<string, Set<string>>;
}

/** Of one resource: its objects, and what they are filed under. */
interface Shelf {
  readonly table: Table<KubeObject>;
  readonly indexes: Map<string, Index>;
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

const sameOwners: SameFile = (a, b) => a.metadata.ownerReferences === b.metadata.ownerReferences;
const sameNode: SameFile = (a, b) =>
  (a as ResourceMap["pods"]).spec.nodeName === (b as ResourceMap["pods"]).spec.nodeName;
const sameLabels: SameFile = (a, b) => a.metadata.labels === b.metadata.labels;
const neverSame: SameFile = () => false;

const NONE: ReadonlySet<string> = new Set();

class ObjectStore implements WritableStore {
  readonly #tableOf: (resource: ResourceName) => Table<KubeObject>;
  readonly #shelves = new Map<ResourceName, Shelf>();

  constructor(tableOf: (resource: ResourceName) => Table<KubeObject>) {
    this.#tableOf = tableOf;
    this.#file("pods", "node", { of: nodeNames, isSame: sameNode });
    this.#file("pods", "label", { of: labelPairs, isSame: sameLabels });
  }

  get<R extends ResourceName>(resource: R, key: string): ResourceMap[R] | undefined {
    return this.#shelf(resource).table.get(key) as ResourceMap[R] | undefined;
  }
  list<R extends ResourceName>(resource: R, namespace?: string): ResourceMap[R][] {
    const all = [...this.#shelf(resource).table.values()] as ResourceMap[R][];
    return namespace === undefined ? all : all.filter((o) => o.metadata.namespace === namespace);
  }
  count(resource: ResourceName): number {
    return this.#shelf(resource).table.size;
  }
  byIndex<R extends ResourceName>(resource: R, name: string, value: string): Iterable<ResourceMap[R]> {
    return this.#objects<R>(resource, this.#row(resource, name, value));
  }
  controlledBy<R extends ResourceName>(resource: R, uid: string): Iterable<ResourceMap[R]> {
    const { indexes } = this.#shelf(resource);
    if (!indexes.has("controller")) this.#file(resource, "controller", { of: controllerUids, isSame: sameOwners });
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
    const pods = [...this.#objects<"pods">("pods", smallest)];
    return pairs.length === 1 ? pods : pods.filter((p) => pairs.every(([k, v]) => p.metadata.labels?.[k] === v));
  }
  podsBySelector(namespace: string, selector: LabelSelector): ResourceMap["pods"][] {
    const pods = this.podsByLabels(namespace, selector.matchLabels ?? {});
    if (!selector.matchExpressions?.length) return pods;
    return pods.filter((p) => matchesLabelSelector(selector, p.metadata.labels ?? {}));
  }
  addIndex(resource: ResourceName, name: string, of: IndexFunction): void {
    this.#file(resource, name, { of, isSame: neverSame });
  }
  put(resource: ResourceName, key: string, object: KubeObject): void {
    const { table, indexes } = this.#shelf(resource);
    const old = table.get(key);
    table.set(key, object);
    for (const index of indexes.values()) refile(index, key, old, object);
  }
  remove(resource: ResourceName, key: string): void {
    const { table, indexes } = this.#shelf(resource);
    const old = table.get(key);
    table.delete(key);
    for (const index of indexes.values()) refile(index, key, old, undefined);
  }
  rebuild(): void {
    for (const shelf of this.#shelves.values()) for (const index of shelf.indexes.values()) fill(shelf, index);
  }

  #shelf(resource: ResourceName): Shelf {
    let shelf = this.#shelves.get(resource);
    if (!shelf) this.#shelves.set(resource, (shelf = { table: this.#tableOf(resource), indexes: new Map() }));
    return shelf;
  }
  #file(resource: ResourceName, name: string, how: Pick<Index, "of" | "isSame">): void {
    const shelf = this.#shelf(resource);
    const index: Index = { ...how, rows: new Map() };
    shelf.indexes.set(name, index);
    fill(shelf, index);
  }
  #row(resource: ResourceName, name: string, value: string): ReadonlySet<string> {
    return this.#shelf(resource).indexes.get(name)?.rows.get(value) ?? NONE;
  }
  *#objects<R extends ResourceName>(resource: R, keys: Iterable<string>): Generator<ResourceMap[R]> {
    const { table } = this.#shelf(resource);
    for (const key of keys) yield table.get(key) as ResourceMap[R];
  }
}

const fill = ({ table }: Shelf, index: Index): void => {
  index.rows.clear();
  for (const [key, object] of table.entries()) refile(index, key, undefined, object);
};

const refile = (index: Index, key: string, old: KubeObject | undefined, now: KubeObject | undefined): void => {
  if (old && now && index.isSame(old, now)) return;
  const values = now ? index.of(now) : [];
  if (old) {
    for (const value of index.of(old)) if (!values.includes(value)) unfile(index, value, key);
  }
  if (!now) return;
  for (const value of values) {
    const row = index.rows.get(value);
    if (row) row.add(key);
    else index.rows.set(value, new Set([key]));
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

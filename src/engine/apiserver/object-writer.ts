// Models staging/src/k8s.io/apiserver/pkg/registry/generic/registry/store.go (v1.36): the last yard of every write: name, uid, version,
// removal when nothing holds the object any more, and the note to the watchers.
import { deepEqual, withFields } from "#api/json";
import type { KubeObject, ObjectMeta } from "#api/meta";
import type { ResourceMap, ResourceName } from "#api/resources";
import { formatTime } from "#api/time";
import type { Rng } from "../clock/rng.ts";
import type { Table } from "../state/table.ts";
import { generateName, randomUid } from "./names.ts";
import type { ObjectChange, WritableStore } from "./store.ts";

export interface ObjectWriterOptions {
  readonly store: WritableStore;
  readonly rng: Rng;
  readonly counters: Table<number>;
  wallMs(): number;
  /** Hands a change to the watchers, after the step. */
  notify(change: ObjectChange): void;
}

export interface ObjectWrite {
  readonly resource: ResourceName;
  readonly key: string;
  readonly now: KubeObject;
  readonly old: KubeObject;
  readonly dryRun: boolean;
}

const FIRST_VERSION = 1000;
/** maxNameGenerationCreateAttempts */
const MOST_NAMES = 8;

export class ObjectWriter {
  readonly #options: ObjectWriterOptions;

  constructor(options: ObjectWriterOptions) {
    this.#options = options;
  }

  version(): number {
    return this.#options.counters.get("resourceVersion") ?? FIRST_VERSION;
  }

  /** A name of the server's own that is taken is drawn anew, eight times at most. */
  named(object: KubeObject, isTaken: (named: KubeObject) => boolean): KubeObject {
    const { name, generateName: base } = object.metadata;
    if (name || !base) return object;
    for (let attempt = 1; ; attempt++) {
      const named = withMetadata(object, { name: generateName(this.#options.rng, base) });
      if (attempt === MOST_NAMES || !isTaken(named)) return named;
    }
  }

  born(object: KubeObject): KubeObject {
    const creationTimestamp = formatTime(this.#options.wallMs());
    return withMetadata(object, { uid: randomUid(this.#options.rng), creationTimestamp });
  }

  add(resource: ResourceName, key: string, born: KubeObject): KubeObject {
    const object = this.#versioned(born);
    this.#options.store.put(resource, key, object);
    this.#options.notify({ type: "ADDED", resource, key, object });
    return object;
  }

  /** Stores a changed object, removes it if its last finalizer went, or leaves all as it is if nothing changed. */
  change({ resource, key, now, old, dryRun }: ObjectWrite): KubeObject {
    if (deepEqual(now, old)) return old;
    if (dryRun) return now;
    if (now.metadata.deletionTimestamp && isFinal(resource, now)) {
      this.remove(resource, key, now);
      return now;
    }
    return this.replace(resource, key, now, old);
  }

  replace(resource: ResourceName, key: string, now: KubeObject, old: KubeObject): KubeObject {
    const object = this.#versioned(now);
    this.#options.store.put(resource, key, object);
    this.#options.notify({ type: "MODIFIED", resource, key, object, old });
    return object;
  }

  remove(resource: ResourceName, key: string, old: KubeObject): void {
    this.#options.store.remove(resource, key);
    this.#options.notify({ type: "DELETED", resource, key, object: this.#versioned(old), old });
  }

  #versioned(object: KubeObject): KubeObject {
    const next = this.version() + 1;
    this.#options.counters.set("resourceVersion", next);
    return withMetadata(object, { resourceVersion: String(next) });
  }
}

const withMetadata = (object: KubeObject, more: Partial<ObjectMeta>): KubeObject =>
  withFields(object, { metadata: withFields(object.metadata, more) });

export const nextGeneration = (object: KubeObject): KubeObject => ({
  ...object,
  metadata: { ...object.metadata, generation: (object.metadata.generation ?? 0) + 1 },
});

/** Nothing holds a deleted object any more: no finalizer, and (pods) no grace period that still runs. */
const isFinal = (resource: ResourceName, object: KubeObject): boolean => {
  const { finalizers, deletionGracePeriodSeconds } = object.metadata;
  if (finalizers?.length) return false;
  if (resource === "namespaces") return ((object as ResourceMap["namespaces"]).spec?.finalizers ?? []).length === 0;
  return (deletionGracePeriodSeconds ?? 0) === 0;
};

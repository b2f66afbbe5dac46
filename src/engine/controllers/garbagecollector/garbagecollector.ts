// Models pkg/controller/garbagecollector/garbagecollector.go (v1.36): what nobody owns any more goes; foreground deletion waits for it,
// orphaning lets it live.
import type { KubeObject, OwnerReference } from "#api/meta";
import type { ResourceName } from "#api/resources";
import { resources } from "#api/scheme";
import type { ObjectChange } from "../../apiserver/store.ts";
import { createEventRecorder, type EventRecorder } from "../../events/recorder.ts";
import type { Component, ComponentFactory, Sim } from "../../sim.ts";
import type { Table } from "../../state/table.ts";
import { withoutOwner } from "../controller-ref.ts";
import { createPacedWrites, type PacedWrites } from "../paced-writes.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import {
  Dependents,
  findOwner,
  formatOwnerKey,
  ownerKeyOf,
  parseOwnerKey,
  type ObjectKey,
  type OwnerKey,
} from "./dependents.ts";

const NAME = "garbagecollector";
const LATENCY_MS = 12;
const FOREGROUND = "foregroundDeletion";
const ORPHAN = "orphan";

/** Events come and go by the thousand and own nothing. */
const watched = resources.filter((info) => info.plural !== "events");

interface Collector {
  readonly sim: Sim;
  readonly dependents: Dependents;
  readonly recorder: EventRecorder;
  readonly writes: PacedWrites<ObjectKey, null>;
}

export const createGarbageCollector: ComponentFactory = (sim) => {
  const dependents = new Dependents();
  const queue: WorkQueue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => {
      if (writes.isUnderway(key)) again.set(key, true);
      else collect(collector, key);
    },
  });
  /** Owners that were to be looked at while their dependents were still being deleted. */
  const again: Table<true> = sim.table("garbagecollector/again");
  const addAgain = (key: string): void => {
    if (again.delete(key)) queue.add(key);
  };
  // Its client is told twice the qps, because a deletion reads the object before.
  const writes = createPacedWrites<ObjectKey, null>(sim, {
    component: NAME,
    queue: { add: addAgain, addRateLimited: addAgain },
    cost: 2,
    qpsFactor: 2,
    write: (_, dependent) => {
      attemptToDelete(collector, dependent);
      return undefined;
    },
  });
  const recorder = createEventRecorder(sim, { component: "garbage-collector-controller" });
  const collector: Collector = { sim, dependents, recorder, writes };
  const onChange = (change: ObjectChange): void => {
    for (const owner of ownersToLookAt(collector, change)) queue.add(owner);
  };
  const watch: NonNullable<Component["watch"]> = Object.fromEntries(watched.map((info) => [info.plural, onChange]));
  return {
    name: NAME,
    timers: { reconcile: queue.fire, write: writes.fire },
    watch,
    rebuild: () => {
      dependents.clear();
      for (const { plural } of watched) {
        for (const object of sim.store.list(plural)) {
          const { name, namespace } = object.metadata;
          const key = namespace ? `${namespace}/${name}` : name;
          dependents.note({ type: "ADDED", resource: plural, key, object });
        }
      }
    },
  };
};

const NOBODY: readonly string[] = [];

/** Most changes are of pods that live on. */
const isOfNoConcern = ({ type, object }: ObjectChange): boolean =>
  type === "MODIFIED" && object.metadata.deletionTimestamp === undefined;

const waitsForDependents = (object: KubeObject): boolean =>
  object.metadata.deletionTimestamp !== undefined && (object.metadata.finalizers?.includes(FOREGROUND) ?? false);

const ownersToLookAt = (collector: Collector, change: ObjectChange): readonly string[] => {
  const { sim, dependents } = collector;
  const { type, resource, key, object } = change;
  const added = dependents.note(change);
  if (added.length === 0 && isOfNoConcern(change)) return NOBODY;
  const uid = object.metadata.uid ?? "";
  const absent = added.filter((ref) => !ownerKeyOf(object, ref) || !isAlive(sim, object, ref));
  if (absent.length > 0) sayElsewhere(collector, object, absent);
  const owners = absent.flatMap((ref) => ownerKeyOf(object, ref) ?? []);
  const isHeld = object.metadata.finalizers?.some((f) => f === FOREGROUND || f === ORPHAN) ?? false;
  if (type === "DELETED" ? dependents.has(uid) : isHeld && object.metadata.deletionTimestamp) {
    owners.push({ resource, key, uid });
  }
  return [...owners, ...(type === "DELETED" ? waitingOwners(sim, object) : [])].map(formatOwnerKey);
};

/** Owners that were waiting for this one to be gone. */
const waitingOwners = (sim: Sim, object: KubeObject): readonly OwnerKey[] =>
  (object.metadata.ownerReferences ?? []).flatMap((ref) => {
    const owner = ownerKeyOf(object, ref);
    const live = owner && findOwner(sim.store, owner);
    return owner && live && waitsForDependents(live) ? owner : [];
  });

/**
 * A namespaced owner lives in the namespace of what it owns: one that lives in another is said. Models addDependentToOwners and
 * reportInvalidNamespaceOwnerRef: an owner is found by its uid, whatever else is said of it, and the first that is none ends the look.
 */
const sayElsewhere = ({ sim, recorder }: Collector, object: KubeObject, absent: readonly OwnerReference[]): void => {
  const wrong = absent.find(({ uid }) => findByUid(sim, uid));
  const home = wrong && findByUid(sim, wrong.uid)?.metadata.namespace;
  if (!home || home === object.metadata.namespace) return;
  const { apiVersion, kind, name, uid } = wrong;
  const namespace = object.metadata.namespace ?? "";
  const owner = `[${apiVersion}/${kind}, namespace: ${namespace}, name: ${name}, uid: ${uid}]`;
  const message = `ownerRef ${owner} does not exist in namespace "${namespace}"`;
  recorder.record(object, { type: "Warning", reason: "OwnerRefInvalidNamespace", message });
};

const findByUid = (sim: Sim, uid: string): KubeObject | undefined => {
  for (const { plural } of watched) {
    for (const object of sim.store.list(plural)) if (object.metadata.uid === uid) return object;
  }
  return undefined;
};

/** An owner of a kind that is not kept is taken to live. */
const isAlive = (sim: Sim, object: KubeObject, ref: OwnerReference): boolean => {
  const owner = ownerKeyOf(object, ref);
  return !owner || findOwner(sim.store, owner) !== undefined;
};

const collect = (collector: Collector, ownerText: string): void => {
  const { sim, dependents } = collector;
  const ownerKey = parseOwnerKey(ownerText);
  const owner = findOwner(sim.store, ownerKey);
  const all = dependents.of(ownerKey.uid);
  if (!owner) {
    deleteAll(collector, ownerText, all);
    return;
  }
  if (!owner.metadata.deletionTimestamp) return;
  if (owner.metadata.finalizers?.includes(ORPHAN)) {
    for (const { resource, key } of all) sim.api.write(resource, key, (live) => withoutOwner(live, ownerKey.uid));
    removeFinalizer(sim, ownerKey, ORPHAN);
    return;
  }
  if (!waitsForDependents(owner)) return;
  const blocking = all.filter((d) => isBlocking(sim, d, ownerKey.uid));
  if (blocking.length === 0) removeFinalizer(sim, ownerKey, FOREGROUND);
  // Waited for are only those that block it; deleted are all.
  deleteAll(collector, ownerText, all);
};

const deleteAll = ({ sim, writes }: Collector, ownerText: string, dependents: readonly ObjectKey[]): void => {
  const isLeft = ({ resource, key }: ObjectKey): boolean => {
    const object: KubeObject | undefined = sim.store.get<ResourceName>(resource, key);
    return object !== undefined && (!object.metadata.deletionTimestamp || waitsForDependents(object));
  };
  writes.run(ownerText, { owner: null, rest: dependents.filter(isLeft) });
};

const removeFinalizer = (sim: Sim, { resource, key }: ObjectKey, finalizer: string): void => {
  sim.api.write(resource, key, <T extends KubeObject>(live: T): T => {
    const { finalizers = [], ...metadata } = live.metadata;
    const kept = finalizers.filter((f) => f !== finalizer);
    return { ...live, metadata: kept.length > 0 ? { ...metadata, finalizers: kept } : metadata };
  });
};

const isBlocking = (sim: Sim, { resource, key }: ObjectKey, uid: string): boolean => {
  const object: KubeObject | undefined = sim.store.get<ResourceName>(resource, key);
  return object?.metadata.ownerReferences?.some((r) => r.uid === uid && r.blockOwnerDeletion) ?? false;
};

/** Goes if no owner is left that would keep it; else only the references to those that are gone do. */
const attemptToDelete = (
  { sim, dependents }: Pick<Collector, "sim" | "dependents">,
  { resource, key }: ObjectKey,
): void => {
  const object: KubeObject | undefined = sim.store.get<ResourceName>(resource, key);
  if (!object || (object.metadata.deletionTimestamp && !waitsForDependents(object))) return;
  const references = object.metadata.ownerReferences ?? [];
  const isWaiting = (ref: OwnerReference): boolean => {
    const owner = ownerKeyOf(object, ref);
    const live = owner && findOwner(sim.store, owner);
    return live !== undefined && waitsForDependents(live);
  };
  const dangling = references.filter((ref) => !isAlive(sim, object, ref));
  const waiting = references.filter(isWaiting);
  if (dangling.length + waiting.length === 0) return;
  if (dangling.length + waiting.length < references.length) {
    const leaving = [...dangling, ...waiting];
    sim.api.write(resource, key, (live) => leaving.reduce((o, ref) => withoutOwner(o, ref.uid), live));
    return;
  }
  const uid = object.metadata.uid ?? "";
  const isForeground = waiting.length > 0 && dependents.has(uid);
  const { finalizers = [] } = object.metadata;
  const ownPolicy = finalizers.includes(ORPHAN)
    ? "Orphan"
    : finalizers.includes(FOREGROUND)
      ? "Foreground"
      : "Background";
  sim.api.delete(resource, key, { uid, propagationPolicy: isForeground ? "Foreground" : ownPolicy });
};

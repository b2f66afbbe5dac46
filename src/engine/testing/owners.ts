// Whoever is owned has an owner, or had one a moment ago.
import type { KubeObject } from "#api/meta";
import type { ResourceName } from "#api/resources";
import type { Cluster } from "../cluster.ts";
import { ownerKeyOf } from "../controllers/garbagecollector/dependents.ts";
import type { LoggedEntry } from "../history/log.ts";

/** From the end of an owner to that of what it owned. */
const COLLECTING_MS = 5000;
const OWNED: readonly ResourceName[] = [
  "pods",
  "replicasets",
  "deployments",
  "daemonsets",
  "statefulsets",
  "jobs",
  "cronjobs",
  "services",
  "endpointslices",
  "nodes",
];

export class Owners {
  /** When an object went, by its resource and key. */
  readonly #goneMs = new Map<string, number>();

  note(entry: LoggedEntry): void {
    if (entry.type === "object" && entry.change === "DELETED") {
      this.#goneMs.set(`${entry.resource} ${entry.key}`, entry.atMs);
    }
  }

  /** Those whose owners are all gone, and not just now. */
  lost(cluster: Cluster): readonly KubeObject[] {
    const uids = new Set<string>();
    const owned: KubeObject[] = [];
    for (const resource of OWNED) {
      for (const object of cluster.sim.store.list(resource)) {
        if (object.metadata.uid) uids.add(object.metadata.uid);
        if (object.metadata.ownerReferences?.length && !object.metadata.deletionTimestamp) owned.push(object);
      }
    }
    const isLost = (object: KubeObject): boolean =>
      object.metadata.ownerReferences?.some((owner) => uids.has(owner.uid)) === false;
    return owned.filter((object) => isLost(object) && !this.#isBeingCollected(cluster, object));
  }

  /** A CronJob's old Jobs go at any time. */
  #isBeingCollected(cluster: Cluster, object: KubeObject): boolean {
    return (object.metadata.ownerReferences ?? []).some((ref) => {
      const owner = ownerKeyOf(object, ref);
      const goneMs = owner && this.#goneMs.get(`${owner.resource} ${owner.key}`);
      return goneMs !== undefined && cluster.nowMs - goneMs < COLLECTING_MS;
    });
  }
}

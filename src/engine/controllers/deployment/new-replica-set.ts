// Models getNewReplicaSet of pkg/controller/deployment/sync.go (v1.36): the ReplicaSet of the Deployment's present template.
import { deepEqual } from "#api/json";
import type { ReplicaSet } from "#api/apps";
import type { Status } from "#api/meta";
import { controllerOf, controllerRefTo } from "../controller-ref.ts";
import { findCondition, hasProgressDeadline, stamped, withCondition } from "./conditions.ts";
import { templateHash } from "../template-hash.ts";
import { equalIgnoringHash, findNewReplicaSet, HASH_LABEL, replicasOf } from "./replica-sets.ts";
import { maxRevision, newReplicaSetAnnotations, REVISION, withSizes } from "./revisions.ts";
import { maxSurgeOf, newReplicaSetReplicas } from "./rolling.ts";
import { saveStatus, type Found, type Sync } from "./sync-state.ts";

const MAX_NAME = 253;

/** The new and the old ReplicaSets; the new one is brought up to date, and made if `creates`. */
export const findReplicaSets = (sync: Sync, creates: boolean): Found => {
  const existing = findNewReplicaSet(sync.deployment, sync.replicaSets);
  const old = sync.replicaSets.filter((rs) => rs !== existing);
  const revision = maxRevision(old) + 1;
  if (existing) return { newRs: refresh(sync, existing, revision), old };
  return creates ? create(sync, old, revision) : { newRs: undefined, old };
};

/** Copies annotations and minReadySeconds over; if that was nothing, the revision goes to the Deployment. */
const refresh = (sync: Sync, rs: ReplicaSet, revision: number): ReplicaSet => {
  const d = sync.deployment;
  const annotations = newReplicaSetAnnotations(d, rs.metadata.annotations, revision);
  const minReadySeconds = d.spec.minReadySeconds ?? 0;
  const isSame = deepEqual(annotations, rs.metadata.annotations ?? {});
  if (!isSame || (rs.spec.minReadySeconds ?? 0) !== minReadySeconds) {
    const { minReadySeconds: _, ...spec } = rs.spec;
    return sync.client.updateReplicaSet({
      ...rs,
      metadata: { ...rs.metadata, annotations },
      spec: minReadySeconds > 0 ? { ...spec, minReadySeconds } : spec,
    });
  }
  const isFirst = hasProgressDeadline(d) && !findCondition(d.status, "Progressing");
  const message = `Found new replica set "${rs.metadata.name}"`;
  noteRevision(sync, annotations[REVISION] ?? "", isFirst ? { reason: "FoundNewReplicaSet", message } : undefined);
  return rs;
};

/** Writes the Deployment's revision and a Progressing note, if either is new. */
const noteRevision = (
  sync: Sync,
  revision: string,
  note: { readonly reason: string; readonly message: string } | undefined,
): void => {
  const d = sync.deployment;
  if (d.metadata.annotations?.[REVISION] === revision && !note) return;
  const annotations = { ...d.metadata.annotations, [REVISION]: revision };
  sync.deployment = { ...d, metadata: { ...d.metadata, annotations } };
  const condition = note && stamped({ type: "Progressing", status: "True", ...note }, sync.client.now().time);
  saveStatus(sync, condition ? withCondition(d.status ?? {}, condition) : (d.status ?? {}));
};

const create = (sync: Sync, old: readonly ReplicaSet[], revision: number): Found => {
  const { deployment: d, client } = sync;
  const fresh = newReplicaSet(sync, old, revision);
  const created = client.createReplicaSet(fresh);
  if (!created.ok) return onRefusal(sync, fresh, old, created.status);
  const rs = created.value;
  const name = rs.metadata.name;
  const replicas = replicasOf(fresh);
  if (replicas > 0)
    client.event(d, "Normal", "ScalingReplicaSet", `Scaled up replica set ${name} from 0 to ${replicas}`);
  const note = { reason: "NewReplicaSetCreated", message: `Created new replica set "${name}"` };
  noteRevision(sync, String(revision), hasProgressDeadline(d) ? note : undefined);
  return { newRs: rs, old };
};

const newReplicaSet = ({ deployment: d, client }: Sync, old: readonly ReplicaSet[], revision: number): ReplicaSet => {
  const hash = templateHash(client.templateSum(d), d.status?.collisionCount);
  const labels = { ...d.spec.template.metadata?.labels, [HASH_LABEL]: hash };
  const base = d.metadata.name.slice(0, MAX_NAME - hash.length - 1);
  const minReadySeconds = d.spec.minReadySeconds ?? 0;
  const rs: ReplicaSet = {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: {
      name: `${base}-${hash}`,
      namespace: d.metadata.namespace ?? "",
      labels,
      annotations: withSizes(
        newReplicaSetAnnotations(d, undefined, revision),
        replicasOf(d),
        replicasOf(d) + maxSurgeOf(d),
      ),
      ownerReferences: [controllerRefTo(d)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds > 0 ? { minReadySeconds } : {}),
      selector: { ...d.spec.selector, matchLabels: { ...d.spec.selector.matchLabels, [HASH_LABEL]: hash } },
      template: { ...d.spec.template, metadata: { ...d.spec.template.metadata, labels } },
    },
    status: { replicas: 0 },
  };
  return { ...rs, spec: { ...rs.spec, replicas: newReplicaSetReplicas(d, [...old, rs], rs) } };
};

const onRefusal = (sync: Sync, fresh: ReplicaSet, old: readonly ReplicaSet[], status: Status): Found => {
  const { deployment: d, client } = sync;
  client.requeue(d, 0);
  if (status.reason === "AlreadyExists") {
    const rs = client.getReplicaSet(fresh.metadata.namespace ?? "", fresh.metadata.name);
    const isOwn = rs && controllerOf(rs)?.uid === d.metadata.uid;
    if (rs && isOwn && equalIgnoringHash(rs.spec.template, d.spec.template)) return { newRs: rs, old };
    // Another template has this name: the next try hashes with the count of collisions.
    saveStatus(sync, { ...d.status, collisionCount: (d.status?.collisionCount ?? 0) + 1 });
    return { newRs: undefined, old, isFailed: true };
  }
  if (status.details?.causes?.some((c) => c.reason === "NamespaceTerminating")) {
    return { newRs: undefined, old, isFailed: true };
  }
  const message = `Failed to create new replica set "${fresh.metadata.name}": ${status.message}`;
  if (hasProgressDeadline(d)) {
    const note = { type: "Progressing", status: "False" as const, reason: "ReplicaSetCreateError", message };
    saveStatus(sync, withCondition(d.status ?? {}, stamped(note, client.now().time)));
  }
  client.event(d, "Warning", "ReplicaSetCreateError", message);
  return { newRs: undefined, old, isFailed: true };
};

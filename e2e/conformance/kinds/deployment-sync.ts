import type { Deployment, ReplicaSet } from "#api/apps";
import type { Pod } from "#api/core-pod";
import { deepFreeze } from "#api/json";
import type { JsonObject } from "#api/meta";
import { ok } from "#api/result";
import { parseTime } from "#api/time";
import { templateSum } from "../../../src/engine/controllers/template-sum.ts";
import { syncDeployment } from "../../../src/engine/controllers/deployment/sync.ts";

interface SyncObjects {
  readonly deployment: Deployment;
  readonly replicaSets: readonly ReplicaSet[];
  readonly pods: readonly Pod[];
}

export interface DeploymentSyncIn {
  readonly now: string;
  readonly steps: readonly { readonly action: string; readonly in: SyncObjects }[];
}

interface Synced {
  readonly writes: readonly unknown[];
  readonly events: readonly string[];
}

/** The recording calls the template hashes hash1, hash2, ... in the order in which they were made. */
export const answerDeploymentSync = ({ now, steps }: DeploymentSyncIn): { readonly steps: readonly Synced[] } => {
  let known = 0;
  const synced = steps.map(({ in: objects }) => {
    known = Math.max(known, ...objects.replicaSets.map(numberOfHash));
    const { hash, ...answer } = syncOnce(objects, now);
    if (hash === undefined) return answer;
    return JSON.parse(JSON.stringify(answer).replaceAll(hash, `hash${++known}`)) as Synced;
  });
  return { steps: synced };
};

const numberOfHash = ({ metadata }: ReplicaSet): number => Number(/-hash(\d+)$/.exec(metadata.name)?.[1] ?? 0);

/** One sync over the given objects: what it wrote and said, and the hash it gave to a new ReplicaSet. */
const syncOnce = (objects: SyncObjects, now: string): Synced & { readonly hash?: string | undefined } => {
  const writes: unknown[] = [];
  const events: string[] = [];
  let hash: string | undefined;
  const { deployment, replicaSets, pods } = deepFreeze(objects);
  syncDeployment({
    deployment,
    replicaSets,
    podsOf: (rs) => pods.filter((p) => p.metadata.ownerReferences?.some((r) => r.uid === rs.metadata.uid)),
    client: {
      now: () => ({ wallMs: parseTime(now) ?? 0, time: now }),
      templateSum: (d) => templateSum("Deployment", d.spec.template as unknown as JsonObject),
      createReplicaSet: (rs) => {
        hash = rs.metadata.labels?.["pod-template-hash"];
        const { apiVersion: _a, kind: _k, ...object } = rs;
        writes.push({ name: rs.metadata.name, object, resource: "replicasets", verb: "create" });
        return ok(rs);
      },
      getReplicaSet: () => undefined,
      updateReplicaSet: (rs) => {
        const { annotations, name } = rs.metadata;
        const { replicas, minReadySeconds = 0 } = rs.spec;
        writes.push({ annotations, minReadySeconds, name, replicas, resource: "replicasets", verb: "update" });
        return rs;
      },
      deleteReplicaSet: (rs) => writes.push({ name: rs.metadata.name, resource: "replicasets", verb: "delete" }),
      updateStatus: ({ metadata: { name }, status }) =>
        writes.push({ name, resource: "deployments", status, subresource: "status", verb: "update" }),
      event: (_, type, reason, message) => events.push(`${type} ${reason} ${message}`),
      requeue: () => undefined,
    },
  });
  return { writes, events, hash };
};

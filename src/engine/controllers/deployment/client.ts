// The Deployment controller's way to the API server: each write of a sync, over the object as it is now.
import type { ReplicaSet } from "#api/apps";
import { keyOf } from "#api/scheme";
import type { EventRecorder } from "../../events/recorder.ts";
import type { Sim } from "../../sim.ts";
import { templateSumOf } from "../template-hash.ts";
import type { WorkQueue } from "../work-queue.ts";
import type { DeploymentClient } from "./sync-state.ts";

const MAX_RETRIES = 15;

export const createDeploymentClient = (sim: Sim, queue: WorkQueue, recorder: EventRecorder): DeploymentClient => ({
  now: () => ({ wallMs: sim.wallMs(), time: sim.timestamp() }),
  templateSum: (d) => templateSumOf(sim, d),
  createReplicaSet: (rs) => sim.api.createTrusted("replicasets", rs),
  getReplicaSet: (namespace, name) => sim.store.get("replicasets", `${namespace}/${name}`),
  updateReplicaSet: (rs) => writeReplicaSet(sim, rs),
  deleteReplicaSet: (rs) => {
    sim.api.delete("replicasets", keyOf(rs), { propagationPolicy: "Background" });
  },
  updateStatus: (d) => {
    sim.api.writeStatus("deployments", keyOf(d), d.status ?? {}, d.metadata.annotations);
  },
  event: (d, type, reason, message) => recorder.record(d, { type, reason, message }),
  requeue: (d, afterMs) => {
    const key = keyOf(d);
    if (afterMs > 0) queue.addAfter(key, afterMs);
    else if (queue.retries(key) < MAX_RETRIES) queue.addRateLimited(key);
    else queue.forget(key);
  },
});

const writeReplicaSet = (sim: Sim, { metadata, spec }: ReplicaSet): ReplicaSet => {
  const written = sim.api.write("replicasets", keyOf({ metadata }), (live) => {
    const { minReadySeconds: _, ...rest } = live.spec;
    const { replicas, minReadySeconds } = spec;
    return {
      ...live,
      metadata: { ...live.metadata, ...(metadata.annotations ? { annotations: metadata.annotations } : {}) },
      spec: {
        ...rest,
        ...(replicas === undefined ? {} : { replicas }),
        ...(minReadySeconds === undefined ? {} : { minReadySeconds }),
      },
    };
  });
  return written ?? { apiVersion: "apps/v1", kind: "ReplicaSet", metadata, spec };
};

// Models pkg/controller/deployment/deployment_controller.go (v1.36): which changes make the controller look at a Deployment.
import type { Deployment, ReplicaSet } from "#api/apps";
import type { KubeObject } from "#api/meta";
import type { Pod } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import { matchesLabelSelector } from "#api/selector";
import type { ObjectChange } from "../../apiserver/store.ts";
import { createEventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { adoptMatching, controllerOf, indexOrphans, release } from "../controller-ref.ts";
import { noteTemplate } from "../template-hash.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import { createDeploymentClient } from "./client.ts";
import { sortByCreation } from "./replica-sets.ts";
import { syncDeployment } from "./sync.ts";

const NAME = "deployment";
const LATENCY_MS = 12;

export const createDeploymentController: ComponentFactory = (sim) => {
  indexOrphans(sim, "replicasets");
  const queue: WorkQueue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => reconcile(key),
  });
  const recorder = createEventRecorder(sim, { component: "deployment-controller" });

  const reconcile = (key: string): void => {
    const deployment = sim.store.get("deployments", key);
    if (!deployment) return queue.forget(key);
    const triesBefore = queue.retries(key);
    syncDeployment({
      deployment,
      replicaSets: claimReplicaSets(sim, deployment),
      podsOf: (rs) => sim.store.controlledBy("pods", rs.metadata.uid ?? ""),
      client: createDeploymentClient(sim, queue, recorder),
    });
    if (queue.retries(key) === triesBefore) queue.forget(key);
  };

  const addOwner = (object: KubeObject | undefined): void => {
    const owner = object && controllerOf(object);
    if (owner?.kind === "Deployment") queue.add(`${object?.metadata.namespace}/${owner.name}`);
  };
  const onReplicaSet = ({ object, old }: ObjectChange): void => {
    addOwner(object);
    if (old && controllerOf(old)?.uid !== controllerOf(object)?.uid) addOwner(old);
    if (!controllerOf(object)) for (const d of selecting(sim, object)) queue.add(keyOf(d));
  };
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    watch: {
      deployments: (change) => {
        noteTemplate(sim, change);
        if (change.type === "DELETED") queue.forget(change.key);
        else queue.add(change.key);
      },
      replicasets: onReplicaSet,
      pods: ({ type, object }) => {
        if (type === "DELETED") onPodGone(sim, queue, object as Pod);
      },
    },
  };
};

/** The Deployment's ReplicaSets: those that match and nobody controls become its own, those that no longer match are let go. */
const claimReplicaSets = (sim: Sim, d: Deployment): readonly ReplicaSet[] => {
  adoptMatching(sim, "replicasets", d, d.spec.selector);
  const own = sortByCreation([...sim.store.controlledBy("replicasets", d.metadata.uid ?? "")]);
  const isMatch = (rs: ReplicaSet): boolean => matchesLabelSelector(d.spec.selector, rs.metadata.labels ?? {});
  for (const rs of own) if (!isMatch(rs) && !d.metadata.deletionTimestamp) release(sim, "replicasets", rs, d);
  return own.filter(isMatch);
};

const selecting = (sim: Sim, rs: KubeObject): readonly Deployment[] =>
  sim.store
    .list("deployments", rs.metadata.namespace)
    .filter((d) => matchesLabelSelector(d.spec.selector, rs.metadata.labels ?? {}));

/** Recreate waits for the last old pod to be gone. */
const onPodGone = (sim: Sim, queue: WorkQueue, pod: Pod): void => {
  const rsRef = controllerOf(pod);
  if (rsRef?.kind !== "ReplicaSet") return;
  const rs = sim.store.get("replicasets", `${pod.metadata.namespace}/${rsRef.name}`);
  const owner = rs && controllerOf(rs);
  const key = `${pod.metadata.namespace}/${owner?.name}`;
  if (owner && sim.store.get("deployments", key)?.spec.strategy?.type === "Recreate") queue.add(key);
};

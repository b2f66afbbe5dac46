// Models pkg/controller/replicaset/replica_set.go (v1.36): as many active pods as the ReplicaSet says.
import type { ReplicaSet } from "#api/apps";
import type { Status } from "#api/meta";
import type { Pod } from "#api/core-pod";
import { deepEqual } from "#api/json";
import { keyOf } from "#api/scheme";
import { matchesLabelSelector } from "#api/selector";
import type { ObjectChange } from "../../apiserver/store.ts";
import { createEventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { adoptMatching, controllerOf, indexOrphans, release } from "../controller-ref.ts";
import type { PacedWrites } from "../paced-writes.ts";
import { createPodWrites, creating, podFromTemplate, removing, type PodWrite } from "../pod-control.ts";
import { availableAtMs, isPodActive } from "../pod-state.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import { podsToDelete } from "./pod-deletion.ts";
import { ReplicaTallies, type Tally } from "./replica-tallies.ts";
import { replicaSetStatus } from "./status.ts";
import { sortedByKey } from "../../apiserver/store.ts";

const NAME = "replicaset";
const LATENCY_MS = 12;
/** At most so many pods are made or ended in one sync. */
const BURST_REPLICAS = 500;
/** A big set takes the controller longer: 10,000 pods a tenth of a second. In that time more changes come together. */
const REPLICAS_PER_MS = 100;

export const createReplicaSetController: ComponentFactory = (sim) => {
  indexOrphans(sim, "pods");
  const tallies = new ReplicaTallies(sim.store);
  const queue: WorkQueue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => {
      const rs = sim.store.get("replicasets", key);
      if (!rs) queue.forget(key);
      else if (!writes.isUnderway(key)) syncReplicaSet({ sim, queue, tallies, writes }, rs);
    },
  });
  const recorder = createEventRecorder(sim, { component: "replicaset-controller" });
  const writes = createPodWrites(sim, {
    component: NAME,
    queue,
    recorder,
    refused: (key, failure) => {
      const rs = sim.store.get("replicasets", key);
      if (rs) writeStatus({ sim, queue }, rs, tallies.of(rs.metadata.uid ?? ""), failure);
    },
  });
  const onPod = (change: ObjectChange): void => {
    for (const key of tallies.onPod(change)) {
      const { uid = "" } = sim.store.get("replicasets", key)?.metadata ?? {};
      queue.addAfter(key, LATENCY_MS + Math.floor(tallies.of(uid).active / REPLICAS_PER_MS));
    }
    if (change.type !== "DELETED" && !controllerOf(change.object)) addSelecting(sim, queue, change);
  };
  return {
    name: NAME,
    timers: { reconcile: queue.fire, write: writes.fire },
    watch: {
      replicasets: (change) => {
        tallies.onReplicaSet(change);
        if (change.type !== "DELETED") queue.add(change.key);
      },
      pods: onPod,
    },
    rebuild: () => tallies.rebuild(),
  };
};

/** A pod that nobody controls concerns every ReplicaSet that selects it, if it is new or its labels or owner changed. */
const addSelecting = (sim: Sim, queue: WorkQueue, { object, old }: ObjectChange): void => {
  const { labels = {}, namespace, deletionTimestamp } = object.metadata;
  if (deletionTimestamp) return;
  if (old && !controllerOf(old) && deepEqual(old.metadata.labels, labels)) return;
  for (const rs of sim.store.list("replicasets", namespace)) {
    if (matchesLabelSelector(rs.spec.selector, labels)) queue.add(keyOf(rs));
  }
};

interface Context {
  readonly sim: Sim;
  readonly queue: WorkQueue;
  readonly tallies: ReplicaTallies;
  readonly writes: PacedWrites<PodWrite>;
}

const syncReplicaSet = (context: Context, rs: ReplicaSet): void => {
  const { sim, queue, tallies, writes } = context;
  const key = keyOf(rs);
  const uid = rs.metadata.uid ?? "";
  // What was adopted counts from the next look on, which its change brings about.
  if (adoptMatching(sim, "pods", rs, rs.spec.selector)) return;
  const tally = tallies.of(uid);
  if (tally.misfits > 0) releaseMisfits(sim, rs);
  const failure = rs.metadata.deletionTimestamp ? undefined : manageReplicas(context, rs, tally);
  writeStatus(context, rs, tally, failure);
  if (failure) queue.addRateLimited(key);
  else if (!writes.isUnderway(key)) queue.forget(key);
};

const writeStatus = (
  { sim, queue }: Pick<Context, "sim" | "queue">,
  rs: ReplicaSet,
  tally: Tally,
  failure: Status | undefined,
): void => {
  const key = keyOf(rs);
  const { available, nextMs } = countAvailable(sim, rs, tally);
  sim.api.writeStatus("replicasets", key, replicaSetStatus(rs, { tally, available, failure, time: sim.timestamp() }));
  if (nextMs !== undefined) queue.addAfter(key, nextMs - sim.wallMs());
};

const releaseMisfits = (sim: Sim, rs: ReplicaSet): void => {
  if (rs.metadata.deletionTimestamp) return;
  const own = [...sim.store.controlledBy("pods", rs.metadata.uid ?? "")];
  const misfits = own.filter(
    (pod) => isPodActive(pod) && !matchesLabelSelector(rs.spec.selector, pod.metadata.labels ?? {}),
  );
  for (const pod of sortedByKey(misfits)) release(sim, "pods", pod, rs);
};

const manageReplicas = ({ sim, writes }: Context, rs: ReplicaSet, tally: Tally): Status | undefined => {
  const missing = (rs.spec.replicas ?? 1) - tally.active;
  if (missing === 0 || !rs.spec.template) return undefined;
  const count = Math.min(Math.abs(missing), BURST_REPLICAS);
  if (missing > 0) {
    const write = creating(podFromTemplate(rs, rs.spec.template));
    const slow = Array.from({ length: count }, () => write);
    return writes.run(keyOf(rs), { owner: rs, slow }).refusal;
  }
  const surplus = podsToDelete(activePods(sim, rs), relatedPods(sim, rs), count, sim.wallMs());
  return writes.run(keyOf(rs), { owner: rs, rest: surplus.map(removing) }).refusal;
};

const activePods = (sim: Sim, rs: ReplicaSet): readonly Pod[] =>
  [...sim.store.controlledBy("pods", rs.metadata.uid ?? "")].filter(
    (pod) => isPodActive(pod) && matchesLabelSelector(rs.spec.selector, pod.metadata.labels ?? {}),
  );

/** Active pods of all ReplicaSets of the same owner, this one's too: a node that has many gives one up first. */
const relatedPods = (sim: Sim, rs: ReplicaSet): readonly Pod[] => {
  const owner = controllerOf(rs);
  const sets = owner ? [...sim.store.controlledBy("replicasets", owner.uid)] : [rs];
  return sets.flatMap((s) => activePods(sim, s));
};

/** How many are available, and when (wall ms) the next one will be. */
const countAvailable = (
  sim: Sim,
  rs: ReplicaSet,
  tally: Tally,
): { readonly available: number; readonly nextMs?: number } => {
  const minReadySeconds = rs.spec.minReadySeconds ?? 0;
  if (minReadySeconds === 0 || tally.ready === 0) return { available: tally.ready };
  const now = sim.wallMs();
  const times = activePods(sim, rs)
    .map((pod) => availableAtMs(pod, minReadySeconds))
    .filter((at) => at !== undefined);
  const later = times.filter((at) => at > now);
  const available = times.length - later.length;
  return later.length > 0 ? { available, nextMs: Math.min(...later) } : { available };
};

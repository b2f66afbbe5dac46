// Models pkg/controller/daemon/daemon_controller.go (v1.36): one pod on every node that the template fits.
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { KubeObject } from "#api/meta";
import type { ControllerRevision, DaemonSet } from "#api/apps";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import { matchesLabelSelector } from "#api/selector";
import { createEventRecorder, type EventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { adoptMatching, controllerOf, indexOrphans, release } from "../controller-ref.ts";
import { currentRevision, hashOf, REVISION_HASH, truncateHistory } from "../controller-revision.ts";
import { omitZero } from "../omit-zero.ts";
import type { PacedWrites } from "../paced-writes.ts";
import { createPodWrites, creating, podFromTemplate, removing, type PodWrite } from "../pod-control.ts";
import { availableAtMs, isPodAvailable, isPodReady, isPodTerminal } from "../pod-state.ts";
import { noteTemplate } from "../template-hash.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import { fitOf, nodeOf, templateFor } from "./node-fit.ts";
import { planManage, planRollingUpdate, type DaemonContext, type DaemonNode, type DaemonPlan } from "./plan.ts";

const NAME = "daemonset";
const LATENCY_MS = 12;
/** At most so many pods are made, and so many ended, in one sync. */
const BURST_REPLICAS = 250;
const NODES_PER_MS = 20;
const GENERATION = "pod-template-generation";
const GENERATION_ANNOTATION = "deprecated.daemonset.template.generation";

interface Tools {
  readonly sim: Sim;
  readonly queue: WorkQueue;
  readonly recorder: EventRecorder;
  readonly writes: PacedWrites<PodWrite>;
}

export const createDaemonSetController: ComponentFactory = (sim) => {
  indexOrphans(sim, "controllerrevisions");
  const recorder = createEventRecorder(sim, { component: "daemonset-controller" });
  const queue: WorkQueue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => {
      const ds = sim.store.get("daemonsets", key);
      if (!ds) queue.forget(key);
      else if (!writes.isUnderway(key)) syncDaemonSet({ sim, queue, recorder, writes }, ds);
    },
  });
  const writes = createPodWrites(sim, { component: NAME, queue, recorder });
  /** A sync looks at every node: the more there are, the more changes it takes together. */
  const addOwn = (key: string): void =>
    queue.addAfter(key, LATENCY_MS + Math.floor(sim.store.count("nodes") / NODES_PER_MS));
  const addOwner = (object: KubeObject): void => {
    const owner = controllerOf(object);
    const namespace = object.metadata.namespace ?? "";
    if (owner?.kind === "DaemonSet") addOwn(`${namespace}/${owner.name}`);
    if (owner) return;
    for (const ds of sim.store.list("daemonsets", namespace)) {
      if (matchesLabelSelector(ds.spec.selector, object.metadata.labels ?? {})) queue.add(keyOf(ds));
    }
  };
  return {
    name: NAME,
    timers: { reconcile: queue.fire, write: writes.fire },
    watch: {
      daemonsets: (change) => {
        noteTemplate(sim, change);
        if (change.type === "DELETED") queue.forget(change.key);
        else queue.add(change.key);
      },
      pods: ({ object }) => addOwner(object),
      nodes: ({ type, object, old }) => {
        const before = old as Node | undefined;
        const isSame =
          type === "MODIFIED" &&
          deepEqual(before?.metadata.labels, object.metadata.labels) &&
          deepEqual(before?.spec.taints, (object as Node).spec.taints);
        if (isSame || type === "DELETED") return;
        for (const ds of sim.store.list("daemonsets")) if (isTouched(sim, ds, object as Node)) queue.add(keyOf(ds));
      },
    },
  };
};

/** Whether a change of this node is a reason to look at the set: syncNodeUpdate. A taint that only keeps new pods away is none. */
const isTouched = (sim: Sim, ds: DaemonSet, node: Node): boolean => {
  const { shouldRun, shouldContinue } = fitOf(ds, node);
  let isScheduled = false;
  for (const pod of sim.store.podsOnNode(node.metadata.name)) {
    if (controllerOf(pod)?.uid === ds.metadata.uid) isScheduled = true;
  }
  return isScheduled ? !shouldContinue || (ds.status?.numberMisscheduled ?? 0) > 0 : shouldRun;
};

const ownPods = (sim: Sim, ds: DaemonSet): readonly Pod[] => {
  const own = [...sim.store.controlledBy("pods", ds.metadata.uid ?? "")].toSorted((a, b) =>
    compareStrings(a.metadata.name, b.metadata.name),
  );
  const isMatch = (pod: Pod): boolean => matchesLabelSelector(ds.spec.selector, pod.metadata.labels ?? {});
  for (const pod of own) if (!isMatch(pod)) release(sim, "pods", pod, ds);
  return own.filter(isMatch);
};

const nodesFor = (sim: Sim, ds: DaemonSet, pods: readonly Pod[]): readonly DaemonNode[] => {
  const byNode = new Map<string, Pod[]>();
  for (const pod of pods) {
    if (isPodTerminal(pod) && pod.metadata.deletionTimestamp) continue;
    const row = byNode.get(nodeOf(pod));
    if (row) row.push(pod);
    else byNode.set(nodeOf(pod), [pod]);
  }
  return sim.store.list("nodes").map((node) => ({
    name: node.metadata.name,
    ...fitOf(ds, node),
    pods: byNode.get(node.metadata.name) ?? [],
  }));
};

const syncDaemonSet = (tools: Tools, ds: DaemonSet): void => {
  const { sim, queue, writes } = tools;
  const key = keyOf(ds);
  if (ds.metadata.deletionTimestamp) return;
  if (adoptMatching(sim, "pods", ds, ds.spec.selector)) return;
  const revision = currentRevision(sim, ds, (hash) => ({
    ...ds.spec.template.metadata?.labels,
    [REVISION_HASH]: hash,
  }));
  if (!revision) return queue.addRateLimited(key);
  const pods = ownPods(sim, ds);
  const generation = ds.metadata.annotations?.[GENERATION_ANNOTATION];
  const isUpdated = ({ metadata: { labels } }: Pod): boolean =>
    labels?.[REVISION_HASH] === hashOf(revision) || (generation !== undefined && labels?.[GENERATION] === generation);
  const context: DaemonContext = { ds, nodes: nodesFor(sim, ds, pods), wallMs: sim.wallMs(), isUpdated };
  const managed = planManage(context);
  const isQuiet = managed.creates.length + managed.deletes.length + managed.failed.length === 0;
  const isRolling = ds.spec.updateStrategy?.type !== "OnDelete";
  // What is made and ended in this sync is seen at the next one only; the update then starts from there.
  const plan = isQuiet && isRolling ? planRollingUpdate(context) : managed;
  const isDone = carryOut(tools, ds, plan, revision);
  const live = new Set(pods.map((p) => `${ds.metadata.name}-${p.metadata.labels?.[REVISION_HASH]}`));
  truncateHistory(sim, ds, live.add(revision.metadata.name));
  writeStatus(sim, queue, context);
  if (!isDone) queue.addRateLimited(key);
  else if (!writes.isUnderway(key)) queue.forget(key);
};

/** Answers whether nothing was refused. */
const carryOut = (tools: Tools, ds: DaemonSet, plan: DaemonPlan, revision: ControllerRevision): boolean => {
  const { recorder, writes } = tools;
  for (const pod of plan.failed) {
    const isFailed = pod.status?.phase === "Failed";
    const found = `${isFailed ? "failed" : "succeeded"} daemon pod ${keyOf(pod)} on node ${nodeOf(pod)}`;
    recorder.record(ds, {
      type: isFailed ? "Warning" : "Normal",
      reason: isFailed ? "FailedDaemonPod" : "SucceededDaemonPod",
      message: `Found ${found}, will try to ${isFailed ? "kill" : "delete"} it`,
    });
  }
  const generation = ds.metadata.annotations?.[GENERATION_ANNOTATION];
  const labels = {
    ...ds.spec.template.metadata?.labels,
    [REVISION_HASH]: hashOf(revision),
    ...(generation === undefined ? {} : { [GENERATION]: generation }),
  };
  const made = plan.creates
    .slice(0, BURST_REPLICAS)
    .map((node) => creating(podFromTemplate(ds, templateFor(ds, node), { labels })));
  const leaving = [...plan.deletes, ...plan.failed].slice(0, BURST_REPLICAS);
  return !writes.run(keyOf(ds), { owner: ds, slow: made, rest: leaving.map(removing) }).refusal;
};

const writeStatus = (sim: Sim, queue: WorkQueue, context: DaemonContext): void => {
  const { ds, nodes, wallMs } = context;
  const minReadySeconds = ds.spec.minReadySeconds ?? 0;
  const wanted = nodes.filter((n) => n.shouldRun);
  const firsts = wanted.flatMap((n) => oldestOf(n.pods) ?? []);
  const ready = firsts.filter(isPodReady);
  const numberAvailable = ready.filter((p) => isPodAvailable(p, minReadySeconds, wallMs)).length;
  sim.api.writeStatus("daemonsets", keyOf(ds), {
    currentNumberScheduled: firsts.length,
    numberMisscheduled: nodes.filter((n) => !n.shouldRun && n.pods.length > 0).length,
    desiredNumberScheduled: wanted.length,
    numberReady: ready.length,
    ...omitZero({
      observedGeneration: ds.metadata.generation,
      updatedNumberScheduled: firsts.filter((p) => context.isUpdated(p)).length,
      numberAvailable,
      numberUnavailable: wanted.length - numberAvailable,
    }),
  });
  const later = ready.flatMap((p) => availableAtMs(p, minReadySeconds) ?? []).filter((at) => at > wallMs);
  if (later.length > 0) queue.addAfter(keyOf(ds), Math.min(...later) - wallMs);
};

const oldestOf = (pods: readonly Pod[]): Pod | undefined =>
  pods.toSorted((a, b) => compareStrings(a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? ""))[0];

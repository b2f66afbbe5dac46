// Models pkg/controller/statefulset/stateful_set.go and stateful_pod_control.go (v1.36): pods with names that stay, made and ended in order.
import { compareStrings } from "#api/compare";
import type { KubeObject, Status } from "#api/meta";
import type { StatefulSet } from "#api/apps";
import type { Pod } from "#api/core-pod";
import type { PersistentVolumeClaim } from "#api/core-volume";
import { keyOf } from "#api/scheme";
import { matchesLabelSelector } from "#api/selector";
import { internalError } from "#api/status";
import { checks } from "../../apiserver/checks.ts";
import { createEventRecorder, type EventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { adoptWhere, controllerOf, indexOrphans, release } from "../controller-ref.ts";
import { currentRevision, revisionsOf, templateOf, truncateHistory } from "../controller-revision.ts";
import { isNamespaceTerminating } from "../pod-control.ts";
import { availableAtMs } from "../pod-state.ts";
import { createPacedWrites, type PacedWrites } from "../paced-writes.ts";
import { noteTemplate } from "../template-hash.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";
import { claimsOf, ordinalOf, revisionNameOf, statefulPod } from "./identity.ts";
import { planStateful, revisionFor, statefulStatus, type StatefulContext, type StatefulStep } from "./plan.ts";

const NAME = "statefulset";
const LATENCY_MS = 12;
const HASH_LABEL = "controller.kubernetes.io/hash";

interface Tools {
  readonly sim: Sim;
  readonly queue: WorkQueue;
  readonly recorder: EventRecorder;
  readonly writes: PacedWrites<StatefulWrite>;
}

type StatefulWrite =
  | { readonly do: "create"; readonly pod: Pod; readonly claims: readonly PersistentVolumeClaim[] }
  | Exclude<StatefulStep, { readonly do: "create" }>;

export const createStatefulSetController: ComponentFactory = (sim) => {
  indexOrphans(sim, "pods");
  const recorder = createEventRecorder(sim, { component: "statefulset-controller" });
  const queue: WorkQueue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => {
      const set = sim.store.get("statefulsets", key);
      if (!set) queue.forget(key);
      else if (!writes.isUnderway(key)) syncStatefulSet({ sim, queue, recorder, writes }, set);
    },
  });
  const writes = createPacedWrites<StatefulWrite>(sim, {
    component: NAME,
    queue,
    write: (set, what) => carryOut({ sim, recorder }, set as StatefulSet, what),
  });
  const addOwner = (object: KubeObject): void => {
    const owner = controllerOf(object);
    const namespace = object.metadata.namespace ?? "";
    if (owner?.kind === "StatefulSet") queue.add(`${namespace}/${owner.name}`);
    if (owner) return;
    const sets = sim.store.list("statefulsets", namespace);
    for (const set of sets) if (isMember(set, object)) queue.add(keyOf(set));
  };
  return {
    name: NAME,
    timers: { reconcile: queue.fire, write: writes.fire },
    watch: {
      statefulsets: (change) => {
        noteTemplate(sim, change);
        if (change.type === "DELETED") queue.forget(change.key);
        else queue.add(change.key);
      },
      pods: ({ object, old }) => {
        addOwner(object);
        if (old && controllerOf(old)?.uid !== controllerOf(object)?.uid) addOwner(old);
      },
    },
  };
};

/** By labels and by name. */
const isMember = (set: StatefulSet, pod: KubeObject): boolean =>
  ordinalOf(set, pod) !== undefined && matchesLabelSelector(set.spec.selector, pod.metadata.labels ?? {});

const syncStatefulSet = (tools: Tools, set: StatefulSet): void => {
  const { sim, queue, writes } = tools;
  const key = keyOf(set);
  if (adoptWhere(sim, "pods", set, (pod) => isMember(set, pod))) return;
  const update = currentRevision(sim, set, (hash) => ({ ...set.spec.template.metadata?.labels, [HASH_LABEL]: hash }));
  if (!update) return queue.addRateLimited(key);
  const current = revisionsOf(sim, set).find((r) => r.metadata.name === set.status?.currentRevision) ?? update;
  const context: StatefulContext = { set, pods: ownPods(sim, set), current, update, wallMs: sim.wallMs() };
  if (isChoosy(set)) checks().settleClaims(sim, set, context.pods);
  const planned = planStateful(context).map((step) => writeOf(context, step));
  const { refusal } = writes.run(key, { owner: set, slow: planned });
  sim.api.writeStatus("statefulsets", key, statefulStatus(context));
  truncateHistory(
    sim,
    set,
    new Set([current.metadata.name, update.metadata.name, ...context.pods.map(revisionNameOf)]),
  );
  if (refusal) queue.addRateLimited(key);
  else if (!writes.isUnderway(key)) queue.forget(key);
  const times = context.pods.flatMap((p) => availableAtMs(p, set.spec.minReadySeconds ?? 0) ?? []);
  const later = times.filter((at) => at > sim.wallMs());
  if (later.length > 0) queue.addAfter(key, Math.min(...later) - sim.wallMs());
};

/** Its claims may have an owner, or have had one before its policy was changed. */
const isChoosy = ({ metadata, spec }: StatefulSet): boolean => {
  const { whenDeleted, whenScaled } = spec.persistentVolumeClaimRetentionPolicy ?? {};
  if (!spec.volumeClaimTemplates?.length) return false;
  return whenDeleted === "Delete" || whenScaled === "Delete" || (metadata.generation ?? 1) > 1;
};

const ownPods = (sim: Sim, set: StatefulSet): readonly Pod[] => {
  const own = [...sim.store.controlledBy("pods", set.metadata.uid ?? "")].toSorted((a, b) =>
    compareStrings(a.metadata.name, b.metadata.name),
  );
  for (const pod of own) if (!isMember(set, pod)) release(sim, "pods", pod, set);
  return own.filter((pod) => isMember(set, pod));
};

const writeOf = (context: StatefulContext, step: StatefulStep): StatefulWrite => {
  if (step.do !== "create") return step;
  const { set } = context;
  const revision = revisionFor(context, step.ordinal);
  const pod = statefulPod(set, step.ordinal, revision, templateOf(revision));
  return { do: "create", pod, claims: claimsOf(set, pod.metadata.name) };
};

type Means = Pick<Tools, "sim" | "recorder">;

const carryOut = (tools: Means, set: StatefulSet, step: StatefulWrite): Status | undefined => {
  switch (step.do) {
    case "create":
      return createPod(tools, set, step);
    case "delete":
      return deletePod(tools, set, step.pod);
    case "recreate": {
      const isFailed = step.pod.status?.phase === "Failed";
      tools.recorder.record(set, {
        type: isFailed ? "Warning" : "Normal",
        reason: isFailed ? "RecreatingFailedPod" : "RecreatingTerminatedPod",
        message: `StatefulSet ${keyOf(set)} is recreating ${isFailed ? "failed" : "terminated"} Pod ${step.pod.metadata.name}`,
      });
      return deletePod(tools, set, step.pod);
    }
  }
};

/** What came of it, as an event: `Create Pod web-0 in StatefulSet web successful`. */
const say = (tools: Means, set: StatefulSet, what: `${"Create" | "Delete"} Pod ${string}`, refusal?: Status): void => {
  const verb = what.slice(0, what.indexOf(" "));
  const result = refusal ? `failed error: ${refusal.message}` : "successful";
  tools.recorder.record(set, {
    type: refusal ? "Warning" : "Normal",
    reason: `${refusal ? "Failed" : "Successful"}${verb}`,
    message: `${what} in StatefulSet ${set.metadata.name} ${result}`,
  });
};

const createPod = (
  tools: Means,
  set: StatefulSet,
  { pod, claims }: Extract<StatefulWrite, { readonly do: "create" }>,
): Status | undefined => {
  const { sim } = tools;
  const { name } = pod.metadata;
  const fail = (why: string, status: Status = internalError(why)): Status => {
    say(tools, set, `Create Pod ${name}`, { ...status, message: why });
    return status;
  };
  for (const claim of claims) {
    const live = sim.store.get("persistentvolumeclaims", keyOf(claim));
    if (live?.metadata.ownerReferences && checks().isStaleClaim(live, name)) return internalError("stale claim");
    if (live?.metadata.deletionTimestamp) return fail(`pvc ${claim.metadata.name} is being deleted`);
    if (live) continue;
    const made = sim.api.createTrusted("persistentvolumeclaims", claim);
    const result = made.ok ? "success" : `failed error: ${made.status.message}`;
    tools.recorder.record(set, {
      type: made.ok ? "Normal" : "Warning",
      reason: made.ok ? "SuccessfulCreate" : "FailedCreate",
      message: `Create Claim ${claim.metadata.name} ${made.ok ? "" : "for "}Pod ${name} in StatefulSet ${set.metadata.name} ${result}`,
    });
    if (!made.ok) return fail(`failed to create PVC ${claim.metadata.name}: ${made.status.message}`, made.status);
  }
  const created = sim.api.createTrusted("pods", pod);
  const refusal = created.ok ? undefined : created.status;
  if (refusal && isNamespaceTerminating(refusal)) return undefined;
  say(tools, set, `Create Pod ${name}`, refusal);
  return refusal;
};

const deletePod = (tools: Means, set: StatefulSet, pod: Pod): Status | undefined => {
  const deleted = tools.sim.api.delete("pods", keyOf(pod));
  const refusal = deleted.ok || deleted.status.code === 404 ? undefined : deleted.status;
  say(tools, set, `Delete Pod ${pod.metadata.name}`, refusal);
  return refusal;
};

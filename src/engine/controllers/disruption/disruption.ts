// Models pkg/controller/disruption/disruption.go (v1.36): the status of PodDisruptionBudgets follows their pods.
import { deepEqual } from "#api/json";
import type { KubeObject, LabelSelector } from "#api/meta";
import type { Pod } from "#api/core-pod";
import type { PodDisruptionBudget } from "#api/policy";
import { keyOf } from "#api/scheme";
import { matchesLabelSelector } from "#api/selector";
import { createEventRecorder, type EventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { controllerOf } from "../controller-ref.ts";
import { isPodReady } from "../pod-state.ts";
import { createWorkQueue } from "../work-queue.ts";
import { budgetStatus, DISRUPTION_TIMEOUT_MS } from "./pdb-status.ts";

const NAME = "disruption";
const LATENCY_MS = 12;
const PODS_PER_MS = 20;
const UNMANAGED =
  "were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. " +
  'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.';

export const createDisruptionController: ComponentFactory = (sim) => {
  sim.store.addIndex("poddisruptionbudgets", "namespace", (o) => [o.metadata.namespace ?? ""]);
  const recorder = createEventRecorder(sim, { component: "controllermanager" });
  const queue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => {
      const pdb = sim.store.get("poddisruptionbudgets", key);
      if (!pdb) return;
      const status = sync(sim, recorder, pdb);
      if (status?.disruptedPods) queue.addAfter(key, DISRUPTION_TIMEOUT_MS + 1);
    },
  });
  const addFor = (pod: Pod): void => {
    for (const pdb of sim.store.byIndex("poddisruptionbudgets", "namespace", pod.metadata.namespace ?? "")) {
      if (!selects(pdb, pod)) continue;
      // A big budget takes the controller longer; in that time more changes come together.
      queue.addAfter(keyOf(pdb), LATENCY_MS + Math.floor((pdb.status?.expectedPods ?? 0) / PODS_PER_MS));
    }
  };
  /** A workload of another size: the budgets of its namespace may expect another number of pods. */
  const onScale = ({ object, old }: { readonly object: KubeObject; readonly old?: KubeObject }): void => {
    if (old && scaleOf(old) === scaleOf(object)) return;
    for (const pdb of sim.store.byIndex("poddisruptionbudgets", "namespace", object.metadata.namespace ?? "")) {
      queue.add(keyOf(pdb));
    }
  };
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    watch: {
      poddisruptionbudgets: ({ type, key, object, old }) => {
        if (type !== "DELETED" && !isOnlyStatusOf(object as PodDisruptionBudget, old)) queue.add(key);
      },
      deployments: onScale,
      replicasets: onScale,
      statefulsets: onScale,
      pods: ({ type, object, old }) => {
        const pod = object as Pod;
        if (type === "MODIFIED" && old && !isChanged(old as Pod, pod)) return;
        addFor(pod);
        if (old && !deepEqual(old.metadata.labels, pod.metadata.labels)) addFor(old as Pod);
      },
    },
  };
};

const scaleOf = (object: KubeObject): number | undefined =>
  (object as KubeObject & { readonly spec?: { readonly replicas?: number } }).spec?.replicas;

/** A note of the eviction API in the status is looked at too. */
const isOnlyStatusOf = (pdb: PodDisruptionBudget, old: KubeObject | undefined): boolean =>
  old !== undefined &&
  old.metadata.generation === pdb.metadata.generation &&
  deepEqual((old as PodDisruptionBudget).status?.disruptedPods, pdb.status?.disruptedPods);

const isChanged = (old: Pod, pod: Pod): boolean =>
  isPodReady(old) !== isPodReady(pod) ||
  old.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp ||
  !deepEqual(old.metadata.ownerReferences, pod.metadata.ownerReferences) ||
  !deepEqual(old.metadata.labels, pod.metadata.labels);

const selects = ({ spec }: { readonly spec: { readonly selector?: LabelSelector } }, pod: Pod): boolean =>
  spec.selector !== undefined && matchesLabelSelector(spec.selector, pod.metadata.labels ?? {});

const sync = (sim: Sim, recorder: EventRecorder, pdb: PodDisruptionBudget): PodDisruptionBudget["status"] => {
  const { selector } = pdb.spec;
  const pods = selector ? sim.store.podsBySelector(pdb.metadata.namespace ?? "", selector) : [];
  if (pods.length === 0) {
    recorder.record(pdb, { type: "Normal", reason: "NoPods", message: "No matching pods found" });
  }
  const { scale, isUnmanaged } = expectedScale(sim, pods);
  if (isUnmanaged && typeof pdb.spec.minAvailable !== "number") {
    const message = `Pods selected by this PodDisruptionBudget (selector: ${selectorText(selector)}) ${UNMANAGED}`;
    recorder.record(pdb, { type: "Warning", reason: "UnmanagedPods", message });
  }
  const status = budgetStatus(pdb, { pods, scale, wallMs: sim.wallMs(), time: sim.timestamp() });
  sim.api.writeStatus("poddisruptionbudgets", keyOf(pdb), status);
  return status;
};

const selectorText = (selector: LabelSelector | undefined): string =>
  `&LabelSelector{MatchLabels:map[string]string{${Object.entries(selector?.matchLabels ?? {})
    .map(([k, v]) => `${k}: ${v},`)
    .join("")}},MatchExpressions:[]LabelSelectorRequirement{},}`;

/** The sizes of the controllers of the pods, each once; of a ReplicaSet that has a Deployment, the Deployment's. */
const expectedScale = (sim: Sim, pods: readonly Pod[]): { readonly scale: number; readonly isUnmanaged: boolean } => {
  // One Deployment counts once, however many ReplicaSets it has.
  const scales = new Map<string, number>();
  const seen = new Set<string>();
  let isUnmanaged = false;
  for (const pod of pods) {
    const ref = controllerOf(pod);
    if (!ref) isUnmanaged = true;
    if (!ref || seen.has(ref.uid)) continue;
    seen.add(ref.uid);
    const found = controllerScale(sim, ref.kind, `${pod.metadata.namespace}/${ref.name}`);
    if (found) scales.set(found.uid, found.replicas);
  }
  return { scale: [...scales.values()].reduce((a, b) => a + b, 0), isUnmanaged };
};

const controllerScale = (
  sim: Sim,
  kind: string,
  key: string,
): { readonly uid: string; readonly replicas: number } | undefined => {
  const { store } = sim;
  if (kind === "ReplicaSet") {
    const rs = store.get("replicasets", key);
    const owner = rs && controllerOf(rs);
    const deployment =
      owner?.kind === "Deployment" ? store.get("deployments", `${rs?.metadata.namespace}/${owner.name}`) : undefined;
    const counted = deployment ?? rs;
    return counted && { uid: counted.metadata.uid ?? "", replicas: counted.spec.replicas ?? 1 };
  }
  const found = kind === "StatefulSet" ? store.get("statefulsets", key) : undefined;
  return found && { uid: found.metadata.uid ?? "", replicas: found.spec.replicas ?? 1 };
};

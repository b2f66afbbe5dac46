// Models pkg/controller/disruption/disruption.go (v1.36): what is done for a budget, and for a pod that has some.
import { goQuote } from "#api/go-quote";
import type { LabelSelector } from "#api/meta";
import type { Pod } from "#api/core-pod";
import type { PodDisruptionBudget } from "#api/policy";
import { keyOf } from "#api/scheme";
import { matchesLabelSelector } from "#api/selector";
import { sortedByKey } from "../../apiserver/store.ts";
import type { EventNote } from "../../events/recorder.ts";
import type { Sim } from "../../sim.ts";
import type { BudgetTools } from "./disruption.ts";
import { expectedScale } from "./expected-scale.ts";
import { type BudgetStatus, budgetStatus, DISRUPTION_TIMEOUT_MS, failedStatus, overduePods } from "./pdb-status.ts";

const LATENCY_MS = 12;
const PODS_PER_MS = 20;
const UNMANAGED =
  "were found to be unmanaged. As a result, the status of the PDB cannot be calculated correctly, which may result in undefined behavior. " +
  'To account for these pods please set ".spec.minAvailable" field of the PDB to an integer value.';

/** The one budget that follows a pod: of several, any, and that is said of the pod each time. */
export const followBudget = (
  { sim, recorder, queue }: BudgetTools,
  pod: Pod,
  all: readonly PodDisruptionBudget[],
): void => {
  const pdbs = all.filter((pdb) => selects(pdb, pod));
  const pdb = pdbs.length > 1 ? sortedByKey(pdbs)[sim.rng.int("disruption", pdbs.length)] : pdbs[0];
  if (!pdb) return;
  if (pdbs.length > 1) recorder.record(pod, severalBudgets(pod, pdb));
  // A big budget takes the controller longer; in that time more changes come together.
  queue.addAfter(keyOf(pdb), LATENCY_MS + Math.floor((pdb.status?.expectedPods ?? 0) / PODS_PER_MS));
};

export const syncBudget = ({ sim, recorder, queue }: BudgetTools, key: string): void => {
  const pdb = sim.store.get("poddisruptionbudgets", key);
  if (!pdb) return;
  const status = sync(sim, recorder, pdb);
  if (status.disruptedPods) queue.addAfter(key, DISRUPTION_TIMEOUT_MS + 1);
};

const severalBudgets = (pod: Pod, { metadata }: PodDisruptionBudget): EventNote => {
  const whose = `${goQuote(pod.metadata.namespace ?? "")}/${goQuote(pod.metadata.name)}`;
  const message = `Pod ${whose} matches multiple PodDisruptionBudgets.  Chose ${goQuote(metadata.name)} arbitrarily.`;
  return { type: "Warning", reason: "MultiplePodDisruptionBudgets", message };
};

const selects = ({ spec }: { readonly spec: { readonly selector?: LabelSelector } }, pod: Pod): boolean =>
  spec.selector !== undefined && matchesLabelSelector(spec.selector, pod.metadata.labels ?? {});

const sync = (sim: Sim, recorder: BudgetTools["recorder"], pdb: PodDisruptionBudget): BudgetStatus => {
  const { selector } = pdb.spec;
  const pods = selector ? sim.store.podsBySelector(pdb.metadata.namespace ?? "", selector) : [];
  if (pods.length === 0) {
    recorder.record(pdb, { type: "Normal", reason: "NoPods", message: "No matching pods found" });
  }
  const expected = countsControllers(pdb) ? expectedScale(sim, pods) : { scale: 0, isUnmanaged: false };
  if ("error" in expected) {
    const message = `Failed to calculate the number of expected pods: ${expected.error}`;
    recorder.record(pdb, { type: "Warning", reason: "CalculateExpectedPodCountFailed", message });
    return write(sim, pdb, failedStatus(pdb, expected.error, sim.timestamp()));
  }
  if (expected.isUnmanaged) {
    const message = `Pods selected by this PodDisruptionBudget (selector: ${selectorText(selector)}) ${UNMANAGED}`;
    recorder.record(pdb, { type: "Warning", reason: "UnmanagedPods", message });
  }
  const sources = { pods, scale: expected.scale, wallMs: sim.wallMs(), time: sim.timestamp() };
  for (const pod of sortedByKey(overduePods(pdb, sources))) recorder.record(pod, notDeleted(pdb));
  return write(sim, pdb, budgetStatus(pdb, sources));
};

/** A budget of that many pods asks nobody what they belong to. */
const countsControllers = ({ spec }: PodDisruptionBudget): boolean =>
  spec.maxUnavailable !== undefined || typeof spec.minAvailable === "string";

const write = (sim: Sim, pdb: PodDisruptionBudget, status: BudgetStatus): BudgetStatus => {
  sim.api.writeStatus("poddisruptionbudgets", keyOf(pdb), status);
  return status;
};

/** Upstream names the namespace twice, and not the budget. */
const notDeleted = ({ metadata: { namespace } }: PodDisruptionBudget): EventNote => ({
  type: "Warning",
  reason: "NotDeleted",
  message: `Pod was expected by PDB ${namespace}/${namespace} to be deleted but it wasn't`,
});

const selectorText = (selector: LabelSelector | undefined): string =>
  `&LabelSelector{MatchLabels:map[string]string{${Object.entries(selector?.matchLabels ?? {})
    .map(([k, v]) => `${k}: ${v},`)
    .join("")}},MatchExpressions:[]LabelSelectorRequirement{},}`;

// Models pkg/controller/disruption/disruption.go (v1.36): how many pods of a PodDisruptionBudget may be missing. Pure.
import { scaledValue } from "#api/int-or-string";
import type { Condition, IntOrString, StringMap } from "#api/meta";
import type { Pod } from "#api/core-pod";
import type { PodDisruptionBudget } from "#api/policy";
import { parseTime } from "#api/time";
import { isPodReady } from "../pod-state.ts";

/** An eviction that was allowed is taken to come true within this time. */
export const DISRUPTION_TIMEOUT_MS = 120_000;

type BudgetStatus = NonNullable<PodDisruptionBudget["status"]>;

export interface BudgetSources {
  readonly pods: readonly Pod[];
  /** The sizes of the pods' controllers, in sum. */
  readonly scale: number;
  readonly wallMs: number;
  readonly time: string;
}

const resolve = (value: IntOrString, total: number): number => {
  const parsed = scaledValue(value, total, "up");
  return parsed.ok ? parsed.value : 0;
};

const expectations = (
  { spec }: PodDisruptionBudget,
  { pods, scale }: BudgetSources,
): { readonly expected: number; readonly desired: number } => {
  if (spec.maxUnavailable !== undefined) {
    return { expected: scale, desired: Math.max(0, scale - resolve(spec.maxUnavailable, scale)) };
  }
  if (typeof spec.minAvailable === "number") return { expected: pods.length, desired: spec.minAvailable };
  return { expected: scale, desired: resolve(spec.minAvailable ?? 0, scale) };
};

/** Evictions that were allowed and have not come true yet. */
const pendingDisruptions = (pdb: PodDisruptionBudget, { pods, wallMs }: BudgetSources): StringMap => {
  const noted = Object.entries(pdb.status?.disruptedPods ?? {});
  const isPending = ([name, time]: readonly [string, string]): boolean => {
    const pod = pods.find((p) => p.metadata.name === name);
    return !!pod && !pod.metadata.deletionTimestamp && (parseTime(time) ?? 0) + DISRUPTION_TIMEOUT_MS >= wallMs;
  };
  return Object.fromEntries(noted.filter(isPending));
};

export const budgetStatus = (pdb: PodDisruptionBudget, sources: BudgetSources): BudgetStatus => {
  const { expected, desired } = expectations(pdb, sources);
  const disruptedPods = pendingDisruptions(pdb, sources);
  const isHealthy = (pod: Pod): boolean =>
    !pod.metadata.deletionTimestamp && !(pod.metadata.name in disruptedPods) && isPodReady(pod);
  const healthy = sources.pods.filter(isHealthy).length;
  const disruptionsAllowed = expected <= 0 ? 0 : Math.max(0, healthy - desired);
  return {
    ...(pdb.metadata.generation === undefined ? {} : { observedGeneration: pdb.metadata.generation }),
    ...(Object.keys(disruptedPods).length > 0 ? { disruptedPods } : {}),
    disruptionsAllowed,
    currentHealthy: healthy,
    desiredHealthy: desired,
    expectedPods: expected,
    conditions: withAllowed(pdb, disruptionsAllowed, sources.time),
  };
};

const withAllowed = (pdb: PodDisruptionBudget, allowed: number, time: string): readonly Condition[] => {
  const status = allowed > 0 ? "True" : "False";
  const conditions = pdb.status?.conditions ?? [];
  const before = conditions.find((c) => c.type === "DisruptionAllowed");
  const condition: Condition = {
    type: "DisruptionAllowed",
    status,
    ...(pdb.metadata.generation === undefined ? {} : { observedGeneration: pdb.metadata.generation }),
    lastTransitionTime: before?.status === status && before.lastTransitionTime ? before.lastTransitionTime : time,
    reason: allowed > 0 ? "SufficientPods" : "InsufficientPods",
    message: "",
  };
  return [...conditions.filter((c) => c.type !== "DisruptionAllowed"), condition];
};

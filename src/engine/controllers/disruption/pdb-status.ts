// Models pkg/controller/disruption/disruption.go (v1.36): how many pods of a PodDisruptionBudget may be missing. Pure.
import { scaledValue } from "#api/int-or-string";
import { own } from "#api/json";
import type { Condition, IntOrString, StringMap } from "#api/meta";
import type { Pod } from "#api/core-pod";
import type { PodDisruptionBudget } from "#api/policy";
import { parseTime } from "#api/time";
import { isPodReady } from "../pod-state.ts";

/** An eviction that was allowed is taken to come true within this time. */
export const DISRUPTION_TIMEOUT_MS = 120_000;

export type BudgetStatus = NonNullable<PodDisruptionBudget["status"]>;

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

/** Evictions that were allowed and have not come true yet: those that still may, and those that should have. */
const disruptions = (pdb: PodDisruptionBudget, { pods, wallMs }: BudgetSources, isOverdue: boolean): readonly Pod[] => {
  const noted = pdb.status?.disruptedPods ?? {};
  return pods.filter(({ metadata: { name, deletionTimestamp } }) => {
    const time = own(noted, name);
    if (time === undefined || deletionTimestamp) return false;
    return (parseTime(time) ?? 0) + DISRUPTION_TIMEOUT_MS < wallMs === isOverdue;
  });
};

const pendingDisruptions = (pdb: PodDisruptionBudget, sources: BudgetSources): StringMap =>
  Object.fromEntries(
    disruptions(pdb, sources, false).map(({ metadata: { name } }) => [name, pdb.status?.disruptedPods?.[name] ?? ""]),
  );

export const overduePods = (pdb: PodDisruptionBudget, sources: BudgetSources): readonly Pod[] =>
  disruptions(pdb, sources, true);

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
    conditions: withCondition(pdb.status, allowance(disruptionsAllowed, sources.time), pdb.metadata.generation),
  };
};

const allowance = (allowed: number, time: string): Verdict =>
  allowed > 0
    ? { status: "True", reason: "SufficientPods", message: "", time }
    : { status: "False", reason: "InsufficientPods", message: "", time };

/** Nobody knows how many pods there should be: nothing may go. */
export const failedStatus = (pdb: PodDisruptionBudget, message: string, time: string): BudgetStatus => {
  const { status } = pdb;
  const conditions = withCondition(
    status,
    { status: "False", reason: "SyncFailed", message, time },
    status?.observedGeneration,
  );
  return { currentHealthy: 0, desiredHealthy: 0, expectedPods: 0, ...status, disruptionsAllowed: 0, conditions };
};

interface Verdict {
  readonly status: "True" | "False";
  readonly reason: string;
  readonly message: string;
  readonly time: string;
}

const withCondition = (
  budget: BudgetStatus | undefined,
  { time, ...verdict }: Verdict,
  observedGeneration: number | undefined,
): readonly Condition[] => {
  const conditions = budget?.conditions ?? [];
  const before = conditions.find((c) => c.type === "DisruptionAllowed");
  const condition: Condition = {
    type: "DisruptionAllowed",
    status: verdict.status,
    ...(observedGeneration === undefined ? {} : { observedGeneration }),
    lastTransitionTime:
      before?.status === verdict.status && before.lastTransitionTime ? before.lastTransitionTime : time,
    reason: verdict.reason,
    message: verdict.message,
  };
  return [...conditions.filter((c) => c.type !== "DisruptionAllowed"), condition];
};

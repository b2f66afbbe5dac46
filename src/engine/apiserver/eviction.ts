// Models pkg/registry/core/pod/storage/eviction.go (v1.36): a deletion that asks the pod's disruption budget first.
import type { Pod } from "#api/core-pod";
import type { PodDisruptionBudget } from "#api/policy";
import { matchesLabelSelector } from "#api/selector";
import type { Condition, Status } from "#api/meta";
import { internalError, makeStatus, tooManyRequests } from "#api/status";
import type { Store } from "./store.ts";

/** What the API server does with an eviction: refuse it, or delete the pod, having noted it in its budget. */
export type EvictionVerdict =
  | { readonly isAllowed: false; readonly status: Status }
  | { readonly isAllowed: true; readonly budget: PodDisruptionBudget | undefined };

const FREE: EvictionVerdict = { isAllowed: true, budget: undefined };

export const judgeEviction = (store: Store, pod: Pod): EvictionVerdict => {
  const { phase } = pod.status ?? {};
  // Nothing that runs is disturbed.
  if (phase === "Pending" || phase === "Succeeded" || phase === "Failed" || pod.metadata.deletionTimestamp) return FREE;
  const budgets = store
    .list("poddisruptionbudgets", pod.metadata.namespace)
    .filter(({ spec }) => spec.selector && matchesLabelSelector(spec.selector, pod.metadata.labels ?? {}));
  const [budget] = budgets;
  if (!budget) return FREE;
  if (budgets.length > 1) {
    const why = "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.";
    return { isAllowed: false, status: { ...internalError(why), message: why } };
  }
  if (isUnhealthyAndFree(pod, budget)) return FREE;
  const refusal = refusalOf(budget);
  return refusal ? { isAllowed: false, status: refusal } : { isAllowed: true, budget };
};

/** A pod that is not ready may go if its budget is kept without it (or whenever, if the budget says so). */
const isUnhealthyAndFree = (pod: Pod, { spec, status }: PodDisruptionBudget): boolean => {
  if (pod.status?.conditions?.some((c) => c.type === "Ready" && c.status === "True")) return false;
  if (spec.unhealthyPodEvictionPolicy === "AlwaysAllow") return true;
  const { currentHealthy = 0, desiredHealthy = 0 } = status ?? {};
  return desiredHealthy > 0 && currentHealthy >= desiredHealthy;
};

const VIOLATION = "Cannot evict pod as it would violate the pod's disruption budget.";

const violation = (message: string): Status =>
  tooManyRequests(VIOLATION, [{ reason: "DisruptionBudget", message, field: "" }]);

const refusalOf = ({ metadata, status }: PodDisruptionBudget): Status | undefined => {
  if ((status?.observedGeneration ?? 0) < (metadata.generation ?? 0)) {
    return violation(`The disruption budget ${metadata.name} is still being processed by the server.`);
  }
  const { disruptionsAllowed = 0, desiredHealthy = 0, currentHealthy = 0 } = status ?? {};
  if (disruptionsAllowed < 0) {
    const why = "pdb disruptions allowed is negative";
    return makeStatus(403, "Forbidden", `poddisruptionbudgets.policy "${metadata.name}" is forbidden: ${why}`);
  }
  if (disruptionsAllowed > 0) return undefined;
  const counts = `needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`;
  return violation(`The disruption budget ${metadata.name} ${counts}`);
};

/** The budget's status once the eviction of `pod` is allowed. */
export const chargedStatus = (
  status: NonNullable<PodDisruptionBudget["status"]>,
  pod: Pod,
  time: string,
): NonNullable<PodDisruptionBudget["status"]> => {
  const disruptionsAllowed = status.disruptionsAllowed - 1;
  const conditions = status.conditions?.map((c): Condition =>
    c.type === "DisruptionAllowed" && disruptionsAllowed === 0
      ? { ...c, status: "False", reason: "InsufficientPods", lastTransitionTime: time }
      : c,
  );
  return {
    ...status,
    disruptionsAllowed,
    disruptedPods: { ...status.disruptedPods, [pod.metadata.name]: time },
    ...(conditions ? { conditions } : {}),
  };
};

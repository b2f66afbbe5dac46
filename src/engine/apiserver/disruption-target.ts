// Models the condition DisruptionTarget (v1.36): why a pod was ended by somebody other than its owner.
import type { Condition } from "#api/meta";
import type { PodStatus } from "#api/core-pod";

/** The status with the condition; it stays where it was, or comes last. */
export const withDisruptionTarget = (
  status: PodStatus | undefined,
  note: { readonly reason: string; readonly message: string; readonly generation?: number | undefined },
  time: string,
): PodStatus => {
  const { reason, message, generation } = note;
  const condition: Condition = {
    type: "DisruptionTarget",
    status: "True",
    reason,
    message,
    lastProbeTime: null,
    lastTransitionTime: time,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
  const conditions = status?.conditions ?? [];
  const at = conditions.findIndex((c) => c.type === condition.type);
  if (at < 0) return { ...status, conditions: [...conditions, condition] };
  const before = conditions[at]!;
  const kept = before.status === "True" && before.lastTransitionTime ? before.lastTransitionTime : time;
  return { ...status, conditions: conditions.with(at, { ...condition, lastTransitionTime: kept }) };
};

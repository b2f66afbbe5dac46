// Models staging/src/k8s.io/api/core/v1/toleration.go and component-helpers/scheduling/corev1/helpers.go (v1.36).
// Simplified: the operators Lt and Gt need an alpha gate that is off; they tolerate nothing.
import type { Taint, TaintEffect, Toleration } from "#api/core-affinity";

/** No effect means all effects, no key (with Exists) all keys. */
export const tolerates = (toleration: Toleration, taint: Taint): boolean => {
  if (toleration.effect && toleration.effect !== taint.effect) return false;
  if (toleration.key && toleration.key !== taint.key) return false;
  switch (toleration.operator ?? "Equal") {
    case "Exists":
      return true;
    case "Equal":
      return (toleration.value ?? "") === (taint.value ?? "");
    case "Lt":
    case "Gt":
      return false;
  }
};

/** The first taint of one of `effects` that none of the tolerations covers. */
export const untoleratedTaint = (
  taints: readonly Taint[],
  tolerations: readonly Toleration[],
  effects: readonly TaintEffect[],
): Taint | undefined => taints.find((t) => effects.includes(t.effect) && !tolerations.some((o) => tolerates(o, t)));

/** Effects that keep a new pod away. */
export const DO_NOT_SCHEDULE: readonly TaintEffect[] = ["NoSchedule", "NoExecute"];

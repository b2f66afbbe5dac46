// Models staging/src/k8s.io/api/policy/v1/types.go (v1.36).

import type { Condition, IntOrString, KubeObject, LabelSelector, StringMap } from "./meta.ts";

export interface PodDisruptionBudget extends KubeObject {
  readonly spec: {
    readonly minAvailable?: IntOrString;
    readonly maxUnavailable?: IntOrString;
    readonly selector?: LabelSelector;
    readonly unhealthyPodEvictionPolicy?: "IfHealthyBudget" | "AlwaysAllow";
  };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly disruptedPods?: StringMap;
    readonly disruptionsAllowed: number;
    readonly currentHealthy: number;
    readonly desiredHealthy: number;
    readonly expectedPods: number;
    readonly conditions?: readonly Condition[];
  };
}

/** What `kubectl drain` posts to `pods/eviction`; never stored. */
export interface Eviction extends KubeObject {
  readonly deleteOptions?: { readonly gracePeriodSeconds?: number; readonly dryRun?: readonly string[] };
}

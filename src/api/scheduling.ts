// Models staging/src/k8s.io/api/scheduling/v1/types.go (v1.36).

import type { PreemptionPolicy } from "./core-pod.ts";
import type { KubeObject } from "./meta.ts";

export interface PriorityClass extends KubeObject {
  readonly value: number;
  readonly globalDefault?: boolean;
  readonly description?: string;
  readonly preemptionPolicy?: PreemptionPolicy;
}

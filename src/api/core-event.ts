// Models staging/src/k8s.io/api/core/v1/types.go (v1.36): Event.

import type { ObjectReference } from "./core-env.ts";
import type { KubeObject } from "./meta.ts";

export interface EventSource {
  readonly component?: string;
  readonly host?: string;
}

export interface EventSeries {
  readonly count: number;
  readonly lastObservedTime: string;
}

export interface Event extends KubeObject {
  readonly involvedObject: ObjectReference;
  readonly reason?: string;
  readonly message?: string;
  readonly source?: EventSource;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly count?: number;
  readonly type?: "Normal" | "Warning";
  /** metav1.MicroTime; set by those who write events.k8s.io, null in the others. */
  readonly eventTime?: string | null;
  readonly series?: EventSeries;
  readonly action?: string;
  readonly related?: ObjectReference;
  readonly reportingComponent?: string;
  readonly reportingInstance?: string;
}

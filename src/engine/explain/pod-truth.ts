// What the machine and the application know of a pod and Kubernetes does not say: is anybody listening, how far is the pull, when does
// it start again, what does it use. For pictures and explanations; nothing in the cluster acts on it.

export interface PodTruth {
  /** The port its application listens on when it is up. */
  readonly port?: number;
  /** False while the application starts; absent if it never listens. */
  readonly isListening?: boolean;
  /** When it will have opened its port, in virtual ms. */
  readonly listensAtMs?: number;
  /** It accepts connections and answers none. */
  readonly isHung: boolean;
  /** Start of its present life. */
  readonly startedMs?: number;
  readonly pull?: {
    readonly image: string;
    readonly share: number;
    readonly bytes: number;
    readonly totalBytes: number;
  };
  /** When a container in back-off is started again. */
  readonly startsAgainMs?: number;
  readonly memoryBytes: number;
  readonly memoryRequestBytes?: number;
  readonly memoryLimitBytes?: number;
  readonly cpuMilli: number;
  readonly cpuRequestMilli?: number;
  readonly cpuLimitMilli?: number;
  /** CPU that it wanted and did not get. */
  readonly throttledMilli: number;
  /** The share of what it wanted that it did not get, 0 to 1. */
  readonly throttledShare: number;
  readonly probes: readonly {
    readonly kind: "startup" | "liveness" | "readiness";
    /** Oldest first. */
    readonly ticks: readonly ("ok" | "fail" | "wait")[];
  }[];
}

// Models the constants of pkg/kubelet/kubelet.go, pod_workers.go and apis/config/v1beta1/defaults.go (v1.36). Those marked "measured" are
// latencies of a small real cluster, each drawn within 15 % by the kubelet's random stream.

/** From a watch event to the worker's look at the pod. Measured. */
export const WATCH_LATENCY_MS = 20;
/** The runtime makes a sandbox and its network. Measured. */
export const SANDBOX_MS = 265;
/** The runtime makes a container and starts it. Measured. */
export const START_MS = 155;
/** How much longer both take with two cores for each other pod that is starting: of six at once the last one takes thrice as long. */
export const START_CONTENTION = 0.35;
/** After a sync that started or ended something the pod is looked at again. Measured. */
export const RELIST_LATENCY_MS = 70;
/** From a process' end to the next step of the worker that waits for it. Measured. */
export const KILL_LATENCY_MS = 90;
/** Sandbox down, cgroups and volumes gone. Measured. */
export const STOP_MS = 80;
/** Asking the registry, unpacking: what a pull takes beside its bytes. Measured. */
export const PULL_BASE_MS = 55;
/** The same image again, right after another pod's pull. Measured. */
export const PULL_AGAIN_MS = 20;

export const BACKOFF_PERIOD_MS = 10_000;
export const MAX_REQUEUE_MS = 60_000;
export const MIN_GRACE_SECONDS = 2;
export const MOUNT_RETRY_MS = 500;
export const MAX_MOUNT_RETRY_MS = 122_000;
/** A sync of a pod that cannot begin for want of a volume gives up so long after it began. */
export const MOUNT_TIMEOUT_MS = 123_000;
/** A pod's worker comes by without being asked so long after it last did, and up to half as long more. */
export const SYNC_PERIOD_MS = 60_000;
export const LEASE_PERIOD_MS = 10_000;
export const DEFAULT_BYTES_PER_SECOND = 60_000_000;

/** How long nothing may be heard of the runtime (baseRuntimeSyncThreshold). */
export const RUNTIME_PATIENCE_MS = 30_000;

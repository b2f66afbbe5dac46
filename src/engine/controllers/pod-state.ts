// Models pkg/api/v1/pod/util.go and the pod filters of pkg/controller/controller_utils.go (v1.36): what controllers ask of a pod.
import type { Condition } from "#api/meta";
import type { Pod } from "#api/core-pod";
import { parseTime } from "#api/time";

export const isPodTerminal = (pod: Pod): boolean => pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";

/** Neither finished nor being deleted: it counts as a replica. */
export const isPodActive = (pod: Pod): boolean => !isPodTerminal(pod) && !pod.metadata.deletionTimestamp;

/** Being deleted, and something of it may still run. */
export const isPodTerminating = (pod: Pod): boolean =>
  !isPodTerminal(pod) && pod.metadata.deletionTimestamp !== undefined;

export const podCondition = (pod: Pod, type: string): Condition | undefined =>
  pod.status?.conditions?.find((c) => c.type === type);

export const isPodReady = (pod: Pod): boolean => podCondition(pod, "Ready")?.status === "True";

/** When a ready pod becomes available: wall milliseconds; undefined if it is not ready. */
export const availableAtMs = (pod: Pod, minReadySeconds: number): number | undefined => {
  const ready = podCondition(pod, "Ready");
  if (ready?.status !== "True") return undefined;
  if (minReadySeconds === 0) return 0;
  const since = parseTime(ready.lastTransitionTime ?? "");
  return since === undefined ? undefined : since + minReadySeconds * 1000;
};

export const isPodAvailable = (pod: Pod, minReadySeconds: number, wallMs: number): boolean => {
  const at = availableAtMs(pod, minReadySeconds);
  return at !== undefined && at <= wallMs;
};

// What a kubelet owns of a pod: all of its status but what the API server and the scheduler have put there. Read off the pod when somebody asks.
// Simplified: its time is the last one that the status itself tells of; what other components write has no entry.
import type { Pod } from "#api/core-pod";
import type { JsonObject, KubeObject } from "#api/meta";
import { compare } from "./compare.ts";
import { toFieldsV1, union } from "./field-set.ts";
import type { Entry } from "./managers.ts";
import { rootPlace } from "./topology.ts";

const KUBELETS: ReadonlySet<string> = new Set([
  "PodReadyToStartContainers",
  "Initialized",
  "Ready",
  "ContainersReady",
  "PodResizePending",
  "PodResizeInProgress",
]);

export const kubeletEntry = (object: KubeObject): Entry | undefined => {
  if (object.kind !== "Pod") return undefined;
  const { status } = object as Pod;
  if (!status?.startTime) return undefined;
  const others = (status.conditions ?? [])
    .filter(({ type }) => !KUBELETS.has(type))
    .map((condition) => {
      const { observedGeneration: _, ...rest } = condition;
      return rest;
    });
  const born = { phase: "Pending", conditions: others, ...(status.qosClass ? { qosClass: status.qosClass } : {}) };
  const two = { old: { status: born }, now: { status } } as unknown as {
    readonly old: JsonObject;
    readonly now: JsonObject;
  };
  const { added, changed } = compare(two, rootPlace("Pod"));
  const who = { manager: "kubelet", operation: "Update", apiVersion: "v1", subresource: "status" } as const;
  return { ...who, time: lastTime(status), fieldsV1: toFieldsV1(union(added, changed)) };
};

const lastTime = ({ startTime = "", conditions = [], containerStatuses = [] }: NonNullable<Pod["status"]>): string => {
  const times = [
    ...conditions.map((c) => c.lastTransitionTime),
    ...containerStatuses.flatMap(({ state }) => [state?.running?.startedAt, state?.terminated?.finishedAt]),
  ];
  return times.reduce<string>((last, time) => (time && time > last ? time : last), startTime);
};

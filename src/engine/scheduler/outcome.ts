// Models handleSchedulingFailure and bind of pkg/scheduler/schedule_one.go and framework/preemption/executor.go (v1.36): what the
// scheduler writes after a cycle.
// Simplified: the writes take no time, so a preemptor is never held back until its victims' deletions are sent.
import type { Pod, PodStatus } from "#api/core-pod";
import type { Condition } from "#api/meta";
import { compareStrings } from "#api/compare";
import type { Sim } from "../sim.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import { podKey } from "./cache/pod-info.ts";
import type { SchedulerEventRecorder } from "./event-recorder.ts";
import { NO_NODES } from "./fit-error.ts";
import type { ScheduleResult } from "./result.ts";

const VICTIM_MESSAGE = "preempting to accommodate a higher priority pod";

export interface Writer {
  readonly sim: Sim;
  readonly events: SchedulerEventRecorder;
}

/** Binds the pod. False: the API server refused. */
export const bind = ({ sim, events }: Writer, pod: Pod, node: string): boolean => {
  const key = podKey(pod);
  const bound = sim.api.bind(key, node);
  if (!bound.ok) return false;
  events.record(pod, {
    type: "Normal",
    reason: "Scheduled",
    action: "Binding",
    note: `Successfully assigned ${key} to ${node}`,
  });
  return true;
};

/** Tells the pod why it waits: event, condition, and the node that preemption promises. */
export const reportFailure = ({ sim, events }: Writer, result: ScheduleResult): void => {
  const { pod } = result.pod;
  const message = result.message ?? "";
  events.record(pod, { type: "Warning", reason: "FailedScheduling", action: "Scheduling", note: message });
  const isError = (result.rejectors ?? []).length === 0;
  const nominatedNode = result.nominatedNode ?? pod.status?.nominatedNodeName ?? "";
  setCondition(sim, pod, {
    condition: {
      type: "PodScheduled",
      status: "False",
      reason: isError && result.message !== NO_NODES ? "SchedulerError" : "Unschedulable",
      message,
    },
    nominatedNode,
  });
};

/** Sends the victims away, and takes back the promises to less important pods that the node was promised to. */
export const preempt = (writer: Writer, result: ScheduleResult, promised: readonly PodInfo[]): void => {
  const { chosen } = result.preemption ?? {};
  if (!chosen) return;
  for (const victim of chosen.victims) evict(writer, victim, result.pod.pod);
  const lesser = promised.filter((p) => p.priority < result.pod.priority);
  for (const { key } of lesser.toSorted((a, b) => compareStrings(a.key, b.key))) clearNomination(writer.sim, key);
};

const evict = ({ sim, events }: Writer, victim: PodInfo, preemptor: Pod): void => {
  const pod = sim.store.get("pods", victim.key);
  if (!pod || pod.metadata.uid !== victim.uid || pod.metadata.deletionTimestamp) return;
  setCondition(sim, pod, {
    condition: {
      type: "DisruptionTarget",
      status: "True",
      reason: "PreemptionByScheduler",
      message: `${preemptor.spec.schedulerName ?? "default-scheduler"}: ${VICTIM_MESSAGE}`,
    },
    nominatedNode: pod.status?.nominatedNodeName ?? "",
  });
  const marked = sim.store.get("pods", victim.key) ?? pod;
  sim.api.delete("pods", victim.key, { uid: victim.uid });
  events.record(marked, {
    type: "Normal",
    reason: "Preempted",
    action: "Preempting",
    note: `Preempted by pod ${preemptor.metadata.uid} on node ${pod.spec.nodeName}`,
    related: preemptor,
  });
};

const clearNomination = (sim: Sim, key: string): void => {
  const pod = sim.store.get("pods", key);
  if (!pod?.status?.nominatedNodeName) return;
  sim.api.writeStatus("pods", key, withNomination(pod.status, ""));
};

interface StatusChange {
  readonly condition: Condition;
  readonly nominatedNode: string;
}

/** UpdatePodCondition: the moment of transition stays while the status does; an equal condition is no write. */
const setCondition = (sim: Sim, pod: Pod, { condition, nominatedNode }: StatusChange): void => {
  const key = podKey(pod);
  const status = sim.store.get("pods", key)?.status ?? {};
  const conditions = status.conditions ?? [];
  const before = conditions.find((c) => c.type === condition.type);
  const { generation } = pod.metadata;
  const now: Condition = {
    ...condition,
    lastProbeTime: null,
    lastTransitionTime: (before?.status === condition.status && before.lastTransitionTime) || sim.timestamp(),
    ...(generation === undefined ? {} : { observedGeneration: generation }),
  };
  const next = before ? conditions.map((c) => (c === before ? now : c)) : [...conditions, now];
  sim.api.writeStatus("pods", key, withNomination({ ...status, conditions: next }, nominatedNode));
};

const withNomination = (status: PodStatus, node: string): PodStatus => {
  if (node) return { ...status, nominatedNodeName: node };
  const { nominatedNodeName, ...rest } = status;
  return nominatedNodeName === undefined ? status : rest;
};

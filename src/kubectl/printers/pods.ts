// Models printPod of pkg/printers/internalversion/printers.go (v1.36).
import type { JsonObject } from "#api/meta";
import { parseTime } from "#api/time";
import { humanDuration } from "#api/duration";
import { has, isTrue, list, num, obj, text } from "../object.ts";

export interface Tally {
  reason: string;
  ready: number;
  total: number;
  restarts: number;
  lastRestartMs: number;
}

/** The counts and the one word that `kubectl get pods` shows of a pod. */
export interface PodSummary {
  readonly ready: string;
  readonly status: string;
  readonly restarts: string;
}

const isRestartable = (container: JsonObject | undefined): boolean => text(container, "restartPolicy") === "Always";

const terminatedReason = (terminated: JsonObject): string => {
  const reason = text(terminated, "reason");
  if (reason !== "") return reason;
  const signal = num(terminated, "signal");
  return signal !== 0 ? `Signal:${signal}` : `ExitCode:${num(terminated, "exitCode")}`;
};

const lastFinishedMs = (status: JsonObject): number =>
  parseTime(text(status, "lastState", "terminated", "finishedAt")) ?? -Infinity;

export const isCondition = (pod: JsonObject, type: string): boolean =>
  list(pod, "status", "conditions").some((item) => text(item, "type") === type && text(item, "status") === "True");

const baseReason = (pod: JsonObject): string => {
  const isGated = list(pod, "status", "conditions").some(
    (item) => text(item, "type") === "PodScheduled" && text(item, "reason") === "SchedulingGated",
  );
  if (isGated) return "SchedulingGated";
  return text(pod, "status", "reason") || text(pod, "status", "phase");
};

/** Why an init container holds the pod back, or undefined when it does not. */
const initReason = (status: JsonObject, index: number, count: number): string => {
  const terminated = obj(status, "state", "terminated");
  if (has(status, "state", "terminated")) return `Init:${terminatedReason(terminated)}`;
  const waiting = text(status, "state", "waiting", "reason");
  if (waiting !== "" && waiting !== "PodInitializing") return `Init:${waiting}`;
  return `Init:${index}/${count}`;
};

/** Walks the init containers; true when one of them is still to finish. Sidecars' own restarts are returned too. */
const walkInit = (pod: JsonObject, tally: Tally): { isInitializing: boolean; sidecar: Tally } => {
  const specs = new Map(list(pod, "spec", "initContainers").map((item) => [text(item, "name"), item]));
  const sidecar: Tally = { ...tally, restarts: 0, lastRestartMs: -Infinity };
  for (const [index, status] of list(pod, "status", "initContainerStatuses").entries()) {
    const isSidecar = isRestartable(specs.get(text(status, "name")));
    tally.restarts += num(status, "restartCount");
    tally.lastRestartMs = Math.max(tally.lastRestartMs, lastFinishedMs(status));
    if (isSidecar) {
      sidecar.restarts += num(status, "restartCount");
      sidecar.lastRestartMs = Math.max(sidecar.lastRestartMs, lastFinishedMs(status));
    }
    if (has(status, "state", "terminated") && num(status, "state", "terminated", "exitCode") === 0) continue;
    if (isSidecar && isTrue(status, "started")) {
      if (isTrue(status, "ready")) tally.ready++;
      continue;
    }
    tally.reason = initReason(status, index, specs.size);
    return { isInitializing: true, sidecar };
  }
  return { isInitializing: false, sidecar };
};

const walkContainers = (pod: JsonObject, tally: Tally): void => {
  let hasRunning = false;
  let errorReason = "";
  for (const status of list(pod, "status", "containerStatuses").toReversed()) {
    tally.restarts += num(status, "restartCount");
    tally.lastRestartMs = Math.max(tally.lastRestartMs, lastFinishedMs(status));
    const waiting = text(status, "state", "waiting", "reason");
    if (waiting !== "") tally.reason = waiting;
    else if (has(status, "state", "terminated")) {
      tally.reason = terminatedReason(obj(status, "state", "terminated"));
      if (num(status, "state", "terminated", "exitCode") !== 0) errorReason = tally.reason;
    } else if (isTrue(status, "ready") && has(status, "state", "running")) {
      hasRunning = true;
      tally.ready++;
    }
  }
  if (tally.reason !== "Completed") return;
  if (hasRunning && isCondition(pod, "Ready")) tally.reason = "Running";
  else if (errorReason !== "") tally.reason = errorReason;
  else if (hasRunning) tally.reason = "NotReady";
};

const isTerminal = (pod: JsonObject): boolean => ["Succeeded", "Failed"].includes(text(pod, "status", "phase"));

/** What is counted of a pod, whatever the time is. */
export const tallyOf = (pod: JsonObject): Tally => {
  const sidecars = list(pod, "spec", "initContainers").filter(isRestartable).length;
  const tally: Tally = {
    reason: baseReason(pod),
    ready: 0,
    total: list(pod, "spec", "containers").length + sidecars,
    restarts: 0,
    lastRestartMs: -Infinity,
  };
  const { isInitializing, sidecar } = walkInit(pod, tally);
  if (!isInitializing || isCondition(pod, "Initialized")) {
    tally.restarts = sidecar.restarts;
    tally.lastRestartMs = sidecar.lastRestartMs;
    walkContainers(pod, tally);
  }
  if (has(pod, "metadata", "deletionTimestamp")) {
    if (text(pod, "status", "reason") === "NodeLost") tally.reason = "Unknown";
    else if (!isTerminal(pod)) tally.reason = "Terminating";
  }
  return tally;
};

export const restartsCell = (
  { restarts, lastRestartMs }: Omit<Tally, "reason" | "ready" | "total">,
  nowMs: number,
): string => {
  const wasRestarted = restarts !== 0 && lastRestartMs > -Infinity;
  return wasRestarted ? `${restarts} (${humanDuration(nowMs - lastRestartMs)} ago)` : `${restarts}`;
};

export const podSummary = (pod: JsonObject, nowMs: number): PodSummary => {
  const tally = tallyOf(pod);
  return { ready: `${tally.ready}/${tally.total}`, status: tally.reason, restarts: restartsCell(tally, nowMs) };
};

// Models pkg/kubelet/status/generate.go (v1.36). Of each condition: type, status, reason and message; the times are the caller's.

import type { Container, ContainerStatus } from "#api/core-container";
import type { PodPhase, PodSpec } from "#api/core-pod";
import { goQuote } from "#api/go-quote";
import type { Condition } from "#api/meta";
import { isSidecar } from "./phase.ts";

/** `statuses` are those of all containers, init containers included. */
export const initializedCondition = (
  spec: PodSpec,
  statuses: readonly ContainerStatus[],
  phase: PodPhase,
): Condition => {
  const type = "Initialized";
  const sorted = sortOut(spec.initContainers ?? [], statuses, isInitialized);
  if (phase === "Succeeded" && sorted.unknown.length === 0) return { type, status: "True", reason: "PodCompleted" };
  const message = hasAnyRegularStarted(spec, statuses) ? "" : describe(sorted, "incomplete");
  if (message === "") return { type, status: "True" };
  return { type, status: "False", reason: "ContainersNotInitialized", message };
};

export const containersReadyCondition = (
  spec: PodSpec,
  statuses: readonly ContainerStatus[],
  phase: PodPhase,
): Condition => {
  const type = "ContainersReady";
  const containers = [...(spec.initContainers ?? []).filter(isSidecar), ...spec.containers];
  const sorted = sortOut(containers, statuses, (_, status) => status.ready);
  if (phase === "Succeeded" && sorted.unknown.length === 0) return { type, status: "False", reason: "PodCompleted" };
  if (phase === "Failed") return { type, status: "False", reason: "PodFailed" };
  const message = describe(sorted, "unready");
  if (message === "") return { type, status: "True" };
  return { type, status: "False", reason: "ContainersNotReady", message };
};

/** As ContainersReady, and all readiness gates among the pod's `conditions` must be True. */
export const readyCondition = (
  spec: PodSpec,
  conditions: readonly Condition[],
  containersReady: Condition,
): Condition => {
  if (containersReady.status !== "True") return { ...containersReady, type: "Ready" };
  const closed = (spec.readinessGates ?? []).flatMap(({ conditionType }) => {
    const condition = conditions.find(({ type }) => type === conditionType);
    const gate = `pod readiness gate ${goQuote(conditionType)}`;
    if (!condition) return [`corresponding condition of ${gate} does not exist.`];
    return condition.status === "True" ? [] : [`the status of ${gate} is not "True", but ${condition.status}`];
  });
  if (closed.length === 0) return { type: "Ready", status: "True" };
  return { type: "Ready", status: "False", reason: "ReadinessGatesNotReady", message: closed.join(", ") };
};

interface Sorted {
  readonly unknown: readonly string[];
  readonly lacking: readonly string[];
}

const sortOut = (
  containers: readonly Container[],
  statuses: readonly ContainerStatus[],
  isWell: (container: Container, status: ContainerStatus) => boolean,
): Sorted => {
  const unknown: string[] = [];
  const lacking: string[] = [];
  for (const container of containers) {
    const status = statuses.find(({ name }) => name === container.name);
    if (!status) unknown.push(container.name);
    else if (!isWell(container, status)) lacking.push(container.name);
  }
  return { unknown, lacking };
};

const isInitialized = (container: Container, status: ContainerStatus): boolean =>
  isSidecar(container) ? status.started === true : status.ready;

/** Once a regular container has started, init containers that start again do not count. */
const hasAnyRegularStarted = (spec: PodSpec, statuses: readonly ContainerStatus[]): boolean =>
  statuses.some(
    ({ name, state }) =>
      (state?.running !== undefined || state?.terminated !== undefined) &&
      spec.containers.some((container) => container.name === name),
  );

const describe = ({ unknown, lacking }: Sorted, lack: "incomplete" | "unready"): string =>
  [
    ...(unknown.length > 0 ? [`containers with unknown status: [${unknown.join(" ")}]`] : []),
    ...(lacking.length > 0 ? [`containers with ${lack} status: [${lacking.join(" ")}]`] : []),
  ].join(", ");

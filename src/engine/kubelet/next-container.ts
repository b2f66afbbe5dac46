// Models computePodActions and computeInitContainerActions of pkg/kubelet/kuberuntime/kuberuntime_manager.go and
// kuberuntime_container.go (v1.36): which container a sync starts next.
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import { restartsAtAll, willRestart } from "./restart.ts";
import { isSidecar } from "./status/phase.ts";
import { NO_SYNC, type ContainerRow, type PodRow } from "./rows.ts";

const isRunning = (c: ContainerRow): boolean => c.id !== undefined && c.exit === undefined;

/** The next container to start, or undefined if this sync starts no more. */
export const nextContainer = (pod: Pod, row: PodRow): Container | undefined => {
  const hasBegun = pod.spec.containers.some((c) => row.containers[c.name]?.id !== undefined);
  for (const container of pod.spec.initContainers ?? []) {
    const step = initStep(pod, row, container, hasBegun);
    if (step === "next") continue;
    return step === "wait" ? undefined : container;
  }
  return pod.spec.containers.find((container) => wantsStart(pod, row, container));
};

const wasAttempted = (row: PodRow, name: string): boolean => (row.sync ?? NO_SYNC).attempted.includes(name);

const wantsStart = (pod: Pod, row: PodRow, container: Container): boolean => {
  const c = row.containers[container.name]!;
  if (wasAttempted(row, container.name) || isRunning(c)) return false;
  if (c.id === undefined) return true;
  const isKilled = (row.sync ?? NO_SYNC).killed.includes(container.name);
  if (isKilled && restartsAtAll(pod, container)) return true;
  return c.exit !== undefined && willRestart(pod, container, c.exit.code);
};

type InitStep = "start" | "wait" | "next";

const initStep = (pod: Pod, row: PodRow, container: Container, hasBegun: boolean): InitStep => {
  const c = row.containers[container.name]!;
  if (isSidecar(container)) {
    if (wantsStart(pod, row, container)) return "start";
    return hasBegun || (isRunning(c) && c.isStarted) ? "next" : "wait";
  }
  if (hasBegun || c.exit?.code === 0) return "next";
  return wantsStart(pod, row, container) ? "start" : "wait";
};

/** No container runs and none will: the pod is over. */
export const isFinished = (pod: Pod, row: PodRow): boolean => {
  const hasBegun = pod.spec.containers.some((c) => row.containers[c.name]?.id !== undefined);
  if (!hasBegun) return hasFailedInit(pod, row);
  return pod.spec.containers.every((container) => {
    const { exit } = row.containers[container.name]!;
    return exit !== undefined && !willRestart(pod, container, exit.code);
  });
};

const hasFailedInit = (pod: Pod, row: PodRow): boolean =>
  (pod.spec.initContainers ?? []).some((container) => {
    const { exit } = row.containers[container.name]!;
    return !isSidecar(container) && exit !== undefined && exit.code !== 0 && !willRestart(pod, container, exit.code);
  });

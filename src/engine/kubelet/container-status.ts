// Models convertToAPIContainerStatuses of pkg/kubelet/kubelet_pods.go (v1.36): a container as the kubelet last saw it, in the words of the API.
import { memoise } from "#api/memoise";
import type {
  Container,
  ContainerState,
  ContainerStateTerminated,
  ContainerStatus,
  VolumeMountStatus,
} from "#api/core-container";
import type { VolumeMount } from "#api/core-volume";
import type { Pod, PodSpec } from "#api/core-pod";
import { formatTime } from "#api/time";
import type { ContainerRow, PastLife, PodRow } from "./rows.ts";
import { willRestart } from "./restart.ts";
import { isSidecar } from "./status/phase.ts";

const NO_RESOURCES = {};
const EPOCH = "1970-01-01T00:00:00Z";
const LOST: ContainerState = {
  terminated: {
    exitCode: 137,
    reason: "ContainerStatusUnknown",
    message: "The container could not be located when the pod was terminated",
    startedAt: null,
    finishedAt: null,
  },
};

export interface StatusTime {
  /** Milliseconds since 1970 at virtual time 0. */
  readonly epochMs: number;
}

export const lifeOf = (c: ContainerRow): PastLife | undefined =>
  c.id !== undefined && c.exit !== undefined ? { id: c.id, startedMs: c.startedMs ?? 0, exit: c.exit } : undefined;

const terminatedState = ({ id, startedMs, exit }: PastLife, epochMs: number): ContainerStateTerminated => ({
  exitCode: exit.code,
  ...(exit.signal === undefined ? {} : { signal: exit.signal }),
  reason: exit.reason,
  ...(exit.message === undefined ? {} : { message: exit.message }),
  startedAt: exit.reason === "StartError" ? EPOCH : formatTime(epochMs + startedMs),
  finishedAt: formatTime(epochMs + exit.atMs),
  containerID: `containerd://${id}`,
});

interface States {
  readonly state: ContainerState;
  readonly lastState: ContainerState;
}

const statesOf = (pod: Pod, row: PodRow, container: Container, epochMs: number): States => {
  const c = row.containers[container.name]!;
  const lastState: ContainerState = c.last ? { terminated: terminatedState(c.last, epochMs) } : {};
  const life = lifeOf(c);
  if (life) return deadStates({ pod, row, container, life, lastState, epochMs });
  if (c.id !== undefined) {
    return { state: { running: { startedAt: formatTime(epochMs + (c.startedMs ?? 0)) } }, lastState };
  }
  if (row.isStatusTerminal && hasInitialized(pod, row)) return { state: LOST, lastState };
  if (c.error && row.ending === undefined) return { state: { waiting: c.error }, lastState };
  const reason = pod.spec.initContainers?.length ? "PodInitializing" : "ContainerCreating";
  return { state: { waiting: { reason } }, lastState };
};

/** hasPodInitialized of status_manager.go: only then a container without a trace is said to be lost. */
const hasInitialized = ({ spec }: Pod, row: PodRow): boolean =>
  !spec.initContainers?.length ||
  spec.containers.some((c) => row.containers[c.name]?.id !== undefined) ||
  spec.initContainers.every((c) => isSidecar(c) || row.containers[c.name]?.exit?.code === 0);

interface Dead {
  readonly pod: Pod;
  readonly row: PodRow;
  readonly container: Container;
  readonly life: PastLife;
  readonly lastState: ContainerState;
  readonly epochMs: number;
}

/** A dead container reads as it ended, until a sync knows why it does not start again: then it waits. */
const deadStates = ({ pod, row, container, life, lastState, epochMs }: Dead): States => {
  const { error } = row.containers[container.name]!;
  const terminated: ContainerState = { terminated: terminatedState(life, epochMs) };
  const waits = error && row.ending === undefined && willRestart(pod, container, life.exit.code);
  return waits ? { state: { waiting: error }, lastState: terminated } : { state: terminated, lastState };
};

const mountOf = ({ name, mountPath, readOnly }: VolumeMount): VolumeMountStatus =>
  readOnly ? { name, mountPath, readOnly, recursiveReadOnly: "Disabled" } : { name, mountPath };

const containerStatus = (pod: Pod, row: PodRow, container: Container, { epochMs }: StatusTime): ContainerStatus => {
  const c = row.containers[container.name]!;
  const { state, lastState } = statesOf(pod, row, container, epochMs);
  const isRunning = state.running !== undefined;
  const { resources } = container;
  const status: { -readonly [K in keyof ContainerStatus]: ContainerStatus[K] } = {
    name: container.name,
    state,
    lastState,
    ready: isReadyIn(pod.spec, container, c, isRunning),
    restartCount: c.restarts,
    image: c.id === undefined ? (container.image ?? "") : (c.image ?? ""),
    imageID: c.id === undefined ? "" : (c.imageId ?? ""),
    started: isRunning && c.isStarted,
  };
  if (isRunning) {
    status.resources = resources ?? NO_RESOURCES;
    if (resources?.requests) status.allocatedResources = resources.requests;
  }
  if (c.id === undefined) return status;
  status.containerID = `containerd://${c.id}`;
  const { volumeMounts } = container;
  if (volumeMounts?.length) status.volumeMounts = volumeMounts.map(mountOf);
  return status;
};

const isReadyIn = (spec: PodSpec, container: Container, c: ContainerRow, isRunning: boolean): boolean => {
  const isInit = spec.initContainers?.includes(container) === true && !isSidecar(container);
  return isInit ? c.exit?.code === 0 : isRunning && c.isStarted && c.isReady;
};

const byName = (a: Container, b: Container): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
const sorted = memoise((containers: readonly Container[]): readonly Container[] => containers.toSorted(byName));

/** Containers by name; init containers stay in the order of the spec. */
const inOrder = (containers: readonly Container[]): readonly Container[] =>
  containers.length < 2 ? containers : sorted(containers);

export const containerStatuses = (pod: Pod, row: PodRow, time: StatusTime): ContainerStatus[] =>
  inOrder(pod.spec.containers).map((c) => containerStatus(pod, row, c, time));

export const initContainerStatuses = (pod: Pod, row: PodRow, time: StatusTime): ContainerStatus[] =>
  (pod.spec.initContainers ?? []).map((c) => containerStatus(pod, row, c, time));

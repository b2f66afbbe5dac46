// Models getPhase of pkg/kubelet/kubelet_pods.go (v1.36).

import type { Container, ContainerStateTerminated, ContainerStatus } from "#api/core-container";
import type { PodPhase, PodSpec } from "#api/core-pod";
import { containerShouldRestart } from "./should-restart.ts";

export interface PhaseInput {
  readonly spec: PodSpec;
  /** Of all containers, init containers included; one that is missing is unknown. */
  readonly statuses: readonly ContainerStatus[];
  /** The pod is ending for good (deleted, evicted, past its deadline): nothing is restarted, whatever the policy says. */
  readonly isTerminal: boolean;
  /** Its regular containers have run before: a sidecar that starts again does not make it Pending. */
  readonly hasInitialized: boolean;
  /** Static pods get no terminal phase from being ended. */
  readonly isStatic?: boolean;
}

export const podPhase = (input: PhaseInput): PodPhase => {
  const { spec, statuses } = input;
  const inits = spec.initContainers ?? [];
  const init = tallyInits(
    inits.filter((container) => !isSidecar(container)),
    spec,
    statuses,
  );
  const sidecars = tallySidecars(inits.filter(isSidecar), statuses);
  const regular = tallyRegular(spec, statuses);
  if (init.failed > 0) return "Failed";
  if (init.pending > 0 || (sidecars.pending > 0 && !input.hasInitialized)) return "Pending";
  if (sidecars.waiting + regular.waiting > 0) return "Pending";
  // A container of which nothing is known: neither running nor over can be said.
  if (sidecars.unknown + regular.unknown > 0) return "Pending";
  if (sidecars.running + regular.running > 0) return "Running";
  if (regular.stopped === 0) return "Pending";
  const isOver = (input.isTerminal && input.isStatic !== true) || regular.restarting === 0;
  if (!isOver) return "Running";
  return regular.stopped === regular.succeeded ? "Succeeded" : "Failed";
};

interface Tally {
  running: number;
  waiting: number;
  unknown: number;
  /** Sidecars that have not started yet. */
  pending: number;
  /** Ended, and of these: with 0, and to be started again. */
  stopped: number;
  succeeded: number;
  restarting: number;
}

const emptyTally = (): Tally => ({
  running: 0,
  waiting: 0,
  unknown: 0,
  pending: 0,
  stopped: 0,
  succeeded: 0,
  restarting: 0,
});

export const isSidecar = (container: Container): boolean => container.restartPolicy === "Always";

const statusOf = (statuses: readonly ContainerStatus[], { name }: Container): ContainerStatus | undefined =>
  statuses.find((status) => status.name === name);

/** How it ended, or ended last if it waits to be started again. */
const endOf = (status: ContainerStatus | undefined): ContainerStateTerminated | undefined => {
  if (status?.state?.running) return undefined;
  return status?.state?.terminated ?? (status?.state?.waiting && status.lastState?.terminated);
};

const willRestart = (container: Container, spec: PodSpec, end: ContainerStateTerminated): boolean =>
  containerShouldRestart(container, spec, end.exitCode) || end.reason === "RestartingAllContainers";

const tallyInits = (
  containers: readonly Container[],
  spec: PodSpec,
  statuses: readonly ContainerStatus[],
): { pending: number; failed: number } => {
  let [pending, failed] = [0, 0];
  for (const container of containers) {
    const end = endOf(statusOf(statuses, container));
    if (!end) pending++;
    else if (end.exitCode !== 0 && !willRestart(container, spec, end)) failed++;
  }
  return { pending, failed };
};

/** A sidecar that ended says nothing of the pod. */
const tallySidecars = (containers: readonly Container[], statuses: readonly ContainerStatus[]): Tally => {
  const tally = emptyTally();
  for (const container of containers) {
    const status = statusOf(statuses, container);
    if (endOf(status)) continue;
    if (status?.state?.running) tally.running++;
    else if (status?.state?.waiting) tally.waiting++;
    else tally.unknown++;
    if (status && !(status.state?.running && status.started === true)) tally.pending++;
  }
  return tally;
};

const tallyRegular = (spec: PodSpec, statuses: readonly ContainerStatus[]): Tally => {
  const tally = emptyTally();
  for (const container of spec.containers) {
    const status = statusOf(statuses, container);
    const end = endOf(status);
    if (end) {
      tally.stopped++;
      if (willRestart(container, spec, end)) tally.restarting++;
      // What waits to be started again has not succeeded, however it ended.
      if (status?.state?.terminated && end.exitCode === 0) tally.succeeded++;
    } else if (status?.state?.running) tally.running++;
    else if (status?.state?.waiting) tally.waiting++;
    else tally.unknown++;
  }
  return tally;
};

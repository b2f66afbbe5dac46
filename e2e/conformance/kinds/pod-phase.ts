import type { ContainerStatus } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import {
  containersReadyCondition,
  initializedCondition,
  readyCondition,
} from "../../../src/engine/kubelet/status/conditions.ts";
import { podPhase } from "../../../src/engine/kubelet/status/phase.ts";

export interface PodPhaseIn {
  readonly pod: Pod;
  readonly containerStatuses: readonly ContainerStatus[] | null;
  readonly initContainerStatuses: readonly ContainerStatus[] | null;
  readonly podHasInitialized: boolean;
  readonly podIsTerminal: boolean;
}

export const answerPodPhase = (input: PodPhaseIn): object => {
  const { spec, status } = input.pod;
  const statuses = [...(input.containerStatuses ?? []), ...(input.initContainerStatuses ?? [])];
  const phase = podPhase({
    spec,
    statuses,
    isTerminal: input.podIsTerminal,
    hasInitialized: input.podHasInitialized,
  });
  const containersReady = containersReadyCondition(spec, statuses, phase);
  return {
    phase,
    conditions: [
      initializedCondition(spec, statuses, phase),
      readyCondition(spec, status?.conditions ?? [], containersReady),
      containersReady,
    ],
  };
};

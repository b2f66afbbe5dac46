import type { Pod } from "#api/core-pod";
import { computeQosClass, formatAmounts, oomScoreAdj, podLimits, podRequests } from "#api/pod-resources";

export interface PodResourcesIn {
  readonly pod: Pod;
  readonly nodeMemoryBytes: number;
}

export const answerPodResources = ({ pod, nodeMemoryBytes }: PodResourcesIn): object => {
  const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
  return {
    requests: formatAmounts(podRequests(pod.spec)),
    limits: formatAmounts(podLimits(pod.spec)),
    qosClass: computeQosClass(pod.spec),
    oomScoreAdj: Object.fromEntries(containers.map((c) => [c.name, oomScoreAdj(pod, c, nodeMemoryBytes)])),
  };
};

import type { QosClass } from "#api/core-pod";
import { divideCpu, kubepodsGroup, podGroup, type CpuGroup, type PodCpu } from "../../../src/engine/node/cpu-shares.ts";

interface RecordedPod {
  readonly requestMilli: number | null;
  readonly limitMilli: number | null;
  readonly wantsMilli: number;
}

export interface CpuSharesIn {
  readonly cores: number;
  readonly pods: readonly RecordedPod[];
  readonly allocatableMilli: number;
}

export interface CpuSharesAnswer {
  readonly cores: readonly number[];
  readonly shares: readonly (number | undefined)[];
  readonly slices: Readonly<Record<"burstable" | "besteffort" | "kubepods", number>>;
}

export const answerCpuShares = ({ cores, pods, allocatableMilli }: CpuSharesIn): CpuSharesAnswer => {
  const podCpus = pods.map(toPodCpu);
  const { group, burstable, bestEffort } = kubepodsGroup(podCpus, allocatableMilli);
  const granted = divideCpu(group, cores * 1000);
  return {
    cores: podCpus.map((pod) => (granted.get(leafOf(pod.group)) ?? Number.NaN) / 1000),
    shares: podCpus.map((pod) => pod.group.shares),
    slices: { burstable: burstable.shares, besteffort: bestEffort.shares, kubepods: group.shares },
  };
};

const qosOf = ({ requestMilli, limitMilli }: RecordedPod): QosClass => {
  if (requestMilli === null && limitMilli === null) return "BestEffort";
  return requestMilli === limitMilli ? "Guaranteed" : "Burstable";
};

const toPodCpu = (pod: RecordedPod): PodCpu => {
  const requestMilli = pod.requestMilli ?? pod.limitMilli ?? 0;
  const limit = pod.limitMilli === null ? {} : { limitMilli: pod.limitMilli };
  const group = podGroup([{ requestMilli, ...limit, wantsMilli: pod.wantsMilli }]);
  return { qosClass: qosOf(pod), requestMilli, group };
};

const leafOf = (group: CpuGroup): CpuGroup => group.children?.[0] ?? group;

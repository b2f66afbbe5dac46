import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { QosClass } from "#api/core-pod";
import { cpuShares, divideCpu, kubepodsGroup, podGroup, type CpuGroup, type PodCpu } from "./cpu-shares.ts";

interface RecordedPod {
  requestMilli: number | null;
  limitMilli: number | null;
  wantsMilli: number;
}
interface Row {
  name: string;
  in: { cores: number; pods: RecordedPod[]; allocatableMilli: number };
  want: {
    cores: number[];
    shares: number[];
    slices: { burstable: number; besteffort: number; kubepods: number };
  };
}

const { cases }: { cases: Row[] } = JSON.parse(
  readFileSync("e2e/conformance/recordings/vectors/cpu-shares.json", "utf8"),
);

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

const shareOfSum = (values: readonly number[]): number[] => {
  const total = values.reduce((a, b) => a + b, 0);
  return values.map((value) => value / total);
};

const leafOf = (group: CpuGroup): CpuGroup => group.children?.[0] ?? group;

describe("recorded nodes", () => {
  it.each(cases)("$name", ({ in: { cores, pods, allocatableMilli }, want }) => {
    const podCpus = pods.map(toPodCpu);
    const { group, burstable, bestEffort } = kubepodsGroup(podCpus, allocatableMilli);
    expect({
      shares: podCpus.map((pod) => pod.group.shares),
      slices: { burstable: burstable.shares, besteffort: bestEffort.shares, kubepods: group.shares },
    }).toEqual({ shares: want.shares, slices: want.slices });
    const granted = divideCpu(group, cores * 1000);
    const ours = shareOfSum(podCpus.map((pod) => granted.get(leafOf(pod.group)) ?? Number.NaN));
    for (const [i, share] of shareOfSum(want.cores).entries())
      expect(Math.abs((ours[i] ?? 2) - share)).toBeLessThan(0.08);
  });
});

const leaf = (shares: number, wantsMilli: number, quotaMilli?: number): CpuGroup => ({
  shares,
  wantsMilli,
  ...(quotaMilli === undefined ? {} : { quotaMilli }),
});

describe("divideCpu", () => {
  it.each<[string, CpuGroup[], number, number[]]>([
    ["lends what one does not want", [leaf(102, 300), leaf(204, 2000)], 2000, [300, 1700]],
    ["divides by weight", [leaf(100, 2000), leaf(300, 2000)], 2000, [500, 1500]],
    ["gives all what they want if there is enough", [leaf(2, 100), leaf(1024, 200)], 2000, [100, 200]],
    ["keeps a quota while the node idles", [leaf(100, 2000, 300)], 2000, [300]],
    ["divides nothing", [leaf(100, 2000)], 0, [0]],
  ])("%s", (_, children, milli, want) => {
    const granted = divideCpu({ shares: 1024, children }, milli);
    expect(children.map((child) => granted.get(child))).toEqual(want);
  });

  it("cuts a group by its quota before its children share", () => {
    const [a, b, c] = [leaf(100, 1000), leaf(100, 1000), leaf(100, 1000)];
    const root = { shares: 1024, children: [{ shares: 200, quotaMilli: 400, children: [a, b] }, c] };
    const granted = divideCpu(root, 2000);
    expect([a, b, c].map((group) => granted.get(group))).toEqual([200, 200, 1000]);
  });
});

describe("cpuShares", () => {
  it.each([
    [0, 2],
    [1, 2],
    [250, 256],
    [1000, 1024],
    [10_000_000, 262_144],
  ])("of %dm are %d", (milli, shares) => {
    expect(cpuShares(milli)).toBe(shares);
  });
});

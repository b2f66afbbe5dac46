import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Pod } from "./core-pod.ts";
import { computeQosClass, formatAmounts, oomScoreAdj, podLimits, podRequests } from "./pod-resources.ts";

interface Row {
  in: { pod: Pod; nodeMemoryBytes: number };
  want: object;
}

const { cases }: { cases: Row[] } = JSON.parse(
  readFileSync("e2e/conformance/recordings/vectors/pod-resources.json", "utf8"),
);

describe("recorded pods", () => {
  it.each(cases.map((row, i) => ({ ...row, i })))("pod $i", ({ in: { pod, nodeMemoryBytes }, want }) => {
    const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers];
    expect({
      requests: formatAmounts(podRequests(pod.spec)),
      limits: formatAmounts(podLimits(pod.spec)),
      qosClass: computeQosClass(pod.spec),
      oomScoreAdj: Object.fromEntries(containers.map((c) => [c.name, oomScoreAdj(pod, c, nodeMemoryBytes)])),
    }).toEqual(want);
  });
});

const request = (cpu: string): { requests: { cpu: string } } => ({ requests: { cpu } });

describe("podRequests", () => {
  it("counts the sidecars before an init container, not those after it", () => {
    const spec = {
      initContainers: [
        { name: "s1", restartPolicy: "Always" as const, resources: request("100m") },
        { name: "i", resources: request("1") },
        { name: "s2", restartPolicy: "Always" as const, resources: request("50m") },
      ],
      containers: [{ name: "app", resources: request("500m") }],
    };
    expect(formatAmounts(podRequests(spec))).toEqual({ cpu: "1100m" });
  });
});

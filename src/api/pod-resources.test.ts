import { describe, expect, it } from "vitest";
import { answerPodResources, type PodResourcesIn } from "../../e2e/conformance/kinds/pod-resources.ts";
import { recorded } from "../../e2e/conformance/kinds/recorded.ts";
import { formatAmounts, podRequests } from "./pod-resources.ts";

describe("recorded pods", () => {
  it.each(recorded<PodResourcesIn>("pod-resources"))("pod $title", (row) => {
    expect(answerPodResources(row.in)).toEqual(row.want);
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

import { describe, expect, it } from "vitest";
import { answerEndpoints, type EndpointsIn } from "../../../../e2e/conformance/kinds/endpoints.ts";
import { recorded, recordedNow } from "../../../../e2e/conformance/kinds/recorded.ts";
import type { Pod } from "#api/core-pod";
import type { Service } from "#api/core-service";
import { desiredSlices, targetPortOf } from "./endpoints.ts";

describe("recorded Services", () => {
  const now = recordedNow("endpoints");
  it.each(recorded<EndpointsIn>("endpoints"))("Service $title", (row) => {
    expect(answerEndpoints(row.in, now)).toEqual(row.want);
  });
});

const service: Service = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "default", uid: "s" },
  spec: { clusterIP: "10.96.0.1", ipFamilies: ["IPv4"], ports: [{ port: 80, targetPort: 8080 }] },
};

const makePod = (name: string, nodeName = "n1"): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default", uid: name },
  spec: { nodeName, containers: [{ name: "c" }] },
  status: { phase: "Running", podIPs: [{ ip: "10.1.0.1" }], conditions: [{ type: "Ready", status: "True" }] },
});

describe("desiredSlices", () => {
  it("holds at most 100 endpoints a slice", () => {
    const pods = Array.from({ length: 201 }, (_, i) => makePod(`p${i}`));
    const slices = desiredSlices({ service, pods, nodeZones: new Map([["n1", ""]]) });
    expect(slices.map((slice) => slice.endpoints.length)).toEqual([100, 100, 1]);
  });

  it("leaves out pods on nodes that do not exist", () => {
    const input = { service, pods: [makePod("a", "gone"), makePod("b")], nodeZones: new Map([["n1", ""]]) };
    expect(desiredSlices(input).flatMap((g) => g.endpoints.map((e) => e.targetRef?.name))).toEqual(["b"]);
  });
});

const hintsOf = (trafficDistribution: string, zone: string): unknown => {
  const near = {
    ...service,
    spec: { ...service.spec, trafficDistribution },
  };
  const [slice] = desiredSlices({ service: near, pods: [makePod("a")], nodeZones: new Map([["n1", zone]]) });
  return slice?.endpoints[0]?.hints;
};

describe("trafficDistribution", () => {
  it("hints at the zone of an endpoint, and at its node", () => {
    expect(hintsOf("PreferClose", "z1")).toEqual({ forZones: [{ name: "z1" }] });
    expect(hintsOf("PreferSameZone", "z1")).toEqual({ forZones: [{ name: "z1" }] });
    expect(hintsOf("PreferSameNode", "z1")).toEqual({ forZones: [{ name: "z1" }], forNodes: [{ name: "n1" }] });
    expect(hintsOf("PreferSameNode", "")).toEqual({ forNodes: [{ name: "n1" }] });
    expect(hintsOf("PreferSameZone", "")).toBeUndefined();
  });
});

describe("targetPortOf", () => {
  const pod: Pod = {
    ...makePod("p"),
    spec: {
      containers: [{ name: "c", ports: [{ name: "dns", containerPort: 53, protocol: "UDP" }] }],
      initContainers: [
        { name: "setup", ports: [{ name: "http", containerPort: 1 }] },
        { name: "proxy", restartPolicy: "Always", ports: [{ name: "http", containerPort: 2 }] },
      ],
    },
  };

  it.each([
    [{ port: 80 }, 80],
    [{ port: 80, targetPort: 8080 }, 8080],
    [{ port: 80, targetPort: "http" }, 2],
    [{ port: 53, targetPort: "dns" }, undefined],
    [{ port: 53, targetPort: "dns", protocol: "UDP" as const }, 53],
  ])("%j: %s", (port, want) => {
    expect(targetPortOf(port, pod)).toBe(want);
  });
});

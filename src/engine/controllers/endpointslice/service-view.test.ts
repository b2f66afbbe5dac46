import { expect, it } from "vitest";
import type { Service } from "#api/core-service";
import type { EndpointSlice } from "#api/discovery";
import { ServiceView } from "./service-view.ts";

const service: Service = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "default" },
  spec: { selector: { app: "web" }, clusterIP: "10.96.0.1" },
};
const slice = (name: string, second: number): EndpointSlice => ({
  apiVersion: "discovery.k8s.io/v1",
  kind: "EndpointSlice",
  metadata: { name, namespace: "default", creationTimestamp: `2026-06-03T10:00:0${second}Z` },
  addressType: "IPv4",
  endpoints: [],
});

it("keeps the slices by their age, those of one second by their names", () => {
  const view = new ServiceView(service, []);
  const names = () => view.slices?.map(({ metadata }) => metadata.name);
  view.settle({ existing: [slice("old", 1)], changed: [slice("z", 2), slice("y", 2)], gone: [] }, undefined);
  expect(names()).toEqual(["old", "y", "z"]);
  view.settle({ existing: [], changed: [slice("x", 2), slice("y", 2)], gone: [slice("old", 1)] }, undefined);
  expect(names()).toEqual(["x", "y", "z"]);
});

import { expect, it } from "vitest";
import type { JsonObject } from "#api/meta";
import { placeOfField } from "./field-place.ts";

interface Case {
  readonly kind?: string;
  readonly spec?: JsonObject;
  readonly field: string;
  readonly want: string;
}

const PROBE = "spec.template.spec.containers[1].readinessProbe";
const podSpec = (...containers: readonly JsonObject[]): JsonObject => ({ template: { spec: { containers } } });

const cases: readonly Case[] = [
  { field: "spec.template.spec.readinessProbe", want: "under spec.template.spec.containers[]" },
  { field: "spec.readinessProbe", want: "under spec.template.spec.containers[]" },
  { field: "spec.template.spec.containers[0].replicas", want: "under spec" },
  { field: "spec.template.nodeSelector", want: "under spec.template.spec" },
  { field: "spec.template.spec.containers[0].limits", want: "under spec.template.spec.containers[].resources" },
  { field: "replicas", want: "under spec" },
  { field: "spec.template.spec.containers[0].imagee", want: "like image" },
  { field: "spec.template.spec.containers[0].readinessprobe", want: "like readinessProbe" },
  { kind: "Service", field: "spec.targetPort", want: "under spec.ports[]" },
  { field: "spec.template.spec.nothingOfTheKind", want: "nowhere" },
  { field: `${PROBE}.port`, want: "under spec.template.spec.containers[].readinessProbe.grpc" },
  {
    field: `${PROBE}.port`,
    spec: podSpec({}, { readinessProbe: { httpGet: null, port: 8080 } }),
    want: "under spec.template.spec.containers[].readinessProbe.httpGet",
  },
  {
    field: `${PROBE}.port`,
    spec: podSpec({ readinessProbe: { httpGet: {} } }, { readinessProbe: { tcpSocket: {}, port: 8080 } }),
    want: "under spec.template.spec.containers[].readinessProbe.tcpSocket",
  },
  {
    field: "spec.template.spec.containers[1].path",
    spec: podSpec({ livenessProbe: { httpGet: {} } }, { path: "/", readinessProbe: { httpGet: {} } }),
    want: "under spec.template.spec.containers[].readinessProbe.httpGet",
  },
  {
    field: "spec.template.spec.readinessProbe",
    spec: { template: { spec: { initContainers: [{}] } } },
    want: "under spec.template.spec.initContainers[]",
  },
];

it.each(cases)("$field: $want", ({ kind = "Deployment", spec = {}, field, want }) => {
  const place = placeOfField({ apiVersion: kind === "Deployment" ? "apps/v1" : "v1", kind, spec }, field);
  expect(place ? `${place.kind} ${place.field}` : "nowhere").toBe(want);
});

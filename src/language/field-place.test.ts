import { expect, it } from "vitest";
import { placeOfField } from "./field-place.ts";

interface Case {
  readonly kind?: string;
  readonly field: string;
  readonly want: string;
}

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
];

it.each(cases)("$field: $want", ({ kind = "Deployment", field, want }) => {
  const place = placeOfField(kind === "Deployment" ? "apps/v1" : "v1", kind, field);
  expect(place ? `${place.kind} ${place.field}` : "nowhere").toBe(want);
});

import { expect, it } from "vitest";
import type { KubeObject } from "#api/meta";
import { createCluster } from "../../cluster.ts";
import { makeScenario } from "../../testing/make.ts";

const { sim } = createCluster(makeScenario({}));
const limits = [
  { type: "Container", max: { cpu: "1" } },
  { type: "PersistentVolumeClaim", min: { storage: "1Gi" }, max: { storage: "2Gi" } },
];
const range = { apiVersion: "v1", kind: "LimitRange", metadata: { name: "r", namespace: "default" }, spec: { limits } };
const claim = (name: string, storage: string): KubeObject => {
  const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage }, limits: { storage: "9Gi" } } };
  return { apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name, namespace: "default" }, spec } as never;
};

const made = sim.api.create("limitranges", range);

it("has a range to hold claims against", () => {
  expect(made).toMatchObject({ ok: true });
});

// limitranger/admission_test.go TestPersistentVolumeClaimLimitFunc.
it.each([
  { storage: "1Gi", want: "made" },
  { storage: "2Gi", want: "made" },
  {
    storage: "1Mi",
    want: 'persistentvolumeclaims "c-1Mi" is forbidden: minimum storage usage per PersistentVolumeClaim is 1Gi, but request is 1Mi',
  },
  {
    storage: "5Gi",
    want: 'persistentvolumeclaims "c-5Gi" is forbidden: maximum storage usage per PersistentVolumeClaim is 2Gi, but request is 5Gi',
  },
])("holds a claim of $storage against the range for claims alone", ({ storage, want }) => {
  const name = `c-${storage}`;
  const asked = sim.api.create("persistentvolumeclaims", claim(name.toLowerCase(), storage));
  expect(asked.ok ? "made" : asked.status.message?.replace(name.toLowerCase(), name)).toBe(want);
});

// Which pods are taken for alike, and that those of a template are found to be without writing out what they are.
import { expect, it, vi } from "vitest";
import type { Pod, PodSpec } from "#api/core-pod";
import type { ObjectMeta, OwnerReference } from "#api/meta";
import { PodSignatures } from "./pod-info.ts";

const LABELS = { app: "web" };
const RESOURCES = { requests: { cpu: "50m" } };

const owner = (name: string): OwnerReference => ({
  apiVersion: "apps/v1",
  kind: "ReplicaSet",
  name,
  uid: name,
  controller: true,
});

/** As the ReplicaSet controller and admission make it: the same labels and resources, but containers of its own. */
const pod = (name: string, spec: Partial<PodSpec> = {}, metadata: Partial<ObjectMeta> = {}): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default", labels: LABELS, ownerReferences: [owner("rs")], ...metadata },
  spec: { containers: [container(name)], ...spec },
});
const container = (token: string, image = "a"): PodSpec["containers"][number] => ({
  name: "c",
  image,
  resources: RESOURCES,
  volumeMounts: [{ name: token, mountPath: "/var/run" }],
});

it("knows the pods of a template by its parts", () => {
  const signatures = new PodSignatures();
  const first = signatures.of(pod("a"));
  const written = vi.spyOn(JSON, "stringify");
  const others = [pod("b"), pod("c"), pod("b", { nodeName: "worker-1" })].map((p) => signatures.of(p));
  const texts = written.mock.calls.length;
  written.mockRestore();
  expect(others.every((s) => s === first)).toBe(true);
  expect(texts).toBe(0);
});

it.each<[string, Pod]>([
  ["image", pod("b", { containers: [container("b", "other")] })],
  ["number of containers", pod("b", { containers: [container("b"), container("b")] })],
  ["requests", pod("b", { containers: [{ ...container("b"), resources: { requests: { cpu: "60m" } } }] })],
  ["ports", pod("b", { containers: [{ ...container("b"), ports: [{ containerPort: 80, hostPort: 80 }] }] })],
  ["init containers", pod("b", { initContainers: [container("b")] })],
  ["node selector", pod("b", { nodeSelector: { disk: "ssd" } })],
  ["tolerations", pod("b", { tolerations: [{ operator: "Exists" }] })],
  ["namespace", pod("b", {}, { namespace: "other" })],
  ["controller", pod("b", {}, { ownerReferences: [owner("another")] })],
])("tells pods apart by their %s, though they share their labels", (_, other) => {
  const signatures = new PodSignatures();
  const [first, second] = [signatures.of(pod("a")), signatures.of(other)];
  expect(second).not.toBe(first);
  expect(signatures.of(pod("c"))).toBe(first);
  expect(signatures.of(structuredClone(other))).toBe(second);
});

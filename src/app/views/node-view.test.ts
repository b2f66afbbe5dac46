import { expect, it } from "vitest";
import type { Node } from "#api/core-node";
import { ownLabels } from "./node-view.ts";

it("shows the labels that somebody gave a node, and none that every node has", () => {
  const labels = {
    "beta.kubernetes.io/arch": "amd64",
    "kubernetes.io/hostname": "worker-1",
    "node-role.kubernetes.io/worker": "",
    "topology.k8s.io/zone": "a",
    operation: "true",
    "team.example/spare": "",
    "my-kubernetes.io/x": "1",
  };
  expect(ownLabels({ metadata: { name: "worker-1", labels } } as unknown as Node)).toEqual([
    "operation=true",
    "team.example/spare",
    "my-kubernetes.io/x=1",
  ]);
});

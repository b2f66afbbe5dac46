// What the recordings do not hold, as a real kube-scheduler 1.36.3 decides it.
import { expect, it } from "vitest";
import type { Namespace, Node } from "#api/core-node";
import type { Pod, PodSpec } from "#api/core-pod";
import { createDecisionCluster } from "./decide.ts";
import type { VectorDecision } from "./vector-decision.ts";
import { decisionOf } from "./vector-decision.ts";

const node = (name: string, zone: string): Node => ({
  apiVersion: "v1",
  kind: "Node",
  metadata: { name, labels: { "kubernetes.io/hostname": name, "topology.kubernetes.io/zone": zone } },
  spec: {},
  status: { allocatable: { cpu: "4", memory: "8Gi", pods: "110" } },
});

const pod = (name: string, spec: Partial<PodSpec>, namespace = "default"): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace, uid: name, labels: { app: "web" }, creationTimestamp: "2026-06-03T10:00:00Z" },
  spec: {
    priority: 0,
    schedulerName: "default-scheduler",
    containers: [{ name: "c", image: "a" }],
    ...spec,
  },
  status: { phase: spec.nodeName ? "Running" : "Pending" },
});

const decide = (nodes: Node[], pods: Pod[], wanted: Pod, namespaces: Namespace[] = []): VectorDecision => {
  const { framework } = createDecisionCluster({ nodes, pods, namespaces }, () => 0);
  return decisionOf(framework.schedule(wanted, { startIndex: 0, trace: true }), nodes);
};

const spread: Partial<PodSpec> = {
  topologySpreadConstraints: [
    { topologyKey: "topology.kubernetes.io/zone", maxSkew: 1, whenUnsatisfiable: "DoNotSchedule", labelSelector: {} },
  ],
};

const holding = (priority: number): Partial<PodSpec> => ({
  priority,
  containers: [{ name: "c", image: "a", ports: [{ containerPort: 80, hostPort: 80, protocol: "TCP" }] }],
});

it("counts no pods for a spread whose selector is empty, though the pod itself counts", () => {
  const crowd = [1, 2, 3].map((i) => pod(`p${i}`, { nodeName: "a" }));
  const nodes = [node("a", "z1"), node("b", "z2")];
  expect(decide(nodes, crowd, pod("new", spread)).filters).toEqual({});
});

it("asks a namespaceSelector of the incoming pod about no labels too, as the real one does by mistake", () => {
  const notDefault = {
    matchExpressions: [{ key: "kubernetes.io/metadata.name", operator: "NotIn", values: ["default"] }],
  };
  const away = pod("new", {
    affinity: {
      podAntiAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: [
          { topologyKey: "kubernetes.io/hostname", labelSelector: {}, namespaceSelector: notDefault },
        ],
      },
    },
  } as Partial<PodSpec>);
  const metadata = { name: "default", labels: { "kubernetes.io/metadata.name": "default" } };
  const namespaces: Namespace[] = [{ apiVersion: "v1", kind: "Namespace", metadata }];
  const { filters, chosen } = decide(
    [node("a", "z1"), node("b", "z2")],
    [pod("p", { nodeName: "a" })],
    away,
    namespaces,
  );
  expect(filters["a"]?.reasons).toEqual(["node(s) didn't match pod anti-affinity rules"]);
  expect(chosen).toEqual(["b"]);
});

it("takes a host port for free when one of two pods that hold it would go", () => {
  const pods = [pod("strong", { ...holding(2000), nodeName: "a" }), pod("weak", { ...holding(0), nodeName: "a" })];
  const { preemption } = decide([node("a", "z1")], pods, pod("new", holding(1000)));
  expect(preemption?.candidates).toEqual({ a: { victims: ["weak"] } });
});

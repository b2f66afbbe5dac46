import type { Pod } from "#api/core-pod";
import type { NetworkPolicy } from "#api/networking";
import type { StringMap } from "#api/meta";
import { describe, expect, it } from "vitest";
import { makeMeta, makePod } from "../testing/make.ts";
import { isInCidr } from "./network-policy.ts";
import type { Source } from "./request.ts";
import { makeBench, type Bench } from "./testing.ts";

// Pods that no scheduler and no kubelet cares for: they are there to be selected.
const labelled = (name: string, n: number, labels: StringMap, namespace = "default"): Pod => ({
  ...makePod(name, { labels, metadata: { namespace }, spec: { schedulerName: "none" } }),
  status: { phase: "Running", podIP: `10.244.1.${n}`, hostIP: "10.77.0.12" },
});

const make = (policies: readonly NetworkPolicy["spec"][]): Bench => {
  const bench = makeBench();
  const { api, store } = bench.cluster.sim;
  if (!store.get("namespaces", "shop")) {
    api.createTrusted("namespaces", { apiVersion: "v1", kind: "Namespace", metadata: { name: "shop" } });
  }
  for (const pod of [
    labelled("pod-1", 1, { app: "web" }),
    labelled("pod-2", 2, { app: "front" }),
    labelled("pod-3", 3, { app: "front" }, "shop"),
  ]) {
    api.createTrusted("pods", pod);
    api.writeStatus("pods", `${pod.metadata.namespace}/${pod.metadata.name}`, pod.status!);
  }
  bench.service("web", {
    clusterIP: "10.96.0.50",
    type: "NodePort",
    ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }],
  });
  bench.start(1);
  bench.slice("web", [{ n: 1 }]);
  for (const [i, spec] of policies.entries()) {
    api.createTrusted("networkpolicies", {
      apiVersion: "networking.k8s.io/v1",
      kind: "NetworkPolicy",
      metadata: makeMeta(`policy-${i}`),
      spec,
    });
  }
  bench.sleep(2000);
  return bench;
};

const FRONT: Source = { kind: "pod", pod: "default/pod-2" };
const SHOP: Source = { kind: "pod", pod: "shop/pod-3" };
const OUTSIDE: Source = { kind: "outside", isRouted: true };
const web = { podSelector: { matchLabels: { app: "web" } } };
const front = { podSelector: { matchLabels: { app: "front" } } };

describe("a NetworkPolicy", () => {
  const cases: {
    name: string;
    policies: NetworkPolicy["spec"][];
    source: Source;
    url?: string;
    outcome: string;
    reason?: string;
  }[] = [
    { name: "that is not there lets all through", policies: [], source: FRONT, outcome: "200" },
    { name: "without rules lets nothing in", policies: [web], source: FRONT, outcome: "timeout", reason: "policy" },
    { name: "for other pods does not matter", policies: [front], source: FRONT, outcome: "200" },
    {
      name: "lets in whom it names",
      policies: [{ ...web, ingress: [{ from: [front] }] }],
      source: FRONT,
      outcome: "200",
    },
    {
      name: "names pods of its own namespace",
      policies: [{ ...web, ingress: [{ from: [front] }] }],
      source: SHOP,
      outcome: "timeout",
      reason: "policy",
    },
    {
      name: "names namespaces by their labels",
      policies: [
        {
          ...web,
          ingress: [
            { from: [{ ...front, namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }] },
          ],
        },
      ],
      source: SHOP,
      outcome: "200",
    },
    { name: "adds to another", policies: [web, { ...web, ingress: [{}] }], source: SHOP, outcome: "200" },
    {
      name: "names ports",
      policies: [{ ...web, ingress: [{ ports: [{ port: 80 }] }] }],
      source: FRONT,
      outcome: "timeout",
      reason: "policy",
    },
    {
      name: "means the pod's port, not the service's",
      policies: [{ ...web, ingress: [{ ports: [{ port: 8080 }] }] }],
      source: FRONT,
      outcome: "200",
    },
    {
      name: "names a range of ports",
      policies: [{ ...web, ingress: [{ ports: [{ port: 8000, endPort: 8100 }] }] }],
      source: FRONT,
      outcome: "200",
    },
    {
      name: "names addresses",
      policies: [{ ...web, ingress: [{ from: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }] }],
      source: OUTSIDE,
      outcome: "200",
    },
    {
      name: "sees the node's address behind a node port",
      policies: [{ ...web, ingress: [{ from: [{ ipBlock: { cidr: "203.0.113.0/24" } }] }] }],
      source: OUTSIDE,
      url: "http://worker-2:30080/",
      outcome: "timeout",
      reason: "policy",
    },
    {
      name: "for egress lets nothing out, not even to DNS",
      policies: [{ ...front, policyTypes: ["Egress"] }],
      source: FRONT,
      outcome: "unresolved",
      reason: "policy",
    },
    {
      name: "for egress names whom and where",
      policies: [
        { ...front, policyTypes: ["Egress"], egress: [{ to: [web] }, { ports: [{ port: 53, protocol: "UDP" }] }] },
      ],
      source: FRONT,
      outcome: "200",
    },
  ];
  it.each(cases)("$name", ({ policies, source, url = "http://web.default/", outcome, reason }) => {
    const bench = make(policies);
    expect(bench.send({ url, source })).toMatchObject({ outcome, ...(reason ? { reason } : {}) });
  });
});

it.each([
  { ip: "10.244.1.5", cidr: "10.244.0.0/16", expected: true },
  { ip: "10.245.1.5", cidr: "10.244.0.0/16", expected: false },
  { ip: "1.2.3.4", cidr: "0.0.0.0/0", expected: true },
  { ip: "1.2.3.4", cidr: "1.2.3.4/32", expected: true },
  { ip: "1.2.3.5", cidr: "1.2.3.4/32", expected: false },
  { ip: "", cidr: "0.0.0.0/0", expected: false },
])("$ip in $cidr: $expected", ({ ip, cidr, expected }) => {
  expect(isInCidr(ip, cidr)).toBe(expected);
});

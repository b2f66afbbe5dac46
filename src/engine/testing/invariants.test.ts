// The watchmen, watched: each planted fault is found, and a cluster that was left alone has none.
import { describe, expect, it } from "vitest";
import { createCluster, type Cluster } from "../cluster.ts";
import { createHands } from "./hands.ts";
import { Invariants } from "./invariants.ts";
import { makeDeployment, makeScenario, makeService, toJson } from "./make.ts";

const make = (): { cluster: Cluster; invariants: Invariants } => {
  const invariants = new Invariants();
  const scenario = makeScenario({
    objects: [
      toJson(makeDeployment("web", { replicas: 2 })),
      toJson(makeService("web", { type: "NodePort", ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }] })),
    ],
    clients: [{ name: "users", url: "http://worker-1:30080/", perSecond: 5, fromMs: 5000 }],
  });
  const cluster = createCluster(scenario, { components: [createHands], onLog: (entry) => invariants.note(entry) });
  cluster.advance(20_000);
  invariants.checkAtRest(cluster);
  return { cluster, invariants };
};
const podKey = (cluster: Cluster): string => `default/${cluster.sim.store.list("pods")[0]!.metadata.name}`;

describe("invariants", () => {
  it("find nothing where nothing is wrong", () => {
    const { cluster, invariants } = make();
    cluster.advance(60_000);
    invariants.checkAtRest(cluster);
    expect(invariants.violations).toEqual([]);
  });

  const faults: { name: string; plant: (cluster: Cluster) => void; found: RegExp }[] = [
    {
      name: "a request that was lost",
      plant: ({ sim }) => sim.table<number>("network/sent").set("users", 1_000_000),
      found: /users: 1000000 requests sent, \d+ ended/,
    },
    {
      name: "a pod that moved",
      plant: (cluster) => {
        cluster.sim.api.write("pods", podKey(cluster), (pod) => ({
          ...pod,
          spec: { ...pod.spec, nodeName: "worker-9" },
        }));
      },
      found: /pod default\/web-\S+ moved from worker-\d to worker-9/,
    },
    {
      name: "a status that went back",
      plant: ({ sim }) => {
        sim.api.write("deployments", "default/web", (d) => ({ ...d, status: { ...d.status, observedGeneration: 99 } }));
      },
      found: /Deployment default\/web observed generation 99 of 1/,
    },
    {
      name: "a pod that lost its owner",
      plant: (cluster) => {
        const owner = { apiVersion: "apps/v1", kind: "ReplicaSet", name: "gone", uid: "gone", controller: false };
        cluster.sim.api.write("pods", podKey(cluster), (pod) => ({
          ...pod,
          metadata: { ...pod.metadata, ownerReferences: [owner], labels: {} },
        }));
      },
      found: /Pod default\/web-\S+ has lost all of its owners/,
    },
    {
      name: "more promised than there is",
      plant: ({ sim }) => {
        for (const { name } of sim.scenario.nodes) {
          sim.api.write("nodes", name, (node) => ({
            ...node,
            status: { ...node.status, allocatable: { ...node.status?.allocatable, pods: "0" } },
          }));
        }
        const pod = sim.store.list("pods")[0]!;
        const { nodeName: _, ...spec } = pod.spec;
        const loose = {
          ...pod,
          metadata: { name: "loose", namespace: "default" },
          spec: { ...spec, schedulerName: "none" },
        };
        sim.api.createTrusted("pods", loose);
      },
      found: /worker-1 has \d pods/,
    },
    {
      name: "an endpoint that is called ready and is not",
      plant: ({ sim }) => {
        const [slice] = sim.store.list("endpointslices", "default").filter((s) => s.metadata.name.startsWith("web-"));
        sim.api.write("endpointslices", `default/${slice!.metadata.name}`, (old) => ({
          ...old,
          endpoints: old.endpoints.map((e) => ({ ...e, targetRef: { ...e.targetRef!, uid: "somebody else" } })),
        }));
      },
      found: /web-\S+ still calls default\/web-\S+ ready/,
    },
  ];
  it.each(faults)("find $name", ({ plant, found }) => {
    const { cluster, invariants } = make();
    plant(cluster);
    cluster.run({ component: "firewall", action: "list", data: {} });
    invariants.check(cluster);
    if (cluster.sim.store.get("pods", "default/loose")) {
      cluster.sim.api.bind("default/loose", "worker-1");
      cluster.run({ component: "firewall", action: "list", data: {} });
    }
    invariants.checkAtRest(cluster);
    expect(invariants.violations.join("\n")).toMatch(found);
  });
});

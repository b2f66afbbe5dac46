import { expect, it } from "vitest";
import type { Pod } from "#api/core-pod";
import { createDecisionCluster } from "../decide.ts";

const pod = (name: string, namespace: string, more: object): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace, uid: name, labels: { app: name } },
  spec: { containers: [{ name: "c", image: "a:1" }], ...more },
});

it("lets an existing pod's anti-affinity follow the labels of namespaces", () => {
  const term = {
    topologyKey: "zone",
    labelSelector: { matchLabels: { app: "new" } },
    namespaceSelector: { matchLabels: { team: "red" } },
  };
  const affinity = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] } };
  const node = {
    apiVersion: "v1",
    kind: "Node",
    metadata: { name: "n1", labels: { zone: "a" } },
    spec: {},
    status: { allocatable: { cpu: "4", memory: "4Gi", pods: "110" } },
  };
  const { cache, framework } = createDecisionCluster(
    { nodes: [node], pods: [pod("old", "default", { affinity, nodeName: "n1" })] },
    () => 0,
  );
  const decide = (): string | undefined => framework.schedule(pod("new", "team", {}), { startIndex: 0 }).chosen;
  expect(decide()).toBe("n1");
  cache.setNamespace("team", { team: "red" });
  expect(decide()).toBeUndefined();
  cache.setNamespace("team", { team: "blue" });
  expect(decide()).toBe("n1");
  cache.setNamespace("team", { team: "red" });
  cache.deletePod("default/old");
  expect(decide()).toBe("n1");
});

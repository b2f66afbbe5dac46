// Clusters to be measured: how many machines, how many pods, what they answer.
import type { JsonObject } from "#api/meta";
import type { ClientScenario, NodeScenario, Scenario } from "#engine";

const MASTER: NodeScenario = {
  name: "master",
  role: "control-plane",
  cpu: "4",
  memory: "16Gi",
  taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }],
};

export interface ClusterSize {
  readonly nodes: number;
  readonly pods: number;
  readonly requestsPerSecond?: number;
  readonly hasProbes?: boolean;
}

/** Machines with enough room for all. */
export const benchScenario = ({ nodes, requestsPerSecond = 0 }: ClusterSize): Scenario => ({
  name: "bench",
  seed: 1,
  startTime: "2026-06-03T00:00:00Z",
  nodes: [MASTER, ...Array.from({ length: nodes }, (_, i) => worker(i + 1))],
  images: {
    "demo/web:1.0": {
      port: 8080,
      startupMs: 500,
      termMs: 200,
      cpuMilli: 10,
      memoryMi: 32,
      routes: [
        { path: "/", status: 200, body: "ok", delayMs: 10 },
        { path: "/ready", status: 200 },
      ],
    },
  },
  settleMs: 30_000,
  ...(requestsPerSecond > 0 ? { clients: [users(requestsPerSecond)] } : {}),
});

/** A /22 of pod addresses each: a /24 ends at 254 pods. */
const worker = (index: number): NodeScenario => ({
  name: `worker-${index}`,
  role: "worker",
  cpu: "64",
  memory: "256Gi",
  pods: 500,
  podCIDR: `10.${100 + Math.floor(index / 64)}.${(index % 64) * 4}.0/22`,
});

const users = (perSecond: number): ClientScenario => ({
  name: "users",
  url: "http://worker-1:30080/",
  perSecond,
  arrivals: "poisson",
  timeoutMs: 3000,
});

export const deploymentOf = ({ pods, hasProbes = false }: ClusterSize): JsonObject => {
  const probe = { httpGet: { path: "/ready", port: 8080 }, periodSeconds: 10 };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: "web", namespace: "default" },
    spec: {
      replicas: pods,
      selector: { matchLabels: { app: "web" } },
      template: {
        metadata: { labels: { app: "web" } },
        spec: {
          containers: [
            {
              name: "web",
              image: "demo/web:1.0",
              ports: [{ containerPort: 8080 }],
              resources: { requests: { cpu: "50m", memory: "64Mi" } },
              ...(hasProbes ? { readinessProbe: probe, livenessProbe: probe } : {}),
            },
          ],
        },
      },
    },
  };
};

export const SERVICE: JsonObject = {
  apiVersion: "v1",
  kind: "Service",
  metadata: { name: "web", namespace: "default" },
  spec: { type: "NodePort", selector: { app: "web" }, ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }] },
};

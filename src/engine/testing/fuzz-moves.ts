// What a random hand does to a cluster: objects of every kind, changes right and wrong, faults of machines.
import type { Json, JsonObject } from "#api/meta";
import type { Command } from "../cluster.ts";
import type { ImageBehaviour, Scenario } from "../scenario.ts";
import type { Dice } from "./dice.ts";
import { makeDeployment, makePod, makeService, toJson } from "./make.ts";

const APPS = ["web", "api", "db"] as const;
export const FUZZ_IMAGES: { readonly [reference: string]: ImageBehaviour } = {
  "fuzz/good:1": { port: 8080, routes: [{ path: "/", status: 200, body: "1" }] },
  "fuzz/good:2": { port: 8080, startupMs: 3000, termMs: 500, routes: [{ path: "/", status: 200, delayMs: 40 }] },
  "fuzz/slow:1": { port: 8080, startupMs: 20_000, termMs: 5000, routes: [{ path: "/", status: 200, delayMs: 900 }] },
  "fuzz/crash:1": { port: 8080, exitAtMs: 4000, exitCode: 1, routes: [{ path: "/", status: 200 }] },
  "fuzz/hang:1": { port: 8080, hangAtMs: 9000, termMs: -1, routes: [{ path: "/", status: 200 }] },
  "fuzz/leak:1": { port: 8080, memoryMi: 20, leakMiPerSecond: 3, routes: [{ path: "/", status: 200 }] },
  "fuzz/done:1": { exitAtMs: 2000, exitCode: 0 },
  "fuzz/sick:1": {
    port: 8080,
    routes: [
      { path: "/", status: 200 },
      { path: "/", status: 500, fromMs: 15_000, untilMs: 40_000 },
    ],
  },
};
const REFERENCES = [...Object.keys(FUZZ_IMAGES), "fuzz/missing:1"];

export const fault = (action: string, data: JsonObject): Command => ({ component: "node", action, data });
const hands = (action: string, data: JsonObject): Command => ({ component: "hands", action, data });
const patch = (resource: string, key: string, body: Json): Command =>
  hands("patch", { resource, key, type: "strategic", body });

export type Move = (dice: Dice, scenario: Scenario, index: number) => Command;

const deploy: Move = (dice) => {
  const probe = { httpGet: { path: "/", port: 8080 }, periodSeconds: dice.one([1, 3, 10]) };
  const deployment = makeDeployment(dice.one(APPS), {
    replicas: dice.int(7),
    container: {
      image: dice.one(REFERENCES),
      ...(dice.chance(50) ? { readinessProbe: probe } : {}),
      ...(dice.chance(30) ? { livenessProbe: { ...probe, failureThreshold: 2 } } : {}),
      resources: {
        requests: { cpu: dice.one(["10m", "100m", "400m"]), memory: dice.one(["16Mi", "128Mi"]) },
        ...(dice.chance(50) ? { limits: { memory: "256Mi" } } : {}),
      },
    },
    podSpec: { terminationGracePeriodSeconds: dice.one([0, 3, 30]) },
    spec: {
      minReadySeconds: dice.one([0, 0, 5]),
      strategy: dice.one([
        { type: "Recreate" as const },
        { type: "RollingUpdate" as const, rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        { type: "RollingUpdate" as const, rollingUpdate: { maxSurge: "25%", maxUnavailable: "25%" } },
      ]),
    },
  });
  return hands("create", { object: toJson(deployment) });
};

const serve: Move = (dice) => {
  const name = dice.one(APPS);
  const nodePort = { port: 80, targetPort: 8080, nodePort: dice.one([30_080, 30_081]) };
  const service = dice.chance(70)
    ? makeService(name, {
        type: "NodePort",
        ports: [nodePort],
        sessionAffinity: dice.one(["None", "ClientIP"] as const),
      })
    : makeService(name, { clusterIP: "None" });
  return hands("create", { object: toJson(service) });
};

/** A pod template's parts for the kinds that have nothing else to say. */
const template = (dice: Dice, name: string, restartPolicy: string): JsonObject => ({
  metadata: { labels: { app: name } },
  spec: {
    restartPolicy,
    terminationGracePeriodSeconds: dice.one([0, 5]),
    containers: [{ name, image: dice.one(REFERENCES), resources: { requests: { cpu: dice.one(["10m", "200m"]) } } }],
  },
});

const workload: Move = (dice) => {
  const name = dice.one(APPS);
  const selector = { matchLabels: { app: name } };
  const spec = dice.one<() => readonly [string, string, JsonObject]>([
    () => ["apps/v1", "DaemonSet", { selector, template: template(dice, name, "Always") }],
    () => [
      "apps/v1",
      "StatefulSet",
      { replicas: dice.int(4), serviceName: name, selector, template: template(dice, name, "Always") },
    ],
    () => [
      "batch/v1",
      "Job",
      {
        completions: 1 + dice.int(4),
        parallelism: 1 + dice.int(3),
        backoffLimit: dice.int(3),
        template: template(dice, name, "Never"),
      },
    ],
    () => [
      "batch/v1",
      "CronJob",
      { schedule: "* * * * *", jobTemplate: { spec: { template: template(dice, name, "OnFailure") } } },
    ],
  ]);
  const [apiVersion, kind, body] = spec();
  return hands("create", { object: { apiVersion, kind, metadata: { name }, spec: body } });
};

const rule: Move = (dice) => {
  const name = dice.one(APPS);
  const podSelector = { matchLabels: { app: name } };
  const peers = [{ podSelector: { matchLabels: { app: dice.one(APPS) } } }, { ipBlock: { cidr: "10.0.0.0/8" } }];
  const path = {
    path: dice.one(["/", "/shop"]),
    pathType: "Prefix",
    backend: { service: { name, port: { number: 80 } } },
  };
  const [apiVersion, kind, spec] = dice.one<readonly [string, string, JsonObject]>([
    ["networking.k8s.io/v1", "NetworkPolicy", { podSelector, ingress: [{ from: [dice.one(peers)] }] }],
    ["networking.k8s.io/v1", "Ingress", { ingressClassName: "nginx", rules: [{ http: { paths: [path] } }] }],
    ["policy/v1", "PodDisruptionBudget", { selector: podSelector, maxUnavailable: dice.int(2) }],
  ]);
  return hands("create", { object: { apiVersion, kind, metadata: { name }, spec } });
};

const KINDS = [
  "deployments",
  "services",
  "daemonsets",
  "statefulsets",
  "jobs",
  "cronjobs",
  "networkpolicies",
  "ingresses",
  "poddisruptionbudgets",
  "replicasets",
] as const;

const MOVES: readonly Move[] = [
  workload,
  workload,
  rule,
  deploy,
  deploy,
  deploy,
  serve,
  serve,
  (dice, _, index) =>
    hands("create", {
      object: toJson(
        makePod(`pod-${index}`, { labels: { app: dice.one(APPS) }, container: { image: dice.one(REFERENCES) } }),
      ),
    }),
  (dice) => patch("deployments", `default/${dice.one(APPS)}`, { spec: { replicas: dice.int(9) } }),
  (dice) => {
    const name = dice.one(APPS);
    return patch("deployments", `default/${name}`, {
      spec: { template: { spec: { containers: [{ name, image: dice.one(REFERENCES) }] } } },
    });
  },
  (dice) => patch("deployments", `default/${dice.one(APPS)}`, { spec: { replicas: dice.one([-1, "many", null]) } }),
  (dice) =>
    patch("services", `default/${dice.one(APPS)}`, { spec: { selector: { app: dice.one([...APPS, "nobody"]) } } }),
  (dice) => hands("delete", { resource: dice.one(KINDS), key: `default/${dice.one(APPS)}` }),
  (dice, _, index) => hands("evict", { key: `default/pod-${dice.int(index + 1)}` }),
  (dice, { nodes }) => hands("delete", { resource: "nodes", key: dice.one(nodes).name }),
  (dice, _, index) =>
    hands("delete", {
      resource: "pods",
      key: `default/pod-${dice.int(index + 1)}`,
      gracePeriodSeconds: dice.one([0, 1, 30]),
    }),
  (dice, { nodes }) => patch("nodes", dice.one(nodes).name, { spec: { unschedulable: dice.chance(50) } }),
  (dice, { nodes }) =>
    patch("nodes", dice.one(nodes).name, {
      spec: { taints: dice.chance(50) ? [{ key: "fuzz", effect: "NoExecute" }] : null },
    }),
  (dice, { nodes }) => fault("power", { node: dice.one(nodes).name, on: dice.chance(50) }),
  (dice, { nodes }) => fault("network", { node: dice.one(nodes).name, cut: dice.chance(50) }),
  (dice, { nodes }) => fault("kubelet", { node: dice.one(nodes).name, stopped: dice.chance(50) }),
  (dice) => ({ component: "firewall", action: "set", data: { port: 30_080, action: dice.one(["allow", "deny"]) } }),
  (dice, { nodes }) => ({
    component: "network",
    action: "request",
    data: { url: `http://${dice.one(nodes).name}:30080/`, n: 1 + dice.int(5), name: `run ${dice.int(1000)}` },
  }),
];

export const randomCommand: Move = (dice, scenario, index) => dice.one(MOVES)(dice, scenario, index);

const POLICIES = ["Background", "Foreground", "Orphan"] as const;
const imageOf = (resource: string): Move => {
  return (dice) => {
    const name = dice.one(APPS);
    const containers = [{ name, image: dice.one(REFERENCES) }];
    return patch(resource, `default/${name}`, { spec: { template: { spec: { containers } } } });
  };
};

const OWNERS = ["deployments", "daemonsets", "statefulsets", "jobs", "cronjobs"] as const;
const JOBS: readonly JsonObject[] = [
  { completionMode: "Indexed", completions: 4, parallelism: 2, backoffLimitPerIndex: 1 },
  { completionMode: "Indexed", completions: 3, successPolicy: { rules: [{ succeededCount: 1 }] } },
  { ttlSecondsAfterFinished: 5, backoffLimit: 0 },
  { activeDeadlineSeconds: 20, parallelism: 3 },
  { podReplacementPolicy: "Failed", suspend: true },
  { podFailurePolicy: { rules: [{ action: "Ignore", onPodConditions: [{ type: "DisruptionTarget" }] }] } },
];

/** The kinds that the first moves make seldom, with what can be said of them. */
export const harderWorkload: Move = (dice) => {
  const name = dice.one(APPS);
  const selector = { matchLabels: { app: name } };
  const always = template(dice, name, "Always");
  const [apiVersion, kind, spec] = dice.one<readonly [string, string, JsonObject]>([
    [
      "apps/v1",
      "DaemonSet",
      {
        selector,
        template: always,
        updateStrategy: { rollingUpdate: dice.one([{ maxSurge: 1, maxUnavailable: 0 }, { maxUnavailable: "50%" }]) },
      },
    ],
    [
      "apps/v1",
      "StatefulSet",
      {
        replicas: 1 + dice.int(3),
        serviceName: name,
        selector,
        template: always,
        podManagementPolicy: dice.one(["OrderedReady", "Parallel"]),
        ordinals: { start: dice.int(3) },
        updateStrategy: { type: "RollingUpdate", rollingUpdate: { partition: dice.int(2) } },
      },
    ],
    ["batch/v1", "Job", { ...dice.one(JOBS), template: template(dice, name, "Never") }],
  ]);
  return hands("create", { object: { apiVersion, kind, metadata: { name }, spec } });
};

const HARDER: readonly Move[] = [
  (dice, { nodes }) => fault("disk", { node: dice.one(nodes).name, usedPercent: dice.one([0, 86, 92, 97]) }),
  (dice, _, index) => {
    const pod = `default/pod-${dice.int(index + 1)}`;
    return dice.chance(50)
      ? { component: "apps", action: "exit", data: { pod, code: dice.one([0, 1, 137]) } }
      : { component: "apps", action: "hold", data: { pod, memoryMi: dice.one([60, 300, 900]) } };
  },
  (dice) =>
    hands("delete", {
      resource: dice.one(OWNERS),
      key: `default/${dice.one(APPS)}`,
      propagationPolicy: dice.one(POLICIES),
    }),
  (dice) => patch("jobs", `default/${dice.one(APPS)}`, { spec: { suspend: dice.chance(50) } }),
  (dice) => patch("jobs", `default/${dice.one(APPS)}`, { spec: { parallelism: dice.int(4) } }),
  (dice) =>
    patch("cronjobs", `default/${dice.one(APPS)}`, {
      spec: { concurrencyPolicy: dice.one(["Allow", "Forbid", "Replace"]), suspend: dice.chance(20) },
    }),
  imageOf("statefulsets"),
  imageOf("daemonsets"),
  (dice) => patch("statefulsets", `default/${dice.one(APPS)}`, { spec: { replicas: dice.int(4) } }),
  (dice) =>
    patch("deployments", `default/${dice.one(APPS)}`, {
      spec: { paused: dice.chance(40), progressDeadlineSeconds: dice.one([30, 600]) },
    }),
];

/** Came later than the seeds that once failed: drawn apart, so that those stay what they are. */
export const harderCommand: Move = (dice, scenario, index) => dice.one(HARDER)(dice, scenario, index);

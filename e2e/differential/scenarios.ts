// What both simulations can play: Deployments, ReplicaSets, pods, Services and namespaces on three nodes with room for all. Init containers,
// resources, volumes and affinity are beyond webernetes 0.3.5.
import type { JsonObject } from "#api/meta";

export type Step =
  | { readonly apply: readonly JsonObject[] }
  /** A strategic merge patch of a Deployment. */
  | { readonly patch: string; readonly with: JsonObject }
  | { readonly remove: "deployment" | "service" | "pod"; readonly name: string }
  /** The first pod by name of those with this label `app`. */
  | { readonly removeOneOf: string }
  | { readonly seconds: number };

export interface DiffScenario {
  readonly name: string;
  readonly steps: readonly Step[];
}

export const IMAGES = {
  /** Answers everything with 200. */
  web: ["demo/web:1.0", "demo/web:2.0"],
  /** Listens, and answers everything with 503. */
  unready: "demo/unready:1.0",
  /** Ends with status 1 after three seconds. */
  crash: "demo/crash:1.0",
  absent: "demo/absent:1.0",
} as const;

const containers = (image: string, more: JsonObject = {}): readonly JsonObject[] => [
  { name: "web", image, ports: [{ containerPort: 8080 }], ...more },
];

const template = (app: string, image: string, more: JsonObject = {}): JsonObject => ({
  metadata: { labels: { app } },
  spec: { containers: containers(image, more) },
});

interface Program {
  readonly image: string;
  /** What its container says beyond that: its probes. */
  readonly more?: JsonObject;
}

const workload = (
  kind: "Deployment" | "ReplicaSet",
  app: string,
  { image, more }: Program,
  spec: JsonObject,
): JsonObject => ({
  apiVersion: "apps/v1",
  kind,
  metadata: { name: app, namespace: "default" },
  spec: { selector: { matchLabels: { app } }, template: template(app, image, more), ...spec },
});

const service = (name: string, app: string): JsonObject => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: { name, namespace: "default" },
  spec: { selector: { app }, ports: [{ port: 80, targetPort: 8080 }] },
});

const pod = (name: string, app: string, image: string): JsonObject => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: { name, namespace: "default", labels: { app } },
  spec: { containers: containers(image) },
});

const [v1, v2] = IMAGES.web;
const probe = (more: JsonObject = {}): JsonObject => ({
  httpGet: { path: "/", port: 8080 },
  periodSeconds: 2,
  ...more,
});
/** The whole container: webernetes 0.3.5 merges no lists by their keys. */
const toImage = (image: string, more?: JsonObject): JsonObject => ({
  spec: { template: { spec: { containers: containers(image, more) } } },
});
const settled = { seconds: 40 } as const;
const web = (spec: JsonObject = {}, more?: JsonObject): JsonObject =>
  workload("Deployment", "web", { image: v1, ...(more ? { more } : {}) }, { replicas: 3, ...spec });

export const scenarios: readonly DiffScenario[] = [
  { name: "a deployment and its service", steps: [{ apply: [web(), service("web", "web")] }, settled] },
  {
    name: "more replicas",
    steps: [{ apply: [web()] }, settled, { patch: "web", with: { spec: { replicas: 5 } } }, settled],
  },
  {
    name: "fewer replicas",
    steps: [{ apply: [web()] }, settled, { patch: "web", with: { spec: { replicas: 1 } } }, settled],
  },
  {
    name: "no replicas",
    steps: [
      { apply: [web(), service("web", "web")] },
      settled,
      { patch: "web", with: { spec: { replicas: 0 } } },
      settled,
    ],
  },
  {
    name: "another image",
    steps: [{ apply: [web(), service("web", "web")] }, settled, { patch: "web", with: toImage(v2) }, settled],
  },
  {
    name: "another image, and back",
    steps: [
      { apply: [web()] },
      settled,
      { patch: "web", with: toImage(v2) },
      settled,
      { patch: "web", with: toImage(v1) },
      settled,
    ],
  },
  {
    name: "all at once",
    steps: [
      { apply: [web({ strategy: { type: "Recreate" } })] },
      settled,
      { patch: "web", with: toImage(v2) },
      settled,
    ],
  },
  {
    name: "by percent",
    steps: [
      { apply: [web({ replicas: 10, strategy: { rollingUpdate: { maxSurge: "30%", maxUnavailable: "30%" } } })] },
      settled,
      { patch: "web", with: toImage(v2) },
      settled,
    ],
  },
  {
    name: "an image that there is not",
    steps: [
      { apply: [web(), service("web", "web")] },
      settled,
      { patch: "web", with: toImage(IMAGES.absent) },
      { seconds: 100 },
    ],
  },
  {
    name: "scaled while the new image cannot be pulled",
    steps: [
      { apply: [web({ replicas: 4 })] },
      settled,
      { patch: "web", with: toImage(IMAGES.absent) },
      settled,
      { patch: "web", with: { spec: { replicas: 8 } } },
      { seconds: 60 },
    ],
  },
  {
    name: "a probe that succeeds",
    steps: [{ apply: [web({}, { readinessProbe: probe() }), service("web", "web")] }, settled],
  },
  {
    name: "never ready",
    steps: [
      {
        apply: [
          workload("Deployment", "web", { image: IMAGES.unready, more: { readinessProbe: probe() } }, { replicas: 2 }),
          service("web", "web"),
        ],
      },
      settled,
    ],
  },
  {
    name: "killed by its liveness probe",
    steps: [
      {
        apply: [
          workload(
            "Deployment",
            "web",
            { image: IMAGES.unready, more: { livenessProbe: probe({ failureThreshold: 2 }) } },
            { replicas: 1 },
          ),
        ],
      },
      { seconds: 20 },
    ],
  },
  {
    name: "held back by its startup probe",
    steps: [
      {
        apply: [
          workload(
            "Deployment",
            "web",
            { image: IMAGES.unready, more: { startupProbe: probe({ failureThreshold: 60 }), livenessProbe: probe() } },
            { replicas: 1 },
          ),
        ],
      },
      settled,
    ],
  },
  {
    name: "a rollout that never gets ready",
    steps: [
      { apply: [web({}, { readinessProbe: probe() })] },
      settled,
      { patch: "web", with: toImage(IMAGES.unready, { readinessProbe: probe() }) },
      { seconds: 60 },
    ],
  },
  {
    name: "given up after progressDeadlineSeconds",
    steps: [
      { apply: [web({ progressDeadlineSeconds: 30 }, { readinessProbe: probe() })] },
      settled,
      { patch: "web", with: toImage(IMAGES.unready, { readinessProbe: probe() }) },
      { seconds: 60 },
    ],
  },
  {
    name: "it ends with an error",
    steps: [{ apply: [workload("Deployment", "web", { image: IMAGES.crash }, { replicas: 1 })] }, { seconds: 55 }],
  },
  {
    name: "paused",
    steps: [{ apply: [web({ paused: true })] }, settled, { patch: "web", with: toImage(v2) }, settled],
  },
  {
    name: "paused halfway, then on",
    steps: [
      { apply: [web()] },
      settled,
      { patch: "web", with: { spec: { paused: true } } },
      { patch: "web", with: toImage(v2) },
      settled,
      { patch: "web", with: { spec: { paused: false } } },
      settled,
    ],
  },
  { name: "minReadySeconds", steps: [{ apply: [web({ minReadySeconds: 20 })] }, { seconds: 12 }] },
  { name: "a pod goes", steps: [{ apply: [web()] }, settled, { removeOneOf: "web" }, settled] },
  {
    name: "the deployment goes",
    steps: [{ apply: [web(), service("web", "web")] }, settled, { remove: "deployment", name: "web" }, { seconds: 60 }],
  },
  {
    name: "a replica set alone",
    steps: [{ apply: [workload("ReplicaSet", "web", { image: v1 }, { replicas: 2 })] }, settled],
  },
  {
    name: "a replica set takes a pod that was there",
    steps: [
      { apply: [pod("old", "web", v1)] },
      settled,
      { apply: [workload("ReplicaSet", "web", { image: v1 }, { replicas: 2 })] },
      settled,
    ],
  },
  {
    name: "a replica set finds too many",
    steps: [
      { apply: [pod("a", "web", v1), pod("b", "web", v1), pod("c", "web", v1)] },
      settled,
      { apply: [workload("ReplicaSet", "web", { image: v1 }, { replicas: 1 })] },
      { seconds: 60 },
    ],
  },
  { name: "a pod of its own", steps: [{ apply: [pod("alone", "alone", v1), service("alone", "alone")] }, settled] },
  {
    name: "a pod of its own goes",
    steps: [{ apply: [pod("alone", "alone", v1)] }, settled, { remove: "pod", name: "alone" }, { seconds: 60 }],
  },
  { name: "a service without pods", steps: [{ apply: [service("web", "nobody")] }, settled] },
  {
    name: "the service goes",
    steps: [{ apply: [web(), service("web", "web")] }, settled, { remove: "service", name: "web" }, settled],
  },
];

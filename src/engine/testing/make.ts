// Builders for tests: the smallest object or scenario that is right, with what a test is about on top.
import type { Deployment } from "#api/apps";
import type { Container } from "#api/core-container";
import type { Pod, PodSpec } from "#api/core-pod";
import type { Service, ServiceSpec } from "#api/core-service";
import type { JsonObject, ObjectMeta, StringMap } from "#api/meta";
import type { ImageBehaviour, NodeScenario, Scenario } from "../scenario.ts";

export const START_TIME = "2026-11-22T09:00:00Z";

/** A worker of two cores and 4Gi, at 10.77.0.(11 + index). */
export const makeNode = (
  name: string,
  over: Partial<NodeScenario> & { readonly index?: number } = {},
): NodeScenario => {
  const { index = 0, ...rest } = over;
  return {
    name,
    role: "worker",
    cpu: "2",
    memory: "4Gi",
    pods: 110,
    address: `10.77.0.${11 + index}`,
    podCIDR: `10.244.${index}.0/24`,
    ...rest,
  };
};

/** A master, with its taint, and as many workers. */
export const makeNodes = (workers: number): NodeScenario[] => [
  makeNode("master", {
    role: "control-plane",
    taints: [{ key: "node-role.kubernetes.io/control-plane", effect: "NoSchedule" }],
  }),
  ...Array.from({ length: workers }, (_, i) => makeNode(`worker-${i + 1}`, { index: i + 1 })),
];

/** A web server that listens on 8080 after `startupMs` and answers its image's name. */
export const makeImage = (over: Partial<ImageBehaviour> = {}): ImageBehaviour => ({
  port: 8080,
  startupMs: 0,
  routes: [{ path: "/", status: 200, body: "ok" }],
  ...over,
});

export const makeScenario = (over: Partial<Scenario> = {}): Scenario => ({
  name: "test",
  seed: 1,
  startTime: START_TIME,
  nodes: makeNodes(3),
  images: { "demo/web:1.0": makeImage() },
  ...over,
});

export const makeMeta = (name: string, over: Partial<ObjectMeta> = {}): ObjectMeta => ({
  name,
  namespace: "default",
  ...over,
});

export const makeContainer = (over: Partial<Container> = {}): Container => ({
  name: "web",
  image: "demo/web:1.0",
  ports: [{ containerPort: 8080 }],
  ...over,
});

export interface MakePodOptions {
  readonly labels?: StringMap;
  readonly container?: Partial<Container>;
  readonly spec?: Partial<PodSpec>;
  readonly metadata?: Partial<ObjectMeta>;
}

export const makePod = (name: string, { labels, container, spec, metadata }: MakePodOptions = {}): Pod => ({
  apiVersion: "v1",
  kind: "Pod",
  metadata: makeMeta(name, { ...(labels ? { labels } : {}), ...metadata }),
  spec: { containers: [makeContainer(container)], ...spec },
});

export interface MakeDeploymentOptions {
  readonly replicas?: number;
  readonly container?: Partial<Container>;
  readonly podSpec?: Partial<PodSpec>;
  readonly spec?: Partial<Deployment["spec"]>;
  readonly metadata?: Partial<ObjectMeta>;
}

/** A Deployment whose pods have the label `app: <name>`. */
export const makeDeployment = (name: string, options: MakeDeploymentOptions = {}): Deployment => {
  const { replicas = 1, container, podSpec, spec, metadata } = options;
  const labels = { app: name };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: makeMeta(name, { labels, ...metadata }),
    spec: {
      replicas,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [makeContainer({ name, ...container })], ...podSpec } },
      ...spec,
    },
  };
};

/** A Service on port 80 to 8080 of the pods with the label `app: <name>`. */
export const makeService = (
  name: string,
  spec: Partial<ServiceSpec> = {},
  metadata: Partial<ObjectMeta> = {},
): Service => ({
  apiVersion: "v1",
  kind: "Service",
  metadata: makeMeta(name, metadata),
  spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }], ...spec },
});

/** An object as a scenario or a command carries it. */
export const toJson = (object: object): JsonObject => object as JsonObject;

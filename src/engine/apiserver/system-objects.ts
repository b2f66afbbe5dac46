// Models the post-start hooks of kube-apiserver (pkg/controlplane, pkg/registry/scheduling/rest/storage_scheduling.go, v1.36): the
// objects that every cluster has before anybody acts, and that come again when somebody deletes them.
import type { Namespace } from "#api/core-node";
import type { Endpoints, Service } from "#api/core-service";
import type { EndpointSlice } from "#api/discovery";
import type { PriorityClass } from "#api/scheduling";
import type { ComponentFactory, Sim } from "../sim.ts";
import type { ObjectChange } from "./store.ts";

const NAMESPACES = ["default", "kube-node-lease", "kube-public", "kube-system"];
const API_SERVER = { ip: "10.77.0.1", port: 6443 };
const SERVICE_LABELS = { component: "apiserver", provider: "kubernetes" };

const PRIORITIES: readonly (readonly [name: string, value: number, use: string])[] = [
  [
    "system-cluster-critical",
    2_000_000_000,
    "Used for system critical pods that must run in the cluster, but can be moved to another node if necessary.",
  ],
  [
    "system-node-critical",
    2_000_001_000,
    "Used for system critical pods that must not be moved from their current node.",
  ],
];

/** kubernetesservice/controller.go and systemnamespaces: how often the API server looks whether its own objects are there. */
const SERVICE_INTERVAL_MS = 10_000;
const NAMESPACE_INTERVAL_MS = 60_000;

const COMPONENT = "systemobjects";
const SERVICE_KEY = "default/kubernetes";

export const createSystemObjects: ComponentFactory = (sim) => ({
  name: COMPONENT,
  start: () => {
    createNamespaces(sim);
    for (const [name, value, description] of PRIORITIES) {
      const priorityClass: PriorityClass = {
        apiVersion: "scheduling.k8s.io/v1",
        kind: "PriorityClass",
        metadata: { name },
        value,
        description,
        preemptionPolicy: "PreemptLowerPriority",
      };
      sim.api.createTrusted("priorityclasses", priorityClass);
    }
    createKubernetesService(sim);
  },
  timers: { service: () => createKubernetesService(sim), namespaces: () => createNamespaces(sim) },
  // An idle cluster looks at nothing: only a deletion has something to be found at the next look.
  watch: {
    services: (change) => lookForService(sim, change),
    endpoints: (change) => lookForService(sim, change),
    endpointslices: (change) => lookForService(sim, change),
    namespaces: ({ type, key }) => {
      if (type === "DELETED" && NAMESPACES.includes(key)) lookAgain(sim, "namespaces", NAMESPACE_INTERVAL_MS);
    },
  },
});

const lookForService = (sim: Sim, { type, key }: ObjectChange): void => {
  if (type === "DELETED" && key === SERVICE_KEY) lookAgain(sim, "service", SERVICE_INTERVAL_MS);
};

const lookAgain = (sim: Sim, what: string, intervalMs: number): void => {
  const nextMs = Math.ceil((sim.now() + 1) / intervalMs) * intervalMs;
  sim.setTimer(nextMs, `${COMPONENT}/${what}`, "");
};

/** What is there already is left as it is: the creation is refused. */
const createNamespaces = (sim: Sim): void => {
  for (const name of NAMESPACES) sim.api.createTrusted("namespaces", namespaceOf(name));
};

const namespaceOf = (name: string): Namespace => ({
  apiVersion: "v1",
  kind: "Namespace",
  metadata: { name, labels: { "kubernetes.io/metadata.name": name } },
  spec: { finalizers: ["kubernetes"] },
  status: { phase: "Active" },
});

/** `kubernetes.default`: the API server as pods see it. */
const createKubernetesService = (sim: Sim): void => {
  const metadata = { name: "kubernetes", namespace: "default" };
  const port = { name: "https", port: API_SERVER.port, protocol: "TCP" as const };
  const service: Service = {
    apiVersion: "v1",
    kind: "Service",
    metadata: { ...metadata, labels: SERVICE_LABELS },
    spec: {
      clusterIP: "10.96.0.1",
      clusterIPs: ["10.96.0.1"],
      internalTrafficPolicy: "Cluster",
      ipFamilies: ["IPv4"],
      ipFamilyPolicy: "SingleStack",
      ports: [{ name: "https", port: 443, protocol: "TCP", targetPort: API_SERVER.port }],
      sessionAffinity: "None",
      type: "ClusterIP",
    },
    status: { loadBalancer: {} },
  };
  const endpoints: Endpoints = {
    apiVersion: "v1",
    kind: "Endpoints",
    metadata: { ...metadata, labels: { "endpointslice.kubernetes.io/skip-mirror": "true" } },
    subsets: [{ addresses: [{ ip: API_SERVER.ip }], ports: [port] }],
  };
  const slice: EndpointSlice = {
    apiVersion: "discovery.k8s.io/v1",
    kind: "EndpointSlice",
    metadata: { ...metadata, labels: { "kubernetes.io/service-name": "kubernetes" } },
    addressType: "IPv4",
    endpoints: [{ addresses: [API_SERVER.ip], conditions: { ready: true } }],
    ports: [port],
  };
  sim.api.createTrusted("services", service);
  sim.api.createTrusted("endpoints", endpoints);
  sim.api.createTrusted("endpointslices", slice);
};

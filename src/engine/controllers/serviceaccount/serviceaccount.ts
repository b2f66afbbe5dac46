// Models pkg/controller/serviceaccount/serviceaccounts_controller.go and pkg/controller/certificates/rootcacertpublisher (v1.36):
// every namespace has the account `default` and the certificate by which pods know the API server.
import type { ConfigMap, ServiceAccount } from "#api/core";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { createWorkQueue } from "../work-queue.ts";

const NAME = "serviceaccount";
const LATENCY_MS = 12;
const CERTIFICATE = "kube-root-ca.crt";
const DESCRIPTION =
  "Contains a CA bundle that can be used to verify the kube-apiserver when using internal endpoints such as the internal service IP or kubernetes.default.svc. No other usage is guaranteed across distributions of Kubernetes clusters.";
/** No real certificate: nothing in the simulation reads it. */
const PEM = "-----BEGIN CERTIFICATE-----\nRHJ5ZG9jayBzaW11bGF0ZWQgY2x1c3RlcgQ=\n-----END CERTIFICATE-----\n";

export const createServiceAccountController: ComponentFactory = (sim) => {
  const queue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: LATENCY_MS,
    reconcile: (key) => furnish(sim, key),
  });
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    // Namespaces that exist from the beginning are furnished from the beginning.
    start: () => {
      for (const namespace of sim.store.list("namespaces")) furnish(sim, namespace.metadata.name);
    },
    watch: {
      namespaces: ({ type, key }) => {
        if (type === "ADDED") queue.add(key);
      },
      serviceaccounts: ({ type, object }) => {
        if (type === "DELETED" && object.metadata.name === "default") queue.add(object.metadata.namespace ?? "");
      },
      configmaps: ({ type, object }) => {
        if (type !== "ADDED" && object.metadata.name === CERTIFICATE) queue.add(object.metadata.namespace ?? "");
      },
    },
  };
};

/** Whatever of the two is absent (or, the certificate, changed) is made as it should be. */
const furnish = (sim: Sim, namespace: string): void => {
  const found = sim.store.get("namespaces", namespace);
  if (!found || found.metadata.deletionTimestamp) return;
  const account: ServiceAccount = {
    apiVersion: "v1",
    kind: "ServiceAccount",
    metadata: { name: "default", namespace },
  };
  if (!sim.store.get("serviceaccounts", `${namespace}/default`)) sim.api.createTrusted("serviceaccounts", account);
  const data = { "ca.crt": PEM };
  const certificate: ConfigMap = {
    apiVersion: "v1",
    kind: "ConfigMap",
    metadata: { name: CERTIFICATE, namespace, annotations: { "kubernetes.io/description": DESCRIPTION } },
    data,
  };
  const written = sim.api.write("configmaps", `${namespace}/${CERTIFICATE}`, (live) => ({ ...live, data }));
  if (!written) sim.api.createTrusted("configmaps", certificate);
};

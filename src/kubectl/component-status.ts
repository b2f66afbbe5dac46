// Models pkg/registry/core/componentstatus (v1.36): what the API server finds when it asks the health of its neighbours.
// Simplified: their pods are looked at, as nobody can ask them over the network; the data store is well whenever the server answers.
import type { JsonObject } from "#api/meta";
import { list, map, text } from "./object.ts";

const PORTS: readonly (readonly [name: string, component: string, port: number])[] = [
  ["scheduler", "kube-scheduler", 10_259],
  ["controller-manager", "kube-controller-manager", 10_257],
];

const isReady = (pod: JsonObject): boolean =>
  list(pod, "status", "conditions").some((one) => text(one, "type") === "Ready" && text(one, "status") === "True");

/** Of the pods in kube-system; where no such pod is shown, the component runs elsewhere. */
export const componentStatuses = (pods: readonly JsonObject[]): readonly JsonObject[] => {
  const found = PORTS.map(([name, component, port]) => {
    const own = pods.filter((pod) => map(pod, "metadata", "labels")["component"] === component);
    const refused = `dial tcp 127.0.0.1:${port}: connect: connection refused`;
    return own.length === 0 || own.some(isReady)
      ? status(name, { status: "True", message: "ok" })
      : status(name, { status: "False", message: `Get "https://127.0.0.1:${port}/healthz": ${refused}` });
  });
  return [...found, status("etcd-0", { status: "True", message: "ok" })];
};

const status = (name: string, health: JsonObject): JsonObject => ({
  apiVersion: "v1",
  conditions: [{ ...health, type: "Healthy" }],
  kind: "ComponentStatus",
  metadata: { name },
});

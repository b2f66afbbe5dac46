// Models SetDefaults_Service of pkg/apis/core/v1/defaults.go (v1.36).
import type { JsonObject } from "#api/meta";
import { at, change, changeEach, fill, listOf, numberOf, optionalNumber, set } from "../json-object.ts";

const THREE_HOURS = 10_800;

export const defaultService = (service: JsonObject): JsonObject =>
  change(change(service, "spec", defaultServiceSpec), "status", (status) =>
    at(service, "spec", "type") === "LoadBalancer" ? change(status, "loadBalancer", defaultIpMode) : status,
  );

const defaultServiceSpec = (spec: JsonObject): JsonObject => {
  let result = fill(spec, { sessionAffinity: "None", type: "ClusterIP" });
  result = defaultAffinityConfig(result);
  result = changeEach(result, "ports", (port) => {
    const target = port["targetPort"];
    const isAbsent = target === 0 || target === "" || target === undefined;
    return fill(isAbsent ? set(port, "targetPort", numberOf(port["port"])) : port, { protocol: "TCP" });
  });
  const { type } = result;
  const isExternal =
    type === "LoadBalancer" || type === "NodePort" || (type === "ClusterIP" && listOf(spec["externalIPs"]).length > 0);
  if (isExternal) result = fill(result, { externalTrafficPolicy: "Cluster" });
  if (type === "NodePort" || type === "LoadBalancer" || type === "ClusterIP") {
    result = fill(result, { internalTrafficPolicy: "Cluster" });
  }
  return type === "LoadBalancer" ? fill(result, { allocateLoadBalancerNodePorts: true }) : result;
};

const defaultAffinityConfig = (spec: JsonObject): JsonObject => {
  if (spec["sessionAffinity"] === "None") return set(spec, "sessionAffinityConfig", undefined);
  const timeout = optionalNumber(at(spec, "sessionAffinityConfig", "clientIP", "timeoutSeconds"));
  if (spec["sessionAffinity"] !== "ClientIP" || timeout !== undefined) return spec;
  return set(spec, "sessionAffinityConfig", { clientIP: { timeoutSeconds: THREE_HOURS } });
};

const defaultIpMode = (loadBalancer: JsonObject): JsonObject =>
  changeEach(loadBalancer, "ingress", (ingress) => (ingress["ip"] ? fill(ingress, { ipMode: "VIP" }) : ingress));

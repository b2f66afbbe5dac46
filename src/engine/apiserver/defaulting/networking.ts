// Models pkg/apis/networking/v1/defaults.go and pkg/apis/discovery/v1/defaults.go (v1.36).
import { isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { change, changeEach, fill, listOf, set } from "../json-object.ts";

export const defaultNetworkPolicy = (policy: JsonObject): JsonObject =>
  change(policy, "spec", (spec) => {
    const withProtocols = ["ingress", "egress"].reduce(
      (result, key) =>
        changeEach(result, key, (rule) => changeEach(rule, "ports", (port) => fill(port, { protocol: "TCP" }))),
      spec,
    );
    if (listOf(spec["policyTypes"]).length > 0) return withProtocols;
    const types = listOf(spec["egress"]).length > 0 ? ["Ingress", "Egress"] : ["Ingress"];
    return set(withProtocols, "policyTypes", types);
  });

export const defaultIngressClass = (ingressClass: JsonObject): JsonObject =>
  change(ingressClass, "spec", (spec) =>
    change(spec, "parameters", (parameters) => fill(parameters, { scope: "Cluster" })),
  );

export const defaultEndpointSlice = (slice: JsonObject): JsonObject =>
  changeEach(slice, "ports", (port) => fill(port, { name: "", protocol: "TCP" }));

/** No default of its own: an empty list of rules stays for validation to name, unless a default backend makes it nothing. */
export const defaultIngress = (ingress: JsonObject): JsonObject =>
  change(ingress, "spec", (spec) =>
    isJsonObject(spec["defaultBackend"]) && listOf(spec["rules"]).length === 0 ? set(spec, "rules", undefined) : spec,
  );

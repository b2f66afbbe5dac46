// Models pkg/api/service/warnings.go (v1.36).
import type { JsonObject } from "#api/meta";
import { listOf, objectOf, textOf } from "../json-object.ts";
import { warningsForCidr, warningsForIp } from "./ip-warnings.ts";

const TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
const TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";

export const warningsForService = (service: JsonObject): readonly string[] => {
  const spec = objectOf(service["spec"]);
  const clusterIp = textOf(spec["clusterIP"]);
  const isHeadless = spec["type"] === "ClusterIP" && clusterIp === "None";
  const balancerIp = textOf(spec["loadBalancerIP"]);
  const annotations = objectOf(objectOf(service["metadata"])["annotations"]);
  const addressesAt = (field: string): readonly string[] =>
    listOf(spec[field]).flatMap((address, i) => warningsForIp(textOf(address), `spec.${field}[${i}]`));
  return [
    ...(annotations[TOPOLOGY_HINTS] === undefined
      ? []
      : [`annotation ${TOPOLOGY_HINTS} is deprecated, please use ${TOPOLOGY_MODE} instead`]),
    ...(clusterIp === "" || clusterIp === "None" ? [] : addressesAt("clusterIPs")),
    ...(isHeadless ? ignoredWhenHeadless(spec) : []),
    ...addressesAt("externalIPs"),
    ...externalIpWarnings(spec, isHeadless),
    ...(balancerIp === "" ? [] : warningsForIp(balancerIp, "spec.loadBalancerIP")),
    ...listOf(spec["loadBalancerSourceRanges"]).flatMap((cidr, i) =>
      warningsForCidr(textOf(cidr), `spec.loadBalancerSourceRanges[${i}]`),
    ),
    ...ignoredByType(spec),
    ...(spec["trafficDistribution"] === "PreferClose"
      ? ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"']
      : []),
  ];
};

const hasExternalIps = (spec: JsonObject): boolean => listOf(spec["externalIPs"]).length > 0;

const ignoredWhenHeadless = (spec: JsonObject): readonly string[] => [
  ...(textOf(spec["loadBalancerIP"]) === "" ? [] : ["spec.loadBalancerIP is ignored for headless services"]),
  ...(hasExternalIps(spec) ? ["spec.externalIPs is ignored for headless services"] : []),
  ...(spec["sessionAffinity"] === "None" ? [] : ["spec.SessionAffinity is ignored for headless services"]),
];

const externalIpWarnings = (spec: JsonObject, isHeadless: boolean): readonly string[] =>
  hasExternalIps(spec) && !isHeadless && spec["type"] !== "ExternalName"
    ? ["spec.externalIPs is deprecated and may no longer be implemented in some clusters"]
    : [];

const ignoredByType = (spec: JsonObject): readonly string[] => {
  if (spec["type"] === "ExternalName") {
    return hasExternalIps(spec) ? ['spec.externalIPs is ignored when spec.type is "ExternalName"'] : [];
  }
  return textOf(spec["externalName"]) === ""
    ? []
    : ['spec.externalName is ignored when spec.type is not "ExternalName"'];
};

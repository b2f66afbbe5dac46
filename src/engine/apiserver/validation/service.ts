// Models services of pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { toInternal } from "#api/schema/internal";
import { at, listOf, numberOf, objectOf, objectsOf, optionalNumber, textOf } from "../json-object.ts";
import { checkName, portNumberOrName } from "./basics.ts";
import { validateProtocol } from "./container.ts";
import {
  duplicate,
  forbidden,
  invalid,
  invalidEach,
  NONE,
  notSupported,
  required,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { validateCidr, validateEndpointIp, validateIp } from "./ip.ts";
import { validateLabels } from "./labels.ts";
import { isDns1123Label, isDns1123Subdomain, isPortNumber, isQualifiedName } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { isHeadless, validateClusterIps, validateIpUpdate } from "./service-ips.ts";

export const validateService = (service: JsonObject): Errors => [
  ...validateMeta(service, { name: isDns1123Label, isNamespaced: true }),
  ...validateSpec(service, undefined),
];

export const validateServiceUpdate = (service: JsonObject, old: JsonObject): Errors => {
  const spec = objectOf(service["spec"]);
  const before = objectOf(old["spec"]);
  const isChanged =
    needsHealthCheck(before) &&
    needsHealthCheck(spec) &&
    numberOf(before["healthCheckNodePort"]) !== numberOf(spec["healthCheckNodePort"]);
  return [
    ...validateMetaUpdate(service, old),
    ...validateIpUpdate(spec, before),
    ...validateClass(spec, before),
    ...(isChanged ? [forbidden("spec.healthCheckNodePort", "field is immutable")] : NONE),
    ...validateSpec(service, old),
  ];
};

const TYPES: readonly string[] = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];
const POLICIES: readonly string[] = ["Cluster", "Local"];

const isExternal = (spec: JsonObject): boolean =>
  spec["type"] === "LoadBalancer" ||
  spec["type"] === "NodePort" ||
  (spec["type"] === "ClusterIP" && listOf(spec["externalIPs"]).length > 0);

const needsHealthCheck = (spec: JsonObject): boolean =>
  spec["type"] === "LoadBalancer" && spec["externalTrafficPolicy"] === "Local";

const validateSpec = (service: JsonObject, old: JsonObject | undefined): Errors => {
  const spec = objectOf(service["spec"]);
  const before = objectOf(old?.["spec"]);
  const type = textOf(spec["type"]);
  return [
    ...validateTopology(service),
    ...(listOf(spec["ports"]).length === 0 && !isHeadless(spec) && type !== "ExternalName"
      ? [required("spec.ports")]
      : NONE),
    ...validateType(spec, type),
    ...validatePorts(spec),
    ...validateLabels(spec["selector"], "spec.selector"),
    ...validateAffinity(spec),
    ...validateClusterIps(spec, before),
    ...validateExternalIps(spec, before),
    ...choice(type, "spec.type", TYPES),
    ...(type === "ClusterIP" ? refuseNodePorts(spec) : NONE),
    ...validateUniquePorts(spec),
    ...validateSourceRanges(service, old),
    ...validateBalancer(spec),
    ...validateClass(spec, undefined),
    ...validateExternalPolicy(spec),
    ...validateInternalPolicy(spec),
    ...validateDistribution(spec["trafficDistribution"]),
  ];
};

const HINTS = "service.kubernetes.io/topology-aware-hints";
const MODE = "service.kubernetes.io/topology-mode";

const validateTopology = (service: JsonObject): Errors => {
  const annotations = objectOf(at(service, "metadata", "annotations"));
  const mode = annotations[MODE];
  if (mode === undefined || annotations[HINTS] === undefined || mode === annotations[HINTS]) return NONE;
  return [invalid(`metadata.annotations[${MODE}]`, mode, `must match annotations[${HINTS}] when both are specified`)];
};

const choice = (value: Json | undefined, path: string, choices: readonly string[]): Errors => {
  const text = textOf(value);
  if (text === "") return [required(path)];
  return choices.includes(text) ? NONE : [notSupported(path, text, choices)];
};

const validateType = (spec: JsonObject, type: string): Errors => {
  if ((type === "LoadBalancer" || type === "NodePort") && isHeadless(spec)) {
    return [invalid("spec.clusterIPs[0]", "None", `may not be set to 'None' for ${type} services`)];
  }
  if (type !== "ExternalName") return NONE;
  const name = textOf(spec["externalName"]).replace(/\.$/, "");
  const isSet = (key: string): boolean => spec[key] !== undefined && listLength(spec[key]) !== 0;
  return [
    ...["clusterIPs", "ipFamilies", "ipFamilyPolicy"]
      .filter(isSet)
      .map((key) => forbidden(`spec.${key}`, "may not be set for ExternalName services")),
    ...(name === "" ? [required("spec.externalName")] : checkName(name, "spec.externalName", isDns1123Subdomain)),
  ];
};

const listLength = (value: Json | undefined): number => (Array.isArray(value) ? value.length : 1);

const validatePorts = (spec: JsonObject): Errors => {
  const ports = objectsOf(spec["ports"]);
  const names = new Set<string>();
  return ports.flatMap((port, i) => {
    const path = `spec.ports[${i}]`;
    const name = textOf(port["name"]);
    const errors: FieldError[] = [];
    if (ports.length > 1 && name === "") errors.push(required(`${path}.name`));
    else if (name !== "") {
      errors.push(...checkName(name, `${path}.name`, isDns1123Label));
      if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
      names.add(name);
    }
    const number = numberOf(port["port"]);
    errors.push(...invalidEach(`${path}.port`, number, isPortNumber(number)));
    errors.push(...validateProtocol(port["protocol"], `${path}.protocol`));
    errors.push(...portNumberOrName(port["targetPort"], `${path}.targetPort`));
    const appProtocol = port["appProtocol"];
    if (typeof appProtocol === "string") errors.push(...checkName(appProtocol, `${path}.appProtocol`, isQualifiedName));
    return errors;
  });
};

const MAX_AFFINITY_SECONDS = 86_400;

const validateAffinity = (spec: JsonObject): Errors => {
  const affinity = textOf(spec["sessionAffinity"]);
  const config = spec["sessionAffinityConfig"];
  const path = "spec.sessionAffinityConfig";
  const errors: FieldError[] = [...choice(affinity, "spec.sessionAffinity", ["ClientIP", "None"])];
  if (affinity === "None" && isJsonObject(config)) {
    errors.push(forbidden(path, "must not be set when session affinity is None"));
  }
  if (affinity !== "ClientIP") return errors;
  const words = "when session affinity type is ClientIP";
  if (!isJsonObject(config)) return [...errors, required(path, words)];
  if (!isJsonObject(config["clientIP"])) return [...errors, required(`${path}.clientIP`, words)];
  const timeout = optionalNumber(config["clientIP"]["timeoutSeconds"]);
  const here = `${path}.clientIP.timeoutSeconds`;
  if (timeout === undefined) return [...errors, required(here, words)];
  return timeout <= 0 || timeout > MAX_AFFINITY_SECONDS
    ? [...errors, invalid(here, timeout, `must be greater than 0 and less than ${MAX_AFFINITY_SECONDS}`)]
    : errors;
};

const validateExternalIps = (spec: JsonObject, before: JsonObject): Errors => {
  const known = listOf(before["externalIPs"]).map(textOf);
  return listOf(spec["externalIPs"]).flatMap((ip, i) => {
    const path = `spec.externalIPs[${i}]`;
    const errors = validateIp(textOf(ip), path, known);
    return errors.length > 0 ? errors : validateEndpointIp(textOf(ip), path);
  });
};

const refuseNodePorts = (spec: JsonObject): Errors =>
  objectsOf(spec["ports"]).flatMap((port, i) =>
    numberOf(port["nodePort"]) === 0
      ? NONE
      : [forbidden(`spec.ports[${i}].nodePort`, "may not be used when `type` is 'ClusterIP'")],
  );

/** No node port twice, and no port twice, for one protocol. */
const validateUniquePorts = (spec: JsonObject): Errors => {
  const nodePorts = new Set<string>();
  const ports = new Set<string>();
  const errors: FieldError[] = [];
  const all = objectsOf(spec["ports"]);
  for (const [i, port] of all.entries()) {
    const nodePort = numberOf(port["nodePort"]);
    const key = `${textOf(port["protocol"])} ${nodePort}`;
    if (nodePort !== 0 && nodePorts.has(key)) errors.push(duplicate(`spec.ports[${i}].nodePort`, nodePort));
    nodePorts.add(key);
  }
  for (const [i, { protocol = "", port = 0 }] of all.entries()) {
    const key = `${textOf(protocol)} ${numberOf(port)}`;
    if (ports.has(key)) errors.push(duplicate(`spec.ports[${i}]`, toInternal("ServicePort", { protocol, port })));
    ports.add(key);
  }
  return errors;
};

const RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

const validateSourceRanges = (service: JsonObject, old: JsonObject | undefined): Errors => {
  const spec = objectOf(service["spec"]);
  const ranges = listOf(spec["loadBalancerSourceRanges"]).map((range) => textOf(range).trim());
  const isBalanced = spec["type"] === "LoadBalancer";
  const words = "may only be used when `type` is 'LoadBalancer'";
  if (ranges.length > 0) {
    const path = "spec.LoadBalancerSourceRanges";
    const known = listOf(at(old, "spec", "loadBalancerSourceRanges")).map((range) => textOf(range).trim());
    return [
      ...(isBalanced ? NONE : [forbidden(path, words)]),
      ...ranges.flatMap((range, i) => validateCidr(range, `${path}[${i}]`, known)),
    ];
  }
  const annotation = at(service, "metadata", "annotations", RANGES);
  if (typeof annotation !== "string") return NONE;
  const path = `metadata.annotations[${RANGES}]`;
  const isNew = at(old, "metadata", "annotations", RANGES) !== annotation && annotation.trim() !== "";
  return [
    ...(isBalanced ? NONE : [forbidden(path, words)]),
    ...(isNew
      ? annotation
          .trim()
          .split(",")
          .flatMap((range) => validateCidr(range.trim(), path))
      : NONE),
  ];
};

const validateBalancer = (spec: JsonObject): Errors => {
  const isBalanced = spec["type"] === "LoadBalancer";
  const allocates = spec["allocateLoadBalancerNodePorts"];
  if (allocates !== undefined && !isBalanced) {
    return [forbidden("spec.allocateLoadBalancerNodePorts", "may only be used when `type` is 'LoadBalancer'")];
  }
  return isBalanced && allocates === undefined ? [required("allocateLoadBalancerNodePorts")] : NONE;
};

const validateClass = (spec: JsonObject, before: JsonObject | undefined): Errors => {
  const path = "spec.loadBalancerClass";
  const name = spec["loadBalancerClass"];
  const isBalanced = spec["type"] === "LoadBalancer";
  const errors: FieldError[] = [];
  if (before?.["type"] === "LoadBalancer" && isBalanced && before["loadBalancerClass"] !== name) {
    errors.push(invalid(path, name ?? null, "may not change once set"));
  }
  if (name === undefined) return errors;
  return isBalanced
    ? [...errors, ...checkName(textOf(name), path, isQualifiedName)]
    : [...errors, forbidden(path, "may only be used when `type` is 'LoadBalancer'")];
};

const validateExternalPolicy = (spec: JsonObject): Errors => {
  const policy = textOf(spec["externalTrafficPolicy"]);
  const port = numberOf(spec["healthCheckNodePort"]);
  const path = "spec.externalTrafficPolicy";
  const errors: FieldError[] = [];
  if (isExternal(spec)) errors.push(...choice(policy, path, POLICIES));
  else if (policy !== "") errors.push(invalid(path, policy, "may only be set for externally-accessible services"));
  const here = "spec.healthCheckNodePort";
  if (!needsHealthCheck(spec)) {
    const detail = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
    return port === 0 ? errors : [...errors, invalid(here, port, detail)];
  }
  return [...errors, ...(port === 0 ? [required(here)] : invalidEach(here, port, isPortNumber(port)))];
};

const validateInternalPolicy = (spec: JsonObject): Errors => {
  const policy = spec["internalTrafficPolicy"];
  const path = "spec.internalTrafficPolicy";
  if (policy === undefined) {
    return ["ClusterIP", "LoadBalancer", "NodePort"].includes(textOf(spec["type"])) ? [required(path)] : NONE;
  }
  return POLICIES.includes(textOf(policy)) ? NONE : [notSupported(path, policy, POLICIES)];
};

const DISTRIBUTIONS: readonly string[] = ["PreferClose", "PreferSameZone", "PreferSameNode"];

const validateDistribution = (distribution: Json | undefined): Errors =>
  distribution === undefined || DISTRIBUTIONS.includes(textOf(distribution))
    ? NONE
    : [notSupported("spec.trafficDistribution", distribution, DISTRIBUTIONS)];

// Models normalizeClusterIPs, patchAllocatedValues (pkg/registry/core/service/storage/storage.go) and dropTypeDependentFields
// (pkg/registry/core/service/strategy.go, v1.36).
import { deepEqual } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { change, changeEach, listOf, numberOf, objectOf, objectsOf, set, textOf } from "../json-object.ts";

/** Whoever gives only the old field clusterIP means the first of clusterIPs. */
export const normaliseClusterIps = (service: JsonObject): JsonObject =>
  change(service, "spec", (spec) =>
    spec["clusterIP"] && listOf(spec["clusterIPs"]).length === 0 ? set(spec, "clusterIPs", [spec["clusterIP"]]) : spec,
  );

/** What the API server gave a service stays its own unless the writer changes it or the new type has no use for it. */
export const keepAllocated = (service: JsonObject, old: JsonObject): JsonObject => {
  const before = objectOf(old["spec"]);
  const kept = change(service, "spec", (spec) =>
    dropUnused(patchAllocated(followClusterIp(spec, before), before), before),
  );
  if (objectOf(kept["spec"])["type"] === "LoadBalancer") return kept;
  return change(kept, "status", (status) => set(status, "loadBalancer", {}));
};

const needsClusterIp = (spec: JsonObject): boolean => spec["type"] !== "ExternalName";
const needsNodePort = (spec: JsonObject): boolean =>
  spec["type"] === "NodePort" || (spec["type"] === "LoadBalancer" && spec["allocateLoadBalancerNodePorts"] !== false);
const needsHealthPort = (spec: JsonObject): boolean =>
  spec["type"] === "LoadBalancer" && spec["externalTrafficPolicy"] === "Local";
const isExternal = (spec: JsonObject): boolean =>
  spec["type"] === "LoadBalancer" ||
  spec["type"] === "NodePort" ||
  (spec["type"] === "ClusterIP" && listOf(spec["externalIPs"]).length > 0);

const followClusterIp = (spec: JsonObject, old: JsonObject): JsonObject => {
  const now = textOf(spec["clusterIP"]);
  const before = textOf(old["clusterIP"]);
  if (now === before || !deepEqual(listOf(spec["clusterIPs"]), listOf(old["clusterIPs"]))) return spec;
  return set(spec, "clusterIPs", now === "" ? undefined : [now]);
};

const patchAllocated = (spec: JsonObject, old: JsonObject): JsonObject => {
  let result = spec;
  if (needsClusterIp(old) && needsClusterIp(spec)) {
    for (const key of ["clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy"]) result = keep(result, old, key);
  }
  if (needsNodePort(old) && needsNodePort(result)) result = keepNodePorts(result, old);
  return needsHealthPort(old) && needsHealthPort(result) ? keep(result, old, "healthCheckNodePort") : result;
};

const isAbsent = (value: Json | undefined): boolean =>
  value === undefined || value === "" || value === 0 || (Array.isArray(value) && value.length === 0);

const keep = (spec: JsonObject, old: JsonObject, key: string): JsonObject =>
  isAbsent(spec[key]) && !isAbsent(old[key]) ? set(spec, key, old[key]) : spec;

const keyOf = (port: JsonObject): string => `${textOf(port["protocol"])} ${numberOf(port["port"])}`;

const keepNodePorts = (spec: JsonObject, old: JsonObject): JsonObject => {
  const given = new Map(objectsOf(old["ports"]).map((port) => [keyOf(port), numberOf(port["nodePort"])]));
  const used = new Set(objectsOf(spec["ports"]).map((port) => numberOf(port["nodePort"])));
  return changeEach(spec, "ports", (port) => {
    const before = given.get(keyOf(port)) ?? 0;
    if (numberOf(port["nodePort"]) !== 0 || before === 0 || used.has(before)) return port;
    used.add(before);
    return set(port, "nodePort", before);
  });
};

/** Fields of the old type go when the new type has no use for them and the writer left them as they were. */
const dropUnused = (spec: JsonObject, old: JsonObject): JsonObject => {
  let result = spec;
  const drop = (key: string): void => {
    if (deepEqual(spec[key], old[key])) result = set(result, key, undefined);
  };
  if (needsClusterIp(old) && !needsClusterIp(spec)) {
    const isSameIp = deepEqual(spec["clusterIP"], old["clusterIP"]) && deepEqual(spec["clusterIPs"], old["clusterIPs"]);
    if (isSameIp) for (const key of ["clusterIP", "clusterIPs"]) drop(key);
    for (const key of ["ipFamilies", "ipFamilyPolicy"]) drop(key);
  }
  if (needsNodePort(old) && !needsNodePort(spec) && hasSameNodePorts(spec, old)) {
    result = changeEach(result, "ports", (port) => set(port, "nodePort", undefined));
  }
  if (needsHealthPort(old) && !needsHealthPort(spec)) drop("healthCheckNodePort");
  if (old["type"] === "LoadBalancer" && spec["type"] !== "LoadBalancer") {
    drop("allocateLoadBalancerNodePorts");
    drop("loadBalancerClass");
  }
  if (isExternal(old) && !isExternal(spec)) drop("externalTrafficPolicy");
  return result;
};

const nodePortsOf = (spec: JsonObject): Set<number> =>
  new Set(objectsOf(spec["ports"]).map((port) => numberOf(port["nodePort"])));

const hasSameNodePorts = (spec: JsonObject, old: JsonObject): boolean => {
  const before = nodePortsOf(old);
  return [...nodePortsOf(spec)].every((port) => before.has(port));
};

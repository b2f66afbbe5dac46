// Models pkg/quota/v1/evaluator/core (v1.36): what an object costs in the resources that a quota can limit, and which quotas it concerns.
// Simplified: the scopes VolumeAttributesClass and CrossNamespacePodAffinity hold for nothing.
import type { KubeObject } from "#api/meta";
import type { ResourceInfo } from "#api/discovered";
import type { ResourceQuota } from "#api/core";
import type { ResourceName } from "#api/resources";
import type { ResourceList } from "#api/core-env";
import type { Pod } from "#api/core-pod";
import type { Service } from "#api/core-service";
import type { PersistentVolumeClaim } from "#api/core-volume";
import { computeQosClass, formatAmounts, podLimits, podRequests } from "#api/pod-resources";
import { addQuantities, compareQuantities, formatQuantity, quantityOf, subtractQuantities } from "#api/quantity";
import { qualifiedPlural } from "#api/scheme";

/** Counted under their own short name, as they were before `count/` came. */
const NAMED = new Set([
  "pods",
  "services",
  "configmaps",
  "secrets",
  "persistentvolumeclaims",
  "replicationcontrollers",
  "resourcequotas",
]);

const prefixed = (prefix: string, list: ResourceList): ResourceList =>
  Object.fromEntries(Object.entries(list).map(([name, amount]) => [`${prefix}${name}`, amount]));

const podUsage = ({ spec, status }: Pod): ResourceList => {
  // A pod that has ended costs nothing but its object.
  if (status?.phase === "Succeeded" || status?.phase === "Failed") return {};
  const requests = formatAmounts(podRequests(spec));
  return {
    pods: "1",
    ...requests,
    ...prefixed("requests.", requests),
    ...prefixed("limits.", formatAmounts(podLimits(spec))),
  };
};

const serviceUsage = ({ spec }: Service): ResourceList => {
  const isBalanced = spec.type === "LoadBalancer";
  const hasNodePorts = spec.type === "NodePort" || (isBalanced && spec.allocateLoadBalancerNodePorts !== false);
  return {
    services: "1",
    "services.loadbalancers": isBalanced ? "1" : "0",
    "services.nodeports": hasNodePorts ? String(spec.ports?.length ?? 0) : "0",
  };
};

const claimUsage = (claim: PersistentVolumeClaim): ResourceList => {
  const { storage } = claim.spec.resources?.requests ?? {};
  return { persistentvolumeclaims: "1", ...(storage === undefined ? {} : { "requests.storage": storage }) };
};

const own: { readonly [R in ResourceName]?: (object: KubeObject) => ResourceList } = {
  pods: (object) => podUsage(object as Pod),
  services: (object) => serviceUsage(object as Service),
  persistentvolumeclaims: (object) => claimUsage(object as PersistentVolumeClaim),
};

const ownUsage = ({ plural }: ResourceInfo, object: KubeObject): ResourceList =>
  own[plural]?.(object) ?? (NAMED.has(plural) ? { [plural]: "1" } : {});

/** What one object costs. */
export const usageOf = (info: ResourceInfo, object: KubeObject): ResourceList => ({
  ...ownUsage(info, object),
  [`count/${qualifiedPlural(info)}`]: "1",
});

const holdsScope = (scope: string, pod: Pod): boolean => {
  switch (scope) {
    case "Terminating":
      return pod.spec.activeDeadlineSeconds !== undefined;
    case "NotTerminating":
      return pod.spec.activeDeadlineSeconds === undefined;
    case "BestEffort":
      return computeQosClass(pod.spec) === "BestEffort";
    case "NotBestEffort":
      return computeQosClass(pod.spec) !== "BestEffort";
    case "PriorityClass":
      return (pod.spec.priorityClassName ?? "") !== "";
    default:
      return false;
  }
};

/** Scopes speak of pods; a quota that has any concerns nothing else. */
export const isInScope = ({ spec }: ResourceQuota, info: ResourceInfo, object: KubeObject): boolean => {
  const scopes = spec?.scopes ?? [];
  const expressions = spec?.scopeSelector?.matchExpressions ?? [];
  if (scopes.length + expressions.length === 0) return true;
  if (info.plural !== "pods") return false;
  const pod = object as Pod;
  return (
    scopes.every((scope) => holdsScope(scope, pod)) &&
    expressions.every(({ scopeName, operator, values = [] }) => {
      const holds = holdsScope(scopeName, pod);
      if (operator === "Exists") return holds;
      if (operator === "DoesNotExist") return !holds;
      const name = scopeName === "PriorityClass" ? (pod.spec.priorityClassName ?? "") : "";
      return operator === "In" ? values.includes(name) : !values.includes(name);
    })
  );
};

/** The part of `usage` that the quota limits. */
export const limitedPart = (usage: ResourceList, hard: ResourceList): ResourceList =>
  Object.fromEntries(Object.entries(usage).filter(([name]) => hard[name] !== undefined));

export const addUsage = (a: ResourceList, b: ResourceList): ResourceList => {
  const sum: Record<string, string> = { ...a };
  for (const [name, amount] of Object.entries(b)) {
    const before = sum[name];
    sum[name] = before === undefined ? amount : formatQuantity(addQuantities(quantityOf(before), quantityOf(amount)));
  }
  return sum;
};

export const subtractUsage = (a: ResourceList, b: ResourceList): ResourceList =>
  Object.fromEntries(
    Object.entries(a).map(([name, amount]) => {
      const less = b[name];
      const isSame = less === undefined;
      return [name, isSame ? amount : formatQuantity(subtractQuantities(quantityOf(amount), quantityOf(less)))];
    }),
  );

/** The names of which `usage` has more than `hard`. */
export const exceeded = (usage: ResourceList, hard: ResourceList): readonly string[] =>
  Object.keys(usage).filter((name) => {
    const limit = hard[name];
    return limit !== undefined && compareQuantities(quantityOf(usage[name] ?? "0"), quantityOf(limit)) > 0;
  });

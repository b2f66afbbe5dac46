// Models plugins/podtopologyspread/common.go and plugins/helper/spread.go (v1.36): the constraints of a pod, with its own selector and
// the nodes that they look at.
import type { TopologySpreadConstraint } from "#api/core-affinity";
import type { LabelSelector, LabelSelectorRequirement, StringMap } from "#api/meta";
import { matchesLabelSelector } from "#api/selector";
import type { DomainCounts } from "../../cache/domain-counts.ts";
import type { Eligibility } from "../../cache/eligibility.ts";
import type { Matcher } from "../../cache/matcher.ts";
import type { NodeInfo } from "../../cache/node-info.ts";
import type { PodInfo, PodSignature } from "../../cache/pod-info.ts";
import { hasRequiredNodeAffinity, matchesRequiredNodeAffinity } from "../../node-affinity.ts";
import type { Handle } from "../../plugin.ts";
import { DO_NOT_SCHEDULE, untoleratedTaint } from "../../tolerations.ts";

export const HOSTNAME = "kubernetes.io/hostname";
const ZONE = "topology.kubernetes.io/zone";

export interface SpreadConstraint {
  readonly topologyKey: string;
  readonly maxSkew: number;
  readonly minDomains: number;
  readonly matcher: Matcher;
  /** What `counts` are of: the matcher, but nobody for `labelSelector: {}`, which countPodsMatchSelector() takes for none. */
  readonly counted: Matcher;
  /** Whether the pod itself is among those it is spread with. */
  readonly selfMatch: 0 | 1;
  readonly eligible: Eligibility;
  readonly counts: DomainCounts;
}

/** The constraints of one kind, or none. */
export const constraintsOf = (
  pod: PodInfo,
  action: TopologySpreadConstraint["whenUnsatisfiable"],
  { cache }: Handle,
): readonly SpreadConstraint[] => {
  const { signature } = pod;
  const own = signature.spec.topologySpreadConstraints?.filter((c) => c.whenUnsatisfiable === action) ?? NONE;
  if (own.length === 0) return NOTHING;
  return cache.memo(signature, action, [cache.index.epoch], () => {
    const keys = own.map((c) => c.topologyKey);
    return own.map((c) =>
      resolve({ ...c, labelSelector: withMatchLabelKeys(c, signature.labels) }, signature, keys, cache),
    );
  });
};

const SYSTEM_DEFAULTS: readonly TopologySpreadConstraint[] = [
  { topologyKey: HOSTNAME, whenUnsatisfiable: "ScheduleAnyway", maxSkew: 3 },
  { topologyKey: ZONE, whenUnsatisfiable: "ScheduleAnyway", maxSkew: 5 },
];

/** For pods without constraints of their own: spread with the pods of the same services and the same owner. */
export const defaultConstraintsOf = (pod: PodInfo, { cache, listers }: Handle): readonly SpreadConstraint[] => {
  const { signature } = pod;
  const { namespace, controller } = signature;
  const services = listers.serviceSelectors(namespace);
  const workload = controller && listers.workloadSelector(controller, namespace);
  if (services.length === 0 && !workload) return NOTHING;
  return cache.memo(signature, "SystemDefaults", [cache.index.epoch, services, workload], () => {
    const selector = defaultSelector(signature.labels, services, workload);
    if (!selector) return NOTHING;
    return SYSTEM_DEFAULTS.map((c) => resolve({ ...c, labelSelector: selector }, signature, [], cache));
  });
};

const NONE: readonly TopologySpreadConstraint[] = [];
const NOTHING: readonly SpreadConstraint[] = [];

const resolve = (
  constraint: TopologySpreadConstraint,
  signature: PodSignature,
  requiredKeys: readonly string[],
  { index }: Handle["cache"],
): SpreadConstraint => {
  const { topologyKey, maxSkew, minDomains = 1, labelSelector } = constraint;
  const matcherOf = (selector: LabelSelector | undefined): Matcher =>
    index.matcher([{ namespaces: [signature.namespace], ...(selector ? { selector } : {}) }]);
  const matcher = matcherOf(labelSelector);
  const counted = labelSelector && isEmptySelector(labelSelector) ? matcherOf(MATCHES_NOTHING) : matcher;
  const inclusion = inclusionOf(constraint, signature, requiredKeys);
  const nodes = index.eligibility(inclusion.key, inclusion.admits);
  const selfMatch = labelSelector && matchesLabelSelector(labelSelector, signature.labels) ? 1 : 0;
  const counts = index.countsOfLive(counted, topologyKey, { key: inclusion.key, nodes });
  return { topologyKey, maxSkew, minDomains, matcher, counted, selfMatch, eligible: nodes, counts };
};

/** Nodes with all topology keys that, by the constraint's policies, fit the pod's node affinity and tolerations. */
const inclusionOf = (
  { nodeAffinityPolicy, nodeTaintsPolicy }: TopologySpreadConstraint,
  { spec }: PodSignature,
  requiredKeys: readonly string[],
): { key: string; admits: (node: NodeInfo) => boolean } => {
  const honoursAffinity = nodeAffinityPolicy !== "Ignore" && hasRequiredNodeAffinity(spec);
  const honoursTaints = nodeTaintsPolicy === "Honor";
  const tolerations = spec.tolerations ?? [];
  const key = JSON.stringify([
    requiredKeys,
    honoursAffinity && [spec.nodeSelector, spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution],
    honoursTaints && tolerations,
  ]);
  const admits = (node: NodeInfo): boolean =>
    requiredKeys.every((k) => Object.hasOwn(node.labels, k)) &&
    (!honoursAffinity || matchesRequiredNodeAffinity(spec, node)) &&
    (!honoursTaints || untoleratedTaint(node.taints, tolerations, DO_NOT_SCHEDULE) === undefined);
  return { key, admits };
};

/** matchLabelKeys: as if the selector asked for the pod's own values of these labels. */
const withMatchLabelKeys = (
  { labelSelector, matchLabelKeys = [] }: TopologySpreadConstraint,
  labels: StringMap,
): LabelSelector => {
  const own = matchLabelKeys.filter((k) => Object.hasOwn(labels, k));
  // A constraint without a selector matches nothing.
  if (!labelSelector) return MATCHES_NOTHING;
  if (own.length === 0) return labelSelector;
  const more = own.map((key): LabelSelectorRequirement => ({ key, operator: "In", values: [labels[key] ?? ""] }));
  return { ...labelSelector, matchExpressions: [...(labelSelector.matchExpressions ?? []), ...more] };
};

const isEmptySelector = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean =>
  Object.keys(matchLabels).length + matchExpressions.length === 0;

const MATCHES_NOTHING: LabelSelector = { matchExpressions: [{ key: "-", operator: "In", values: [] }] };

/** The selectors of all services that select the pod, and of its owner, as one. Undefined: there is nothing to spread with. */
const defaultSelector = (
  labels: StringMap,
  services: readonly StringMap[],
  workload: LabelSelector | undefined,
): LabelSelector | undefined => {
  const matchLabels: Record<string, string> = {};
  for (const selector of services) {
    if (matchesLabelSelector({ matchLabels: selector }, labels)) Object.assign(matchLabels, selector);
  }
  const ofOwner = Object.entries(workload?.matchLabels ?? {}).map(([key, value]): LabelSelectorRequirement => ({
    key,
    operator: "In",
    values: [value],
  }));
  const matchExpressions = [...ofOwner, ...(workload?.matchExpressions ?? [])];
  if (Object.keys(matchLabels).length === 0 && matchExpressions.length === 0) return undefined;
  return { matchLabels, matchExpressions };
};

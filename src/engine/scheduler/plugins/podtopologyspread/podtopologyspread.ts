// Models plugins/podtopologyspread/filtering.go, scoring.go and plugin.go (v1.36).
import { own } from "#api/json";
import type { Pod } from "#api/core-pod";
import type { StringMap } from "#api/meta";
import { CountView } from "../../cache/domain-counts.ts";
import type { NodeInfo } from "../../cache/node-info.ts";
import type { PodInfo } from "../../cache/pod-info.ts";
import type { ClusterEvent } from "../../events.ts";
import type { Plugin } from "../../plugin.ts";
import { MAX_NODE_SCORE, SKIP, unresolvable, unschedulable } from "../../plugin.ts";
import type { SpreadConstraint } from "./constraints.ts";
import { constraintsOf, defaultConstraintsOf, HOSTNAME } from "./constraints.ts";

const REASON = "node(s) didn't match pod topology spread constraints";
const TOO_SKEWED = unschedulable(REASON);
const LABEL_MISSING = unresolvable(`${REASON} (missing required label)`);

/** One hard constraint, with the counts as the filters see them. */
interface HardConstraint {
  readonly constraint: SpreadConstraint;
  readonly view: CountView;
  /** The smallest count of any domain: what skew is measured from. */
  minimum: number;
}

interface SoftConstraint {
  readonly constraint: SpreadConstraint;
  /** ln(domains + 2): so that the counts of few large domains are not watered down by many small ones. */
  readonly weight: number;
}

interface ScoreState {
  readonly constraints: readonly SoftConstraint[];
  /** Nodes that lack a topology key of the pod's own constraints: they score 0. */
  readonly ignored: ReadonlySet<NodeInfo>;
}

export const podTopologySpread: Plugin<readonly HardConstraint[], ScoreState> = {
  name: "PodTopologySpread",
  weight: 2,
  preFilter: (pod, handle) => {
    const constraints = constraintsOf(pod, "DoNotSchedule", handle);
    if (constraints.length === 0) return SKIP;
    return { state: constraints.map((c) => withMinimum(c, new CountView(c.counts))) };
  },
  filter: (state, _pod, node) => {
    for (const { constraint, view, minimum } of state) {
      const domain = constraint.counts.topology.domainOf[node.slot];
      if (domain === undefined) return LABEL_MISSING;
      if (view.get(domain) + constraint.selfMatch - minimum > constraint.maxSkew) return TOO_SKEWED;
    }
    return undefined;
  },
  addPod: (state, pod, added, node) => change({ state, pod, other: added, node }, 1),
  removePod: (state, pod, removed, node) => change({ state, pod, other: removed, node }, -1),
  clone: (state) => state.map((c) => ({ ...c, view: c.view.clone() })),
  preScore: (pod, nodes, handle) => {
    const isOwn = (pod.signature.spec.topologySpreadConstraints ?? []).length > 0;
    const constraints = isOwn ? constraintsOf(pod, "ScheduleAnyway", handle) : defaultConstraintsOf(pod, handle);
    if (constraints.length === 0) return SKIP;
    // System defaults let nodes without a zone label still be spread by hostname.
    const ignored = new Set(isOwn ? nodes.filter((n) => !hasAllKeys(n, constraints)) : []);
    const scored = ignored.size === 0 ? nodes : nodes.filter((n) => !ignored.has(n));
    return {
      constraints: constraints.map((c) => ({ constraint: c, weight: Math.log(domainsAmong(scored, c) + 2) })),
      ignored,
    };
  },
  score: ({ constraints, ignored }, _pod, node) => {
    if (ignored.has(node)) return 0;
    let score = 0;
    for (const { constraint, weight } of constraints) {
      const domain = constraint.counts.topology.domainOf[node.slot];
      if (domain === undefined) continue;
      // Hostnames are counted on the node itself, whatever the inclusion policies say.
      const pods =
        constraint.topologyKey === HOSTNAME ? constraint.counted.live(node.slot) : constraint.counts.get(domain);
      score += pods * weight + (constraint.maxSkew - 1);
    }
    return Math.round(score);
  },
  normalize: (scores, { ignored }, nodes) => {
    let min = Number.MAX_SAFE_INTEGER;
    let max = 0;
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i] ?? 0;
      if (ignored.size > 0 && ignored.has(nodes[i] as NodeInfo)) continue;
      if (score < min) min = score;
      if (score > max) max = score;
    }
    for (let i = 0; i < scores.length; i++) {
      const score = scores[i] ?? 0;
      if (ignored.size > 0 && ignored.has(nodes[i] as NodeInfo)) scores[i] = 0;
      else scores[i] = max === 0 ? MAX_NODE_SCORE : Math.floor((MAX_NODE_SCORE * (max + min - score)) / max);
    }
  },
  events: [
    "AssignedPod/Add",
    "AssignedPod/UpdateLabel",
    "AssignedPod/Delete",
    "Pod/UpdateLabel",
    "Node/Add",
    "Node/Delete",
    "Node/UpdateLabel",
    "Node/UpdateTaint",
  ],
  isSchedulableAfter: (pod, event, handle) => {
    const constraints = constraintsOf(pod, "DoNotSchedule", handle);
    if ("pod" in event) return podHelps(pod, event, constraints);
    return "node" in event && nodeHelps(event, constraints);
  },
};

const withMinimum = (constraint: SpreadConstraint, view: CountView): HardConstraint => ({
  constraint,
  view,
  minimum: minimumOf(constraint, view),
});

/** With fewer domains than minDomains there is a domain with none, though it does not exist yet. */
const minimumOf = ({ counts, eligible, minDomains }: SpreadConstraint, view: CountView): number =>
  eligible.domains(counts.topology).size < minDomains ? 0 : (view.minimum() ?? Number.MAX_SAFE_INTEGER);

interface Change {
  readonly state: readonly HardConstraint[];
  readonly pod: PodInfo;
  readonly other: PodInfo;
  readonly node: NodeInfo;
}

const change = ({ state, pod, other, node }: Change, by: 1 | -1): void => {
  if (other.signature.namespace !== pod.signature.namespace) return;
  for (const hard of state) {
    if (!other.class.matchers.has(hard.constraint.matcher)) continue;
    hard.view.addOn(node.slot, by);
    hard.minimum = minimumOf(hard.constraint, hard.view);
  }
};

const hasAllKeys = (node: NodeInfo, constraints: readonly SpreadConstraint[]): boolean =>
  constraints.every((c) => Object.hasOwn(node.labels, c.topologyKey));

/** How many domains the feasible nodes are in; each hostname counts as one, and so do all nodes without the label together. */
const domainsAmong = (nodes: readonly NodeInfo[], { topologyKey, counts }: SpreadConstraint): number => {
  if (topologyKey === HOSTNAME) return nodes.length;
  const { domainOf, size } = counts.topology;
  const seen = new Set<number | undefined>();
  for (const node of nodes) {
    seen.add(domainOf[node.slot]);
    if (seen.size > size) break;
  }
  return seen.size;
};

const podHelps = (
  pod: PodInfo,
  { pod: now, oldPod }: Extract<ClusterEvent, { pod: Pod }>,
  constraints: readonly SpreadConstraint[],
): boolean => {
  const isSelf = now.metadata.uid === pod.uid;
  if (!isSelf && (!now.spec.nodeName || now.metadata.namespace !== pod.signature.namespace)) return false;
  const matched = (labels: StringMap = {}): string =>
    constraints.map((c) => c.matcher.matches(pod.signature.namespace, labels, () => undefined)).join();
  if (!oldPod) return matched(now.metadata.labels).includes("true");
  return matched(oldPod.metadata.labels) !== matched(now.metadata.labels);
};

const nodeHelps = (
  { node, oldNode, kinds }: Extract<ClusterEvent, { node: unknown }>,
  constraints: readonly SpreadConstraint[],
): boolean => {
  const values = (labels: StringMap = {}): (string | undefined)[] => constraints.map((c) => own(labels, c.topologyKey));
  const has = (labels: StringMap | undefined): boolean => values(labels).every((v) => v !== undefined);
  if (!oldNode) return has(node.metadata.labels);
  if (has(node.metadata.labels) !== has(oldNode.metadata.labels)) return true;
  if (!has(node.metadata.labels)) return false;
  const moved = values(node.metadata.labels).join() !== values(oldNode.metadata.labels).join();
  return moved || kinds.includes("Node/UpdateTaint");
};

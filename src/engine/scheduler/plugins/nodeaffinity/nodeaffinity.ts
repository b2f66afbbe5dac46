// Models plugins/nodeaffinity/node_affinity.go (v1.36).
// Simplified: no affinity enforced by the scheduler's own configuration.
import type { PreferredSchedulingTerm } from "#api/core-affinity";
import type { Node } from "#api/core-node";
import type { PodSpec } from "#api/core-pod";
import { hasRequiredNodeAffinity, matchesNodeSelectorTerm, matchesRequiredNodeAffinity } from "../../node-affinity.ts";
import type { Plugin } from "../../plugin.ts";
import { defaultNormalize, SKIP, unresolvable } from "../../plugin.ts";

const REFUSED = unresolvable("node(s) didn't match Pod's node affinity/selector");
const CONFLICT = unresolvable("pod affinity terms conflict");

export const nodeAffinity: Plugin<PodSpec, readonly PreferredSchedulingTerm[]> = {
  name: "NodeAffinity",
  isLocal: true,
  weight: 2,
  preFilter: (pod) => {
    const { spec } = pod.signature;
    if (!hasRequiredNodeAffinity(spec)) return SKIP;
    const nodeNames = requiredNodeNames(spec);
    if (nodeNames?.size === 0) return CONFLICT;
    return nodeNames ? { state: spec, nodeNames } : { state: spec };
  },
  filter: (spec, _pod, node) => (matchesRequiredNodeAffinity(spec, node) ? undefined : REFUSED),
  preScore: (pod) => pod.signature.spec.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? SKIP,
  score: (preferred, _pod, node) => {
    let sum = 0;
    for (const { weight, preference } of preferred) if (matchesNodeSelectorTerm(preference, node)) sum += weight;
    return sum;
  },
  normalize: (scores) => defaultNormalize(scores, false),
  events: ["Node/Add", "Node/UpdateLabel"],
  isSchedulableAfter: (pod, event) => {
    if (!("node" in event)) return false;
    const matches = (node: Node): boolean =>
      matchesRequiredNodeAffinity(pod.signature.spec, { name: node.metadata.name, labels: node.metadata.labels ?? {} });
    return matches(event.node) && (!event.oldNode || !matches(event.oldNode));
  },
};

/** The nodes that the affinity names, if every one of its terms names some; empty: the names contradict each other. */
const requiredNodeNames = (spec: PodSpec): Set<string> | undefined => {
  const terms = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const names = new Set<string>();
  for (const term of terms) {
    const lists = (term.matchFields ?? []).filter((r) => r.key === "metadata.name" && r.operator === "In");
    const [first, ...others] = lists.map((r) => r.values ?? []);
    if (!first) return undefined;
    for (const name of first) if (others.every((list) => list.includes(name))) names.add(name);
  }
  return terms.length > 0 ? names : undefined;
};

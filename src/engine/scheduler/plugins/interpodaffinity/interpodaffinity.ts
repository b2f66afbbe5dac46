// Models plugins/interpodaffinity/filtering.go and scoring.go (v1.36).
import { CountView } from "../../cache/domain-counts.ts";
import type { DomainCounts } from "../../cache/domain-counts.ts";
import type { TermCounts } from "../../cache/matcher.ts";
import type { NodeInfo } from "../../cache/node-info.ts";
import type { PodInfo } from "../../cache/pod-info.ts";
import type { Plugin } from "../../plugin.ts";
import { MAX_NODE_SCORE, SKIP, unresolvable, unschedulable } from "../../plugin.ts";
import { isSchedulableAfter } from "./hints.ts";
import type { AffinityTerms } from "./terms.ts";
import { affinityTermsOf } from "./terms.ts";

const AFFINITY = unresolvable("node(s) didn't match pod affinity rules");
const ANTI_AFFINITY = unschedulable("node(s) didn't match pod anti-affinity rules");
const EXISTING_ANTI_AFFINITY = unschedulable("node(s) didn't satisfy existing pods anti-affinity rules");

interface FilterState {
  readonly terms: AffinityTerms;
  /** Existing pods that match the terms of the pod. */
  readonly required: readonly CountView[];
  readonly requiredAnti: readonly CountView[];
  /** Existing pods that own an anti-affinity term which matches the pod. */
  readonly existing: Map<TermCounts, CountView>;
}

/** What an existing or wanted neighbour adds to the score of its domain. */
interface ScoredTerm {
  readonly counts: DomainCounts;
  readonly weight: number;
}

export const interPodAffinity: Plugin<FilterState, readonly ScoredTerm[]> = {
  name: "InterPodAffinity",
  weight: 2,
  preFilter: (pod, { cache }) => {
    const terms = affinityTermsOf(pod, cache);
    const existing = new Map<TermCounts, CountView>();
    for (const term of ownedTermsAbout(pod, "requiredAntiAffinity")) existing.set(term, new CountView(term.counts));
    if (existing.size === 0 && terms.required.length === 0 && terms.requiredAnti.length === 0) return SKIP;
    const state: FilterState = {
      terms,
      required: terms.required.map((t) => new CountView(t.counts)),
      requiredAnti: terms.requiredAnti.map((t) => new CountView(t.counts)),
      existing,
    };
    return { state };
  },
  filter: (state, _pod, node) => {
    if (state.required.length > 0 && !satisfiesAffinity(state, node)) return AFFINITY;
    for (const view of state.requiredAnti) if (podsNear(view, node) > 0) return ANTI_AFFINITY;
    if (state.existing.size === 0) return undefined;
    for (const view of state.existing.values()) if (podsNear(view, node) > 0) return EXISTING_ANTI_AFFINITY;
    return undefined;
  },
  addPod: (state, pod, added, node) => change({ state, pod, other: added, node }, 1),
  removePod: (state, pod, removed, node) => change({ state, pod, other: removed, node }, -1),
  clone: (state) => ({
    terms: state.terms,
    required: state.required.map((v) => v.clone()),
    requiredAnti: state.requiredAnti.map((v) => v.clone()),
    existing: new Map([...state.existing].map(([term, view]) => [term, view.clone()])),
  }),
  preScore: (pod, _nodes, { cache }) => {
    const wanted = affinityTermsOf(pod, cache).preferred.filter((t) => t.counts.occupied > 0);
    const existing = ownedTermsAbout(pod, "score");
    return wanted.length + existing.length === 0 ? SKIP : [...wanted, ...existing];
  },
  score: (terms, _pod, node) => {
    let score = 0;
    for (const { counts, weight } of terms) {
      const domain = counts.topology.domainOf[node.slot];
      if (domain !== undefined) score += weight * counts.get(domain);
    }
    return score;
  },
  normalize: (scores) => {
    let [min, max] = [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    for (const score of scores) {
      if (score < min) min = score;
      if (score > max) max = score;
    }
    const range = max - min;
    for (let i = 0; i < scores.length; i++) {
      scores[i] = range > 0 ? Math.trunc(MAX_NODE_SCORE * (((scores[i] ?? 0) - min) / range)) : 0;
    }
  },
  events: [
    "AssignedPod/Add",
    "AssignedPod/UpdateLabel",
    "AssignedPod/Delete",
    "Pod/UpdateLabel",
    "Node/Add",
    "Node/UpdateLabel",
    "Namespace/UpdateLabel",
  ],
  isSchedulableAfter,
};

/** Terms of existing pods that speak of this pod, where at least one such pod is on a node that has the topology key. */
const ownedTermsAbout = (pod: PodInfo, kind: TermCounts["kind"]): TermCounts[] => {
  const terms: TermCounts[] = [];
  for (const matcher of pod.class.matchers) {
    if (matcher.ownedTerms.size === 0) continue;
    for (const term of matcher.ownedTerms.values())
      if (term.kind === kind && term.counts.occupied > 0) terms.push(term);
  }
  return terms;
};

const podsNear = (view: CountView, node: NodeInfo): number => {
  const domain = view.base.topology.domainOf[node.slot];
  return domain === undefined ? 0 : view.get(domain);
};

/** Every term's domain has a matching pod; or there is none anywhere and the pod would be the first of its kind. */
const satisfiesAffinity = ({ terms, required }: FilterState, node: NodeInfo): boolean => {
  let podsExist = true;
  for (const view of required) {
    const domain = view.base.topology.domainOf[node.slot];
    if (domain === undefined) return false;
    if (view.get(domain) <= 0) podsExist = false;
  }
  return podsExist || (terms.matchesItself && required.every((view) => view.isEmpty()));
};

interface Change {
  readonly state: FilterState;
  readonly pod: PodInfo;
  readonly other: PodInfo;
  readonly node: NodeInfo;
}

const change = ({ state, pod, other, node }: Change, by: 1 | -1): void => {
  for (const term of other.ownedTerms) {
    if (term.kind !== "requiredAntiAffinity" || !pod.class.matchers.has(term.matcher)) continue;
    const view = state.existing.get(term) ?? new CountView(term.counts);
    state.existing.set(term, view);
    view.addOn(node.slot, by);
  }
  const { matchers } = other.class;
  for (const [i, term] of state.terms.required.entries()) {
    if (matchers.has(term.matcher)) state.required[i]?.addOn(node.slot, by);
  }
  for (const [i, term] of state.terms.requiredAnti.entries()) {
    if (matchers.has(term.matcher)) state.requiredAnti[i]?.addOn(node.slot, by);
  }
};

// Models the processed affinity terms of PodInfo and mergeAffinityTermNamespacesIfNotEmpty (v1.36, plugins/interpodaffinity/plugin.go).
import { compareStrings } from "#api/compare";
import type { PodAffinityTerm } from "#api/core-affinity";
import { matchesLabelSelector } from "#api/selector";
import type { Cache } from "../../cache/cache.ts";
import { podTerm } from "../../cache/cache.ts";
import type { DomainCounts } from "../../cache/domain-counts.ts";
import type { Matcher, PodTerm } from "../../cache/matcher.ts";
import type { PodInfo } from "../../cache/pod-info.ts";

/** A term of the incoming pod: the pods it speaks of, by domain. */
interface AffinityTerm {
  readonly matcher: Matcher;
  readonly counts: DomainCounts;
}

export interface AffinityTerms {
  /** One existing pod must match all of them, so they share one matcher. */
  readonly required: readonly AffinityTerm[];
  /** Whether the pod would satisfy its own required affinity: then it may be the first of its kind. */
  readonly matchesItself: boolean;
  readonly requiredAnti: readonly AffinityTerm[];
  /** Preferred ones, with the weight of those to stay away from negative. */
  readonly preferred: readonly (AffinityTerm & { readonly weight: number })[];
}

export const affinityTermsOf = (pod: PodInfo, cache: Cache): AffinityTerms => {
  const { signature } = pod;
  const { podAffinity, podAntiAffinity } = signature.spec.affinity ?? {};
  if (!podAffinity && !podAntiAffinity) return NO_TERMS;
  return cache.memo(signature, "InterPodAffinity", [cache.index.epoch, cache.namespacesVersion], () => {
    const { index } = cache;
    const meant = (term: PodAffinityTerm): PodTerm => withNamespaces(podTerm(term, signature.namespace), cache);
    const single = (term: PodAffinityTerm): AffinityTerm => {
      const matcher = index.matcher([meant(term)]);
      return { matcher, counts: index.countsOfAll(matcher, term.topologyKey) };
    };
    const required = podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    const all = required.length > 0 ? index.matcher(required.map(meant)) : undefined;
    const preferred = podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    const preferredAnti = podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
    return {
      required: all ? required.map((t) => ({ matcher: all, counts: index.countsOfAll(all, t.topologyKey) })) : [],
      matchesItself: all?.matches(signature.namespace, signature.labels, (n) => cache.namespaces.get(n)) ?? false,
      requiredAnti: (podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map(single),
      preferred: [
        ...preferred.map((t) => ({ ...single(t.podAffinityTerm), weight: t.weight })),
        ...preferredAnti.map((t) => ({ ...single(t.podAffinityTerm), weight: -t.weight })),
      ],
    };
  });
};

const NO_TERMS: AffinityTerms = { required: [], matchesItself: false, requiredAnti: [], preferred: [] };

/**
 * Names the namespaces that exist now and are selected. A selector that is empty, or that no labels at all satisfy (NotIn, DoesNotExist),
 * means all of them: the real function drops the selector from a copy of the term only, and asks what is left of it about no labels.
 */
const withNamespaces = (term: PodTerm, cache: Cache): PodTerm => {
  const { namespaceSelector, ...rest } = term;
  if (!namespaceSelector) return term;
  if (matchesLabelSelector(namespaceSelector, {})) return { ...rest, namespaceSelector: {} };
  const selected = [...cache.namespaces].filter(([, labels]) => matchesLabelSelector(namespaceSelector, labels));
  const names = new Set([...term.namespaces, ...selected.map(([name]) => name)]);
  return { ...rest, namespaces: [...names].toSorted(compareStrings) };
};

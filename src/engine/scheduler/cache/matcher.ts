// Models framework.AffinityTerm and the label selectors of spread constraints (v1.36): which pods a term speaks of, with the counts
// of those pods. Two terms that mean the same share one matcher.
import { compareStrings } from "#api/compare";
import type { LabelSelector, StringMap } from "#api/meta";
import { matchesLabelSelector } from "#api/selector";
import type { DomainCounts } from "./domain-counts.ts";

/** Pods of these namespaces that the selector matches. */
export interface PodTerm {
  readonly namespaces: readonly string[];
  /** Also pods of the namespaces whose labels it matches. */
  readonly namespaceSelector?: LabelSelector;
  /** Absent: matches nothing. */
  readonly selector?: LabelSelector;
}

/** What a term says of a pod depends on these alone; pods that agree in them are counted together. */
export interface PodClass {
  readonly key: string;
  readonly namespace: string;
  readonly labels: StringMap;
  /** Pods by the slot of their node, and how many of them are being deleted. */
  readonly all: Map<number, number>;
  readonly terminating: Map<number, number>;
  /** All matchers that speak of these pods. */
  readonly matchers: Set<Matcher>;
}

/** Existing pods that own a term, by the domain of their node: `kind` says which plugin reads it how. */
export interface TermCounts {
  readonly matcher: Matcher;
  readonly kind: "requiredAntiAffinity" | "score";
  /** Of `score` terms: what one pod adds to the score of its domain. */
  readonly weight: number;
  readonly counts: DomainCounts;
  /** How many pods on nodes own it, whether or not their nodes have the topology key. */
  owners: number;
}

export type NamespaceLabels = (namespace: string) => StringMap | undefined;

export class Matcher {
  readonly key: string;
  /** All must match: several for the required affinity of a pod, else one. */
  readonly terms: readonly PodTerm[];
  readonly all = new Map<number, number>();
  readonly terminating = new Map<number, number>();
  /** Counts of matching pods by domain: with pods that are being deleted (affinity), and without (spread). */
  readonly countsOfAll = new Map<string, DomainCounts>();
  readonly countsOfLive = new Map<string, DomainCounts>();
  readonly ownedTerms = new Map<string, TermCounts>();

  constructor(key: string, terms: readonly PodTerm[]) {
    this.key = key;
    this.terms = terms;
  }
  matches(namespace: string, labels: StringMap, namespaceLabels: NamespaceLabels): boolean {
    return this.terms.every((t) => matchesTerm(t, namespace, labels, namespaceLabels));
  }
  live(slot: number): number {
    const all = this.all.get(slot);
    return all === undefined ? 0 : all - (this.terminating.get(slot) ?? 0);
  }
  /** Counts pods on the node in `slot`, of which `terminating` are being deleted. */
  count(slot: number, all: number, terminating: number): void {
    bump(this.all, slot, all);
    if (terminating !== 0) bump(this.terminating, slot, terminating);
    for (const counts of this.countsOfAll.values()) counts.addOn(slot, all);
    for (const counts of this.countsOfLive.values()) counts.addOn(slot, all - terminating);
  }
}

export const bump = (counts: Map<number, number>, slot: number, by: number): void => {
  const now = (counts.get(slot) ?? 0) + by;
  if (now === 0) counts.delete(slot);
  else counts.set(slot, now);
};

const matchesTerm = (
  term: PodTerm,
  namespace: string,
  labels: StringMap,
  namespaceLabels: NamespaceLabels,
): boolean => {
  if (!term.selector) return false;
  const speaksOf =
    term.namespaces.includes(namespace) ||
    (term.namespaceSelector !== undefined &&
      matchesLabelSelector(term.namespaceSelector, namespaceLabels(namespace) ?? {}));
  return speaksOf && matchesLabelSelector(term.selector, labels);
};

/** One text for terms that mean the same: the order of keys and values does not count. */
export const matcherKey = (terms: readonly PodTerm[]): string =>
  terms
    .map((t) => `${t.namespaces.toSorted(compareStrings).join(",")};${text(t.namespaceSelector)};${text(t.selector)}`)
    .join("&");

const text = (selector: LabelSelector | undefined): string => {
  if (!selector) return "-";
  const equal = Object.entries(selector.matchLabels ?? {}).map(([k, v]) => `${k}=${v}`);
  const others = (selector.matchExpressions ?? []).map(
    (r) => `${r.key} ${r.operator} (${(r.values ?? []).toSorted(compareStrings).join("|")})`,
  );
  return `[${[...equal, ...others].toSorted(compareStrings).join(",")}]`;
};

/** A label pair that every pod of the term has, to look pods up by; undefined if there is none. */
export const requiredPair = (selector: LabelSelector | undefined): string | undefined => {
  const [pair] = Object.entries(selector?.matchLabels ?? {}).toSorted((a, b) => compareStrings(a[0], b[0]));
  if (pair) return `${pair[0]}=${pair[1]}`;
  const single = selector?.matchExpressions?.find((r) => r.operator === "In" && r.values?.length === 1);
  return single ? `${single.key}=${single.values?.[0]}` : undefined;
};

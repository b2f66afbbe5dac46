// Models what interpodaffinity and podtopologyspread compute over all pods in PreFilter and PreScore (v1.36), turned round: the
// answers are kept, and a pod that comes or goes changes only those that speak of it.
import { compareStrings } from "#api/compare";
import type { StringMap } from "#api/meta";
import { DomainCounts } from "./domain-counts.ts";
import { Eligibility } from "./eligibility.ts";
import type { NamespaceLabels, PodClass, PodTerm, TermCounts } from "./matcher.ts";
import { bump, Matcher, matcherKey, requiredPair } from "./matcher.ts";
import type { NodeInfo } from "./node-info.ts";
import { Topology } from "./topology.ts";

/** So many unused answers may pile up before they are thrown away. */
const SLACK = 4096;

export class PodIndex {
  /** Changes when interned things were thrown away: whoever keeps one asks again. */
  epoch = 0;
  readonly #namespaceLabels: NamespaceLabels;
  readonly #nodes: () => Iterable<NodeInfo>;
  readonly #topologies = new Map<string, Topology>();
  readonly #eligibilities = new Map<string, Eligibility>();
  readonly #matchers = new Map<string, Matcher>();
  readonly #classes = new Map<string, PodClass>();
  /** Classes and matchers by `namespace/key=value`, to find each other without trying all. */
  readonly #classesByPair = new Map<string, Set<PodClass>>();
  readonly #matchersByPair = new Map<string, Set<Matcher>>();
  readonly #matchersOfAnyPair = new Set<Matcher>();
  /** How many the last sweep left. */
  #classesLeft = 0;
  #matchersLeft = 0;

  constructor(namespaceLabels: NamespaceLabels, nodes: () => Iterable<NodeInfo>) {
    this.#namespaceLabels = namespaceLabels;
    this.#nodes = nodes;
  }

  /** Forgets what nobody uses, if there is much of it. Between two cycles: within one, everything that was handed out stays. */
  sweep(): void {
    if (this.#classes.size > this.#classesLeft * 2 + SLACK) this.#sweepClasses();
    if (this.#matchers.size > this.#matchersLeft * 2 + SLACK) this.#sweepMatchers();
  }
  topology(key: string): Topology {
    const known = this.#topologies.get(key);
    if (known) return known;
    const topology = new Topology(key);
    for (const node of this.#nodes()) topology.place(node.slot, node.labels);
    this.#topologies.set(key, topology);
    return topology;
  }
  eligibility(key: string, admits: (node: NodeInfo) => boolean): Eligibility {
    const known = this.#eligibilities.get(key);
    if (known) return known;
    const eligibility = new Eligibility(admits, this.#nodes());
    this.#eligibilities.set(key, eligibility);
    return eligibility;
  }
  /** The class of pods with this namespace and these labels. */
  classOf(namespace: string, labels: StringMap): PodClass {
    const key = `${namespace}/${pairsOf(labels).toSorted(compareStrings).join(",")}`;
    const known = this.#classes.get(key);
    if (known) return known;
    const born: PodClass = { key, namespace, labels, all: new Map(), terminating: new Map(), matchers: new Set() };
    this.#classes.set(key, born);
    for (const pair of pairsOf(labels)) {
      file(this.#classesByPair, `${namespace}/${pair}`, born);
      for (const matcher of this.#matchersByPair.get(`${namespace}/${pair}`) ?? []) this.#link(born, matcher);
    }
    for (const matcher of this.#matchersOfAnyPair) this.#link(born, matcher);
    return born;
  }
  matcher(terms: readonly PodTerm[]): Matcher {
    const key = matcherKey(terms);
    const known = this.#matchers.get(key);
    if (known) return known;
    const matcher = new Matcher(key, terms);
    this.#matchers.set(key, matcher);
    this.#fileMatcher(matcher);
    return matcher;
  }
  /** Pods that match, by domain: with those that are being deleted. */
  countsOfAll(matcher: Matcher, topologyKey: string): DomainCounts {
    const known = matcher.countsOfAll.get(topologyKey);
    if (known) return known;
    const counts = new DomainCounts(this.topology(topologyKey));
    for (const [slot, pods] of matcher.all) counts.addOn(slot, pods);
    matcher.countsOfAll.set(topologyKey, counts);
    return counts;
  }
  /** Pods that match and are not being deleted, by domain, on nodes that are eligible. */
  countsOfLive(matcher: Matcher, topologyKey: string, eligible: { key: string; nodes: Eligibility }): DomainCounts {
    const key = `${topologyKey} ${eligible.key}`;
    const known = matcher.countsOfLive.get(key);
    if (known) return known;
    const counts = new DomainCounts(this.topology(topologyKey), eligible.nodes);
    for (const slot of matcher.all.keys()) counts.addOn(slot, matcher.live(slot));
    matcher.countsOfLive.set(key, counts);
    return counts;
  }
  /** The counts of the existing pods that own a term. */
  ownedTerm(term: PodTerm, topologyKey: string, kind: TermCounts["kind"], weight: number): TermCounts {
    const matcher = this.matcher([term]);
    const key = `${kind} ${weight} ${topologyKey}`;
    const known = matcher.ownedTerms.get(key);
    if (known) return known;
    const owned: TermCounts = {
      matcher,
      kind,
      weight,
      counts: new DomainCounts(this.topology(topologyKey)),
      owners: 0,
    };
    matcher.ownedTerms.set(key, owned);
    return owned;
  }

  /** Counts pods of a class on the node in `slot`; a negative number takes them away. */
  count(pods: PodClass, slot: number, all: number, terminating: number): void {
    bump(pods.all, slot, all);
    if (terminating !== 0) bump(pods.terminating, slot, terminating);
    for (const matcher of pods.matchers) matcher.count(slot, all, terminating);
  }
  placeNode(node: NodeInfo): void {
    for (const topology of this.#topologies.values()) topology.place(node.slot, node.labels);
    for (const eligibility of this.#eligibilities.values()) eligibility.place(node);
  }
  /** Its pods must have been counted away before. */
  removeNode(slot: number): void {
    for (const eligibility of this.#eligibilities.values()) eligibility.remove(slot);
    for (const topology of this.#topologies.values()) topology.clear(slot);
  }
  /** A namespace came, went or has other labels: terms that select namespaces speak of other pods now. */
  namespacesChanged(): void {
    const selecting = [...this.#matchers.values()].filter((m) => m.terms.some((t) => t.namespaceSelector));
    for (const matcher of selecting) {
      for (const pods of this.#classes.values()) {
        const matched = pods.matchers.has(matcher);
        const matches = matcher.matches(pods.namespace, pods.labels, this.#namespaceLabels);
        if (matches === matched) continue;
        if (matches) pods.matchers.add(matcher);
        else pods.matchers.delete(matcher);
        countClass(matcher, pods, matches ? 1 : -1);
      }
    }
  }

  #link(pods: PodClass, matcher: Matcher): void {
    if (matcher.matches(pods.namespace, pods.labels, this.#namespaceLabels)) pods.matchers.add(matcher);
  }
  #fileMatcher(matcher: Matcher): void {
    const [term] = matcher.terms;
    const pair = requiredPair(term?.selector);
    if (term?.selector === undefined) return;
    if (pair === undefined || term.namespaceSelector) {
      this.#matchersOfAnyPair.add(matcher);
      for (const pods of this.#classes.values()) this.#linkAndCount(pods, matcher);
      return;
    }
    for (const namespace of term.namespaces) {
      file(this.#matchersByPair, `${namespace}/${pair}`, matcher);
      for (const pods of this.#classesByPair.get(`${namespace}/${pair}`) ?? []) this.#linkAndCount(pods, matcher);
    }
  }
  #linkAndCount(pods: PodClass, matcher: Matcher): void {
    this.#link(pods, matcher);
    if (pods.matchers.has(matcher)) countClass(matcher, pods, 1);
  }
  #sweepClasses(): void {
    const unused = [...this.#classes.values()].filter((c) => c.all.size === 0);
    this.epoch++;
    for (const pods of unused) {
      this.#classes.delete(pods.key);
      for (const pair of pairsOf(pods.labels)) unfile(this.#classesByPair, `${pods.namespace}/${pair}`, pods);
    }
    this.#classesLeft = this.#classes.size;
  }
  /** Keeps what existing pods own; the rest is found again when it is asked for. */
  #sweepMatchers(): void {
    this.epoch++;
    this.#eligibilities.clear();
    for (const matcher of this.#matchers.values()) {
      matcher.countsOfAll.clear();
      matcher.countsOfLive.clear();
      for (const [key, owned] of matcher.ownedTerms) if (owned.owners === 0) matcher.ownedTerms.delete(key);
    }
    const unused = [...this.#matchers.values()].filter((m) => m.ownedTerms.size === 0);
    for (const matcher of unused) {
      this.#matchers.delete(matcher.key);
      this.#matchersOfAnyPair.delete(matcher);
      const pair = requiredPair(matcher.terms[0]?.selector);
      for (const namespace of matcher.terms[0]?.namespaces ?? []) {
        unfile(this.#matchersByPair, `${namespace}/${pair}`, matcher);
      }
    }
    for (const pods of this.#classes.values()) for (const matcher of unused) pods.matchers.delete(matcher);
    this.#matchersLeft = this.#matchers.size;
  }
}

const pairsOf = (labels: StringMap): string[] => Object.entries(labels).map(([k, v]) => `${k}=${v}`);

const countClass = (matcher: Matcher, pods: PodClass, sign: 1 | -1): void => {
  for (const [slot, all] of pods.all) matcher.count(slot, sign * all, sign * (pods.terminating.get(slot) ?? 0));
};

const file = <T>(by: Map<string, Set<T>>, key: string, item: T): void => {
  const row = by.get(key);
  if (row) row.add(item);
  else by.set(key, new Set([item]));
};

const unfile = <T>(by: Map<string, Set<T>>, key: string, item: T): void => {
  const row = by.get(key);
  row?.delete(item);
  if (row?.size === 0) by.delete(key);
};

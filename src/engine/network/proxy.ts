// Models kube-proxy (pkg/proxy/iptables/proxier.go, pkg/proxy/topology.go, pkg/proxy/runner/bounded_frequency_runner.go, v1.36): the rules
// that every node has for every service, and how late they follow the EndpointSlices.
//
// All proxies see the same changes, so one schedule of syncs serves them all: the first change is applied at once, further ones a second
// after the sync before had ended. Nodes differ by how long their sync takes (drawn from the seed). A row keeps the rules before the last
// sync as well: that is all the history that a node which is late can need, because syncs are further apart than any node is late.
import { compareStrings } from "#api/compare";
import type { Service } from "#api/core-service";
import type { EndpointSlice } from "#api/discovery";
import type { ObjectChange } from "../apiserver/store.ts";
import { fnv1a } from "../clock/rng.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import {
  endpointsOf,
  indexSlices,
  nearest,
  rulesOf,
  serviceOf,
  SliceOrder,
  type ProxyEndpoint,
  type ProxyPort,
  type ServiceRules,
} from "./proxy-rules.ts";

interface RulesRow {
  readonly syncedMs: number;
  readonly now: ServiceRules | null;
  readonly before: ServiceRules | null;
}

export interface ProxyMatch {
  readonly rules: ServiceRules;
  readonly port: ProxyPort;
}

/** Where a connection goes: an endpoint, or why it goes nowhere. */
export type ProxyChoice =
  | { readonly kind: "endpoint"; readonly endpoint: ProxyEndpoint }
  | { readonly kind: "rejected" }
  | { readonly kind: "dropped" };

export interface Connection {
  /** The node whose rules decide. */
  readonly node: string;
  readonly clientIP: string;
  /** Through a node port, from outside. */
  readonly isExternal: boolean;
}

interface SyncState {
  readonly lastMs: number;
  readonly timer: number | null;
}
interface Affinity {
  readonly ip: string;
  readonly atMs: number;
}

const ZONE = "topology.kubernetes.io/zone";
const MIN_SYNC_MS = 1000;
/** From the write to the proxy that acts on it: watch and queue. */
const NOTICE_MS = 8;
/** A sync takes a node from 12 to 91 ms: iptables-restore. */
const SYNC_MS = 12;
const SYNC_SPREAD_MS = 80;
const NEVER: SyncState = { lastMs: -2 * MIN_SYNC_MS, timer: null };

export class KubeProxy {
  readonly #sim: Sim;
  readonly #rows: Table<RulesRow>;
  readonly #dirty: Table<true>;
  readonly #state: Table<SyncState>;
  readonly #affinities: Table<Affinity>;
  readonly #order: SliceOrder;
  // Which services may own a node port or an address; derived, and checked against the rules in force.
  readonly #owners = new Map<string, Set<string>>();

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#rows = sim.table("network/proxy-rules");
    this.#dirty = sim.table("network/proxy-dirty");
    this.#state = sim.table("network/proxy-sync");
    this.#affinities = sim.table("network/affinity");
    this.#order = new SliceOrder(sim);
    indexSlices(sim);
  }

  /** The service port behind a node port of this node, if its rules have one. */
  byNodePort(node: string, nodePort: number): ProxyMatch | undefined {
    return this.#find(`:${nodePort}`, node, (rules) => {
      const port = rules.ports.find((p) => p.nodePort === nodePort && p.protocol === "TCP");
      return port && { rules, port };
    });
  }
  /** The service that has this cluster address by the rules of this node. */
  byClusterIP(node: string, clusterIP: string): ServiceRules | undefined {
    return this.#find(clusterIP, node, (rules) => (rules.clusterIP === clusterIP ? rules : undefined));
  }
  /** An endpoint for a new connection. */
  choose(match: ProxyMatch, connection: Connection): ProxyChoice {
    const zoneOf = (node: string): string | undefined => this.#sim.store.get("nodes", node)?.metadata.labels?.[ZONE];
    const { usable, isDropped } = usableEndpoints(match, connection, zoneOf);
    if (usable.length > 0) return { kind: "endpoint", endpoint: this.#pick(usable, match, connection) };
    return { kind: isDropped ? "dropped" : "rejected" };
  }
  /** The rules of all services on this node, in the order of their names. */
  rulesOn(node: string): readonly ServiceRules[] {
    const all: ServiceRules[] = [];
    for (const service of [...this.#rows.keys()].toSorted(compareStrings)) {
      const rules = this.#inForce(node, this.#rows.get(service)!);
      if (rules) all.push(rules);
    }
    return all;
  }

  serviceChanged({ type, key, object, old }: ObjectChange): void {
    const [now, before] = [object as Service, old as Service | undefined];
    if (type !== "MODIFIED" || now.spec !== before?.spec) this.#touch(key);
  }
  sliceChanged(change: ObjectChange): void {
    const { type, object, old } = change;
    this.#order.sliceChanged(change);
    const [now, before] = [object as EndpointSlice, old as EndpointSlice | undefined];
    if (type === "MODIFIED" && now.endpoints === before?.endpoints && now.ports === before.ports) return;
    const service = serviceOf(now);
    if (service !== undefined) this.#touch(service);
  }

  /** The proxies write what has changed since the sync before. */
  sync(): void {
    const now = this.#sim.now();
    this.#state.set("", { lastMs: now, timer: null });
    this.#forget();
    for (const service of Array.from(this.#dirty.keys())) {
      this.#dirty.delete(service);
      const before = this.#rows.get(service)?.now ?? null;
      const rules = rulesOf(this.#sim, service, this.#order);
      if (rules || before) this.#rows.set(service, { syncedMs: now, now: rules, before });
      this.#own(rules);
    }
  }
  rebuild(): void {
    this.#owners.clear();
    this.#order.clear();
    for (const row of this.#rows.values()) {
      this.#own(row.before);
      this.#own(row.now);
    }
  }

  #inForce(node: string, row: RulesRow): ServiceRules | null {
    const late = SYNC_MS + (fnv1a(`${node} ${row.syncedMs}`, this.#sim.scenario.seed >>> 0) % SYNC_SPREAD_MS);
    return this.#sim.now() >= row.syncedMs + late ? row.now : row.before;
  }

  /** Services are asked in the order of their names: which one wins must not depend on how the index came to be. */
  #find<T>(key: string, node: string, pick: (rules: ServiceRules) => T | undefined): T | undefined {
    const services = this.#owners.get(key);
    if (!services) return undefined;
    for (const service of services.size > 1 ? [...services].toSorted(compareStrings) : services) {
      const row = this.#rows.get(service);
      const rules = row && this.#inForce(node, row);
      const found = rules && pick(rules);
      if (found) return found;
    }
    return undefined;
  }

  #touch(service: string): void {
    if (this.#dirty.has(service)) return;
    this.#dirty.set(service, true);
    const { lastMs, timer } = this.#state.get("") ?? NEVER;
    if (timer !== null) return;
    // From the end of one sync to the start of the next.
    const atMs = Math.max(this.#sim.now() + NOTICE_MS, lastMs + SYNC_MS + SYNC_SPREAD_MS / 2 + MIN_SYNC_MS);
    this.#state.set("", { lastMs, timer: this.#sim.setTimer(atMs, "network/proxy-sync", "") });
  }

  #pick(usable: readonly ProxyEndpoint[], { rules, port }: ProxyMatch, connection: Connection): ProxyEndpoint {
    if (rules.affinityMs === undefined) return this.#any(usable);
    const key = `${connection.node} ${rules.service}:${port.port} ${connection.clientIP}`;
    const last = this.#affinities.get(key);
    const isKept = last !== undefined && this.#sim.now() - last.atMs < rules.affinityMs;
    const kept = isKept ? usable.find((endpoint) => endpoint.ip === last.ip) : undefined;
    const endpoint = kept ?? this.#any(usable);
    this.#affinities.set(key, { ip: endpoint.ip, atMs: this.#sim.now() });
    return endpoint;
  }
  #any(usable: readonly ProxyEndpoint[]): ProxyEndpoint {
    return usable.length === 1 ? usable[0]! : usable[this.#sim.rng.int("network/kube-proxy", usable.length)]!;
  }

  #own(rules: ServiceRules | null): void {
    for (const key of rules ? ownedBy(rules) : []) {
      const services = this.#owners.get(key);
      if (services) services.add(rules!.service);
      else this.#owners.set(key, new Set([rules!.service]));
    }
  }
  /** Drops the rows of services that were gone at the sync before this one. */
  #forget(): void {
    for (const [service, row] of Array.from(this.#rows.entries())) {
      if (row.now !== null) continue;
      this.#rows.delete(service);
      for (const key of row.before ? ownedBy(row.before) : []) this.#owners.get(key)?.delete(service);
    }
  }
}

const ownedBy = (rules: ServiceRules): string[] => [
  rules.clusterIP,
  ...rules.ports.flatMap((p) => (p.nodePort === undefined ? [] : [`:${p.nodePort}`])),
];

/** CategorizeEndpoints: by the traffic policy, ready ones, else those that serve while they terminate. */
const usableEndpoints = (
  { rules, port }: ProxyMatch,
  { node, isExternal }: Connection,
  zoneOf: (node: string) => string | undefined,
): { readonly usable: readonly ProxyEndpoint[]; readonly isDropped: boolean } => {
  const { ready, terminating } = endpointsOf(port);
  const cluster = ready.length > 0 ? ready : terminating;
  if (!(isExternal ? rules.isExternalLocal : rules.isInternalLocal)) {
    return { usable: ready.length > 0 ? nearest(ready, node, zoneOf) : cluster, isDropped: false };
  }
  const isHere = (endpoint: ProxyEndpoint): boolean => endpoint.node === node;
  const readyHere = ready.filter(isHere);
  return { usable: readyHere.length > 0 ? readyHere : terminating.filter(isHere), isDropped: cluster.length > 0 };
};

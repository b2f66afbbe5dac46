// Models what a pod's resolver and CoreDNS with its kubernetes plugin make of a name (pkg/kubelet/network/dns, v1.36: search path, ndots 5).
// Simplified: answers are never stale (CoreDNS would serve them for up to 30 s), and the DNS pods themselves do not fail.
import type { Sim } from "../sim.ts";
import { slicesOf } from "./proxy-rules.ts";

/** Where a cluster's name server is, and what it answers for. */
export const CLUSTER_DNS_IP = "10.96.0.10";
export const CLUSTER_DOMAIN = "cluster.local";
const ZONE = `.${CLUSTER_DOMAIN}`;
const SERVICES = `.svc${ZONE}`;
const MAX_ALIASES = 5;
const NDOTS = 5;
export const IP = /^\d{1,3}(?:\.\d{1,3}){3}$/;

type Record = { readonly ip: string } | { readonly alias: string } | { readonly ips: readonly string[] };

/** What a name server answers about one whole name: the names that it leads to, one after the other, and the last one's addresses. */
export interface DnsAnswer {
  readonly aliases: readonly string[];
  readonly ips: readonly string[];
}

export class ClusterDns {
  readonly #sim: Sim;
  /** What the name servers beyond the cluster know. */
  readonly #outer: (name: string) => string | undefined;

  constructor(sim: Sim, outer: (name: string) => string | undefined) {
    this.#sim = sim;
    this.#outer = outer;
  }

  /** The address of a name as a pod of this namespace writes it: `web`, `web.shop`, `db-0.db.shop.svc.cluster.local`, `example.com`. */
  resolve(namespace: string, host: string, aliases = 0): string | undefined {
    if (IP.test(host)) return host;
    for (const name of candidates(namespace, host)) {
      const record = name.endsWith(SERVICES) ? this.#record(name) : undefined;
      if (record && "ip" in record) return record.ip;
      if (record && "ips" in record) return record.ips[this.#sim.rng.int("network/dns", record.ips.length)]!;
      if (record) return aliases < MAX_ALIASES ? this.resolve(namespace, `${record.alias}.`, aliases + 1) : undefined;
      const outer = name.endsWith(ZONE) ? undefined : this.#outer(name);
      if (outer !== undefined) return outer;
    }
    return undefined;
  }

  /** The answer about a whole name, which is not searched; undefined: there is no such name. */
  query(name: string): DnsAnswer | undefined {
    const aliases: string[] = [];
    for (let asked = name; aliases.length <= MAX_ALIASES; asked = aliases.at(-1)!) {
      const record = asked.endsWith(SERVICES) ? this.#record(asked) : undefined;
      if (record && "alias" in record) {
        aliases.push(record.alias);
        continue;
      }
      const outer = asked.endsWith(ZONE) ? undefined : this.#outer(asked);
      const ips = record ? ("ips" in record ? record.ips : [record.ip]) : outer === undefined ? [] : [outer];
      return ips.length + aliases.length > 0 ? { aliases, ips } : undefined;
    }
    return { aliases, ips: [] };
  }
  /** Whose cluster address it is, by its whole name. */
  reverse(ip: string): string | undefined {
    for (const { spec, metadata } of this.#sim.store.list("services")) {
      if (spec.clusterIP === ip) return `${metadata.name}.${metadata.namespace}${SERVICES}`;
    }
    return undefined;
  }

  #record(fullName: string): Record | undefined {
    const [namespace, name, hostname, more] = fullName.slice(0, -SERVICES.length).split(".").toReversed();
    if (!namespace || !name || more !== undefined) return undefined;
    const key = `${namespace}/${name}`;
    const spec = this.#sim.store.get("services", key)?.spec;
    if (!spec) return undefined;
    if (spec.type === "ExternalName") return { alias: spec.externalName ?? "" };
    if (spec.clusterIP && spec.clusterIP !== "None") return hostname === undefined ? { ip: spec.clusterIP } : undefined;
    const ips = this.#readyAddresses(key, hostname);
    return ips.length > 0 ? { ips } : undefined;
  }

  /** A headless service's name stands for its ready pods; a pod's hostname below it, for that pod. */
  #readyAddresses(service: string, hostname: string | undefined): string[] {
    return slicesOf(this.#sim, service).flatMap((slice) =>
      slice.endpoints
        .filter((e) => (e.conditions?.ready ?? true) && (hostname === undefined || e.hostname === hostname))
        .map((e) => e.addresses[0] ?? ""),
    );
  }
}

/** With fewer than five dots the search path comes first; a name that ends in a dot is not searched. */
const candidates = (namespace: string, host: string): readonly string[] => {
  if (host.endsWith(".")) return [host.slice(0, -1)];
  const searched = [`.${namespace}${SERVICES}`, SERVICES, ZONE].map((suffix) => host + suffix);
  return host.split(".").length > NDOTS ? [host, ...searched] : [...searched, host];
};

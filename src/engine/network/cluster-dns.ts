// Models what a pod's resolver and CoreDNS with its kubernetes plugin make of a name (pkg/kubelet/network/dns, v1.36: search path, ndots 5).
// Simplified: answers are never stale (CoreDNS would serve them for up to 30 s), and the DNS pods themselves do not fail.
import type { Sim } from "../sim.ts";
import type { EndpointSlice } from "#api/discovery";
import type { Resolver } from "../kubelet/host-name.ts";
import { slicesOf } from "./proxy-rules.ts";

/** Where a cluster's name server is, and what it answers for. */
export const CLUSTER_DNS_IP = "10.96.0.10";
export const CLUSTER_DOMAIN = "cluster.local";
export const ZONE = `.${CLUSTER_DOMAIN}`;
export const SERVICES = `.svc${ZONE}`;
const PODS = `.pod${ZONE}`;
export const MAX_ALIASES = 5;
export const IP = /^\d{1,3}(?:\.\d{1,3}){3}$/;

type Record = { readonly ip: string } | { readonly alias: string } | { readonly ips: readonly string[] };

export class ClusterDns {
  readonly #sim: Sim;
  /** What the name servers beyond the cluster know. */
  readonly #outer: (name: string) => string | undefined;

  constructor(sim: Sim, outer: (name: string) => string | undefined) {
    this.#sim = sim;
    this.#outer = outer;
  }

  /** The address of a name as a pod with this resolver writes it: `web`, `web.shop`, `db-0.db.shop.svc.cluster.local`, `example.com`. */
  resolve(resolver: Resolver, host: string, aliases = 0): string | undefined {
    if (IP.test(host)) return host;
    for (const name of candidates(resolver, host)) {
      const record = this.record(name);
      if (record && "ip" in record) return record.ip;
      if (record && "ips" in record) return record.ips[this.#sim.rng.int("network/dns", record.ips.length)]!;
      if (record) return aliases < MAX_ALIASES ? this.resolve(resolver, `${record.alias}.`, aliases + 1) : undefined;
      const outer = name.endsWith(ZONE) ? undefined : this.#outer(name);
      if (outer !== undefined) return outer;
    }
    return undefined;
  }

  /** What stands in the zone under a whole name. */
  record(fullName: string): Record | undefined {
    if (fullName.endsWith(PODS)) return this.#podRecord(fullName.slice(0, -PODS.length));
    if (!fullName.endsWith(SERVICES)) return undefined;
    const [namespace, name, hostname, more] = fullName.slice(0, -SERVICES.length).split(".").toReversed();
    if (!namespace || !name || more !== undefined) return undefined;
    const key = `${namespace}/${name}`;
    const spec = this.#sim.store.get("services", key)?.spec;
    if (!spec) return undefined;
    if (spec.type === "ExternalName") return { alias: spec.externalName ?? "" };
    if (spec.clusterIP && spec.clusterIP !== "None" && hostname === undefined) return { ip: spec.clusterIP };
    const ips = this.#readyAddresses(key, hostname);
    return ips.length > 0 ? { ips } : undefined;
  }

  /** `10-244-1-7.shop`: the address that it spells, whether or not a pod has it ("pods insecure", as kubeadm sets CoreDNS up). */
  #podRecord(name: string): Record | undefined {
    const [address = "", namespace = ""] = name.split(".");
    const ip = address.replaceAll("-", ".");
    return IP.test(ip) && this.#sim.store.get("namespaces", namespace) ? { ip } : undefined;
  }

  /** A headless service's name stands for its ready pods; a pod's hostname below it, for that pod. */
  #readyAddresses(service: string, hostname: string | undefined): string[] {
    return slicesOf(this.#sim, service).flatMap((slice) =>
      slice.endpoints
        .filter((e) => (e.conditions?.ready ?? true) && (hostname === undefined || nameOf(e) === hostname))
        .map((e) => e.addresses[0] ?? ""),
    );
  }
}

/** Below a service: the pod's hostname, or its address with dashes. */
const nameOf = ({ hostname, addresses }: EndpointSlice["endpoints"][number]): string =>
  hostname ?? (addresses[0] ?? "").replaceAll(".", "-");

/** With fewer dots than ndots the search path comes first; a name that ends in a dot is not searched. */
const candidates = ({ search, options }: Resolver, host: string): readonly string[] => {
  if (host.endsWith(".")) return [host.slice(0, -1)];
  const searched = search.map((suffix) => `${host}.${suffix}`);
  const ndots = Number(options.find((option) => option.startsWith("ndots:"))?.slice(6) ?? 1);
  return host.split(".").length > ndots ? [host, ...searched] : [...searched, host];
};

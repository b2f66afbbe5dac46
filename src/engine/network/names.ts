// Models who has which name and which address: machines and the ingress by the company's DNS and hosts files, services and pods by the
// cluster's own (cluster-dns.ts), and what of it a source can see and reach.
import { compareStrings } from "#api/compare";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import type { Sim } from "../sim.ts";
import { addressInHosts, clusterResolver, resolverOf, type Resolver } from "../kubelet/host-name.ts";
import { CLUSTER_DNS_IP, ClusterDns, IP } from "./cluster-dns.ts";
import type { Source } from "./request.ts";

export type Destination =
  | { readonly kind: "node"; readonly node: string; readonly ip: string }
  | { readonly kind: "ingress"; readonly ip: string }
  /** An address of the cluster network: a service's, a pod's, or nobody's. */
  | { readonly kind: "cluster"; readonly ip: string }
  /** The source itself. */
  | { readonly kind: "loopback" }
  | { readonly kind: "unresolved" }
  | { readonly kind: "no-route" };

/** A pod that may hold a port of its machine, and the port that it would listen on itself. */
export interface HostPort {
  readonly pod: Pod;
  readonly port: number;
}

export class Names {
  readonly #sim: Sim;
  readonly #isIngressHost: (host: string) => boolean;
  readonly dns: ClusterDns;
  /** A machine has its address before it has a Node object, and after. */
  readonly #machines: ReadonlyMap<string, string>;

  constructor(sim: Sim, isIngressHost: (host: string) => boolean) {
    this.#sim = sim;
    this.#isIngressHost = isIngressHost;
    this.#machines = new Map(sim.scenario.nodes.flatMap((n) => (n.address === undefined ? [] : [[n.address, n.name]])));
    this.dns = new ClusterDns(sim, (name) => this.companyDns(name));
    sim.store.addIndex("pods", "network/ip", (o) => {
      const pod = o as Pod;
      return isAlive(pod) && pod.status?.podIP && !pod.spec.hostNetwork ? [pod.status.podIP] : [];
    });
    sim.store.addIndex("pods", "network/host", (o) => hostPlaces(o as Pod));
    sim.store.addIndex("nodes", "network/address", (o) => (o as Node).status?.addresses?.map((a) => a.address) ?? []);
  }

  destination(source: Source, host: string): Destination {
    const ip = this.#resolve(source, host);
    if (ip === undefined || ip === "") return { kind: "unresolved" };
    if (ip.startsWith("127.")) return { kind: "loopback" };
    if (ip === this.#sim.scenario.ingressAddress) return { kind: "ingress", ip };
    const node = this.nodeByIP(ip);
    if (node !== undefined) return { kind: "node", node, ip };
    return source.kind === "outside" && !source.isRouted ? { kind: "no-route" } : { kind: "cluster", ip };
  }

  nodeAddress(name: string): string {
    const addresses = this.#sim.store.get("nodes", name)?.status?.addresses;
    return (
      addresses?.find((a) => a.type === "InternalIP")?.address ??
      this.#sim.scenario.nodes.find((n) => n.name === name)?.address ??
      ""
    );
  }
  nodeByIP(ip: string): string | undefined {
    for (const node of this.#sim.store.byIndex("nodes", "network/address", ip)) return node.metadata.name;
    return this.#machines.get(ip);
  }
  podByIP(ip: string): Pod | undefined {
    let owner: Pod | undefined;
    // If two claim an address for a moment, the one that is not going has it.
    for (const pod of this.#sim.store.byIndex("pods", "network/ip", ip)) {
      if (!owner || compareStrings(claim(pod), claim(owner)) < 0) owner = pod;
    }
    return owner;
  }
  /** The pods that hold this port of the machine: by hostPort, or by running on the host's network. */
  podsOnHostPort(node: string, port: number): readonly HostPort[] {
    const of = (place: string): Pod[] => [...this.#sim.store.byIndex("pods", "network/host", place)];
    const mapped = of(`${node}:${port}`).map((pod) => ({ pod, port: containerPortOf(pod, port) }));
    const onHost = of(node).map((pod) => ({ pod, port }));
    return [...mapped, ...onHost].toSorted((a, b) => compareStrings(claim(a.pod), claim(b.pod)));
  }

  #resolve(source: Source, host: string): string | undefined {
    if (IP.test(host)) return host;
    if (host === "localhost") return "127.0.0.1";
    const pod = source.kind === "pod" ? this.#sim.store.get("pods", source.pod) : undefined;
    const known = pod && addressInHosts(pod, host);
    if (known !== undefined) return known;
    const resolver = this.clusterResolver(source);
    if (resolver) return this.dns.resolve(resolver, host);
    const outer = this.companyDns(host);
    if (outer !== undefined) return outer;
    return source.kind === "outside" && source.isRouted
      ? this.dns.resolve(clusterResolver("default"), host)
      : undefined;
  }
  /** How a pod asks the cluster's name server, if that is whom it asks. */
  clusterResolver(source: Source): Resolver | undefined {
    if (source.kind !== "pod") return undefined;
    const pod = this.#sim.store.get("pods", source.pod);
    const resolver = pod ? resolverOf(pod) : clusterResolver(source.pod.slice(0, source.pod.indexOf("/")));
    return resolver.servers[0] === CLUSTER_DNS_IP ? resolver : undefined;
  }
  /** Machines by name, and hosts for which the ingress has rules. */
  companyDns(host: string): string | undefined {
    const address = this.nodeAddress(host);
    if (address !== "") return address;
    return this.#isIngressHost(host) ? this.#sim.scenario.ingressAddress : undefined;
  }
}

/** Sorts those that stay before those that go; among equals any fixed order will do. */
const claim = (pod: Pod): string => `${pod.metadata.deletionTimestamp ? 1 : 0}${pod.metadata.uid}`;

const isAlive = (pod: Pod): boolean => pod.status?.phase !== "Succeeded" && pod.status?.phase !== "Failed";

/** `node:port` for each hostPort, and `node` for a pod on the host's network. */
const hostPlaces = (pod: Pod): string[] => {
  const node = pod.spec.nodeName;
  if (!node || !isAlive(pod)) return [];
  if (pod.spec.hostNetwork) return [node];
  return pod.spec.containers.flatMap((c) =>
    (c.ports ?? []).flatMap((p) => (p.hostPort ? [`${node}:${p.hostPort}`] : [])),
  );
};

const containerPortOf = (pod: Pod, hostPort: number): number =>
  pod.spec.containers.flatMap((c) => c.ports ?? []).find((p) => p.hostPort === hostPort)?.containerPort ?? hostPort;

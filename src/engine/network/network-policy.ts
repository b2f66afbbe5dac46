// Models what a network plugin enforces of networking.k8s.io/v1 NetworkPolicy (v1.36): a pod that some policy selects for a direction
// accepts there only what one of these policies lists; everything else is dropped without a word.
// Simplified: a policy holds at once; real plugins need some tenths of a second.
import type { Pod } from "#api/core-pod";
import type { StringMap } from "#api/meta";
import type { NetworkPolicy, NetworkPolicyPeer, NetworkPolicyPort } from "#api/networking";
import { matchesLabelSelector } from "#api/selector";
import type { Sim } from "../sim.ts";
import { CLUSTER_DNS_IP } from "./cluster-dns.ts";

/** One end of a connection. A pod on the host's network, a node and the outside are their address alone. */
export interface Party {
  readonly ip: string;
  readonly pod?: Pod;
  /** Traffic of a pod's own machine always reaches it: the kubelet's probes must. */
  readonly node?: string;
}

export interface NetworkPolicies {
  /** Whether a TCP connection from `source` to `port` of `target` gets through. */
  lets(source: Party, target: Party, port: number): boolean;
  /** Whether this pod can ask the cluster's DNS: the trap of every first egress policy. */
  letsResolve(pod: Pod): boolean;
}

type Direction = "Ingress" | "Egress";
type Rule = { readonly ports?: readonly NetworkPolicyPort[]; readonly peers?: readonly NetworkPolicyPeer[] };

const DNS_LABELS: StringMap = { "k8s-app": "kube-dns" };
const DNS_NAMESPACE = "kube-system";
const DNS_PORT = 53;

export const createNetworkPolicies = (sim: Sim): NetworkPolicies => {
  sim.store.addIndex("networkpolicies", "network/namespace", (o) => [o.metadata.namespace ?? ""]);

  const selecting = (pod: Pod, direction: Direction): NetworkPolicy[] => {
    if (pod.spec.hostNetwork) return [];
    const found: NetworkPolicy[] = [];
    for (const policy of sim.store.byIndex("networkpolicies", "network/namespace", pod.metadata.namespace ?? "")) {
      if (!directionsOf(policy).includes(direction)) continue;
      if (matchesLabelSelector(policy.spec.podSelector ?? {}, pod.metadata.labels ?? {})) found.push(policy);
    }
    return found;
  };
  const namespaceLabels = (name: string): StringMap =>
    sim.store.get("namespaces", name)?.metadata.labels ?? { "kubernetes.io/metadata.name": name };

  const isPeer = (peer: NetworkPolicyPeer, namespace: string, party: LabelledParty): boolean => {
    if (peer.ipBlock) {
      const { cidr, except } = peer.ipBlock;
      return isInCidr(party.ip, cidr) && !(except ?? []).some((part) => isInCidr(party.ip, part));
    }
    if (party.labels === undefined) return false;
    const isNamespaceRight = peer.namespaceSelector
      ? matchesLabelSelector(peer.namespaceSelector, namespaceLabels(party.namespace ?? ""))
      : party.namespace === namespace;
    return isNamespaceRight && matchesLabelSelector(peer.podSelector ?? {}, party.labels);
  };

  const allows = (policies: readonly NetworkPolicy[], direction: Direction, far: LabelledParty, port: Port): boolean =>
    policies.length === 0 ||
    policies.some((policy) =>
      rulesOf(policy, direction).some(
        (rule) =>
          (!rule.ports?.length || rule.ports.some((p) => isPort(p, port))) &&
          (!rule.peers?.length || rule.peers.some((peer) => isPeer(peer, policy.metadata.namespace ?? "", far))),
      ),
    );

  return {
    lets: (source, target, number) => {
      if (sim.store.count("networkpolicies") === 0) return true;
      const port: Port = { number, protocol: "TCP", ...(target.pod ? { pod: target.pod } : {}) };
      if (source.pod && !allows(selecting(source.pod, "Egress"), "Egress", labelled(target), port)) return false;
      if (!target.pod || (source.node !== undefined && source.node === target.pod.spec.nodeName)) return true;
      return allows(selecting(target.pod, "Ingress"), "Ingress", labelled(source), port);
    },
    letsResolve: (pod) => {
      if (sim.store.count("networkpolicies") === 0) return true;
      const dns: LabelledParty = { ip: CLUSTER_DNS_IP, labels: DNS_LABELS, namespace: DNS_NAMESPACE };
      return allows(selecting(pod, "Egress"), "Egress", dns, { number: DNS_PORT, protocol: "UDP" });
    },
  };
};

interface LabelledParty {
  readonly ip: string;
  readonly labels?: StringMap;
  readonly namespace?: string;
}
interface Port {
  readonly number: number;
  readonly protocol: string;
  readonly pod?: Pod;
}

const labelled = ({ ip, pod }: Party): LabelledParty =>
  pod && !pod.spec.hostNetwork
    ? { ip, labels: pod.metadata.labels ?? {}, namespace: pod.metadata.namespace ?? "" }
    : { ip };

/** Without policyTypes: ingress, and egress too if there are egress rules. */
const directionsOf = ({ spec }: NetworkPolicy): readonly Direction[] =>
  spec.policyTypes?.length ? spec.policyTypes : spec.egress?.length ? ["Ingress", "Egress"] : ["Ingress"];

const rulesOf = ({ spec }: NetworkPolicy, direction: Direction): Rule[] =>
  direction === "Ingress"
    ? (spec.ingress ?? []).map(({ ports, from }) => ({ ...(ports ? { ports } : {}), ...(from ? { peers: from } : {}) }))
    : (spec.egress ?? []).map(({ ports, to }) => ({ ...(ports ? { ports } : {}), ...(to ? { peers: to } : {}) }));

const isPort = (rule: NetworkPolicyPort, port: Port): boolean => {
  if ((rule.protocol ?? "TCP") !== port.protocol) return false;
  if (rule.port === undefined) return true;
  if (typeof rule.port === "string") {
    const named = port.pod?.spec.containers.flatMap((c) => c.ports ?? []).find((p) => p.name === rule.port);
    return named?.containerPort === port.number;
  }
  return port.number >= rule.port && port.number <= (rule.endPort ?? rule.port);
};

const toNumber = (ip: string): number | undefined => {
  const parts = ip.split(".").map(Number);
  if (parts.length !== 4 || parts.some((p) => !(p >= 0 && p <= 255))) return undefined;
  return parts.reduce((sum, part) => sum * 256 + part, 0);
};

/** 10.244.1.5 is in 10.244.0.0/16. */
export const isInCidr = (ip: string, cidr: string): boolean => {
  const [base = "", bits = "32"] = cidr.split("/");
  const [address, network] = [toNumber(ip), toNumber(base)];
  if (address === undefined || network === undefined) return false;
  const size = 2 ** (32 - Number(bits));
  return Math.floor(address / size) === Math.floor(network / size);
};

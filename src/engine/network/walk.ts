// Models the way of one request: from its source through firewall, ingress or node port, service and endpoint to the container that
// answers, and what becomes of it there. Everything on the way is decided when the request is sent.
import { IP } from "./cluster-dns.ts";
import { API_PORT, endpointOf, meetPod, partyOf, proxyNode, toApiServer } from "./meet-pod.ts";
import type { Destination } from "./names.ts";
import type { Party } from "./network-policy.ts";
import type { ProxyMatch } from "./proxy.ts";
import type { ProxyEndpoint } from "./proxy-rules.ts";
import type { Hop, Source } from "./request.ts";
import { toIngress } from "./upstream.ts";
import { begin, end, lose, refuse, step, stepBack, type Errand, type Walk, type Wires } from "./way.ts";

/** Sends the request on its way and answers all that will happen to it (unless its container ends first). */
export const walk = (wires: Wires, errand: Errand): Walk => {
  const way = begin(wires.sim, errand.client);
  const { source, url } = errand;
  if (source.kind === "pod" && !IP.test(url.host) && url.host !== "localhost") {
    const pod = wires.sim.store.get("pods", source.pod);
    if (pod && !wires.policies.letsResolve(pod)) return end(way, { kind: "unresolved", reason: "policy" });
  }
  const destination = wires.names.destination(source, url.host);
  if (destination.kind !== "loopback" && !canLeave(wires, source)) return lose(way, "node-down");
  way.remote = `${"ip" in destination ? destination.ip : "127.0.0.1"}:${url.port}`;
  if (!passesWall(wires, way, errand, destination.kind)) return lose(way, "firewall");
  switch (destination.kind) {
    case "unresolved":
      return end(way, { kind: "unresolved", reason: "unresolved" });
    case "no-route":
      return lose(way, "no-route");
    case "loopback":
      return toLoopback(wires, way, errand);
    case "node":
      return toNode(wires, way, errand, destination.node);
    case "ingress":
      return toIngress(wires, way, errand);
    case "cluster":
      return toClusterAddress(wires, way, errand, destination.ip);
  }
};

/** A request on a connection that is established: conntrack remembers the endpoint, whatever the rules say now. */
export const walkAgain = (wires: Wires, errand: Errand, before: readonly Hop[], endpoint: ProxyEndpoint): Walk => {
  const way = begin(wires.sim, errand.client);
  for (const hop of before.slice(1, -1)) step(wires.sim, way, hop);
  return meetPod(wires, way, { party: partyOf(wires, errand.source), endpoint, uri: errand.url.path });
};

/** Simplified: a machine whose cable is out does not let its own pods talk to each other either. */
const canLeave = ({ sim, machines }: Wires, source: Source): boolean => {
  const node = source.kind === "outside" ? "" : proxyNode(sim, source);
  return node === "" || machines.isConnected(node);
};

/** Whether an echo request to a name or an address comes back, and from where. A cluster address has nobody who would answer. */
export const ping = (wires: Wires, source: Source, host: string): Echo => {
  const destination = wires.names.destination(source, host);
  if (destination.kind === "unresolved") return { isAnswered: false };
  const ip = "ip" in destination ? destination.ip : "127.0.0.1";
  if (destination.kind === "loopback") return { ip, isAnswered: true };
  if (!canLeave(wires, source)) return { ip, isAnswered: false };
  if (destination.kind === "node") return { ip, isAnswered: wires.machines.isConnected(destination.node) };
  if (destination.kind !== "cluster") return { ip, isAnswered: destination.kind === "ingress" };
  const uid = wires.names.podByIP(ip)?.metadata.uid;
  return { ip, isAnswered: uid !== undefined && wires.apps.request(uid, ECHO_PORT, "/").kind !== "unreachable" };
};

export interface Echo {
  /** Absent: the name could not be resolved. */
  readonly ip?: string;
  readonly isAnswered: boolean;
}

/** No port: whoever is there refuses it, whoever is not is silent. */
const ECHO_PORT = 0;

/** From outside, whatever has an address in the cluster's networks is behind the wall. */
const passesWall = (wires: Wires, way: Walk, { source, url }: Errand, kind: Destination["kind"]): boolean => {
  if (source.kind !== "outside" || !wires.firewall.isBuilt) return true;
  if (kind !== "node" && kind !== "ingress" && kind !== "cluster") return true;
  step(wires.sim, way, { kind: "firewall", name: "firewall", what: `tcp dpt:${url.port}` });
  return wires.firewall.lets(url.port);
};

const toLoopback = (wires: Wires, way: Walk, errand: Errand): Walk => {
  const { source, url } = errand;
  if (source.kind === "node") return toNode(wires, way, errand, source.node);
  const pod = source.kind === "pod" ? wires.sim.store.get("pods", source.pod) : undefined;
  if (!pod) return refuse(way, "no-listener");
  const node = pod.spec.nodeName ?? "";
  if (pod.spec.hostNetwork) return toNode(wires, way, errand, node);
  // The loopback device knows no policy: the pod speaks to itself as its own machine would.
  const endpoint = endpointOf(pod, "127.0.0.1", url.port);
  return meetPod(wires, way, { party: { ip: "127.0.0.1", node }, endpoint, uri: url.path });
};

const toNode = (wires: Wires, way: Walk, errand: Errand, node: string): Walk => {
  const { source, url } = errand;
  step(wires.sim, way, { kind: "node", name: node, what: `${node}:${url.port}` });
  if (!wires.machines.isConnected(node)) return lose(way, "node-down");
  const match = wires.proxy.byNodePort(node, url.port);
  if (match) {
    const isExternal = source.kind === "outside";
    // What comes in by any node goes on under that node's own address, unless the policy is Local.
    const isMasked = isExternal && !match.rules.isExternalLocal;
    const party = isMasked ? { ip: wires.names.nodeAddress(node), node } : partyOf(wires, source);
    return toService(wires, way, { match, node, isExternal, party, source: partyOf(wires, source), uri: url.path });
  }
  if (url.port === API_PORT && isControlPlane(wires, node)) return toApiServer(way, url);
  return toHostPort(wires, way, errand, node);
};

/** Pods on the host's network share its ports: the one that listens has it. A hostPort is its pod's alone. */
const toHostPort = (wires: Wires, way: Walk, { source, url }: Errand, node: string): Walk => {
  for (const { pod, port } of wires.names.podsOnHostPort(node, url.port)) {
    const endpoint = endpointOf(pod, pod.status?.podIP ?? "", port);
    const met = meetPod(wires, way, { party: partyOf(wires, source), endpoint, uri: url.path });
    if (!pod.spec.hostNetwork || met.end.kind !== "refused") return met;
    stepBack(way);
  }
  return refuse(way, "no-listener");
};

const toClusterAddress = (wires: Wires, way: Walk, { source, url }: Errand, ip: string): Walk => {
  const node = proxyNode(wires.sim, source);
  const party = partyOf(wires, source);
  const rules = wires.proxy.byClusterIP(node, ip);
  const port = rules?.ports.find((p) => p.port === url.port && p.protocol === "TCP");
  if (rules && port) {
    return toService(wires, way, {
      match: { rules, port },
      node,
      isExternal: false,
      party,
      source: party,
      uri: url.path,
    });
  }
  if (rules) {
    step(wires.sim, way, { kind: "service", name: rules.service, what: `${ip}:${url.port}` });
    return lose(way, "no-service-port");
  }
  const pod = wires.names.podByIP(ip);
  if (!pod) return lose(way, "no-answer");
  return meetPod(wires, way, { party, endpoint: endpointOf(pod, ip, url.port), uri: url.path });
};

interface ThroughService {
  readonly match: ProxyMatch;
  readonly node: string;
  readonly isExternal: boolean;
  /** Who the pod will see; `source`: who it really is. */
  readonly party: Party;
  readonly source: Party;
  readonly uri: string;
}

const toService = (wires: Wires, way: Walk, through: ThroughService): Walk => {
  const { match, node, isExternal, party, source, uri } = through;
  const { rules, port } = match;
  step(wires.sim, way, { kind: "service", name: rules.service, what: `${rules.clusterIP}:${port.port}` });
  const choice = wires.proxy.choose(match, { node, clientIP: source.ip, isExternal });
  if (choice.kind === "rejected") return refuse(way, "no-endpoints");
  if (choice.kind === "dropped") return lose(way, "no-local-endpoints");
  return meetPod(wires, way, { party, endpoint: choice.endpoint, uri });
};

const isControlPlane = ({ sim }: Wires, node: string): boolean =>
  sim.scenario.nodes.some((n) => n.name === node && n.role === "control-plane");

// Models a connection's last stretch: from a node to the pod that has the address, past its network policies, to what listens there.
import type { Pod } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import type { Sim } from "../sim.ts";
import type { Party } from "./network-policy.ts";
import type { ProxyEndpoint } from "./proxy-rules.ts";
import type { Source } from "./request.ts";
import type { ParsedUrl } from "./url.ts";
import { end, lose, refuse, step, thereAndBack, type Walk, type Wires } from "./way.ts";

export interface Meeting {
  /** Who the pod's policies see. */
  readonly party: Party;
  readonly endpoint: ProxyEndpoint;
  readonly uri: string;
}

export const API_PORT = 6443;
const OUTSIDE_IP = "203.0.113.10";

export const meetPod = (wires: Wires, way: Walk, { party, endpoint, uri }: Meeting): Walk => {
  const { ip, port, pod: key } = endpoint;
  // The Service `kubernetes` leads to no pod.
  if (key === undefined && port === API_PORT) return toApiServer(way, { scheme: "https", host: ip, port, path: uri });
  const owner = key === undefined ? wires.names.podByIP(ip) : wires.sim.store.get("pods", key);
  step(wires.sim, way, { kind: "pod", name: key ?? (owner ? keyOf(owner) : ip), what: `${ip}:${port}` });
  way.endpoint = endpoint;
  if (!wires.policies.lets(party, owner ? { ip, pod: owner } : { ip }, port)) return lose(way, "policy");
  const uid = endpoint.podUid ?? owner?.metadata.uid;
  return uid === undefined ? lose(way, "no-answer") : meetContainer(wires, way, { uid, port, uri });
};

const meetContainer = (wires: Wires, way: Walk, at: { uid: string; port: number; uri: string }): Walk => {
  const met = wires.apps.request(at.uid, at.port, at.uri);
  switch (met.kind) {
    case "refused":
      return refuse(way, "not-listening");
    case "unreachable":
      return lose(way, "no-answer");
    case "unanswered":
      return end(way, { ...met, kind: "silence", reason: "hung" });
    case "answer":
      return end(way, {
        ...met,
        latencyMs: thereAndBack(way) + Math.ceil(met.latencyMs),
        ...(met.status >= 400 ? { reason: "status" as const } : {}),
      });
  }
};

/** Simplified: it knows nobody who comes without a certificate, and is never too busy to say so. */
export const toApiServer = (way: Walk, url: ParsedUrl): Walk => {
  const body = {
    kind: "Status",
    apiVersion: "v1",
    metadata: {},
    status: "Failure",
    message: `forbidden: User "system:anonymous" cannot get path "${url.path}"`,
    reason: "Forbidden",
    details: {},
    code: 403,
  };
  const isHttps = url.scheme === "https";
  return end(way, {
    kind: "answer",
    status: isHttps ? 403 : 400,
    body: isHttps ? JSON.stringify(body, null, 2) : "Client sent an HTTP request to an HTTPS server.\n",
    latencyMs: thereAndBack(way),
    reason: "status",
  });
};

export const endpointOf = (pod: Pod, ip: string, port: number): ProxyEndpoint => ({
  ip,
  port,
  pod: keyOf(pod),
  ...(pod.metadata.uid ? { podUid: pod.metadata.uid } : {}),
  ...(pod.spec.nodeName ? { node: pod.spec.nodeName } : {}),
});

export const partyOf = (wires: Wires, source: Source): Party => {
  if (source.kind === "outside") return { ip: source.address ?? OUTSIDE_IP };
  if (source.kind === "node") return { ip: wires.names.nodeAddress(source.node), node: source.node };
  const pod = wires.sim.store.get("pods", source.pod);
  return { ip: pod?.status?.podIP ?? "", ...(pod ? { pod } : {}) };
};

/** Whose rules decide about a cluster address: those of the machine on which the connection begins, or (from outside) first arrives. */
export const proxyNode = (sim: Sim, source: Source): string => {
  if (source.kind === "node") return source.node;
  if (source.kind === "pod") return sim.store.get("pods", source.pod)?.spec.nodeName ?? "";
  return sim.scenario.nodes[0]?.name ?? "";
};

// Which machines there are beside the learner's own.
import type { Sim, Source } from "#engine";
import { podPlaceOf } from "../pod-host.ts";

export const FIREWALL = "firewall";

export const isNode = (sim: Sim, host: string): boolean => sim.scenario.nodes.some(({ name }) => name === host);

/** The one that the API server runs on, if it is one. */
export const isMaster = (sim: Sim, host: string): boolean =>
  sim.scenario.nodes.some(({ name, role }) => name === host && role === "control-plane");

/** Where a request from a host begins; `host` absent: the learner's own machine. */
export const sourceOf = (sim: Sim, host: string | undefined): Source => {
  const place = podPlaceOf(host);
  if (place) return { kind: "pod", pod: `${place.namespace}/${place.pod}` };
  return host !== undefined && isNode(sim, host) ? { kind: "node", node: host } : { kind: "outside" };
};

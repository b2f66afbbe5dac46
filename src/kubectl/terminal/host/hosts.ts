// Which machines there are beside the learner's own.
import type { Sim } from "#engine";

export const FIREWALL = "firewall";

export const isNode = (sim: Sim, host: string): boolean => sim.scenario.nodes.some(({ name }) => name === host);

/** The one that the API server runs on, if it is one. */
export const isMaster = (sim: Sim, host: string): boolean =>
  sim.scenario.nodes.some(({ name, role }) => name === host && role === "control-plane");

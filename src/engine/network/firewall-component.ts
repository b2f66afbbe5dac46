// What people do to the firewall: `firewall/set {port, action: allow | deny | remove}`, `firewall/list {}`.
import type { JsonObject } from "#api/meta";
import type { Component, Sim } from "../sim.ts";
import { createFirewall } from "./firewall.ts";

export const createFirewallComponent = (sim: Sim): Component => {
  const firewall = createFirewall(sim);
  return {
    name: "firewall",
    commands: {
      /** Answers the rows as they are then. */
      set: ({ port, action }) => {
        if (typeof port !== "number" || !Number.isInteger(port) || port < 1 || port > 65_535) {
          throw new Error(`not a port: ${JSON.stringify(port)}`);
        }
        if (action !== "allow" && action !== "deny" && action !== "remove") {
          throw new Error(`not an action: ${JSON.stringify(action)}`);
        }
        firewall.set(port, action);
        return firewall.rows().map((row): JsonObject => ({ ...row }));
      },
      /** The list as iptables prints it. */
      list: () => firewall.list(),
    },
  };
};

// Which ports of the learner's machine kubectl port-forward listens on just now: read off what runs in the terminals.
import type { Json, JsonObject } from "#api/meta";
import type { Sim } from "#engine";
import { list, num, obj, text } from "../object.ts";
import { Rows } from "./terminals.ts";

export interface Forward {
  /** Where kubectl runs. */
  readonly terminal: string;
  readonly local: number;
  readonly remote: number;
  /** `namespace/name`. */
  readonly pod: string;
  readonly uid: string;
}

export const forwardsOf = (sim: Sim): readonly Forward[] => {
  return new Rows(sim).all().flatMap((row) => {
    const running = row.process?.running;
    const waiting: Json | undefined = running?.program === "kubectl" ? running.state : undefined;
    if (text(waiting, "call", "path") !== "port-forward") return [];
    const state = obj(waiting, "state");
    const pod = `${text(state, "namespace")}/${text(state, "pod")}`;
    return list(state, "ports").map((port): Forward => ({
      terminal: row.id,
      local: num(port, "local"),
      remote: num(port, "remote"),
      pod,
      uid: text(state, "uid"),
    }));
  });
};

/** What kubectl waits for: somebody who connects. */
const CONNECTION = "port-forward";

/** A connection came, or one broke for this reason. */
export const tellForwarder = (sim: Sim, { terminal, local, remote }: Forward, broken?: string): void => {
  const told: JsonObject = { id: CONNECTION, local, remote, ...(broken === undefined ? {} : { broken }) };
  sim.setTimer(sim.now(), "shell/answer", terminal, told);
};

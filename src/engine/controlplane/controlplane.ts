// The control plane as workloads: etcd, API server, controller manager and scheduler live on the masters' machines, and what their machines do
// not give them the whole cluster misses.
import { memoise } from "#api/memoise";
import type { Lease } from "#api/coordination";
import { applicationsOf } from "../apps/applications.ts";
import { hardwareOf } from "../node/node.ts";
import type { Component, ComponentFactory, Sim } from "../sim.ts";
import { Elections } from "./elections.ts";
import { Leases } from "./leases.ts";
import { Masters, type ApiAnswer } from "./masters.ts";
import type { ElectedProgram } from "./programs.ts";

export class ControlPlane {
  readonly #sim: Sim;
  readonly #masters: Masters;
  readonly #elections: Elections;
  readonly #leases: Leases;

  constructor(sim: Sim) {
    const apps = applicationsOf(sim);
    const hardware = hardwareOf(sim);
    this.#sim = sim;
    this.#masters = new Masters(sim, apps, hardware);
    this.#leases = new Leases(sim);
    const { machines } = hardware;
    this.#elections = new Elections({ sim, apps, machines, masters: this.#masters, leases: this.#leases });
  }

  /** What a request meets now: the best that any master offers. */
  answer(): ApiAnswer {
    return this.#masters.answer();
  }

  /** What this master's own API server offers; undefined of a machine that has none. */
  apiOf(node: string): ApiAnswer | undefined {
    return this.#masters.names.includes(node) ? this.#masters.api(node) : undefined;
  }

  /** It answers, and whoever asks feels that it takes long. */
  isSlow(): boolean {
    return (this.#masters.answerMs() ?? 0) > FELT_MS;
  }

  /** How long the next request takes, by chance: half to twice the median. Undefined if it is not felt, or not answered. */
  requestMs(): number | undefined {
    const ms = this.#masters.answerMs();
    if (ms === undefined || ms <= FELT_MS) return undefined;
    return Math.round(ms * 0.5 * 4 ** this.#sim.rng.next("controlplane"));
  }

  /** The master whose controller manager or scheduler acts; undefined: nobody's does. */
  leader(program: ElectedProgram): string | undefined {
    return this.#elections.leader(program);
  }

  /** A lease of kube-system as it reads now. */
  leaseNow(lease: Lease): Lease {
    return this.#leases.asOfNow(lease, (holder) =>
      typeof holder === "string"
        ? this.#elections.isRenewing(holder)
        : this.#masters.api(holder.master).kind === "answers",
    );
  }

  component(): Component {
    return {
      name: "controlplane",
      start: () => {
        this.#elections.start();
        this.#leases.start(this.#masters.names);
        for (const name of this.#masters.names) this.#review(name);
      },
      timers: {
        review: (master) => this.#review(master),
        leader: (program) => this.#elections.onTimer(program as ElectedProgram),
      },
    };
  }

  #review(master: string): void {
    const hadServer = this.#masters.api(master).kind === "answers";
    if (this.#masters.review(master)) {
      const api = this.#masters.api(master);
      this.#sim.log({ type: "machine", node: master, what: "api", data: { ...api } });
      if (hadServer !== (api.kind === "answers")) this.#leases.serverTurned(master, !hadServer);
    }
    this.#elections.review();
  }
}

/** What a request takes on a machine with nothing else to do is in nobody's way. */
const FELT_MS = 100;

export const controlPlaneOf = memoise((sim: Sim): ControlPlane => new ControlPlane(sim));

export const createControlPlane: ComponentFactory = (sim) => controlPlaneOf(sim).component();

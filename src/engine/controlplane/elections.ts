// Models staging/src/k8s.io/client-go/tools/leaderelection (v1.36) for the controller manager and the scheduler: a leader that cannot renew its
// lease for ten seconds ends itself, and the next one waits until the lease has run out. Who does not lead does not act.
// The Lease objects are in leases.ts.
import type { Applications } from "../apps/applications.ts";
import type { Gate } from "../clock/gates.ts";
import type { Machines } from "../node/machines.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import type { Leases } from "./leases.ts";
import type { Masters } from "./masters.ts";
import { ELECTED_PROGRAMS, type ElectedProgram } from "./programs.ts";

interface LeaderRow {
  readonly holder?: string;
  /** Renewals have failed since then. */
  readonly failingMs?: number;
  /** Nobody leads; this master's waits for the lease to run out. */
  readonly candidate?: string;
  /** Of the deadline, or of the lease. */
  readonly timer?: number;
}

const LEASE_MS = 15_000;
const RENEW_DEADLINE_MS = 10_000;
const RETRY_MS = 2000;
/** A renewal is given up after half the deadline: with this median two of five are, and no ten seconds pass well. */
const TOO_SLOW_MS = 3500;
/** From here on it is felt. */
const SLOW_MS = 100;

interface ElectionOptions {
  readonly sim: Sim;
  readonly apps: Applications;
  readonly machines: Machines;
  readonly masters: Masters;
  readonly leases: Leases;
}

export class Elections {
  readonly #options: ElectionOptions;
  readonly #rows: Table<LeaderRow>;
  /** What is told of each program now. */
  readonly #gates: Table<Gate>;

  constructor(options: ElectionOptions) {
    this.#options = options;
    this.#rows = options.sim.table("controlplane/leaders");
    this.#gates = options.sim.table("cluster/gates");
  }

  /** The first master leads everywhere. */
  start(): void {
    const [holder] = this.#options.masters.names;
    if (holder !== undefined) for (const program of ELECTED_PROGRAMS) this.#rows.set(program, { holder });
  }

  /** The master whose program leads; undefined: nobody's does. */
  leader(program: ElectedProgram): string | undefined {
    return this.#rows.get(program)?.holder;
  }

  /** Whether the leader's lease is renewed as time goes by. */
  isRenewing(program: ElectedProgram): boolean {
    const row = this.#rows.get(program);
    return row?.holder !== undefined && row.failingMs === undefined;
  }

  /** Something has changed on a master. */
  review(): void {
    for (const program of ELECTED_PROGRAMS) {
      this.#elect(program);
      this.#open(program);
    }
  }

  /** The deadline of a leader, or the end of a lease. */
  onTimer(program: ElectedProgram): void {
    const { timer: _, ...row } = this.#rows.get(program) ?? {};
    this.#rows.set(program, row);
    const { candidate, holder } = row;
    if (holder !== undefined) this.#giveUp(program, holder);
    else if (candidate !== undefined && this.#renews(program, candidate)) {
      this.#rows.set(program, { holder: candidate });
      this.#options.leases.acquired(program, candidate);
    }
    this.#elect(program);
    this.#open(program);
  }

  #elect(program: ElectedProgram): void {
    const { sim, masters } = this.#options;
    const row = this.#rows.get(program) ?? {};
    const { holder, failingMs } = row;
    if (holder === undefined) return this.#nominate(program);
    if (!masters.isUp(holder, program)) return this.#lose(program);
    if (!this.#renews(program, holder)) {
      if (failingMs !== undefined) return;
      this.#options.leases.turned(program, false);
      const timer = sim.setTimer(sim.now() + RENEW_DEADLINE_MS, "controlplane/leader", program);
      this.#rows.set(program, { holder, failingMs: sim.now(), timer });
      return;
    }
    if (failingMs === undefined) return;
    if (sim.now() - failingMs >= RENEW_DEADLINE_MS) return this.#giveUp(program, holder);
    sim.clearTimer(row.timer);
    this.#rows.set(program, { holder });
    this.#options.leases.turned(program, true);
  }

  /** It ends itself: `leaderelection lost`. On a machine that stands still it does not get to that either. */
  #giveUp(program: ElectedProgram, holder: string): void {
    const { apps, machines, masters } = this.#options;
    if (machines.isFrozen(holder)) return;
    const process = masters.processOf(holder, program);
    if (process) {
      apps.logs.append(process.id, `failed to renew lease kube-system/${program}: context deadline exceeded`);
      apps.logs.append(process.id, "leaderelection lost");
      apps.kill(process.id, { code: 1, reason: "Error" });
    }
    this.#lose(program);
  }

  #lose(program: ElectedProgram): void {
    if (this.isRenewing(program)) this.#options.leases.turned(program, false);
    this.#options.sim.clearTimer(this.#rows.get(program)?.timer);
    this.#rows.set(program, {});
    this.#nominate(program);
  }

  /** Whoever comes first sees the old lease, and waits until it has not been renewed for its whole length. */
  #nominate(program: ElectedProgram): void {
    const { sim, masters } = this.#options;
    const row = this.#rows.get(program) ?? {};
    const candidate = masters.names.find((name) => this.#renews(program, name));
    if (candidate === row.candidate) return;
    sim.clearTimer(row.timer);
    if (candidate === undefined) {
      this.#rows.set(program, {});
      return;
    }
    const atMs = sim.now() + LEASE_MS + sim.rng.int("controlplane", RETRY_MS);
    this.#rows.set(program, { candidate, timer: sim.setTimer(atMs, "controlplane/leader", program) });
  }

  /** Its process is there, and a request of it to the API server comes through in time. */
  #renews(program: ElectedProgram, master: string): boolean {
    const { machines, masters } = this.#options;
    if (!masters.isUp(master, program) || machines.isFrozen(master) || !machines.isConnected(master)) return false;
    const ms = masters.answerMs();
    return ms !== undefined && ms < TOO_SLOW_MS;
  }

  #open(program: ElectedProgram): void {
    const gate = this.#gateOf(program);
    const before = this.#gates.get(program);
    const isSame = gate?.isShut === before?.isShut && lateOf(gate) === lateOf(before);
    if (!isSame) this.#options.sim.gate(program, gate);
  }

  #gateOf(program: ElectedProgram): Gate | undefined {
    const { masters, machines } = this.#options;
    const { holder } = this.#rows.get(program) ?? {};
    if (masters.names.length === 0) return undefined;
    const ms = masters.answerMs();
    if (holder === undefined || ms === undefined || !masters.isUp(holder, program)) return { isShut: true };
    if (machines.isFrozen(holder) || !machines.isConnected(holder)) return { isShut: true };
    return ms > SLOW_MS ? { isShut: false, lateMs: ms } : undefined;
  }
}

const lateOf = (gate: Gate | undefined): number => (gate && !gate.isShut ? gate.lateMs : 0);

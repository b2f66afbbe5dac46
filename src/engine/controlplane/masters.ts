// Whether each master's API server answers, and how fast: from the power of its machine, the processes of its pods, the CPU that they get and
// the code of theirs that is in memory. Nothing is asked while nothing changes.
import type { Applications } from "../apps/applications.ts";
import { CONTROL_PLANE_IMAGES, type ControlPlaneProgram } from "../apps/system-images.ts";
import type { ProcessRow } from "../apps/process.ts";
import type { Hardware } from "../node/node.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import { AMPLE_MILLI, requestMs } from "./latency.ts";

/** What becomes of a request to the API server. */
export type ApiAnswer =
  /** `ms`: how long one takes, in the median. */
  | { readonly kind: "answers"; readonly ms: number }
  /** Its machine takes the connection, and no handshake is ever done. */
  | { readonly kind: "silent" }
  /** Nothing listens. */
  | { readonly kind: "refused" }
  | { readonly kind: "unreachable" };

interface MasterRow {
  readonly api: ApiAnswer;
  /** All its programs have been up: before that the cluster is taken to have run for a while. */
  readonly hasBegun: boolean;
  /** A review is due. */
  readonly isPending?: true;
}

const WELL: ApiAnswer = { kind: "answers", ms: requestMs(AMPLE_MILLI) };
/** kubectl and client-go give up a TLS handshake after this long. */
const HANDSHAKE_MS = 10_000;

const PROGRAMS = Object.keys(CONTROL_PLANE_IMAGES) as readonly ControlPlaneProgram[];
const NAMESPACE = "kube-system";

export class Masters {
  readonly names: readonly string[];
  readonly #sim: Sim;
  readonly #apps: Applications;
  readonly #hardware: Hardware;
  readonly #rows: Table<MasterRow>;
  /** `kube-system/etcd-master`: which master it belongs to. */
  readonly #ownPods = new Map<string, string>();

  constructor(sim: Sim, apps: Applications, hardware: Hardware) {
    this.#sim = sim;
    this.#apps = apps;
    this.#hardware = hardware;
    this.#rows = sim.table("controlplane/masters");
    this.names = sim.scenario.nodes.filter((n) => n.role === "control-plane").map((n) => n.name);
    for (const name of this.names) for (const program of PROGRAMS) this.#ownPods.set(podKey(program, name), name);
    const known = new Set(this.names);
    hardware.machines.onChange(({ name }) => {
      if (known.has(name)) this.#want(name);
    });
    hardware.cpu.onDivide((name) => {
      if (known.has(name)) this.#want(name);
    });
    apps.onChange((row) => {
      const master = this.#ownPods.get(row.pod);
      if (master !== undefined) this.#want(master);
    });
  }

  /** What a request to this master's API server meets. */
  api(master: string): ApiAnswer {
    return this.#rows.get(master)?.api ?? WELL;
  }

  /** The best that any master offers; a cluster without one is its own. */
  answer(): ApiAnswer {
    let best: ApiAnswer | undefined;
    for (const name of this.names) {
      const api = this.api(name);
      if (!best || rankOf(api) < rankOf(best)) best = api;
    }
    return best ?? WELL;
  }
  /** How long a request takes in the median; undefined: none is answered. */
  answerMs(): number | undefined {
    const best = this.answer();
    return best.kind === "answers" ? best.ms : undefined;
  }

  /** The living process of a program, where it runs as a pod. */
  processOf(master: string, program: ControlPlaneProgram): ProcessRow | undefined {
    const pod = podKey(program, master);
    for (const id of this.#apps.idsOnNode(master)) {
      const row = this.#apps.get(id)!;
      if (row.pod === pod && row.state !== "exited") return row;
    }
    return undefined;
  }

  /** The program is there and could do something. */
  isUp(master: string, program: ControlPlaneProgram): boolean {
    const { machines } = this.#hardware;
    const machine = machines.get(master);
    if (!machine?.isOn || machine.isBooting) return false;
    if (!this.#sim.scenario.controlPlanePods || !this.#rows.get(master)?.hasBegun) return true;
    return this.processOf(master, program)?.state === "listening";
  }

  /** Judges the master anew. Answers whether that made a difference. */
  review(master: string): boolean {
    const { isPending: _, ...row } = this.#rows.get(master) ?? { api: WELL, hasBegun: false };
    const hasBegun = row.hasBegun || PROGRAMS.every((p) => this.processOf(master, p)?.state === "listening");
    this.#rows.set(master, { ...row, hasBegun });
    const api = this.#judge(master);
    if (isSame(api, row.api)) return false;
    this.#rows.set(master, { api, hasBegun });
    const { machines } = this.#hardware;
    const isApiDown = api.kind !== "answers";
    if (machines.get(master)?.isApiDown !== isApiDown) machines.change(master, { isApiDown });
    return true;
  }

  #judge(master: string): ApiAnswer {
    const { machines, cpu } = this.#hardware;
    if (!machines.isConnected(master)) return { kind: "unreachable" };
    if (this.#sim.scenario.controlPlanePods && !this.#rows.get(master)?.hasBegun) return WELL;
    if (!this.isUp(master, "etcd") || !this.isUp(master, "kube-apiserver")) return { kind: "refused" };
    const ids = PROGRAMS.flatMap((program) => this.processOf(master, program)?.id ?? []);
    const milli = cpu.wouldGet(master, ids, AMPLE_MILLI);
    const ms = Math.round(requestMs(milli) * machines.slowdown(master));
    return ms >= HANDSHAKE_MS ? { kind: "silent" } : { kind: "answers", ms };
  }

  /** After what is being done now: a change of a machine is never told in the middle of another. */
  #want(master: string): void {
    const row = this.#rows.get(master) ?? { api: WELL, hasBegun: false };
    if (row.isPending) return;
    this.#rows.set(master, { ...row, isPending: true });
    this.#sim.setTimer(this.#sim.now(), "controlplane/review", master);
  }
}

const podKey = (program: ControlPlaneProgram, master: string): string =>
  `${NAMESPACE}/${program}-${master.toLowerCase()}`;

const rankOf = (api: ApiAnswer): number =>
  api.kind === "answers" ? api.ms : { silent: 1e6, refused: 2e6, unreachable: 3e6 }[api.kind];

const isSame = (a: ApiAnswer, b: ApiAnswer): boolean =>
  a.kind === b.kind && (a.kind !== "answers" || b.kind !== "answers" || a.ms === b.ms);

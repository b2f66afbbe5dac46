// Divides a machine's CPU among its processes as the kernel does it by cgroups (see cpu-shares.ts), and slows them down accordingly.
import type { Container } from "#api/core-container";
import type { Pod, QosClass } from "#api/core-pod";
import { qosClassOf } from "#api/pod-resources";
import { cpuMilli } from "#api/quantity";
import type { Applications } from "../apps/applications.ts";
import { isAlive, type ProcessRow } from "../apps/process.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import { containerGroup, divideCpu, kubepodsGroup, podGroup, type ContainerCpu, type CpuGroup } from "./cpu-shares.ts";
import type { Ledger } from "./ledger.ts";
import type { MachineSize } from "./machine-size.ts";
import type { Machines } from "./machines.ts";
import { allocatedPod } from "../kubelet/allocated.ts";

interface CpuOptions {
  readonly sim: Sim;
  readonly apps: Applications;
  readonly machines: Machines;
  readonly ledger: Ledger;
  readonly sizeOf: (node: string) => MachineSize | undefined;
}

interface CpuGrant {
  readonly wantsMilli: number;
  readonly gotMilli: number;
  readonly limitMilli?: number;
}

/** Thousandths of a core beyond what a process wants now, by its id. */
type Extra = ReadonlyMap<string, number>;

const NO_EXTRA: Extra = new Map();

interface Wants {
  readonly more: Extra;
  readonly systemMilli: number;
}

interface Division {
  readonly grants: Map<string, CpuGrant>;
  /** Of what runs outside of pods. */
  readonly systemGot: number;
}

/** The weight of a system slice beside that of all pods. */
const SYSTEM_SHARES = 1024;
/** Rates are kept to six digits, so that the same division gives the same rate. */
const DIGITS = 1_000_000;

export class Cpu {
  readonly #options: CpuOptions;
  /** Machines on which some process gets less than it wants. */
  readonly #contended: Table<true>;
  /** By machine: how many processes want more than their own limit. */
  readonly #limited: Table<true>;
  readonly #divisions: ((node: string) => void)[] = [];

  constructor(options: CpuOptions) {
    this.#options = options;
    this.#contended = options.sim.table("node/contended");
    this.#limited = options.sim.table("node/limited");
    options.apps.useTime((row, workMs, extraMilli) => this.#timeOf(row, workMs, extraMilli));
  }

  /** Called when a machine's CPU was divided anew; as long as everybody gets all, nothing is divided. */
  onDivide(listener: (node: string) => void): void {
    this.#divisions.push(listener);
  }

  /** A process wants another amount than before. */
  onDemand(row: ProcessRow): void {
    const { apps, ledger } = this.#options;
    const size = this.#options.sizeOf(row.node);
    if (!size) return;
    const limit = this.#limitOf(row);
    if (isAlive(row) && limit !== undefined && apps.cpuDemandMilli(row) > limit) this.#limited.set(row.id, true);
    else this.#limited.delete(row.id);
    const isCalm = !this.#contended.has(row.node) && !this.#limited.has(row.id) && this.slowdown(row.node) === 1;
    if (isCalm && ledger.ofNode(row.node).cpuMilli + size.systemMilli <= size.cpuMilli) return;
    this.divide(row.node);
  }

  /** Gives every process of the machine its share. */
  divide(node: string): void {
    const { apps } = this.#options;
    const slowdown = this.slowdown(node);
    let isShort = false;
    for (const [id, grant] of this.grants(node)) {
      const share = grant.wantsMilli > 0 ? grant.gotMilli / grant.wantsMilli : 1;
      if (share < 1) isShort = true;
      apps.setRate(id, Math.round((share / slowdown) * DIGITS) / DIGITS);
      this.#options.ledger.book(apps.get(id)!);
    }
    if (isShort) this.#contended.set(node, true);
    else this.#contended.delete(node);
    for (const listener of this.#divisions) listener(node);
  }

  /** What each living process of the machine gets of what it wants. `more`: as if some of them wanted this much more. */
  grants(node: string, more: Extra = NO_EXTRA): Map<string, CpuGrant> {
    const size = this.#options.sizeOf(node);
    return size ? this.#division(node, size, { more, systemMilli: size.systemMilli }).grants : new Map();
  }

  /** What these processes would get together if they wanted `milli`; without any: the control plane that runs outside of pods. */
  wouldGet(node: string, ids: readonly string[], milli: number): number {
    const { sizeOf, apps, ledger } = this.#options;
    const size = sizeOf(node);
    if (!size) return 0;
    if (ledger.ofNode(node).cpuMilli + size.systemMilli + milli <= size.cpuMilli) return milli;
    const rows = ids.flatMap((id) => apps.get(id) ?? []);
    const now = rows.reduce((n, row) => n + apps.cpuDemandMilli(row), size.controlPlaneMilli);
    const factor = now > 0 ? Math.max(0, milli - now) / now : 0;
    const more = new Map(rows.map((row) => [row.id, apps.cpuDemandMilli(row) * factor]));
    const systemMilli = size.systemMilli + size.controlPlaneMilli * factor;
    const { grants, systemGot } = this.#division(node, size, { more, systemMilli });
    if (ids.length === 0) return Math.max(0, systemGot - (size.systemMilli - size.controlPlaneMilli));
    return ids.reduce((n, id) => n + (grants.get(id)?.gotMilli ?? 0), 0);
  }

  #division(node: string, size: MachineSize, { more, systemMilli }: Wants): Division {
    const grants = new Map<string, CpuGrant>();
    const leaves: { readonly id: string; readonly cpu: ContainerCpu; readonly group: CpuGroup }[] = [];
    const pods = [...this.#podsOf(node, more)].map(({ pod, members }) => {
      const group = podGroup(members.map((m) => m.cpu));
      members.forEach((m, i) => leaves.push({ ...m, group: group.children![i]! }));
      const requestMilli = members.reduce((n, m) => n + m.cpu.requestMilli, 0);
      const qosClass: QosClass = pod ? qosClassOf(pod) : "BestEffort";
      return { qosClass, requestMilli, group };
    });
    const system = { ...containerGroup({ requestMilli: 0, wantsMilli: systemMilli }), shares: SYSTEM_SHARES };
    const kubepods = kubepodsGroup(pods, size.allocatableCpuMilli).group;
    const granted = divideCpu({ shares: SYSTEM_SHARES, children: [system, kubepods] }, size.cpuMilli);
    for (const { id, cpu, group } of leaves) {
      const { wantsMilli, limitMilli } = cpu;
      const gotMilli = granted.get(group) ?? 0;
      grants.set(id, { wantsMilli, gotMilli, ...(limitMilli === undefined ? {} : { limitMilli }) });
    }
    return { grants, systemGot: granted.get(system) ?? 0 };
  }

  slowdown(node: string): number {
    return this.#options.machines.slowdown(node);
  }

  /**
   * How long a piece of work takes that begins now. At the speed of this moment, or until what others answer just now is done and their share
   * is free again, whichever comes first: a burst of a few milliseconds must not starve a request for minutes.
   * Simplified: requests that come meanwhile are not foreseen.
   */
  #timeOf(row: ProcessRow, workMs: number, extraMilli: number): number {
    const speed = extraMilli > 0 ? this.#speedOf(row, extraMilli) : row.rate;
    const now = speed > 0 ? workMs / speed : Infinity;
    const slowdown = this.slowdown(row.node);
    if (speed * slowdown >= 1) return now;
    const { apps } = this.#options;
    const busy = [...apps.idsOnNode(row.node)].map((id) => apps.get(id)!).filter((r) => r.inFlightCpu > 0);
    if (busy.length === 0) return now;
    const less = new Map(busy.map((r) => [r.id, -1000 * r.inFlightCpu]));
    less.set(row.id, (less.get(row.id) ?? 0) + extraMilli);
    const grant = this.grants(row.node, less).get(row.id);
    if (!grant || grant.gotMilli <= 0) return now;
    const burstMs = busy.reduce((n, r) => n + r.inFlightCpuMs, 0);
    return Math.min(now, ((burstMs + workMs) * slowdown * grant.wantsMilli) / grant.gotMilli);
  }

  /** How fast one more request is worked on. */
  #speedOf(row: ProcessRow, extraMilli: number): number {
    const { apps, ledger } = this.#options;
    const size = this.#options.sizeOf(row.node);
    if (!size) return row.rate;
    const limit = this.#limitOf(row);
    const wants = apps.cpuDemandMilli(row) + extraMilli;
    const fits = ledger.ofNode(row.node).cpuMilli + extraMilli + size.systemMilli <= size.cpuMilli;
    const slowdown = this.slowdown(row.node);
    if (fits && (limit === undefined || wants <= limit)) return 1 / slowdown;
    const grant = this.grants(row.node, new Map([[row.id, extraMilli]])).get(row.id);
    return grant && grant.wantsMilli > 0 ? grant.gotMilli / grant.wantsMilli / slowdown : 0;
  }

  #podsOf(node: string, more: Extra): Iterable<PodMembers> {
    const { apps } = this.#options;
    const pods = new Map<string, PodMembers>();
    for (const id of apps.idsOnNode(node)) {
      const row = apps.get(id)!;
      if (!isAlive(row)) continue;
      let members = pods.get(row.podUid);
      if (!members) pods.set(row.podUid, (members = { pod: this.#podOf(row), members: [] }));
      const wantsMilli = apps.cpuDemandMilli(row) + (more.get(id) ?? 0);
      members.members.push({ id, cpu: containerCpu(containerIn(members.pod, row.container), wantsMilli) });
    }
    return pods.values();
  }

  #limitOf(row: ProcessRow): number | undefined {
    const text = containerIn(this.#podOf(row), row.container)?.resources?.limits?.["cpu"];
    return text === undefined ? undefined : cpuMilli(text);
  }

  #podOf(row: ProcessRow): Pod | undefined {
    const pod = this.#options.sim.store.get("pods", row.pod);
    return pod?.metadata.uid === row.podUid ? allocatedPod(this.#options.sim, pod) : undefined;
  }
}

interface PodMembers {
  readonly pod: Pod | undefined;
  readonly members: { readonly id: string; readonly cpu: ContainerCpu }[];
}

const containerIn = (pod: Pod | undefined, name: string): Container | undefined =>
  pod?.spec.containers.find((c) => c.name === name) ?? pod?.spec.initContainers?.find((c) => c.name === name);

/** A limit without a request is requested in full. */
const containerCpu = (container: Container | undefined, wantsMilli: number): ContainerCpu => {
  const { requests, limits } = container?.resources ?? {};
  const limit = limits?.["cpu"];
  const request = requests?.["cpu"] ?? limit;
  return {
    requestMilli: request === undefined ? 0 : cpuMilli(request),
    ...(limit === undefined ? {} : { limitMilli: cpuMilli(limit) }),
    wantsMilli,
  };
};

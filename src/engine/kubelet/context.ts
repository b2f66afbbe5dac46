// What the parts of the kubelet share: its tables, its clock with the node's slowness in it, and its voice.
import { withFields } from "#api/json";
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import { cpuMilli } from "#api/quantity";
import { applicationsOf, type Applications } from "../apps/applications.ts";
import { createEventRecorder, type EventNote, type EventRecorder } from "../events/recorder.ts";
import { machinesOf, type Machines } from "../node/machines.ts";
import { recordsOf, type MachineNote, type Records } from "../node/records.ts";
import type { Scenario } from "../scenario.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import { machineAddress } from "./node-object.ts";
import type { ContainerRow, PodRow } from "./rows.ts";
import { START_CONTENTION } from "./timing.ts";
import { allocatedPod } from "./allocated.ts";

/** Of a node: what its runtime and its image puller are busy with. */
interface RuntimeRow {
  readonly pullFreeMs: number;
  /** The image that the last pull of the queue is for. */
  readonly lastPull?: string;
  readonly lastIp: number;
}

const IDLE: RuntimeRow = { pullFreeMs: 0, lastIp: 1 };
const JITTER = 0.3;
const TWO_CORES = 2000;

interface StartDomain {
  readonly domain: string;
  readonly contention: number;
}

const startDomains = ({ nodes, hostCores }: Scenario): Map<string, StartDomain> =>
  new Map(
    nodes.map(({ name, cpu }) => {
      const milli = hostCores === undefined ? cpuMilli(cpu) : hostCores * 1000;
      const contention = START_CONTENTION * Math.min(4, TWO_CORES / milli);
      return [name, { domain: hostCores === undefined ? name : "", contention }];
    }),
  );

export class KubeletContext {
  readonly sim: Sim;
  readonly apps: Applications;
  readonly machines: Machines;
  readonly records: Records;
  readonly pods: Table<PodRow>;
  /** Objects that went while their kubelet could not hear of it: to it they are still there. */
  readonly missed: Table<Pod>;
  readonly #runtimes: Table<RuntimeRow>;
  readonly #ips: Table<string>;
  /** Which pods slow each other down at their start: those of a machine, or of the host under all machines. */
  readonly #startDomains: ReadonlyMap<string, StartDomain>;
  /** By domain: when the work that is going on will be done. */
  readonly #starting: Table<readonly number[]>;
  readonly #recorders = new Map<string, EventRecorder>();

  constructor(sim: Sim) {
    this.sim = sim;
    this.apps = applicationsOf(sim);
    this.machines = machinesOf(sim);
    this.records = recordsOf(sim);
    this.pods = sim.table("kubelet/pods");
    this.missed = sim.table("kubelet/missed");
    this.#runtimes = sim.table("kubelet/runtimes");
    this.#starting = sim.table("kubelet/starting");
    this.#startDomains = startDomains(sim.scenario);
    this.#ips = sim.table("kubelet/ips");
  }

  /** The pod's object as the kubelet knows it: as the API server has it, or as it was when it went. */
  podOf(row: PodRow): Pod | undefined {
    if (row.removed) return row.removed;
    if (row.unmirrored) return row.unmirrored;
    const pod = this.sim.store.get("pods", row.key);
    return pod?.metadata.uid === row.uid ? allocatedPod(this.sim, pod) : this.missed.get(row.uid);
  }

  update(row: PodRow, change: Partial<PodRow>): PodRow {
    const now = withFields(row, change);
    this.pods.set(row.uid, now);
    return now;
  }
  updateContainer(row: PodRow, name: string, change: Partial<ContainerRow>): PodRow {
    const containers = { ...row.containers, [name]: withFields(row.containers[name]!, change) };
    return this.update(row, { containers });
  }

  /** `ms` of the kubelet's own work on this node, with its chance and the machine's slowness. */
  takes(node: string, ms: number): number {
    const chance = 1 - JITTER / 2 + JITTER * this.sim.rng.next("kubelet");
    return Math.round(ms * chance * this.machines.slowdown(node));
  }

  /** When a piece of the runtime's work is done that takes `ms` alone: the other pods that are starting slow it down. */
  runtimeDone(node: string, ms: number): number {
    const { domain, contention } = this.#startDomains.get(node) ?? { domain: node, contention: START_CONTENTION };
    const now = this.sim.now();
    const others = (this.#starting.get(domain) ?? []).filter((endMs) => endMs > now);
    const doneMs = now + this.takes(node, ms * (1 + contention * others.length));
    this.#starting.set(domain, [...others, doneMs]);
    return doneMs;
  }
  runtime(node: string): RuntimeRow {
    return this.#runtimes.get(node) ?? IDLE;
  }
  setRuntime(node: string, change: Partial<RuntimeRow>): void {
    this.#runtimes.set(node, { ...this.runtime(node), ...change });
  }

  /** An address for a pod's sandbox: the node's own, or the next free one of its range; undefined if there is none. */
  takeIp(node: string, uid: string, isHostNetwork: boolean): string | undefined {
    const object = this.sim.store.get("nodes", node);
    if (isHostNetwork) return this.#hostIp(node);
    const range = rangeOf(object?.spec.podCIDR ?? "10.244.0.0/24");
    let { lastIp } = this.runtime(node);
    for (let i = 0; i < range.size; i++) {
      lastIp = lastIp + 1 >= range.size - 1 ? FIRST_HOST : lastIp + 1;
      const ip = ipText(range.first + lastIp);
      if (this.#ips.has(ip)) continue;
      this.#ips.set(ip, uid);
      this.setRuntime(node, { lastIp });
      return ip;
    }
    return undefined;
  }
  /** The machine has it whether or not there is an object of it. */
  #hostIp(node: string): string | undefined {
    const index = this.sim.scenario.nodes.findIndex((n) => n.name === node);
    return index < 0 ? undefined : machineAddress(this.sim.scenario.nodes[index]!, index);
  }
  releaseIp(ip: string, uid: string): void {
    if (this.#ips.get(ip) === uid) this.#ips.delete(ip);
  }

  /** An event about the pod, or about one of its containers. Lost if no API server can be reached, but for the machine's own record. */
  event(row: PodRow, note: EventNote, container?: Container): void {
    this.note(row, note.reason, { message: note.message, ...this.#whose(row, container) });
    const pod = this.podOf(row);
    if (!pod || !this.machines.reachesApi(row.node)) return;
    const fieldPath = container && fieldPathOf(pod, container.name);
    this.recorder(row.node).record(pod, fieldPath ? withFields(note, { fieldPath }) : note);
  }
  #whose({ containers }: PodRow, container: Container | undefined): Partial<MachineNote> {
    const containerId = container && containers[container.name]?.id;
    if (!container) return {};
    return { container: container.name, ...(containerId === undefined ? {} : { containerId }) };
  }
  /** What the kubelet did with a pod, for the machine's record. */
  note({ node, key, uid }: PodRow, what: string, more: Partial<MachineNote> = {}): void {
    this.records.write(node, { what, pod: key, uid, ...more });
  }
  recorder(node: string): EventRecorder {
    let recorder = this.#recorders.get(node);
    if (!recorder) {
      recorder = createEventRecorder(this.sim, { component: "kubelet", host: node });
      this.#recorders.set(node, recorder);
    }
    return recorder;
  }
}

/** .0 is the network, .1 the bridge. */
const FIRST_HOST = 2;

interface Range {
  readonly first: number;
  readonly size: number;
}

const ranges = new Map<string, Range>();

/** `10.244.1.0/24`: 256 addresses from 10.244.1.0 on. */
const rangeOf = (cidr: string): Range => {
  let range = ranges.get(cidr);
  if (!range) {
    const [base = "", bits = "24"] = cidr.split("/");
    const first = base.split(".").reduce((n, part) => n * 256 + Number(part), 0);
    ranges.set(cidr, (range = { first, size: 2 ** (32 - Number(bits)) }));
  }
  return range;
};

const ipText = (n: number): string =>
  `${Math.floor(n / 16_777_216)}.${Math.floor(n / 65_536) % 256}.${Math.floor(n / 256) % 256}.${n % 256}`;

const fieldPathOf = (pod: Pod, name: string): string =>
  pod.spec.initContainers?.some((c) => c.name === name) ? `spec.initContainers{${name}}` : `spec.containers{${name}}`;

export const normal = (reason: string, message: string): EventNote => ({ type: "Normal", reason, message });
export const warning = (reason: string, message: string): EventNote => ({ type: "Warning", reason, message });

// The processes in all containers of the cluster: what answers on a port, what a command prints, when one ends. The kubelet starts and
// signals them, the network and the probes ask them, the machine gives them CPU and takes them away when memory is out.
import { withFields } from "#api/json";
import { memoise } from "#api/memoise";
import { checks } from "../apiserver/checks.ts";
import type { ImageBehaviour } from "../scenario.ts";
import type { Component, Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import { runCommand, runInProcess, type ExecOutcome } from "./commands.ts";
import { FileTree, type Mount } from "./files.ts";
import { IdIndex } from "./id-index.ts";
import { registryOf, type Registry } from "./image.ts";
import { ContainerLogs } from "./logs.ts";
import { faultCommands } from "./faults.ts";
import { answerOf, steadyUntil, type RequestOutcome, type TimeOf } from "./answer.ts";
import { isPortTaken, listensOn } from "./ports.ts";
import { firstLines, nextMilestone, milestoneDue } from "./milestones.ts";
import {
  cpuDemandOf,
  elapsedOf,
  isAlive,
  memoryOf,
  memorySlopeOf,
  newProcess,
  signalled,
  type ProcessExit,
  type ProcessRow,
  type ProcessStart,
} from "./process.ts";

type ProcessListener = (row: ProcessRow) => void;

export class Applications {
  readonly logs: ContainerLogs;
  readonly registry: Registry;
  readonly #sim: Sim;
  readonly #processes: Table<ProcessRow>;
  readonly #exits: ProcessListener[] = [];
  readonly #changes: ProcessListener[] = [];
  readonly #demands: ProcessListener[] = [];
  readonly #byPod = new IdIndex();
  readonly #byNode = new IdIndex();
  #timeOf: TimeOf = (row, workMs) => workMs / row.rate;
  #isReachable: (podUid: string) => boolean = () => true;
  #mountsOf: (row: ProcessRow) => readonly Mount[] = () => [];

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#processes = sim.table("apps/processes");
    this.logs = new ContainerLogs(sim);
    this.registry = registryOf(sim);
  }

  /** Called when a process ends, whatever the cause: requests in flight to it are reset. */
  onExit(listener: ProcessListener): void {
    this.#exits.push(listener);
  }
  /** Called when what a process answers, or how fast, may have changed. */
  onChange(listener: ProcessListener): void {
    this.#changes.push(listener);
  }
  /** Called when a process wants more or less CPU or memory than before. */
  onDemand(listener: ProcessListener): void {
    this.#demands.push(listener);
  }
  /** The machine says how fast a request is worked on. */
  useTime(timeOf: TimeOf): void {
    this.#timeOf = timeOf;
  }
  /** The node says whether a pod's address answers at all (sandbox there, machine on, network not cut). */
  useReachable(isReachable: (podUid: string) => boolean): void {
    this.#isReachable = isReachable;
  }

  /** The kubelet says which files a container finds. */
  useMounts(mountsOf: (row: ProcessRow) => readonly Mount[]): void {
    this.#mountsOf = mountsOf;
  }

  get(id: string): ProcessRow | undefined {
    return this.#processes.get(id);
  }
  imageOf(row: ProcessRow): ImageBehaviour {
    return this.registry.at(row.image, row.revision);
  }
  idsOfPod(podUid: string): ReadonlySet<string> {
    return this.#byPod.get(podUid);
  }
  idsOnNode(node: string): ReadonlySet<string> {
    return this.#byNode.get(node);
  }
  memoryBytes(row: ProcessRow): number {
    return memoryOf(row, this.imageOf(row), this.#sim.now());
  }
  memorySlope(row: ProcessRow): number {
    return memorySlopeOf(row, this.imageOf(row));
  }
  cpuDemandMilli(row: ProcessRow): number {
    return cpuDemandOf(row, this.imageOf(row));
  }

  start(spec: ProcessStart): void {
    const image = this.registry.at(spec.image, spec.revision);
    const startsUp = spec.command === undefined && ((image.startupMs ?? 0) > 0 || isPortTaken(this.#sim, this, spec));
    const row = newProcess(spec, startsUp ? "starting" : "listening", this.#sim.now());
    this.#index(row);
    this.#processes.set(row.id, row);
    this.logs.open(row.id, row.pod, row.container);
    for (const line of firstLines(row, image)) this.logs.append(row.id, line);
    this.#schedule(row);
    this.#tellDemand(row.id);
    this.#tellChange(row.id);
  }

  /** A container that was made and could not be started. */
  startFailed(spec: ProcessStart, message: string): void {
    const exit = { code: 128, reason: "StartError", message, atMs: this.#sim.now() };
    const row = { ...newProcess(spec, "exited", exit.atMs), exit };
    this.#index(row);
    this.#processes.set(row.id, row);
    this.logs.open(row.id, row.pod, row.container);
  }

  /** From now on it accepts connections and answers none. */
  hang(id: string): void {
    const row = this.#processes.get(id);
    if (!row || !isAlive(row) || row.state === "hung") return;
    this.#reschedule({ ...row, state: "hung" });
    this.#tellDemand(id);
    this.#tellChange(id);
  }

  /** Its machine gives it another limit, and another share. */
  resize(id: string, memoryLimitBytes: number | undefined): void {
    const { memoryLimitBytes: _, ...row } = this.#processes.get(id)!;
    this.#reschedule(memoryLimitBytes === undefined ? row : { ...row, memoryLimitBytes });
    this.#tellDemand(id);
  }

  /** Holds this much more memory from now on, or loses hold of this much more with every second. */
  hold(id: string, moreBytes: number, bytesPerSecond = 0): void {
    const row = this.#processes.get(id);
    if (!row || !isAlive(row)) return;
    const leak = bytesPerSecond > 0 ? { leak: { bytesPerSecond, fromMs: elapsedOf(row, this.#sim.now()) } } : {};
    this.#reschedule({ ...row, heldBytes: (row.heldBytes ?? 0) + moreBytes, ...leak });
    this.#tellDemand(id);
  }

  /** Answers `status` on its routes (but `/live`) for a while. */
  trouble(id: string, status: number, forMs: number): void {
    const row = this.#processes.get(id);
    if (!row || !isAlive(row)) return;
    const untilMs = this.#sim.now() + forMs;
    this.#processes.set(id, { ...row, trouble: { status, untilMs } });
    this.#sim.setTimer(untilMs, "apps/recovered", id);
    this.#tellChange(id);
  }

  /** SIGTERM. */
  signal(id: string): void {
    const row = this.#processes.get(id);
    if (!row || !isAlive(row) || row.signalledMs !== undefined) return;
    this.#reschedule(signalled(row, this.imageOf(row), this.#sim.now()));
    this.#tellChange(id);
  }

  /** Ends a process: SIGKILL, the OOM killer, a machine that lost power. */
  kill(id: string, exit: Omit<ProcessExit, "atMs">): void {
    this.#end(id, { ...exit, atMs: this.#sim.now() });
  }

  /** The machine gives it another share: `rate` 1 is all it wants. */
  setRate(id: string, rate: number): void {
    const row = this.#processes.get(id);
    if (!row || !isAlive(row) || row.rate === rate) return;
    const now = this.#sim.now();
    this.#reschedule({ ...row, progressMs: elapsedOf(row, now), progressAtMs: now, rate });
    this.#tellChange(id);
  }

  /** A static pod's mirror is another object now: what runs goes on under its uid. */
  rename(oldUid: string, newUid: string): void {
    for (const id of this.idsOfPod(oldUid)) {
      this.#processes.set(id, { ...this.#processes.get(id)!, podUid: newUid });
      this.#byPod.remove(oldUid, id);
      this.#byPod.add(newUid, id);
    }
  }

  /** The runtime forgets a dead container and its logs. */
  remove(id: string): void {
    const row = this.#processes.get(id);
    if (!row) return;
    this.#sim.clearTimer(row.timer);
    this.#processes.delete(id);
    this.logs.remove(id);
    this.#byPod.remove(row.podUid, id);
    this.#byNode.remove(row.node, id);
  }

  /** One request to a port of a pod, now. Has no effect: see `begin`. */
  request(podUid: string, port: number, path: string): RequestOutcome {
    return this.#isReachable(podUid) ? this.requestLocally(podUid, port, path) : { kind: "unreachable" };
  }

  /** As `request`, from the pod's own machine: a probe. */
  requestLocally(podUid: string, port: number, path: string): RequestOutcome {
    const row = this.#listener(podUid, port);
    if (!row) return { kind: "refused" };
    return answerOf({ row, image: this.imageOf(row), path, nowMs: this.#sim.now(), timeOf: this.#timeOf });
  }

  /** A request is worked on from now on: it holds memory, and burns CPU if `cpuMs` of its answer is more than 0. */
  begin(containerId: string, cpuMs = 0): void {
    this.#count(containerId, 1, cpuMs);
  }
  end(containerId: string, cpuMs = 0): void {
    this.#count(containerId, -1, cpuMs);
  }

  /** Until when `path` certainly answers what it answers now, if nothing is done to the pod. */
  steadyUntilMs(podUid: string, port: number, path: string): number {
    const row = this.#listener(podUid, port);
    return row ? steadyUntil(row, this.imageOf(row), { path, nowMs: this.#sim.now() }) : this.#sim.now();
  }

  /** Whether some process of the pod accepts connections on the port. */
  accepts(podUid: string, port: number): boolean {
    return this.#listener(podUid, port) !== undefined;
  }

  /** A command in a running container: `kubectl exec`, exec probes, hooks. */
  exec(containerId: string, command: readonly string[]): ExecOutcome {
    const row = this.#processes.get(containerId);
    if (!row) return runCommand({}, command);
    return runInProcess(row, command, { image: this.imageOf(row), mountsOf: this.#mountsOf });
  }

  /** The files that a process finds. */
  filesOf(row: ProcessRow): FileTree {
    return new FileTree(this.#mountsOf(row));
  }

  /** The pod's files have changed: what a command answers may have. */
  filesChanged(podUid: string): void {
    for (const id of this.idsOfPod(podUid)) if (isAlive(this.#processes.get(id)!)) this.#tellChange(id);
  }

  /** What the scenario's clock makes of a process: the `apps` component. */
  component(): Component {
    return {
      name: "apps",
      timers: {
        milestone: (id) => this.#milestone(id),
        recovered: (id) => {
          if (this.#processes.has(id)) this.#tellChange(id);
        },
      },
      commands: faultCommands(this.#sim, this),
      rebuild: () => this.#rebuild(),
    };
  }

  #listener(podUid: string, port: number): ProcessRow | undefined {
    for (const id of this.idsOfPod(podUid)) {
      if (listensOn(this, this.#processes.get(id)!, port)) return this.#processes.get(id);
    }
    return undefined;
  }

  #count(id: string, step: 1 | -1, cpuMs: number): void {
    const row = this.#processes.get(id);
    if (!row || !isAlive(row)) return;
    const image = this.imageOf(row);
    const isCounted = image.memoryMiPerRequest !== undefined || image.leakKiPerRequest !== undefined;
    if (!isCounted && cpuMs === 0) return;
    const counted: ProcessRow = {
      ...row,
      inFlight: Math.max(0, row.inFlight + step),
      inFlightCpu: Math.max(0, row.inFlightCpu + (cpuMs > 0 ? step : 0)),
      inFlightCpuMs: Math.max(0, row.inFlightCpuMs + step * cpuMs),
      requests: step > 0 ? row.requests + 1 : row.requests,
    };
    if (isCounted && row.memoryLimitBytes !== undefined) this.#reschedule(counted);
    else this.#processes.set(id, counted);
    this.#tellDemand(id);
  }

  #milestone(id: string): void {
    const row = this.#processes.get(id);
    if (!row) return;
    const { timer: _, ...rest } = row;
    const due = milestoneDue(rest, this.imageOf(rest), {
      sim: this.#sim,
      isTaken: () => isPortTaken(this.#sim, this, rest),
      mounts: () => this.#mountsOf(rest),
    });
    for (const line of due.lines) this.logs.append(id, line);
    if (due.exit) {
      this.#processes.set(id, due.row);
      this.#end(id, { ...due.exit, atMs: this.#sim.now() });
      return;
    }
    this.#schedule(due.row);
    const isOther = due.row.state !== row.state;
    if (isOther || due.row.isFull !== row.isFull) this.#tellDemand(id);
    if (isOther) this.#tellChange(id);
  }

  #end(id: string, how: ProcessExit): void {
    const row = this.#processes.get(id);
    if (!row || !isAlive(row)) return;
    const message = row.lastWords && how.code !== 0 ? checks().lastWords(this.logs.read(id) ?? []) : "";
    const exit: ProcessExit = message === "" ? how : { ...how, message };
    this.#sim.clearTimer(row.timer);
    const { timer: _, endsMs: _e, ...rest } = row;
    const ended: ProcessRow = { ...rest, state: "exited", inFlight: 0, inFlightCpu: 0, inFlightCpuMs: 0, exit };
    this.#processes.set(id, ended);
    this.#tellDemand(id);
    this.#tellChange(id);
    for (const listener of this.#exits) listener(ended);
  }

  #reschedule(row: ProcessRow): void {
    this.#sim.clearTimer(row.timer);
    const { timer: _, ...rest } = row;
    this.#schedule(rest);
  }

  #schedule(row: ProcessRow): void {
    const at = nextMilestone(row, this.imageOf(row));
    if (at === Infinity) return this.#processes.set(row.id, row);
    // A millisecond on at least: a milestone that rounding hides would otherwise fire for ever in one instant.
    const atMs = Math.max(Math.ceil(at), this.#sim.now() + 1);
    this.#processes.set(row.id, withFields(row, { timer: this.#sim.setTimer(atMs, "apps/milestone", row.id) }));
  }

  #tellChange(id: string): void {
    for (const listener of this.#changes) listener(this.#processes.get(id)!);
  }
  #tellDemand(id: string): void {
    const row = this.#processes.get(id)!;
    for (const listener of this.#demands) listener(row);
  }

  #index(row: ProcessRow): void {
    this.#byPod.add(row.podUid, row.id);
    this.#byNode.add(row.node, row.id);
  }
  #rebuild(): void {
    this.#byPod.clear();
    this.#byNode.clear();
    for (const row of this.#processes.values()) this.#index(row);
  }
}

/** The applications of this cluster: one, whoever asks. */
export const applicationsOf = memoise((sim: Sim): Applications => new Applications(sim));

export const createApplications = (sim: Sim): Component => applicationsOf(sim).component();

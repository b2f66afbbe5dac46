// Models pkg/kubelet/prober/worker.go and prober_manager.go (v1.36): the counting of probes, tick by tick from the pod's first sync.
// A tick that would change nothing is not fired: a probe that succeeds sleeps until its answer may change (see `wake`).
import { parseTime } from "#api/time";
import type { Container, Probe } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { ProcessRow } from "../apps/process.ts";
import type { Table } from "../state/table.ts";
import { warning, type KubeletContext } from "./context.ts";
import { runProbe, type ProbeOutcome, type ProbeResult } from "./probe-run.ts";
import { allContainers, containerNamed, isInit } from "./restart.ts";
import { isSidecar } from "./status/phase.ts";
import type { ContainerRow, PodRow } from "./rows.ts";
import { randomHex } from "./ids.ts";

type ProbeType = "liveness" | "readiness" | "startup";

export interface ProbeRow {
  readonly uid: string;
  readonly container: string;
  readonly type: ProbeType;
  /** Ticks fall at this and each whole period after it. */
  readonly originMs: number;
  readonly containerId?: string;
  /** The verdict: moves only at a threshold. */
  readonly verdict: ProbeResult;
  readonly lastResult?: ProbeResult;
  readonly run: number;
  /** Has not been run for this container: its first verdict, whatever it is, is news. */
  readonly isNew?: true;
  /** Gave its verdict about this container, and waits for the next. */
  readonly isOnHold: boolean;
  readonly timer?: number;
  /** An answer that is on its way; the timer is that of its arrival. */
  readonly pending?: { readonly result: ProbeResult; readonly output: string };
}

/** What a verdict does to the pod: the kubelet acts on it. */
interface ProbeListener {
  verdict(row: ProbeRow): void;
}

const TYPES: readonly ProbeType[] = ["startup", "liveness", "readiness"];
const INITIAL: Readonly<Record<ProbeType, ProbeResult>> = {
  startup: "Unknown",
  liveness: "Success",
  readiness: "Failure",
};
const TITLE: Readonly<Record<ProbeType, string>> = { startup: "Startup", liveness: "Liveness", readiness: "Readiness" };
/** Answers that are quicker than this are taken at once. */
const INSTANT_MS = 5;
const TRIGGER_MS = 5;

const probeOf = (container: Container, type: ProbeType): Probe | undefined => container[`${type}Probe`];
const keyOf = (uid: string, container: string, type: ProbeType): string => `${uid} ${container} ${type}`;
const periodMs = (probe: Probe): number => (probe.periodSeconds ?? 10) * 1000;

export class Prober {
  readonly #context: KubeletContext;
  readonly #rows: Table<ProbeRow>;
  readonly #listener: ProbeListener;
  readonly #epochMs: number;

  constructor(context: KubeletContext, listener: ProbeListener) {
    this.#context = context;
    this.#rows = context.sim.table("kubelet/probes");
    this.#listener = listener;
    this.#epochMs = parseTime(context.sim.scenario.startTime) ?? 0;
  }

  /** At a pod's first sync: its workers begin to tick. */
  add(uid: string, pod: Pod): void {
    const originMs = this.#context.sim.now();
    for (const container of allContainers(pod)) {
      if (isInit(pod, container) && !isSidecar(container)) continue;
      for (const type of TYPES) {
        if (!probeOf(container, type)) continue;
        const row = { uid, container: container.name, type, originMs, run: 0, isOnHold: false };
        this.#rows.set(keyOf(uid, container.name, type), { ...row, verdict: INITIAL[type] });
      }
    }
  }

  remove(uid: string, pod: Pod): void {
    for (const container of allContainers(pod)) {
      for (const type of TYPES) if (probeOf(container, type)) this.#drop(keyOf(uid, container.name, type));
    }
  }

  /** Of a running container: whether it has started, and is ready, by its probes. */
  flags(uid: string, container: Container, id: string): Pick<ContainerRow, "isStarted" | "isReady"> {
    const startup = container.startupProbe && this.#verdict(uid, container.name, "startup", id);
    if (container.startupProbe && startup !== "Success") return { isStarted: false, isReady: false };
    if (!container.readinessProbe) return { isStarted: true, isReady: true };
    return { isStarted: true, isReady: this.#verdict(uid, container.name, "readiness", id) === "Success" };
  }

  /** After a status was written: new containers, starts and ends change which ticks matter. `triggers`: a sync, which runs readiness at once. */
  refresh(row: PodRow, pod: Pod, triggers: boolean): void {
    for (const container of allContainers(pod)) {
      for (const type of TYPES) {
        if (probeOf(container, type)) this.#refresh(row, pod, { container, type, triggers });
      }
    }
  }

  /** Something was done to a process: probes that slept look again at their next tick. */
  wake(process: ProcessRow): void {
    const row = this.#context.pods.get(process.podUid);
    const pod = row && this.#context.podOf(row);
    const container = pod && containerNamed(pod, process.container);
    if (!row || !pod || !container || row.isUnknown || !this.#context.machines.runsPods(row.node)) return;
    for (const type of TYPES) {
      if (probeOf(container, type)) this.#refresh(row, pod, { container, type, triggers: false });
    }
  }

  /** The kubelet stopped: its workers are gone. */
  sleep(row: PodRow, pod: Pod): void {
    for (const container of allContainers(pod)) {
      for (const type of TYPES) {
        const probe = this.#rows.get(keyOf(row.uid, container.name, type));
        if (probe) this.#rows.set(keyOf(row.uid, container.name, type), this.#withoutTimer(probe));
      }
    }
  }

  onTimer(key: string): void {
    const fired = this.#rows.get(key);
    if (!fired) return;
    const { timer: _, pending, isNew, ...probe } = fired;
    const row = this.#context.pods.get(probe.uid);
    const pod = row && this.#context.podOf(row);
    const container = pod && containerNamed(pod, probe.container);
    const c = row?.containers[probe.container];
    this.#rows.set(key, probe);
    if (!row || !pod || !container || !c) return;
    if (pending) this.#take(probe, { ...pending, durationMs: 0, steadyUntilMs: 0 }, container);
    else this.#tick(probe, { row, pod, container, c });
    // The result "not ready" of a container that had none is an update as any other.
    const now = this.#rows.get(key);
    if (isNew && now?.verdict === INITIAL.readiness) this.#listener.verdict(now);
  }

  #tick(probe: ProbeRow, at: Target): void {
    const { row, pod, container, c } = at;
    if (c.shownId === undefined) {
      this.#judge(probe, "Failure");
      return;
    }
    if (!this.#matters(probe, pod, c)) return;
    const { sim, apps } = this.#context;
    if (sim.now() < this.#delayedUntilMs(probeOf(container, probe.type)!, c)) {
      this.#sleepUntil(probe, container, 0);
      return;
    }
    const outcome = runProbe({
      apps,
      podUid: row.uid,
      ip: row.ip ?? "",
      container,
      containerId: c.shownId,
      probe: probeOf(container, probe.type)!,
      nowMs: sim.now(),
      execId: () => randomHex(sim.rng, "exec"),
    });
    if (outcome.durationMs < INSTANT_MS) {
      this.#take(probe, outcome, container);
      return;
    }
    const timer = sim.setTimer(sim.now() + outcome.durationMs, "kubelet/probe", this.#key(probe));
    this.#rows.set(this.#key(probe), { ...probe, timer, pending: { result: outcome.result, output: outcome.output } });
  }

  /** Counts an outcome; at the threshold it becomes the verdict. */
  #take(probe: ProbeRow, outcome: ProbeOutcome, container: Container): void {
    const spec = probeOf(container, probe.type)!;
    this.#tell(probe, outcome, container);
    if (outcome.result === "Unknown") {
      this.#sleepUntil(probe, container, 0);
      return;
    }
    const run = probe.lastResult === outcome.result ? probe.run + 1 : 1;
    const counted: ProbeRow = { ...probe, lastResult: outcome.result, run };
    const threshold = outcome.result === "Failure" ? (spec.failureThreshold ?? 3) : (spec.successThreshold ?? 1);
    if (run < threshold) {
      this.#sleepUntil(counted, container, 0);
      return;
    }
    const holds = probe.type === "startup" || (probe.type === "liveness" && outcome.result === "Failure");
    const judged: ProbeRow = holds ? { ...counted, isOnHold: true, run: 0 } : counted;
    if (holds) this.#rows.set(this.#key(judged), judged);
    else this.#sleepUntil(judged, container, outcome.result === "Success" ? outcome.steadyUntilMs : 0);
    this.#judge(this.#rows.get(this.#key(judged))!, outcome.result);
  }

  #judge(probe: ProbeRow, verdict: ProbeResult): void {
    if (probe.verdict === verdict) return;
    const judged = { ...probe, verdict };
    this.#rows.set(this.#key(probe), judged);
    this.#listener.verdict(judged);
  }

  #tell(probe: ProbeRow, outcome: ProbeOutcome, container: Container): void {
    if (outcome.result === "Success") return;
    const row = this.#context.pods.get(probe.uid)!;
    const title = TITLE[probe.type];
    const message =
      outcome.result === "Unknown"
        ? `${title} probe errored and resulted in unknown state: ${outcome.output}`
        : `${title} probe failed: ${outcome.output}`;
    this.#context.event(row, warning("Unhealthy", message), container);
  }

  #refresh(row: PodRow, pod: Pod, { container, type, triggers }: Refresh): void {
    const key = keyOf(row.uid, container.name, type);
    let probe = this.#rows.get(key);
    const c = row.containers[container.name];
    if (!probe || !c) return;
    if (c.shownId !== undefined && c.shownId !== probe.containerId) {
      // A new container: the verdict is anew; the count of like results goes on.
      probe = {
        ...this.#withoutTimer(probe),
        containerId: c.shownId,
        verdict: INITIAL[type],
        isOnHold: false,
        ...(type === "readiness" ? { isNew: true as const } : {}),
      };
      this.#rows.set(key, probe);
    }
    if (probe.pending || probe.containerId === undefined) return;
    if (c.shownId === undefined) {
      if (probe.verdict !== "Failure") this.#sleepUntil(this.#withoutTimer(probe), container, 0);
      return;
    }
    if (!this.#matters(probe, pod, c)) {
      this.#rows.set(key, this.#withoutTimer(probe));
      return;
    }
    if (type === "readiness" && triggers && !c.isReady) {
      this.#trigger(this.#withoutTimer(probe));
      return;
    }
    if (probe.timer === undefined || !triggers) this.#sleepUntil(this.#withoutTimer(probe), container, 0);
  }

  /** A run at once, and the ticks anew from here. */
  #trigger(probe: ProbeRow): void {
    const { sim } = this.#context;
    const atMs = sim.now() + TRIGGER_MS;
    const timer = sim.setTimer(atMs, "kubelet/probe", this.#key(probe));
    this.#rows.set(this.#key(probe), { ...probe, originMs: atMs, timer });
  }

  /** Whether a tick now would do something to a running container. */
  #matters(probe: ProbeRow, pod: Pod, c: ContainerRow): boolean {
    if (probe.isOnHold) return false;
    if (pod.metadata.deletionTimestamp && probe.type !== "readiness") return false;
    return probe.type === "startup" ? !c.isStarted : c.isStarted;
  }

  /** Sets the timer of the next tick that is not before `steadyUntilMs` nor within the initial delay; none if that is never. */
  #sleepUntil(probe: ProbeRow, container: Container, steadyUntilMs: number): void {
    const key = this.#key(probe);
    if (steadyUntilMs === Infinity) {
      this.#rows.set(key, probe);
      return;
    }
    const { sim } = this.#context;
    const spec = probeOf(container, probe.type)!;
    const c = this.#context.pods.get(probe.uid)?.containers[container.name];
    const earliest = Math.max(sim.now() + 1, steadyUntilMs, this.#delayedUntilMs(spec, c));
    const period = periodMs(spec);
    const atMs = probe.originMs + Math.ceil((earliest - probe.originMs) / period) * period;
    this.#rows.set(key, { ...probe, timer: sim.setTimer(atMs, "kubelet/probe", key) });
  }

  /** Uptime is counted in whole seconds from a start that the status shows in whole seconds. */
  #delayedUntilMs(spec: Probe, c: ContainerRow | undefined): number {
    if (!spec.initialDelaySeconds || c?.shownId === undefined) return 0;
    const started = Math.floor((this.#epochMs + (c.startedMs ?? 0)) / 1000) * 1000 - this.#epochMs;
    return started + spec.initialDelaySeconds * 1000;
  }

  #verdict(uid: string, container: string, type: ProbeType, id: string): ProbeResult | undefined {
    const probe = this.#rows.get(keyOf(uid, container, type));
    return probe?.containerId === id ? probe.verdict : undefined;
  }

  #withoutTimer(probe: ProbeRow): ProbeRow {
    this.#context.sim.clearTimer(probe.timer);
    const { timer: _, pending: _p, ...rest } = probe;
    return rest;
  }

  #drop(key: string): void {
    const probe = this.#rows.get(key);
    if (probe) this.#context.sim.clearTimer(probe.timer);
    this.#rows.delete(key);
  }

  #key(probe: ProbeRow): string {
    return keyOf(probe.uid, probe.container, probe.type);
  }
}

interface Target {
  readonly row: PodRow;
  readonly pod: Pod;
  readonly container: Container;
  readonly c: ContainerRow;
}

interface Refresh {
  readonly container: Container;
  readonly type: ProbeType;
  readonly triggers: boolean;
}

// Models SyncTerminatingPod and SyncTerminatedPod of pkg/kubelet/kubelet.go and killContainersWithSyncResult of kuberuntime (v1.36): a pod's
// end. Its containers are stopped together, sidecars after them; then the status, the sandbox, and at last the object itself.
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { KubeletContext } from "./context.ts";
import { isRunning, type Killer } from "./killer.ts";
import { withoutRoom } from "./pod-admission.ts";
import type { Prober } from "./prober.ts";
import { isSidecar } from "./status/phase.ts";
import type { ContainerRow, Ending, PodRow, WantedEnd } from "./rows.ts";
import type { StatusWriter } from "./status-writer.ts";
import { STOP_MS } from "./timing.ts";
import { lookIn, nextView, withoutBusy } from "./worker-queue.ts";
import { allocationsOf } from "./allocated.ts";

interface TerminatorOptions {
  readonly context: KubeletContext;
  readonly killer: Killer;
  readonly prober: Prober;
  readonly status: StatusWriter;
  /** The pod's sandbox is gone. */
  onGone(row: PodRow): void;
  /** The kubelet has forgotten the pod. */
  forgotten(uid: string): void;
}

export class Terminator {
  readonly #options: TerminatorOptions;

  constructor(options: TerminatorOptions) {
    this.#options = options;
  }

  /** Begins to end a pod that was deleted or evicted, or hastens an end that has begun. */
  begin(row: PodRow, pod: Pod, ending: WantedEnd): void {
    if (row.stage !== "syncing") {
      this.#hasten(row, ending.graceSeconds);
      return;
    }
    const { context, status } = this.#options;
    if (this.#mustWait(row, ending)) return;
    const { wanted: _, ...idle } = this.#abandon(row);
    const begun = context.update(idle, {
      stage: "terminating",
      ending: { ...ending, beganMs: context.sim.now(), isFinished: false },
      wantsSync: false,
    });
    const seen = this.#observe(begun);
    // Of an eviction only the condition is written yet: phase, reason and message wait until the containers are gone.
    status.write(seen, pod);
    this.advance(row.uid);
  }

  /** A sync that is under way goes on to its end (context.WithoutCancel), but for its wait for volumes; and a worker waits for a newer view. */
  #mustWait(row: PodRow, ending: WantedEnd): boolean {
    const { context } = this.#options;
    const now = context.sim.now();
    const isSyncing = row.busy !== undefined && row.busy.step !== "mount";
    const viewMs = nextView(context, row);
    if (!isSyncing && viewMs <= now) return false;
    const graceSeconds = Math.min(ending.graceSeconds, row.wanted?.graceSeconds ?? Infinity);
    const waiting = context.update(row, { wanted: { ...row.wanted, ...ending, graceSeconds } });
    if (!isSyncing) lookIn(context, waiting, viewMs - now);
    return true;
  }

  /** The containers of a pod ended by themselves, for good: sidecars and the sandbox go, at the next look at the runtime. */
  beginFinished(row: PodRow, pod: Pod): void {
    const { context } = this.#options;
    const graceSeconds = pod.spec.terminationGracePeriodSeconds ?? 30;
    const ending: Ending = { beganMs: context.sim.now(), graceSeconds, isFinished: true };
    context.update(withoutBusy(row), { stage: "terminating", ending, wantsSync: false });
    this.advance(row.uid);
  }

  /** Ends what is still running, in order; when nothing is, the sandbox. */
  advance(uid: string): void {
    const { context, killer } = this.#options;
    let row = context.pods.get(uid);
    const pod = row && context.podOf(row);
    if (!row || row.stage !== "terminating" || !row.ending || row.busy) return;
    if (!pod) {
      this.#stop(row);
      return;
    }
    const spent = context.sim.now() - row.ending.beganMs;
    const graceMs = Math.max(0, row.ending.graceSeconds * 1000 - spent);
    if (Object.values(row.containers).some((c) => c.kill)) return;
    const running = this.#toKill(row, pod);
    for (const container of running) {
      const message = `Stopping container ${container.name}`;
      killer.kill(row, pod, container, { graceMs, message });
      row = context.pods.get(uid)!;
    }
    if (running.length === 0) this.#stop(row);
  }

  /** A step's time has come: the sandbox is down, or all traces are gone. */
  onStep(row: PodRow, pod: Pod | undefined): void {
    if (row.busy?.step === "stop") this.#stopped(row, pod);
    else if (row.busy?.step === "cleanup") this.#cleanUp(row, pod);
  }

  /** The kubelet forgets a pod and all that was its own. */
  forget(row: PodRow): void {
    const { context, prober } = this.#options;
    this.#abandon(row);
    const pod = context.podOf(row);
    if (pod) prober.remove(row.uid, pod);
    withoutRoom(context, row);
    this.#removeContainers(row);
    this.#options.forgotten(row.uid);
    context.pods.delete(row.uid);
    allocationsOf(context.sim).delete(row.uid);
  }

  /** App containers together; then the sidecars one by one, the last first. */
  #toKill(row: PodRow, pod: Pod): readonly Container[] {
    const { context } = this.#options;
    const alive = (c: Container): boolean => isRunning(context, row, c.name);
    const own = pod.spec.containers.filter(alive);
    const inits = (pod.spec.initContainers ?? []).filter(alive);
    const first = [...own, ...inits.filter((c) => !isSidecar(c))];
    if (first.length > 0) return first;
    const sidecar = inits.findLast(isSidecar);
    return sidecar ? [sidecar] : [];
  }

  #stop(row: PodRow): void {
    const { context } = this.#options;
    const { sim, machines } = context;
    const now = sim.now();
    const takes = hadRuntime(row) ? context.takes(row.node, STOP_MS) : 1;
    const begin = row.ending?.isFinished ? machines.nextTick(row.node, now + 1) : now;
    const timer = sim.setTimer(begin + takes, "kubelet/step", row.uid);
    context.update(row, { busy: { step: "stop", timer } });
  }

  #stopped(row: PodRow, pod: Pod | undefined): void {
    const { context, status, prober } = this.#options;
    const { sim, machines } = context;
    const seen = this.#observe(row);
    const now = sim.now();
    const atMs = hadRuntime(row) ? machines.nextTick(row.node, now + 1) + context.takes(row.node, STOP_MS) : now + 1;
    const timer = sim.setTimer(atMs, "kubelet/step", row.uid);
    const stopped = context.update(withoutRoom(context, seen), {
      stage: "terminated",
      hasSandbox: false,
      isStatusTerminal: true,
      busy: { step: "cleanup", timer },
    });
    if (row.ip !== undefined) context.releaseIp(row.ip, row.uid);
    if (!pod) return;
    status.write(stopped, pod);
    prober.remove(row.uid, pod);
  }

  #cleanUp(row: PodRow, pod: Pod | undefined): void {
    const { context } = this.#options;
    const idle = context.update(withoutBusy(row), {});
    this.#options.onGone(row);
    if (row.removed || !pod) {
      this.forget(idle);
      return;
    }
    if (row.ending?.reason !== undefined) this.#removeContainers(row);
    this.deleteObject(idle, pod);
  }

  /** Takes the object out of the API server once the pod is over and somebody wanted it gone. */
  deleteObject(row: PodRow, pod: Pod): void {
    const { context } = this.#options;
    if (row.stage !== "terminated" || row.busy || !pod.metadata.deletionTimestamp) return;
    if (!context.machines.reachesApi(row.node)) return;
    context.sim.api.delete("pods", row.key, { gracePeriodSeconds: 0, uid: row.uid });
  }

  #hasten(row: PodRow, graceSeconds: number): void {
    const { context, killer } = this.#options;
    if (!row.ending || row.stage !== "terminating" || graceSeconds >= row.ending.graceSeconds) return;
    context.update(row, { ending: { ...row.ending, graceSeconds } });
    for (const name of Object.keys(row.containers)) {
      killer.hasten(context.pods.get(row.uid)!, name, graceSeconds * 1000);
    }
  }

  /** Gives up the call in which the worker is. */
  #abandon(row: PodRow): PodRow {
    const { sim, pods } = this.#options.context;
    if (row.busy && "timer" in row.busy) sim.clearTimer(row.busy.timer);
    sim.clearTimer(row.timer);
    for (const c of Object.values(row.containers)) if (c.kill) sim.clearTimer(c.kill.timer);
    const { busy: _, timer: _t, timerAtMs: _a, sync: _s, ...rest } = row;
    const containers = Object.fromEntries(Object.entries(rest.containers).map(([n, c]) => [n, withoutKill(c)]));
    const idle: PodRow = { ...rest, containers };
    pods.set(row.uid, idle);
    return idle;
  }

  /** Whatever has ended is seen to have ended. */
  #observe(row: PodRow): PodRow {
    const { context } = this.#options;
    let seen = row;
    for (const [name, c] of Object.entries(row.containers)) {
      const exit = c.id === undefined || c.exit ? undefined : context.apps.get(c.id)?.exit;
      if (exit) seen = context.updateContainer(seen, name, { exit, isReady: false, isStarted: false });
    }
    return seen;
  }

  #removeContainers(row: PodRow): void {
    const { apps } = this.#options.context;
    for (const id of apps.idsOfPod(row.uid)) apps.remove(id);
  }
}

/** The runtime has something of it to put away. */
const hadRuntime = (row: PodRow): boolean =>
  row.hasSandbox || Object.values(row.containers).some((c) => c.id !== undefined);

const withoutKill = (c: ContainerRow): ContainerRow => {
  const { kill: _, ...rest } = c;
  return rest;
};

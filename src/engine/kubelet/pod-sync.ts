// Models SyncPod of pkg/kubelet/kubelet.go and pod_workers.go (v1.36): first the status as it is known, then what has to be done. A step that
// blocks the real worker (sandbox, pull, start, kill) is a `busy` row with a timer here; whatever asks for a look meanwhile has to wait.
import { withFields } from "#api/json";
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import { actuateGranted, grantWanted } from "./allocated.ts";
import { normal, warning, type KubeletContext } from "./context.ts";
import { setDeadline } from "./deadline.ts";
import { isRunning, type Killer } from "./killer.ts";
import { isFinished, nextContainer } from "./next-container.ts";
import type { PodAdmission } from "./pod-admission.ts";
import type { Prober } from "./prober.ts";
import { allContainers, containerNamed, isWrong, whyKilled } from "./restart.ts";
import { NO_SYNC, type Busy, type PodRow, type SyncState } from "./rows.ts";
import type { Starter } from "./starter.ts";
import { isMirror } from "./static-pods.ts";
import type { StatusWriter } from "./status-writer.ts";
import type { Terminator } from "./terminator.ts";
import {
  BACKOFF_PERIOD_MS,
  KILL_LATENCY_MS,
  MAX_MOUNT_RETRY_MS,
  MOUNT_RETRY_MS,
  MOUNT_TIMEOUT_MS,
  RELIST_LATENCY_MS,
  SANDBOX_MS,
} from "./timing.ts";
import { setUpFailed, type Volumes } from "./volumes/volumes.ts";
import { lookAfterRelist, lookIn, nextView, requeueDelay, withoutBusy, withoutTimer } from "./worker-queue.ts";

interface PodSyncOptions {
  readonly context: KubeletContext;
  readonly starter: Starter;
  readonly killer: Killer;
  readonly terminator: Terminator;
  readonly prober: Prober;
  readonly status: StatusWriter;
  readonly admission: PodAdmission;
  readonly volumes: Volumes;
}

export class PodSync {
  readonly #options: PodSyncOptions;

  constructor(options: PodSyncOptions) {
    this.#options = options;
  }

  /** The worker looks at its pod. */
  run(uid: string): void {
    const { context, terminator } = this.#options;
    const fired = context.pods.get(uid);
    if (!fired) return;
    const woken = withoutTimer(fired);
    context.pods.set(uid, woken);
    const row = grantWanted(context, woken);
    const pod = context.podOf(row);
    if (!context.machines.runsPods(row.node) || row.isUnknown) return;
    if (pod && isMirror(pod) && this.#replacesMirror(row, pod)) return;
    if (row.stage === "terminating") terminator.advance(uid);
    else if (row.stage === "terminated" && pod) terminator.deleteObject(row, pod);
    if (row.stage !== "syncing") return;
    if (pod && !isToEnd(row, pod)) this.#look(row, pod);
    else this.#beginEnd(row, pod);
  }

  /** Nothing is ended by the end of a mirror: it goes at once, and comes again. */
  #replacesMirror(row: PodRow, pod: Pod): boolean {
    const { sim, machines } = this.#options.context;
    if (!pod.metadata.deletionTimestamp || !machines.reachesApi(row.node)) return false;
    sim.api.delete("pods", row.key, { gracePeriodSeconds: 0, uid: row.uid });
    return true;
  }

  /** What the sync under way waits for may have come: it goes to its end first. */
  #beginEnd(row: PodRow, pod: Pod | undefined): void {
    const { context, terminator } = this.#options;
    terminator.begin(row, pod ?? row.removed!, row.wanted ?? { graceSeconds: graceOf(pod) });
    const now = context.pods.get(row.uid);
    if (pod && now?.stage === "syncing" && now.busy) this.#whileBusy(now, pod);
  }

  #look(row: PodRow, pod: Pod): void {
    const { context } = this.#options;
    const waitMs = nextView(context, row) - context.sim.now();
    if (row.busy) this.#whileBusy(row, pod);
    else if (waitMs <= 0) this.#begin(row, pod);
    else lookIn(context, row, waitMs);
  }

  /** The end of a blocking step. */
  onStep(uid: string): void {
    const { context, terminator, starter } = this.#options;
    const row = context.pods.get(uid);
    if (!row?.busy || !context.machines.runsPods(row.node)) return;
    const pod = context.podOf(row);
    const { busy } = row;
    if (busy.step === "stop" || busy.step === "cleanup") {
      terminator.onStep(row, pod);
      return;
    }
    if (!pod) return;
    if (busy.step === "mount") this.#mountAgain(row, pod, busy);
    else if (busy.step === "sandbox") this.#sandboxReady(row, pod);
    else if ("container" in busy) {
      const container = containerNamed(pod, busy.container)!;
      if (busy.step === "pull") starter.pulled(row, pod, container);
      else if (busy.step === "start") starter.started(row, pod, container);
      else starter.hooked(row, pod, container);
      this.#goOn(uid, pod);
    }
  }

  /** The kubelet's cache takes in what the runtime has to say of ends. */
  observe(row: PodRow): PodRow {
    const { context } = this.#options;
    const { apps, machines, sim } = context;
    const visibleMs = Math.max(machines.lastTick(row.node, sim.now()), row.relistedMs);
    let seen = row;
    for (const name in row.containers) {
      const c = row.containers[name]!;
      const exit = c.id === undefined || c.exit ? undefined : apps.get(c.id)?.exit;
      if (!exit || exit.atMs > visibleMs) continue;
      // Only one dead container is kept: the one before it goes, with its logs.
      if (c.last) apps.remove(c.last.id);
      seen = context.updateContainer(seen, name, { exit, isReady: false, isStarted: false });
    }
    return seen;
  }

  /** Readiness and start by the probes, for containers that run. */
  withFlags(row: PodRow, pod: Pod): PodRow {
    const { context, prober } = this.#options;
    let flagged = row;
    for (const container of allContainers(pod)) {
      const c = row.containers[container.name]!;
      if (c.id === undefined || c.exit) continue;
      const flags = prober.flags(row.uid, container, c.id);
      if (flags.isReady === c.isReady && flags.isStarted === c.isStarted) continue;
      flagged = context.updateContainer(flagged, container.name, flags);
    }
    return flagged;
  }

  #whileBusy(row: PodRow, pod: Pod): void {
    const { context } = this.#options;
    if (row.busy?.step !== "kill" || Object.values(row.containers).some((c) => c.kill)) {
      context.update(row, { wantsSync: true });
      return;
    }
    this.#goOn(context.update(withoutBusy(row), {}).uid, pod);
  }

  #begin(row: PodRow, pod: Pod): void {
    const { context, status, prober, terminator, admission } = this.#options;
    let now = row;
    if (row.firstSyncMs === undefined) {
      if (!admission.admit(row, pod)) return;
      now = context.pods.get(row.uid)!;
      prober.add(row.uid, pod);
      setDeadline(context.sim, row.uid, pod);
    }
    now = this.withFlags(this.observe(now), pod);
    now = status.write(now, pod);
    if (isFinished(pod, now)) {
      terminator.beginFinished(now, pod);
      return;
    }
    now = context.update(now, { sync: { ...NO_SYNC, beganMs: context.sim.now() }, wantsSync: false });
    prober.refresh(now, pod, true);
    this.#act(context.pods.get(row.uid)!, pod);
  }

  #act(row: PodRow, pod: Pod): void {
    const { context } = this.#options;
    if (!row.hasSandbox) {
      const hadOne = Object.values(row.containers).some((c) => c.id !== undefined);
      if (hadOne) context.event(row, normal("SandboxChanged", SANDBOX_CHANGED));
      this.#mount(row, pod, { tries: 0, untilMs: context.sim.now() + MOUNT_TIMEOUT_MS });
      return;
    }
    this.#options.volumes.refresh(row, pod);
    const now = actuateGranted(context, row, pod);
    const wrong = allContainers(pod).filter(
      (c) => isWrong(now.containers[c.name]!, c) && isRunning(context, now, c.name),
    );
    if (wrong.length > 0) this.#replace(now, pod, wrong);
    else this.#goOn(row.uid, pod);
  }

  /** Kills what a probe gave up or what the spec no longer describes; the same sync starts it again. */
  #replace(row: PodRow, pod: Pod, wrong: readonly Container[]): void {
    const { context, killer } = this.#options;
    const sync = row.sync ?? NO_SYNC;
    const killed = wrong.map((c) => c.name);
    let now = context.update(row, { busy: { step: "kill" }, sync: { ...sync, killed, hasActed: true } });
    for (const container of wrong) {
      const { name } = container;
      const { failedProbe: probe, failedGraceSeconds: own, isOutsized, backoff, ...rest } = now.containers[name]!;
      // The back-off is that of a container of this image: another image begins anew.
      const kept = probe && backoff ? { ...rest, backoff } : rest;
      now = context.update(now, { containers: { ...now.containers, [name]: kept } });
      const graceMs = (own ?? pod.spec.terminationGracePeriodSeconds ?? 30) * 1000;
      killer.kill(now, pod, container, { graceMs, message: whyKilled(pod, container, isOutsized ? "resize" : probe) });
      now = context.pods.get(row.uid)!;
    }
  }

  #mount(row: PodRow, pod: Pod, { tries, untilMs }: { readonly tries: number; readonly untilMs: number }): void {
    const { context, volumes } = this.#options;
    const { sim } = context;
    const errors = volumes.mount(row, pod);
    const idle = withoutBusy(row);
    if (errors.size > 0) {
      for (const [name, error] of errors) context.event(idle, warning("FailedMount", setUpFailed(name, error)));
      const retryMs = sim.now() + Math.min(MOUNT_RETRY_MS * 2 ** tries, MAX_MOUNT_RETRY_MS);
      this.#waitForMount(idle, { tries, retryMs, untilMs });
      return;
    }
    const doneMs = context.runtimeDone(row.node, SANDBOX_MS);
    const timer = sim.setTimer(doneMs, "kubelet/step", row.uid);
    context.update(idle, { busy: { step: "sandbox", timer } });
  }

  #waitForMount(
    row: PodRow,
    wait: { readonly tries: number; readonly retryMs: number; readonly untilMs: number },
  ): void {
    const { context } = this.#options;
    const timer = context.sim.setTimer(Math.min(wait.retryMs, wait.untilMs), "kubelet/step", row.uid);
    context.update(row, { busy: { step: "mount", timer, ...wait } });
  }

  /** The volume manager tries at its own pace; the worker that waits for it gives up, and begins to wait again some 10 s later. */
  #mountAgain(row: PodRow, pod: Pod, busy: Busy & { readonly step: "mount" }): void {
    const { context, volumes } = this.#options;
    const now = context.sim.now();
    if (busy.retryMs <= now) {
      this.#mount(row, pod, { tries: busy.tries + 1, untilMs: busy.untilMs });
      return;
    }
    const names = volumes.missing(row, pod);
    const why = `unmounted volumes=[${names.join(" ")}], unattached volumes=[], failed to process volumes=[]: context deadline exceeded`;
    context.event(row, warning("FailedMount", `Unable to attach or mount volumes: ${why}`));
    const restMs = BACKOFF_PERIOD_MS * (1 + 0.5 * context.sim.rng.next("kubelet/volumes"));
    this.#waitForMount(row, { ...busy, untilMs: Math.round(now + restMs) + MOUNT_TIMEOUT_MS });
  }

  #sandboxReady(row: PodRow, pod: Pod): void {
    const { context, status } = this.#options;
    const ip = context.takeIp(row.node, row.uid, pod.spec.hostNetwork === true);
    if (ip === undefined) {
      this.#noAddress(row);
      return;
    }
    const sync: SyncState = { ...(row.sync ?? NO_SYNC), hasActed: true, hasNewSandbox: true };
    const up = context.update(withoutBusy(row), { hasSandbox: true, ip, sync });
    status.write(up, pod);
    this.#goOn(row.uid, pod);
  }

  #noAddress(row: PodRow): void {
    const { context } = this.#options;
    const id = row.uid.replaceAll("-", "");
    const message =
      `Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "${id}": ` +
      "plugin type failed (add): failed to allocate for range 0: no IP addresses available in range set";
    context.event(row, warning("FailedCreatePodSandBox", message));
    const idle = context.update(withoutBusy(row), {});
    lookIn(context, idle, requeueDelay(context, idle, { ...NO_SYNC, hasFailed: true, hasOtherError: true }));
  }

  /** Starts what is to be started, one after the other, and ends the sync when a step blocks or nothing is left. */
  #goOn(uid: string, pod: Pod): void {
    const { context, starter } = this.#options;
    const bound = allContainers(pod).length + 1;
    for (let i = 0; i <= bound; i++) {
      const row = context.pods.get(uid);
      if (!row || row.busy || row.stage !== "syncing") return;
      const next = nextContainer(pod, row);
      if (!next) {
        this.#end(row);
        return;
      }
      starter.begin(row, pod, next);
    }
  }

  #end(row: PodRow): void {
    const { context } = this.#options;
    const sync = row.sync ?? NO_SYNC;
    const { sync: _, isToldAgain, ...rest } = row;
    const relistMs = context.takes(row.node, RELIST_LATENCY_MS);
    const now = context.sim.now();
    const hasRoundPassed = context.machines.lastTick(row.node, now) > sync.beganMs;
    // The runtime is asked at once only after a sync in which nothing failed; once more, as recorded, after the one that was told twice.
    const isAsked = sync.hasActed && !sync.hasFailed;
    const isAskedAgain = !sync.hasActed && isToldAgain === true && isWaitingForReadiness(row);
    const ended: PodRow = withFields(rest, {
      syncedMs: now,
      ...(sync.hasActed && hasRoundPassed ? { isToldAgain: true as const } : {}),
      ...(isAsked || isAskedAgain ? { relistedMs: now + relistMs - 1 } : {}),
    });
    context.pods.set(row.uid, ended);
    if (isAsked) lookIn(context, ended, relistMs);
    else if (sync.hasActed || sync.hasBroken) lookAfterRelist(context, ended, RELIST_LATENCY_MS);
    else if (row.wantsSync || row.wanted) lookIn(context, ended, nextView(context, ended) - now);
    else if (sync.hasFailed) lookIn(context, ended, requeueDelay(context, ended, sync));
    else if (isAskedAgain) lookIn(context, ended, relistMs);
  }

  /** A process of the pod has ended: by itself, which the next look at the runtime shows, or because it was told to. */
  onExit(row: PodRow, name: string): void {
    const { context } = this.#options;
    const c = row.containers[name]!;
    if (!c.kill) {
      lookAfterRelist(context, row, RELIST_LATENCY_MS);
      return;
    }
    context.sim.clearTimer(c.kill.timer);
    const exit = c.id === undefined ? undefined : context.apps.get(c.id)?.exit;
    const { kill: _, ...rest } = c;
    if (c.last) context.apps.remove(c.last.id);
    const ended = { ...rest, ...(exit ? { exit } : {}), isReady: false, isStarted: false };
    const now = context.update(row, { containers: { ...row.containers, [name]: ended } });
    lookIn(context, now, context.takes(row.node, KILL_LATENCY_MS));
  }
}

/** A look that finds nothing new still runs the readiness probe of what is not ready. */
const isWaitingForReadiness = ({ containers }: PodRow): boolean =>
  Object.values(containers).some((c) => c.id !== undefined && !c.exit && c.isStarted && !c.isReady);

const isToEnd = (row: PodRow, pod: Pod): boolean =>
  row.wanted !== undefined ||
  row.removed !== undefined ||
  (pod.metadata.deletionTimestamp !== undefined && !isMirror(pod));

const SANDBOX_CHANGED = "Pod sandbox changed, it will be killed and re-created.";

const graceOf = (pod: Pod | undefined): number =>
  Math.max(1, pod?.metadata.deletionGracePeriodSeconds ?? pod?.spec.terminationGracePeriodSeconds ?? 30);

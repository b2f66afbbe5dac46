// Models killContainer of pkg/kubelet/kuberuntime/kuberuntime_container.go and lifecycle/handlers.go (v1.36): the hook before the end, SIGTERM,
// and SIGKILL when the grace period is over.
import type { Container, LifecycleHandler } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import { isAlive } from "../apps/process.ts";
import { normal, warning, type KubeletContext } from "./context.ts";
import { runHook } from "./hooks.ts";
import { containerNamed } from "./restart.ts";
import type { Kill, PodRow } from "./rows.ts";
import { MIN_GRACE_SECONDS } from "./timing.ts";

interface KillOptions {
  readonly graceMs: number;
  readonly message: string;
}

const MIN_GRACE_MS = MIN_GRACE_SECONDS * 1000;

export class Killer {
  readonly #context: KubeletContext;

  constructor(context: KubeletContext) {
    this.#context = context;
  }

  /** Begins to end a running container; the row stays with its `kill` until the process is gone. */
  kill(row: PodRow, pod: Pod, container: Container, options: KillOptions): PodRow {
    this.#context.event(row, normal("Killing", options.message), container);
    const hook = container.lifecycle?.preStop;
    if (!hook || options.graceMs <= 0) return this.#term(row, container.name, options.graceMs, options.graceMs);
    const hookMs = this.#hookMs(row, pod, container, hook);
    const { sim } = this.#context;
    const endMs = sim.now() + Math.min(hookMs, options.graceMs);
    return this.#set(row, container.name, { stage: "preStop", deadlineMs: endMs, graceMs: options.graceMs });
  }

  /** A shorter grace period came while it was ending. */
  hasten(row: PodRow, name: string, graceMs: number): PodRow {
    const kill = row.containers[name]?.kill;
    if (!kill) return row;
    const deadlineMs = this.#context.sim.now() + Math.max(graceMs, MIN_GRACE_MS);
    if (kill.stage === "term" && kill.deadlineMs <= deadlineMs) return row;
    this.#context.sim.clearTimer(kill.timer);
    return kill.stage === "preStop"
      ? this.#term(row, name, graceMs, graceMs)
      : this.#set(row, name, { ...kill, deadlineMs });
  }

  /** The hook is over, or the grace period is. */
  onTimer(uid: string, name: string): void {
    const row = this.#context.pods.get(uid);
    const c = row?.containers[name];
    if (!row || !c?.kill || c.id === undefined) return;
    if (c.kill.stage === "preStop") {
      const pod = this.#context.podOf(row);
      const container = pod && containerNamed(pod, name);
      const usedMs = Math.floor((this.#context.sim.now() - c.kill.startedMs) / 1000) * 1000;
      if (container && usedMs >= c.kill.graceMs) {
        this.#context.event(row, warning("FailedPreStopHook", "PreStopHook failed"), container);
      }
      this.#term(row, name, c.kill.graceMs, c.kill.graceMs - usedMs);
      return;
    }
    this.#context.apps.kill(c.id, { code: 137, reason: "Error" });
  }

  #term(row: PodRow, name: string, graceMs: number, restMs: number): PodRow {
    const { apps, sim } = this.#context;
    const id = row.containers[name]!.id!;
    const deadlineMs = sim.now() + Math.max(restMs, MIN_GRACE_MS);
    const killed = this.#set(row, name, { stage: "term", deadlineMs, graceMs });
    apps.signal(id);
    return this.#context.pods.get(row.uid) ?? killed;
  }

  #set(row: PodRow, name: string, kill: Pick<Kill, "stage" | "deadlineMs" | "graceMs">): PodRow {
    const { sim } = this.#context;
    const startedMs = row.containers[name]?.kill?.startedMs ?? sim.now();
    const timer = sim.setTimer(kill.deadlineMs, "kubelet/kill", `${row.uid} ${name}`);
    return this.#context.updateContainer(row, name, { kill: { ...kill, startedMs, timer } });
  }

  #hookMs(row: PodRow, pod: Pod, container: Container, hook: LifecycleHandler): number {
    const id = row.containers[container.name]!.id!;
    const done = runHook(this.#context.apps, { pod, container, id, hook });
    if (done.error === undefined) return done.durationMs;
    this.#context.event(row, warning("FailedPreStopHook", "PreStopHook failed"), container);
    return done.durationMs;
  }
}

export const isRunning = (context: KubeletContext, row: PodRow, name: string): boolean => {
  const c = row.containers[name];
  const process = c?.id === undefined ? undefined : context.apps.get(c.id);
  return process !== undefined && isAlive(process);
};

// Models startContainer of pkg/kubelet/kuberuntime/kuberuntime_container.go (v1.36): back-off, image, configuration, create, start, hook.
import { withFields } from "#api/json";
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { StringMap } from "#api/meta";
import { bytes } from "#api/quantity";
import { checks } from "../apiserver/checks.ts";
import type { Program } from "../apps/script/state.ts";
import { parseReference } from "../apps/image.ts";
import type { ImageBehaviour } from "../scenario.ts";
import { configError } from "./config.ts";
import { normal, warning, type KubeletContext } from "./context.ts";
import { environmentOf, variablesOf } from "./environment.ts";
import { hostNameOf } from "./host-name.ts";
import { crashLoop, crashLoopEvent, crashLoopMessage } from "./crash-loop.ts";
import { runHook } from "./hooks.ts";
import { randomHex } from "./ids.ts";
import type { Ensured, Images } from "./images.ts";
import type { Killer } from "./killer.ts";
import { lifeOf } from "./container-status.ts";
import { NO_SYNC, type NodeImage, type PodRow, type StartError, type SyncState } from "./rows.ts";
import { START_MS } from "./timing.ts";
import type { Volumes } from "./volumes/volumes.ts";
import { withoutBusy } from "./worker-queue.ts";

interface StarterOptions {
  readonly context: KubeletContext;
  readonly images: Images;
  readonly killer: Killer;
  readonly volumes: Volumes;
}

export class Starter {
  readonly #context: KubeletContext;
  readonly #images: Images;
  readonly #killer: Killer;
  readonly #volumes: Volumes;

  constructor({ context, images, killer, volumes }: StarterOptions) {
    this.#context = context;
    this.#images = images;
    this.#killer = killer;
    this.#volumes = volumes;
  }

  /** Begins to start a container. The row that comes back is busy, or has the error with which it ended at once. */
  begin(row: PodRow, pod: Pod, container: Container): PodRow {
    const { sim } = this.#context;
    const c = row.containers[container.name]!;
    const sync = row.sync ?? NO_SYNC;
    const attempting = this.#context.update(row, {
      sync: { ...sync, attempted: [...sync.attempted, container.name] },
    });
    const finishedMs = sync.killed.includes(container.name) ? c.last?.exit.atMs : c.exit?.atMs;
    const loop = crashLoop(c.backoff, finishedMs, sim.now());
    if (loop.kind === "wait") {
      this.#context.event(row, warning("BackOff", crashLoopEvent(pod, container.name)), container);
      const message = crashLoopMessage(pod, container.name, loop.backoffMs);
      return this.#fail(attempting, container, { reason: "CrashLoopBackOff", message }, loop.expiryMs);
    }
    const { backoff } = loop;
    const counted = backoff ? this.#context.updateContainer(attempting, container.name, { backoff }) : attempting;
    return this.#ensureImage(counted, pod, container);
  }

  /** The pull is over. */
  pulled(row: PodRow, pod: Pod, container: Container): PodRow {
    const { busy } = row;
    if (busy?.step !== "pull") return row;
    const ensured = this.#images.pulled(row, container, busy);
    const idle = withoutBusy(this.#context.pods.get(row.uid) ?? row);
    if (ensured.kind === "error") return this.#fail(idle, container, ensured.error, ensured.expiryMs);
    return this.#create(idle, pod, container, ensured);
  }

  /** The runtime has made the container, and starts it. */
  started(row: PodRow, pod: Pod, container: Container): PodRow {
    const { sim, apps } = this.#context;
    const { busy } = row;
    if (busy?.step !== "start") return row;
    const { image } = busy;
    const idle = withoutBusy(row);
    const id = randomHex(sim.rng, "containers");
    this.#context.event(idle, normal("Created", "Container created"), container);
    const made = this.#withContainer(idle, container, id, image);
    const behaviour = apps.registry.at(image.canonical, image.revision);
    const environment = this.#environment(row, pod, container, behaviour);
    // What a container names itself has been written by somebody.
    const isNamed = behaviour.isBare || container.command?.length;
    const program: Program = isNamed ? checks().programFor(container, behaviour, environment.env ?? {}) : {};
    const limit = container.resources?.limits?.["memory"];
    const start = {
      id,
      podUid: row.uid,
      pod: row.key,
      container: container.name,
      node: row.node,
      image: image.canonical,
      revision: image.revision,
      ...environment,
      ...(limit === undefined ? {} : { memoryLimitBytes: bytes(limit) }),
      ...(container.terminationMessagePolicy === "FallbackToLogsOnError" ? { lastWords: true as const } : {}),
    };
    if ("missing" in program) {
      const message = program.missing;
      apps.startFailed(start, message);
      this.#context.event(made, warning("Failed", `Error: ${message}`), container);
      const broken = this.#context.update(made, { sync: { ...(made.sync ?? NO_SYNC), hasBroken: true } });
      return this.#fail(broken, container, { reason: "RunContainerError", message });
    }
    this.#context.event(made, normal("Started", "Container started"), container);
    this.#volumes.started(made, pod, container);
    apps.start({ ...start, ...program });
    return this.#postStart(this.#acted(this.#context.pods.get(row.uid) ?? made), pod, container);
  }

  /** The hook after the start is over. */
  hooked(row: PodRow, pod: Pod, container: Container): PodRow {
    const idle = withoutBusy(row);
    const id = idle.containers[container.name]?.id;
    const hook = container.lifecycle?.postStart;
    const process = id === undefined ? undefined : this.#context.apps.get(id);
    if (!hook || id === undefined || process?.exit) return this.#context.update(idle, {});
    const { error } = runHook(this.#context.apps, { pod, container, id, hook });
    if (error === undefined) return this.#context.update(idle, {});
    this.#context.event(idle, warning("FailedPostStartHook", "PostStartHook failed"), container);
    const failed = this.#fail(idle, container, { reason: "PostStartHookError", message: error });
    const graceMs = (pod.spec.terminationGracePeriodSeconds ?? 30) * 1000;
    const killed = this.#killer.kill(failed, pod, container, { graceMs, message: "FailedPostStartHook" });
    return this.#context.update(this.#context.pods.get(row.uid) ?? killed, { busy: { step: "kill" } });
  }

  /** What its program reads; of an image that shows its environment all that the pod gives. */
  #environment(row: PodRow, pod: Pod, container: Container, { env, tools }: ImageBehaviour): { env?: StringMap } {
    const name = hostNameOf(pod);
    const named = tools || name !== pod.metadata.name ? { HOSTNAME: name } : {};
    if (!env && !tools) return "HOSTNAME" in named ? { env: named } : {};
    const facts = { store: this.#context.sim.store, pod, ip: row.ip };
    const shown = tools ? Object.fromEntries(variablesOf(facts, container)) : {};
    return { env: { ...named, ...shown, ...(env ? environmentOf(facts, container, env) : {}) } };
  }

  #ensureImage(row: PodRow, pod: Pod, container: Container): PodRow {
    const ensured = this.#images.ensure(row, container);
    if (ensured.kind === "error") return this.#fail(row, container, ensured.error, ensured.expiryMs);
    if (ensured.kind === "present") return this.#create(row, pod, container, ensured);
    const { sim } = this.#context;
    const { beganMs, doneMs } = ensured;
    const timer = sim.setTimer(doneMs, "kubelet/step", row.uid);
    const busy = { step: "pull", timer, container: container.name, beganMs, askedMs: sim.now() } as const;
    return this.#context.update(row, { busy });
  }

  #create(row: PodRow, pod: Pod, container: Container, ensured: Ensured): PodRow {
    const { sim } = this.#context;
    if (ensured.kind !== "present") return row;
    const error = configError({ store: sim.store, pod, ip: row.ip }, container);
    if (error !== undefined) {
      this.#context.event(row, warning("Failed", `Error: ${error}`), container);
      return this.#fail(row, container, { reason: "CreateContainerConfigError", message: error });
    }
    const doneMs = this.#context.runtimeDone(row.node, START_MS);
    const timer = sim.setTimer(doneMs, "kubelet/step", row.uid);
    return this.#context.update(row, {
      busy: { step: "start", timer, container: container.name, image: ensured.image },
    });
  }

  #postStart(row: PodRow, pod: Pod, container: Container): PodRow {
    const hook = container.lifecycle?.postStart;
    const id = row.containers[container.name]!.id!;
    if (!hook) return row;
    const { sim, apps } = this.#context;
    const { durationMs } = runHook(apps, { pod, container, id, hook });
    const timer = sim.setTimer(sim.now() + durationMs, "kubelet/step", row.uid);
    return this.#context.update(row, { busy: { step: "postStart", timer, container: container.name } });
  }

  #withContainer(row: PodRow, container: Container, id: string, image: NodeImage): PodRow {
    const c = row.containers[container.name]!;
    const life = lifeOf(c);
    const { exit: _, error: _e, failedProbe: _p, failedGraceSeconds: _g, isOutsized: _s, kill: _k, ...rest } = c;
    const parsed = parseReference(container.image ?? "");
    const repository = "repository" in parsed ? parsed.repository : "";
    const now = withFields(rest, {
      id,
      ...(container.image === undefined ? {} : { wantedImage: container.image }),
      image: image.canonical,
      imageId: this.#context.apps.registry.imageId(image.canonical, repository, image.revision),
      startedMs: this.#context.sim.now(),
      restarts: c.id === undefined ? 0 : c.restarts + 1,
      ...(life ? { last: life } : {}),
      isStarted: false,
      isReady: false,
    });
    return this.#context.update(row, { containers: { ...row.containers, [container.name]: now } });
  }

  #acted(row: PodRow): PodRow {
    return this.#context.update(row, { sync: { ...(row.sync ?? NO_SYNC), hasActed: true } });
  }

  #fail(row: PodRow, container: Container, error: StartError, expiryMs?: number): PodRow {
    this.#context.note(row, error.reason, { container: container.name, message: error.message });
    const sync = row.sync ?? NO_SYNC;
    const first = Math.min(sync.expiryMs ?? Infinity, expiryMs ?? Infinity);
    const failed: SyncState = {
      ...sync,
      hasFailed: true,
      hasOtherError: sync.hasOtherError || expiryMs === undefined,
      ...(first === Infinity ? {} : { expiryMs: first }),
    };
    return this.#context.updateContainer(this.#context.update(row, { sync: failed }), container.name, { error });
  }
}

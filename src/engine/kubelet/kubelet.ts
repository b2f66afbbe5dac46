// Models pkg/kubelet/kubelet.go (v1.36): one component for the kubelets of all nodes. A pod is one row; what it waits for is a timer.
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import { deepEqual } from "#api/json";
import { keyOf } from "#api/scheme";
import type { ObjectChange } from "../apiserver/store.ts";
import type { ProcessRow } from "../apps/process.ts";
import { LocalStorage } from "./eviction/local-storage.ts";
import { EvictionManager } from "./eviction/manager.ts";
import type { Component, ComponentFactory, Sim } from "../sim.ts";
import { KubeletContext } from "./context.ts";
import { onDeadline } from "./deadline.ts";
import { Images } from "./images.ts";
import { Killer } from "./killer.ts";
import { Lifecycle } from "./lifecycle.ts";
import { Nodes } from "./nodes.ts";
import { PodAdmission } from "./pod-admission.ts";
import { PodSync } from "./pod-sync.ts";
import { Prober, type ProbeRow } from "./prober.ts";
import { allContainers, containerNamed } from "./restart.ts";
import { NEW_CONTAINER, type ContainerRow, type PodRow } from "./rows.ts";
import { asWritten, StaticPods, isMirror } from "./static-pods.ts";
import { Starter } from "./starter.ts";
import { StatusWriter } from "./status-writer.ts";
import { Terminator } from "./terminator.ts";
import { RELIST_LATENCY_MS, WATCH_LATENCY_MS } from "./timing.ts";
import { Volumes } from "./volumes/volumes.ts";
import { lookAfterRelist, lookIn, nextView } from "./worker-queue.ts";
import { allocatedPod } from "./allocated.ts";

class Kubelets {
  readonly #context: KubeletContext;
  readonly #status: StatusWriter;
  readonly #prober: Prober;
  readonly #killer: Killer;
  readonly #terminator: Terminator;
  readonly #sync: PodSync;
  readonly #nodes: Nodes;
  readonly #eviction: EvictionManager;
  readonly #lifecycle: Lifecycle;
  readonly #statics: StaticPods;
  readonly #volumes: Volumes;
  readonly #localStorage: LocalStorage;

  constructor(sim: Sim) {
    const context = new KubeletContext(sim);
    const images = new Images(context);
    const status = new StatusWriter(context);
    const killer = new Killer(context);
    const volumes = new Volumes(context);
    const prober = new Prober(context, { verdict: (probe) => this.#onVerdict(probe) });
    const terminator = new Terminator({
      context,
      killer,
      prober,
      status,
      onGone: (row) => this.#eviction.onPodGone(row),
      forgotten: (uid) => volumes.forget(uid),
    });
    this.#eviction = new EvictionManager({ context, terminator, touch: (node) => this.#nodes.touch(node) });
    this.#localStorage = new LocalStorage({ context, terminator, volumes });
    const starter = new Starter({ context, images, killer, volumes });
    const admission = new PodAdmission(context, status, [(row, pod) => this.#eviction.admit(row, pod)]);
    this.#nodes = new Nodes({
      context,
      images: (node) => images.list(node),
      startControlPlane: (node) => this.#statics.start(node),
      pressures: (node) => this.#eviction.pressures(node),
    });
    this.#statics = new StaticPods(context, images);
    images.onPulled((node) => this.#nodes.touch(node));
    this.#context = context;
    this.#status = status;
    this.#prober = prober;
    this.#killer = killer;
    this.#volumes = volumes;
    this.#terminator = terminator;
    this.#sync = new PodSync({ context, starter, killer, terminator, prober, status, admission, volumes });
    this.#lifecycle = new Lifecycle({
      context,
      nodes: this.#nodes,
      prober,
      adopt: (pod, node) => this.#adopt(pod, node),
      remove: (row, pod) => this.#onRemoved(row, pod),
      resumed: (node) => this.#eviction.resume(node),
    });
    context.apps.useMounts((process) => volumes.mountsOf(process));
    context.apps.onExit((process) => this.#onExit(process));
    context.apps.onChange((process) => this.#prober.wake(process));
    context.apps.useReachable((uid) => {
      const row = context.pods.get(uid);
      return row !== undefined && row.hasSandbox && context.machines.isConnected(row.node);
    });
  }

  component(): Component {
    return {
      name: "kubelet",
      start: () => this.#nodes.start(),
      rebuild: () => this.#volumes.rebuild(),
      timers: {
        sync: (uid) => this.#sync.run(uid),
        status: (uid) => this.#status.onSent(uid),
        reconcile: (uid) => this.#status.reconcile(uid),
        storage: (uid) => this.#localStorage.onTimer(uid),
        remount: (uid) => this.#volumes.onRetry(uid),
        deadline: (uid) => onDeadline(this.#context, this.#terminator, uid),
        evict: (node) => this.#eviction.onTimer(node),
        round: (node) => this.#nodes.onRound(node),
        runtime: (node) => this.#nodes.touch(node),
        step: (uid) => this.#sync.onStep(uid),
        probe: (key) => this.#prober.onTimer(key),
        kill: (key) => this.#killer.onTimer(key.slice(0, key.indexOf(" ")), key.slice(key.indexOf(" ") + 1)),
      },
      watch: {
        pods: (change) => this.#onPod(change as ObjectChange<Pod>),
        configmaps: ({ key }) => this.#volumes.onObject("configmaps", key),
        secrets: ({ key }) => this.#volumes.onObject("secrets", key),
        nodes: (change) => this.#nodes.onNode(change as ObjectChange<Node>),
      },
    };
  }

  #onPod(change: ObjectChange<Pod>): void {
    const { type, object, old } = change;
    const node = object.spec.nodeName;
    const uid = object.metadata.uid ?? "";
    if (node === undefined) return;
    const row = this.#context.pods.get(uid);
    const { machines } = this.#context;
    this.#status.onChange(change);
    if (!machines.reachesApi(node) || !machines.hasRuntime(node)) {
      if (row && type === "DELETED") this.#lifecycle.miss(row, object);
      return;
    }
    if (type === "DELETED") {
      if (row) this.#onRemoved(row, object);
    } else if (!row) this.#adopt(object, node);
    else if (isMirror(object)) {
      // Nothing is ended by it: the mirror goes at once, and comes again.
      if (object.metadata.deletionTimestamp) {
        this.#context.sim.api.delete("pods", row.key, { gracePeriodSeconds: 0, uid });
      }
    } else if (old && concerns(object, old)) {
      if (row.stage !== "syncing") this.#onEnding(row, object);
      else lookIn(this.#context, row, this.#context.takes(node, WATCH_LATENCY_MS));
    }
  }

  #adopt(pod: Pod, node: string): void {
    if (isOver(pod)) return;
    const uid = pod.metadata.uid ?? "";
    const containers: Record<string, ContainerRow> = {};
    for (const { name } of allContainers(pod)) containers[name] = { name, ...NEW_CONTAINER };
    const row: PodRow = {
      uid,
      key: keyOf(pod),
      node,
      stage: "syncing",
      hasSandbox: false,
      containers,
      wantsSync: false,
      relistedMs: 0,
      isStatusTerminal: false,
    };
    this.#context.pods.set(uid, row);
    this.#context.note(row, "Add", { message: isMirror(pod) ? "file" : "api" });
    lookIn(this.#context, row, this.#context.takes(node, WATCH_LATENCY_MS));
  }

  #onEnding(row: PodRow, pod: Pod): void {
    const grace = pod.metadata.deletionGracePeriodSeconds;
    if (grace !== undefined) this.#terminator.begin(row, pod, { graceSeconds: grace });
    const now = this.#context.pods.get(row.uid);
    if (now?.stage === "terminated") this.#terminator.deleteObject(now, pod);
  }

  /** The object is gone. What still runs is ended, with the least grace there is. */
  #onRemoved(row: PodRow, pod: Pod): void {
    if (isMirror(pod)) {
      this.#onMirrorGone(row, pod);
      return;
    }
    this.#context.note(row, "Remove");
    if (row.stage === "terminated") {
      this.#terminator.forget(row);
      return;
    }
    const kept = this.#context.update(row, { removed: allocatedPod(this.#context.sim, pod) });
    this.#terminator.begin(kept, pod, { graceSeconds: 1 });
  }

  /** It is made again where that can be said to somebody; what runs, and what is to start, needs none. */
  #onMirrorGone(row: PodRow, pod: Pod): void {
    const { machines, sim } = this.#context;
    // A kubelet without its Node object makes no mirror (mirror_client.go getNodeUID): else the garbage collector
    // and it would undo each other's work for ever.
    const node = sim.store.get("nodes", row.node);
    if (node && machines.reachesApi(row.node)) {
      this.#moveMirror(row, this.#statics.renew(pod, node));
      return;
    }
    const alone = this.#context.update(row, { unmirrored: asWritten(pod) });
    lookAfterRelist(this.#context, alone, RELIST_LATENCY_MS);
  }

  /** The same containers, under the new mirror's uid. */
  #moveMirror(row: PodRow, mirror: Pod): void {
    const { pods, sim, apps } = this.#context;
    const uid = mirror.metadata.uid ?? "";
    sim.clearTimer(row.timer);
    if (row.busy && "timer" in row.busy) sim.clearTimer(row.busy.timer);
    const { timer: _, timerAtMs: _t, busy: _b, unmirrored: _u, ...rest } = row;
    apps.rename(row.uid, uid);
    pods.delete(row.uid);
    const moved: PodRow = { ...rest, uid };
    pods.set(uid, moved);
    // With what the runtime has to say: a kubelet that learns of it when it starts has missed ends as well.
    lookAfterRelist(this.#context, moved, RELIST_LATENCY_MS);
  }

  #onExit(process: ProcessRow): void {
    const row = this.#context.pods.get(process.podUid);
    if (!row || row.containers[process.container]?.id !== process.id) return;
    if (!this.#context.machines.runsPods(row.node)) return;
    this.#context.note(row, "Died", { container: process.container, containerId: process.id });
    this.#sync.onExit(row, process.container);
  }

  /** A probe has come to another verdict. */
  #onVerdict(probe: ProbeRow): void {
    const row = this.#context.pods.get(probe.uid);
    const pod = row && this.#context.podOf(row);
    const container = pod && containerNamed(pod, probe.container);
    const c = row?.containers[probe.container];
    if (!row || !pod || !container || !c) return;
    const hasFailed = probe.verdict === "Failure" && probe.type !== "readiness" && c.shownId !== undefined;
    let now = row;
    if (hasFailed && row.stage === "syncing") now = this.#withFailure(row, pod, probe);
    if (c.shownId !== undefined && probe.type === "readiness") {
      this.#onReadiness(probe, this.#status.write(this.#sync.withFlags(now, pod), pod));
      return;
    }
    if (probe.type === "liveness" && probe.verdict === "Success") return;
    lookIn(this.#context, now, this.#context.takes(row.node, WATCH_LATENCY_MS));
  }

  /** A sync follows. Of a container that is ready it changes nothing but that the next one waits for a newer view. */
  #onReadiness(probe: ProbeRow, row: PodRow): void {
    if (probe.verdict !== "Success") lookIn(this.#context, row, this.#context.takes(row.node, WATCH_LATENCY_MS));
    else if (row.stage === "syncing" && !row.busy) {
      this.#context.update(row, { syncedMs: nextView(this.#context, row) + WATCH_LATENCY_MS });
    }
  }

  #withFailure(row: PodRow, pod: Pod, probe: ProbeRow): PodRow {
    if (probe.type === "readiness") return row;
    const spec = containerNamed(pod, probe.container)![`${probe.type}Probe`];
    const own = spec?.terminationGracePeriodSeconds;
    return this.#context.updateContainer(row, probe.container, {
      failedProbe: probe.type,
      ...(own === undefined ? {} : { failedGraceSeconds: own }),
    });
  }
}

const isOver = (pod: Pod): boolean => pod.status?.phase === "Succeeded" || pod.status?.phase === "Failed";

/** Changes that are not the kubelet's own: it does not look because it wrote a status. */
const concerns = (now: Pod, old: Pod): boolean =>
  now.spec !== old.spec ||
  !deepEqual(now.metadata.labels, old.metadata.labels) ||
  !deepEqual(now.metadata.annotations, old.metadata.annotations) ||
  now.metadata.deletionTimestamp !== old.metadata.deletionTimestamp ||
  now.metadata.deletionGracePeriodSeconds !== old.metadata.deletionGracePeriodSeconds;

export const createKubelet: ComponentFactory = (sim) => new Kubelets(sim).component();

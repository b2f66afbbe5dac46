// Models pkg/scheduler/scheduler.go, eventhandlers.go and schedule_one.go (v1.36): the kube-scheduler over the simulated API server.
import { withFields } from "#api/json";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import type { ObjectChange } from "../apiserver/store.ts";
import type { ComponentFactory, Sim } from "../sim.ts";
import { Cache } from "./cache/cache.ts";
import { podKey } from "./cache/pod-info.ts";
import { isEnded } from "./decide.ts";
import { explain, MAX_EXPLAINED_NODES } from "./decisions.ts";
import type { Decision } from "./decisions.ts";
import { createSchedulerEventRecorder } from "./event-recorder.ts";
import { assignedPodUpdated, nodeUpdated, unscheduledPodUpdated } from "./events.ts";
import { Framework } from "./framework.ts";
import { Nominator } from "./nominator.ts";
import { bind, preempt, reportFailure } from "./outcome.ts";
import type { Writer } from "./outcome.ts";
import type { QueueEntry } from "./queue.ts";
import { SchedulingQueue } from "./queue.ts";
import { DEFAULT_PROFILE } from "./registry.ts";
import type { ScheduleResult } from "./result.ts";
import { createStoreListers } from "./store-listers.ts";
import type { StoreListers } from "./store-listers.ts";
import { nextCycleMs } from "./timing.ts";
import type { CycleCause } from "./timing.ts";
import { TIMED_OUT, VolumeWaits } from "./volume-waits.ts";
import { checks } from "../apiserver/checks.ts";
import { allocationOf } from "../kubelet/allocated.ts";

const NAME = "default-scheduler";

/** Numbers that outlive a step: timers that are set, and where the next search starts. */
type StateKey = "cycleTimer" | "lastCycleMs" | "leftoverTimer" | "errorTimer" | "startIndex";

export const createScheduler: ComponentFactory = (sim) => {
  const scheduler = new Scheduler(sim);
  return {
    name: "scheduler",
    timers: {
      cycle: () => scheduler.cycle(),
      retry: () => scheduler.retry("errorTimer"),
      leftovers: () => scheduler.retry("leftoverTimer"),
      finishEvent: (key) => scheduler.finishEvent(key),
      volumes: (key) => scheduler.volumesDue(key),
    },
    watch: {
      pods: (change) => scheduler.podChanged(change as ObjectChange<Pod>),
      nodes: (change) => scheduler.nodeChanged(change as ObjectChange<Node>),
      namespaces: (change) => scheduler.namespaceChanged(change),
      persistentvolumeclaims: ({ key }) => scheduler.claimChanged(key),
      persistentvolumes: ({ key }) => scheduler.storageChanged(key),
      storageclasses: ({ key }) => scheduler.storageChanged(key),
      services: ({ object }) => scheduler.servicesChanged(object.metadata.namespace ?? ""),
    },
    rebuild: () => scheduler.rebuild(),
  };
};

class Scheduler {
  readonly #sim: Sim;
  readonly #listers: StoreListers;
  readonly #rows;
  readonly #state;
  readonly #decisions;
  readonly #writer: Writer;
  readonly #volumes: VolumeWaits;
  #cache!: Cache;
  #nominator!: Nominator;
  #framework!: Framework;
  #queue!: SchedulingQueue;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#listers = createStoreListers(sim.store);
    this.#volumes = new VolumeWaits(sim, this.#listers.storage);
    this.#rows = sim.table<QueueEntry>("scheduler/queue");
    this.#state = sim.table<number>("scheduler/state");
    this.#decisions = sim.table<Decision>("scheduler/decisions");
    this.#writer = { sim, events: createSchedulerEventRecorder(sim, "scheduler/finishEvent") };
    this.#create();
  }

  /** One pod. */
  cycle(): void {
    this.#state.delete("cycleTimer");
    this.#state.set("lastCycleMs", this.#sim.now());
    const key = this.#queue.pop();
    const pod = key === undefined ? undefined : this.#sim.store.get("pods", key);
    if (key !== undefined) {
      if (pod && !pod.spec.nodeName) this.#scheduleOne(key, pod);
      else this.#queue.delete(key);
    }
    this.#wake("next");
  }
  /** A wait that no event ends is over. */
  retry(timer: StateKey): void {
    this.#state.delete(timer);
    if (timer === "leftoverTimer") this.#queue.moveLeftovers();
    this.#wake("woken");
  }
  finishEvent(key: string): void {
    this.#writer.events.finish(key);
  }

  podChanged({ type, key, object, old }: ObjectChange<Pod>): void {
    const isGone = type === "DELETED";
    if (isGone) this.#decisions.delete(key);
    if (object.spec.nodeName)
      this.#assignedPodChanged(key, isGone || isEnded(object) ? undefined : object, old ?? object);
    else this.#unscheduledPodChanged(key, isGone || isEnded(object) ? undefined : object, old);
    this.#wake(type === "ADDED" ? "created" : "woken");
  }
  nodeChanged({ type, object, old }: ObjectChange<Node>): void {
    if (type === "DELETED") {
      this.#cache.deleteNode(object.metadata.name);
      this.#queue.moveAll({ kinds: ["Node/Delete"], node: object });
    } else {
      this.#cache.setNode(object);
      this.#queue.moveAll(old ? nodeUpdated(old, object) : { kinds: ["Node/Add"], node: object });
    }
    this.#wake("woken");
  }
  namespaceChanged({ type, object }: ObjectChange): void {
    const { name, labels = {} } = object.metadata;
    this.#cache.setNamespace(name, type === "DELETED" ? undefined : labels);
    this.#queue.moveAll({ kinds: ["Namespace/UpdateLabel"], namespace: name });
    this.#wake("woken");
  }
  claimChanged(key: string): void {
    this.#volumes.claimChanged(key);
    this.#queue.moveAll({ kinds: ["PersistentVolumeClaim/Change"], claim: key });
    this.#wake("woken");
  }
  storageChanged(name: string): void {
    this.#queue.moveAll({ kinds: ["Storage/Change"], storage: name });
    this.#wake("woken");
  }
  /** The volumes of a pod that has its node are there, or have not come in ten minutes. */
  volumesDue(key: string): void {
    const wait = this.#volumes.get(key);
    const pod = this.#sim.store.get("pods", key);
    const isReady = this.#volumes.isReady(key);
    this.#volumes.end(key);
    if (!wait || !pod || pod.spec.nodeName) return;
    this.#queue.add(key, pod);
    if (isReady) this.#bindNow(key, pod, wait.node);
    else {
      this.#cache.deletePod(key);
      const event = { type: "Warning", reason: "FailedScheduling", action: "Scheduling", note: TIMED_OUT } as const;
      this.#writer.events.record(pod, event);
      this.#queue.failed(key, []);
    }
    this.#wake("woken");
  }
  servicesChanged(namespace: string): void {
    this.#listers.servicesChanged(namespace);
  }
  /** From the store and the queue's rows: what the cache held is the same, in the same order. */
  rebuild(): void {
    this.#listers.clear();
    this.#create();
    const { store } = this.#sim;
    for (const { metadata } of store.list("namespaces")) this.#cache.setNamespace(metadata.name, metadata.labels ?? {});
    for (const node of store.list("nodes")) this.#cache.setNode(node);
    for (const pod of store.list("pods")) {
      if (isEnded(pod)) continue;
      if (pod.spec.nodeName) this.#cache.setPod(counted(this.#sim, pod));
      else if (isOurs(pod)) this.#nominator.set(pod);
    }
    for (const [key, { node }] of this.#volumes.entries()) {
      const pod = store.get("pods", key);
      if (pod) this.#cache.setPod(onNode(pod, node));
    }
    this.#queue.rebuild();
  }

  #create(): void {
    const sim = this.#sim;
    const cache = new Cache();
    const nominator = new Nominator(cache);
    const handle = {
      cache,
      listers: this.#listers,
      nominatedPods: (node: string) => nominator.podsOn(node),
    };
    const random = (bound: number): number => sim.rng.int("scheduler", bound);
    this.#cache = cache;
    this.#nominator = nominator;
    this.#framework = new Framework({ plugins: DEFAULT_PROFILE, handle, random });
    this.#queue = new SchedulingQueue({
      rows: this.#rows,
      counters: sim.table<number>("counters"),
      plugins: DEFAULT_PROFILE,
      handle,
      now: () => sim.now(),
      podOf: (key) => {
        const pod = sim.store.get("pods", key);
        return pod && cache.podInfo(pod);
      },
    });
  }

  #assignedPodChanged(key: string, now: Pod | undefined, before: Pod): void {
    if (this.#queue.has(key)) this.#queue.delete(key);
    this.#nominator.delete(key);
    const known = this.#cache.pods.get(key);
    if (now) {
      const pod = counted(this.#sim, now);
      this.#cache.setPod(pod);
      const wasAssigned = before !== now && before.spec.nodeName !== undefined;
      // Of a pod that is resized, what it held counts until it does without it.
      const old = known && known.info.pod.spec.containers !== before.spec.containers ? known.info.pod : before;
      this.#queue.moveAll(wasAssigned ? assignedPodUpdated(old, pod) : { kinds: ["AssignedPod/Add"], pod: now });
    } else if (known) {
      this.#cache.deletePod(key);
      this.#queue.moveAll({ kinds: ["AssignedPod/Delete"], pod: before });
    }
  }
  #unscheduledPodChanged(key: string, now: Pod | undefined, before: Pod | undefined): void {
    if (!now) {
      if (this.#volumes.get(key)) {
        this.#volumes.end(key);
        this.#cache.deletePod(key);
      }
      const nominated = before?.status?.nominatedNodeName;
      this.#nominator.delete(key);
      if (this.#queue.has(key)) this.#queue.delete(key);
      // A promise that is given up frees what it held.
      if (nominated && before) this.#queue.moveAll({ kinds: ["AssignedPod/Delete"], pod: before });
      return;
    }
    if (!isOurs(now) || this.#volumes.get(key)) return;
    this.#nominator.set(now);
    if (!this.#queue.has(key)) this.#queue.add(key, now);
    else if (before) this.#queue.update(key, now, unscheduledPodUpdated(before, now));
  }

  #scheduleOne(key: string, pod: Pod): void {
    if (pod.metadata.deletionTimestamp) {
      const note = `skip schedule deleting pod: ${podKey(pod)}`;
      this.#writer.events.record(pod, { type: "Warning", reason: "FailedScheduling", action: "Scheduling", note });
      this.#queue.delete(key);
      return;
    }
    const nodes = this.#cache.nodes();
    const trace = nodes.length <= MAX_EXPLAINED_NODES;
    const result = this.#framework.schedule(pod, { startIndex: this.#startIndex(nodes.length), trace });
    this.#state.set("startIndex", result.nextStartIndex);
    if (trace) this.#decisions.set(key, explain(result, nodes, this.#sim.now()));
    if (result.chosen) this.#bind(key, pod, result.chosen);
    else this.#fail(key, result);
  }
  #startIndex(nodes: number): number {
    return nodes === 0 ? 0 : (this.#state.get("startIndex") ?? 0) % nodes;
  }
  #bind(key: string, pod: Pod, node: string): void {
    if (!this.#volumes.begin(key, pod, node)) {
      this.#bindNow(key, pod, node);
      return;
    }
    this.#queue.delete(key);
    this.#cache.setPod(onNode(pod, node));
  }
  #bindNow(key: string, pod: Pod, node: string): void {
    if (!bind(this.#writer, pod, node)) {
      this.#queue.failed(key, []);
      return;
    }
    this.#queue.delete(key);
    this.#nominator.delete(key);
    // Assumed: the next pod sees it there, before the watch says so.
    const bound = this.#sim.store.get("pods", key);
    if (bound) this.#cache.setPod(bound);
  }
  #fail(key: string, result: ScheduleResult): void {
    const { chosen } = result.preemption ?? {};
    const promised = chosen ? this.#nominator.podsOn(chosen.node) : [];
    this.#queue.failed(key, result.rejectors ?? []);
    reportFailure(this.#writer, result);
    const now = this.#sim.store.get("pods", key);
    if (now) this.#nominator.set(now);
    preempt(this.#writer, result, promised);
  }

  /** Sets the timers that are due: a cycle if a pod can be tried, and the waits that no event ends. */
  #wake(cause: CycleCause): void {
    const now = this.#sim.now();
    if (this.#queue.isReady) {
      this.#setTimer("cycleTimer", nextCycleMs(now, this.#state.get("lastCycleMs") ?? -1, cause), "scheduler/cycle");
    }
    const error = this.#queue.nextErrorBackoffMs;
    if (error !== undefined && error > now) this.#setTimer("errorTimer", error, "scheduler/retry");
    if (this.#state.has("leftoverTimer")) return;
    const leftovers = this.#queue.nextLeftoverMs;
    if (leftovers !== undefined) this.#setTimer("leftoverTimer", leftovers, "scheduler/leftovers");
  }
  #setTimer(key: StateKey, atMs: number, handler: string): void {
    if (!this.#state.has(key)) this.#state.set(key, this.#sim.setTimer(atMs, handler, ""));
  }
}

const onNode = (pod: Pod, nodeName: string): Pod => withFields(pod, { spec: withFields(pod.spec, { nodeName }) });

/** While a pod is being resized, the most of what it asks for and has. */
const counted = (sim: Sim, pod: Pod): Pod => (allocationOf(sim, pod) ? checks().countedPod(sim, pod) : pod);

const isOurs = (pod: Pod): boolean => (pod.spec.schedulerName ?? NAME) === NAME;

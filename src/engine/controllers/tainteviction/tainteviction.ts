// Models pkg/controller/tainteviction/taint_eviction.go (v1.36): pods that do not tolerate a NoExecute taint of their node go, those that
// tolerate it for some seconds go after these.
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { Taint, Toleration } from "#api/core-affinity";
import type { Node } from "#api/core-node";
import type { Pod } from "#api/core-pod";
import { keyOf } from "#api/scheme";
import { createEventRecorder, type EventRecorder } from "../../events/recorder.ts";
import { tolerates } from "../../scheduler/tolerations.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import type { Table } from "../../state/table.ts";
import { withDisruptionTarget } from "../../apiserver/disruption-target.ts";

const NAME = "tainteviction";
const LATENCY_MS = 15;

interface Scheduled {
  readonly timer: number;
  /** When the pod's seconds began to count. */
  readonly createdMs: number;
}

export const createTaintEvictionController: ComponentFactory = (sim) => {
  const evictions = new TaintEvictions(sim);
  return {
    name: NAME,
    timers: {
      evict: (key) => evictions.evict(key),
      node: (name) => {
        const node = sim.store.get("nodes", name);
        const pods = node ? [...sim.store.podsOnNode(name)] : [];
        for (const pod of pods.toSorted((a, b) => compareStrings(keyOf(a), keyOf(b)))) evictions.look(pod);
      },
    },
    watch: {
      nodes: ({ type, key, object, old }) => {
        const before = old ? noExecuteTaints(old as Node) : [];
        if (type === "DELETED" || deepEqual(noExecuteTaints(object as Node), before)) return;
        sim.setTimer(sim.now() + LATENCY_MS, `${NAME}/node`, key);
      },
      pods: ({ type, key, object, old }) => {
        const pod = object as Pod;
        const before = old as Pod | undefined;
        const isSame = before?.spec.nodeName === pod.spec.nodeName && before?.spec.tolerations === pod.spec.tolerations;
        if (type === "DELETED") evictions.cancel(key);
        else if (!isSame && pod.spec.nodeName) evictions.look(pod);
      },
    },
  };
};

class TaintEvictions {
  readonly #sim: Sim;
  readonly #scheduled: Table<Scheduled>;
  readonly #recorder: EventRecorder;

  constructor(sim: Sim) {
    this.#sim = sim;
    this.#scheduled = sim.table("tainteviction/scheduled");
    this.#recorder = createEventRecorder(sim, { component: "taint-eviction-controller" });
  }

  /** Plans the pod's end, or takes the plan back, by what its node's taints and its tolerations are now. */
  look(pod: Pod): void {
    const node = this.#sim.store.get("nodes", pod.spec.nodeName ?? "");
    const taints = node ? noExecuteTaints(node) : [];
    const seconds = taints.length === 0 ? undefined : tolerationSeconds(pod.spec.tolerations ?? [], taints);
    const key = keyOf(pod);
    const planned = this.#scheduled.get(key);
    const now = this.#sim.now();
    if (seconds === undefined) {
      this.#cancelAndSay(pod);
    } else if (seconds === 0 || !planned) {
      this.cancel(key);
      this.#plan(key, now, now + (seconds === 0 ? LATENCY_MS : seconds * 1000));
    } else if (planned.createdMs === now) {
      // Seconds count from the first taint on: what would come earlier than planned then is planned anew.
      this.#cancelAndSay(pod);
      this.#plan(key, now, now + seconds * 1000);
    }
  }

  cancel(key: string): boolean {
    const row = this.#scheduled.get(key);
    if (!row) return false;
    this.#sim.clearTimer(row.timer);
    return this.#scheduled.delete(key);
  }

  evict(key: string): void {
    this.#scheduled.delete(key);
    const pod = this.#sim.store.get("pods", key);
    if (!pod) return;
    this.#say(pod, `Marking for deletion Pod ${key}`);
    const { deletionTimestamp, generation } = pod.metadata;
    const note = {
      reason: "DeletionByTaintManager",
      message: "Taint manager: deleting due to NoExecute taint",
      generation,
    };
    if (!deletionTimestamp) {
      this.#sim.api.writeStatus("pods", key, withDisruptionTarget(pod.status, note, this.#sim.timestamp()));
    }
    this.#sim.api.delete("pods", key);
  }

  #plan(key: string, createdMs: number, atMs: number): void {
    this.#scheduled.set(key, { timer: this.#sim.setTimer(atMs, `${NAME}/evict`, key), createdMs });
  }

  #cancelAndSay(pod: Pod): void {
    if (this.cancel(keyOf(pod))) this.#say(pod, `Cancelling deletion of Pod ${keyOf(pod)}`);
  }

  #say(pod: Pod, message: string): void {
    this.#recorder.record(pod, { type: "Normal", reason: "TaintManagerEviction", message });
  }
}

const noExecuteTaints = (node: Node): readonly Taint[] =>
  node.spec.taints?.filter((t) => t.effect === "NoExecute") ?? [];

/** How long the pod may stay: 0 if a taint is not tolerated, undefined for ever. */
const tolerationSeconds = (tolerations: readonly Toleration[], taints: readonly Taint[]): number | undefined => {
  const used = taints.map((taint) => tolerations.filter((t) => tolerates(t, taint)));
  if (used.some((u) => u.length === 0)) return 0;
  const seconds = used.flat().flatMap((t) => t.tolerationSeconds ?? []);
  return seconds.length === 0 ? undefined : Math.max(0, Math.min(...seconds));
};

// Models pkg/kubelet/lifecycle/predicate.go and rejectPod of pkg/kubelet/kubelet.go (v1.36): a kubelet refuses a pod that does not fit.
import { cpuMilli, bytes } from "#api/quantity";
import type { Pod, PodStatus } from "#api/core-pod";
import { HostPorts, hostPortsOf } from "../scheduler/cache/host-ports.ts";
import { matchesRequiredNodeAffinity } from "../scheduler/node-affinity.ts";
import { untoleratedTaint } from "../scheduler/tolerations.ts";
import type { Table } from "../state/table.ts";
import { warning, type KubeletContext } from "./context.ts";
import { podResources } from "./pod-resources.ts";
import type { PodRow } from "./rows.ts";
import { isMirror } from "./static-pods.ts";
import type { StatusWriter } from "./status-writer.ts";

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/** Another part of the kubelet that may refuse a pod: the eviction manager. */
export type Admit = (row: PodRow, pod: Pod) => Rejection | undefined;

export class PodAdmission {
  readonly #context: KubeletContext;
  readonly #status: StatusWriter;
  readonly #others: readonly Admit[];
  readonly #taken: Table<Taken>;

  constructor(context: KubeletContext, status: StatusWriter, others: readonly Admit[]) {
    this.#context = context;
    this.#status = status;
    this.#others = others;
    this.#taken = context.sim.table("kubelet/taken");
  }

  /** False: the pod was refused, and its worker is gone. */
  admit(row: PodRow, pod: Pod): boolean {
    const rejection = this.#reject(row, pod);
    if (!rejection) {
      this.#book(row.node, pod, 1);
      return true;
    }
    const { sim, pods } = this.#context;
    this.#context.event(row, warning(rejection.reason, rejection.message));
    const status: PodStatus = {
      phase: "Failed",
      reason: rejection.reason,
      message: `Pod was rejected: ${rejection.message}`,
      startTime: sim.timestamp(),
      ...(pod.status?.qosClass === undefined ? {} : { qosClass: pod.status.qosClass }),
    };
    pods.delete(row.uid);
    this.#status.writeBare(row, status);
    return false;
  }

  /** A pod that was taken on is over: its room is free. */
  release(row: PodRow, pod: Pod): void {
    if (row.firstSyncMs !== undefined) this.#book(row.node, pod, -1);
  }

  #reject(row: PodRow, pod: Pod): Rejection | undefined {
    for (const admit of this.#others) {
      const rejection = admit(row, pod);
      if (rejection) return rejection;
    }
    return this.#fits(row, pod) ?? this.#mayRun(row, pod);
  }

  /** The general predicates that are not about amounts: what the scheduler asks too, asked again by whoever has to run the pod. */
  #mayRun(row: PodRow, pod: Pod): Rejection | undefined {
    const { sim, pods } = this.#context;
    const node = sim.store.get("nodes", row.node);
    if (!node) return undefined;
    const identity = { name: row.node, labels: node.metadata.labels ?? {} };
    if (!matchesRequiredNodeAffinity(pod.spec, identity)) {
      return predicate("NodeAffinity", "node(s) didn't match Pod's node affinity/selector");
    }
    const wanted = hostPortsOf(pod.spec);
    if (wanted.length > 0) {
      const used = new HostPorts();
      for (const other of sim.store.podsOnNode(row.node)) {
        const taken = pods.get(other.metadata.uid ?? "");
        if (taken?.firstSyncMs !== undefined && taken.stage !== "terminated") used.add(hostPortsOf(other.spec), 1);
      }
      if (wanted.some((port) => used.conflicts(port))) {
        return predicate("NodePorts", "node(s) didn't have free ports for the requested pod ports");
      }
    }
    const taint = untoleratedTaint(node.spec.taints ?? [], pod.spec.tolerations ?? [], ["NoExecute"]);
    return taint && !isMirror(pod) ? predicate("TaintToleration", "node(s) had untolerated taint(s)") : undefined;
  }

  /** The pods that this kubelet has taken on leave room for this one. */
  #fits(row: PodRow, pod: Pod): Rejection | undefined {
    const allocatable = this.#context.sim.store.get("nodes", row.node)?.status?.allocatable;
    if (!allocatable) return undefined;
    const { pods, cpuMilli: cpu, memoryBytes } = this.#taken.get(row.node) ?? NOTHING;
    return (
      short("pods", 1, pods, Number(allocatable["pods"] ?? "110")) ??
      short("cpu", requested(pod, "cpu"), cpu, cpuMilli(allocatable["cpu"] ?? "0")) ??
      short("memory", requested(pod, "memory"), memoryBytes, bytes(allocatable["memory"] ?? "0"))
    );
  }

  #book(node: string, pod: Pod, sign: 1 | -1): void {
    const { pods, cpuMilli: cpu, memoryBytes } = this.#taken.get(node) ?? NOTHING;
    this.#taken.set(node, {
      pods: pods + sign,
      cpuMilli: cpu + sign * requested(pod, "cpu"),
      memoryBytes: memoryBytes + sign * requested(pod, "memory"),
    });
  }
}

/** What the pods of a node request together. */
interface Taken {
  readonly pods: number;
  readonly cpuMilli: number;
  readonly memoryBytes: number;
}

const NOTHING: Taken = { pods: 0, cpuMilli: 0, memoryBytes: 0 };

const requested = (pod: Pod, name: "cpu" | "memory"): number => {
  const text = podResources(pod.spec).resources?.requests?.[name];
  if (text === undefined) return 0;
  return name === "cpu" ? cpuMilli(text) : bytes(text);
};

const predicate = (reason: string, why: string): Rejection => ({
  reason,
  message: `Predicate ${reason} failed: ${why}`,
});

const short = (name: string, wanted: number, used: number, capacity: number): Rejection | undefined =>
  wanted === 0 || used + wanted <= capacity
    ? undefined
    : {
        reason: `OutOf${name}`,
        message: `Node didn't have enough resource: ${name}, requested: ${wanted}, used: ${used}, capacity: ${capacity}`,
      };

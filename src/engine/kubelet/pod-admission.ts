// Models pkg/kubelet/lifecycle/predicate.go and rejectPod of pkg/kubelet/kubelet.go (v1.36): a kubelet refuses a pod that does not fit.
import { cpuMilli, bytes } from "#api/quantity";
import type { Pod, PodStatus } from "#api/core-pod";
import { warning, type KubeletContext } from "./context.ts";
import { podResources } from "./pod-resources.ts";
import type { PodRow } from "./rows.ts";
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

  constructor(context: KubeletContext, status: StatusWriter, others: readonly Admit[]) {
    this.#context = context;
    this.#status = status;
    this.#others = others;
  }

  /** False: the pod was refused, and its worker is gone. */
  admit(row: PodRow, pod: Pod): boolean {
    const rejection = this.#reject(row, pod);
    if (!rejection) return true;
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

  #reject(row: PodRow, pod: Pod): Rejection | undefined {
    for (const admit of this.#others) {
      const rejection = admit(row, pod);
      if (rejection) return rejection;
    }
    return this.#fits(row, pod);
  }

  /** The pods that this kubelet has taken on leave room for this one. */
  #fits(row: PodRow, pod: Pod): Rejection | undefined {
    const { sim } = this.#context;
    const allocatable = sim.store.get("nodes", row.node)?.status?.allocatable;
    if (!allocatable) return undefined;
    let count = 0;
    let usedCpu = 0;
    let usedMemory = 0;
    for (const other of sim.store.podsOnNode(row.node)) {
      const uid = other.metadata.uid ?? "";
      const taken = this.#context.pods.get(uid);
      if (uid === row.uid || taken?.firstSyncMs === undefined || taken.stage === "terminated") continue;
      count++;
      usedCpu += requested(other, "cpu");
      usedMemory += requested(other, "memory");
    }
    return (
      short("pods", 1, count, Number(allocatable["pods"] ?? "110")) ??
      short("cpu", requested(pod, "cpu"), usedCpu, cpuMilli(allocatable["cpu"] ?? "0")) ??
      short("memory", requested(pod, "memory"), usedMemory, bytes(allocatable["memory"] ?? "0"))
    );
  }
}

const requested = (pod: Pod, name: "cpu" | "memory"): number => {
  const text = podResources(pod.spec).resources?.requests?.[name];
  if (text === undefined) return 0;
  return name === "cpu" ? cpuMilli(text) : bytes(text);
};

const short = (name: string, wanted: number, used: number, capacity: number): Rejection | undefined =>
  wanted === 0 || used + wanted <= capacity
    ? undefined
    : {
        reason: `OutOf${name}`,
        message: `Node didn't have enough resource: ${name}, requested: ${wanted}, used: ${used}, capacity: ${capacity}`,
      };

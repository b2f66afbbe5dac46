// Models pkg/kubelet/lifecycle/predicate.go and rejectPod of pkg/kubelet/kubelet.go (v1.36): a kubelet refuses a pod that does not fit.
import { cpuMilli, bytes } from "#api/quantity";
import type { Pod, PodStatus } from "#api/core-pod";
import { HostPorts, hostPortsOf } from "../scheduler/cache/host-ports.ts";
import { matchesRequiredNodeAffinity } from "../scheduler/node-affinity.ts";
import { untoleratedTaint } from "../scheduler/tolerations.ts";
import { checks } from "../apiserver/checks.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import { allocationsOf } from "./allocated.ts";
import { warning, type KubeletContext } from "./context.ts";
import { podResources } from "./pod-resources.ts";
import type { PodRow, Room } from "./rows.ts";
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

  constructor(context: KubeletContext, status: StatusWriter, others: readonly Admit[]) {
    this.#context = context;
    this.#status = status;
    this.#others = others;
  }

  /** True: its room on the node is taken. False: the pod was refused, and its worker is gone. */
  admit(row: PodRow, pod: Pod): boolean {
    const rejection = this.#reject(row, pod);
    const { sim, pods } = this.#context;
    if (!rejection) {
      withRoom(this.#context, { ...row, firstSyncMs: sim.now(), startTime: sim.timestamp() }, pod);
      return true;
    }
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
    return lacking(this.#context, row.node, pod) ?? this.#mayRun(row, pod);
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
        if (taken?.room) used.add(hostPortsOf(other.spec), 1);
      }
      if (wanted.some((port) => used.conflicts(port))) {
        return predicate("NodePorts", "node(s) didn't have free ports for the requested pod ports");
      }
    }
    const taint = untoleratedTaint(node.spec.taints ?? [], pod.spec.tolerations ?? [], ["NoExecute"]);
    return taint && !isMirror(pod) ? predicate("TaintToleration", "node(s) had untolerated taint(s)") : undefined;
  }
}

/** Why the pods that this kubelet has taken on leave no room for this one; its own room counts as free. */
export const lacking = ({ sim }: KubeletContext, node: string, pod: Pod, own?: Room): Rejection | undefined => {
  const allocatable = sim.store.get("nodes", node)?.status?.allocatable;
  if (!allocatable) return undefined;
  const { pods, cpuMilli: cpu, memoryBytes } = takenOf(sim).get(node) ?? NOTHING;
  return (
    (own ? undefined : short("pods", 1, pods, Number(allocatable["pods"] ?? "110"))) ??
    short("cpu", requested(pod, "cpu"), cpu - (own?.cpuMilli ?? 0), cpuMilli(allocatable["cpu"] ?? "0")) ??
    short(
      "memory",
      requested(pod, "memory"),
      memoryBytes - (own?.memoryBytes ?? 0),
      bytes(allocatable["memory"] ?? "0"),
    )
  );
};

/** The row with room for this pod instead of what it had. */
export const withRoom = (context: KubeletContext, row: PodRow, pod: Pod): PodRow => {
  const room: Room = { cpuMilli: requested(pod, "cpu"), memoryBytes: requested(pod, "memory") };
  book(context, row, -1);
  const now = context.update(row, { room });
  book(context, now, 1);
  return now;
};

/** A pod is over, or forgotten: what it had is given back as it was taken, whatever has become of its object. */
export const withoutRoom = (context: KubeletContext, row: PodRow): PodRow => {
  const { room, ...rest } = row;
  if (!room) return row;
  book(context, row, -1);
  const now = context.update(rest, {});
  if (allocationsOf(context.sim).size > 0) checks().retryResizes(context, row.node);
  return now;
};

const book = ({ sim }: KubeletContext, { node, room }: PodRow, sign: 1 | -1): void => {
  if (!room) return;
  const { pods, cpuMilli: cpu, memoryBytes } = takenOf(sim).get(node) ?? NOTHING;
  takenOf(sim).set(node, {
    pods: pods + sign,
    cpuMilli: cpu + sign * room.cpuMilli,
    memoryBytes: memoryBytes + sign * room.memoryBytes,
  });
};

const takenOf = (sim: Sim): Table<Taken> => sim.table("kubelet/taken");

/** What the pods of a node request together. */
interface Taken extends Room {
  readonly pods: number;
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

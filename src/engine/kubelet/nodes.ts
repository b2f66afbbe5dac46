// Models registration and the status rounds of pkg/kubelet/kubelet_node_status.go (v1.36): computed every 10 s, posted when something changed.
// Simplified: nothing is posted every five minutes while nothing changes; only heartbeat times would tell.
import { deepEqual } from "#api/json";
import type { Condition } from "#api/meta";
import type { ContainerImage, Node } from "#api/core-node";
import type { ObjectReference } from "#api/core-env";
import { formatMicroTime } from "#api/time";
import { createEventRecorder } from "../events/recorder.ts";
import type { ObjectChange } from "../apiserver/store.ts";
import type { Table } from "../state/table.ts";
import { normal, warning, type KubeletContext } from "./context.ts";
import { isLeaseRenewing, leaseKey, newLease } from "./lease.ts";
import { nodeObject, READY } from "./node-object.ts";
import { LEASE_PERIOD_MS, RUNTIME_PATIENCE_MS } from "./timing.ts";

/** What the kubelet will post in its next round; only what differs from the object is here. */
interface NodeRound {
  readonly timer: number;
}

/** What the eviction manager has to say in a node's conditions. */
export interface Pressures {
  readonly memory: boolean;
  readonly disk: boolean;
}

interface NodesOptions {
  readonly context: KubeletContext;
  images(node: string): ContainerImage[];
  pressures(node: string): Pressures;
  /** The node's control plane runs as static pods. */
  startControlPlane(node: Node): void;
}

export const nodeReference = (name: string): ObjectReference => ({ kind: "Node", name });

const NAMES = { memory: "MemoryPressure", disk: "DiskPressure" } as const;

const memoryCondition = (isShort: boolean): Condition => ({
  type: NAMES.memory,
  status: isShort ? "True" : "False",
  reason: isShort ? "KubeletHasInsufficientMemory" : "KubeletHasSufficientMemory",
  message: `kubelet has ${isShort ? "insufficient" : "sufficient"} memory available`,
});
const diskCondition = (isShort: boolean): Condition => ({
  type: NAMES.disk,
  status: isShort ? "True" : "False",
  reason: isShort ? "KubeletHasDiskPressure" : "KubeletHasNoDiskPressure",
  message: `kubelet has ${isShort ? "" : "no "}disk pressure`,
});
const PID: Condition = {
  type: "PIDPressure",
  status: "False",
  reason: "KubeletHasSufficientPID",
  message: "kubelet has sufficient PID available",
};

/** The event that tells of a condition's change; the kubelet writes one for Ready too, but only when it starts. */
const eventReason = ({ type, status }: Condition): string => {
  if (type === "MemoryPressure") return status === "True" ? "NodeHasInsufficientMemory" : "NodeHasSufficientMemory";
  if (type === "DiskPressure") return status === "True" ? "NodeHasDiskPressure" : "NodeHasNoDiskPressure";
  if (type === "PIDPressure") return "NodeHasSufficientPID";
  return status === "True" ? "NodeReady" : "NodeNotReady";
};

export class Nodes {
  readonly #options: NodesOptions;
  readonly #rounds: Table<NodeRound>;
  /** Whose kubelet has ended and not registered since. */
  readonly #unregistered: Table<true>;

  constructor(options: NodesOptions) {
    this.#options = options;
    this.#rounds = options.context.sim.table("kubelet/rounds");
    this.#unregistered = options.context.sim.table("kubelet/unregistered");
  }

  /** The cluster begins: every node of the scenario is registered and has been ready for a while. */
  start(): void {
    const { sim, machines } = this.#options.context;
    sim.scenario.nodes.forEach((scenario, index) => {
      if (!machines.get(scenario.name)) machines.add(scenario.name);
      const wanted = nodeObject(scenario, index, sim.timestamp());
      const made = sim.api.createTrusted("nodes", wanted);
      if (!made.ok) throw new Error(`node ${scenario.name}: ${made.status.message}`);
      sim.api.writeStatus("nodes", scenario.name, wanted.status!);
      this.#makeLease(made.value);
      if (scenario.role === "control-plane" && sim.scenario.controlPlanePods)
        this.#options.startControlPlane(made.value);
    });
  }

  /** Something that the status shows has changed: the next round posts it. */
  touch(node: string): void {
    const { sim, machines } = this.#options.context;
    if (this.#rounds.has(node)) return;
    const atMs = machines.nextStatusRound(node, sim.now() + 1);
    this.#rounds.set(node, { timer: sim.setTimer(atMs, "kubelet/round", node) });
  }

  /** A round of the status loop. */
  onRound(node: string): void {
    this.#rounds.delete(node);
    const { machines } = this.#options.context;
    if (machines.reachesApi(node)) this.post(node, false);
  }

  onNode({ type, object, old }: ObjectChange<Node>): void {
    const { name } = object.metadata;
    if (type !== "MODIFIED" || !this.#options.context.machines.get(name)) return;
    if ((object.spec.unschedulable === true) !== (old?.spec.unschedulable === true)) this.touch(name);
    const conditions = object.status?.conditions ?? [];
    // Somebody may have written over what it says of itself.
    const isUnknown = conditions.length === 0 || conditions.some((c) => c.status === "Unknown");
    if (isUnknown && this.#options.context.machines.reachesApi(name)) this.touch(name);
  }

  /** The kubelet starts: its events, its Node if there is none, and a status at once. */
  boot(node: string): void {
    this.#register(node);
    this.#event(node, normal("Starting", "Starting kubelet."));
    this.#event(node, warning("InvalidDiskCapacity", "invalid capacity 0 on image filesystem"));
    this.#event(node, normal("NodeAllocatableEnforced", "Updated Node Allocatable limit across pods"));
    this.#renew(node);
    this.post(node, true);
    // The proxy on the node starts with it, and says so in as many words.
    const { sim, machines } = this.#options.context;
    const proxy = createEventRecorder(sim, { component: "kube-proxy", host: node });
    if (machines.reachesApi(node)) proxy.record(nodeReference(node), normal("Starting", ""));
  }

  /** It reaches the API server again. */
  reconnect(node: string): void {
    if (this.#unregistered.has(node)) this.#register(node);
    this.#renew(node);
    this.post(node, false);
  }

  /**
   * registerWithAPIServer: once in the life of a kubelet; a Node that is deleted under it does not come again before it is started anew. It
   * has none of what others gave the one before: labels, taints, the role and the taint that kubeadm gives a control plane.
   * Simplified: it is Ready from its first moment, and keeps its range of pod addresses.
   */
  #register(name: string): void {
    const { sim } = this.#options.context;
    this.#unregistered.delete(name);
    const index = sim.scenario.nodes.findIndex((n) => n.name === name);
    const scenario = sim.scenario.nodes[index];
    if (!scenario || sim.store.get("nodes", name)) return;
    const { labels: _, taints: _t, unschedulable: _u, role: _r, ...own } = scenario;
    const wanted = nodeObject({ ...own, role: "worker" }, index, sim.timestamp());
    const made = sim.api.createTrusted("nodes", wanted);
    if (!made.ok) return;
    sim.api.writeStatus("nodes", name, wanted.status!);
    // The lease was the former Node's, and goes with it.
    sim.api.delete("leases", leaseKey(name), { gracePeriodSeconds: 0 });
    this.#makeLease(made.value);
  }

  /** The kubelet has ended: the next one registers its node. */
  onEnd(node: string): void {
    this.#unregistered.set(node, true);
  }

  /** The kubelet renews no more: what it renewed last is written down. */
  stopRenewing(node: string): void {
    const { sim, machines } = this.#options.context;
    this.#writeRenewal(node, Math.max(0, machines.lastTick(node, sim.now(), LEASE_PERIOD_MS)));
  }

  #renew(node: string): void {
    const { sim } = this.#options.context;
    if (isLeaseRenewing(sim, node)) this.#writeRenewal(node, sim.now());
  }

  #writeRenewal(node: string, renewedMs: number): void {
    const { sim } = this.#options.context;
    const renewTime = formatMicroTime(sim.wallMs(renewedMs));
    sim.api.write("leases", leaseKey(node), (lease) => ({ ...lease, spec: { ...lease.spec, renewTime } }));
  }

  /** Writes the status if it differs. `isBoot`: every condition is told of as an event. */
  post(name: string, isBoot: boolean): void {
    const { sim } = this.#options.context;
    const node = sim.store.get("nodes", name);
    if (!node) return;
    const before = node.status?.conditions ?? [];
    const conditions = this.#conditions(name, before, isBoot);
    const images = this.#options.images(name);
    const { images: _, ...rest } = { ...this.#ownStatus(name, node), ...node.status };
    const changed = { ...rest, conditions, ...(images.length > 0 ? { images } : {}) };
    this.#tellSchedulable(node);
    if (deepEqual(changed, node.status)) return;
    const now = sim.timestamp();
    sim.api.writeStatus("nodes", name, {
      ...changed,
      conditions: conditions.map((c) => ({ ...c, lastHeartbeatTime: now })),
    });
  }

  /** What it says of its machine, if that is not there any more. */
  #ownStatus(name: string, { status, metadata }: Node): Node["status"] {
    if (status?.nodeInfo) return undefined;
    const { scenario } = this.#options.context.sim;
    const index = scenario.nodes.findIndex((one) => one.name === name);
    const own = scenario.nodes[index];
    return own && nodeObject(own, index, metadata.creationTimestamp ?? "").status;
  }

  #conditions(name: string, before: readonly Condition[], isBoot: boolean): Condition[] {
    const pressures = this.#options.pressures(name);
    const now = this.#options.context.sim.timestamp();
    const own = [memoryCondition(pressures.memory), diskCondition(pressures.disk), PID, this.#ready(name)];
    const foreign = before.filter((c) => !own.some((o) => o.type === c.type));
    const timed = own.map((condition) => {
      const old = before.find((c) => c.type === condition.type);
      const isSame = old?.status === condition.status;
      if (!isSame || isBoot) this.#tell(name, condition);
      return {
        ...condition,
        lastHeartbeatTime: old?.lastHeartbeatTime ?? now,
        lastTransitionTime: isSame ? (old.lastTransitionTime ?? now) : now,
      };
    });
    return [...foreign, ...timed];
  }

  #ready(name: string): Condition {
    const { machines, sim } = this.#options.context;
    const stoppedMs = machines.get(name)?.runtimeStoppedMs;
    const isDown = stoppedMs !== undefined && sim.now() - stoppedMs >= RUNTIME_PATIENCE_MS;
    if (!isDown) return READY;
    return { type: READY.type, status: "False", reason: "KubeletNotReady", message: "container runtime is down" };
  }

  #tell(name: string, condition: Condition): void {
    const reason = eventReason(condition);
    this.#event(name, normal(reason, `Node ${name} status is now: ${reason}`));
  }

  /** Cordoned or not, as the last round saw it. */
  #tellSchedulable(node: Node): void {
    const { sim } = this.#options.context;
    const { name } = node.metadata;
    const cordoned = sim.table<boolean>("kubelet/cordoned");
    const isCordoned = node.spec.unschedulable === true;
    if ((cordoned.get(name) ?? false) === isCordoned) return;
    cordoned.set(name, isCordoned);
    const reason = isCordoned ? "NodeNotSchedulable" : "NodeSchedulable";
    this.#event(name, normal(reason, `Node ${name} status is now: ${reason}`));
  }

  #event(node: string, note: ReturnType<typeof normal>): void {
    const { context } = this.#options;
    context.records.write(node, { what: note.reason, message: note.message });
    if (context.machines.reachesApi(node)) context.recorder(node).record(nodeReference(node), note);
  }

  #makeLease(node: Node): void {
    const { sim } = this.#options.context;
    const { name, uid } = node.metadata;
    const made = sim.api.createTrusted("leases", newLease(name, uid, formatMicroTime(sim.wallMs())));
    if (!made.ok) throw new Error(`lease of ${name}: ${made.status.message}`);
  }
}

// Models NodeInfo of pkg/scheduler/framework/types.go (v1.36): a node with what its pods take of it, kept with every pod.
import type { Taint } from "#api/core-affinity";
import type { Node } from "#api/core-node";
import type { StringMap } from "#api/meta";
import { HostPorts } from "./host-ports.ts";
import type { ImageState } from "./image-states.ts";
import type { PodInfo } from "./pod-info.ts";
import type { Resource } from "./pod-requests.ts";
import { amountsOf, toResource } from "./pod-requests.ts";

export class NodeInfo {
  readonly name: string;
  /** Its place in per-node counts; -1 while only its pods are known, not the node itself. */
  slot = -1;
  node: Node | undefined;
  /** Changes with the node and with every pod on it. */
  version = 0;
  labels: StringMap = NO_LABELS;
  taints: readonly Taint[] = NO_TAINTS;
  allocatable: Resource = emptyResource();
  readonly requested: Resource;
  readonly nonZeroRequested: { milliCpu: number; memory: number };
  readonly pods: Map<string, PodInfo>;
  readonly hostPorts: HostPorts;
  images: ReadonlyMap<string, ImageState> = NO_IMAGES;
  /** How many of its pods have a priority. */
  readonly #priorities: Map<number, number>;

  constructor(name: string, like?: NodeInfo) {
    this.name = name;
    this.requested = like ? { ...like.requested, scalar: new Map(like.requested.scalar) } : emptyResource();
    this.nonZeroRequested = like ? { ...like.nonZeroRequested } : { milliCpu: 0, memory: 0 };
    this.pods = new Map(like?.pods);
    this.hostPorts = like ? like.hostPorts.clone() : new HostPorts();
    this.#priorities = like ? new Map(like.#priorities) : new Map();
    if (!like) return;
    this.slot = like.slot;
    this.node = like.node;
    this.labels = like.labels;
    this.taints = like.taints;
    this.allocatable = like.allocatable;
    this.images = like.images;
  }
  /** A node of its own, to try things on. */
  clone(): NodeInfo {
    return new NodeInfo(this.name, this);
  }
  setNode(node: Node): void {
    this.version++;
    this.node = node;
    this.labels = node.metadata.labels ?? NO_LABELS;
    this.taints = node.spec?.taints ?? NO_TAINTS;
    this.allocatable = toResource(amountsOf(node.status?.allocatable ?? {}));
  }
  addPod(pod: PodInfo): void {
    this.pods.set(pod.key, pod);
    this.#account(pod, 1);
  }
  removePod(pod: PodInfo): void {
    this.pods.delete(pod.key);
    this.#account(pod, -1);
  }
  hasPodBelow(priority: number): boolean {
    for (const own of this.#priorities.keys()) if (own < priority) return true;
    return false;
  }

  #account(pod: PodInfo, sign: 1 | -1): void {
    const { requests, nonZero, hostPorts } = pod.signature;
    this.version++;
    this.requested.milliCpu += sign * requests.milliCpu;
    this.requested.memory += sign * requests.memory;
    this.requested.ephemeralStorage += sign * requests.ephemeralStorage;
    for (const [name, amount] of requests.scalar) {
      this.requested.scalar.set(name, (this.requested.scalar.get(name) ?? 0) + sign * amount);
    }
    this.nonZeroRequested.milliCpu += sign * nonZero.milliCpu;
    this.nonZeroRequested.memory += sign * nonZero.memory;
    if (hostPorts.length > 0) this.hostPorts.add(hostPorts, sign);
    const pods = (this.#priorities.get(pod.priority) ?? 0) + sign;
    if (pods > 0) this.#priorities.set(pod.priority, pods);
    else this.#priorities.delete(pod.priority);
  }
}

const NO_LABELS: StringMap = {};
const NO_TAINTS: readonly Taint[] = [];
const NO_IMAGES: ReadonlyMap<string, ImageState> = new Map();

const emptyResource = (): Resource => ({ milliCpu: 0, memory: 0, ephemeralStorage: 0, pods: 0, scalar: new Map() });

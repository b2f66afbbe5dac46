// Models pkg/scheduler/backend/queue/nominator.go (v1.36): pods that are expected on a node because preemption makes room for them there.
import type { Pod } from "#api/core-pod";
import type { Cache } from "./cache/cache.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import { podKey } from "./cache/pod-info.ts";

export class Nominator {
  readonly #cache: Cache;
  readonly #nodeOf = new Map<string, string>();
  readonly #podsOf = new Map<string, Map<string, Pod>>();

  constructor(cache: Cache) {
    this.#cache = cache;
  }
  /** Takes what the status of an unscheduled pod says. */
  set(pod: Pod): void {
    const key = podKey(pod);
    this.delete(key);
    const node = pod.status?.nominatedNodeName;
    if (!node) return;
    this.#nodeOf.set(key, node);
    const pods = this.#podsOf.get(node);
    if (pods) pods.set(key, pod);
    else this.#podsOf.set(node, new Map([[key, pod]]));
  }
  delete(key: string): void {
    const node = this.#nodeOf.get(key);
    if (node === undefined) return;
    this.#nodeOf.delete(key);
    const pods = this.#podsOf.get(node);
    pods?.delete(key);
    if (pods?.size === 0) this.#podsOf.delete(node);
  }
  podsOn(node: string): readonly PodInfo[] {
    const pods = this.#podsOf.size > 0 ? this.#podsOf.get(node) : undefined;
    return pods ? [...pods.values()].map((p) => this.#cache.podInfo(p)) : NOBODY;
  }
}

const NOBODY: readonly PodInfo[] = [];

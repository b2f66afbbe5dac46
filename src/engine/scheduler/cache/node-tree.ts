// Models pkg/scheduler/backend/cache/node_tree.go (v1.36): nodes in turn from every zone, so that a search cut short still sees all zones.
import type { StringMap } from "#api/meta";
import type { NodeInfo } from "./node-info.ts";

const REGION = "topology.kubernetes.io/region";
const ZONE = "topology.kubernetes.io/zone";
const BETA_REGION = "failure-domain.beta.kubernetes.io/region";
const BETA_ZONE = "failure-domain.beta.kubernetes.io/zone";

export class NodeTree {
  /** Zones in the order in which their first node came, nodes of a zone in the order in which they came. */
  readonly #zones = new Map<string, NodeInfo[]>();
  readonly #zoneOf = new Map<NodeInfo, string>();
  #list: NodeInfo[] | undefined;

  /** Takes a new node in, or moves one whose zone labels changed. */
  place(node: NodeInfo): void {
    const zone = zoneOf(node.labels);
    const before = this.#zoneOf.get(node);
    if (before === zone) return;
    if (before !== undefined) this.remove(node);
    this.#zoneOf.set(node, zone);
    const nodes = this.#zones.get(zone);
    if (nodes) nodes.push(node);
    else this.#zones.set(zone, [node]);
    this.#list = undefined;
  }
  remove(node: NodeInfo): void {
    const zone = this.#zoneOf.get(node);
    if (zone === undefined) return;
    this.#zoneOf.delete(node);
    const left = (this.#zones.get(zone) ?? []).filter((n) => n !== node);
    if (left.length > 0) this.#zones.set(zone, left);
    else this.#zones.delete(zone);
    this.#list = undefined;
  }
  list(): readonly NodeInfo[] {
    this.#list ??= roundRobin([...this.#zones.values()], this.#zoneOf.size);
    return this.#list;
  }
}

const roundRobin = (zones: readonly (readonly NodeInfo[])[], total: number): NodeInfo[] => {
  const list: NodeInfo[] = [];
  for (let turn = 0; list.length < total; turn++) {
    for (const nodes of zones) {
      const node = nodes[turn];
      if (node) list.push(node);
    }
  }
  return list;
};

const zoneOf = (labels: StringMap): string =>
  `${labels[REGION] ?? labels[BETA_REGION] ?? ""}:${labels[ZONE] ?? labels[BETA_ZONE] ?? ""}`;

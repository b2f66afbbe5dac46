// Models pkg/scheduler/backend/cache/node_tree.go (v1.36): nodes in turn from every zone, so that a search cut short still sees all zones.
import type { StringMap } from "#api/meta";
import type { NodeInfo } from "./node-info.ts";

const REGION = "topology.kubernetes.io/region";
const ZONE = "topology.kubernetes.io/zone";
const BETA_REGION = "failure-domain.beta.kubernetes.io/region";
const BETA_ZONE = "failure-domain.beta.kubernetes.io/zone";

export class NodeTree {
  /** In the order in which they came. Zones follow in the order of their first node: the same whether built at once or by and by. */
  readonly #nodes = new Set<NodeInfo>();
  #list: NodeInfo[] | undefined;

  /** Takes a new node in, or one whose labels changed. */
  place(node: NodeInfo): void {
    this.#nodes.add(node);
    this.#list = undefined;
  }
  remove(node: NodeInfo): void {
    this.#nodes.delete(node);
    this.#list = undefined;
  }
  list(): readonly NodeInfo[] {
    this.#list ??= roundRobin(byZone(this.#nodes), this.#nodes.size);
    return this.#list;
  }
}

const byZone = (nodes: Iterable<NodeInfo>): NodeInfo[][] => {
  const zones = new Map<string, NodeInfo[]>();
  for (const node of nodes) {
    const zone = zoneOf(node.labels);
    const others = zones.get(zone);
    if (others) others.push(node);
    else zones.set(zone, [node]);
  }
  return [...zones.values()];
};

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

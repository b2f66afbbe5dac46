// Models nodeLabelsMatchSpreadConstraints and matchNodeInclusionPolicies (v1.36, plugins/podtopologyspread/common.go): which nodes a
// spread constraint looks at. Kept per node, because nodes change rarely and pods come all the time.
import type { NodeInfo } from "./node-info.ts";
import type { Topology } from "./topology.ts";

export class Eligibility {
  readonly #admits: (node: NodeInfo) => boolean;
  readonly #slots: boolean[] = [];
  /** Of each topology that is asked for: how many admitted nodes a domain has. */
  readonly #domains = new Map<Topology, Map<number, number>>();

  constructor(admits: (node: NodeInfo) => boolean, nodes: Iterable<NodeInfo>) {
    this.#admits = admits;
    for (const node of nodes) this.#slots[node.slot] = admits(node);
  }
  has(slot: number): boolean {
    return this.#slots[slot] === true;
  }
  domains(topology: Topology): ReadonlyMap<number, number> {
    const known = this.#domains.get(topology);
    if (known) return known;
    const counts = new Map<number, number>();
    this.#domains.set(topology, counts);
    for (const [slot, admitted] of this.#slots.entries()) if (admitted) count(counts, topology.domainOf[slot], 1);
    return counts;
  }
  /** After the node took its slot, or after its topologies were read anew. */
  place(node: NodeInfo): void {
    this.#slots[node.slot] = this.#admits(node);
    this.#count(node.slot, 1);
  }
  /** Before the node leaves its slot, or before its topologies are read anew. */
  remove(slot: number): void {
    this.#count(slot, -1);
    this.#slots[slot] = false;
  }

  #count(slot: number, by: number): void {
    if (!this.#slots[slot]) return;
    for (const [topology, counts] of this.#domains) count(counts, topology.domainOf[slot], by);
  }
}

const count = (counts: Map<number, number>, domain: number | undefined, by: number): void => {
  if (domain === undefined) return;
  const nodes = (counts.get(domain) ?? 0) + by;
  if (nodes > 0) counts.set(domain, nodes);
  else counts.delete(domain);
};

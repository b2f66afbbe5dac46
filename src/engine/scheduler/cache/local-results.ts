// Models the reuse that opportunistic batching aims at (framework/runtime/batch.go, v1.36), node by node: what filters and scores that
// look at the pod's signature and the node alone found out stays true until the node changes.
import type { NodeInfo } from "./node-info.ts";
import type { PodSignature } from "./pod-info.ts";

/** Whether a node is still as it was when something was worked out about it. */
class Seen {
  readonly #nodes: (NodeInfo | undefined)[] = [];
  readonly #versions: number[] = [];

  has(node: NodeInfo): boolean {
    return this.#nodes[node.slot] === node && this.#versions[node.slot] === node.version;
  }
  add(node: NodeInfo): void {
    this.#nodes[node.slot] = node;
    this.#versions[node.slot] = node.version;
  }
}

/** What the filters that look at the node alone said of each node. */
export class LocalRefusals<Refusal> {
  readonly #seen = new Seen();
  readonly #refusals: (Refusal | undefined)[] = [];

  /** What `compute` said of the node as it is now; it is asked only once. */
  get(node: NodeInfo, compute: (node: NodeInfo) => Refusal | undefined): Refusal | undefined {
    if (this.#seen.has(node)) return this.#refusals[node.slot];
    const refusal = compute(node);
    this.#seen.add(node);
    this.#refusals[node.slot] = refusal;
    return refusal;
  }
}

/** What plugins that look at the node alone score it, by slot. */
export class LocalScores {
  /** Of those whose scores count as they are: all together, with their weights. */
  readonly sums: number[] = [];
  readonly #seen = new Seen();
  readonly #columns = new Map<string, number[]>();

  /** The raw scores of one plugin. */
  column(plugin: string): number[] {
    let column = this.#columns.get(plugin);
    if (!column) this.#columns.set(plugin, (column = []));
    return column;
  }
  /** Has the node scored, unless it is as it was. */
  ensure(node: NodeInfo, score: (node: NodeInfo) => void): void {
    if (this.#seen.has(node)) return;
    score(node);
    this.#seen.add(node);
  }
}

export interface LocalResults<Refusal> {
  readonly refusals: LocalRefusals<Refusal>;
  readonly scores: LocalScores;
  /** The images of the cluster that the scores were worked out with. */
  readonly imagesVersion: number;
}

/** So many values are kept in all. */
const MAX_VALUES = 400_000;
const MIN_SIGNATURES = 8;

/** The results of the signatures that were scheduled last. */
export class RecentResults<Refusal> {
  readonly #bySignature = new Map<PodSignature, LocalResults<Refusal>>();

  of(signature: PodSignature, nodes: number, imagesVersion: number): LocalResults<Refusal> {
    const known = this.#bySignature.get(signature);
    if (known?.imagesVersion === imagesVersion) {
      // The newest last: the oldest goes first.
      this.#bySignature.delete(signature);
      this.#bySignature.set(signature, known);
      return known;
    }
    const limit = Math.max(Math.trunc(MAX_VALUES / Math.max(nodes, 1)), MIN_SIGNATURES);
    for (const oldest of this.#bySignature.keys()) {
      if (this.#bySignature.size < limit) break;
      this.#bySignature.delete(oldest);
    }
    const refusals = known?.refusals ?? new LocalRefusals<Refusal>();
    const results = { refusals, scores: new LocalScores(), imagesVersion };
    this.#bySignature.set(signature, results);
    return results;
  }
}

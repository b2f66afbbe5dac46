// Models RunPreScorePlugins and RunScorePlugins of framework/runtime/framework.go (v1.36).
import type { NodeInfo } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { Handle, Plugin } from "./plugin.ts";
import { SKIP } from "./plugin.ts";
import type { NodeScore } from "./result.ts";

interface PluginRun {
  readonly plugin: Plugin;
  readonly state: unknown;
  /** By the position of the node; normalised in place. */
  readonly scores: number[];
}

export class ScoreRun {
  readonly #pod: PodInfo;
  readonly #nodes: readonly NodeInfo[];
  readonly #runs: readonly PluginRun[];
  readonly #totals: readonly number[];

  constructor(plugins: readonly Plugin[], pod: PodInfo, nodes: readonly NodeInfo[], handle: Handle) {
    this.#pod = pod;
    this.#nodes = nodes;
    this.#runs = scorersOf(plugins, pod, nodes, handle);
    const local = this.#runs.filter((r) => r.plugin.isLocal);
    this.#scoreLocally(local, handle);
    const totals = zeros(nodes.length);
    for (const { plugin, state, scores } of this.#runs) {
      if (!plugin.isLocal) scoreAll(plugin, { state, scores, pod, nodes });
      plugin.normalize?.(scores, state, nodes);
      const weight = plugin.weight ?? 1;
      addWeighted(totals, scores, weight);
    }
    this.#totals = totals;
  }
  /** What plugins that look at the node alone said of it before still holds if the node has not changed. */
  #scoreLocally(local: readonly PluginRun[], { cache }: Handle): void {
    const { signature } = this.#pod;
    const known = cache.recent.of(signature, cache.nodes().length, cache.imagesVersion).scores;
    const score = (at: number, node: NodeInfo): number => {
      const run = local[at] as PluginRun;
      return run.plugin.score?.(run.state, this.#pod, node) ?? 0;
    };
    for (const node of this.#nodes) known.ensure(node, local.length, score);
    for (const [at, { scores }] of local.entries()) copyColumn(known.column(at), this.#nodes, scores);
  }
  /** The names of the nodes with the highest total. */
  top(): string[] {
    let best = Number.NEGATIVE_INFINITY;
    let top: string[] = [];
    for (let i = 0; i < this.#totals.length; i++) {
      const total = this.#totals[i] ?? 0;
      if (total < best) continue;
      if (total > best) top = [];
      best = total;
      top.push((this.#nodes[i] as NodeInfo).name);
    }
    return top;
  }
  trace(): NodeScore[] {
    return this.#nodes.map((node, i) => ({
      node: node.name,
      total: this.#totals[i] ?? 0,
      scores: this.#runs.map(({ plugin, state, scores }) => ({
        plugin: plugin.name,
        raw: plugin.score?.(state, this.#pod, node) ?? 0,
        normalized: scores[i] ?? 0,
        weight: plugin.weight ?? 1,
      })),
    }));
  }
}

const scorersOf = (
  plugins: readonly Plugin[],
  pod: PodInfo,
  nodes: readonly NodeInfo[],
  handle: Handle,
): PluginRun[] => {
  const runs: PluginRun[] = [];
  for (const plugin of plugins) {
    if (!plugin.score) continue;
    const state = plugin.preScore?.(pod, nodes, handle);
    if (state !== SKIP) runs.push({ plugin, state, scores: zeros(nodes.length) });
  }
  return runs;
};

interface Scoring {
  readonly state: unknown;
  readonly scores: number[];
  readonly pod: PodInfo;
  readonly nodes: readonly NodeInfo[];
}

/** One plugin over all nodes, so that the call in the loop stays the same function. */
const scoreAll = (plugin: Plugin, { state, scores, pod, nodes }: Scoring): void => {
  for (let i = 0; i < nodes.length; i++) scores[i] = plugin.score?.(state, pod, nodes[i] as NodeInfo) ?? 0;
};

const zeros = (length: number): number[] => {
  const list: number[] = [];
  for (let i = 0; i < length; i++) list.push(0);
  return list;
};

const copyColumn = (column: readonly number[], nodes: readonly NodeInfo[], scores: number[]): void => {
  for (let i = 0; i < nodes.length; i++) scores[i] = column[(nodes[i] as NodeInfo).slot] ?? 0;
};

const addWeighted = (totals: number[], scores: readonly number[], weight: number): void => {
  for (let i = 0; i < totals.length; i++) totals[i] = (totals[i] ?? 0) + weight * (scores[i] ?? 0);
};

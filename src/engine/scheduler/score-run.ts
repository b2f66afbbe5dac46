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
    const totals: number[] = Array.from({ length: nodes.length }, () => 0);
    for (const { plugin, state, scores } of this.#runs) {
      scoreAll(plugin, { state, scores, pod, nodes });
      plugin.normalize?.(scores, state, nodes);
      const weight = plugin.weight ?? 1;
      for (let i = 0; i < totals.length; i++) totals[i] = (totals[i] ?? 0) + weight * (scores[i] ?? 0);
    }
    this.#totals = totals;
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
    if (state !== SKIP) runs.push({ plugin, state, scores: [] });
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
  for (const node of nodes) scores.push(plugin.score?.(state, pod, node) ?? 0);
};

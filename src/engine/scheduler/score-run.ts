// Models RunPreScorePlugins and RunScorePlugins of framework/runtime/framework.go (v1.36).
import type { LocalScores } from "./cache/local-results.ts";
import type { NodeInfo } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { Handle, Plugin } from "./plugin.ts";
import { SKIP } from "./plugin.ts";
import type { NodeScore } from "./result.ts";

interface PluginRun {
  readonly plugin: Plugin;
  readonly state: unknown;
}

/** Lists as long as there are nodes to score, used again by each pod: what is made anew for each of a thousand nodes has to be thrown away. */
export class Sheets {
  #length = 0;
  #sheets: number[][] = [];

  /** What is on it is what somebody left there. */
  sheet(at: number, length: number): number[] {
    if (length !== this.#length) this.#sheets = [];
    this.#length = length;
    return (this.#sheets[at] ??= zeros(length));
  }
}

/** Holds until the next one on the same sheets. */
export class ScoreRun {
  readonly #pod: PodInfo;
  readonly #nodes: readonly NodeInfo[];
  readonly #runs: readonly PluginRun[];
  readonly #sheets: Sheets;
  readonly #totals: readonly number[];

  constructor(
    input: { plugins: readonly Plugin[]; pod: PodInfo; nodes: readonly NodeInfo[]; sheets: Sheets },
    handle: Handle,
  ) {
    const { plugins, pod, nodes, sheets } = input;
    this.#pod = pod;
    this.#nodes = nodes;
    this.#sheets = sheets;
    this.#runs = scorersOf(plugins, pod, nodes, handle);
    const totals = sheets.sheet(this.#runs.length, nodes.length);
    this.#scoreLocally(totals, handle);
    for (const [at, { plugin, state }] of this.#runs.entries()) {
      if (isPlain(plugin)) continue;
      const scores = sheets.sheet(at, nodes.length);
      if (!plugin.isLocal) scoreAll(plugin, { state, scores, pod, nodes });
      plugin.normalize?.(scores, state, nodes);
      addWeighted(totals, scores, plugin.weight ?? 1);
    }
    this.#totals = totals;
  }
  /** What plugins that look at the node alone said of it before still holds if the node has not changed. */
  #scoreLocally(totals: number[], { cache }: Handle): void {
    const known = cache.recent.of(this.#pod.signature, cache.nodes().length, cache.imagesVersion).scores;
    const nodes = this.#nodes;
    const score = (node: NodeInfo): void => this.#scoreOne(known, node);
    for (const node of nodes) known.ensure(node, score);
    copyColumn(known.sums, nodes, totals);
    for (const [at, { plugin }] of this.#runs.entries()) {
      if (plugin.isLocal && !isPlain(plugin))
        copyColumn(known.column(plugin.name), nodes, this.#sheets.sheet(at, nodes.length));
    }
  }
  #scoreOne(known: LocalScores, node: NodeInfo): void {
    let sum = 0;
    for (const { plugin, state } of this.#runs) {
      if (!plugin.isLocal) continue;
      const score = plugin.score?.(state, this.#pod, node) ?? 0;
      if (isPlain(plugin)) sum += (plugin.weight ?? 1) * score;
      else known.column(plugin.name)[node.slot] = score;
    }
    known.sums[node.slot] = sum;
  }
  /** The names of the nodes with the highest total. */
  top(): string[] {
    const totals = this.#totals;
    let best = Number.NEGATIVE_INFINITY;
    for (const total of totals) if (total > best) best = total;
    const top: string[] = [];
    for (let i = 0; i < totals.length; i++) if (totals[i] === best) top.push((this.#nodes[i] as NodeInfo).name);
    return top;
  }
  trace(): NodeScore[] {
    return this.#nodes.map((node, i) => ({
      node: node.name,
      total: this.#totals[i] ?? 0,
      scores: this.#runs.map(({ plugin, state }, at) => {
        const raw = plugin.score?.(state, this.#pod, node) ?? 0;
        const normalized = isPlain(plugin) ? raw : (this.#sheets.sheet(at, this.#nodes.length)[i] ?? 0);
        return { plugin: plugin.name, raw, normalized, weight: plugin.weight ?? 1 };
      }),
    }));
  }
}

/** Its scores are what it adds to a node, whatever the other nodes are: those of all such plugins are kept as one sum. */
const isPlain = (plugin: Plugin): boolean => plugin.isLocal === true && !("normalize" in plugin);

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
    if (state !== SKIP) runs.push({ plugin, state });
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

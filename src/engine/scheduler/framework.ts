// Models pkg/scheduler/schedule_one.go and framework/runtime/framework.go (v1.36): one pod's way through the plugins.
import { withFields } from "#api/json";
import type { Pod } from "#api/core-pod";
import { compareStrings } from "#api/compare";
import type { NodeInfo } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import { FilterRun, isStatus } from "./filter-run.ts";
import { fitErrorText, NO_NODES, tally } from "./fit-error.ts";
import type { Handle, Plugin, PostFilterOutcome, SchedulingStatus } from "./plugin.ts";
import { unresolvable } from "./plugin.ts";
import type { NodeRefusal, ScheduleResult } from "./result.ts";
import { ScoreRun, Sheets } from "./score-run.ts";

const MIN_FEASIBLE_NODES = 100;
const MIN_FEASIBLE_PERCENTAGE = 5;

/** All nodes of a small cluster; of a large one a share that falls from 50 % to 5 % as it grows. */
const feasibleNodesToFind = (nodes: number): number => {
  if (nodes < MIN_FEASIBLE_NODES) return nodes;
  const percentage = Math.max(50 - Math.trunc(nodes / 125), MIN_FEASIBLE_PERCENTAGE);
  return Math.max(Math.trunc((nodes * percentage) / 100), MIN_FEASIBLE_NODES);
};

export interface FrameworkOptions {
  readonly plugins: readonly Plugin[];
  readonly handle: Handle;
  /** A whole number, 0 <= n < bound: decides among equals. */
  readonly random: (bound: number) => number;
}

export interface CycleOptions {
  /** Where the search starts in the order of nodes. */
  readonly startIndex: number;
  /** Keeps why each node was refused and how each was scored. */
  readonly trace?: boolean;
}

interface Search {
  readonly feasible: readonly NodeInfo[];
  readonly refusals: ReadonlyMap<string, NodeRefusal>;
  readonly examined: number;
}

const ABSENT: SchedulingStatus = unresolvable();
const NO_REFUSALS: ReadonlyMap<string, NodeRefusal> = new Map();

export class Framework {
  readonly #options: FrameworkOptions;
  readonly #sheets = new Sheets();

  constructor(options: FrameworkOptions) {
    this.#options = options;
  }

  /** Finds a node for the pod, or says why there is none and what preemption would do about it. Changes nothing. */
  schedule(pod: Pod, options: CycleOptions): ScheduleResult {
    const { handle, plugins } = this.#options;
    handle.cache.index.sweep();
    const info = handle.cache.podInfo(pod);
    const all = handle.cache.nodes();
    if (all.length === 0) return { ...nothing(info, options), message: NO_NODES, nominatedNode: "" };
    const run = new FilterRun(plugins, info, handle);
    const { rejection } = run;
    if (rejection) {
      const failed = { feasible: [], refusals: NO_REFUSALS, examined: 0 };
      return this.#fail(
        { info, run: undefined, search: failed, absent: rejection.status, preFilter: rejection },
        options,
      );
    }
    const search = this.#search(run, all, options.startIndex);
    const nextStartIndex = (options.startIndex + search.examined) % all.length;
    if (search.feasible.length === 0) {
      const absent = run.nodeNames ? notNamed(run.restrictedBy) : ABSENT;
      return { ...this.#fail({ info, run, search, absent }, options), nextStartIndex };
    }
    return { ...this.#choose(info, search, options), nextStartIndex };
  }

  /** The nominated node alone if it will do; else nodes in turn until there are enough. */
  #search(run: FilterRun, all: readonly NodeInfo[], startIndex: number): Search {
    const nominated = this.#options.handle.cache.node(run.pod.pod.status?.nominatedNodeName ?? "");
    if (nominated) {
      const refused = run.refuses(nominated);
      if (!refused) return { feasible: [nominated], refusals: NO_REFUSALS, examined: 0 };
    }
    const nodes = run.nodeNames ? all.filter((n) => run.nodeNames?.has(n.name)) : all;
    const wanted = feasibleNodesToFind(nodes.length);
    const feasible: NodeInfo[] = [];
    const refusals = new Map<string, NodeRefusal>();
    for (let i = 0; i < nodes.length && feasible.length < wanted; i++) {
      const node = nodes[(startIndex + i) % nodes.length] as NodeInfo;
      const refusal = run.refuses(node);
      if (refusal) refusals.set(node.name, refusal);
      else feasible.push(node);
    }
    return { feasible, refusals, examined: feasible.length + refusals.size };
  }

  #choose(info: PodInfo, { feasible, refusals }: Search, options: CycleOptions): ScheduleResult {
    const { handle, plugins, random } = this.#options;
    const base = { ...nothing(info, options), feasible: feasible.length, refusals };
    const [only] = feasible;
    if (feasible.length === 1 && only) return withFields(base, { chosen: only.name, top: [only.name] });
    const scores = new ScoreRun({ plugins, pod: info, nodes: feasible, sheets: this.#sheets }, handle);
    const top = scores.top();
    const chosen = top.length === 1 ? top[0] : top[random(top.length)];
    const result = withFields(base, { chosen: chosen as string, top });
    return options.trace ? withFields(result, { scores: scores.trace() }) : result;
  }

  /** Asks the PostFilter plugins for a way out. */
  #fail(failure: Failure, options: CycleOptions): ScheduleResult {
    const { info, search, absent, preFilter } = failure;
    const { plugins, handle, random } = this.#options;
    const nodes = handle.cache.nodes().length;
    const statusOf = (node: string): SchedulingStatus => search.refusals.get(node)?.status ?? absent;
    const input = { pod: info, statusOf, run: failure.run, random };
    const after = runPostFilters(plugins, (p) => p.postFilter?.(input, handle));
    const rejectors = new Set<string>();
    for (const { plugin } of search.refusals.values()) rejectors.add(plugin);
    if (failure.run?.nodeNames) for (const name of failure.run.restrictedBy) rejectors.add(name);
    if (preFilter) rejectors.add(preFilter.plugin);
    const message = fitErrorText({
      nodes,
      refused: tally(statusesOf(search.refusals)),
      absent,
      ...(preFilter ? { preFilterMessage: preFilter.status.reasons.join(", ") } : {}),
      ...(after.message ? { postFilterMessage: after.message } : {}),
    });
    return {
      ...nothing(info, options),
      refusals: search.refusals,
      ...(failure.run?.nodeNames ? { absent: { plugin: "", status: absent } } : {}),
      ...(preFilter ? { preFilter } : {}),
      message,
      rejectors: [...rejectors].toSorted(compareStrings),
      ...(after.outcome?.nominatedNode === undefined ? {} : { nominatedNode: after.outcome.nominatedNode }),
      ...(after.outcome ? { preemption: after.outcome } : {}),
    };
  }
}

interface Failure {
  readonly info: PodInfo;
  readonly run: FilterRun | undefined;
  readonly search: Search;
  readonly absent: SchedulingStatus;
  readonly preFilter?: NodeRefusal;
}

const nothing = (pod: PodInfo, { startIndex }: CycleOptions): ScheduleResult => ({
  pod,
  feasible: 0,
  refusals: NO_REFUSALS,
  nextStartIndex: startIndex,
});

function* statusesOf(refusals: Search["refusals"]): Iterable<SchedulingStatus> {
  for (const { status } of refusals.values()) yield status;
}

const notNamed = (plugins: readonly string[]): SchedulingStatus =>
  unresolvable(`node(s) didn't satisfy plugin(s) [${plugins.join(" ")}]`);

/** The first success ends it; so does an error. Else all reasons together are the message. */
const runPostFilters = (
  plugins: readonly Plugin[],
  ask: (plugin: Plugin) => PostFilterOutcome | undefined,
): { message?: string; outcome?: PostFilterOutcome } => {
  const reasons: string[] = [];
  let last: PostFilterOutcome | undefined;
  for (const plugin of plugins) {
    const outcome = ask(plugin);
    if (!outcome) continue;
    if (!isStatus(outcome.status)) return { outcome };
    if (outcome.status.code === "Error") return { message: outcome.status.reasons.join(", ") };
    reasons.push(...outcome.status.reasons);
    if (outcome.nominatedNode !== undefined) last = outcome;
  }
  return { message: reasons.join(", "), ...(last ? { outcome: last } : {}) };
};

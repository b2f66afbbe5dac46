// Models RunPreFilterPlugins, RunFilterPluginsWithNominatedPods and the cycle state (v1.36, framework/runtime/framework.go).
import { compareStrings } from "#api/compare";
import type { LocalRefusals } from "./cache/local-results.ts";
import type { NodeInfo } from "./cache/node-info.ts";
import type { PodInfo } from "./cache/pod-info.ts";
import type { DryRun, Handle, Plugin, PreFilterOutcome, SchedulingStatus } from "./plugin.ts";
import { SKIP } from "./plugin.ts";
import type { NodeRefusal } from "./result.ts";

interface Step {
  readonly plugin: Plugin;
  readonly state: unknown;
}

export class FilterRun implements DryRun {
  readonly pod: PodInfo;
  /** A PreFilter plugin refused the pod for all nodes. */
  readonly rejection: NodeRefusal | undefined;
  /** Only these nodes can be right; absent: all. */
  readonly nodeNames: ReadonlySet<string> | undefined;
  /** Plugins that named nodes. */
  readonly restrictedBy: readonly string[] = [];
  readonly #handle: Handle;
  /** The filters that have something to say about this pod. */
  readonly #steps: readonly Step[];
  /** So many of the first filters look at the node alone: what they said of it before still holds. */
  readonly #localSteps: number;
  readonly #refusals: LocalRefusals<NodeRefusal> | undefined;

  constructor(plugins: readonly Plugin[], pod: PodInfo, handle: Handle, copied?: readonly Step[]) {
    this.pod = pod;
    this.#handle = handle;
    this.#localSteps = 0;
    if (copied) {
      this.#steps = copied;
      return;
    }
    const prepared = prepare(plugins, pod, handle);
    this.#steps = prepared.steps;
    this.rejection = prepared.rejection;
    this.nodeNames = prepared.nodeNames;
    this.restrictedBy = prepared.restrictedBy;
    const local = leadingLocalSteps(this.#steps);
    if (local === 0) return;
    const { cache } = handle;
    this.#localSteps = local;
    this.#refusals = cache.recent.of(pod.signature, cache.nodes().length, cache.imagesVersion).refusals;
  }
  /** A run to try things with; it works everything out anew. */
  clone(): FilterRun {
    const copied = this.#steps.map((s) => (s.plugin.clone ? { plugin: s.plugin, state: s.plugin.clone(s.state) } : s));
    return new FilterRun([], this.pod, this.#handle, copied);
  }
  addPod(added: PodInfo, node: NodeInfo): void {
    for (const { plugin, state } of this.#steps) plugin.addPod?.(state, this.pod, added, node);
  }
  removePod(removed: PodInfo, node: NodeInfo): void {
    for (const { plugin, state } of this.#steps) plugin.removePod?.(state, this.pod, removed, node);
  }
  passes(node: NodeInfo): SchedulingStatus | undefined {
    return this.refuses(node)?.status;
  }
  /**
   * Pods of the same or a higher priority that are nominated to the node count as being there. They may never come, so the pod
   * must fit without them too (it may need their neighbourhood).
   */
  refuses(node: NodeInfo): NodeRefusal | undefined {
    const nominated = this.#handle.nominatedPods(node.name);
    if (nominated.length === 0) return this.#filter(node);
    const expected = nominated.filter((p) => p.priority >= this.pod.priority && p.uid !== this.pod.uid);
    if (expected.length === 0) return this.#filter(node);
    const run = this.clone();
    const crowded = node.clone();
    for (const other of expected) {
      crowded.addPod(other);
      run.addPod(other, crowded);
    }
    return run.#filter(crowded) ?? this.#filter(node);
  }

  #filter(node: NodeInfo): NodeRefusal | undefined {
    return this.#refusals?.get(node, this.#filterLocally) ?? this.#filterBy(node, this.#localSteps, this.#steps.length);
  }
  readonly #filterLocally = (node: NodeInfo): NodeRefusal | undefined => this.#filterBy(node, 0, this.#localSteps);
  #filterBy(node: NodeInfo, from: number, to: number): NodeRefusal | undefined {
    for (let i = from; i < to; i++) {
      const { plugin, state } = this.#steps[i] as Step;
      const status = plugin.filter?.(state, this.pod, node);
      if (status) return { plugin: plugin.name, status };
    }
    return undefined;
  }
}

/** None if another filter stands between them: then what holds for the signature is not all there is. */
const leadingLocalSteps = (steps: readonly Step[]): number => {
  const first = steps.findIndex((s) => !s.plugin.isLocal);
  if (first < 0) return steps.length;
  return steps.slice(first).some((s) => s.plugin.isLocal) ? 0 : first;
};

interface Prepared {
  readonly steps: Step[];
  readonly rejection: NodeRefusal | undefined;
  readonly nodeNames: ReadonlySet<string> | undefined;
  readonly restrictedBy: readonly string[];
}

const prepare = (plugins: readonly Plugin[], pod: PodInfo, handle: Handle): Prepared => {
  const steps: Step[] = [];
  const restrictedBy: string[] = [];
  let nodeNames: ReadonlySet<string> | undefined;
  for (const plugin of plugins) {
    const outcome = plugin.preFilter ? plugin.preFilter(pod, handle) : NO_STATE;
    if (outcome === SKIP) continue;
    if (isStatus(outcome)) {
      return { steps, rejection: { plugin: plugin.name, status: outcome }, nodeNames, restrictedBy };
    }
    if (plugin.filter) steps.push({ plugin, state: outcome.state });
    const named = outcome.nodeNames;
    if (!named) continue;
    restrictedBy.push(plugin.name);
    const before: ReadonlySet<string> | undefined = nodeNames;
    nodeNames = before ? new Set([...named].filter((n) => before.has(n))) : named;
  }
  return { steps, rejection: undefined, nodeNames, restrictedBy: restrictedBy.toSorted(compareStrings) };
};

const NO_STATE: PreFilterOutcome<undefined> = { state: undefined };

export const isStatus = (x: unknown): x is SchedulingStatus => typeof x === "object" && x !== null && "code" in x;

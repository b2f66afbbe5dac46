// Answers to the recorded vectors of the kinds scheduler, scheduler-sequence and scheduler-queue: `in` of a case to what stands in the
// place of its `want`.
import type { Pod } from "#api/core-pod";
import { StateTable } from "../state/table.ts";
import { Cache } from "./cache/cache.ts";
import { podKey } from "./cache/pod-info.ts";
import type { ClusterObjects } from "./decide.ts";
import { createDecisionCluster } from "./decide.ts";
import { SchedulingQueue } from "./queue.ts";
import type { QueueEntry } from "./queue.ts";
import { DEFAULT_PROFILE } from "./registry.ts";
import { decisionOf } from "./vector-decision.ts";
import type { VectorDecision } from "./vector-decision.ts";

const FIRST = (): number => 0;

export const answerScheduler = (given: ClusterObjects & { readonly pod: Pod }): VectorDecision => {
  const { framework } = createDecisionCluster(given, FIRST);
  return decisionOf(framework.schedule(given.pod, { startIndex: 0, trace: true }), given.nodes);
};

export interface SequenceStep extends Pick<VectorDecision, "chosen" | "scores" | "message"> {
  readonly pod: string;
  /** Empty: no node would do. */
  readonly taken: string;
  /** The refusing plugin by node. */
  readonly filters?: Readonly<Record<string, string>>;
}

/** `taken` says which of several equal nodes the recording went on with; without it, the first. */
export const answerSequence = (
  given: ClusterObjects & { readonly pending: readonly Pod[] },
  taken: (step: number) => string | undefined,
): { readonly steps: readonly SequenceStep[] } => {
  const { cache, framework } = createDecisionCluster(given, FIRST);
  const steps = given.pending.map((pod, i): SequenceStep => {
    const { filters, chosen, scores, message } = decisionOf(
      framework.schedule(pod, { startIndex: 0, trace: true }),
      given.nodes,
    );
    const recorded = taken(i);
    const node = recorded && chosen.includes(recorded) ? recorded : chosen[0];
    if (node) cache.setPod({ ...pod, spec: { ...pod.spec, nodeName: node } });
    const refused = Object.entries(filters).map(([name, { plugin }]) => [name, plugin] as const);
    return {
      pod: pod.metadata.name,
      taken: node ?? "",
      chosen,
      ...(scores ? { scores } : {}),
      ...(message === undefined ? {} : { message }),
      ...(refused.length > 0 ? { filters: Object.fromEntries(refused) } : {}),
    };
  });
  return { steps };
};

export interface QueuedPod {
  readonly pod: Pod;
  readonly addedMs: number;
}

/** The order in which pods leave the active queue, and those that never do. */
export const answerQueue = (given: { readonly pods: readonly QueuedPod[] }): { order: string[]; gated: string[] } => {
  const cache = new Cache();
  const rows = new StateTable<QueueEntry>("scheduler/queue");
  const byKey = new Map(given.pods.map(({ pod }) => [podKey(pod), pod]));
  let nowMs = 0;
  const queue = new SchedulingQueue({
    rows,
    counters: new StateTable<number>("counters"),
    plugins: DEFAULT_PROFILE,
    handle: {
      cache,
      listers: { serviceSelectors: () => [], workloadSelector: () => undefined, podDisruptionBudgets: () => [] },
      hasNominatedPods: () => false,
      nominatedPods: () => [],
    },
    now: () => nowMs,
    podOf: (key) => {
      const pod = byKey.get(key);
      return pod && cache.podInfo(pod);
    },
  });
  for (const { pod, addedMs } of given.pods) {
    nowMs = addedMs;
    queue.add(podKey(pod), pod);
  }
  const order: string[] = [];
  const nameOf = (key: string): string => byKey.get(key)?.metadata.name ?? key;
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    order.push(nameOf(key));
    queue.delete(key);
  }
  return { order, gated: [...rows.keys()].map(nameOf) };
};

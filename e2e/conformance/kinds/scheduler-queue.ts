import type { Pod } from "#api/core-pod";
import { Cache } from "../../../src/engine/scheduler/cache/cache.ts";
import { podKey } from "../../../src/engine/scheduler/cache/pod-info.ts";
import { SchedulingQueue, type QueueEntry } from "../../../src/engine/scheduler/queue.ts";
import { DEFAULT_PROFILE } from "../../../src/engine/scheduler/registry.ts";
import { StateTable } from "../../../src/engine/state/table.ts";
import { NO_STORAGE } from "../../../src/engine/scheduler/plugins/volumebinding/claims.ts";

export interface SchedulerQueueIn {
  readonly pods: readonly { readonly pod: Pod; readonly addedMs: number }[];
}

export const answerSchedulerQueue = ({ pods }: SchedulerQueueIn): object => {
  let nowMs = 0;
  const cache = new Cache();
  const known = new Map(pods.map(({ pod }) => [podKey(pod), pod]));
  const rows = new StateTable<QueueEntry>("scheduler/queue");
  const queue = new SchedulingQueue({
    rows,
    counters: new StateTable<number>("counters"),
    plugins: DEFAULT_PROFILE,
    handle: {
      cache,
      listers: {
        serviceSelectors: () => [],
        workloadSelector: () => undefined,
        podDisruptionBudgets: () => [],
        storage: NO_STORAGE,
      },
      nominatedPods: () => [],
    },
    now: () => nowMs,
    podOf: (key) => {
      const pod = known.get(key);
      return pod && cache.podInfo(pod);
    },
  });
  for (const { pod, addedMs } of pods) {
    nowMs = addedMs;
    queue.add(podKey(pod), pod);
  }
  const order: string[] = [];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    order.push(nameOf(key));
    queue.delete(key);
  }
  return { order, gated: [...rows.keys()].map(nameOf) };
};

const nameOf = (key: string): string => key.slice(key.indexOf("/") + 1);

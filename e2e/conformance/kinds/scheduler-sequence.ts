import type { Pod } from "#api/core-pod";
import { createDecisionCluster, type ClusterObjects } from "../../../src/engine/scheduler/decide.ts";
import { decisionOf } from "../../../src/engine/scheduler/vector-decision.ts";
import type { VectorCase } from "../recording.ts";
import type { Kind } from "./kind.ts";

interface RecordedStep {
  readonly pod: string;
  readonly taken?: string;
  readonly [key: string]: unknown;
}

/** Pods one after another. Where several nodes are as good, the recording says which one was taken, and both go on with it. */
export const schedulerSequenceKind: Kind = {
  answer: ({ in: input, want }: VectorCase) => {
    const given = input as unknown as ClusterObjects & { readonly pending: readonly Pod[] };
    const recorded = want["steps"] as unknown as readonly RecordedStep[];
    const { cache, framework } = createDecisionCluster(given, () => 0);
    const steps = given.pending.map((pod, i) => {
      const step = recorded[i];
      const decision = decisionOf(framework.schedule(pod, { startIndex: 0, trace: true }), given.nodes);
      const filters = Object.fromEntries(Object.entries(decision.filters).map(([node, f]) => [node, f.plugin]));
      const taken = step?.taken;
      if (taken) cache.setPod({ ...pod, spec: { ...pod.spec, nodeName: taken } });
      // "" says that none would do.
      const isOurs = taken === "" ? decision.chosen.length === 0 : decision.chosen.includes(taken ?? "");
      return only({ ...decision, filters, pod: pod.metadata.name, ...(isOurs ? { taken } : {}) }, step);
    });
    return { steps };
  },
};

/** What the recording has nothing of is not compared. */
const only = (answer: object, recorded: RecordedStep | undefined): object =>
  Object.fromEntries(Object.entries(answer).filter(([key]) => recorded && key in recorded));

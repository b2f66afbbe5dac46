import type { Pod } from "#api/core-pod";
import { createDecisionCluster, type ClusterObjects } from "../../../src/engine/scheduler/decide.ts";
import { decisionOf, type VectorDecision } from "../../../src/engine/scheduler/vector-decision.ts";
import type { VectorCase } from "../recording.ts";
import type { Kind } from "./kind.ts";

export type SchedulerIn = ClusterObjects & { readonly pod: Pod };

export const answerScheduler = (input: SchedulerIn): VectorDecision => {
  const { framework } = createDecisionCluster(input, () => 0);
  return decisionOf(framework.schedule(input.pod, { startIndex: 0, trace: true }), input.nodes);
};

export const schedulerKind: Kind = {
  answer: (recorded) => answerScheduler(recorded.in as unknown as SchedulerIn),
  trace: (recorded: VectorCase) => {
    const input = recorded.in as unknown as SchedulerIn;
    return traceOf(answerScheduler(input), input);
  },
};

/** A line a node: who refused it and why, or each plugin's score. */
const traceOf = ({ filters, scores = {}, message }: VectorDecision, { nodes, pod }: SchedulerIn): string => {
  const lines = nodes.map(({ metadata: { name } }) => {
    const refusal = filters[name];
    if (refusal) return `  ${name}: refused by ${refusal.plugin}: ${refusal.reasons.join(", ")}`;
    const parts = Object.entries(scores[name] ?? {}).map(([plugin, score]) => `${plugin} ${score}`);
    return `  ${name}: ${parts.join(", ") || "feasible"}`;
  });
  return [`pod ${pod.metadata.name}`, ...lines, ...(message === undefined ? [] : [`  ${message}`])].join("\n");
};

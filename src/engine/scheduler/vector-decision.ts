// A scheduling result in the shape of the recorded vectors (kinds scheduler and scheduler-sequence).
import type { Node } from "#api/core-node";
import { compareStrings } from "#api/compare";
import type { ScheduleResult } from "./result.ts";

export interface VectorDecision {
  readonly filters: Readonly<Record<string, { plugin: string; reasons: readonly string[]; code: string }>>;
  readonly scores?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly chosen: readonly string[];
  readonly preFilter?: string;
  readonly message?: string;
  readonly preemption?: VectorPreemption;
}

interface VectorPreemption {
  readonly nominatedNode: string;
  readonly victims: readonly string[];
  readonly nominatedAny?: readonly string[];
  readonly candidates?: Readonly<Record<string, { victims: readonly string[]; pdbViolations?: number }>>;
}

export const decisionOf = (result: ScheduleResult, nodes: readonly Node[]): VectorDecision => {
  const refused = nodes.flatMap(({ metadata: { name } }) => {
    const refusal = result.refusals.get(name) ?? result.absent ?? result.preFilter;
    return refusal ? [[name, { plugin: refusal.plugin, ...refusal.status }] as const] : [];
  });
  const scores = result.scores?.map(
    (s) =>
      [
        s.node,
        { ...Object.fromEntries(s.scores.map((p) => [p.plugin, p.normalized * p.weight])), total: s.total },
      ] as const,
  );
  return {
    filters: Object.fromEntries(refused),
    ...(scores ? { scores: Object.fromEntries(scores) } : {}),
    chosen: (result.top ?? []).toSorted(compareStrings),
    ...(result.preFilter ? { preFilter: result.preFilter.status.reasons.join(", ") } : {}),
    ...(result.message === undefined ? {} : { message: result.message, preemption: preemptionOf(result) }),
  };
};

const preemptionOf = ({ preemption }: ScheduleResult): VectorPreemption => {
  if (!preemption?.chosen) return { nominatedNode: "", victims: [] };
  const { chosen, equals = [], candidates = [] } = preemption;
  const names = (victims: typeof chosen.victims): string[] => victims.map((v) => v.pod.metadata.name);
  return {
    nominatedNode: chosen.node,
    victims: names(chosen.victims).toSorted(compareStrings),
    nominatedAny: equals.map((c) => c.node).toSorted(compareStrings),
    candidates: Object.fromEntries(
      candidates.map((c) => [
        c.node,
        { victims: names(c.victims), ...(c.pdbViolations > 0 ? { pdbViolations: c.pdbViolations } : {}) },
      ]),
    ),
  };
};

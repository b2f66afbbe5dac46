// Models the conditions of pkg/controller/deployment/util/deployment_util.go (v1.36). Pure.
import type { Condition } from "#api/meta";
import type { Deployment, DeploymentStatus, ReplicaSet } from "#api/apps";

export type ConditionNote = Pick<Condition, "type" | "status"> & { readonly reason: string; readonly message: string };

export const findCondition = (status: { readonly conditions?: readonly Condition[] } | undefined, type: string) =>
  status?.conditions?.find((c) => c.type === type);

/**
 * Nothing if status and reason are what they were; else the condition goes to the end of the list, and its transition time
 * stays if only the reason changed.
 */
export const withCondition = <S extends { readonly conditions?: readonly Condition[] }>(
  status: S,
  next: Condition,
): S => {
  const current = findCondition(status, next.type);
  if (current && current.status === next.status && current.reason === next.reason) return status;
  const condition = current?.status === next.status ? keepingTransition(next, current) : next;
  return { ...withoutCondition(status, next.type), conditions: [...others(status, next.type), condition] };
};

/** `next` as of the time at which the status of `current` became what it is. */
export const keepingTransition = (next: Condition, { lastTransitionTime }: Condition): Condition =>
  lastTransitionTime === undefined ? next : { ...next, lastTransitionTime };

export const withoutCondition = <S extends { readonly conditions?: readonly Condition[] }>(
  status: S,
  type: string,
): S => {
  const { conditions: _, ...rest } = status;
  const kept = others(status, type);
  return (kept.length > 0 ? { ...rest, conditions: kept } : rest) as S;
};

const others = (status: { readonly conditions?: readonly Condition[] }, type: string): readonly Condition[] =>
  (status.conditions ?? []).filter((c) => c.type !== type);

/** A Deployment's condition, stamped with `time`. */
export const stamped = (note: ConditionNote, time: string): Condition => ({
  ...note,
  lastUpdateTime: time,
  lastTransitionTime: time,
});

const NO_DEADLINE = 2_147_483_647;

export const hasProgressDeadline = (d: Deployment): boolean =>
  d.spec.progressDeadlineSeconds !== undefined && d.spec.progressDeadlineSeconds !== NO_DEADLINE;

/** The trouble of a ReplicaSet to make or end pods: the new one's first, else the first of any. */
const replicaFailure = (all: readonly ReplicaSet[], newRs: ReplicaSet | undefined): Condition | undefined => {
  const failures = [...(newRs ? [newRs] : []), ...all].flatMap(
    (rs) => findCondition(rs.status, "ReplicaFailure") ?? [],
  );
  const failure = failures[0];
  if (!failure) return undefined;
  const at = failure.lastTransitionTime;
  return at === undefined ? failure : { ...failure, lastUpdateTime: at };
};

export const withReplicaFailure = (
  status: DeploymentStatus,
  all: readonly ReplicaSet[],
  newRs: ReplicaSet | undefined,
): DeploymentStatus => {
  const failure = replicaFailure(all, newRs);
  return failure ? withCondition(status, failure) : withoutCondition(status, "ReplicaFailure");
};

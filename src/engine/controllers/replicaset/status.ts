// Models pkg/controller/replicaset/replica_set_utils.go (v1.36): what a ReplicaSet's status says of its pods.
import type { Condition, Status } from "#api/meta";
import type { ReplicaSet, ReplicaSetStatus } from "#api/apps";
import { omitZero } from "../omit-zero.ts";
import type { Tally } from "./replica-tallies.ts";

const FAILURE = "ReplicaFailure";

export interface StatusSources {
  readonly tally: Tally;
  readonly available: number;
  /** Why pods could not be made or ended in this sync. */
  readonly failure: Status | undefined;
  readonly time: string;
}

export const replicaSetStatus = (
  rs: ReplicaSet,
  { tally, available, failure, time }: StatusSources,
): ReplicaSetStatus => ({
  replicas: tally.active,
  ...omitZero({
    fullyLabeledReplicas: tally.labeled,
    readyReplicas: tally.ready,
    availableReplicas: available,
    observedGeneration: rs.metadata.generation,
    conditions: conditionsOf(rs, tally, failure, time),
  }),
  terminatingReplicas: tally.terminating,
});

/** The failure that is there stays as it is until a sync succeeds. */
const conditionsOf = (
  rs: ReplicaSet,
  tally: Tally,
  failure: Status | undefined,
  time: string,
): readonly Condition[] => {
  const conditions = rs.status?.conditions ?? [];
  const isNoted = conditions.some((c) => c.type === FAILURE);
  if (!failure) return isNoted ? conditions.filter((c) => c.type !== FAILURE) : conditions;
  if (isNoted) return conditions;
  const reason = tally.active < (rs.spec.replicas ?? 1) ? "FailedCreate" : "FailedDelete";
  const noted: Condition = {
    type: FAILURE,
    status: "True",
    reason,
    message: failure.message,
    lastTransitionTime: time,
  };
  return [...conditions, noted];
};

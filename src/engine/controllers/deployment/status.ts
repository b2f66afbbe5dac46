// Models calculateStatus of pkg/controller/deployment/sync.go (v1.36): a Deployment's status is the sum of its ReplicaSets'.
import type { Deployment, DeploymentStatus, ReplicaSet } from "#api/apps";
import { omitZero } from "../omit-zero.ts";
import { stamped, withCondition } from "./conditions.ts";
import { replicasOf, sumReplicas } from "./replica-sets.ts";
import { maxUnavailableOf } from "./rolling.ts";

type Count = "replicas" | "readyReplicas" | "availableReplicas";

const sum = (sets: readonly ReplicaSet[], count: Count): number =>
  sets.reduce((total, rs) => total + (rs.status?.[count] ?? 0), 0);

/** Undefined if a ReplicaSet that was synced says nothing of it. */
const terminating = (sets: readonly ReplicaSet[]): number | undefined => {
  let total = 0;
  for (const { status } of sets) {
    if (status?.terminatingReplicas !== undefined) total += status.terminatingReplicas;
    else if (status?.observedGeneration) return undefined;
  }
  return total;
};

export const deploymentStatus = (
  d: Deployment,
  all: readonly ReplicaSet[],
  newRs: ReplicaSet | undefined,
  time: string,
): DeploymentStatus => {
  const availableReplicas = sum(all, "availableReplicas");
  const terminatingReplicas = terminating(all);
  const status: DeploymentStatus = {
    ...omitZero({
      observedGeneration: d.metadata.generation,
      replicas: sum(all, "replicas"),
      updatedReplicas: newRs?.status?.replicas,
      readyReplicas: sum(all, "readyReplicas"),
      availableReplicas,
      unavailableReplicas: Math.max(0, sumReplicas(all) - availableReplicas),
    }),
    ...(terminatingReplicas === undefined ? {} : { terminatingReplicas }),
    ...(d.status?.conditions ? { conditions: d.status.conditions } : {}),
    ...(d.status?.collisionCount === undefined ? {} : { collisionCount: d.status.collisionCount }),
  };
  const isAvailable = availableReplicas >= replicasOf(d) - maxUnavailableOf(d);
  const note = isAvailable
    ? { status: "True" as const, reason: "MinimumReplicasAvailable", message: "Deployment has minimum availability." }
    : {
        status: "False" as const,
        reason: "MinimumReplicasUnavailable",
        message: "Deployment does not have minimum availability.",
      };
  return withCondition(status, stamped({ type: "Available", ...note }, time));
};

/** Every replica is of the new template, there and available, and the controller has seen the newest spec. */
export const isComplete = (d: Deployment, status: DeploymentStatus | undefined): boolean => {
  const desired = replicasOf(d);
  return (
    (status?.updatedReplicas ?? 0) === desired &&
    (status?.replicas ?? 0) === desired &&
    (status?.availableReplicas ?? 0) === desired &&
    (status?.observedGeneration ?? 0) >= (d.metadata.generation ?? 0)
  );
};

// Models the ReplicaSet helpers of pkg/controller/deployment/util/deployment_util.go and pkg/controller/controller_utils.go (v1.36).
import { compareStrings } from "#api/compare";
import { deepEqual } from "#api/json";
import type { Deployment, ReplicaSet } from "#api/apps";
import type { PodTemplateSpec } from "#api/core-pod";
import { revisionOf } from "./revisions.ts";

export const HASH_LABEL = "pod-template-hash";

/** `spec.replicas` of what has one; absent means 1, as the API server would have filled in. */
export const replicasOf = (object: { readonly spec: { readonly replicas?: number } }): number =>
  object.spec.replicas ?? 1;

export const sumReplicas = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, rs) => sum + replicasOf(rs), 0);

export const isActive = (rs: ReplicaSet): boolean => replicasOf(rs) > 0;

export const compareByCreation = (a: ReplicaSet, b: ReplicaSet): number =>
  compareStrings(a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? "") ||
  compareStrings(a.metadata.name, b.metadata.name);

export const sortByCreation = (sets: readonly ReplicaSet[]): ReplicaSet[] => sets.toSorted(compareByCreation);

/** Biggest first; of equal ones the newer (or, to shrink, the older) first. */
export const sortBySize = (sets: readonly ReplicaSet[], newerFirst: boolean): ReplicaSet[] =>
  sets.toSorted(
    (a, b) => replicasOf(b) - replicasOf(a) || (newerFirst ? compareByCreation(b, a) : compareByCreation(a, b)),
  );

export const sortByRevision = (sets: readonly ReplicaSet[]): ReplicaSet[] =>
  sets.toSorted((a, b) => revisionOf(a) - revisionOf(b) || compareByCreation(a, b));

const withoutHash = (template: PodTemplateSpec | undefined): unknown => {
  const { [HASH_LABEL]: _, ...labels } = template?.metadata?.labels ?? {};
  return { ...template, metadata: { ...template?.metadata, labels } };
};

/** Whether two templates make the same pods: the hash label does not count. */
export const equalIgnoringHash = (a: PodTemplateSpec | undefined, b: PodTemplateSpec | undefined): boolean =>
  a?.spec !== undefined && deepEqual(a.spec, b?.spec) && deepEqual(withoutHash(a), withoutHash(b));

/** The ReplicaSet that has the Deployment's template; of several the oldest. */
export const findNewReplicaSet = (d: Deployment, sets: readonly ReplicaSet[]): ReplicaSet | undefined =>
  sortByCreation(sets).find((rs) => equalIgnoringHash(rs.spec.template, d.spec.template));

// Models MoreImportantPod of pkg/scheduler/util/utils.go and filterPodsWithPDBViolation of
// plugins/defaultpreemption/default_preemption.go (v1.36).
import { compareStrings } from "#api/compare";
import type { LabelSelector, ObjectMeta } from "#api/meta";
import type { PodDisruptionBudget } from "#api/policy";
import { matchesLabelSelector } from "#api/selector";
import type { PodInfo } from "../../cache/pod-info.ts";

/**
 * The most important first: higher priority, then the one that has run longer. Upstream leaves ties to the order in which pods came to
 * the node; age and name are the same after a restore.
 */
export const byImportance = (a: PodInfo, b: PodInfo): number =>
  b.priority - a.priority || compareStrings(startOf(a), startOf(b)) || byAge(a.pod.metadata, b.pod.metadata);

/** RFC 3339 in UTC sorts as text; a pod that has not started comes last. */
const startOf = ({ pod }: PodInfo): string => pod.status?.startTime ?? "~";

const byAge = (a: ObjectMeta, b: ObjectMeta): number =>
  compareStrings(a.creationTimestamp ?? "", b.creationTimestamp ?? "") ||
  a.name.length - b.name.length ||
  compareStrings(a.name, b.name) ||
  compareStrings(a.namespace ?? "", b.namespace ?? "");

/** Which of the pods (in this order) would break a budget if they and those before them went. */
export const splitByPdbViolation = (
  pods: readonly PodInfo[],
  pdbs: readonly PodDisruptionBudget[],
): { violating: PodInfo[]; others: PodInfo[] } => {
  const allowed = new Map(pdbs.map((pdb) => [pdb, pdb.status?.disruptionsAllowed ?? 0]));
  const violating: PodInfo[] = [];
  const others: PodInfo[] = [];
  for (const pod of pods) {
    let violates = false;
    for (const pdb of pdbs) {
      if (!protects(pdb, pod)) continue;
      const left = (allowed.get(pdb) ?? 0) - 1;
      allowed.set(pdb, left);
      if (left < 0) violates = true;
    }
    (violates ? violating : others).push(pod);
  }
  return { violating, others };
};

const protects = (pdb: PodDisruptionBudget, { pod, signature }: PodInfo): boolean => {
  const { selector } = pdb.spec;
  if (pdb.metadata.namespace !== signature.namespace || !selector || isEmpty(selector)) return false;
  if (Object.keys(signature.labels).length === 0 || !matchesLabelSelector(selector, signature.labels)) return false;
  // What the API server has already let go counts no more.
  return pdb.status?.disruptedPods?.[pod.metadata.name] === undefined;
};

const isEmpty = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean =>
  Object.keys(matchLabels).length === 0 && matchExpressions.length === 0;

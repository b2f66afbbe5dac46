// What the tutor notes of the Deployments' rollouts: expressions ask when the newest began, and when it was through.
import type { Deployment } from "#api/apps";
import type { Cluster } from "#engine";
import type { Observed } from "./observed.ts";
import { LOOK_EVERY_MS, type LessonProgress, type Rollout } from "./progress.ts";

const REVISION = "deployment.kubernetes.io/revision";

const deploymentOf = (cluster: Cluster, name: string): Deployment | undefined =>
  cluster.sim.store.get("deployments", `default/${name}`);

export const revisionOf = (cluster: Cluster, name: string): string | undefined =>
  deploymentOf(cluster, name)?.metadata.annotations?.[REVISION];

/** As `rollout status` says it, and the old pods are gone too. */
export const isRolledOut = (cluster: Cluster, name: string): boolean => {
  const deployment = deploymentOf(cluster, name);
  if (!deployment) return false;
  const { spec, status, metadata } = deployment;
  const wanted = spec.replicas ?? 1;
  return (
    status?.observedGeneration === metadata.generation &&
    status?.updatedReplicas === wanted &&
    status?.replicas === wanted &&
    status?.availableReplicas === wanted &&
    (status?.terminatingReplicas ?? 0) === 0
  );
};

/** Notes when a Deployment got another revision, and when all its pods had it. */
export const withRollouts = ({ cluster, progress }: Observed): LessonProgress => {
  const rollouts: Record<string, Rollout> = {};
  const atStart: Record<string, string> = { ...progress.atStart };
  for (const { metadata } of cluster.sim.store.list("deployments", "default")) {
    const revision = metadata.annotations?.[REVISION];
    if (revision === undefined) continue;
    const before = progress.rollouts[metadata.name];
    const rollout =
      before?.revision === revision ? before : { revision, startedMs: Math.max(0, cluster.nowMs - LOOK_EVERY_MS) };
    const isDone = rollout.doneMs === undefined && isRolledOut(cluster, metadata.name);
    rollouts[metadata.name] = isDone ? { ...rollout, doneMs: cluster.nowMs } : rollout;
    atStart[metadata.name] ??= revision;
  }
  return { ...progress, rollouts, atStart };
};

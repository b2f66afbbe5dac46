// A Deployment with its ReplicaSets: a row a revision that still has pods, a slot a pod.
import type { Deployment, ReplicaSet } from "#api/apps";
import { compareStrings } from "#api/compare";
import type { Cluster } from "#engine";
import type { Words } from "../i18n/words.ts";
import type { PodView, ReplicaSetRowView, WorkloadView } from "../view-models/graph.ts";

const REVISION = "deployment.kubernetes.io/revision";

export interface WorkloadContext {
  readonly words: Words;
  readonly podOf: (uid: string) => PodView | undefined;
}

export const deploymentView = (deployment: Deployment, cluster: Cluster, context: WorkloadContext): WorkloadView => {
  const { store } = cluster.sim;
  const sets = [...store.controlledBy("replicasets", deployment.metadata.uid ?? "")];
  const rows = sets
    .toSorted((a, b) => revisionOf(a) - revisionOf(b))
    .map((set) => rowOf(set, cluster, context))
    .filter((row) => row.slots.length > 0);
  const failing = deployment.status?.conditions?.find((c) => c.type === "Progressing" && c.status === "False");
  return {
    id: `deployments/${deployment.metadata.namespace}/${deployment.metadata.name}`,
    name: deployment.metadata.name,
    kind: "Deployment",
    count: context.words.workload.replicas(deployment.spec.replicas ?? 1),
    summary: summaryOf(deployment),
    replicaSets: rows,
    trouble: failing?.reason ?? null,
  };
};

const revisionOf = (set: ReplicaSet): number => Number(set.metadata.annotations?.[REVISION] ?? 0);

const rowOf = (set: ReplicaSet, cluster: Cluster, { words, podOf }: WorkloadContext): ReplicaSetRowView => {
  const pods = [...cluster.sim.store.controlledBy("pods", set.metadata.uid ?? "")].toSorted(
    (a, b) =>
      compareStrings(a.metadata.creationTimestamp ?? "", b.metadata.creationTimestamp ?? "") ||
      compareStrings(a.metadata.name, b.metadata.name),
  );
  return {
    id: `replicasets/${set.metadata.namespace}/${set.metadata.name}`,
    hash: set.metadata.labels?.["pod-template-hash"] ?? set.metadata.name,
    revisionText: words.workload.revision(String(revisionOf(set))),
    slots: pods.map((p) => ({ podUid: p.metadata.uid ?? "", mark: podOf(p.metadata.uid ?? "")?.mark ?? "pending" })),
  };
};

const summaryOf = ({ spec }: Deployment): string => {
  if (spec.strategy?.type === "Recreate") return "Recreate";
  const { maxSurge = "25%", maxUnavailable = "25%" } = spec.strategy?.rollingUpdate ?? {};
  return `maxSurge ${maxSurge} · maxUnavailable ${maxUnavailable}`;
};

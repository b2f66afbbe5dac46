import type { Deployment, ReplicaSet } from "#api/apps";
import type { IntOrString, StringMap } from "#api/meta";
import { formatTime, parseTime } from "#api/time";
import { isActive, replicasOf } from "../../../src/engine/controllers/deployment/replica-sets.ts";
import { sizesDiffer } from "../../../src/engine/controllers/deployment/revisions.ts";
import {
  maxSurgeOf,
  maxUnavailableOf,
  minAvailableOf,
  newReplicaSetReplicas,
  planNewReplicaSet,
  planOldReplicaSets,
  resolveFenceposts,
} from "../../../src/engine/controllers/deployment/rolling.ts";
import { planScale } from "../../../src/engine/controllers/deployment/scale.ts";

interface RecordedReplicaSet {
  readonly name: string;
  readonly replicas: number;
  readonly available: number;
  readonly ageSeconds: number;
  readonly desiredAnnotation?: string;
  readonly maxReplicasAnnotation?: string;
}

export interface DeploymentMathIn {
  readonly op: "resolveFenceposts" | "newRSNewReplicas" | "rollingStep" | "proportionalScale";
  readonly replicas: number;
  readonly maxSurge: IntOrString;
  readonly maxUnavailable: IntOrString;
  readonly newRS?: RecordedReplicaSet | number;
  readonly oldRSs?: readonly RecordedReplicaSet[];
  readonly otherRSs?: readonly number[];
}

/** A real moment: only differences of ages count. */
const NOW_MS = parseTime("2026-06-03T10:20:30Z") ?? 0;

export const answerDeploymentMath = (input: DeploymentMathIn): object => OPERATIONS[input.op](input);

const OPERATIONS: { readonly [O in DeploymentMathIn["op"]]: (input: DeploymentMathIn) => object } = {
  resolveFenceposts: (input) => {
    const deployment = deploymentOf(input);
    return {
      ...resolveFenceposts(input.maxSurge, input.maxUnavailable, input.replicas),
      maxSurgePods: maxSurgeOf(deployment),
      maxUnavailablePods: maxUnavailableOf(deployment),
      minAvailable: minAvailableOf(deployment),
    };
  },
  newRSNewReplicas: (input) => {
    const newRs = replicaSetOfSize(input.newRS as number, 0);
    const all = [...(input.otherRSs ?? []).map((size, i) => replicaSetOfSize(size, i + 1)), newRs];
    return { result: newReplicaSetReplicas(deploymentOf(input), all, newRs) };
  },
  rollingStep: (input) => {
    const deployment = deploymentOf(input);
    const newRs = replicaSetOf(input.newRS as RecordedReplicaSet);
    const old = (input.oldRSs ?? []).map(replicaSetOf);
    const all = [...old, newRs];
    const size = planNewReplicaSet(deployment, all, newRs);
    if (size !== undefined) return { newScaled: true, newUpdates: [{ name: "new", replicas: size }] };
    const scalings = planOldReplicaSets(deployment, all, old.filter(isActive), newRs);
    return { newScaled: false, newUpdates: [], oldScaled: scalings.length > 0, oldUpdates: updates(scalings) };
  },
  /** Writes of a whole scale(): a set that keeps its size is written if it was told another one. */
  proportionalScale: (input) => {
    const deployment = deploymentOf(input);
    const newRs = input.newRS === undefined ? undefined : replicaSetOf(input.newRS as RecordedReplicaSet);
    const scalings = planScale(deployment, newRs, (input.oldRSs ?? []).map(replicaSetOf));
    const most = input.replicas + maxSurgeOf(deployment);
    const isWritten = ({ replicaSet, replicas }: (typeof scalings)[number]): boolean =>
      replicas !== replicasOf(replicaSet) || sizesDiffer(replicaSet, input.replicas, most);
    return { updates: updates(scalings.filter(isWritten)) };
  },
};

const updates = (scalings: readonly { readonly replicaSet: ReplicaSet; readonly replicas: number }[]): object[] =>
  scalings.map((s) => ({ name: s.replicaSet.metadata.name, replicas: s.replicas }));

const deploymentOf = ({ replicas, maxSurge, maxUnavailable }: DeploymentMathIn): Deployment => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "default" },
  spec: {
    replicas,
    selector: {},
    strategy: { type: "RollingUpdate", rollingUpdate: { maxSurge, maxUnavailable } },
    template: { spec: { containers: [] } },
  },
});

const replicaSetOf = (recorded: RecordedReplicaSet): ReplicaSet => {
  const annotations: StringMap = {
    ...(recorded.desiredAnnotation ? { "deployment.kubernetes.io/desired-replicas": recorded.desiredAnnotation } : {}),
    ...(recorded.maxReplicasAnnotation
      ? { "deployment.kubernetes.io/max-replicas": recorded.maxReplicasAnnotation }
      : {}),
  };
  const creationTimestamp = formatTime(NOW_MS - recorded.ageSeconds * 1000);
  return {
    apiVersion: "apps/v1",
    kind: "ReplicaSet",
    metadata: { name: recorded.name, creationTimestamp, annotations },
    spec: { replicas: recorded.replicas, selector: {} },
    status: { replicas: recorded.replicas, availableReplicas: recorded.available },
  };
};

const replicaSetOfSize = (replicas: number, i: number): ReplicaSet =>
  replicaSetOf({ name: `rs-${i}`, replicas, available: 0, ageSeconds: 0 });

// What one sync of the Deployment controller holds, and the writes that it may make. A test gives a client that only notes them.
import type { Deployment, DeploymentStatus, ReplicaSet } from "#api/apps";
import type { Pod } from "#api/core-pod";
import type { Result } from "#api/result";

/** What a sync may do to the cluster. */
export interface DeploymentClient {
  now(): { readonly wallMs: number; readonly time: string };
  /** What the name of its template is made of. */
  templateSum(d: Deployment): number;
  createReplicaSet(rs: ReplicaSet): Result<ReplicaSet>;
  getReplicaSet(namespace: string, name: string): ReplicaSet | undefined;
  /** Writes annotations, size and minReadySeconds. */
  updateReplicaSet(rs: ReplicaSet): ReplicaSet;
  deleteReplicaSet(rs: ReplicaSet): void;
  /** Writes the status and, with it, the annotations. */
  updateStatus(d: Deployment): void;
  event(d: Deployment, type: "Normal" | "Warning", reason: string, message: string): void;
  /** Looks again in so many ms; 0: rate limited. */
  requeue(d: Deployment, afterMs: number): void;
}

/** A sync at work: the Deployment as it has it by now, and the rest as it was read. */
export interface Sync {
  deployment: Deployment;
  readonly replicaSets: readonly ReplicaSet[];
  podsOf(rs: ReplicaSet): Iterable<Pod>;
  readonly client: DeploymentClient;
}

export interface Found {
  /** Undefined: not there (yet), or it could not be made. */
  readonly newRs: ReplicaSet | undefined;
  readonly old: readonly ReplicaSet[];
  /** The sync ends here and is tried again. */
  readonly isFailed?: boolean;
}

export const allOf = ({ newRs, old }: Found): readonly ReplicaSet[] => (newRs ? [...old, newRs] : old);

export const saveStatus = (sync: Sync, status: DeploymentStatus): void => {
  sync.deployment = { ...sync.deployment, status };
  sync.client.updateStatus(sync.deployment);
};

// Models syncDeploymentStatus of pkg/controller/deployment/sync.go and syncRolloutStatus of progress.go (v1.36).
import { deepEqual } from "#api/json";
import { withReplicaFailure } from "./conditions.ts";
import { stuckCheckInMs, withProgress } from "./progress.ts";
import { deploymentStatus } from "./status.ts";
import { allOf, saveStatus, type Found, type Sync } from "./sync-state.ts";

export const writeStatus = (sync: Sync, found: Found): void => {
  const { deployment: d, client } = sync;
  const status = deploymentStatus(d, allOf(found), found.newRs, client.now().time);
  if (!deepEqual(d.status, status)) saveStatus(sync, status);
};

export const writeRolloutStatus = (sync: Sync, found: Found): void => {
  const { deployment: d, client } = sync;
  const now = client.now();
  const sums = deploymentStatus(d, allOf(found), found.newRs, now.time);
  const status = withReplicaFailure(withProgress(d, sums, found.newRs, now), allOf(found), found.newRs);
  if (!deepEqual(d.status, status)) return saveStatus(sync, status);
  const after = stuckCheckInMs(d, status, now.wallMs);
  if (after !== undefined) client.requeue(d, after);
};

// Models what storage does to a PersistentVolumeClaim (v1.36): its strategy clears the status, and SetDefaults_PersistentVolumeClaim says
// Pending when the object is read back.
// Simplified: no volume is made or bound here, so it stays Pending.
import type { KubeObject } from "#api/meta";
import type { PersistentVolumeClaim } from "#api/core-volume";

export const pendingClaim = (object: KubeObject): KubeObject => {
  const claim = object as PersistentVolumeClaim;
  const pending: PersistentVolumeClaim = { ...claim, status: { phase: "Pending", ...claim.status } };
  return pending;
};

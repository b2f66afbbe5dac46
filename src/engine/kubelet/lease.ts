// Models the lease controller of a kubelet (staging/src/k8s.io/component-helpers/apimachinery/lease, v1.36): renewed every 10 s, for 40 s.
// A kubelet that is well renews without a timer: when it last did is computed when somebody asks. The object is written when the kubelet
// stops and when it is back, so that what is stored is right as soon as it is not renewed any more.
import type { Lease } from "#api/coordination";
import { formatMicroTime, parseTime } from "#api/time";
import { machinesOf } from "../node/machines.ts";
import type { Sim } from "../sim.ts";
import { LEASE_PERIOD_MS } from "./timing.ts";

const NAMESPACE = "kube-node-lease";
const DURATION_SECONDS = 40;

export const leaseKey = (node: string): string => `${NAMESPACE}/${node}`;

/** Whether the node's kubelet renews its lease as time goes by. */
export const isLeaseRenewing = (sim: Sim, node: string): boolean => machinesOf(sim).reachesApi(node);

/** When the lease was renewed last, in virtual ms; undefined if there is none. */
export const leaseRenewedMs = (sim: Sim, node: string): number | undefined => {
  const stored = sim.store.get("leases", leaseKey(node));
  if (!stored) return undefined;
  const epochMs = sim.wallMs(0);
  const storedMs = (parseTime(stored.spec?.renewTime ?? "") ?? epochMs) - epochMs;
  if (!isLeaseRenewing(sim, node)) return storedMs;
  return Math.max(storedMs, machinesOf(sim).lastTick(node, sim.now(), LEASE_PERIOD_MS));
};

/** The lease as it reads now. Writes nothing. */
export const leaseOf = (sim: Sim, node: string): Lease | undefined => {
  const stored = sim.store.get("leases", leaseKey(node));
  const renewedMs = leaseRenewedMs(sim, node);
  if (!stored || renewedMs === undefined) return undefined;
  const renewTime = formatMicroTime(sim.wallMs(renewedMs));
  return { ...stored, spec: { ...stored.spec, renewTime } };
};

/** A lease as the kubelet makes it when it registers its node. */
export const newLease = (node: string, ownerUid: string | undefined, renewTime: string): Lease => ({
  apiVersion: "coordination.k8s.io/v1",
  kind: "Lease",
  metadata: {
    name: node,
    namespace: NAMESPACE,
    ...(ownerUid === undefined
      ? {}
      : { ownerReferences: [{ apiVersion: "v1", kind: "Node", name: node, uid: ownerUid }] }),
  },
  spec: { holderIdentity: node, leaseDurationSeconds: DURATION_SECONDS, renewTime },
});

// A Lease as whoever reads it now would find it: those that are renewed as time goes by are not written each time.
import type { Lease } from "#api/coordination";
import { controlPlaneOf } from "../controlplane/controlplane.ts";
import { leaseKey, leaseOf } from "../kubelet/lease.ts";
import { machinesOf } from "../node/machines.ts";
import type { Sim } from "../sim.ts";

export const leaseNow = (sim: Sim, lease: Lease): Lease => {
  const { name, namespace } = lease.metadata;
  if (`${namespace}/${name}` === leaseKey(name)) return (machinesOf(sim).get(name) && leaseOf(sim, name)) ?? lease;
  return controlPlaneOf(sim).leaseNow(lease);
};

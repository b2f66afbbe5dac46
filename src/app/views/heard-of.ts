// When a machine was heard of last: its kubelet renews a lease every ten seconds.
import { parseTime } from "#api/time";
import type { Run } from "#engine";

type Sim = Run["cluster"]["sim"];

export const renewTimeOf = ({ store }: Sim, node: string): string | undefined =>
  store.get("leases", `kube-node-lease/${node}`)?.spec?.renewTime;

/** Virtual ms; the beginning, where there is no lease. */
export const heardOfMs = (sim: Sim, node: string): number => {
  const beganMs = sim.wallMs(0);
  return (parseTime(renewTimeOf(sim, node) ?? "") ?? beganMs) - beganMs;
};

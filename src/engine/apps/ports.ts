// Who listens where. The containers of a pod share its network, and whatever runs on a machine's own network shares that.
import type { Sim } from "../sim.ts";
import type { Applications } from "./applications.ts";
import { portOf, type ProcessRow, type ProcessStart } from "./process.ts";

export const listensOn = (apps: Applications, row: ProcessRow, port: number): boolean =>
  port > 0 && (row.state === "listening" || row.state === "hung") && portOf(row, apps.imageOf(row)) === port;

/** Another process listens on the port that this one wants. */
export const isPortTaken = (sim: Sim, apps: Applications, own: ProcessStart): boolean => {
  const port = portOf(own, apps.registry.at(own.image, own.revision));
  const isOnHost = ({ pod }: ProcessStart): boolean => sim.store.get("pods", pod)?.spec.hostNetwork === true;
  const ids = isOnHost(own) ? apps.idsOnNode(own.node) : apps.idsOfPod(own.podUid);
  return [...ids].some((id) => {
    const row = apps.get(id)!;
    return id !== own.id && listensOn(apps, row, port) && (row.podUid === own.podUid || isOnHost(row));
  });
};

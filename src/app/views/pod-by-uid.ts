import type { Pod } from "#api/core-pod";
import type { Run } from "#engine";

/** The pod that the page knows by its uid; undefined if it is gone, or the id is of something else. */
export const podByUid = (run: Run, uid: string): Pod | undefined =>
  run.cluster.sim.store.list("pods").find((pod) => pod.metadata.uid === uid);

// Models pkg/kubelet/active_deadline.go (v1.36): a pod that has been active for too long is ended.
import type { Pod } from "#api/core-pod";
import type { Sim } from "../sim.ts";
import { normal, type KubeletContext } from "./context.ts";
import type { Terminator } from "./terminator.ts";

/** At the pod's first sync. */
export const setDeadline = (sim: Sim, uid: string, pod: Pod): void => {
  const seconds = pod.spec.activeDeadlineSeconds;
  if (seconds !== undefined) sim.setTimer(sim.now() + seconds * 1000, "kubelet/deadline", uid);
};

/** activeDeadlineSeconds is over. */
export const onDeadline = (context: KubeletContext, terminator: Terminator, uid: string): void => {
  const row = context.pods.get(uid);
  const pod = row && context.podOf(row);
  if (!row || !pod || row.stage !== "syncing" || row.isUnknown) return;
  const message = "Pod was active on the node longer than the specified deadline";
  context.event(row, normal("DeadlineExceeded", message));
  const graceSeconds = pod.spec.terminationGracePeriodSeconds ?? 30;
  terminator.begin(row, pod, { graceSeconds, reason: "DeadlineExceeded", message });
};

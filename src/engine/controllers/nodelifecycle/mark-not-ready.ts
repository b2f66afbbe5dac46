// Models tryUpdateNodeHealth of pkg/controller/nodelifecycle and MarkPodsNotReady of pkg/controller/util/node/controller_utils.go (v1.36):
// what is written of a node that is silent, and of its pods.
import { compareStrings } from "#api/compare";
import type { Condition } from "#api/meta";
import type { Node } from "#api/core-node";
import { keyOf } from "#api/scheme";
import type { EventRecorder } from "../../events/recorder.ts";
import type { Sim } from "../../sim.ts";

const WATCHED = ["Ready", "MemoryPressure", "DiskPressure", "PIDPressure"];

/** All conditions that a kubelet posts become Unknown; a heartbeat keeps its time. */
export const unknownConditions = (node: Node, time: string): readonly Condition[] => {
  const before = node.status?.conditions ?? [];
  const silenced = before.map((c): Condition => {
    if (!WATCHED.includes(c.type) || c.status === "Unknown") return c;
    const message = "Kubelet stopped posting node status.";
    return { ...c, status: "Unknown", reason: "NodeStatusUnknown", message, lastTransitionTime: time };
  });
  const missing = WATCHED.filter((type) => !before.some((c) => c.type === type));
  const never = missing.map((type): Condition => ({
    type,
    status: "Unknown",
    reason: "NodeStatusNeverUpdated",
    message: "Kubelet never posted node status.",
    ...(node.metadata.creationTimestamp ? { lastHeartbeatTime: node.metadata.creationTimestamp } : {}),
    lastTransitionTime: time,
  }));
  return [...silenced, ...never];
};

/** Only the Ready condition of the pods changes: what runs may well go on running. */
export const markPodsNotReady = (sim: Sim, recorder: EventRecorder, node: string): void => {
  const pods = [...sim.store.podsOnNode(node)].toSorted((a, b) => compareStrings(keyOf(a), keyOf(b)));
  for (const pod of pods) {
    const conditions = pod.status?.conditions ?? [];
    if (!conditions.some((c) => c.type === "Ready" && c.status !== "False")) continue;
    const lastTransitionTime = sim.timestamp();
    sim.api.writeStatus("pods", keyOf(pod), {
      ...pod.status,
      conditions: conditions.map((c): Condition =>
        c.type === "Ready" ? { ...c, status: "False", lastTransitionTime } : c,
      ),
    });
    recorder.record(pod, { type: "Warning", reason: "NodeNotReady", message: "Node is not ready" });
  }
};

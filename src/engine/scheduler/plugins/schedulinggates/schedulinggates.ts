// Models plugins/schedulinggates/scheduling_gates.go (v1.36).
import type { Plugin } from "../../plugin.ts";

export const schedulingGates: Plugin = {
  name: "SchedulingGates",
  preEnqueue: (pod) => {
    const gates = pod.spec.schedulingGates ?? [];
    return gates.length > 0 ? `waiting for scheduling gates: [${gates.map((g) => g.name).join(" ")}]` : undefined;
  },
  events: ["Pod/UpdateSchedulingGatesEliminated"],
  isSchedulableAfter: (pod, event) => "pod" in event && event.pod.metadata.uid === pod.uid,
};

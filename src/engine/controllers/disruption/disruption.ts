// Models pkg/controller/disruption/disruption.go (v1.36): the status of PodDisruptionBudgets follows their pods. Only people make budgets, so
// what is done for them comes with what writes need (apiserver/checks.ts).
import type { Pod } from "#api/core-pod";
import { checks } from "../../apiserver/checks.ts";
import { createEventRecorder, type EventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import { createWorkQueue, type WorkQueue } from "../work-queue.ts";

export interface BudgetTools {
  readonly sim: Sim;
  readonly recorder: EventRecorder;
  readonly queue: WorkQueue;
}

export const createDisruptionController: ComponentFactory = (sim) => {
  sim.store.addIndex("poddisruptionbudgets", "namespace", (o) => [o.metadata.namespace ?? ""]);
  const queue = createWorkQueue(sim, {
    component: "disruption",
    latencyMs: 12,
    reconcile: (key) => checks().syncBudget(tools, key),
  });
  const tools: BudgetTools = { sim, queue, recorder: createEventRecorder(sim, { component: "controllermanager" }) };
  return {
    name: "disruption",
    timers: { reconcile: queue.fire },
    watch: {
      poddisruptionbudgets: ({ type, key }) => {
        if (type !== "DELETED") queue.add(key);
      },
      pods: ({ object }) => {
        const pdbs = [...sim.store.byIndex("poddisruptionbudgets", "namespace", object.metadata.namespace ?? "")];
        if (pdbs.length > 0) checks().followBudget(tools, object as Pod, pdbs);
      },
    },
  };
};

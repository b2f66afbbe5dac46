// Models pkg/controller/podautoscaler/horizontal.go (v1.36): every 15 s a target's usage is held against what is wanted, and its size changed.
// Few clusters have one, so what is done then comes with what writes need (apiserver/checks.ts).
import { createEventRecorder, type EventRecorder } from "../../events/recorder.ts";
import type { ComponentFactory, Sim } from "../../sim.ts";
import type { Table } from "../../state/table.ts";
import { createWorkQueue } from "../work-queue.ts";
import { checks } from "../../apiserver/checks.ts";
import type { Recommendation, ScaleChange } from "./limits.ts";

const NAME = "podautoscaler";
const PERIOD_MS = 15_000;

export interface Tools {
  readonly sim: Sim;
  readonly recorder: EventRecorder;
  readonly recommendations: Table<readonly Recommendation[]>;
  readonly changes: Table<readonly ScaleChange[]>;
}

export const createPodAutoscaler: ComponentFactory = (sim) => {
  const tools: Tools = {
    sim,
    recorder: createEventRecorder(sim, { component: "horizontal-pod-autoscaler" }),
    recommendations: sim.table("podautoscaler/recommendations"),
    changes: sim.table("podautoscaler/changes"),
  };
  const queue = createWorkQueue(sim, {
    component: NAME,
    latencyMs: PERIOD_MS,
    reconcile: (key) => {
      const hpa = sim.store.get("horizontalpodautoscalers", key);
      if (!hpa) return;
      checks().autoscale(tools, hpa);
      queue.add(key);
    },
  });
  return {
    name: NAME,
    timers: { reconcile: queue.fire },
    watch: {
      // Whatever changes, the next look comes with the period.
      horizontalpodautoscalers: ({ type, key }) => {
        if (type !== "DELETED") return queue.add(key);
        tools.recommendations.delete(key);
        tools.changes.delete(key);
      },
    },
  };
};

// Models pkg/apis/autoscaling/v2/defaults.go (v1.36).
import type { JsonObject } from "#api/meta";
import { change, fill, listOf, objectOf, set } from "../json-object.ts";

const SCALE_UP: JsonObject = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [
    { type: "Pods", value: 4, periodSeconds: 15 },
    { type: "Percent", value: 100, periodSeconds: 15 },
  ],
};

/** Without a window of its own: the controller's flag, five minutes, holds. */
const SCALE_DOWN: JsonObject = {
  selectPolicy: "Max",
  policies: [{ type: "Percent", value: 100, periodSeconds: 15 }],
};

const CPU_80: JsonObject = {
  type: "Resource",
  resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } },
};

export const defaultHorizontalPodAutoscaler = (autoscaler: JsonObject): JsonObject =>
  change(autoscaler, "spec", (spec) => {
    const filled = fill(spec, { minReplicas: 1 });
    const measured = listOf(filled["metrics"]).length === 0 ? set(filled, "metrics", [CPU_80]) : filled;
    return change(measured, "behavior", (behavior) => {
      const up = set(behavior, "scaleUp", fill(objectOf(behavior["scaleUp"]), SCALE_UP));
      return set(up, "scaleDown", fill(objectOf(up["scaleDown"]), SCALE_DOWN));
    });
  });

// Models printHorizontalPodAutoscaler of pkg/printers/internalversion/printers.go (v1.36).
import type { JsonObject } from "#api/meta";
import { has, list, nameOf, num, obj, text } from "../object.ts";
import { age } from "./cells.ts";
import { columns, type TablePrinter } from "./table.ts";

const UNKNOWN = "<unknown>";

const read = (current: JsonObject | undefined, source: string, field: string): string =>
  has(current, source, "current", field) ? text(current, source, "current", field) : UNKNOWN;

/** String() of a quantity that may not be there. */
const wanted = (metric: JsonObject, source: string, field: string): string =>
  text(metric, source, "target", field) || "<nil>";

const averageOrValue = (metric: JsonObject, current: JsonObject | undefined, source: string): string => {
  const target = obj(metric, source, "target");
  if (has(target, "averageValue")) {
    return `${read(current, source, "averageValue")}/${text(target, "averageValue")} (avg)`;
  }
  return `${read(current, source, "value")}/${wanted(metric, source, "value")}`;
};

const resource = (metric: JsonObject, current: JsonObject | undefined, source: string): string => {
  const target = obj(metric, source, "target");
  const name = text(metric, source, "name");
  if (has(target, "averageValue")) {
    return `${name}: ${read(current, source, "averageValue")}/${text(target, "averageValue")}`;
  }
  const utilization = read(current, source, "averageUtilization");
  const share = has(target, "averageUtilization") ? `${num(target, "averageUtilization")}%` : "<auto>";
  return `${name}: ${utilization === UNKNOWN ? UNKNOWN : `${utilization}%`}/${share}`;
};

const metricText = (metric: JsonObject, current: JsonObject | undefined): string => {
  switch (text(metric, "type")) {
    case "External":
      return averageOrValue(metric, current, "external");
    case "Object":
      return averageOrValue(metric, current, "object");
    case "Pods":
      return `${read(current, "pods", "averageValue")}/${wanted(metric, "pods", "averageValue")}`;
    case "Resource":
      return resource(metric, current, "resource");
    case "ContainerResource":
      return resource(metric, current, "containerResource");
    default:
      return "<unknown type>";
  }
};

const targets = (autoscaler: JsonObject): string => {
  const current = list(autoscaler, "status", "currentMetrics");
  const texts = list(autoscaler, "spec", "metrics").map((metric, index) => metricText(metric, current[index]));
  if (texts.length === 0) return "<none>";
  const shown = texts.slice(0, 2).join(", ");
  return texts.length > 2 ? `${shown} + ${texts.length - 2} more...` : shown;
};

export const horizontalPodAutoscalers: TablePrinter = {
  columns: columns("Name", "Reference", "Targets", "MinPods", "MaxPods", "Replicas", "Age"),
  cells: (object, context) => [
    nameOf(object),
    `${text(object, "spec", "scaleTargetRef", "kind")}/${text(object, "spec", "scaleTargetRef", "name")}`,
    targets(object),
    has(object, "spec", "minReplicas") ? text(object, "spec", "minReplicas") : "<unset>",
    String(num(object, "spec", "maxReplicas")),
    String(num(object, "status", "currentReplicas")),
    age(object, context),
  ],
};

// Models the describers of budgets and autoscalers of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { canonicalQuantity } from "#api/quantity";
import { goQuote } from "#api/go-quote";
import { formatLabelSelector } from "../go/selector-text.ts";
import { has, list, nameOf, namespaceOf, num, obj, text } from "../object.ts";
import type { Describer } from "./describer.ts";
import { eventsOf } from "./events.ts";
import { heading, rfc1123 } from "./parts.ts";
import type { Writer } from "./writer.ts";

export const describePodDisruptionBudget: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  if (has(object, "spec", "minAvailable")) w.field(0, "Min available", text(object, "spec", "minAvailable"));
  else if (has(object, "spec", "maxUnavailable")) w.field(0, "Max unavailable", text(object, "spec", "maxUnavailable"));
  w.field(0, "Selector", has(object, "spec", "selector") ? formatLabelSelector(object, "spec", "selector") : "<unset>");
  w.line(0, "Status:");
  w.field(2, "Allowed disruptions", num(object, "status", "disruptionsAllowed"));
  w.field(2, "Current", num(object, "status", "currentHealthy"));
  w.field(2, "Desired", num(object, "status", "desiredHealthy"));
  w.field(2, "Total", num(object, "status", "expectedPods"));
  eventsOf(w, object, context);
};

const UNKNOWN = "<unknown>";
/** String() of a quantity that is not there. */
const NIL = "<nil>";

const amount = (object: JsonObject | undefined, source: string, field: string): string => {
  const value = text(object, source, "current", field);
  if (!has(object, source)) return UNKNOWN;
  return value === "" ? NIL : (canonicalQuantity(value) ?? value);
};

const target = (metric: JsonObject, source: string, field: string): string => {
  const value = text(metric, source, "target", field);
  return value === "" ? NIL : (canonicalQuantity(value) ?? value);
};

const resourceMetric = (w: Writer, metric: JsonObject, current: JsonObject | undefined, source: string): void => {
  const container = source === "containerResource" ? ` of container "${text(metric, source, "container")}"` : "";
  w.write(1, `resource ${text(metric, source, "name")}${container} on pods`);
  if (has(metric, source, "target", "averageValue")) {
    w.write(0, `:\t${amount(current, source, "averageValue")} / ${target(metric, source, "averageValue")}\n`);
    return;
  }
  const utilization = has(current, source, "current", "averageUtilization")
    ? `${num(current, source, "current", "averageUtilization")}% (${amount(current, source, "averageValue")})`
    : UNKNOWN;
  const wanted = has(metric, source, "target", "averageUtilization")
    ? `${num(metric, source, "target", "averageUtilization")}%`
    : "<auto>";
  w.write(1, `(as a percentage of request):\t${utilization} / ${wanted}\n`);
};

const externalMetric = (w: Writer, metric: JsonObject, current: JsonObject | undefined): void => {
  const isAverage = has(metric, "external", "target", "averageValue");
  const field = isAverage ? "averageValue" : "value";
  const title = isAverage ? "target average value" : "target value";
  const shown = has(current, "external") ? amount(current, "external", field) : UNKNOWN;
  w.line(
    1,
    `${goQuote(text(metric, "external", "metric", "name"))} (${title}):\t${shown} / ${target(metric, "external", field)}`,
  );
};

const objectMetric = (w: Writer, metric: JsonObject, current: JsonObject | undefined): void => {
  const described = obj(metric, "object", "describedObject");
  const isAverage = text(metric, "object", "target", "type") === "AverageValue";
  const field = isAverage ? "averageValue" : "value";
  const title = isAverage ? "target average value" : "target value";
  w.line(
    1,
    `"${text(metric, "object", "metric", "name")}" on ${text(described, "kind")}/${text(described, "name")} (${title}):\t${amount(current, "object", field)} / ${target(metric, "object", field)}`,
  );
};

const metricLine = (w: Writer, metric: JsonObject, current: JsonObject | undefined): void => {
  switch (text(metric, "type")) {
    case "External":
      return externalMetric(w, metric, current);
    case "Object":
      return objectMetric(w, metric, current);
    case "Pods":
      return w.line(
        1,
        `${goQuote(text(metric, "pods", "metric", "name"))} on pods:\t${amount(current, "pods", "averageValue")} / ${target(metric, "pods", "averageValue")}`,
      );
    case "Resource":
      return resourceMetric(w, metric, current, "resource");
    case "ContainerResource":
      return resourceMetric(w, metric, current, "containerResource");
    default:
      return w.line(1, `<unknown metric type ${goQuote(text(metric, "type"))}>`);
  }
};

const behavior = (w: Writer, title: string, rules: JsonObject): void => {
  w.line(1, `${title}:`);
  if (has(rules, "stabilizationWindowSeconds")) {
    w.line(2, `Stabilization Window: ${num(rules, "stabilizationWindowSeconds")} seconds`);
  }
  const policies = list(rules, "policies");
  if (policies.length === 0) return;
  w.line(2, `Select Policy: ${has(rules, "selectPolicy") ? text(rules, "selectPolicy") : "Max"}`);
  w.line(2, "Policies:");
  for (const policy of policies) {
    w.line(
      3,
      `- Type: ${text(policy, "type")}\tValue: ${num(policy, "value")}\tPeriod: ${num(policy, "periodSeconds")} seconds`,
    );
  }
};

export const describeHorizontalPodAutoscaler: Describer = (w, object, context) => {
  heading(w, object);
  w.field(0, "CreationTimestamp", rfc1123(text(object, "metadata", "creationTimestamp")));
  const reference = obj(object, "spec", "scaleTargetRef");
  w.field(0, "Reference", `${text(reference, "kind")}/${text(reference, "name")}`);
  w.field(0, "Metrics", "( current / target )");
  const current = list(object, "status", "currentMetrics");
  for (const [index, metric] of list(object, "spec", "metrics").entries()) metricLine(w, metric, current[index]);
  w.field(0, "Min replicas", has(object, "spec", "minReplicas") ? num(object, "spec", "minReplicas") : "<unset>");
  w.field(0, "Max replicas", num(object, "spec", "maxReplicas"));
  if (has(object, "spec", "behavior")) {
    w.line(0, "Behavior:");
    const rules = obj(object, "spec", "behavior");
    if (has(rules, "scaleUp")) behavior(w, "Scale Up", obj(rules, "scaleUp"));
    if (has(rules, "scaleDown")) behavior(w, "Scale Down", obj(rules, "scaleDown"));
  }
  w.field(
    0,
    `${text(reference, "kind")} pods`,
    `${num(object, "status", "currentReplicas")} current / ${num(object, "status", "desiredReplicas")} desired`,
  );
  const conditions = list(object, "status", "conditions");
  if (conditions.length > 0) {
    w.line(0, "Conditions:");
    w.line(1, "Type\tStatus\tReason\tMessage");
    w.line(1, "----\t------\t------\t-------");
  }
  for (const item of conditions) {
    w.line(1, `${text(item, "type")}\t${text(item, "status")}\t${text(item, "reason")}\t${text(item, "message")}`);
  }
  eventsOf(w, object, context);
};

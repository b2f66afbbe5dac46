// Models computeStatusForResourceMetric of pkg/controller/podautoscaler/horizontal.go (v1.36): one metric of an autoscaler, read and weighed.
import { compareStrings } from "#api/compare";
import type { HorizontalPodAutoscaler, MetricSpec, MetricStatus } from "#api/autoscaling";
import type { LabelSelector } from "#api/meta";
import { bytes, cpuMilli, formatQuantity, milliValue, quantityFromMilli, quantityOf } from "#api/quantity";
import { keyOf } from "#api/scheme";
import { hasMetrics, podUsage } from "../../metrics/metrics.ts";
import type { Sim } from "../../sim.ts";
import { calculateReplicas, type PodMetric } from "./replica-calculator.ts";

const TOLERANCE = 0.1;

/** Kinds with a scale subresource. */
export const SCALABLE = {
  Deployment: "deployments",
  ReplicaSet: "replicasets",
  StatefulSet: "statefulsets",
} as const;

export interface Target {
  readonly resource: (typeof SCALABLE)[keyof typeof SCALABLE];
  readonly key: string;
  readonly replicas: number;
  /** As its status says. */
  readonly running: number;
  readonly selector: LabelSelector;
}

export interface Failure {
  readonly reason: string;
  readonly error: string;
  /** How it is said of all metrics together. */
  readonly inAll: string;
}

export type MetricRead = Failure | { readonly replicas: number; readonly name: string; readonly status: MetricStatus };

const NO_API =
  "unable to fetch metrics from resource metrics API: the server could not find the requested resource (get pods.metrics.k8s.io)";

export const readMetric = (sim: Sim, hpa: HorizontalPodAutoscaler, target: Target, spec: MetricSpec): MetricRead => {
  const source = spec.resource ?? spec.containerResource;
  const container = spec.containerResource?.container;
  const reason = container ? "FailedGetContainerResourceMetric" : "FailedGetResourceMetric";
  if (!source) return adapterless(hpa, spec);
  const { name: resource } = source;
  const { averageUtilization, averageValue } = source.target;
  const what = averageUtilization === undefined ? "usage" : "utilization";
  const fail = (why: string): Failure => {
    const error = `failed to get ${resource} ${what}: ${why}`;
    return {
      error,
      reason,
      inAll: `failed to get ${resource} ${container ? "container" : "resource"} metric value: ${error}`,
    };
  };
  const unread = `unable to get metrics for resource ${resource}`;
  if (!hasMetrics(sim)) return fail(`${unread}: ${NO_API}`);
  const pods = sim.store.podsBySelector(hpa.metadata.namespace ?? "", target.selector);
  const metrics = metricsOf(sim, pods.map(keyOf), resource, container);
  if (metrics.size === 0) return fail(`${unread}: no metrics returned from resource metrics API`);
  const amount = resource === "cpu" ? cpuMilli : bytes;
  const calculated = calculateReplicas({
    pods,
    metrics,
    currentReplicas: target.replicas,
    resource,
    container,
    target:
      averageUtilization === undefined
        ? { averageValue: amount(averageValue ?? "0") }
        : { utilization: averageUtilization },
    tolerance: toleranceOf(hpa),
    wallMs: sim.wallMs(),
  });
  if (!calculated.ok) return fail(calculated.error);
  const name = metricName(resource, container, averageUtilization !== undefined);
  const status = statusOf(resource, container, calculated);
  return { replicas: calculated.replicas, name, status };
};

const NO_CUSTOM_API =
  "unable to fetch metrics from custom metrics API: no custom metrics API (custom.metrics.k8s.io) registered";

/** Of metrics that come from nowhere but an adapter, in the words of replica_calculator.go and its clients. */
const adapterless = (hpa: HorizontalPodAutoscaler, { type, pods, object, external }: MetricSpec): Failure => {
  const reason = `FailedGet${type}Metric`;
  const { namespace = "" } = hpa.metadata;
  if (external) {
    const { name, selector } = external.metric;
    const error = `unable to get external metric ${namespace}/${name}/${goSelector(selector)}: unable to fetch metrics from external metrics API: the server could not find the requested resource (get ${name}.external.metrics.k8s.io)`;
    const what = external.target.averageValue === undefined ? `external metric ${name}` : `${name} external metric`;
    return { reason, error, inAll: `failed to get ${name} external metric value: failed to get ${what}: ${error}` };
  }
  const of = object ? `${object.describedObject.kind} on ${namespace} ${object.describedObject.name}/` : "";
  const error = `unable to get metric ${(object ?? pods)?.metric.name ?? ""}: ${of}${NO_CUSTOM_API}`;
  return { reason, error, inAll: `failed to get ${object ? "object" : "pods"} metric value: ${error}` };
};

/** The String method that Go's protobuf generator makes. */
const goSelector = (selector: LabelSelector | undefined): string => {
  if (!selector) return "nil";
  const labels = Object.entries(selector.matchLabels ?? {})
    .toSorted(([a], [b]) => compareStrings(a, b))
    .map(([key, value]) => `${key}: ${value},`);
  const expressions = (selector.matchExpressions ?? []).map(
    ({ key, operator, values = [] }) =>
      `LabelSelectorRequirement{Key:${key},Operator:${operator},Values:[${values.join(" ")}],},`,
  );
  return `&LabelSelector{MatchLabels:map[string]string{${labels.join("")}},MatchExpressions:[]LabelSelectorRequirement{${expressions.join("")}},}`;
};

const metricName = (resource: string, container: string | undefined, isUtilization: boolean): string => {
  const base = `${resource} ${container ? "container resource" : "resource"}`;
  return isUtilization ? `${base} utilization (percentage of request)` : base;
};

const statusOf = (
  name: string,
  container: string | undefined,
  { averageValue, utilization }: { readonly averageValue: number; readonly utilization?: number },
): MetricStatus => {
  const current = {
    averageValue: quantityText(name, averageValue),
    ...(utilization === undefined ? {} : { averageUtilization: utilization }),
  };
  return container
    ? { type: "ContainerResource", containerResource: { name, container, current } }
    : { type: "Resource", resource: { name, current } };
};

const toleranceIn = (text: string | undefined): number =>
  text === undefined ? TOLERANCE : Number(milliValue(quantityOf(text))) / 1000;

const toleranceOf = ({ spec }: HorizontalPodAutoscaler): { readonly up: number; readonly down: number } => ({
  up: toleranceIn(spec.behavior?.scaleUp?.tolerance),
  down: toleranceIn(spec.behavior?.scaleDown?.tolerance),
});

const quantityText = (resource: string, value: number): string =>
  resource === "cpu" ? formatQuantity(quantityFromMilli(value, "DecimalSI")) : String(value);

/** By pod name: milli-CPU or bytes, of one container or of all. */
const metricsOf = (
  sim: Sim,
  podKeys: readonly string[],
  resource: string,
  container: string | undefined,
): ReadonlyMap<string, PodMetric> => {
  const metrics = new Map<string, PodMetric>();
  for (const key of podKeys) {
    const usage = podUsage(sim, key);
    const counted = usage?.containers.filter((c) => !container || c.name === container) ?? [];
    if (!usage || counted.length === 0) continue;
    const value = counted.reduce((n, c) => n + (resource === "cpu" ? c.cpuMilli : c.memoryBytes), 0);
    metrics.set(key.slice(key.indexOf("/") + 1), { value, wallMs: sim.wallMs(usage.atMs), windowMs: usage.windowMs });
  }
  return metrics;
};

// Models reconcileAutoscaler of pkg/controller/podautoscaler/horizontal.go (v1.36).
// Simplified: metrics of type Resource and ContainerResource; Pods, Object and External metrics have no adapter to ask.
import { own } from "#api/json";
import type { HorizontalPodAutoscaler, MetricStatus } from "#api/autoscaling";
import type { Condition } from "#api/meta";
import { keyOf } from "#api/scheme";
import { ownersOf } from "../../apiserver/owners/owners.ts";
import { limitReplicas } from "./limits.ts";
import type { Tools } from "./podautoscaler.ts";
import { readMetric, SCALABLE, type Failure, type Target } from "./read-metric.ts";

const KEPT_MS = 3_600_000;
const CONTROLLER_MANAGER = "kube-controller-manager";

const targetOf = ({ sim }: Tools, { metadata, spec }: HorizontalPodAutoscaler): Target | undefined => {
  const resource = own(SCALABLE, spec.scaleTargetRef.kind);
  const key = `${metadata.namespace}/${spec.scaleTargetRef.name}`;
  const found = resource && sim.store.get(resource, key);
  if (!found) return undefined;
  const { replicas = 1, selector } = found.spec;
  return { resource, key, replicas, running: found.status?.replicas ?? 0, selector };
};

/** The status while it is being made. */
interface Draft {
  conditions: readonly Condition[];
  metrics: readonly MetricStatus[] | null;
}

const note = ({ sim }: Tools, draft: Draft, given: Omit<Condition, "lastTransitionTime">): void => {
  const before = draft.conditions.find((c) => c.type === given.type);
  const since = before?.status === given.status ? before.lastTransitionTime : undefined;
  const condition: Condition = { ...given, lastTransitionTime: since ?? sim.timestamp() };
  draft.conditions = before
    ? draft.conditions.map((c) => (c === before ? condition : c))
    : [...draft.conditions, condition];
};

export const autoscale = (tools: Tools, hpa: HorizontalPodAutoscaler): void => {
  const { sim, recorder } = tools;
  const draft: Draft = { conditions: hpa.status?.conditions ?? [], metrics: hpa.status?.currentMetrics ?? null };
  const target = targetOf(tools, hpa);
  if (!target) {
    const { kind, name } = hpa.spec.scaleTargetRef;
    const why = `${kind.toLowerCase()}s.apps "${name}" not found`;
    recorder.record(hpa, { type: "Warning", reason: "FailedGetScale", message: why });
    const message = `the HPA controller was unable to get the target's current scale: ${why}`;
    note(tools, draft, { type: "AbleToScale", status: "False", reason: "FailedGetScale", message });
    return write(tools, hpa, draft, {});
  }
  const able = "the HPA controller was able to get the target's current scale";
  note(tools, draft, { type: "AbleToScale", status: "True", reason: "SucceededGetScale", message: able });
  const { desired, reason } = decide(tools, hpa, target, draft);
  if (desired === undefined) return write(tools, hpa, draft, { currentReplicas: target.running });
  if (desired === target.replicas) {
    return write(tools, hpa, draft, { currentReplicas: target.running, desiredReplicas: desired });
  }
  const before = sim.store.get(target.resource, target.key);
  const scaled = sim.api.write(
    target.resource,
    target.key,
    (live) => ({ ...live, spec: { ...live.spec, replicas: desired } }) as typeof live,
  );
  // Whoever applies a number of replicas beside an autoscaler is told of it.
  if (before && scaled) ownersOf(sim).noteScale(target.resource, before, scaled, CONTROLLER_MANAGER);
  const key = keyOf(hpa);
  const kept = (tools.changes.get(key) ?? []).filter((c) => c.atMs > sim.now() - KEPT_MS);
  tools.changes.set(key, [...kept, { atMs: sim.now(), change: desired - target.replicas }]);
  const message = `the HPA controller was able to update the target scale to ${desired}`;
  note(tools, draft, { type: "AbleToScale", status: "True", reason: "SucceededRescale", message });
  const text = `New size: ${desired}; reason: ${reason}`;
  recorder.record(hpa, { type: "Normal", reason: "SuccessfulRescale", message: text });
  const lastScaleTime = sim.timestamp();
  return write(tools, hpa, draft, { currentReplicas: target.running, desiredReplicas: desired, lastScaleTime });
};

interface Decision {
  /** Undefined: no metric could be read. */
  readonly desired: number | undefined;
  readonly reason: string;
}

const decide = (tools: Tools, hpa: HorizontalPodAutoscaler, target: Target, draft: Draft): Decision => {
  const { sim } = tools;
  const { minReplicas = 1, maxReplicas } = hpa.spec;
  const current = target.replicas;
  const key = keyOf(hpa);
  const nowMs = sim.now();
  // The size that was found at first counts as the first recommendation, whatever is decided now.
  if (!tools.recommendations.has(key)) tools.recommendations.set(key, [{ atMs: nowMs, replicas: current }]);
  // Where the size alone decides, no metric is read and none is shown.
  draft.metrics = null;
  if (current === 0 && minReplicas !== 0) {
    const message = "scaling is disabled since the replica count of the target is zero";
    note(tools, draft, { type: "ScalingActive", status: "False", reason: "ScalingDisabled", message });
    return { desired: 0, reason: "" };
  }
  if (current > maxReplicas) {
    return { desired: maxReplicas, reason: "Current number of replicas above Spec.MaxReplicas" };
  }
  if (current < minReplicas) {
    return { desired: minReplicas, reason: "Current number of replicas below Spec.MinReplicas" };
  }
  const wish = readMetrics(tools, hpa, target, draft);
  if (!wish) return { desired: undefined, reason: "" };
  const before = (tools.recommendations.get(key) ?? []).filter((r) => r.atMs > nowMs - KEPT_MS);
  const { replicas, stabilized, limited } = limitReplicas({
    hpa,
    current,
    desired: wish.replicas,
    recommendations: before,
    changes: tools.changes.get(key) ?? [],
    nowMs,
  });
  tools.recommendations.set(key, [...before, { atMs: nowMs, replicas: wish.replicas }]);
  note(tools, draft, { type: "AbleToScale", status: "True", ...stabilized });
  const { isLimited, reason, message } = limited;
  note(tools, draft, { type: "ScalingLimited", status: isLimited ? "True" : "False", reason, message });
  return {
    desired: replicas,
    reason: wish.replicas > current ? `${wish.name} above target` : "All metrics below target",
  };
};

interface Wish {
  readonly replicas: number;
  readonly name: string;
}

/** The greatest wish of all metrics that can be read. */
const readMetrics = (tools: Tools, hpa: HorizontalPodAutoscaler, target: Target, draft: Draft): Wish | undefined => {
  const { recorder } = tools;
  const specs = hpa.spec.metrics ?? [];
  const failures: Failure[] = [];
  const statuses: MetricStatus[] = [];
  let best: Wish | undefined;
  for (const spec of specs) {
    const read = readMetric(tools.sim, hpa, target, spec);
    if ("error" in read) {
      failures.push(read);
      statuses.push({ type: "" } as unknown as MetricStatus);
      recorder.record(hpa, { type: "Warning", reason: read.reason, message: read.error });
      continue;
    }
    statuses.push(read.status);
    if (!best || read.replicas > best.replicas) best = { replicas: read.replicas, name: read.name };
  }
  draft.metrics = statuses;
  const [first] = failures;
  if (first && (!best || best.replicas < target.replicas)) {
    const message = `the HPA was unable to compute the replica count: ${first.error}`;
    note(tools, draft, { type: "ScalingActive", status: "False", reason: first.reason, message });
    const text = `invalid metrics (${failures.length} invalid out of ${specs.length}), first error is: ${first.inAll}`;
    recorder.record(hpa, { type: "Warning", reason: "FailedComputeMetricsReplicas", message: text });
    return undefined;
  }
  if (!best) return undefined;
  const message = `the HPA was able to successfully calculate a replica count from ${best.name}`;
  note(tools, draft, { type: "ScalingActive", status: "True", reason: "ValidMetricFound", message });
  return best;
};

interface Counts {
  readonly currentReplicas?: number;
  readonly desiredReplicas?: number;
  readonly lastScaleTime?: string;
}

const write = ({ sim }: Tools, hpa: HorizontalPodAutoscaler, draft: Draft, counts: Counts): void => {
  const lastScaleTime = counts.lastScaleTime ?? hpa.status?.lastScaleTime;
  sim.api.writeStatus("horizontalpodautoscalers", keyOf(hpa), {
    ...(lastScaleTime === undefined ? {} : { lastScaleTime }),
    currentReplicas: counts.currentReplicas ?? hpa.status?.currentReplicas ?? 0,
    desiredReplicas: counts.desiredReplicas ?? hpa.status?.desiredReplicas ?? 0,
    currentMetrics: draft.metrics,
    conditions: draft.conditions,
  });
};

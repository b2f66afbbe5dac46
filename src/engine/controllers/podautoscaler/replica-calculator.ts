// Models pkg/controller/podautoscaler/replica_calculator.go (v1.36): how many replicas a metric asks for. Pure.
import type { Pod } from "#api/core-pod";
import { bytes, cpuMilli } from "#api/quantity";
import { parseTime } from "#api/time";
import { podCondition } from "../pod-state.ts";

/** A pod's usage: milli-CPU or bytes. */
export interface PodMetric {
  readonly value: number;
  readonly wallMs: number;
  readonly windowMs: number;
}

export interface CalculationInput {
  readonly pods: readonly Pod[];
  /** By pod name. */
  readonly metrics: ReadonlyMap<string, PodMetric>;
  readonly currentReplicas: number;
  readonly resource: string;
  readonly container?: string | undefined;
  readonly target: { readonly utilization: number } | { readonly averageValue: number };
  readonly tolerance: { readonly up: number; readonly down: number };
  readonly wallMs: number;
}

export type Calculation =
  | { readonly ok: false; readonly error: string }
  | {
      readonly ok: true;
      readonly replicas: number;
      /** Percent of the requests, for a utilization target. */
      readonly utilization?: number;
      readonly averageValue: number;
    };

const INITIALIZATION_MS = 300_000;
const INITIAL_READINESS_MS = 30_000;

interface Groups {
  readonly ready: number;
  readonly unready: readonly string[];
  readonly missing: readonly string[];
  readonly counted: ReadonlyMap<string, number>;
}

const isUnready = (pod: Pod, metric: PodMetric, wallMs: number): boolean => {
  const ready = podCondition(pod, "Ready");
  const startMs = parseTime(pod.status?.startTime ?? "");
  if (!ready || startMs === undefined) return true;
  const sinceMs = parseTime(ready.lastTransitionTime ?? "") ?? 0;
  // In its first five minutes a pod counts only once it has been ready for a whole window.
  if (startMs + INITIALIZATION_MS > wallMs)
    return ready.status === "False" || metric.wallMs < sinceMs + metric.windowMs;
  return ready.status === "False" && startMs + INITIAL_READINESS_MS > sinceMs;
};

const groupPods = ({ pods, metrics, resource, wallMs }: CalculationInput): Groups => {
  const unready: string[] = [];
  const missing: string[] = [];
  const counted = new Map<string, number>();
  for (const pod of pods) {
    const { name, deletionTimestamp } = pod.metadata;
    if (deletionTimestamp || pod.status?.phase === "Failed") continue;
    const metric = metrics.get(name);
    if (pod.status?.phase === "Pending") unready.push(name);
    else if (!metric) missing.push(name);
    else if (resource === "cpu" && isUnready(pod, metric, wallMs)) unready.push(name);
    else counted.set(name, metric.value);
  }
  return { ready: counted.size, unready, missing, counted };
};

/** Requests by pod name, or what is wrong with them. */
const requestsOf = ({ pods, resource, container }: CalculationInput): ReadonlyMap<string, number> | string => {
  const requests = new Map<string, number>();
  const amount = resource === "cpu" ? cpuMilli : bytes;
  for (const pod of pods) {
    const sidecars = (pod.spec.initContainers ?? []).filter((c) => c.restartPolicy === "Always");
    const containers = [...pod.spec.containers, ...sidecars].filter((c) => !container || c.name === container);
    let sum = 0;
    for (const c of containers) {
      const text = c.resources?.requests?.[resource];
      if (text === undefined)
        return `missing request for ${resource} in container ${c.name} of Pod ${pod.metadata.name}`;
      sum += amount(text);
    }
    requests.set(pod.metadata.name, sum);
  }
  return requests;
};

const sum = (numbers: Iterable<number>): number => {
  let total = 0;
  for (const n of numbers) total += n;
  return total;
};

type Ratio = { readonly ratio: number; readonly utilization?: number; readonly averageValue: number };

const ratioOf = (
  { target }: CalculationInput,
  requests: ReadonlyMap<string, number>,
  values: ReadonlyMap<string, number>,
): Ratio => {
  const total = sum(values.values());
  const averageValue = Math.floor(total / values.size);
  if ("averageValue" in target) return { ratio: averageValue / target.averageValue, averageValue };
  const requested = sum([...values.keys()].map((name) => requests.get(name) ?? 0));
  const utilization = requested === 0 ? 0 : Math.floor((total * 100) / requested);
  return { ratio: utilization / target.utilization, utilization, averageValue };
};

/** A cautious guess of those that say nothing: all of their request when shrinking, nothing when growing. */
const guess = (
  { target }: CalculationInput,
  requests: ReadonlyMap<string, number>,
  { counted, missing, unready }: Groups,
  ratio: number,
): ReadonlyMap<string, number> => {
  const guessed = new Map(counted);
  for (const name of missing) {
    const share = "utilization" in target ? Math.max(100, target.utilization) / 100 : 1;
    const whole = "averageValue" in target ? target.averageValue : (requests.get(name) ?? 0) * share;
    guessed.set(name, ratio < 1 ? whole : 0);
  }
  if (ratio > 1) for (const name of unready) guessed.set(name, 0);
  return guessed;
};

export const calculateReplicas = (input: CalculationInput): Calculation => {
  if (input.pods.length === 0) return fail("no pods returned by selector while calculating replica count");
  const groups = groupPods(input);
  if (groups.counted.size === 0) return fail("did not receive metrics for targeted pods (pods might be unready)");
  const requests = "utilization" in input.target ? requestsOf(input) : new Map<string, number>();
  if (typeof requests === "string") return fail(requests);
  const { ratio, ...figures } = ratioOf(input, requests, groups.counted);
  const isPlain = groups.missing.length === 0 && (groups.unready.length === 0 || ratio <= 1);
  const guessed = isPlain ? groups.counted : guess(input, requests, groups, ratio);
  const revised = isPlain ? ratio : ratioOf(input, requests, guessed).ratio;
  return { ok: true, replicas: replicasFor(input, ratio, revised, guessed.size), ...figures };
};

const replicasFor = (input: CalculationInput, ratio: number, revised: number, count: number): number => {
  const { currentReplicas } = input;
  const isFlipped = (ratio < 1 && revised > 1) || (ratio > 1 && revised < 1);
  if (isWithin(revised, input.tolerance) || isFlipped) return currentReplicas;
  const replicas = ceil(revised * count);
  if (ratio === revised) return replicas;
  const isBackwards = (revised < 1 && replicas > currentReplicas) || (revised > 1 && replicas < currentReplicas);
  return isBackwards ? currentReplicas : replicas;
};

const fail = (error: string): Calculation => ({ ok: false, error });

const isWithin = (ratio: number, { up, down }: CalculationInput["tolerance"]): boolean =>
  ratio >= 1 - down && ratio <= 1 + up;

/** Without what binary fractions add: 1.1 * 10 is 11. */
const ceil = (x: number): number => Math.ceil(x - 1e-9);

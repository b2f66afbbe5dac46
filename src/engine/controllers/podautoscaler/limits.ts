// Models normalizeDesiredReplicas and its kin of pkg/controller/podautoscaler/horizontal.go (v1.36): how fast, how far and how soon a
// recommendation is followed. Pure.
import type { HpaScalingRules, HorizontalPodAutoscaler } from "#api/autoscaling";

export interface Recommendation {
  readonly atMs: number;
  readonly replicas: number;
}
/** By how many replicas it was scaled: more than 0 up. */
export interface ScaleChange {
  readonly atMs: number;
  readonly change: number;
}

export interface LimitsInput {
  readonly hpa: HorizontalPodAutoscaler;
  readonly current: number;
  readonly desired: number;
  /** Those of late, this one not among them. */
  readonly recommendations: readonly Recommendation[];
  readonly changes: readonly ScaleChange[];
  readonly nowMs: number;
}

interface Note {
  readonly reason: string;
  readonly message: string;
}
export interface Limited {
  readonly replicas: number;
  readonly stabilized: Note;
  readonly limited: Note & { readonly isLimited: boolean };
}

const DOWN_WINDOW_S = 300;
const DEFAULT_UP: HpaScalingRules = {
  stabilizationWindowSeconds: 0,
  selectPolicy: "Max",
  policies: [
    { type: "Pods", value: 4, periodSeconds: 15 },
    { type: "Percent", value: 100, periodSeconds: 15 },
  ],
};
const DEFAULT_DOWN: HpaScalingRules = {
  stabilizationWindowSeconds: DOWN_WINDOW_S,
  selectPolicy: "Max",
  policies: [{ type: "Percent", value: 100, periodSeconds: 15 }],
};

const READY: Note = { reason: "ReadyForNewScale", message: "recommended size matches current size" };
const DOWN_STABILIZED: Note = {
  reason: "ScaleDownStabilized",
  message: "recent recommendations were higher than current one, applying the highest recent recommendation",
};
const UP_STABILIZED: Note = {
  reason: "ScaleUpStabilized",
  message: "recent recommendations were lower than current one, applying the lowest recent recommendation",
};
const TOO_FEW: Note = {
  reason: "TooFewReplicas",
  message: "the desired replica count is less than the minimum replica count",
};
const TOO_MANY: Note = {
  reason: "TooManyReplicas",
  message: "the desired replica count is more than the maximum replica count",
};
const UP_LIMIT: Note = {
  reason: "ScaleUpLimit",
  message: "the desired replica count is increasing faster than the maximum scale rate",
};
const DOWN_LIMIT: Note = {
  reason: "ScaleDownLimit",
  message: "the desired replica count is decreasing faster than the maximum scale rate",
};
const WITHIN: Note = { reason: "DesiredWithinRange", message: "the desired count is within the acceptable range" };

export const limitReplicas = (input: LimitsInput): Limited => {
  const { hpa } = input;
  const rules = rulesOf(hpa);
  const { replicas: stable, note } = stabilize(input, rules);
  const { replicas, limit } = bound(input, stable, hpa.spec.behavior ? rules : undefined);
  return { replicas, stabilized: note, limited: { ...(limit ?? WITHIN), isLimited: limit !== undefined } };
};

const rulesOf = ({
  spec,
}: HorizontalPodAutoscaler): { readonly up: HpaScalingRules; readonly down: HpaScalingRules } => ({
  up: { ...DEFAULT_UP, ...spec.behavior?.scaleUp },
  down: { ...DEFAULT_DOWN, ...spec.behavior?.scaleDown },
});

const stabilize = (
  { current, desired, recommendations, nowMs, hpa }: LimitsInput,
  rules: { readonly up: HpaScalingRules; readonly down: HpaScalingRules },
): { readonly replicas: number; readonly note: Note } => {
  const within = (rule: HpaScalingRules): readonly number[] =>
    recommendations
      .filter((r) => r.atMs > nowMs - (rule.stabilizationWindowSeconds ?? 0) * 1000)
      .map((r) => r.replicas);
  const highest = Math.max(desired, ...within(rules.down));
  if (!hpa.spec.behavior) {
    return { replicas: highest, note: highest === desired ? READY : DOWN_STABILIZED };
  }
  const lowest = Math.min(desired, ...within(rules.up));
  const replicas = Math.min(Math.max(current, lowest), highest);
  if (replicas === desired) return { replicas, note: READY };
  return { replicas, note: desired >= current ? UP_STABILIZED : DOWN_STABILIZED };
};

const bound = (
  input: LimitsInput,
  desired: number,
  rules: { readonly up: HpaScalingRules; readonly down: HpaScalingRules } | undefined,
): { readonly replicas: number; readonly limit?: Note } => {
  const { current, hpa } = input;
  const min = hpa.spec.minReplicas ?? 1;
  const max = hpa.spec.maxReplicas;
  const fastest = rules ? Math.max(current, limitUp(input, rules.up)) : Math.max(2 * current, 4);
  const slowest = rules ? Math.min(current, limitDown(input, rules.down)) : 0;
  const [top, topNote] = max > fastest ? [fastest, UP_LIMIT] : [max, TOO_MANY];
  const [bottom, bottomNote] = min < slowest ? [slowest, DOWN_LIMIT] : [min, TOO_FEW];
  if (desired > top && (!rules || desired > current)) return { replicas: top, limit: topNote };
  if (desired < bottom && (!rules || desired < current || desired < min))
    return { replicas: bottom, limit: bottomNote };
  return { replicas: desired };
};

/** The size at the beginning of a policy's period. */
const sizeBefore = ({ current, changes, nowMs }: LimitsInput, periodSeconds: number): number =>
  changes.filter((c) => c.atMs > nowMs - periodSeconds * 1000).reduce((size, c) => size - c.change, current);

const limitUp = (input: LimitsInput, { policies = [], selectPolicy }: HpaScalingRules): number => {
  if (selectPolicy === "Disabled") return input.current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const before = sizeBefore(input, periodSeconds);
    return type === "Pods" ? before + value : Math.ceil(before * (1 + value / 100));
  });
  return selectPolicy === "Min" ? Math.min(...limits) : Math.max(...limits);
};

const limitDown = (input: LimitsInput, { policies = [], selectPolicy }: HpaScalingRules): number => {
  if (selectPolicy === "Disabled") return input.current;
  const limits = policies.map(({ type, value, periodSeconds }) => {
    const before = sizeBefore(input, periodSeconds);
    return type === "Pods" ? before - value : Math.floor(before * (1 - value / 100));
  });
  return selectPolicy === "Min" ? Math.max(...limits) : Math.min(...limits);
};

// Models updateStatefulSet of pkg/controller/statefulset/stateful_set_control.go (v1.36): the one step (or, in Parallel, the steps) that
// brings the set nearer to its spec. Pure.
// Simplified: one pod at a time is updated, as long as the gate MaxUnavailableStatefulSet is off.
import type { ControllerRevision, StatefulSet, StatefulSetStatus } from "#api/apps";
import type { Pod } from "#api/core-pod";
import { omitZero } from "../omit-zero.ts";
import { isPodAvailable, isPodReady } from "../pod-state.ts";
import { firstOrdinal, ordinalOf, revisionNameOf } from "./identity.ts";

export interface StatefulContext {
  readonly set: StatefulSet;
  /** The set's own pods. */
  readonly pods: readonly Pod[];
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
  readonly wallMs: number;
}

export type StatefulStep =
  | { readonly do: "create"; readonly ordinal: number }
  | { readonly do: "delete"; readonly pod: Pod }
  /** A pod that ended by itself goes, so that another can be made under its name. */
  | { readonly do: "recreate"; readonly pod: Pod };

/** More are not looked for in one sync: at 20 a second it takes half a minute to write these. */
const MOST_STEPS = 500;

interface Slots {
  readonly first: number;
  /** One above the last ordinal. There may be a million, so nothing is kept for one without a pod. */
  readonly end: number;
  readonly byOrdinal: ReadonlyMap<number, Pod>;
  /** Highest ordinal first. */
  readonly condemned: readonly Pod[];
}

const isTerminating = (pod: Pod): boolean => pod.metadata.deletionTimestamp !== undefined;
const isRunningAndReady = (pod: Pod): boolean => pod.status?.phase === "Running" && isPodReady(pod);
const isHealthy = (pod: Pod): boolean => isRunningAndReady(pod) && !isTerminating(pod);

const isUsable = ({ set, wallMs }: StatefulContext, pod: Pod): boolean =>
  isRunningAndReady(pod) && isPodAvailable(pod, set.spec.minReadySeconds ?? 0, wallMs);

const slotsOf = ({ set, pods }: StatefulContext): Slots => {
  const first = firstOrdinal(set);
  const end = first + (set.spec.replicas ?? 1);
  const byOrdinal = new Map(pods.map((pod) => [ordinalOf(set, pod) ?? -1, pod]));
  const isOutside = (ordinal: number): boolean => ordinal >= 0 && (ordinal < first || ordinal >= end);
  const condemned = [...byOrdinal].filter(([ordinal]) => isOutside(ordinal)).toSorted(([a], [b]) => b - a);
  return { first, end, byOrdinal, condemned: condemned.map(([, pod]) => pod) };
};

export const planStateful = (context: StatefulContext): readonly StatefulStep[] => {
  if (context.set.metadata.deletionTimestamp) return [];
  const isOrdered = context.set.spec.podManagementPolicy !== "Parallel";
  const slots = slotsOf(context);
  const { steps, isLast } = planReplicas(context, slots, isOrdered);
  if (isLast) return steps;
  const unhealthy = firstUnhealthy(slots);
  for (const pod of slots.condemned) {
    if (isOrdered && (isTerminating(pod) || (!isUsable(context, pod) && pod !== unhealthy))) return steps;
    if (isTerminating(pod)) continue;
    steps.push({ do: "delete", pod });
    if (isOrdered) return steps;
  }
  if (steps.length > 0) return steps;
  return updateStep(context, slots);
};

/** What the replicas need, lowest ordinal first, and whether nothing else may be done in this sync. */
const planReplicas = (
  context: StatefulContext,
  { first, end, byOrdinal }: Slots,
  isOrdered: boolean,
): { readonly steps: StatefulStep[]; readonly isLast: boolean } => {
  const steps: StatefulStep[] = [];
  for (let ordinal = first; ordinal < end; ordinal++) {
    const { step, waits } = replicaStep(context, ordinal, byOrdinal.get(ordinal));
    if (step) steps.push(step);
    if ((waits && isOrdered) || step?.do === "recreate" || steps.length >= MOST_STEPS) return { steps, isLast: true };
  }
  return { steps, isLast: false };
};

/** The unhealthy pod with the lowest ordinal: ordered deletion does not wait for that one. */
const firstUnhealthy = ({ first, end, byOrdinal, condemned }: Slots): Pod | undefined => {
  const replicas = [...byOrdinal]
    .filter(([ordinal]) => ordinal >= first && ordinal < end)
    .toSorted(([a], [b]) => a - b);
  return replicas.find(([, p]) => !isHealthy(p))?.[1] ?? condemned.toReversed().find((p) => !isHealthy(p));
};

const replicaStep = (
  context: StatefulContext,
  ordinal: number,
  pod: Pod | undefined,
): { readonly step?: StatefulStep; readonly waits: boolean } => {
  if (!pod) return { step: { do: "create", ordinal }, waits: true };
  const hasEnded = pod.status?.phase === "Failed" || pod.status?.phase === "Succeeded";
  if (hasEnded && !isTerminating(pod)) return { step: { do: "recreate", pod }, waits: true };
  return { waits: isTerminating(pod) || !isUsable(context, pod) };
};

/** The next pod of an old revision, highest ordinal first; nothing while one that is done is not healthy. */
const updateStep = (context: StatefulContext, { first, end, byOrdinal }: Slots): readonly StatefulStep[] => {
  const { set, update } = context;
  if (set.spec.updateStrategy?.type === "OnDelete") return [];
  const partition = first + (set.spec.updateStrategy?.rollingUpdate?.partition ?? 0);
  for (let ordinal = end - 1; ordinal >= partition; ordinal--) {
    const pod = byOrdinal.get(ordinal);
    if (!pod) return [];
    if (revisionNameOf(pod) !== update.metadata.name && !isTerminating(pod)) return [{ do: "delete", pod }];
    if (!isHealthy(pod) || !isUsable(context, pod)) return [];
  }
  return [];
};

/** The revision of a new pod: below the partition the old one. */
export const revisionFor = ({ set, current, update }: StatefulContext, ordinal: number): ControllerRevision => {
  const { type, rollingUpdate } = set.spec.updateStrategy ?? {};
  if (type === "OnDelete") return update;
  const kept = rollingUpdate ? (rollingUpdate.partition ?? 0) : (set.status?.currentReplicas ?? 0);
  return ordinal < firstOrdinal(set) + kept ? current : update;
};

export const statefulStatus = (context: StatefulContext): StatefulSetStatus => {
  const { set, pods, current, update } = context;
  const ofRevision = (name: string): number =>
    pods.filter((p) => !isTerminating(p) && revisionNameOf(p) === name).length;
  const replicas = pods.length;
  const ready = pods.filter(isRunningAndReady);
  const updated = ofRevision(update.metadata.name);
  const isRolling = set.spec.updateStrategy?.type !== "OnDelete";
  const isDone = isRolling && updated === replicas && ready.length === replicas;
  return {
    replicas,
    availableReplicas: ready.filter((p) => isUsable(context, p)).length,
    collisionCount: 0,
    ...omitZero({
      observedGeneration: set.metadata.generation,
      readyReplicas: ready.length,
      currentReplicas: isDone ? updated : ofRevision(current.metadata.name),
      updatedReplicas: updated,
    }),
    currentRevision: isDone ? update.metadata.name : current.metadata.name,
    updateRevision: update.metadata.name,
  };
};

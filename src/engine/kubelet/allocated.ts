// Models what pkg/kubelet/allocation (v1.36) keeps: while somebody resizes a pod in place, its kubelet goes by what it has granted, and not by
// the spec. A row stands for a resize that is under way; what is done with it is rare, and comes with what writes need (resize.ts).
import type { Container } from "#api/core-container";
import type { Pod } from "#api/core-pod";
import type { Condition } from "#api/meta";
import { checks } from "../apiserver/checks.ts";
import type { Sim } from "../sim.ts";
import type { Table } from "../state/table.ts";
import type { KubeletContext } from "./context.ts";
import type { PodRow } from "./rows.ts";

/** By container. */
export type Granted = { readonly [container: string]: NonNullable<Container["resources"]> };

export interface Allocation {
  readonly granted: Granted;
  /** A container that started later has what was granted. */
  readonly grantedMs: number;
  /** What the kernel was told. */
  readonly actual: Granted;
  /** PodResizePending: there is no room for it yet. */
  readonly pending?: Condition;
  /** PodResizeInProgress. */
  readonly progress?: Condition;
}

export const allocationsOf = (sim: Sim): Table<Allocation> => sim.table("kubelet/allocated");

export const allocationOf = (sim: Sim, pod: Pod): Allocation | undefined =>
  allocationsOf(sim).get(pod.metadata.uid ?? "");

/** The pod as its kubelet and its machine have it. */
export const allocatedPod = (sim: Sim, pod: Pod): Pod => {
  const kept = allocationOf(sim, pod);
  return kept ? checks().withResources(pod, kept.granted) : pod;
};

/** Before a look at a pod that somebody resizes: what there is room for is so from now on. */
export const grantWanted = (context: KubeletContext, row: PodRow): PodRow => {
  if (!allocationsOf(context.sim).has(row.uid)) return row;
  checks().grantResize(context, row);
  return context.pods.get(row.uid) ?? row;
};

/** In a sync of such a pod: the kernel is told. */
export const actuateGranted = (context: KubeletContext, row: PodRow, pod: Pod): PodRow =>
  allocationsOf(context.sim).has(row.uid) ? checks().actuateResize(context, row, pod) : row;

// Models FitError.Error of pkg/scheduler/framework/types.go (v1.36): the text of FailedScheduling.
import { compareStrings } from "#api/compare";
import type { SchedulingStatus } from "./plugin.ts";

export interface FitError {
  /** How many nodes there are. */
  readonly nodes: number;
  /** How many nodes were refused with which status. */
  readonly refused: ReadonlyMap<SchedulingStatus, number>;
  /** Of the other nodes. */
  readonly absent: SchedulingStatus;
  /** What a PreFilter plugin said: it stands for all nodes. */
  readonly preFilterMessage?: string;
  readonly postFilterMessage?: string;
}

/** How many nodes have which status. */
export const tally = (statuses: Iterable<SchedulingStatus>): Map<SchedulingStatus, number> => {
  const counts = new Map<SchedulingStatus, number>();
  for (const status of statuses) counts.set(status, (counts.get(status) ?? 0) + 1);
  return counts;
};

export const NO_NODES = "no nodes available to schedule pods";

export const fitErrorText = (error: FitError): string => {
  const { nodes, preFilterMessage, postFilterMessage } = error;
  const why = preFilterMessage || histogram(error);
  const head = `0/${nodes} nodes are available:${why ? ` ${why}.` : ""}`;
  return postFilterMessage ? `${head} ${postFilterMessage}` : head;
};

/** `1 Insufficient memory, 10 Insufficient cpu`: sorted as texts, so that 10 stands before 2. */
const histogram = ({ nodes, refused, absent }: FitError): string => {
  const counts = new Map<string, number>();
  const count = (status: SchedulingStatus, by: number): void => {
    for (const reason of status.reasons) counts.set(reason, (counts.get(reason) ?? 0) + by);
  };
  let others = nodes;
  for (const [status, n] of refused) {
    count(status, n);
    others -= n;
  }
  if (others > 0) count(absent, others);
  return [...counts]
    .map(([reason, n]) => `${n} ${reason}`)
    .toSorted(compareStrings)
    .join(", ");
};

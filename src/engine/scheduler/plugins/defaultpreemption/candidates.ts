// Models pickOneNodeForPreemption (OrderedScoreFuncs) of framework/preemption/preemption.go (v1.36).
import type { PodInfo } from "../../cache/pod-info.ts";
import { startTimeOf } from "../../cache/pod-info.ts";
import type { Candidate } from "../../plugin.ts";

/** Added to each priority, so that more victims of low priority never weigh less than fewer. */
const PRIORITY_OFFSET = 2 ** 31;

/** One after the other until one candidate is left: the highest value stays. */
const CRITERIA: readonly ((candidate: Candidate) => number)[] = [
  (c) => -c.pdbViolations,
  (c) => -highestPriority(c.victims),
  (c) => -c.victims.reduce((sum, v) => sum + v.priority + PRIORITY_OFFSET, 0),
  (c) => -c.victims.length,
  (c) => earliestStartOfHighest(c.victims),
];

/** All candidates that are equally good; any of them may be taken. */
export const bestCandidates = (candidates: readonly Candidate[]): readonly Candidate[] => {
  let left = candidates;
  for (const value of CRITERIA) {
    if (left.length <= 1) break;
    const values = left.map(value);
    const best = Math.max(...values);
    left = left.filter((_, i) => values[i] === best);
  }
  return left;
};

const highestPriority = (victims: readonly PodInfo[]): number => Math.max(...victims.map((v) => v.priority));

const earliestStartOfHighest = (victims: readonly PodInfo[]): number => {
  const highest = highestPriority(victims);
  return Math.min(...victims.filter((v) => v.priority === highest).map((v) => startTimeOf(v.pod)));
};

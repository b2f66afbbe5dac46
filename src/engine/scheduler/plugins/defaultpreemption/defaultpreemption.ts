// Models plugins/defaultpreemption/default_preemption.go and framework/preemption/preemption.go (v1.36).
import type { NodeInfo } from "../../cache/node-info.ts";
import type { PodInfo } from "../../cache/pod-info.ts";
import { fitErrorText, tally } from "../../fit-error.ts";
import type {
  Candidate,
  DryRun,
  Handle,
  Plugin,
  PostFilterInput,
  PostFilterOutcome,
  SchedulingStatus,
} from "../../plugin.ts";
import { unresolvable, unschedulable } from "../../plugin.ts";
import { bestCandidates } from "./candidates.ts";
import { byImportance, splitByPdbViolation } from "./victims.ts";

/** DefaultPreemptionArgs: at least so many nodes are tried, in percent and in number. */
const MIN_CANDIDATE_NODES_PERCENTAGE = 10;
const MIN_CANDIDATE_NODES_ABSOLUTE = 100;

const NO_VICTIMS = unresolvable("No preemption victims found for incoming pod");
const NOT_HELPFUL = unresolvable("Preemption is not helpful for scheduling");

export const defaultPreemption: Plugin = {
  name: "DefaultPreemption",
  postFilter: (input, handle) => {
    const ineligible = whyIneligible(input, handle);
    if (ineligible) return { status: unschedulable(`preemption: ${ineligible}`) };
    return preempt(input, handle);
  },
  events: ["AssignedPod/Delete"],
  // The plugins that refused the pod decide when it is tried again.
  isSchedulableAfter: () => false,
};

const whyIneligible = ({ pod, statusOf }: PostFilterInput, { cache }: Handle): string | undefined => {
  if (pod.pod.spec.preemptionPolicy === "Never") return "not eligible due to preemptionPolicy=Never.";
  const nominated = pod.pod.status?.nominatedNodeName;
  if (!nominated || statusOf(nominated).code === "UnschedulableAndUnresolvable") return undefined;
  for (const other of cache.node(nominated)?.pods.values() ?? []) {
    if (other.priority < pod.priority && isEndingForPreemption(other)) {
      return "not eligible due to a terminating pod on the nominated node.";
    }
  }
  return undefined;
};

const isEndingForPreemption = ({ terminating, pod }: PodInfo): boolean =>
  terminating &&
  (pod.status?.conditions ?? []).some(
    (c) => c.type === "DisruptionTarget" && c.status === "True" && c.reason === "PreemptionByScheduler",
  );

const preempt = (input: PostFilterInput, handle: Handle): PostFilterOutcome => {
  const { candidates, refusals } = findCandidates(input, handle);
  if (candidates.length === 0) {
    const nodes = handle.cache.nodes().length;
    const text = fitErrorText({ nodes, refused: tally(refusals), absent: NOT_HELPFUL });
    return { status: unschedulable(`preemption: ${text}`), nominatedNode: "", candidates };
  }
  const equals = bestCandidates(candidates);
  const chosen = equals[0] as Candidate;
  return { nominatedNode: chosen.node, candidates, equals, chosen };
};

interface Found {
  readonly candidates: readonly Candidate[];
  /** Why the other nodes that were tried will not do. */
  readonly refusals: readonly SchedulingStatus[];
}

const findCandidates = ({ pod, statusOf, run, random }: PostFilterInput, handle: Handle): Found => {
  const refusals: SchedulingStatus[] = [];
  const potential = run ? handle.cache.nodes().filter((n) => statusOf(n.name).code === "Unschedulable") : [];
  if (!run || potential.length === 0) return { candidates: [], refusals };
  const percentage = Math.trunc((potential.length * MIN_CANDIDATE_NODES_PERCENTAGE) / 100);
  const wanted = Math.min(Math.max(percentage, MIN_CANDIDATE_NODES_ABSOLUTE), potential.length);
  const offset = random(potential.length);
  const peaceful: Candidate[] = [];
  const violating: Candidate[] = [];
  for (let i = 0; i < potential.length; i++) {
    const node = potential[(offset + i) % potential.length] as NodeInfo;
    const found = victimsOn(node, pod, run, handle);
    if ("code" in found) {
      refusals.push(found);
      continue;
    }
    (found.pdbViolations === 0 ? peaceful : violating).push(found);
    if (peaceful.length > 0 && peaceful.length + violating.length >= wanted) break;
  }
  return { candidates: [...peaceful, ...violating], refusals };
};

/** The fewest pods of lower priority that must leave the node: all go at first, and those that can stay come back. */
const victimsOn = (original: NodeInfo, pod: PodInfo, outer: DryRun, handle: Handle): Candidate | SchedulingStatus => {
  if (!original.hasPodBelow(pod.priority)) return NO_VICTIMS;
  const node = original.clone();
  const run = outer.clone();
  const potential = [...node.pods.values()].filter((p) => p.priority < pod.priority);
  for (const victim of potential) take(run, node, victim);
  const status = run.passes(node);
  if (status) return status;
  const sorted = potential.toSorted(byImportance);
  const { violating, others } = splitByPdbViolation(sorted, handle.listers.podDisruptionBudgets());
  const mustGo = (victim: PodInfo): boolean => {
    node.addPod(victim);
    run.addPod(victim, node);
    if (!run.passes(node)) return false;
    take(run, node, victim);
    return true;
  };
  const violatingVictims = violating.filter(mustGo);
  const victims = [...violatingVictims, ...others.filter(mustGo)];
  if (victims.length === 0)
    return { code: "Error", reasons: [`expected at least one victim pod on node "${node.name}"`] };
  return { node: node.name, victims: victims.toSorted(byImportance), pdbViolations: violatingVictims.length };
};

const take = (run: DryRun, node: NodeInfo, victim: PodInfo): void => {
  node.removePod(victim);
  run.removePod(victim, node);
};

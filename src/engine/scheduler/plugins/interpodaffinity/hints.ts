// Models isSchedulableAfterPodChange and isSchedulableAfterNodeChange of plugins/interpodaffinity/plugin.go (v1.36).
import { own } from "#api/json";
import type { PodInfo } from "../../cache/pod-info.ts";
import type { ClusterEvent } from "../../events.ts";
import type { Handle } from "../../plugin.ts";
import type { AffinityTerms } from "./terms.ts";
import { affinityTermsOf } from "./terms.ts";

export const isSchedulableAfter = (pod: PodInfo, event: ClusterEvent, handle: Handle): boolean => {
  const terms = affinityTermsOf(pod, handle.cache);
  if ("namespace" in event) return true;
  if ("node" in event) return nodeHelps(event, terms);
  if (!("pod" in event)) return false;
  if (event.pod.metadata.uid === pod.uid) return true;
  if (!event.pod.spec.nodeName) return false;
  return podHelps(pod, event, terms, handle);
};

/** A neighbour that is wanted came, or one that was in the way went (or took on other labels). */
const podHelps = (
  pod: PodInfo,
  event: Extract<ClusterEvent, { pod: unknown }>,
  terms: AffinityTerms,
  { cache }: Handle,
): boolean => {
  const now = cache.podInfo(event.pod);
  const before = event.oldPod ? cache.podInfo(event.oldPod) : undefined;
  const isWanted = (other: PodInfo): boolean => terms.required.some((t) => other.class.matchers.has(t.matcher));
  const isInTheWay = (other: PodInfo): boolean =>
    terms.requiredAnti.some((t) => other.class.matchers.has(t.matcher)) ||
    other.ownedTerms.some((t) => t.kind === "requiredAntiAffinity" && pod.class.matchers.has(t.matcher));
  if (before) return (!isWanted(before) && isWanted(now)) || (isInTheWay(before) && !isInTheWay(now));
  return event.kinds.includes("AssignedPod/Delete") ? isInTheWay(now) : isWanted(now);
};

/** A node came with a topology that the pod's terms name, or moved to another domain. */
const nodeHelps = ({ node, oldNode }: Extract<ClusterEvent, { node: unknown }>, terms: AffinityTerms): boolean => {
  const valueOf = (of: typeof node | undefined, key: string): string | undefined => own(of?.metadata.labels ?? {}, key);
  if (!oldNode) {
    const missing = terms.required.some((t) => valueOf(node, t.counts.topology.key) === undefined);
    return !missing;
  }
  const moved = (key: string): boolean => valueOf(node, key) !== valueOf(oldNode, key);
  if (terms.required.some((t) => moved(t.counts.topology.key) && valueOf(node, t.counts.topology.key) !== undefined)) {
    return true;
  }
  const nearOnly = terms.requiredAnti.map((t) => t.counts.topology.key);
  return nearOnly.some(moved) || (terms.required.length === 0 && nearOnly.length === 0);
};

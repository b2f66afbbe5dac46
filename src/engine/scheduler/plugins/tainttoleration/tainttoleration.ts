// Models plugins/tainttoleration/taint_toleration.go (v1.36).
import type { TaintEffect, Toleration } from "#api/core-affinity";
import type { Plugin } from "../../plugin.ts";
import { defaultNormalize, unresolvable } from "../../plugin.ts";
import { DO_NOT_SCHEDULE, tolerates, untoleratedTaint } from "../../tolerations.ts";

const REFUSED = unresolvable("node(s) had untolerated taint(s)");
const SOFT: TaintEffect = "PreferNoSchedule";
const NONE: readonly Toleration[] = [];

export const taintToleration: Plugin<unknown, readonly Toleration[]> = {
  name: "TaintToleration",
  isLocal: true,
  weight: 3,
  filter: (_state, pod, node) => {
    if (node.taints.length === 0) return undefined;
    const untolerated = untoleratedTaint(node.taints, pod.signature.spec.tolerations ?? NONE, DO_NOT_SCHEDULE);
    return untolerated ? REFUSED : undefined;
  },
  preScore: (pod) => (pod.signature.spec.tolerations ?? NONE).filter((t) => !t.effect || t.effect === SOFT),
  score: (soft, _pod, node) => {
    let untolerated = 0;
    for (const taint of node.taints) {
      if (taint.effect === SOFT && !soft.some((t) => tolerates(t, taint))) untolerated++;
    }
    return untolerated;
  },
  normalize: (scores) => defaultNormalize(scores, true),
  events: ["Node/Add", "Node/UpdateTaint", "Pod/UpdateToleration"],
  isSchedulableAfter: (pod, event) => {
    if ("pod" in event) return event.pod.metadata.uid === pod.uid;
    if (!("node" in event)) return false;
    const tolerations = pod.signature.spec.tolerations ?? NONE;
    const isTolerated = (taints = event.node.spec?.taints ?? []): boolean =>
      untoleratedTaint(taints, tolerations, DO_NOT_SCHEDULE) === undefined;
    return isTolerated() && (!event.oldNode || !isTolerated(event.oldNode.spec?.taints ?? []));
  },
};

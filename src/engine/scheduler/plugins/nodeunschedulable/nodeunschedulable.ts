// Models plugins/nodeunschedulable/node_unschedulable.go (v1.36): a cordoned node.
import type { Taint } from "#api/core-affinity";
import type { Node } from "#api/core-node";
import type { PodInfo } from "../../cache/pod-info.ts";
import type { Plugin } from "../../plugin.ts";
import { unresolvable } from "../../plugin.ts";
import { tolerates } from "../../tolerations.ts";

const REFUSED = unresolvable("node(s) were unschedulable");
const TAINT: Taint = { key: "node.kubernetes.io/unschedulable", effect: "NoSchedule" };

const toleratesCordon = (pod: PodInfo): boolean =>
  (pod.signature.spec.tolerations ?? []).some((t) => tolerates(t, TAINT));
const isOpen = (node: Node): boolean => node.spec?.unschedulable !== true;

export const nodeUnschedulable: Plugin = {
  name: "NodeUnschedulable",
  isLocal: true,
  filter: (_state, pod, node) => {
    if (!node.node || isOpen(node.node) || toleratesCordon(pod)) return undefined;
    return REFUSED;
  },
  events: ["Node/Add", "Node/UpdateTaint", "Pod/UpdateToleration"],
  isSchedulableAfter: (pod, event) => {
    if ("pod" in event) return event.pod.metadata.uid === pod.uid;
    if (!("node" in event)) return false;
    // Only the step from cordoned to open helps a pod that was refused.
    return isOpen(event.node) && (!event.oldNode || !isOpen(event.oldNode));
  },
};

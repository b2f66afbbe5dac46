// Models NodeShouldRunDaemonPod of pkg/controller/daemon/daemon_controller.go and util/daemonset_util.go (v1.36): on which nodes a daemon
// pod belongs, and what its template becomes for a node. Pure.
import type { DaemonSet } from "#api/apps";
import type { NodeSelectorTerm, Toleration } from "#api/core-affinity";
import type { Node } from "#api/core-node";
import type { Pod, PodSpec, PodTemplateSpec } from "#api/core-pod";
import { matchesRequiredNodeAffinity } from "../../scheduler/node-affinity.ts";
import { untoleratedTaint } from "../../scheduler/tolerations.ts";

const toleration = (name: string, effect: "NoExecute" | "NoSchedule"): Toleration => ({
  key: `node.kubernetes.io/${name}`,
  operator: "Exists",
  effect,
});
const TOLERATIONS: readonly Toleration[] = [
  toleration("not-ready", "NoExecute"),
  toleration("unreachable", "NoExecute"),
  toleration("disk-pressure", "NoSchedule"),
  toleration("memory-pressure", "NoSchedule"),
  toleration("pid-pressure", "NoSchedule"),
  toleration("unschedulable", "NoSchedule"),
];
const HOST_NETWORK = toleration("network-unavailable", "NoSchedule");

const isSame = (a: Toleration, b: Toleration): boolean =>
  a.key === b.key && a.effect === b.effect && a.operator === b.operator && a.value === b.value;

const tolerationsOf = ({ tolerations = [], hostNetwork }: PodSpec): readonly Toleration[] => {
  const own = hostNetwork ? [...TOLERATIONS, HOST_NETWORK] : TOLERATIONS;
  return [...tolerations.filter((t) => !own.some((o) => isSame(o, t))), ...own];
};

export interface NodeFit {
  /** A pod is to be made there if there is none. */
  readonly shouldRun: boolean;
  /** One that is there may stay. */
  readonly shouldContinue: boolean;
}

export const fitOf = (ds: DaemonSet, node: Node): NodeFit => {
  const { spec } = ds.spec.template;
  const { name, labels = {} } = node.metadata;
  if (spec.nodeName && spec.nodeName !== name) return { shouldRun: false, shouldContinue: false };
  if (!matchesRequiredNodeAffinity(spec, { name, labels })) return { shouldRun: false, shouldContinue: false };
  const tolerations = tolerationsOf(spec);
  const taints = node.spec.taints ?? [];
  const isTolerated = untoleratedTaint(taints, tolerations, ["NoSchedule", "NoExecute"]) === undefined;
  return {
    shouldRun: isTolerated,
    shouldContinue: isTolerated || untoleratedTaint(taints, tolerations, ["NoExecute"]) === undefined,
  };
};

/** The template for one node: its name is the only node that the scheduler may choose. */
export const templateFor = (ds: DaemonSet, node: string): PodTemplateSpec => {
  const { template } = ds.spec;
  const { affinity, ...spec } = template.spec;
  const term: NodeSelectorTerm = { matchFields: [{ key: "metadata.name", operator: "In", values: [node] }] };
  const nodeAffinity = {
    ...affinity?.nodeAffinity,
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term] },
  };
  return {
    ...template,
    spec: { ...spec, affinity: { ...affinity, nodeAffinity }, tolerations: tolerationsOf(template.spec) },
  };
};

/** The node of a daemon pod: where it is, or where alone it may go. */
export const nodeOf = ({ spec }: Pod): string => {
  if (spec.nodeName) return spec.nodeName;
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const field = required?.nodeSelectorTerms.flatMap((t) => t.matchFields ?? []).find((f) => f.key === "metadata.name");
  return field?.values?.[0] ?? "";
};

// Models the taints of pkg/controller/nodelifecycle/node_lifecycle_controller.go (v1.36): what a node's conditions keep away or drive out.
import type { Node } from "#api/core-node";
import type { Taint } from "#api/core-affinity";

export const NOT_READY = "node.kubernetes.io/not-ready";
export const UNREACHABLE = "node.kubernetes.io/unreachable";
const UNSCHEDULABLE = "node.kubernetes.io/unschedulable";

/** By condition type and status. */
const BY_CONDITION: Readonly<Record<string, string>> = {
  "Ready False": NOT_READY,
  "Ready Unknown": UNREACHABLE,
  "MemoryPressure True": "node.kubernetes.io/memory-pressure",
  "DiskPressure True": "node.kubernetes.io/disk-pressure",
  "NetworkUnavailable True": "node.kubernetes.io/network-unavailable",
  "PIDPressure True": "node.kubernetes.io/pid-pressure",
};
const MANAGED = new Set([...Object.values(BY_CONDITION), UNSCHEDULABLE]);

export const readyStatusOf = (node: Node): "True" | "False" | "Unknown" =>
  node.status?.conditions?.find((c) => c.type === "Ready")?.status ?? "Unknown";

/** No kubelet has said yet how it is. */
export const isUnheard = (node: Node): boolean => !node.status?.conditions?.some((c) => c.type === "Ready");

/** The keys that keep new pods away, by what the node says of itself. */
const noScheduleKeys = (node: Node): readonly string[] => {
  const byCondition = (node.status?.conditions ?? []).flatMap((c) => BY_CONDITION[`${c.type} ${c.status}`] ?? []);
  return node.spec.unschedulable ? [...byCondition, UNSCHEDULABLE] : byCondition;
};

const withTaints = (node: Node, taints: readonly Taint[]): Node => {
  const { taints: _, ...spec } = node.spec;
  return { ...node, spec: taints.length > 0 ? { ...spec, taints } : spec };
};

/** The node with the NoSchedule taints that its conditions ask for; the same node if it has them. */
export const withNoScheduleTaints = (node: Node, timeAdded: string): Node => {
  const taints = node.spec.taints ?? [];
  const wanted = noScheduleKeys(node);
  const has = (key: string): boolean => taints.some((t) => t.key === key && t.effect === "NoSchedule");
  const kept = taints.filter((t) => t.effect !== "NoSchedule" || !MANAGED.has(t.key) || wanted.includes(t.key));
  const added = wanted.filter((key) => !has(key)).map((key): Taint => ({ key, effect: "NoSchedule", timeAdded }));
  return added.length === 0 && kept.length === taints.length ? node : withTaints(node, [...kept, ...added]);
};

export const hasNoExecute = (node: Node, key: string): boolean =>
  node.spec.taints?.some((t) => t.key === key && t.effect === "NoExecute") ?? false;

/** The node with `key` as its only NoExecute taint of the two; with none of them if `key` is absent. */
export const withNoExecuteTaint = (node: Node, key: string | undefined, timeAdded: string): Node => {
  const taints = node.spec.taints ?? [];
  const isOther = (t: Taint): boolean =>
    t.effect === "NoExecute" && t.key !== key && (t.key === NOT_READY || t.key === UNREACHABLE);
  const kept = taints.filter((t) => !isOther(t));
  const isAbsent = key !== undefined && !hasNoExecute(node, key);
  if (kept.length === taints.length && !isAbsent) return node;
  return withTaints(node, isAbsent ? [...kept, { key, effect: "NoExecute", timeAdded }] : kept);
};

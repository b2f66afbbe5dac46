// A machine: what its kubelet reports, and what it really carries.
import type { Node } from "#api/core-node";
import { bytes, cpuMilli } from "#api/quantity";
import { parseTime } from "#api/time";
import type { NodeTruth } from "#engine";
import type { Words } from "../i18n/words.ts";
import type { GaugeView, NodeView, PodView } from "../view-models/graph.ts";
import { cpuText, memoryText, spanText } from "./format.ts";

export interface NodeContext {
  readonly words: Words;
  readonly wallMs: number;
  readonly truth: NodeTruth | undefined;
  readonly pods: readonly PodView[];
  /** When its kubelet renewed its lease last (RFC 3339). */
  readonly renewTime: string | undefined;
}

const CONTROL_PLANE = "node-role.kubernetes.io/control-plane";

export const nodeView = (node: Node, context: NodeContext): NodeView => {
  const { words, truth, pods } = context;
  const isControlPlane = node.metadata.labels?.[CONTROL_PLANE] !== undefined;
  return {
    id: `nodes/${node.metadata.name}`,
    name: node.metadata.name,
    role: isControlPlane ? "control-plane" : "worker",
    roleText: isControlPlane ? words.node.controlPlane : words.node.worker,
    ...stateOf(node, truth),
    note: noteOf(node, context),
    taints: (node.spec?.taints ?? []).map((t) => ({
      effect: t.effect,
      text: `${t.key}${t.value ? `=${t.value}` : ""}:${t.effect}`,
    })),
    labels: ownLabels(node),
    cpu: cpuOf(node, truth),
    memory: memoryOf(node, context),
    pods,
  };
};

const condition = (node: Node, type: string): string | undefined =>
  node.status?.conditions?.find((c) => c.type === type)?.status;

/** A domain of Kubernetes' own: `kubernetes.io/hostname`, `node-role.kubernetes.io/control-plane`, `topology.k8s.io/zone`. */
const RESERVED = /(^|\.)(kubernetes|k8s)\.io\//;

export const ownLabels = ({ metadata }: Node): readonly string[] =>
  Object.entries(metadata.labels ?? {})
    .filter(([key]) => !RESERVED.test(key))
    .map(([key, value]) => (value === "" ? key : `${key}=${value}`));

export const isLost = (node: Node): boolean => condition(node, "Ready") === "Unknown";

const stateOf = (node: Node, truth: NodeTruth | undefined): Pick<NodeView, "mark" | "condition" | "look"> => {
  const ready = condition(node, "Ready");
  if (truth && !truth.isOn && ready !== "True") return { mark: "node-off", condition: "NotReady", look: "off" };
  if (ready === "Unknown") return { mark: "node-bad", condition: "NotReady", look: "lost" };
  if (ready !== "True") return { mark: "node-bad", condition: "NotReady", look: "bad" };
  for (const pressure of ["MemoryPressure", "DiskPressure", "PIDPressure"]) {
    if (condition(node, pressure) === "True") return { mark: "node-pressure", condition: pressure, look: "bad" };
  }
  if (node.spec?.unschedulable) return { mark: "node-cordoned", condition: "SchedulingDisabled", look: "cordoned" };
  return { mark: "node-ready", condition: "Ready", look: "calm" };
};

const noteOf = (node: Node, { words, truth, wallMs, renewTime }: NodeContext): NodeView["note"] => {
  if (truth && !truth.isOn) return { text: words.node.poweredOff, tone: "dim" };
  if (isLost(node)) {
    const renewed = parseTime(renewTime ?? "");
    return renewed === undefined ? null : { text: words.node.leaseAgo(spanText(wallMs - renewed)), tone: "lost" };
  }
  const starved = truth && starvedNote(truth, words);
  if (starved) return starved;
  if (truth && truth.cpuMilli >= truth.cpuCapacityMilli * 0.98) return { text: words.node.cpuFull, tone: "wait" };
  return null;
};

/** A request that takes so long is felt at the prompt. */
const SLOW_MS = 300;

/** A master whose API server does not get to answer, or a machine that gets nothing done: Kubernetes itself says nothing of it. */
const starvedNote = ({ api, isFrozen }: NodeTruth, words: Words): NodeView["note"] => {
  if (api && api.kind !== "answers") return { text: words.node.apiSilent, tone: "fail" };
  if (isFrozen) return { text: words.node.frozen, tone: "fail" };
  if (api && api.ms >= SLOW_MS) return { text: words.node.apiSlow((api.ms / 1000).toFixed(1)), tone: "wait" };
  return null;
};

const cpuOf = (node: Node, truth: NodeTruth | undefined): GaugeView => {
  const full = truth?.cpuCapacityMilli ?? cpuMilli(node.status?.capacity?.["cpu"] ?? "0");
  const usage = truth?.cpuMilli ?? 0;
  return {
    usage,
    request: truth?.cpuRequestedMilli ?? null,
    limit: null,
    full: Math.max(full, 1),
    state: usage >= full * 0.98 && full > 0 ? "saturated" : "calm",
    throttled: 0,
    text: `${cpuText(usage)} / ${cpuText(full)}`,
  };
};

const memoryOf = (node: Node, { words, truth }: NodeContext): GaugeView => {
  const full = truth?.memoryCapacityBytes ?? bytes(node.status?.capacity?.["memory"] ?? "0");
  const usage = truth?.memoryBytes ?? 0;
  const threshold = truth?.evictionThresholdBytes ?? null;
  return {
    usage,
    request: truth?.memoryRequestedBytes ?? null,
    limit: threshold,
    full: Math.max(full, 1),
    state: threshold !== null && usage >= threshold ? "over" : usage >= full * 0.9 ? "near" : "calm",
    throttled: 0,
    text: words.pod.of(memoryText(usage), memoryText(full)),
  };
};

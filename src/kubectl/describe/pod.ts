// Models describePod and DescribePodTemplate of kubectl/pkg/describe/describe.go (v1.36).
import type { Pod } from "#api/core-pod";
import type { JsonObject } from "#api/meta";
import { computeQosClass } from "#api/pod-resources";
import { compareStrings } from "#api/compare";
import { since } from "#api/duration";
import { formatLabelSelector } from "../go/selector-text.ts";
import { has, list, map, nameOf, namespaceOf, num, obj, text } from "../object.ts";
import { describeContainers, resources } from "./containers.ts";
import type { DescribeContext, Describer } from "./describer.ts";
import { searchEvents, writeEvents } from "./events.ts";
import { annotations, controlledBy, labels, metadataLabels, rfc1123, tolerations } from "./parts.ts";
import { describeVolumes } from "./volumes.ts";
import type { Writer } from "./writer.ts";

const isTerminal = (pod: JsonObject): boolean => ["Failed", "Succeeded"].includes(text(pod, "status", "phase"));

const head = (w: Writer, pod: JsonObject): void => {
  w.field(0, "Name", nameOf(pod));
  w.field(0, "Namespace", namespaceOf(pod));
  if (has(pod, "spec", "priority")) w.field(0, "Priority", num(pod, "spec", "priority"));
  optional(w, "Priority Class Name", text(pod, "spec", "priorityClassName"));
  optional(w, "Runtime Class Name", text(pod, "spec", "runtimeClassName"));
  optional(w, "Service Account", text(pod, "spec", "serviceAccountName"));
  const node = text(pod, "spec", "nodeName");
  w.field(0, "Node", node === "" ? "<none>" : `${node}/${text(pod, "status", "hostIP")}`);
  if (has(pod, "status", "startTime")) w.field(0, "Start Time", rfc1123(text(pod, "status", "startTime")));
  metadataLabels(w, pod);
};

const optional = (w: Writer, key: string, value: string): void => {
  if (value !== "") w.field(0, key, value);
};

const phase = (w: Writer, pod: JsonObject, nowMs: number): void => {
  if (has(pod, "metadata", "deletionTimestamp") && !isTerminal(pod)) {
    w.field(0, "Status", `Terminating (lasts ${since(text(pod, "metadata", "deletionTimestamp"), nowMs)})`);
    w.field(0, "Termination Grace Period", `${num(pod, "metadata", "deletionGracePeriodSeconds")}s`);
  } else w.field(0, "Status", text(pod, "status", "phase"));
  optional(w, "Reason", text(pod, "status", "reason"));
  optional(w, "Message", text(pod, "status", "message"));
  const profile = obj(pod, "spec", "securityContext", "seccompProfile");
  if (has(pod, "spec", "securityContext", "seccompProfile")) {
    w.field(0, "SeccompProfile", text(profile, "type"));
    if (text(profile, "type") === "Localhost") w.field(0, "LocalhostProfile", text(profile, "localhostProfile"));
  }
};

const addresses = (w: Writer, pod: JsonObject): void => {
  w.field(0, "IP", text(pod, "status", "podIP"));
  const all = list(pod, "status", "podIPs");
  w.line(0, all.length === 0 ? "IPs:\t<none>" : "IPs:");
  for (const address of all) w.field(1, "IP", text(address, "ip"));
};

const containers = (w: Writer, pod: JsonObject): void => {
  const groups = [
    ["Init Containers", "initContainers", "initContainerStatuses"],
    ["Containers", "containers", "containerStatuses"],
    ["Ephemeral Containers", "ephemeralContainers", "ephemeralContainerStatuses"],
  ] as const;
  for (const [title, field, statusField] of groups) {
    const specs = list(pod, "spec", field);
    if (specs.length === 0 && field !== "containers") continue;
    describeContainers(w, { title, containers: specs, statuses: list(pod, "status", statusField), pod, space: "" });
  }
};

const conditions = (w: Writer, pod: JsonObject): void => {
  const all = list(pod, "status", "conditions");
  const gates = list(pod, "spec", "readinessGates");
  if (gates.length > 0) w.write(0, "Readiness Gates:\n  Type\tStatus\n");
  for (const gate of gates) {
    const type = text(gate, "conditionType");
    const found = all.find((item) => text(item, "type") === type);
    w.line(1, `${type} \t${found ? text(found, "status") : "<none>"} `);
  }
  if (all.length > 0) w.write(0, "Conditions:\n  Type\tStatus\n");
  for (const item of all) w.line(1, `${text(item, "type")} \t${text(item, "status")} `);
};

const spreadText = (item: JsonObject): string => {
  const selector = has(item, "labelSelector") ? ` for selector ${formatLabelSelector(item, "labelSelector")}` : "";
  return `${text(item, "topologyKey")}:${text(item, "whenUnsatisfiable")} when max skew ${num(item, "maxSkew")} is exceeded${selector}\n`;
};

const spread = (w: Writer, items: readonly JsonObject[], space: string): void => {
  if (items.length === 0) return;
  const lines = items
    .toSorted((a, b) => compareStrings(text(a, "topologyKey"), text(b, "topologyKey")))
    .map(spreadText);
  w.write(0, `${space}Topology Spread Constraints:\t${lines.join(`${space}\t`)}`);
};

/** Models qos.GetPodQOS. */
const qosClass = (pod: JsonObject): string =>
  text(pod, "status", "qosClass") || computeQosClass((pod as unknown as Pod).spec);

const MIRROR = "kubernetes.io/config.mirror";

const podEvents = (w: Writer, pod: JsonObject, context: DescribeContext): void => {
  if (!context.showEvents) return;
  const uid = map(pod, "metadata", "annotations")[MIRROR] ?? text(pod, "metadata", "uid");
  const found = searchEvents(context, { kind: "", name: nameOf(pod), namespace: namespaceOf(pod), uid });
  writeEvents(w, found, context.nowMs);
};

export const describePod: Describer = (w, pod, context) => {
  head(w, pod);
  phase(w, pod, context.nowMs);
  addresses(w, pod);
  optional(w, "Controlled By", controlledBy(pod));
  optional(w, "NominatedNodeName", text(pod, "status", "nominatedNodeName"));
  if (has(pod, "spec", "resources")) {
    w.line(0, "Resources:");
    resources(w, obj(pod, "spec", "resources"), 1);
  }
  containers(w, pod);
  conditions(w, pod);
  describeVolumes(w, list(pod, "spec", "volumes"), "");
  w.field(0, "QoS Class", qosClass(pod));
  labels(w, "Node-Selectors", map(pod, "spec", "nodeSelector"));
  tolerations(w, "Tolerations", list(pod, "spec", "tolerations"));
  spread(w, list(pod, "spec", "topologySpreadConstraints"), "");
  podEvents(w, pod, context);
};

export const describePodTemplate = (w: Writer, template: JsonObject): void => {
  w.line(0, "Pod Template:");
  labels(w, "  Labels", map(template, "metadata", "labels"));
  const notes = map(template, "metadata", "annotations");
  if (Object.keys(notes).length > 0) annotations(w, "  Annotations", notes);
  const spec = obj(template, "spec");
  if (text(spec, "serviceAccountName") !== "") w.field(1, "Service Account", text(spec, "serviceAccountName"));
  const init = list(spec, "initContainers");
  if (init.length > 0) describeContainers(w, { title: "Init Containers", containers: init, statuses: [], space: "  " });
  describeContainers(w, { title: "Containers", containers: list(spec, "containers"), statuses: [], space: "  " });
  describeVolumes(w, list(spec, "volumes"), "  ");
  spread(w, list(spec, "topologySpreadConstraints"), "  ");
  if (text(spec, "priorityClassName") !== "") w.field(1, "Priority Class Name", text(spec, "priorityClassName"));
  labels(w, "  Node-Selectors", map(spec, "nodeSelector"));
  tolerations(w, "  Tolerations", list(spec, "tolerations"));
};

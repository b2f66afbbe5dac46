// Models describeNode and describeNodeResource of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import {
  canonicalQuantity,
  formatQuantity,
  milliValue,
  parseQuantity,
  type Quantity,
  wholeValue,
  ZERO,
} from "#api/quantity";
import { infoOf } from "#api/scheme";
import { since } from "#api/duration";
import { has, isTrue, list, map, nameOf, namespaceOf, obj, sortedKeys, strings, text } from "../object.ts";
import { nodeRoles } from "../printers/nodes.ts";
import type { DescribeContext, Describer } from "./describer.ts";
import { searchEvents, writeEvents } from "./events.ts";
import { metadataLabels, orNone, rfc1123, taints } from "./parts.ts";
import { addAmounts, type Amounts, podAmounts } from "./pod-requests.ts";
import type { Writer } from "./writer.ts";

const lease = (w: Writer, node: JsonObject, context: DescribeContext): void => {
  const answer = context.client.get({ resource: infoOf("leases"), namespace: "kube-node-lease", name: nameOf(node) });
  if (!answer.ok) {
    w.field(0, "Lease", `Failed to get lease: ${leaseProblem(answer.status.message, nameOf(node))}`);
    return;
  }
  const spec = obj(answer.value, "spec");
  const time = (field: string): string => (has(spec, field) ? rfc1123(text(spec, field)) : "<unset>");
  w.line(0, "Lease:");
  w.field(1, "HolderIdentity", has(spec, "holderIdentity") ? text(spec, "holderIdentity") : "<unset>");
  w.field(1, "AcquireTime", time("acquireTime"));
  w.field(1, "RenewTime", time("renewTime"));
};

/** The lease is what is missing, even before its namespace exists. */
const leaseProblem = (message: string, name: string): string =>
  message.startsWith("namespaces ") ? `leases.coordination.k8s.io "${name}" not found` : message;

const conditions = (w: Writer, node: JsonObject): void => {
  const items = list(node, "status", "conditions");
  if (items.length === 0) return;
  w.write(0, "Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage\n");
  w.line(1, "----\t------\t-----------------\t------------------\t------\t-------");
  for (const item of items) {
    const beat = rfc1123(text(item, "lastHeartbeatTime"));
    const change = rfc1123(text(item, "lastTransitionTime"));
    w.line(
      1,
      `${text(item, "type")} \t${text(item, "status")} \t${beat} \t${change} \t${text(item, "reason")} \t${text(item, "message")}`,
    );
  }
};

const amounts = (w: Writer, node: JsonObject, title: string, field: string): void => {
  const values = map(node, "status", field);
  const names = sortedKeys(values);
  if (names.length > 0) w.line(0, `${title}:`);
  for (const name of names) w.field(1, name, canonicalQuantity(values[name] ?? "") ?? "");
};

const SYSTEM_INFO = [
  ["Machine ID", "machineID"],
  ["System UUID", "systemUUID"],
  ["Boot ID", "bootID"],
  ["Kernel Version", "kernelVersion"],
  ["OS Image", "osImage"],
  ["Operating System", "operatingSystem"],
  ["Architecture", "architecture"],
  ["Container Runtime Version", "containerRuntimeVersion"],
  ["Kubelet Version", "kubeletVersion"],
] as const;

const system = (w: Writer, node: JsonObject): void => {
  w.line(0, "System Info:");
  for (const [title, field] of SYSTEM_INFO) w.field(1, title, text(node, "status", "nodeInfo", field));
  if (text(node, "spec", "podCIDR") !== "") w.field(0, "PodCIDR", text(node, "spec", "podCIDR"));
  const cidrs = strings(node, "spec", "podCIDRs");
  if (cidrs.length > 0) w.field(0, "PodCIDRs", cidrs.join(","));
  if (text(node, "spec", "providerID") !== "") w.field(0, "ProviderID", text(node, "spec", "providerID"));
};

const allocatableOf = (node: JsonObject): { readonly [name: string]: string } => {
  const allocatable = map(node, "status", "allocatable");
  return Object.keys(allocatable).length > 0 ? allocatable : map(node, "status", "capacity");
};

const quantity = (value: string | undefined): Quantity => {
  const parsed = parseQuantity(value ?? "0");
  return parsed.ok ? parsed.value : ZERO;
};

/** A share of what the node has, cut to whole percents; CPU is compared in thousandths. */
const share = (part: Quantity | undefined, whole: Quantity, isCpu: boolean, whenEmpty: string): string => {
  const value = isCpu ? milliValue : wholeValue;
  const total = Number(value(whole));
  const shown = formatQuantity(part ?? ZERO);
  if (total === 0) return `${shown} (${whenEmpty}%)`;
  return `${shown} (${Math.trunc((Number(value(part ?? ZERO)) / total) * 100)}%)`;
};

/** int64 of a not-a-number or an infinity, as amd64 converts it. */
const MIN_INT64 = "-9223372036854775808";

const podRows = (w: Writer, node: JsonObject, pods: readonly JsonObject[], nowMs: number): void => {
  w.field(0, "Non-terminated Pods", `(${pods.length} in total)`);
  w.line(1, "Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge");
  w.line(1, "---------\t----\t\t------------\t----------\t---------------\t-------------\t---");
  const allocatable = allocatableOf(node);
  const [cpu, memory] = [quantity(allocatable["cpu"]), quantity(allocatable["memory"])];
  for (const pod of pods) {
    const requests = podAmounts(pod, "requests", true);
    const limits = podAmounts(pod, "limits", true);
    const cells = [
      share(requests.get("cpu"), cpu, true, MIN_INT64),
      share(limits.get("cpu"), cpu, true, MIN_INT64),
      share(requests.get("memory"), memory, false, MIN_INT64),
      share(limits.get("memory"), memory, false, MIN_INT64),
      since(text(pod, "metadata", "creationTimestamp"), nowMs),
    ];
    w.line(1, `${namespaceOf(pod)}\t${nameOf(pod)}\t\t${cells.join("\t")}`);
  }
};

const STANDARD = ["cpu", "memory", "ephemeral-storage", "pods"];

const allocated = (w: Writer, node: JsonObject, pods: readonly JsonObject[]): void => {
  const requests: Amounts = new Map();
  const limits: Amounts = new Map();
  for (const pod of pods) {
    addAmounts(requests, podAmounts(pod, "requests", false));
    addAmounts(limits, podAmounts(pod, "limits", false));
  }
  const allocatable = allocatableOf(node);
  w.write(0, "Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)\n");
  w.line(1, "Resource\tRequests\tLimits");
  w.line(1, "--------\t--------\t------");
  const row = (name: string): void => {
    const whole = quantity(allocatable[name]);
    const isCpu = name === "cpu";
    w.line(
      1,
      `${name}\t${share(requests.get(name), whole, isCpu, "0")}\t${share(limits.get(name), whole, isCpu, "0")}`,
    );
  };
  for (const name of ["cpu", "memory", "ephemeral-storage"]) row(name);
  const others = Object.keys(allocatable)
    .filter((name) => !STANDARD.includes(name))
    .toSorted(compareStrings);
  for (const name of others.filter((item) => item.startsWith("hugepages-"))) row(name);
  for (const name of others.filter((item) => !item.startsWith("hugepages-"))) {
    w.line(1, `${name}\t${formatQuantity(requests.get(name) ?? ZERO)}\t${formatQuantity(limits.get(name) ?? ZERO)}`);
  }
};

const podsOn = (context: DescribeContext, node: string): readonly JsonObject[] => {
  const answer = context.client.list(infoOf("pods"), {
    fieldSelector: `spec.nodeName=${node},status.phase!=Succeeded,status.phase!=Failed`,
  });
  return answer.ok ? answer.value : [];
};

/** Events name a node by its uid or, those of the kubelet, by its name. */
const nodeEvents = (w: Writer, node: JsonObject, context: DescribeContext): void => {
  if (!context.showEvents) return;
  const name = nameOf(node);
  const reference = { kind: "Node", name, namespace: "" };
  const found = [
    ...searchEvents(context, { ...reference, uid: text(node, "metadata", "uid") }),
    ...searchEvents(context, { ...reference, uid: name }),
  ];
  writeEvents(w, found, context.nowMs);
};

export const describeNode: Describer = (w, node, context) => {
  w.field(0, "Name", nameOf(node));
  w.field(0, "Roles", orNone(nodeRoles(node).join(",")));
  metadataLabels(w, node);
  w.field(0, "CreationTimestamp", rfc1123(text(node, "metadata", "creationTimestamp")));
  taints(w, "Taints", list(node, "spec", "taints"));
  w.field(0, "Unschedulable", String(isTrue(node, "spec", "unschedulable")));
  lease(w, node, context);
  conditions(w, node);
  w.line(0, "Addresses:");
  for (const address of list(node, "status", "addresses")) w.field(1, text(address, "type"), text(address, "address"));
  amounts(w, node, "Capacity", "capacity");
  amounts(w, node, "Allocatable", "allocatable");
  system(w, node);
  const pods = podsOn(context, nameOf(node));
  podRows(w, node, pods, context.nowMs);
  allocated(w, node, pods);
  nodeEvents(w, node, context);
};

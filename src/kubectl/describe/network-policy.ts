// Models describeNetworkPolicy of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { formatLabelSelector } from "../go/selector-text.ts";
import { has, list, num, obj, strings, text } from "../object.ts";
import { nameOf, namespaceOf } from "../object.ts";
import type { Describer } from "./describer.ts";
import { metadataLabels } from "./parts.ts";
import type { Writer } from "./writer.ts";

const INDENT = "    ";

/** Go's own way to print a time: `2020-02-14 12:09:24 +0000 UTC`. */
const goTime = (timestamp: string): string =>
  timestamp === "" ? "0001-01-01 00:00:00 +0000 UTC" : `${timestamp.replace("T", " ").replace("Z", "")} +0000 UTC`;

interface Direction {
  readonly peers: "from" | "to";
  readonly word: "From" | "To";
  readonly traffic: "ingress" | "egress";
  readonly end: "source" | "destination";
}

const INGRESS: Direction = { peers: "from", word: "From", traffic: "ingress", end: "source" };
const EGRESS: Direction = { peers: "to", word: "To", traffic: "egress", end: "destination" };

const ports = (w: Writer, rule: JsonObject): void => {
  const items = list(rule, "ports");
  if (items.length === 0) w.line(0, `${INDENT}To Port: <any> (traffic allowed to all ports)`);
  for (const port of items) {
    const protocol = text(port, "protocol") || "TCP";
    const number = has(port, "port") ? text(port, "port") : "<nil>";
    if (has(port, "endPort")) w.line(0, `${INDENT}To Port Range: ${number}-${num(port, "endPort")}/${protocol}`);
    else w.line(0, `${INDENT}To Port: ${number}/${protocol}`);
  }
};

const peer = (w: Writer, value: JsonObject): void => {
  if (has(value, "namespaceSelector")) {
    w.line(1, `${INDENT}NamespaceSelector: ${formatLabelSelector(value, "namespaceSelector")}`);
  }
  if (has(value, "podSelector")) w.line(1, `${INDENT}PodSelector: ${formatLabelSelector(value, "podSelector")}`);
  if (has(value, "namespaceSelector") || has(value, "podSelector") || !has(value, "ipBlock")) return;
  const block = obj(value, "ipBlock");
  w.line(1, `${INDENT}IPBlock:`);
  w.line(2, `${INDENT}CIDR: ${text(block, "cidr")}`);
  w.line(2, `${INDENT}Except: ${strings(block, "except").join(", ")}`);
};

const rules = (w: Writer, items: readonly JsonObject[], direction: Direction): void => {
  if (items.length === 0) {
    w.line(0, `${INDENT}<none> (Selected pods are isolated for ${direction.traffic} connectivity)`);
  }
  for (const [index, rule] of items.entries()) {
    ports(w, rule);
    const peers = list(rule, direction.peers);
    if (peers.length === 0) {
      w.line(0, `${INDENT}${direction.word}: <any> (traffic not restricted by ${direction.end})`);
    }
    for (const value of peers) {
      w.line(0, `${INDENT}${direction.word}:`);
      peer(w, value);
    }
    if (index < items.length - 1) w.line(0, `${INDENT}----------`);
  }
};

export const describeNetworkPolicy: Describer = (w, object) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  w.field(0, "Created on", goTime(text(object, "metadata", "creationTimestamp")));
  metadataLabels(w, object);
  w.line(0, "Spec:");
  w.write(1, "PodSelector: ");
  const selector = formatLabelSelector(object, "spec", "podSelector");
  w.line(2, selector === "<none>" ? "<none> (Allowing the specific traffic to all pods in this namespace)" : selector);
  const types = strings(object, "spec", "policyTypes");
  for (const direction of [INGRESS, EGRESS]) {
    const isAffected = types.includes(direction.traffic === "ingress" ? "Ingress" : "Egress");
    w.line(1, isAffected ? `Allowing ${direction.traffic} traffic:` : `Not affecting ${direction.traffic} traffic`);
    if (isAffected) rules(w, list(object, "spec", direction.traffic), direction);
  }
  w.line(1, `Policy Types: ${types.length === 0 ? "<none>" : types.join(", ")}`);
};

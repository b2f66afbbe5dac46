// Models the describers of services, endpoints, ingresses and policies of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { infoOf } from "#api/scheme";
import { formatLabels } from "../go/selector-text.ts";
import { goValue } from "../go/format.ts";
import { has, list, map, nameOf, namespaceOf, num, obj, strings, text } from "../object.ts";
import { loadBalancerAddresses } from "../printers/cells.ts";
import type { DescribeContext, Describer } from "./describer.ts";
import { eventsOf } from "./events.ts";
import { annotations, heading, labels, metadataLabels, orNone } from "./parts.ts";
import type { Writer } from "./writer.ts";

const slicesOf = (context: DescribeContext, namespace: string, service: string): readonly JsonObject[] => {
  const answer = context.client.list(infoOf("endpointslices"), {
    namespace,
    labelSelector: `kubernetes.io/service-name=${service}`,
  });
  return answer.ok ? answer.value : [];
};

const joinHostPort = (host: string, port: string): string =>
  host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;

const isReady = (endpoint: JsonObject): boolean => (obj(endpoint, "conditions")["ready"] ?? true) === true;

const firstAddress = (endpoint: JsonObject): string => strings(endpoint, "addresses")[0] ?? "";

const MAX_SHOWN = 3;

/**
 * formatEndpointSlices: ready addresses of the ports of this name, the first three and how many more. An endpoint that comes
 * after three is "more" whether it is ready or not: three ready ones and one that is not read `... + 0 more...`.
 */
const formatSlices = (slices: readonly JsonObject[], portName: string): string => {
  if (slices.length === 0) return "<none>";
  const shown: string[] = [];
  let count = 0;
  let hasMore = false;
  const visit = (endpoint: JsonObject, show: (address: string) => string): void => {
    if (shown.length === MAX_SHOWN) hasMore = true;
    if (!isReady(endpoint)) return;
    if (!hasMore) shown.push(show(firstAddress(endpoint)));
    count++;
  };
  for (const slice of slices) {
    const endpoints = list(slice, "endpoints");
    const ports = list(slice, "ports");
    if (ports.length === 0) for (const endpoint of endpoints) visit(endpoint, (address) => address);
    for (const port of ports.filter((item) => text(item, "name") === portName)) {
      for (const endpoint of endpoints) visit(endpoint, (address) => joinHostPort(address, text(port, "port")));
    }
  }
  const all = shown.join(",");
  return hasMore ? `${all} + ${count - MAX_SHOWN} more...` : all;
};

const ingressText = (service: JsonObject): string =>
  list(service, "status", "loadBalancer", "ingress")
    .map((item) => {
      const ip = text(item, "ip");
      if (ip === "") return text(item, "hostname");
      return has(item, "ipMode") ? `${ip} (${text(item, "ipMode")})` : ip;
    })
    .join(", ");

const serviceAddresses = (w: Writer, service: JsonObject): void => {
  if (has(service, "spec", "ipFamilyPolicy")) w.field(0, "IP Family Policy", text(service, "spec", "ipFamilyPolicy"));
  w.field(0, "IP Families", orNone(strings(service, "spec", "ipFamilies").join(",")));
  w.field(0, "IP", text(service, "spec", "clusterIP"));
  w.field(0, "IPs", orNone(strings(service, "spec", "clusterIPs").join(",")));
  const external = strings(service, "spec", "externalIPs");
  if (external.length > 0) w.field(0, "External IPs", external.join(","));
  const desired = text(service, "spec", "loadBalancerIP");
  if (desired !== "") w.field(0, "Desired LoadBalancer IP", desired);
  const name = text(service, "spec", "externalName");
  if (name !== "") w.field(0, "External Name", name);
  if (list(service, "status", "loadBalancer", "ingress").length > 0) {
    w.field(0, "LoadBalancer Ingress", ingressText(service));
  }
};

const servicePorts = (w: Writer, service: JsonObject, slices: readonly JsonObject[]): void => {
  for (const port of list(service, "spec", "ports")) {
    const name = text(port, "name") || "<unset>";
    const protocol = text(port, "protocol");
    w.line(0, `Port:\t${name}\t${num(port, "port")}/${protocol}`);
    w.field(0, "TargetPort", `${has(port, "targetPort") ? text(port, "targetPort") : "0"}/${protocol}`);
    if (has(port, "appProtocol")) w.field(0, "AppProtocol", text(port, "appProtocol"));
    if (num(port, "nodePort") !== 0) w.line(0, `NodePort:\t${name}\t${num(port, "nodePort")}/${protocol}`);
    w.field(0, "Endpoints", formatSlices(slices, text(port, "name")));
  }
};

export const describeService: Describer = (w, object, context) => {
  heading(w, object);
  w.field(0, "Selector", formatLabels(map(object, "spec", "selector")));
  w.field(0, "Type", text(object, "spec", "type"));
  serviceAddresses(w, object);
  servicePorts(w, object, slicesOf(context, namespaceOf(object), nameOf(object)));
  w.field(0, "Session Affinity", text(object, "spec", "sessionAffinity"));
  const external = text(object, "spec", "externalTrafficPolicy");
  if (external !== "") w.field(0, "External Traffic Policy", external);
  if (has(object, "spec", "internalTrafficPolicy")) {
    w.field(0, "Internal Traffic Policy", text(object, "spec", "internalTrafficPolicy"));
  }
  if (num(object, "spec", "healthCheckNodePort") !== 0) {
    w.field(0, "HealthCheck NodePort", num(object, "spec", "healthCheckNodePort"));
  }
  const ranges = strings(object, "spec", "loadBalancerSourceRanges");
  if (ranges.length > 0) w.field(0, "LoadBalancer Source Ranges", ranges.join(","));
  if (has(object, "spec", "trafficDistribution")) {
    w.field(0, "Traffic Distribution", text(object, "spec", "trafficDistribution"));
  }
  eventsOf(w, object, context);
};

const subsetAddresses = (subset: JsonObject, field: string): string =>
  orNone(
    list(subset, field)
      .map((address) => text(address, "ip"))
      .join(","),
  );

export const describeEndpoints: Describer = (w, object, context) => {
  heading(w, object);
  w.line(0, "Subsets:");
  for (const subset of list(object, "subsets")) {
    w.field(1, "Addresses", subsetAddresses(subset, "addresses"));
    w.field(1, "NotReadyAddresses", subsetAddresses(subset, "notReadyAddresses"));
    portTable(w, list(subset, "ports"), 2);
    w.line(0, "");
  }
  eventsOf(w, object, context);
};

const portTable = (w: Writer, ports: readonly JsonObject[], level: number): void => {
  if (ports.length === 0) return;
  w.line(level - 1, "Ports:");
  w.line(level, "Name\tPort\tProtocol");
  w.line(level, "----\t----\t--------");
  for (const port of ports) {
    w.line(
      level,
      `${text(port, "name") || "<unset>"}\t${has(port, "port") ? num(port, "port") : "<unset>"}\t${text(port, "protocol")}`,
    );
  }
};

const unset = (value: string, isSet: boolean): string => (isSet ? value : "<unset>");

const sliceEndpoint = (w: Writer, endpoint: JsonObject): void => {
  w.field(1, "- Addresses", orNone(strings(endpoint, "addresses").join(", ")));
  w.line(2, "Conditions:");
  const ready = obj(endpoint, "conditions")["ready"];
  w.field(3, "Ready", ready === undefined ? "<unset>" : goValue(ready));
  w.field(2, "Hostname", unset(text(endpoint, "hostname"), has(endpoint, "hostname")));
  if (has(endpoint, "targetRef")) {
    w.field(2, "TargetRef", `${text(endpoint, "targetRef", "kind")}/${text(endpoint, "targetRef", "name")}`);
  }
  w.field(2, "NodeName", unset(text(endpoint, "nodeName"), has(endpoint, "nodeName")));
  w.field(2, "Zone", unset(text(endpoint, "zone"), has(endpoint, "zone")));
};

export const describeEndpointSlice: Describer = (w, object, context) => {
  heading(w, object);
  w.field(0, "AddressType", text(object, "addressType"));
  const ports = list(object, "ports");
  if (ports.length === 0) w.line(0, "Ports: <unset>");
  portTable(w, ports, 1);
  const endpoints = list(object, "endpoints");
  w.line(0, endpoints.length === 0 ? "Endpoints: <none>" : "Endpoints:");
  for (const endpoint of endpoints) sliceEndpoint(w, endpoint);
  eventsOf(w, object, context);
};

const backendPort = (service: JsonObject): string => {
  const port = obj(service, "port");
  return num(port, "number") === 0 ? text(port, "name") : String(num(port, "number"));
};

const backendText = (context: DescribeContext, namespace: string, backend: JsonObject): string => {
  if (has(backend, "service")) return serviceBackend(context, namespace, obj(backend, "service"));
  if (!has(backend, "resource")) return "";
  const resource = obj(backend, "resource");
  const group = has(resource, "apiGroup") ? text(resource, "apiGroup") : "<none>";
  return `APIGroup: ${group}, Kind: ${text(resource, "kind")}, Name: ${text(resource, "name")}`;
};

const serviceBackend = (context: DescribeContext, namespace: string, backend: JsonObject): string => {
  const name = text(backend, "name");
  const shown = `${name}:${backendPort(backend)}`;
  const service = context.client.get({ resource: infoOf("services"), namespace, name });
  if (!service.ok) return `${shown} (<error: ${service.status.message}>)`;
  let portName = "";
  for (const port of list(service.value, "spec", "ports")) {
    const number = num(backend, "port", "number");
    const wanted = text(backend, "port", "name");
    if ((number !== 0 && number === num(port, "port")) || (wanted !== "" && wanted === text(port, "name"))) {
      portName = text(port, "name");
    }
  }
  return `${shown} (${formatSlices(slicesOf(context, namespace, name), portName)})`;
};

const tlsLines = (w: Writer, items: readonly JsonObject[]): void => {
  if (items.length > 0) w.line(0, "TLS:");
  for (const item of items) {
    const hosts = strings(item, "hosts").join(",");
    const secret = text(item, "secretName");
    w.line(1, secret === "" ? `SNI routes ${hosts}` : `${secret} terminates ${hosts}`);
  }
};

const ruleLines = (w: Writer, object: JsonObject, context: DescribeContext, fallback: string): void => {
  w.write(0, "Rules:\n  Host\tPath\tBackends\n");
  w.line(1, "----\t----\t--------");
  const rules = list(object, "spec", "rules").filter((rule) => has(rule, "http"));
  for (const rule of rules) {
    w.line(1, `${text(rule, "host") || "*"}\t`);
    for (const path of list(rule, "http", "paths")) {
      w.line(2, `\t${text(path, "path")} \t${backendText(context, namespaceOf(object), obj(path, "backend"))}`);
    }
  }
  if (rules.length === 0) w.line(1, `*\t*\t${fallback}`);
};

export const describeIngress: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  labels(w, "Labels", map(object, "metadata", "labels"));
  w.field(0, "Namespace", namespaceOf(object));
  w.field(0, "Address", loadBalancerAddresses(obj(object, "status", "loadBalancer")));
  w.field(
    0,
    "Ingress Class",
    has(object, "spec", "ingressClassName") ? text(object, "spec", "ingressClassName") : "<none>",
  );
  const fallback = has(object, "spec", "defaultBackend")
    ? backendText(context, namespaceOf(object), obj(object, "spec", "defaultBackend"))
    : "<default>";
  w.field(0, "Default backend", fallback);
  tlsLines(w, list(object, "spec", "tls"));
  ruleLines(w, object, context, fallback);
  annotations(w, "Annotations", map(object, "metadata", "annotations"));
  eventsOf(w, object, context);
};

export const describeIngressClass: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  metadataLabels(w, object);
  w.field(0, "Controller", text(object, "spec", "controller"));
  const parameters = obj(object, "spec", "parameters");
  if (has(object, "spec", "parameters")) {
    w.line(0, "Parameters:");
    if (has(parameters, "apiGroup")) w.field(1, "APIGroup", text(parameters, "apiGroup"));
    w.field(1, "Kind", text(parameters, "kind"));
    w.field(1, "Name", text(parameters, "name"));
  }
  eventsOf(w, object, context);
};

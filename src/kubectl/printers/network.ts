// Models the network printers of pkg/printers/internalversion/printers.go (v1.36).
import type { JsonObject } from "#api/meta";
import { inGroup } from "#api/scheme";
import { formatLabels, formatLabelSelector } from "../go/selector-text.ts";
import { has, list, map, nameOf, num, strings, text } from "../object.ts";
import { age, loadBalancerAddresses, orNone } from "./cells.ts";
import { columns, type PrintContext, type TablePrinter } from "./table.ts";
import { obj } from "../object.ts";

const externalAddresses = (service: JsonObject): string => {
  const external = strings(service, "spec", "externalIPs");
  switch (text(service, "spec", "type")) {
    case "ClusterIP":
    case "NodePort":
      return orNone(external.join(","));
    case "LoadBalancer": {
      const shown = loadBalancerAddresses(obj(service, "status", "loadBalancer"));
      if (external.length > 0) return [...(shown === "" ? [] : shown.split(",")), ...external].join(",");
      return shown === "" ? "<pending>" : shown;
    }
    case "ExternalName":
      return text(service, "spec", "externalName");
    default:
      return "<unknown>";
  }
};

const servicePorts = (service: JsonObject): string =>
  orNone(
    list(service, "spec", "ports")
      .map((port) => {
        const nodePort = num(port, "nodePort");
        const number = nodePort > 0 ? `${num(port, "port")}:${nodePort}` : text(port, "port");
        return `${number}/${text(port, "protocol")}`;
      })
      .join(","),
  );

export const services: TablePrinter = {
  columns: columns("Name", "Type", "Cluster-IP", "External-IP", "Port(s)", "Age", "|", "Selector"),
  cells: (object, context) => [
    nameOf(object),
    text(object, "spec", "type"),
    orNone(strings(object, "spec", "clusterIPs")[0] ?? text(object, "spec", "clusterIP")),
    externalAddresses(object),
    servicePorts(object),
    age(object, context),
    formatLabels(map(object, "spec", "selector")),
  ],
};

const ingressHosts = (ingress: JsonObject): string => {
  const rules = list(ingress, "spec", "rules");
  const hosts: string[] = [];
  let hasMore = false;
  for (const rule of rules) {
    if (hosts.length === 3) hasMore = true;
    const host = text(rule, "host");
    if (!hasMore && host !== "") hosts.push(host);
  }
  if (hosts.length === 0) return "*";
  return hasMore ? `${hosts.join(",")} + ${rules.length - 3} more...` : hosts.join(",");
};

export const ingresses: TablePrinter = {
  columns: columns("Name", "Class", "Hosts", "Address", "Ports", "Age"),
  cells: (object, context) => [
    nameOf(object),
    has(object, "spec", "ingressClassName") ? text(object, "spec", "ingressClassName") : "<none>",
    ingressHosts(object),
    loadBalancerAddresses(obj(object, "status", "loadBalancer")),
    list(object, "spec", "tls").length > 0 ? "80, 443" : "80",
    age(object, context),
  ],
};

export const ingressClasses: TablePrinter = {
  columns: columns("Name", "Controller", "Parameters", "Age"),
  cells: (object, context) => {
    const kind = text(object, "spec", "parameters", "kind");
    const group = text(object, "spec", "parameters", "apiGroup");
    const parameters = has(object, "spec", "parameters")
      ? `${inGroup(kind, group)}/${text(object, "spec", "parameters", "name")}`
      : "<none>";
    return [nameOf(object), text(object, "spec", "controller"), parameters, age(object, context)];
  },
};

/** The first three, and how many more. */
const firstThree = (values: readonly string[], total: number): string => {
  if (values.length === 0) return "<none>";
  const shown = values.slice(0, 3).join(",");
  return total > 3 ? `${shown} + ${total - 3} more...` : shown;
};

/** Blank if there are addresses, but none that is ready. */
const endpointsText = (endpoints: JsonObject): string => {
  const subsets = list(endpoints, "subsets");
  const all = subsets.flatMap((subset) => {
    const addresses = list(subset, "addresses").map((address) => text(address, "ip"));
    const ports = list(subset, "ports");
    if (ports.length === 0) return addresses;
    return ports.flatMap((port) => addresses.map((address) => joinHostPort(address, text(port, "port"))));
  });
  return all.length === 0 && subsets.length > 0 ? "" : firstThree(all, all.length);
};

const joinHostPort = (host: string, port: string): string =>
  host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;

export const endpoints: TablePrinter = {
  columns: columns("Name", "Endpoints", "Age"),
  cells: (object, context) => [nameOf(object), endpointsText(object), age(object, context)],
};

const slicePorts = (slice: JsonObject): string => {
  const ports = list(slice, "ports");
  if (ports.length === 0) return "<unset>";
  const shown = ports.slice(0, 3).map((port) => {
    if (has(port, "port")) return text(port, "port");
    return has(port, "name") ? text(port, "name") : "*";
  });
  return ports.length > 3 ? `${shown.join(",")} + ${ports.length - 3} more...` : shown.join(",");
};

const sliceEndpoints = (slice: JsonObject): string => {
  const addresses = list(slice, "endpoints").flatMap((endpoint) => strings(endpoint, "addresses"));
  return addresses.length === 0 ? "<unset>" : firstThree(addresses, addresses.length);
};

export const endpointSlices: TablePrinter = {
  columns: columns("Name", "AddressType", "Ports", "Endpoints", "Age"),
  cells: (object: JsonObject, context: PrintContext) => [
    nameOf(object),
    text(object, "addressType"),
    slicePorts(object),
    sliceEndpoints(object),
    age(object, context),
  ],
};

export const networkPolicies: TablePrinter = {
  columns: columns("Name", "Pod-Selector", "Age"),
  cells: (object, context) => [
    nameOf(object),
    formatLabelSelector(object, "spec", "podSelector"),
    age(object, context),
  ],
};

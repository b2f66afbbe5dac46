// Models printNode of pkg/printers/internalversion/printers.go (v1.36).
import type { JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import { isTrue, list, map, nameOf, text } from "../object.ts";
import { age, orNone } from "./cells.ts";
import { columns, type TablePrinter } from "./table.ts";

const ROLE_PREFIX = "node-role.kubernetes.io/";

/** Roles by label, sorted. */
export const nodeRoles = (node: JsonObject): string[] => {
  const roles = new Set<string>();
  for (const [key, value] of Object.entries(map(node, "metadata", "labels"))) {
    if (key.startsWith(ROLE_PREFIX) && key.length > ROLE_PREFIX.length) roles.add(key.slice(ROLE_PREFIX.length));
    else if (key === "kubernetes.io/role" && value !== "") roles.add(value);
  }
  return [...roles].toSorted(compareStrings);
};

const nodeStatus = (node: JsonObject): string => {
  const ready = list(node, "status", "conditions").find((item) => text(item, "type") === "Ready");
  const words = [ready === undefined ? "Unknown" : text(ready, "status") === "True" ? "Ready" : "NotReady"];
  if (isTrue(node, "spec", "unschedulable")) words.push("SchedulingDisabled");
  return words.join(",");
};

const address = (node: JsonObject, type: string): string =>
  orNone(
    text(
      list(node, "status", "addresses").find((item) => text(item, "type") === type),
      "address",
    ),
  );

const orUnknown = (value: string): string => (value === "" ? "<unknown>" : value);

const kernel = (node: JsonObject): string => {
  const version = orUnknown(text(node, "status", "nodeInfo", "kernelVersion"));
  const architecture = text(node, "status", "nodeInfo", "architecture");
  return architecture === "" ? version : `${version} (${architecture})`;
};

export const nodes: TablePrinter = {
  columns: columns(
    "Name",
    "Status",
    "Roles",
    "Age",
    "Version",
    "|",
    "Internal-IP",
    "External-IP",
    "OS-Image",
    "Kernel-Version",
    "Container-Runtime",
  ),
  cells: (object, context) => [
    nameOf(object),
    nodeStatus(object),
    orNone(nodeRoles(object).join(",")),
    age(object, context),
    text(object, "status", "nodeInfo", "kubeletVersion"),
    address(object, "InternalIP"),
    address(object, "ExternalIP"),
    orUnknown(text(object, "status", "nodeInfo", "osImage")),
    kernel(object),
    orUnknown(text(object, "status", "nodeInfo", "containerRuntimeVersion")),
  ],
};

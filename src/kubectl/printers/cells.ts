// Cells that several printers share. Models pkg/printers/internalversion/printers.go (v1.36).
import type { JsonObject } from "#api/meta";
import { since } from "#api/duration";
import { formatLabels } from "../go/selector-text.ts";
import { list, map, obj, text } from "../object.ts";
import type { PrintContext } from "./table.ts";

export const age = (object: JsonObject, context: PrintContext): string =>
  since(text(object, "metadata", "creationTimestamp"), context.nowMs);

export const orNone = (value: string): string => (value === "" ? "<none>" : value);

/** Names and images of a pod template's containers, comma separated. */
export const containerCells = (podSpec: JsonObject): [names: string, images: string] => {
  const containers = list(podSpec, "containers");
  return [
    containers.map((container) => text(container, "name")).join(","),
    containers.map((container) => text(container, "image")).join(","),
  ];
};

export const templateSpec = (object: JsonObject): JsonObject => obj(object, "spec", "template", "spec");

export const loadBalancerAddresses = (status: JsonObject): string => {
  const addresses = list(status, "ingress")
    .map((ingress) => text(ingress, "ip") || text(ingress, "hostname"))
    .filter((address) => address !== "");
  return [...new Set(addresses)].toSorted().join(",");
};

export const nodeSelectorText = (podSpec: JsonObject): string => formatLabels(map(podSpec, "nodeSelector"));

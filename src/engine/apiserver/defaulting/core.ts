// Models pkg/apis/core/v1/defaults.go (v1.36) for kinds without pods in them, and storage/v1.
import { isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { change, changeEach, fill, listOf, objectOf, set, textOf } from "../json-object.ts";
import { encodeBase64 } from "#api/base64";

export const defaultNamespace = (namespace: JsonObject): JsonObject => {
  const labelled = change(namespace, "metadata", (metadata) => {
    const name = textOf(metadata["name"]);
    if (name === "") return metadata;
    const labels = objectOf(metadata["labels"]);
    return labels[NAME_LABEL] === name ? metadata : set(metadata, "labels", { ...labels, [NAME_LABEL]: name });
  });
  return change(labelled, "status", (status) => fill(status, { phase: "Active" }));
};

const NAME_LABEL = "kubernetes.io/metadata.name";

export const defaultNode = (node: JsonObject): JsonObject =>
  change(change(node, "spec", defaultPodCidrs), "status", (status) =>
    isJsonObject(status["capacity"]) ? fill(status, { allocatable: status["capacity"] }) : status,
  );

/** Conversion keeps the range and the list of ranges alike; the single range wins. */
const defaultPodCidrs = (spec: JsonObject): JsonObject => {
  const single = textOf(spec["podCIDR"]);
  const first = textOf(listOf(spec["podCIDRs"])[0]);
  if (single === "") return first === "" ? spec : set(spec, "podCIDR", first);
  return single === first ? spec : set(spec, "podCIDRs", [single]);
};

/** stringData is written, never read: its texts go into data. */
export const defaultSecret = (secret: JsonObject): JsonObject => {
  const typed = fill(secret, { type: "Opaque" });
  const texts = typed["stringData"];
  if (!isJsonObject(texts)) return typed;
  const encoded = Object.entries(texts).map(([key, text]) => [key, encodeBase64(textOf(text))] as const);
  const data: JsonObject = { ...objectOf(typed["data"]), ...Object.fromEntries(encoded) };
  return set(set(typed, "stringData", undefined), "data", data);
};

export const defaultEndpoints = (endpoints: JsonObject): JsonObject =>
  changeEach(endpoints, "subsets", (subset) => changeEach(subset, "ports", (port) => fill(port, { protocol: "TCP" })));

export const defaultClaim = (claim: JsonObject): JsonObject =>
  change(
    change(claim, "status", (status) => fill(status, { phase: "Pending" })),
    "spec",
    (spec) => fill(spec, { volumeMode: "Filesystem" }),
  );

export const defaultPersistentVolume = (volume: JsonObject): JsonObject =>
  change(
    change(volume, "status", (status) => fill(status, { phase: "Pending" })),
    "spec",
    (spec) =>
      change(fill(spec, { persistentVolumeReclaimPolicy: "Retain", volumeMode: "Filesystem" }), "hostPath", (source) =>
        fill(source, { type: "" }),
      ),
  );

export const defaultLimitRange = (range: JsonObject): JsonObject =>
  change(range, "spec", (spec) => changeEach(spec, "limits", defaultLimitRangeItem));

/** Worked example: max cpu 2, min cpu 100m gives default cpu 2 and defaultRequest cpu 2 (the default comes before the minimum). */
const defaultLimitRangeItem = (item: JsonObject): JsonObject => {
  if (item["type"] !== "Container") return item;
  const limits = fill(objectOf(item["default"]), objectOf(item["max"]));
  const requests = fill(fill(objectOf(item["defaultRequest"]), limits), objectOf(item["min"]));
  const withLimits = Object.keys(limits).length > 0 ? set(item, "default", limits) : item;
  return Object.keys(requests).length > 0 ? set(withLimits, "defaultRequest", requests) : withLimits;
};

export const defaultStorageClass = (storageClass: JsonObject): JsonObject =>
  fill(storageClass, { reclaimPolicy: "Delete", volumeBindingMode: "Immediate" });

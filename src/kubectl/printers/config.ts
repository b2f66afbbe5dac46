// Models the printers of configuration, policy and storage kinds of pkg/printers/internalversion/printers.go (v1.36).
import type { JsonObject } from "#api/meta";
import { compareStrings } from "#api/compare";
import { has, isTrue, list, map, nameOf, num, obj, sortedKeys, strings, text } from "../object.ts";
import { age, orNone } from "./cells.ts";
import { columns, type TablePrinter } from "./table.ts";

const size = (object: JsonObject, key: string): number => Object.keys(obj(object, key)).length;

export const namespaces: TablePrinter = {
  columns: columns("Name", "Status", "Age"),
  cells: (object, context) => [nameOf(object), text(object, "status", "phase"), age(object, context)],
};

export const configMaps: TablePrinter = {
  columns: columns("Name", "Data", "Age"),
  cells: (object, context) => [
    nameOf(object),
    String(size(object, "data") + size(object, "binaryData")),
    age(object, context),
  ],
};

export const secrets: TablePrinter = {
  columns: columns("Name", "Type", "Data", "Age"),
  cells: (object, context) => [
    nameOf(object),
    text(object, "type"),
    String(size(object, "data")),
    age(object, context),
  ],
};

export const serviceAccounts: TablePrinter = {
  columns: columns("Name", "Age"),
  cells: (object, context) => [nameOf(object), age(object, context)],
};

export const priorityClasses: TablePrinter = {
  columns: columns("Name", "Value", "Global-Default", "Age", "PreemptionPolicy"),
  cells: (object, context) => [
    nameOf(object),
    String(num(object, "value")),
    String(isTrue(object, "globalDefault")),
    age(object, context),
    text(object, "preemptionPolicy"),
  ],
};

export const leases: TablePrinter = {
  columns: columns("Name", "Holder", "Age"),
  cells: (object, context) => [nameOf(object), text(object, "spec", "holderIdentity"), age(object, context)],
};

const quotaText = (quota: JsonObject, isLimit: boolean): string => {
  const hard = map(quota, "status", "hard");
  const used = map(quota, "status", "used");
  return sortedKeys(hard)
    .filter((key) => key.startsWith("limits.") === isLimit)
    .map((key) => `${key}: ${used[key] ?? "0"}/${hard[key] ?? ""}`)
    .join(", ");
};

export const resourceQuotas: TablePrinter = {
  columns: columns("Name", "Request", "Limit", "Age"),
  cells: (object, context) => [nameOf(object), quotaText(object, false), quotaText(object, true), age(object, context)],
};

export const podDisruptionBudgets: TablePrinter = {
  columns: columns("Name", "Min Available", "Max Unavailable", "Allowed Disruptions", "Age"),
  cells: (object, context) => [
    nameOf(object),
    has(object, "spec", "minAvailable") ? text(object, "spec", "minAvailable") : "N/A",
    has(object, "spec", "maxUnavailable") ? text(object, "spec", "maxUnavailable") : "N/A",
    String(num(object, "status", "disruptionsAllowed")),
    age(object, context),
  ],
};

const ACCESS_MODES: readonly (readonly [mode: string, short: string])[] = [
  ["ReadWriteOnce", "RWO"],
  ["ReadOnlyMany", "ROX"],
  ["ReadWriteMany", "RWX"],
  ["ReadWriteOncePod", "RWOP"],
];

/** `RWO,ROX`: in this order, whatever the object's. */
export const accessModes = (modes: readonly string[]): string =>
  ACCESS_MODES.filter(([mode]) => modes.includes(mode))
    .map(([, short]) => short)
    .join(",");

/** The class by the old annotation, else by the field. */
export const storageClassOf = (claim: JsonObject): string =>
  map(claim, "metadata", "annotations")["volume.beta.kubernetes.io/storage-class"] ??
  text(claim, "spec", "storageClassName");

export const persistentVolumeClaims: TablePrinter = {
  columns: columns(
    "Name",
    "Status",
    "Volume",
    "Capacity",
    "Access Modes",
    "StorageClass",
    "VolumeAttributesClass",
    "Age",
    "|",
    "VolumeMode",
  ),
  cells: (object, context) => {
    const volume = text(object, "spec", "volumeName");
    const isBound = volume !== "";
    return [
      nameOf(object),
      has(object, "metadata", "deletionTimestamp") ? "Terminating" : text(object, "status", "phase"),
      volume,
      isBound ? text(object, "status", "capacity", "storage") || "0" : "",
      isBound ? accessModes(strings(object, "status", "accessModes")) : "",
      storageClassOf(object),
      text(object, "spec", "volumeAttributesClassName") || "<unset>",
      age(object, context),
      text(object, "spec", "volumeMode") || "<unset>",
    ];
  },
};

export const persistentVolumes: TablePrinter = {
  columns: columns(
    "Name",
    "Capacity",
    "Access Modes",
    "Reclaim Policy",
    "Status",
    "Claim",
    "StorageClass",
    "VolumeAttributesClass",
    "Reason",
    "Age",
    "|",
    "VolumeMode",
  ),
  cells: (object, context) => {
    const claim = text(object, "spec", "claimRef", "name");
    return [
      nameOf(object),
      text(object, "spec", "capacity", "storage") || "0",
      accessModes(strings(object, "spec", "accessModes")),
      text(object, "spec", "persistentVolumeReclaimPolicy"),
      has(object, "metadata", "deletionTimestamp") ? "Terminating" : text(object, "status", "phase"),
      claim === "" ? "" : `${text(object, "spec", "claimRef", "namespace")}/${claim}`,
      text(object, "spec", "storageClassName"),
      text(object, "spec", "volumeAttributesClassName") || "<unset>",
      text(object, "status", "reason"),
      age(object, context),
      text(object, "spec", "volumeMode") || "<unset>",
    ];
  },
};

export const storageClasses: TablePrinter = {
  columns: columns("Name", "Provisioner", "ReclaimPolicy", "VolumeBindingMode", "AllowVolumeExpansion", "Age"),
  cells: (object, context) => {
    const isDefault = map(object, "metadata", "annotations")["storageclass.kubernetes.io/is-default-class"] === "true";
    return [
      isDefault ? `${nameOf(object)} (default)` : nameOf(object),
      text(object, "provisioner"),
      text(object, "reclaimPolicy") || "Delete",
      text(object, "volumeBindingMode") || "<unset>",
      String(isTrue(object, "allowVolumeExpansion")),
      age(object, context),
    ];
  },
};

const subjects = (object: JsonObject, kind: string): string =>
  list(object, "subjects")
    .filter((subject) => text(subject, "kind") === kind)
    .map((subject) =>
      kind === "ServiceAccount" ? `${text(subject, "namespace")}/${text(subject, "name")}` : text(subject, "name"),
    )
    .toSorted(compareStrings)
    .join(", ");

export const roleBindings: TablePrinter = {
  columns: columns("Name", "Role", "Age", "|", "Users", "Groups", "ServiceAccounts"),
  cells: (object, context) => [
    nameOf(object),
    `${text(object, "roleRef", "kind")}/${text(object, "roleRef", "name")}`,
    age(object, context),
    subjects(object, "User"),
    subjects(object, "Group"),
    subjects(object, "ServiceAccount"),
  ],
};

/** What kubectl prints of its own (printers/tablegenerator.go): of any kind. */
export const namesAndAges: TablePrinter = {
  columns: columns("Name", "Age"),
  cells: (object, context) => [nameOf(object), age(object, context)],
};

/** The table of a kind without a printer of its own. */
export const otherKinds: TablePrinter = {
  columns: columns("Name", "Created At"),
  cells: (object) => [nameOf(object), orNone(text(object, "metadata", "creationTimestamp"))],
};

/** printComponentStatus. */
export const componentStatuses: TablePrinter = {
  columns: columns("Name", "Status", "Message", "Error"),
  cells: (object) => {
    const condition = list(object, "conditions").find((one) => text(one, "type") === "Healthy") ?? {};
    const isHealthy = text(condition, "status") === "True";
    return [nameOf(object), isHealthy ? "Healthy" : "Unhealthy", text(condition, "message"), text(condition, "error")];
  },
};

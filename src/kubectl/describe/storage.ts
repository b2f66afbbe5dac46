// Models the describers of volumes and their classes of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { since } from "#api/duration";
import { canonicalQuantity } from "#api/quantity";
import { formatLabels } from "../go/selector-text.ts";
import { has, isTrue, list, map, nameOf, obj, strings, text } from "../object.ts";
import { accessModes, storageClassOf } from "../printers/config.ts";
import type { Describer } from "./describer.ts";
import { eventsOf } from "./events.ts";
import { boolWord, metadataLabels } from "./parts.ts";
import { describeVolumeSource } from "./volumes.ts";
import type { Writer } from "./writer.ts";

export const describePersistentVolume: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  metadataLabels(w, object);
  w.field(0, "Finalizers", `[${strings(object, "metadata", "finalizers").join(" ")}]`);
  w.field(0, "StorageClass", storageClassOf(object));
  const gone = text(object, "metadata", "deletionTimestamp");
  const phase = text(object, "status", "phase");
  w.field(0, "Status", gone === "" ? phase : `Terminating (lasts ${since(gone, context.nowMs)})`);
  const claim = obj(object, "spec", "claimRef");
  const isClaimed = has(object, "spec", "claimRef");
  w.field(0, "Claim", isClaimed ? `${text(claim, "namespace")}/${text(claim, "name")}` : "");
  w.field(0, "Reclaim Policy", text(object, "spec", "persistentVolumeReclaimPolicy"));
  w.field(0, "Access Modes", accessModes(strings(object, "spec", "accessModes")));
  if (has(object, "spec", "volumeMode")) w.field(0, "VolumeMode", text(object, "spec", "volumeMode"));
  w.field(0, "Capacity", canonicalQuantity(text(object, "spec", "capacity", "storage") || "0") ?? "0");
  nodeAffinity(w, object);
  w.field(0, "Message", text(object, "status", "message"));
  w.line(0, "Source:");
  describeVolumeSource(w, obj(object, "spec"), true);
  eventsOf(w, object, context);
};

const nodeAffinity = (w: Writer, object: JsonObject): void => {
  if (!has(object, "spec", "nodeAffinity", "required")) return w.field(0, "Node Affinity", "<none>");
  const terms = list(object, "spec", "nodeAffinity", "required", "nodeSelectorTerms");
  w.line(0, "Node Affinity:\t");
  w.line(1, `Required Terms:\t${terms.length === 0 ? "<none>" : ""}`);
  for (const [index, term] of terms.entries()) {
    const lines = list(term, "matchExpressions").map((one) => {
      const values = strings(one, "values");
      const said = `${text(one, "key")} ${text(one, "operator").toLowerCase()}`;
      return values.length === 0 ? said : `${said} [${values.join(", ")}]`;
    });
    termLines(w, 2, index, lines);
  }
};

const termLines = (w: Writer, level: number, index: number, lines: readonly string[]): void => {
  const [first = "<none>", ...others] = lines;
  w.line(level, `Term ${index}:\t${first}`);
  for (const other of others) w.line(level, `\t${other}`);
};

const allowedTopologies = (w: Writer, object: JsonObject): void => {
  const terms = list(object, "allowedTopologies");
  if (!has(object, "allowedTopologies")) return;
  w.line(0, `AllowedTopologies:\t${terms.length === 0 ? "<none>" : ""}`);
  for (const [index, term] of terms.entries()) {
    const lines = list(term, "matchLabelExpressions").map((one) => {
      const values = strings(one, "values");
      return `${text(one, "key")} in${values.length === 0 ? "" : ` [${values.join(", ")}]`}`;
    });
    termLines(w, 1, index, lines);
  }
};

const IS_DEFAULT = "storageclass.kubernetes.io/is-default-class";

export const describeStorageClass: Describer = (w, object, context) => {
  const annotations = map(object, "metadata", "annotations");
  w.field(0, "Name", nameOf(object));
  w.field(0, "IsDefaultClass", annotations[IS_DEFAULT] === "true" ? "Yes" : "No");
  w.field(0, "Annotations", formatLabels(annotations));
  w.field(0, "Provisioner", text(object, "provisioner"));
  w.field(0, "Parameters", formatLabels(map(object, "parameters")));
  const expands = has(object, "allowVolumeExpansion") ? boolWord(isTrue(object, "allowVolumeExpansion")) : "<unset>";
  w.field(0, "AllowVolumeExpansion", expands);
  const options = strings(object, "mountOptions");
  w.line(0, options.length === 0 ? "MountOptions:\t<none>" : "MountOptions:");
  for (const option of options) w.line(1, option);
  if (has(object, "reclaimPolicy")) w.field(0, "ReclaimPolicy", text(object, "reclaimPolicy"));
  if (has(object, "volumeBindingMode")) w.field(0, "VolumeBindingMode", text(object, "volumeBindingMode"));
  allowedTopologies(w, object);
  eventsOf(w, object, context);
};

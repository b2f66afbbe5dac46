// Models the describers of configuration, storage and access kinds of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { canonicalQuantity } from "#api/quantity";
import { infoOf } from "#api/scheme";
import { compareStrings } from "#api/compare";
import { formatLabels } from "../go/selector-text.ts";
import { isTrue, list, map, nameOf, namespaceOf, num, sortedKeys, strings, text } from "../object.ts";
import { base64Length, decodeBase64 } from "#api/base64";
import type { Describer } from "./describer.ts";
import { eventsOf } from "./events.ts";
import { heading, metadataLabels, rfc1123 } from "./parts.ts";
import type { Writer } from "./writer.ts";

export const describeConfigMap: Describer = (w, object, context) => {
  heading(w, object);
  w.write(0, "\nData\n====\n");
  const data = map(object, "data");
  for (const key of sortedKeys(data)) w.write(0, `${key}:\n----\n${data[key] ?? ""}\n\n`);
  w.write(0, "\nBinaryData\n====\n");
  const binary = map(object, "binaryData");
  for (const key of sortedKeys(binary)) w.line(0, `${key}: ${base64Length(binary[key] ?? "")} bytes`);
  w.line(0, "");
  eventsOf(w, object, context);
};

export const describeSecret: Describer = (w, object) => {
  heading(w, object);
  w.write(0, `\nType:\t${text(object, "type")}\n`);
  w.write(0, "\nData\n====\n");
  const data = map(object, "data");
  const isToken = text(object, "type") === "kubernetes.io/service-account-token";
  for (const key of sortedKeys(data)) {
    const value = data[key] ?? "";
    w.field(0, key, isToken && key === "token" ? decodeBase64(value) : `${base64Length(value)} bytes`);
  }
};

export const describeServiceAccount: Describer = (w, object, context) => {
  heading(w, object);
  const names = list(object, "imagePullSecrets").map((item) => text(item, "name"));
  if (names.length === 0) w.line(0, "Image pull secrets:\t<none>");
  for (const [index, name] of names.entries()) {
    w.line(0, `${index === 0 ? "Image pull secrets:" : "                   "}\t${name}`);
  }
  eventsOf(w, object, context);
};

const quotaHelp: { readonly [scope: string]: string } = {
  Terminating:
    "Matches all pods that have an active deadline. These pods have a limited lifespan on a node before being actively terminated by the system.",
  NotTerminating:
    "Matches all pods that do not have an active deadline. These pods usually include long running pods whose container command is not expected to terminate.",
  BestEffort:
    "Matches all pods that do not have resource requirements set. These pods have a best effort quality of service.",
  NotBestEffort:
    "Matches all pods that have at least one resource requirement set. These pods have a burstable or guaranteed quality of service.",
};

const quotaBody = (w: Writer, quota: JsonObject, level: number): void => {
  const scopes = [...strings(quota, "spec", "scopes")].toSorted(compareStrings);
  if (scopes.length > 0) w.field(level, "Scopes", scopes.join(", "));
  for (const scope of scopes) {
    const help = quotaHelp[scope];
    if (help !== undefined) w.line(level, level === 0 ? ` * ${help}` : `* ${help}`);
  }
  w.line(level, "Resource\tUsed\tHard");
  w.line(level, level === 0 ? "--------\t----\t----" : "--------\t---\t---");
  const hard = map(quota, "status", "hard");
  const used = map(quota, "status", "used");
  for (const name of sortedKeys(hard)) {
    w.line(
      level,
      `${name}\t${canonicalQuantity(used[name] ?? "0") ?? "0"}\t${canonicalQuantity(hard[name] ?? "0") ?? "0"}`,
    );
  }
};

export const describeResourceQuota: Describer = (w, object) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  quotaBody(w, object, 0);
};

const LIMITS_HEAD = "Type\tResource\tMin\tMax\tDefault Request\tDefault Limit\tMax Limit/Request Ratio";
const LIMITS_LINE = "----\t--------\t---\t---\t---------------\t-------------\t-----------------------";
const LIMIT_FIELDS = ["min", "max", "defaultRequest", "default", "maxLimitRequestRatio"];

const limitRows = (w: Writer, range: JsonObject, prefix: string): void => {
  for (const item of list(range, "spec", "limits")) {
    const names = new Set(LIMIT_FIELDS.flatMap((field) => Object.keys(map(item, field))));
    for (const name of [...names].toSorted(compareStrings)) {
      const cells = LIMIT_FIELDS.map((field) => {
        const value = map(item, field)[name];
        return value === undefined ? "-" : (canonicalQuantity(value) ?? value);
      });
      w.line(0, `${prefix}${text(item, "type")}\t${name}\t${cells.join("\t")}`);
    }
  }
};

export const describeLimitRange: Describer = (w, object) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", namespaceOf(object));
  w.line(0, LIMITS_HEAD);
  w.line(0, LIMITS_LINE);
  limitRows(w, object, "");
};

const namespaceConditions = (w: Writer, object: JsonObject): void => {
  const items = list(object, "status", "conditions");
  if (items.length === 0) return;
  w.line(0, "Conditions:");
  w.line(1, "Type\tStatus\tLastTransitionTime\tReason\tMessage");
  w.line(1, "----\t------\t------------------\t------\t-------");
  for (const item of items) {
    const cells = [text(item, "type"), text(item, "status"), rfc1123(text(item, "lastTransitionTime"))];
    w.line(1, `${cells.join("\t")}\t${text(item, "reason")}\t${text(item, "message")}`);
  }
};

export const describeNamespace: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  metadataLabels(w, object);
  w.field(0, "Status", text(object, "status", "phase"));
  namespaceConditions(w, object);
  const inside = { namespace: nameOf(object) };
  const quotas = context.client.list(infoOf("resourcequotas"), inside);
  w.line(0, "");
  if (quotas.ok && quotas.value.length > 0) {
    w.line(0, "Resource Quotas");
    for (const quota of quotas.value.toSorted((a, b) => compareStrings(nameOf(a), nameOf(b)))) {
      w.field(1, "Name", nameOf(quota));
      quotaBody(w, quota, 1);
    }
  } else w.line(0, "No resource quota.");
  const ranges = context.client.list(infoOf("limitranges"), inside);
  w.line(0, "");
  if (ranges.ok && ranges.value.length > 0) {
    w.line(0, `Resource Limits\n ${LIMITS_HEAD}`);
    w.line(0, ` ${LIMITS_LINE}`);
    for (const range of ranges.value) limitRows(w, range, " ");
  } else w.line(0, "No LimitRange resource.");
};

export const describePriorityClass: Describer = (w, object, context) => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Value", num(object, "value"));
  w.field(0, "GlobalDefault", String(isTrue(object, "globalDefault")));
  w.field(0, "PreemptionPolicy", text(object, "preemptionPolicy"));
  w.field(0, "Description", text(object, "description"));
  w.field(0, "Annotations", formatLabels(map(object, "metadata", "annotations")));
  eventsOf(w, object, context);
};

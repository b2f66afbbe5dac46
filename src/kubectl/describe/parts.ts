// Parts that many pages share. Models the helpers of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject, StringMap } from "#api/meta";
import { compareStrings } from "#api/compare";
import { formatRfc1123, parseTime } from "#api/time";
import { has, isTrue, list, map, nameOf, num, sortedKeys, text } from "../object.ts";
import type { Writer } from "./writer.ts";

/** RFC 1123 of a time; Go's zero time when there is none. */
export const rfc1123 = (timestamp: string): string => {
  const ms = parseTime(timestamp);
  return ms === undefined ? "Mon, 01 Jan 0001 00:00:00 +0000" : formatRfc1123(ms);
};

/** Lines under one title, the first beside it. */
const multiline = (w: Writer, indent: string, title: string, lines: readonly string[]): void => {
  w.write(0, `${indent}${title}:\t`);
  if (lines.length === 0) {
    w.write(0, "<none>\n");
    return;
  }
  for (const [index, line] of lines.entries()) w.write(0, `${index === 0 ? "" : `${indent}\t`}${line}\n`);
};

export const labels = (w: Writer, title: string, values: StringMap, indent = ""): void =>
  multiline(
    w,
    indent,
    title,
    sortedKeys(values).map((key) => `${key}=${values[key] ?? ""}`),
  );

const HIDDEN = "kubectl.kubernetes.io/last-applied-configuration";
const MAX_ANNOTATION = 140;

const byteLength = (value: string): number => {
  let bytes = 0;
  for (const ch of value) {
    const code = ch.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
};

const shorten = (value: string): string =>
  value.length > MAX_ANNOTATION - 2 ? `${value.slice(0, MAX_ANNOTATION - 2)}...` : value;

/** Long annotations, and those of several lines, stand under their key. */
export const annotations = (w: Writer, title: string, values: StringMap): void => {
  const keys = sortedKeys(values).filter((key) => key !== HIDDEN);
  w.write(0, `${title}:\t`);
  if (keys.length === 0) w.write(0, "<none>\n");
  for (const [index, key] of keys.entries()) {
    if (index > 0) w.write(0, "\t");
    const value = (values[key] ?? "").replace(/\n$/, "");
    if (byteLength(value) + byteLength(key) + 2 > MAX_ANNOTATION || value.includes("\n")) {
      w.write(0, `${key}:\n`);
      for (const line of value.split("\n")) w.write(0, `\t  ${shorten(line)}\n`);
    } else w.write(0, `${key}: ${value}\n`);
  }
};

export const metadataLabels = (w: Writer, object: JsonObject): void => {
  labels(w, "Labels", map(object, "metadata", "labels"));
  annotations(w, "Annotations", map(object, "metadata", "annotations"));
};

export const controlledBy = (object: JsonObject): string => {
  const owner = list(object, "metadata", "ownerReferences").find((reference) => isTrue(reference, "controller"));
  return owner ? `${text(owner, "kind")}/${text(owner, "name")}` : "";
};

const tolerationText = (toleration: JsonObject): string => {
  const key = text(toleration, "key");
  const value = text(toleration, "value");
  const effect = text(toleration, "effect");
  let out = key;
  if (value !== "") out += `=${value}`;
  if (effect !== "") out += `:${effect}`;
  if (text(toleration, "operator") === "Exists" && value === "") {
    out += key !== "" || effect !== "" ? " op=Exists" : "op=Exists";
  }
  return has(toleration, "tolerationSeconds") ? `${out} for ${num(toleration, "tolerationSeconds")}s` : out;
};

export const tolerations = (w: Writer, title: string, values: readonly JsonObject[]): void =>
  multiline(
    w,
    "",
    title,
    values.toSorted((a, b) => compareStrings(text(a, "key"), text(b, "key"))).map(tolerationText),
  );

const taintText = (taint: JsonObject): string => {
  const key = text(taint, "key");
  const value = text(taint, "value");
  const effect = text(taint, "effect");
  if (effect === "") return value === "" ? key : `${key}=${value}:`;
  return value === "" ? `${key}:${effect}` : `${key}=${value}:${effect}`;
};

const order = (taint: JsonObject): string => `${text(taint, "effect")},${text(taint, "key")}`;

export const taints = (w: Writer, title: string, values: readonly JsonObject[]): void => {
  multiline(w, "", title, values.toSorted((a, b) => compareStrings(order(a), order(b))).map(taintText));
};

export const podNames = (w: Writer, title: string, pods: readonly JsonObject[]): void =>
  multiline(w, "", title, pods.map(nameOf).toSorted(compareStrings));

/** A table of conditions with Type, Status and Reason. */
export const conditionsWithReason = (w: Writer, conditions: readonly JsonObject[]): void => {
  if (conditions.length === 0) return;
  w.write(0, "Conditions:\n  Type\tStatus\tReason\n");
  w.line(1, "----\t------\t------");
  for (const item of conditions) w.line(1, `${text(item, "type")} \t${text(item, "status")}\t${text(item, "reason")}`);
};

export const orNone = (value: string): string => (value === "" ? "<none>" : value);
export const orUnset = (object: JsonObject, ...path: readonly string[]): string =>
  has(object, ...path) ? text(object, ...path) : "<unset>";
export const boolWord = (value: boolean): string => (value ? "True" : "False");

/** Name, Namespace, labels and annotations: how most pages begin. */
export const heading = (w: Writer, object: JsonObject): void => {
  w.field(0, "Name", nameOf(object));
  w.field(0, "Namespace", text(object, "metadata", "namespace"));
  metadataLabels(w, object);
};

// Models describeContainerEnvVars and describeContainerEnvFrom of kubectl/pkg/describe/describe.go (v1.36).
import type { JsonObject } from "#api/meta";
import { milliValue, quantityOf, parseQuantity, wholeValue } from "#api/quantity";
import { goQuote } from "#api/go-quote";
import { has, isTrue, list, map, obj, sortedKeys, text } from "../object.ts";
import type { Writer } from "./writer.ts";

export const environment = (w: Writer, container: JsonObject, pod: JsonObject | undefined): void => {
  const from = list(container, "envFrom");
  if (from.length > 0) w.line(2, "Environment Variables from:");
  for (const source of from) envFrom(w, source);
  const variables = list(container, "env");
  w.line(2, `Environment:${variables.length === 0 ? "\t<none>" : ""}`);
  for (const variable of variables) {
    if (has(variable, "valueFrom")) valueFrom(w, variable, container, pod);
    else plainValue(w, variable);
  }
};

const envFrom = (w: Writer, source: JsonObject): void => {
  const isMap = has(source, "configMapRef");
  const reference = obj(source, isMap ? "configMapRef" : "secretRef");
  const kind = isMap ? "ConfigMap" : has(source, "secretRef") ? "Secret" : "";
  const prefix = text(source, "prefix");
  const origin = prefix === "" ? kind : `${kind} with prefix '${prefix}'`;
  w.line(3, `${text(reference, "name")}\t${origin}\tOptional: ${isTrue(reference, "optional")}`);
};

const plainValue = (w: Writer, variable: JsonObject): void => {
  for (const [index, line] of text(variable, "value").split("\n").entries()) {
    w.line(3, index === 0 ? `${text(variable, "name")}:\t${line}` : `\t${line}`);
  }
};

const valueFrom = (w: Writer, variable: JsonObject, container: JsonObject, pod: JsonObject | undefined): void => {
  const name = text(variable, "name");
  const source = obj(variable, "valueFrom");
  if (has(source, "fieldRef")) {
    const field = obj(source, "fieldRef");
    const value = pod ? podField(pod, text(field, "fieldPath")) : "";
    w.line(3, `${name}:\t${value} (${text(field, "apiVersion")}:${text(field, "fieldPath")})`);
  } else if (has(source, "resourceFieldRef")) {
    const resource = text(source, "resourceFieldRef", "resource");
    w.line(3, `${name}:\t${resourceValue(container, obj(source, "resourceFieldRef"))} (${resource})`);
  } else if (has(source, "secretKeyRef")) {
    const key = obj(source, "secretKeyRef");
    w.line(
      3,
      `${name}:\t<set to the key '${text(key, "key")}' in secret '${text(key, "name")}'>\tOptional: ${isTrue(key, "optional")}`,
    );
  } else if (has(source, "configMapKeyRef")) {
    const key = obj(source, "configMapKeyRef");
    w.line(
      3,
      `${name}:\t<set to the key '${text(key, "key")}' of config map '${text(key, "name")}'>\tOptional: ${isTrue(key, "optional")}`,
    );
  }
};

const SUBSCRIPT = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/;

/** fieldpath.ExtractFieldPathAsString of a pod; what the API's conversion does not know reads as empty. */
const podField = (pod: JsonObject, path: string): string => {
  const subscript = SUBSCRIPT.exec(path);
  if (subscript) return map(pod, ...(subscript[1] ?? "").split("."))[subscript[2] ?? ""] ?? "";
  if (path === "metadata.labels" || path === "metadata.annotations") {
    const values = map(pod, ...path.split("."));
    return sortedKeys(values)
      .map((key) => `${key}=${goQuote(values[key] ?? "")}`)
      .join("\n");
  }
  // Only metadata is extracted; the fields of spec and status are resolved by the kubelet.
  return ["metadata.name", "metadata.namespace", "metadata.uid"].includes(path) ? text(pod, ...path.split(".")) : "";
};

const resourceValue = (container: JsonObject, reference: JsonObject): string => {
  const resource = text(reference, "resource");
  const [section = "", ...rest] = resource.split(".");
  const amount = text(container, "resources", section, rest.join("."));
  const divisor = text(reference, "divisor");
  const parsedDivisor = parseQuantity(divisor === "" || divisor === "0" ? "1" : divisor);
  if (!parsedDivisor.ok) return "";
  const value = divided(
    amount === "" ? "0" : amount,
    divisor === "" || divisor === "0" ? "1" : divisor,
    rest[0] === "cpu",
  );
  return value === "0" && (resource === "limits.cpu" || resource === "limits.memory") ? "node allocatable" : value;
};

const divided = (amount: string, divisor: string, isCpu: boolean): string => {
  const [a, d] = [quantityOf(amount), quantityOf(divisor)];
  const [value, by] = isCpu ? [milliValue(a), milliValue(d)] : [wholeValue(a), wholeValue(d)];
  return by === 0n ? "" : String((value + by - 1n) / by);
};

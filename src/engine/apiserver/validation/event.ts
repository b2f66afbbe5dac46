// Models pkg/apis/core/validation/events.go (v1.36) for events of the core group.
import type { JsonObject } from "#api/meta";
import { objectOf, textOf } from "../json-object.ts";
import { checkName } from "./basics.ts";
import { invalid, required, type Errors, type FieldError } from "./field-error.ts";
import { isDns1123Subdomain, isQualifiedName } from "./names.ts";

const MAX_SHORT = 128;
const MAX_MESSAGE = 1024;

export const validateEvent = (event: JsonObject): Errors => {
  const namespace = textOf(objectOf(event["metadata"])["namespace"]);
  const about = textOf(objectOf(event["involvedObject"])["namespace"]);
  const mismatch = invalid("involvedObject.namespace", about, "does not match event.namespace");
  const errors: FieldError[] = [];
  if (event["eventTime"] === undefined || event["eventTime"] === null) {
    const isFine = about === "" ? namespace === "" || namespace === "default" : namespace === about;
    if (!isFine) errors.push(mismatch);
  } else {
    if (about === "" && namespace !== "default" && namespace !== "kube-system") errors.push(mismatch);
    errors.push(...validateReport(event));
  }
  return [...errors, ...checkName(namespace, "namespace", isDns1123Subdomain)];
};

const validateReport = (event: JsonObject): Errors => {
  const component = textOf(event["reportingComponent"]);
  const errors: FieldError[] = component === "" ? [required("reportingComponent")] : [];
  errors.push(...checkName(component, "reportingComponent", isQualifiedName));
  for (const key of ["reportingInstance", "action", "reason"]) {
    const text = textOf(event[key]);
    if (text === "") errors.push(required(key));
    if (text.length > MAX_SHORT) errors.push(invalid(key, "", `can have at most ${MAX_SHORT} characters`));
  }
  return textOf(event["message"]).length > MAX_MESSAGE
    ? [...errors, invalid("message", "", `can have at most ${MAX_MESSAGE} characters`)]
    : errors;
};

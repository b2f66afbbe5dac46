// Models pkg/apis/apps/validation/validation.go (deployments, replica sets, daemon sets) and replication controllers (v1.36).
import { deepEqual, isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { toInternal } from "#api/schema/internal";
import { at, numberOf, objectOf, optionalNumber, textOf } from "../json-object.ts";
import { atMost100Percent, immutable, intOrPercent, intOrPercentValue, nonNegative } from "./basics.ts";
import { forbidden, invalid, NONE, notSupported, required, type Errors, type FieldError } from "./field-error.ts";
import {
  isEmptySelector,
  isUsableSelector,
  labelsValue,
  selectorMatches,
  selectorValue,
  validateLabelSelector,
  validateSelectorMatches,
} from "./labels.ts";
import { isDns1123Subdomain } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validatePodTemplate } from "./pod.ts";
import type { SecurityOptions } from "./security-context.ts";

const META = { name: isDns1123Subdomain, isNamespaced: true };

/** Required, well-formed, and not empty. */
export const validateSelector = (selector: Json | undefined, kind: string, path = "spec.selector"): Errors => {
  if (!isJsonObject(selector)) return [required(path)];
  const errors = validateLabelSelector(selector, path);
  return isEmptySelector(selector)
    ? [...errors, invalid(path, selectorValue(selector), `empty selector is invalid for ${kind}`)]
    : errors;
};

/** Pods of a controller run for ever. */
export const validateAlways = (template: JsonObject, path: string, owner: string): Errors => {
  const policy = at(template, "spec", "restartPolicy");
  return [
    ...(policy === "Always" ? NONE : [notSupported(`${path}.spec.restartPolicy`, textOf(policy), ["Always"])]),
    ...(at(template, "spec", "activeDeadlineSeconds") === undefined
      ? NONE
      : [forbidden(`${path}.spec.activeDeadlineSeconds`, `activeDeadlineSeconds in ${owner} is not Supported`)]),
  ];
};

/** What deployments and replica sets have in common: an absent selector matches nothing. */
const validateSelected = (spec: JsonObject, options: SecurityOptions): Errors => {
  const { selector } = spec;
  const template = objectOf(spec["template"]);
  const errors: FieldError[] = [...validateSelector(selector, "deployment")];
  if (isJsonObject(selector) && !isUsableSelector(selector)) {
    return [...errors, invalid("spec.selector", selectorValue(selector), "invalid label selector")];
  }
  return [
    ...errors,
    ...(isJsonObject(selector) && isEmptySelector(selector)
      ? NONE
      : validateSelectorMatches(selector, template, "spec.template")),
    ...validatePodTemplate(template, "spec.template", options),
    ...validateAlways(template, "spec.template", "ReplicaSet"),
  ];
};

export const validateDeployment = (deployment: JsonObject, options: SecurityOptions): Errors => [
  ...validateMeta(deployment, META),
  ...validateDeploymentSpec(objectOf(deployment["spec"]), options),
];

const validateDeploymentSpec = (spec: JsonObject, options: SecurityOptions): Errors => {
  const deadline = optionalNumber(spec["progressDeadlineSeconds"]);
  return [
    ...nonNegative(spec["replicas"], "spec.replicas"),
    ...validateSelected(spec, options),
    ...validateStrategy(objectOf(spec["strategy"]), "spec.strategy"),
    ...nonNegative(spec["minReadySeconds"], "spec.minReadySeconds"),
    ...nonNegative(spec["revisionHistoryLimit"], "spec.revisionHistoryLimit"),
    ...nonNegative(deadline, "spec.progressDeadlineSeconds"),
    ...(deadline !== undefined && deadline <= numberOf(spec["minReadySeconds"])
      ? [invalid("spec.progressDeadlineSeconds", deadline, "must be greater than minReadySeconds")]
      : NONE),
  ];
};

const validateStrategy = (strategy: JsonObject, path: string): Errors => {
  const { type, rollingUpdate } = strategy;
  const here = `${path}.rollingUpdate`;
  if (type === "Recreate") {
    return isJsonObject(rollingUpdate)
      ? [forbidden(here, "may not be specified when strategy `type` is 'Recreate'")]
      : NONE;
  }
  if (type !== "RollingUpdate") {
    return [notSupported(path, toInternal("DeploymentStrategy", strategy), ["Recreate", "RollingUpdate"])];
  }
  if (!isJsonObject(rollingUpdate)) return [required(here, "this should be defaulted and never be nil")];
  const { maxUnavailable, maxSurge } = rollingUpdate;
  const isStuck = intOrPercentValue(maxUnavailable) === 0 && intOrPercentValue(maxSurge) === 0;
  return [
    ...intOrPercent(maxUnavailable, `${here}.maxUnavailable`),
    ...intOrPercent(maxSurge, `${here}.maxSurge`),
    ...(isStuck ? [invalid(`${here}.maxUnavailable`, maxUnavailable, "may not be 0 when `maxSurge` is 0")] : NONE),
    ...atMost100Percent(maxUnavailable, `${here}.maxUnavailable`),
  ];
};

const immutableSelector = (object: JsonObject, old: JsonObject): Errors => {
  const selector = at(object, "spec", "selector");
  return deepEqual(selector, at(old, "spec", "selector"))
    ? NONE
    : [invalid("spec.selector", selectorValue(selector), "field is immutable")];
};

export const validateDeploymentUpdate = (deployment: JsonObject, old: JsonObject, options: SecurityOptions): Errors => [
  ...validateMetaUpdate(deployment, old),
  ...validateDeploymentSpec(objectOf(deployment["spec"]), options),
  ...immutableSelector(deployment, old),
];

const validateReplicaSetSpec = (spec: JsonObject, options: SecurityOptions): Errors => [
  ...nonNegative(spec["replicas"], "spec.replicas"),
  ...nonNegative(spec["minReadySeconds"], "spec.minReadySeconds"),
  ...validateSelected(spec, options),
];

export const validateReplicaSet = (replicaSet: JsonObject, options: SecurityOptions): Errors => [
  ...validateMeta(replicaSet, META),
  ...validateReplicaSetSpec(objectOf(replicaSet["spec"]), options),
];

export const validateReplicaSetUpdate = (replicaSet: JsonObject, old: JsonObject, options: SecurityOptions): Errors => [
  ...validateMetaUpdate(replicaSet, old),
  ...validateReplicaSetSpec(objectOf(replicaSet["spec"]), options),
  ...immutableSelector(replicaSet, old),
];

export const validateDaemonSet = (daemonSet: JsonObject, options: SecurityOptions): Errors => [
  ...validateMeta(daemonSet, META),
  ...validateDaemonSetSpec(objectOf(daemonSet["spec"]), options),
];

export const validateDaemonSetUpdate = (daemonSet: JsonObject, old: JsonObject, options: SecurityOptions): Errors => [
  ...validateMetaUpdate(daemonSet, old),
  ...immutableSelector(daemonSet, old),
  ...validateDaemonSetSpec(objectOf(daemonSet["spec"]), options),
];

const validateDaemonSetSpec = (spec: JsonObject, options: SecurityOptions): Errors => {
  const { selector } = spec;
  const template = objectOf(spec["template"]);
  const labels = at(template, "metadata", "labels");
  const isMismatch = isJsonObject(selector) ? isUsableSelector(selector) && !selectorMatches(selector, labels) : true;
  return [
    ...validateLabelSelector(selector, "spec.selector"),
    ...(isMismatch
      ? [invalid("spec.template.metadata.labels", labelsValue(labels), "`selector` does not match template `labels`")]
      : NONE),
    ...(isJsonObject(selector) && isEmptySelector(selector)
      ? [invalid("spec.selector", selectorValue(selector), "empty selector is invalid for daemonset")]
      : NONE),
    ...validatePodTemplate(template, "spec.template", options),
    ...validateAlways(template, "spec.template", "DaemonSet"),
    ...nonNegative(spec["minReadySeconds"], "spec.minReadySeconds"),
    ...validateUpdateStrategy(objectOf(spec["updateStrategy"]), "spec.updateStrategy"),
    ...nonNegative(spec["revisionHistoryLimit"], "spec.revisionHistoryLimit"),
  ];
};

const validateUpdateStrategy = (strategy: JsonObject, path: string): Errors => {
  const { type, rollingUpdate } = strategy;
  if (type === "OnDelete") return NONE;
  if (type !== "RollingUpdate") {
    return [notSupported(path, toInternal("DaemonSetUpdateStrategy", strategy), ["RollingUpdate", "OnDelete"])];
  }
  const here = `${path}.rollingUpdate`;
  if (!isJsonObject(rollingUpdate)) return [required(here)];
  const { maxUnavailable, maxSurge } = rollingUpdate;
  const hasUnavailable = intOrPercentValue(maxUnavailable) !== 0;
  const hasSurge = intOrPercentValue(maxSurge) !== 0;
  const errors: FieldError[] = [
    ...intOrPercent(maxUnavailable, `${here}.maxUnavailable`),
    ...intOrPercent(maxSurge, `${here}.maxSurge`),
    ...atMost100Percent(maxUnavailable, `${here}.maxUnavailable`),
    ...atMost100Percent(maxSurge, `${here}.maxSurge`),
  ];
  if (hasUnavailable && hasSurge) {
    errors.push(invalid(`${here}.maxSurge`, maxSurge, "may not be set when maxUnavailable is non-zero"));
  }
  if (!hasUnavailable && !hasSurge) {
    errors.push(required(`${here}.maxUnavailable`, "cannot be 0 when maxSurge is 0"));
  }
  return errors;
};

const validateControllerSpec = (spec: JsonObject, options: SecurityOptions): Errors => {
  const selector = objectOf(spec["selector"]);
  const template = spec["template"];
  const errors: FieldError[] = [...nonNegative(spec["minReadySeconds"], "spec.minReadySeconds")];
  if (Object.keys(selector).length === 0) errors.push(required("spec.selector"));
  errors.push(...nonNegative(spec["replicas"], "spec.replicas"));
  if (!isJsonObject(template)) return [...errors, required("spec.template")];
  if (Object.keys(selector).length > 0) {
    errors.push(...validateSelectorMatches({ matchLabels: selector }, template, "spec.template"));
  }
  return [
    ...errors,
    ...validatePodTemplate(template, "spec.template", options),
    ...validateAlways(template, "spec.template", "ReplicationController"),
  ];
};

export const validateReplicationController = (controller: JsonObject, options: SecurityOptions): Errors => [
  ...validateMeta(controller, META),
  ...validateControllerSpec(objectOf(controller["spec"]), options),
];

export const validateReplicationControllerUpdate = (
  controller: JsonObject,
  old: JsonObject,
  options: SecurityOptions,
): Errors => [...validateMetaUpdate(controller, old), ...validateControllerSpec(objectOf(controller["spec"]), options)];

const validateRevision = (revision: JsonObject): Errors => [
  ...validateMeta(revision, META),
  ...nonNegative(revision["revision"], "revision"),
];

export const validateControllerRevision = (revision: JsonObject): Errors => {
  const { data } = revision;
  const errors = validateRevision(revision);
  if (data === undefined || data === null) return [...errors, required("data", "data is mandatory")];
  return isJsonObject(data) ? errors : [...errors, required("data", "data must be a valid JSON object")];
};

export const validateControllerRevisionUpdate = (revision: JsonObject, old: JsonObject): Errors => [
  ...validateMetaUpdate(revision, old),
  ...validateRevision(revision),
  ...immutable(revision["data"], old["data"], "data"),
];

// Models jobs of pkg/apis/batch/validation/validation.go (v1.36).
import { deepEqual, isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { toInternal } from "#api/schema/internal";
import { at, numberOf, objectOf, objectsOf, optionalNumber, set, textOf } from "../json-object.ts";
import { checkName, immutable, nonNegative } from "./basics.ts";
import {
  invalid,
  invalidEach,
  NONE,
  notSupported,
  required,
  tooLong,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { validateFailurePolicy, validateSuccessPolicy } from "./job-policies.ts";
import { isUsableSelector, labelsValue, selectorMatches, selectorValue, validateLabelSelector } from "./labels.ts";
import { isDns1123Label, isDns1123Subdomain, isHttpPath } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validatePodTemplate } from "./pod.ts";
import type { SecurityOptions } from "./security-context.ts";

const META = { name: isDns1123Subdomain, isNamespaced: true };

export const validateJob = (job: JsonObject, options: SecurityOptions): Errors => {
  const spec = objectOf(job["spec"]);
  const name = textOf(at(job, "metadata", "name"));
  const completions = numberOf(spec["completions"]);
  const lastName = `${name}-${completions - 1}`;
  const isTooLong = spec["completionMode"] === "Indexed" && completions > 0 && isDns1123Label(lastName).length > 0;
  return [
    ...validateMeta(job, META),
    ...validateGeneratedSelector(job),
    ...validateWholeSpec(spec, options),
    ...(isTooLong
      ? [invalid("metadata.name", name, `will not able to create pod with invalid DNS label: ${lastName}`)]
      : NONE),
  ];
};

/** The pods of a job are told apart by its uid, unless the learner takes care of that. */
const validateGeneratedSelector = (job: JsonObject): Errors => {
  const spec = objectOf(job["spec"]);
  const { selector } = spec;
  if (spec["manualSelector"] === true || !isJsonObject(selector)) return NONE;
  const uid = textOf(at(job, "metadata", "uid"));
  const name = textOf(at(job, "metadata", "name"));
  const labels = objectOf(at(spec, "template", "metadata", "labels"));
  const expected = {
    "controller-uid": uid,
    "job-name": name,
    "batch.kubernetes.io/controller-uid": uid,
    "batch.kubernetes.io/job-name": name,
  };
  const errors: FieldError[] = uid === "" ? [required("metadata.uid")] : [];
  for (const [key, value] of Object.entries(expected)) {
    const path = `spec.template.metadata.labels[${key}]`;
    if (labels[key] === undefined) errors.push(required(path, `must be '${value}'`));
    else if (labels[key] !== value) errors.push(invalid(path, labelsValue(labels), `must be '${value}'`));
  }
  if (isUsableSelector(selector) && !selectorMatches(selector, expected)) {
    errors.push(invalid("spec.selector", selectorValue(selector), "`selector` not auto-generated"));
  }
  return errors;
};

const validateWholeSpec = (spec: JsonObject, options: SecurityOptions): Errors => {
  const { selector } = spec;
  const labels = at(spec, "template", "metadata", "labels");
  const isMismatch = isJsonObject(selector) ? isUsableSelector(selector) && !selectorMatches(selector, labels) : true;
  return [
    ...validateJobSpec(spec, "spec", options),
    ...(isJsonObject(selector) ? validateLabelSelector(selector, "spec.selector") : [required("spec.selector")]),
    ...(isMismatch
      ? [invalid("spec.template.metadata.labels", labelsValue(labels), "`selector` does not match template `labels`")]
      : NONE),
  ];
};

const NON_NEGATIVE: readonly string[] = [
  "parallelism",
  "completions",
  "activeDeadlineSeconds",
  "backoffLimit",
  "ttlSecondsAfterFinished",
  "backoffLimitPerIndex",
  "maxFailedIndexes",
];
const MAX_MANAGED_BY = 63;

export const validateJobSpec = (spec: JsonObject, path: string, options: SecurityOptions): Errors => {
  const errors: FieldError[] = NON_NEGATIVE.flatMap((key) => nonNegative(spec[key], `${path}.${key}`));
  if (spec["maxFailedIndexes"] !== undefined && spec["backoffLimitPerIndex"] === undefined) {
    errors.push(required(`${path}.backoffLimitPerIndex`, "when maxFailedIndexes is specified"));
  }
  const managedBy = spec["managedBy"];
  if (typeof managedBy === "string") {
    errors.push(...validateDomainPath(managedBy, `${path}.managedBy`));
    if (managedBy.length > MAX_MANAGED_BY) errors.push(tooLong(`${path}.managedBy`, MAX_MANAGED_BY));
  }
  errors.push(...validateMode(spec, path));
  if (isJsonObject(spec["podFailurePolicy"])) errors.push(...validateFailurePolicy(spec, `${path}.podFailurePolicy`));
  const success = spec["successPolicy"];
  if (isJsonObject(success)) {
    const here = `${path}.successPolicy`;
    if (spec["completionMode"] === "Indexed") errors.push(...validateSuccessPolicy(spec, here));
    else errors.push(invalid(here, toInternal("SuccessPolicy", success), "requires indexed completion mode"));
  }
  errors.push(...validateReplacement(spec, `${path}.podReplacementPolicy`));
  errors.push(...validatePodTemplate(objectOf(spec["template"]), `${path}.template`, options));
  return [...errors, ...validateRestart(spec, `${path}.template.spec.restartPolicy`)];
};

/** acme.io/foo. */
export const validateDomainPath = (text: string, path: string): Errors => {
  if (text === "") return [required(path)];
  const slash = text.indexOf("/");
  const [host, rest] = [text.slice(0, slash), text.slice(slash + 1)];
  if (slash < 0 || host === "" || rest === "") {
    return [invalid(path, text, 'must be a domain-prefixed path (such as "acme.io/foo")')];
  }
  return [...checkName(host, path, isDns1123Subdomain), ...invalidEach(path, rest, isHttpPath(rest))];
};

const MAX_INDEXED = 100_000;
const MAX_OF_MANY = 10_000;

const validateMode = (spec: JsonObject, path: string): Errors => {
  const mode = textOf(spec["completionMode"]);
  const errors: FieldError[] = [];
  if (mode !== "" && mode !== "NonIndexed" && mode !== "Indexed") {
    errors.push(notSupported(`${path}.completionMode`, mode, ["NonIndexed", "Indexed"]));
  }
  if (mode === "Indexed") errors.push(...validateIndexed(spec, path));
  if (mode === "NonIndexed" || mode === "") {
    for (const key of ["backoffLimitPerIndex", "maxFailedIndexes"]) {
      if (spec[key] !== undefined)
        errors.push(invalid(`${path}.${key}`, spec[key], "requires indexed completion mode"));
    }
  }
  return errors;
};

const validateIndexed = (spec: JsonObject, path: string): Errors => {
  const completions = optionalNumber(spec["completions"]);
  const parallelism = optionalNumber(spec["parallelism"]);
  const maxFailed = optionalNumber(spec["maxFailedIndexes"]);
  const errors: FieldError[] = [];
  const above = (key: string, value: number | undefined, most: number, detail: string): void => {
    if (value !== undefined && value > most) errors.push(invalid(`${path}.${key}`, value, detail));
  };
  if (completions === undefined) errors.push(required(`${path}.completions`, "when completion mode is Indexed"));
  const indexed = `must be less than or equal to ${MAX_INDEXED}`;
  above("parallelism", parallelism, MAX_INDEXED, `${indexed} when completion mode is Indexed`);
  if (completions !== undefined) {
    above("maxFailedIndexes", maxFailed, completions, "must be less than or equal to completions");
  }
  above("maxFailedIndexes", maxFailed, MAX_INDEXED, indexed);
  if (completions === undefined || completions <= MAX_INDEXED || spec["backoffLimitPerIndex"] === undefined)
    return errors;
  if (maxFailed === undefined) {
    errors.push(required(`${path}.maxFailedIndexes`, `must be specified when completions is above ${MAX_INDEXED}`));
  }
  const many = `must be less than or equal to ${MAX_OF_MANY} when completions are above ${MAX_INDEXED} and used with backoff limit per index`;
  above("parallelism", parallelism, MAX_OF_MANY, many);
  above("maxFailedIndexes", maxFailed, MAX_OF_MANY, many);
  return errors;
};

const validateReplacement = (spec: JsonObject, path: string): Errors => {
  const policy = spec["podReplacementPolicy"];
  if (typeof policy !== "string") return NONE;
  const supported = spec["podFailurePolicy"] === undefined ? ["Failed", "TerminatingOrFailed"] : ["Failed"];
  return supported.includes(policy) ? NONE : [notSupported(path, policy, supported)];
};

const validateRestart = (spec: JsonObject, path: string): Errors => {
  const policy = textOf(at(spec, "template", "spec", "restartPolicy"));
  if (policy === "Always" || policy === "") return [required(path, 'valid values: "OnFailure", "Never"')];
  if (policy !== "OnFailure" && policy !== "Never") return [notSupported(path, policy, ["OnFailure", "Never"])];
  return spec["podFailurePolicy"] !== undefined && policy !== "Never"
    ? [invalid(path, policy, 'only "Never" is supported when podFailurePolicy is specified')]
    : NONE;
};

/** The whole object is looked at twice on update: as it is, and against what it was. */
export const validateJobUpdate = (job: JsonObject, old: JsonObject, options: SecurityOptions): Errors => {
  const spec = objectOf(job["spec"]);
  const before = objectOf(old["spec"]);
  const internal = (struct: string, key: string): Errors => immutableAs(struct, spec[key], before[key], `spec.${key}`);
  return [
    ...validateJob(job, options),
    ...validateMetaUpdate(job, old),
    ...validateWholeSpec(spec, options),
    ...validateCompletions(spec, before),
    ...(deepEqual(spec["selector"], before["selector"])
      ? NONE
      : [invalid("spec.selector", selectorValue(spec["selector"]), "field is immutable")]),
    ...validateTemplateUpdate(spec, old),
    ...immutable(spec["completionMode"], before["completionMode"], "spec.completionMode"),
    ...internal("PodFailurePolicy", "podFailurePolicy"),
    ...immutable(spec["backoffLimitPerIndex"], before["backoffLimitPerIndex"], "spec.backoffLimitPerIndex"),
    ...immutable(spec["managedBy"], before["managedBy"], "spec.managedBy"),
    ...internal("SuccessPolicy", "successPolicy"),
  ];
};

const immutableAs = (struct: string, value: Json | undefined, old: Json | undefined, path: string): Errors =>
  deepEqual(value, old)
    ? NONE
    : [invalid(path, isJsonObject(value) ? toInternal(struct, value) : null, "field is immutable")];

const validateCompletions = (spec: JsonObject, before: JsonObject): Errors => {
  const path = "spec.completions";
  const { completions } = spec;
  if (spec["completionMode"] !== "Indexed") return immutable(completions, before["completions"], path);
  if (completions === undefined || completions === before["completions"]) return NONE;
  return completions === spec["parallelism"]
    ? NONE
    : [invalid(path, completions, "can only be modified in tandem with spec.parallelism")];
};

/** A suspended job without pods may still be told where to run and with what. */
const validateTemplateUpdate = (spec: JsonObject, old: JsonObject): Errors => {
  const before = objectOf(old["spec"]);
  const template = objectOf(spec["template"]);
  let oldTemplate = objectOf(before["template"]);
  const isMutable = isStopped(old);
  if (isMutable) oldTemplate = withNewPlacement(oldTemplate, template);
  if (before["suspend"] !== true || !isMutable) {
    return immutableAs("PodTemplateSpec", template, oldTemplate, "spec.template");
  }
  const pod = objectOf(template["spec"]);
  const settled = ["containers", "initContainers"].reduce((result, key) => {
    const now = objectsOf(pod[key]);
    const was = objectsOf(result[key]);
    if (now.length !== was.length || was.length === 0) return result;
    const mixed = was.map((container, i) => {
      const other = now[i];
      return other?.["name"] === container["name"] ? set(container, "resources", other?.["resources"]) : container;
    });
    return set(result, key, mixed);
  }, objectOf(oldTemplate["spec"]));
  return immutableAs("PodSpec", pod, settled, "spec.template.spec");
};

/** Suspended, said to be so, and without running pods. */
const isStopped = (old: JsonObject): boolean => {
  if (at(old, "spec", "suspend") !== true) return false;
  const isSaid = objectsOf(at(old, "status", "conditions")).some(
    (condition) => condition["type"] === "Suspended" && condition["status"] === "True",
  );
  const neverStarted = at(old, "status", "startTime") === undefined;
  return (neverStarted || isSaid) && numberOf(at(old, "status", "active")) === 0;
};

const withNewPlacement = (oldTemplate: JsonObject, template: JsonObject): JsonObject => {
  const metadata = objectOf(template["metadata"]);
  const pod = objectOf(template["spec"]);
  let result = objectOf(oldTemplate["spec"]);
  for (const key of ["nodeSelector", "tolerations", "schedulingGates"]) result = set(result, key, pod[key]);
  const nodeAffinity = objectOf(pod["affinity"])["nodeAffinity"];
  const affinity = set(objectOf(result["affinity"]), "nodeAffinity", nodeAffinity);
  const isGone = Object.keys(affinity).length === 0 && pod["affinity"] === undefined;
  result = set(result, "affinity", isGone ? undefined : affinity);
  const old = objectOf(oldTemplate["metadata"]);
  const labelled = set(set(old, "annotations", metadata["annotations"]), "labels", metadata["labels"]);
  return { ...oldTemplate, metadata: labelled, spec: result };
};

// Models pod disruption budgets (pkg/apis/policy/validation), priority classes (pkg/apis/scheduling/validation) and leases
// (pkg/apis/coordination/validation, v1.36).
import { own } from "#api/json";
import type { JsonObject } from "#api/meta";
import { toInternal } from "#api/schema/internal";
import { at, numberOf, objectOf, textOf } from "../json-object.ts";
import { atMost100Percent, immutable, intOrPercent } from "./basics.ts";
import { forbidden, invalid, NONE, notSupported, type Errors, type FieldError } from "./field-error.ts";
import { validateLabelSelector } from "./labels.ts";
import { isDns1123Subdomain } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import { validatePreemptionPolicy } from "./pod-spec.ts";

const EVICTION_POLICIES: readonly string[] = ["AlwaysAllow", "IfHealthyBudget"];

/** Metadata is not looked at; a bad name is refused by the path of the request. */
export const validateBudget = (budget: JsonObject): Errors => {
  const spec = objectOf(budget["spec"]);
  const errors: FieldError[] = [];
  if (spec["minAvailable"] !== undefined && spec["maxUnavailable"] !== undefined) {
    const shown = toInternal("PodDisruptionBudgetSpec", spec);
    errors.push(invalid("spec", shown, "minAvailable and maxUnavailable cannot be both set"));
  }
  for (const key of ["minAvailable", "maxUnavailable"]) {
    if (spec[key] === undefined) continue;
    errors.push(...intOrPercent(spec[key], `spec.${key}`), ...atMost100Percent(spec[key], `spec.${key}`));
  }
  errors.push(...validateLabelSelector(spec["selector"], "spec.selector"));
  const policy = spec["unhealthyPodEvictionPolicy"];
  return policy === undefined || EVICTION_POLICIES.includes(textOf(policy))
    ? errors
    : [...errors, notSupported("spec.unhealthyPodEvictionPolicy", policy, EVICTION_POLICIES)];
};

const HIGHEST_OF_USERS = 1_000_000_000;
const SYSTEM: { readonly [name: string]: number } = {
  "system-node-critical": 2_000_001_000,
  "system-cluster-critical": 2_000_000_000,
};

export const validatePriorityClass = (priorityClass: JsonObject): Errors => {
  const name = textOf(at(priorityClass, "metadata", "name"));
  const value = numberOf(priorityClass["value"]);
  const errors: FieldError[] = [...validateMeta(priorityClass, { name: isDns1123Subdomain, isNamespaced: false })];
  if (name.startsWith("system-")) {
    const error = systemClassError(name, value, priorityClass["globalDefault"] === true);
    const words = "priority class names with 'system-' prefix are reserved for system use only. error: ";
    if (error !== undefined) errors.push(forbidden("metadata.name", words + error));
  } else if (value > HIGHEST_OF_USERS) {
    errors.push(forbidden("value", `maximum allowed value of a user defined priority is ${HIGHEST_OF_USERS}`));
  }
  return [...errors, ...validatePreemptionPolicy(priorityClass["preemptionPolicy"], "preemptionPolicy")];
};

const systemClassError = (name: string, value: number, isDefault: boolean): string | undefined => {
  const known = own(SYSTEM, name);
  if (known === undefined) return `${name} is not a known system priority class`;
  if (known !== value) return `value of ${name} PriorityClass must be ${known}`;
  return isDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
};

export const validatePriorityClassUpdate = (priorityClass: JsonObject, old: JsonObject): Errors => [
  ...validateMetaUpdate(priorityClass, old),
  ...(numberOf(priorityClass["value"]) === numberOf(old["value"])
    ? NONE
    : [forbidden("value", "may not be changed in an update.")]),
  ...immutable(priorityClass["preemptionPolicy"], old["preemptionPolicy"], "preemptionPolicy"),
];

const validateLeaseSpec = (spec: JsonObject): Errors => {
  const { leaseDurationSeconds: duration, leaseTransitions: transitions, strategy, preferredHolder } = spec;
  const errors: FieldError[] = [];
  if (typeof duration === "number" && duration <= 0) {
    errors.push(invalid("spec.leaseDurationSeconds", duration, "must be greater than 0"));
  }
  if (typeof transitions === "number" && transitions < 0) {
    errors.push(invalid("spec.leaseTransitions", transitions, "must be greater than or equal to 0"));
  }
  if (textOf(preferredHolder) !== "" && textOf(strategy) === "") {
    errors.push(forbidden("spec.preferredHolder", "may only be specified if `strategy` is defined"));
  }
  return errors;
};

export const validateLease = (lease: JsonObject): Errors => [
  ...validateMeta(lease, { name: isDns1123Subdomain, isNamespaced: true, hasKubeFinalizers: false }),
  ...validateLeaseSpec(objectOf(lease["spec"])),
];

export const validateLeaseUpdate = (lease: JsonObject, old: JsonObject): Errors => [
  ...validateMetaUpdate(lease, old, false),
  ...validateLeaseSpec(objectOf(lease["spec"])),
];

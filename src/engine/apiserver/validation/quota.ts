// Models resource quotas and limit ranges of pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { compareQuantities, milliValue, quantityFromInt, wholeValue } from "#api/quantity";
import { compareStrings } from "#api/compare";
import { toInternal } from "#api/schema/internal";
import { at, listOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName, quantityIn } from "./basics.ts";
import { duplicate, forbidden, invalid, NONE, required, type Errors, type FieldError } from "./field-error.ts";
import { entriesOf } from "./labels.ts";
import { isDns1123Subdomain, isQualifiedName } from "./names.ts";
import { validateMeta, validateMetaUpdate } from "./object-meta.ts";
import {
  canOvercommit,
  isStandardQuota,
  validateAmount,
  validateContainerResourceName,
  validateQuotaResourceName,
  validateResourceName,
} from "./resources.ts";

const META = { name: isDns1123Subdomain, isNamespaced: true };

const validateAmounts = (amounts: Json | undefined, path: string): Errors =>
  entriesOf(amounts).flatMap(([name, amount]) => [
    ...validateQuotaResourceName(name, `${path}[${name}]`),
    ...validateAmount(name, amount, `${path}[${name}]`),
  ]);

export const validateQuota = (quota: JsonObject): Errors => [
  ...validateMeta(quota, META),
  ...validateQuotaSpec(objectOf(quota["spec"])),
  ...validateAmounts(at(quota, "status", "hard"), "status.hard"),
  ...validateAmounts(at(quota, "status", "used"), "status.used"),
];

const POD_SCOPES: readonly string[] = [
  "Terminating",
  "NotTerminating",
  "NotBestEffort",
  "PriorityClass",
  "CrossNamespacePodAffinity",
];
const SCOPES: readonly string[] = [...POD_SCOPES, "BestEffort", "VolumeAttributesClass"];
const EXISTS_ONLY: readonly string[] = [
  "BestEffort",
  "NotBestEffort",
  "Terminating",
  "NotTerminating",
  "CrossNamespacePodAffinity",
];
const POD_COMPUTE: readonly string[] = [
  "pods",
  "cpu",
  "memory",
  "limits.cpu",
  "limits.memory",
  "requests.cpu",
  "requests.memory",
];

const scopeFits = (scope: string, resource: string): boolean => {
  if (POD_SCOPES.includes(scope)) return POD_COMPUTE.includes(resource);
  if (scope === "BestEffort") return resource === "pods";
  if (scope === "VolumeAttributesClass")
    return resource === "persistentvolumeclaims" || resource === "requests.storage";
  return true;
};

const hasConflict = (scopes: readonly string[]): number =>
  (scopes.includes("BestEffort") && scopes.includes("NotBestEffort") ? 1 : 0) +
  (scopes.includes("Terminating") && scopes.includes("NotTerminating") ? 1 : 0);

const validateQuotaSpec = (spec: JsonObject): Errors => {
  const resources = entriesOf(spec["hard"]).map(([name]) => name);
  const misfits = (scope: string): number =>
    resources.filter((name) => isStandardQuota(name) && !scopeFits(scope, name)).length;
  return [
    ...validateAmounts(spec["hard"], "spec.hard"),
    ...validateScopes(listOf(spec["scopes"]).map(textOf), misfits),
    ...validateScopeSelector(spec, misfits),
  ];
};

const validateScopes = (scopes: readonly string[], misfits: (scope: string) => number): Errors => {
  const path = "spec.scopes";
  const all = [...scopes];
  const errors: FieldError[] = [];
  for (const scope of scopes) {
    if (!SCOPES.includes(scope)) errors.push(invalid(path, all, "unsupported scope"));
    for (let i = 0; i < misfits(scope); i++) errors.push(invalid(path, all, "unsupported scope applied to resource"));
  }
  for (let i = 0; i < hasConflict(scopes); i++) errors.push(invalid(path, all, "conflicting scopes"));
  return errors;
};

const validateScopeSelector = (spec: JsonObject, misfits: (scope: string) => number): Errors => {
  const selector = spec["scopeSelector"];
  if (!isJsonObject(selector)) return NONE;
  const path = "spec.scopeSelector.matchExpressions";
  const requirements = objectsOf(selector["matchExpressions"]);
  const errors = requirements.flatMap((requirement) => {
    const scope = textOf(requirement["scopeName"]);
    const own: FieldError[] = [];
    if (!SCOPES.includes(scope)) own.push(invalid(`${path}.scopeName`, scope, "unsupported scope"));
    for (let i = 0; i < misfits(scope); i++) {
      own.push(invalid(path, toInternal("ScopeSelector", selector), "unsupported scope applied to resource"));
    }
    return [...own, ...validateScopeOperator(requirement, scope, path)];
  });
  const scopes = requirements.map((requirement) => textOf(requirement["scopeName"]));
  const shown = spec["scopes"] ?? null;
  for (let i = 0; i < hasConflict(scopes); i++) errors.push(invalid(path, shown, "conflicting scopes"));
  return errors;
};

const validateScopeOperator = (requirement: JsonObject, scope: string, path: string): Errors => {
  const operator = textOf(requirement["operator"]);
  const values = listOf(requirement["values"]);
  const errors: FieldError[] = [];
  if (EXISTS_ONLY.includes(scope) && operator !== "Exists") {
    const detail =
      "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity";
    errors.push(invalid(`${path}.operator`, operator, detail));
  }
  if (operator === "In" || operator === "NotIn") {
    const detail = "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector";
    return values.length === 0 ? [...errors, required(`${path}.values`, detail)] : errors;
  }
  if (operator === "Exists" || operator === "DoesNotExist") {
    const detail = "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector";
    return values.length > 0 ? [...errors, invalid(`${path}.values`, values, detail)] : errors;
  }
  return [...errors, invalid(`${path}.operator`, operator, "not a valid selector operator")];
};

export const validateQuotaUpdate = (quota: JsonObject, old: JsonObject): Errors => {
  const scopes = listOf(at(quota, "spec", "scopes"));
  const before = listOf(at(old, "spec", "scopes"));
  const isSame = scopes.every((scope) => before.includes(scope)) && before.every((scope) => scopes.includes(scope));
  return [
    ...validateMetaUpdate(quota, old),
    ...validateQuotaSpec(objectOf(quota["spec"])),
    ...(isSame ? NONE : [invalid("spec.scopes", scopes.length === 0 ? null : scopes, "field is immutable")]),
  ];
};

export const validateLimitRange = (range: JsonObject): Errors => {
  const seen = new Set<string>();
  return [
    ...validateMeta(range, META),
    ...objectsOf(at(range, "spec", "limits")).flatMap((limit, i) => {
      const path = `spec.limits[${i}]`;
      const type = textOf(limit["type"]);
      const isRepeated = seen.has(type);
      seen.add(type);
      return [
        ...validateLimitType(type, `${path}.type`),
        ...(isRepeated ? [duplicate(`${path}.type`, type)] : NONE),
        ...validateLimit(limit, type, path),
      ];
    }),
  ];
};

const validateLimitType = (type: string, path: string): Errors => {
  const errors = checkName(type, path, isQualifiedName);
  if (errors.length > 0 || type.includes("/")) return errors;
  return ["Pod", "Container", "PersistentVolumeClaim"].includes(type)
    ? NONE
    : [invalid(path, type, "must be a standard limit type or fully qualified")];
};

const validateLimit = (limit: JsonObject, type: string, path: string): Errors => {
  const isOfPod = type === "Pod" || type === "Container";
  const checkResource = isOfPod ? validateContainerResourceName : validateResourceName;
  const namesIn = (key: string): Errors =>
    entriesOf(limit[key]).flatMap(([name]) => checkResource(name, `${path}.${key}[${name}]`));
  const errors: FieldError[] = [...namesIn("max"), ...namesIn("min")];
  for (const key of ["default", "defaultRequest"]) {
    if (type !== "Pod") errors.push(...namesIn(key));
    else if (Object.keys(objectOf(limit[key])).length > 0) {
      errors.push(forbidden(`${path}.${key}`, "may not be specified when `type` is 'Pod'"));
    }
  }
  const hasStorage = at(limit, "min", "storage") !== undefined || at(limit, "max", "storage") !== undefined;
  if (type === "PersistentVolumeClaim" && !hasStorage) {
    const detail = "either minimum or maximum storage value is required, but neither was provided";
    errors.push(required(`${path}.limits`, detail));
  }
  errors.push(...namesIn("maxLimitRequestRatio"));
  const keys = ["max", "min", "maxLimitRequestRatio", ...(type === "Pod" ? [] : ["default", "defaultRequest"])];
  const names = new Set(keys.flatMap((key) => Object.keys(objectOf(limit[key]))));
  const shown = type === "Pod" ? { ...limit, default: {}, defaultRequest: {} } : limit;
  return [...errors, ...[...names].toSorted(compareStrings).flatMap((name) => validateBounds(shown, name, path))];
};

const isAbove = (a: Json | undefined, b: Json | undefined): boolean =>
  a !== undefined && b !== undefined && compareQuantities(quantityIn(a), quantityIn(b)) > 0;

const words = (a: string, x: Json | undefined, b: string, y: Json | undefined): string =>
  `${a} value ${textOf(x)} is greater than ${b} value ${textOf(y)}`;

/** One resource's bounds must not cross: min <= defaultRequest <= default <= max. */
const validateBounds = (limit: JsonObject, name: string, path: string): Errors => {
  const of = (key: string): Json | undefined => objectOf(limit[key])[name];
  const [min, max, standard, request, ratio] = [
    of("min"),
    of("max"),
    of("default"),
    of("defaultRequest"),
    of("maxLimitRequestRatio"),
  ];
  const pathOf = (key: string): string => `${path}.${key}[${name}]`;
  const errors: FieldError[] = [];
  if (isAbove(min, max)) errors.push(invalid(pathOf("min"), min, words("min", min, "max", max)));
  if (isAbove(min, request)) {
    errors.push(invalid(pathOf("defaultRequest"), request, words("min", min, "default request", request)));
  }
  if (isAbove(request, max)) {
    errors.push(invalid(pathOf("defaultRequest"), request, words("default request", request, "max", max)));
  }
  if (isAbove(request, standard)) {
    errors.push(
      invalid(pathOf("defaultRequest"), request, words("default request", request, "default limit", standard)),
    );
  }
  if (isAbove(min, standard)) errors.push(invalid(pathOf("default"), min, words("min", min, "default", standard)));
  if (isAbove(standard, max)) errors.push(invalid(pathOf("default"), max, words("default", standard, "max", max)));
  errors.push(...validateRatio(ratio, min, max, pathOf("maxLimitRequestRatio")));
  const differs =
    standard !== undefined &&
    request !== undefined &&
    compareQuantities(quantityIn(standard), quantityIn(request)) !== 0;
  if (!canOvercommit(name) && differs) {
    const detail = `default value ${textOf(standard)} must equal to defaultRequest value ${textOf(request)} in ${name}`;
    errors.push(invalid(pathOf("defaultRequest"), request, detail));
  }
  return errors;
};

const MAX_MILLI = 9_223_372_036_854_775n;

const validateRatio = (ratio: Json | undefined, min: Json | undefined, max: Json | undefined, path: string): Errors => {
  if (ratio === undefined) return NONE;
  const q = quantityIn(ratio);
  const errors: FieldError[] = [];
  if (compareQuantities(q, quantityFromInt(1, "DecimalSI")) < 0) {
    errors.push(invalid(path, ratio, `ratio ${textOf(ratio)} is less than 1`));
  }
  if (min === undefined || max === undefined) return errors;
  const [low, high] = [quantityIn(min), quantityIn(max)];
  const isExact = [q, low, high].every((value) => wholeValue(value) < MAX_MILLI);
  const value = isExact ? Number(milliValue(q)) / 1000 : Number(wholeValue(q));
  const bound = isExact
    ? Number(milliValue(high)) / Number(milliValue(low))
    : Number(wholeValue(high)) / Number(wholeValue(low));
  return value > bound
    ? [...errors, invalid(path, ratio, `ratio ${textOf(ratio)} is greater than max/min = ${bound.toFixed(6)}`)]
    : errors;
};

// Models resource names and requirements of pkg/apis/core/validation/validation.go and pkg/apis/core/helper/helpers.go (v1.36).
import type { Json, JsonObject } from "#api/meta";
import {
  compareQuantities,
  formatQuantity,
  milliValue,
  parseQuantity,
  signOf,
  wholeValue,
  type Quantity,
} from "#api/quantity";
import { objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName, isNegative, quantityIn } from "./basics.ts";
import {
  duplicate,
  forbidden,
  invalid,
  invalidEach,
  NONE,
  notFound,
  notSupported,
  required,
  sorted,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { entriesOf } from "./labels.ts";
import { isDns1123Label, isQualifiedName } from "./names.ts";

const COUNTED = [
  "pods",
  "resourcequotas",
  "services",
  "replicationcontrollers",
  "secrets",
  "configmaps",
  "persistentvolumeclaims",
  "services.nodeports",
  "services.loadbalancers",
];
const COMPUTE = ["cpu", "memory", "ephemeral-storage"];
const QUALIFIED = COMPUTE.flatMap((name) => [`requests.${name}`, `limits.${name}`]);
const QUOTA: ReadonlySet<string> = new Set([...COMPUTE, ...QUALIFIED, "requests.storage", ...COUNTED]);
const STANDARD: ReadonlySet<string> = new Set([...QUOTA, "storage"]);

export const isHugePages = (name: string): boolean => name.startsWith("hugepages-");
const isQuotaHugePages = (name: string): boolean => isHugePages(name) || name.startsWith("requests.hugepages-");
export const isStandardQuota = (name: string): boolean => QUOTA.has(name) || isQuotaHugePages(name);
const isStandard = (name: string): boolean => STANDARD.has(name) || isQuotaHugePages(name);
const isStandardForContainers = (name: string): boolean => COMPUTE.includes(name) || isHugePages(name);
const isNative = (name: string): boolean => !name.includes("/") || name.includes("kubernetes.io/");
const isExtended = (name: string): boolean =>
  !isNative(name) && !name.startsWith("requests.") && isQualifiedName(`requests.${name}`).length === 0;
const isInteger = (name: string): boolean => COUNTED.includes(name) || isExtended(name);
export const canOvercommit = (name: string): boolean => isNative(name) && !isHugePages(name);

export const validateResourceName = (name: string, path: string): Errors => {
  const errors = checkName(name, path, isQualifiedName);
  if (errors.length > 0 || name.includes("/") || isStandard(name)) return errors;
  return [invalid(path, name, "must be a standard resource type or fully qualified")];
};

export const validateContainerResourceName = (name: string, path: string): Errors => {
  const errors = validateResourceName(name, path);
  if (!name.includes("/")) {
    return isStandardForContainers(name)
      ? errors
      : [...errors, invalid(path, name, "must be a standard resource for containers")];
  }
  const isOdd = !isNative(name) && !isExtended(name);
  return isOdd ? [...errors, invalid(path, name, "doesn't follow extended resource name standard")] : errors;
};

const validatePodResourceName = (name: string, path: string): Errors => {
  const errors = validateResourceName(name, path);
  if (errors.length > 0 || name === "cpu" || name === "memory" || isHugePages(name)) return errors;
  return [notSupported(path, name, ["cpu", "hugepages-", "memory"])];
};

export const validateQuotaResourceName = (name: string, path: string): Errors => {
  const errors = validateResourceName(name, path);
  return name.includes("/") || isStandardQuota(name)
    ? errors
    : [...errors, invalid(path, name, "must be a standard resource for quota")];
};

export const validateAmount = (name: string, amount: Json | undefined, path: string): Errors => {
  const errors: FieldError[] = [];
  if (isNegative(amount)) errors.push(invalid(path, amount, "must be greater than or equal to 0"));
  if (isInteger(name) && milliValue(quantityIn(amount)) % 1000n !== 0n) {
    errors.push(invalid(path, amount, "must be an integer"));
  }
  return errors;
};

const hugePagesError = (name: string, amount: Quantity): string | undefined => {
  const page = parseQuantity(name.slice("hugepages-".length));
  const isWhole = page.ok && signOf(page.value) > 0 && milliValue(page.value) % 1000n === 0n;
  if (isWhole && wholeValue(amount) % wholeValue(page.value) === 0n) return undefined;
  return `${formatQuantity(amount)} is not positive integer multiple of ${name}`;
};

export interface ResourceOptions {
  /** Names of the pod's resource claims. */
  readonly claimNames: readonly string[];
  readonly isPodLevel?: boolean;
}

export const validateResources = (resources: JsonObject, path: string, options: ResourceOptions): Errors => {
  const checkResourceName = options.isPodLevel ? validatePodResourceName : validateContainerResourceName;
  const limits = entriesOf(resources["limits"]);
  const requests = entriesOf(resources["requests"]);
  const errors: FieldError[] = [];
  for (const [name, amount] of limits) {
    const at = `${path}.limits[${name}]`;
    errors.push(
      ...checkResourceName(name, at),
      ...validateAmount(name, amount, at),
      ...validateHugePages(name, amount, at),
    );
  }
  for (const [name, amount] of requests) {
    const at = `${path}.requests[${name}]`;
    errors.push(...checkResourceName(name, at), ...validateAmount(name, amount, at));
    errors.push(...validateAgainstLimit(name, amount, objectOf(resources["limits"])[name], path));
    errors.push(...validateHugePages(name, amount, at));
  }
  const names = [...limits, ...requests].map(([name]) => name);
  if (names.some(isHugePages) && !names.includes("cpu") && !names.includes("memory")) {
    errors.push(forbidden(path, "HugePages require cpu or memory"));
  }
  return [...errors, ...validateClaimNames(objectsOf(resources["claims"]), `${path}.claims`, options.claimNames)];
};

const validateHugePages = (name: string, amount: Json, path: string): Errors => {
  const error = isHugePages(name) ? hugePagesError(name, quantityIn(amount)) : undefined;
  return error === undefined ? NONE : [invalid(path, amount, error)];
};

const validateAgainstLimit = (name: string, request: Json, limit: Json | undefined, path: string): Errors => {
  if (limit === undefined) {
    return canOvercommit(name)
      ? NONE
      : [required(`${path}.limits`, "Limit must be set for non overcommitable resources")];
  }
  const order = compareQuantities(quantityIn(request), quantityIn(limit));
  if (order !== 0 && !canOvercommit(name)) {
    return [invalid(`${path}.requests`, request, `must be equal to ${name} limit of ${textOf(limit)}`)];
  }
  return order > 0
    ? [invalid(`${path}.requests`, request, `must be less than or equal to ${name} limit of ${textOf(limit)}`)]
    : NONE;
};

const validateClaimNames = (claims: readonly JsonObject[], path: string, podClaims: readonly string[]): Errors => {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (const [i, claim] of claims.entries()) {
    const at = `${path}[${i}]`;
    const name = textOf(claim["name"]);
    if (name === "") {
      errors.push(required(at));
      continue;
    }
    if (seen.has(name)) {
      errors.push(duplicate(at, name));
    } else {
      const request = textOf(claim["request"]);
      const key = request === "" ? name : `${name}/${request}`;
      if (request !== "") errors.push(...invalidEach(`${at}.request`, request, isDns1123Label(request)));
      if (seen.has(key)) errors.push(duplicate(at, key));
      else if (request === "") {
        errors.push(...[...seen].filter((other) => other.startsWith(`${name}/`)).map(() => duplicate(at, name)));
      }
      seen.add(key);
    }
    if (podClaims.includes(name)) continue;
    const known = podClaims.length === 0 ? " which is empty" : `: ${sorted(podClaims).join(", ")}`;
    errors.push(notFound(at, name, `must be one of the names in pod.spec.resourceClaims${known}`));
  }
  return errors;
};

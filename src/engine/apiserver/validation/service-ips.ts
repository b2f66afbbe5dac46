// Models the addresses of services in pkg/apis/core/validation/validation.go (v1.36).
import type { Json, JsonObject } from "#api/meta";
import { listOf, textOf } from "../json-object.ts";
import { duplicate, invalid, NONE, notSupported, required, type Errors, type FieldError } from "./field-error.ts";
import { isDualStack, isV6, validateIp } from "./ip.ts";

export const isHeadless = (spec: JsonObject): boolean => {
  const ips = listOf(spec["clusterIPs"]);
  return ips.length === 1 && ips[0] === "None";
};

const FAMILIES: readonly string[] = ["IPv4", "IPv6"];
const POLICIES: readonly string[] = ["PreferDualStack", "RequireDualStack", "SingleStack"];

export const validateClusterIps = (spec: JsonObject, before: JsonObject): Errors => {
  if (spec["type"] === "ExternalName") return NONE;
  const path = "spec.clusterIPs";
  const ip = textOf(spec["clusterIP"]);
  const ips = listOf(spec["clusterIPs"]).map(textOf);
  const errors: FieldError[] = [];
  if (ip === "") {
    if (ips.length > 0) errors.push(invalid(path, ips, "must be empty when `clusterIP` is not specified"));
  } else if (ips.length === 0) {
    errors.push(required(path));
  } else if (ips[0] !== ip) {
    errors.push(invalid(path, ips, "first value must match `clusterIP`"));
  }
  errors.push(...validateFamilies(spec));
  const { errors: ipErrors, hasInvalid } = validateEach(ips, path, listOf(before["clusterIPs"]).map(textOf));
  errors.push(...ipErrors);
  if (ips.length > 2) errors.push(invalid(path, ips, "may only hold up to 2 values"));
  if (hasInvalid) return errors;
  if (ips.length > 1 && !isDualStack(ips)) {
    errors.push(invalid(path, ips, "may specify no more than one IP for each IP family"));
  }
  return [...errors, ...(isHeadless(spec) ? NONE : validateFamilyOf(ips, listOf(spec["ipFamilies"]), path))];
};

const validateFamilies = (spec: JsonObject): Errors => {
  const seen = new Set<Json>();
  const policy = spec["ipFamilyPolicy"];
  const families = listOf(spec["ipFamilies"]).flatMap((family, i) => {
    const path = `spec.ipFamilies[${i}]`;
    const isRepeated = seen.has(family);
    seen.add(family);
    return [
      ...(FAMILIES.includes(textOf(family)) ? NONE : [notSupported(path, family, FAMILIES)]),
      ...(isRepeated ? [duplicate(path, family)] : NONE),
    ];
  });
  const isOdd = policy !== undefined && !POLICIES.includes(textOf(policy));
  return isOdd ? [...families, notSupported("spec.ipFamilyPolicy", policy, POLICIES)] : families;
};

const validateEach = (
  ips: readonly string[],
  path: string,
  known: readonly string[],
): { readonly errors: Errors; readonly hasInvalid: boolean } => {
  const errors: FieldError[] = [];
  for (const [i, ip] of ips.entries()) {
    if (i > 0 || ip !== "None") errors.push(...validateIp(ip, `${path}[${i}]`, known));
    else if (ips.length > 1) errors.push(invalid(path, [...ips], "'None' must be the first and only value"));
  }
  return { errors, hasInvalid: errors.length > 0 };
};

const validateFamilyOf = (ips: readonly string[], families: readonly Json[], path: string): Errors =>
  ips.flatMap((ip, i) => {
    const family = families[i];
    const isWrong = (family === "IPv4" && isV6(ip)) || (family === "IPv6" && !isV6(ip));
    return isWrong
      ? [invalid(`${path}[${i}]`, ip, `expected an ${textOf(family)} value as indicated by \`ipFamilies[${i}]\``)]
      : NONE;
  });

const CHANGED = "may not change once set";

/** Addresses and families stay for the life of the service. */
export const validateIpUpdate = (spec: JsonObject, before: JsonObject): Errors => {
  if (spec["type"] === "ExternalName" || before["type"] === "ExternalName") return NONE;
  const isBothHeadless = isHeadless(spec) && isHeadless(before);
  return [
    ...(isBothHeadless ? NONE : validateIpChange(spec, before)),
    ...(isHeadless(spec) || isHeadless(before) ? NONE : validateFamilyChange(spec, before)),
  ];
};

const validateIpChange = (spec: JsonObject, before: JsonObject): Errors => {
  const now = listOf(spec["clusterIPs"]);
  const old = listOf(before["clusterIPs"]);
  const path = "spec.clusterIPs";
  if (old.length === now.length) {
    return old.flatMap((ip, i) => (ip === now[i] ? NONE : [invalid(`${path}[${i}]`, now, CHANGED)]));
  }
  const errors: FieldError[] = [];
  if (old.length > now.length && now.length === 0) {
    errors.push(invalid(`${path}[0]`, null, "primary clusterIP can not be unset"));
  }
  if (old.length > 0 && now.length > 0 && now[0] !== old[0]) errors.push(invalid(`${path}[0]`, now, CHANGED));
  return old.length > now.length ? [...errors, ...requireSingleStack(spec, now.length, "clusterIP")] : errors;
};

const validateFamilyChange = (spec: JsonObject, before: JsonObject): Errors => {
  const now = listOf(spec["ipFamilies"]);
  const old = listOf(before["ipFamilies"]);
  const path = "spec.ipFamilies[0]";
  if (old.length === now.length) {
    return old.flatMap((family, i) => (family === now[i] ? NONE : [invalid(path, now, CHANGED)]));
  }
  const ips = listOf(spec["clusterIPs"]);
  const shownIps = ips.length === 0 ? null : ips;
  const errors: FieldError[] = [];
  if (old.length > now.length && ips.length === 0) {
    errors.push(invalid(path, now.length === 0 ? null : now, "primary ipFamily can not be unset"));
  }
  if (old.length > 0 && now.length > 0 && now[0] !== old[0]) errors.push(invalid(path, shownIps, CHANGED));
  return old.length > now.length ? [...errors, ...requireSingleStack(spec, now.length, "ipFamily")] : errors;
};

const requireSingleStack = (spec: JsonObject, length: number, what: string): Errors => {
  const policy = spec["ipFamilyPolicy"];
  if (length !== 1 || policy === "SingleStack") return NONE;
  const detail = `must be set to 'SingleStack' when releasing the secondary ${what}`;
  return [invalid("spec.ipFamilyPolicy", policy ?? null, detail)];
};

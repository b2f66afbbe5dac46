// Models security contexts of pods and containers in pkg/apis/core/validation/validation.go (v1.36).
// Simplified: Windows options are not looked into; there are no Windows nodes.
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { toInternal } from "#api/schema/internal";
import { listOf, objectOf, objectsOf, textOf } from "../json-object.ts";
import { relativePath } from "./basics.ts";
import {
  duplicate,
  forbidden,
  invalid,
  invalidEach,
  NONE,
  notSupported,
  required,
  tooLong,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { isId } from "./names.ts";

export interface SecurityOptions {
  /** The API server's flag --allow-privileged. */
  readonly allowPrivileged: boolean;
}

const validateId = (id: Json | undefined, path: string): Errors =>
  typeof id === "number" ? invalidEach(path, id, isId(id)) : NONE;

const oneOf = (value: Json | undefined, path: string, values: readonly string[]): Errors =>
  typeof value === "string" && !values.includes(value) ? [notSupported(path, value, values)] : NONE;

export const validateContainerSecurity = (
  context: Json | undefined,
  path: string,
  spec: JsonObject,
  options: SecurityOptions,
): Errors => {
  if (!isJsonObject(context)) return NONE;
  const errors: FieldError[] = [];
  const isPrivileged = context["privileged"] === true;
  if (isPrivileged && !options.allowPrivileged) {
    errors.push(forbidden(`${path}.privileged`, "disallowed by cluster policy"));
  }
  errors.push(...validateId(context["runAsUser"], `${path}.runAsUser`));
  errors.push(...validateId(context["runAsGroup"], `${path}.runAsGroup`));
  errors.push(...oneOf(context["procMount"], `${path}.procMount`, ["Default", "Unmasked"]));
  if (context["procMount"] === "Unmasked" && spec["hostUsers"] !== false) {
    errors.push(invalid(`${path}.procMount`, "Unmasked", "`hostUsers` must be false to use `Unmasked`"));
  }
  errors.push(...validateSeccomp(context["seccompProfile"], `${path}.seccompProfile`));
  if (context["allowPrivilegeEscalation"] === false) {
    const shown = toInternal("SecurityContext", context);
    const refuse = (what: string): void => {
      errors.push(invalid(path, shown, `cannot set \`allowPrivilegeEscalation\` to false and ${what}`));
    };
    if (isPrivileged) refuse("`privileged` to true");
    const added = listOf(objectOf(context["capabilities"])["add"]);
    for (const capability of added) if (capability === "CAP_SYS_ADMIN") refuse("`capabilities.Add` CAP_SYS_ADMIN");
  }
  return [...errors, ...validateAppArmor(context["appArmorProfile"], `${path}.appArmorProfile`)];
};

const PROFILES: readonly string[] = ["Localhost", "RuntimeDefault", "Unconfined"];

const validateSeccomp = (profile: Json | undefined, path: string): Errors => {
  if (!isJsonObject(profile)) return NONE;
  const type = textOf(profile["type"]);
  const local = profile["localhostProfile"];
  const errors: FieldError[] = [];
  if (type === "") errors.push(required(`${path}.type`, "type is required when seccompProfile is set"));
  else errors.push(...oneOf(type, `${path}.type`, PROFILES));
  if (type !== "Localhost") {
    if (local === undefined) return errors;
    const shown = toInternal("SeccompProfile", profile);
    return [...errors, invalid(`${path}.localhostProfile`, shown, "can only be set when seccomp type is Localhost")];
  }
  return local === undefined
    ? [...errors, required(`${path}.localhostProfile`, "must be set when seccomp type is Localhost")]
    : [...errors, ...relativePath(textOf(local), `${path}.localhostProfile`)];
};

const MAX_PATH = 4095;

const validateAppArmor = (profile: Json | undefined, path: string): Errors => {
  if (!isJsonObject(profile)) return NONE;
  const type = textOf(profile["type"]);
  const local = profile["localhostProfile"];
  const here = `${path}.localhostProfile`;
  if (type === "") return [required(`${path}.type`, "type is required when appArmorProfile is set")];
  if (!PROFILES.includes(type)) return [notSupported(`${path}.type`, type, PROFILES)];
  if (type !== "Localhost") {
    return local === undefined ? NONE : [invalid(here, local, "can only be set when AppArmor type is Localhost")];
  }
  const text = textOf(local);
  if (text.trim() !== text) return [invalid(here, text, "must not be padded with whitespace")];
  if (text === "") return [required(here, "must be set when AppArmor type is Localhost")];
  return text.length > MAX_PATH ? [tooLong(here, MAX_PATH)] : NONE;
};

export const validatePodSecurity = (spec: JsonObject, path: string): Errors => {
  const context = spec["securityContext"];
  const errors: FieldError[] = [];
  if (!isJsonObject(context)) return NONE;
  errors.push(...validateId(context["fsGroup"], `${path}.fsGroup`));
  errors.push(...validateId(context["runAsUser"], `${path}.runAsUser`));
  errors.push(...validateId(context["runAsGroup"], `${path}.runAsGroup`));
  errors.push(
    ...listOf(context["supplementalGroups"]).flatMap((id, i) => validateId(id, `${path}.supplementalGroups[${i}]`)),
  );
  if (spec["shareProcessNamespace"] === true && spec["hostPID"] === true) {
    const detail = "ShareProcessNamespace and HostPID cannot both be enabled";
    errors.push(invalid(`${path}.shareProcessNamespace`, true, detail));
  }
  errors.push(...validateSysctls(context, `${path}.sysctls`, spec));
  errors.push(...oneOf(context["fsGroupChangePolicy"], `${path}.fsGroupChangePolicy`, ["Always", "OnRootMismatch"]));
  errors.push(...validateSeccomp(context["seccompProfile"], `${path}.seccompProfile`));
  errors.push(...validateAppArmor(context["appArmorProfile"], `${path}.appArmorProfile`));
  errors.push(...oneOf(context["supplementalGroupsPolicy"], `${path}.supplementalGroupsPolicy`, ["Merge", "Strict"]));
  return [...errors, ...oneOf(context["seLinuxChangePolicy"], `${path}.seLinuxChangePolicy`, ["Recursive"])];
};

const SYSCTL = "([a-z0-9]([-_a-z0-9]*[a-z0-9])?[\\./])*[a-z0-9]([-_a-z0-9]*[a-z0-9])?";
const sysctlPattern = new RegExp(`^${SYSCTL}$`);
const MAX_SYSCTL = 253;

const validateSysctls = (context: JsonObject, path: string, spec: JsonObject): Errors => {
  const errors: FieldError[] = [];
  const seen = new Set<string>();
  for (const [i, sysctl] of objectsOf(context["sysctls"]).entries()) {
    const name = textOf(sysctl["name"]);
    const here = `${path}[${i}].name`;
    if (name === "") errors.push(required(here));
    else if (name.length > MAX_SYSCTL || !sysctlPattern.test(name)) {
      errors.push(invalid(here, name, `must have at most ${MAX_SYSCTL} characters and match regex ^${SYSCTL}$`));
    } else if (seen.has(name)) errors.push(duplicate(here, name));
    errors.push(...validateHostSysctl(name, here, spec));
    seen.add(name);
  }
  return errors;
};

const IPC = /^(kernel[./]shm|kernel[./]msg|kernel[./]sem$|fs[./]mqueue[./])/;

const validateHostSysctl = (name: string, path: string, spec: JsonObject): Errors => {
  if (spec["hostNetwork"] === true && /^net[./]/.test(name)) {
    return [invalid(path, name, "may not be specified when 'hostNetwork' is true")];
  }
  return spec["hostIPC"] === true && IPC.test(name)
    ? [invalid(path, name, "may not be specified when 'hostIPC' is true")]
    : NONE;
};

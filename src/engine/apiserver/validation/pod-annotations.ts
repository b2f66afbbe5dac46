// Models ValidatePodSpecificAnnotations and the seccomp and AppArmor annotations of pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject, own } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { objectOf, textOf } from "../json-object.ts";
import { relativePath } from "./basics.ts";
import { forbidden, invalid, NONE, type Errors } from "./field-error.ts";
import { entriesOf } from "./labels.ts";
import { containersWithPaths } from "./pod-spec.ts";

const MIRROR = "kubernetes.io/config.mirror";
const DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
const SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
const SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
const APPARMOR = "container.apparmor.security.beta.kubernetes.io/";
const MAX_INT32 = 2_147_483_647;

export const validatePodAnnotations = (annotations: Json | undefined, spec: JsonObject, path: string): Errors => {
  const map = objectOf(annotations);
  const cost = map[DELETION_COST];
  return [
    ...(map[MIRROR] !== undefined && textOf(spec["nodeName"]) === ""
      ? [invalid(`${path}[${MIRROR}]`, map[MIRROR], "must set spec.nodeName if mirror pod annotation is set")]
      : NONE),
    ...(cost !== undefined && !isInt32(textOf(cost))
      ? [invalid(`${path}[${DELETION_COST}]`, cost, "must be a 32bit integer")]
      : NONE),
    ...entriesOf(map)
      .filter(([key]) => key === SECCOMP_POD || key.startsWith(SECCOMP_CONTAINER))
      .flatMap(([key, profile]) => validateSeccomp(textOf(profile), `${path}.${key}`)),
    ...entriesOf(map)
      .filter(([key]) => key.startsWith(APPARMOR))
      .flatMap(([key, profile]) => validateAppArmor(key, textOf(profile), spec, path)),
  ];
};

/** No plus sign and no leading zeros: a number has one text. */
const isInt32 = (text: string): boolean =>
  /^(0|-?[1-9]\d*|-0)$/.test(text) && Number(text) <= MAX_INT32 && Number(text) >= -MAX_INT32 - 1;

const validateSeccomp = (profile: string, path: string): Errors => {
  if (profile === "runtime/default" || profile === "docker/default" || profile === "unconfined") return NONE;
  if (profile.startsWith("localhost/")) return relativePath(profile.slice("localhost/".length), path);
  return [invalid(path, profile, "must be a valid seccomp profile")];
};

const validateAppArmor = (key: string, profile: string, spec: JsonObject, path: string): Errors => {
  const name = key.slice(APPARMOR.length);
  const isKnown = containersWithPaths(spec, "").some(([container]) => container["name"] === name);
  const isFormat =
    profile === "" || profile === "runtime/default" || profile === "unconfined" || profile.startsWith("localhost/");
  return [
    ...(isKnown ? NONE : [invalid(`${path}[${key}]`, name, "container not found")]),
    ...(isFormat ? NONE : [invalid(`${path}[${key}]`, profile, `invalid AppArmor profile name: "${profile}"`)]),
  ];
};

const PROFILE_NAMES: { readonly [type: string]: string } = {
  Unconfined: "unconfined",
  RuntimeDefault: "runtime/default",
};

/** An annotation and the field that took its place must say the same. */
export const validateProfilesMatch = (annotations: Json | undefined, spec: JsonObject, path: string): Errors => {
  const map = objectOf(annotations);
  if (Object.keys(map).length === 0) return NONE;
  const podContext = objectOf(spec["securityContext"]);
  return [
    ...matchSeccomp(map[SECCOMP_POD], podContext["seccompProfile"], `${path}.securityContext.seccompProfile`),
    ...containersWithPaths(spec, path).flatMap(([container, at]) => {
      const profile = objectOf(container["securityContext"])["seccompProfile"];
      const annotation = map[SECCOMP_CONTAINER + textOf(container["name"])];
      return matchSeccomp(annotation, profile, `${at}.securityContext.seccompProfile`);
    }),
    ...containersWithPaths(spec, path).flatMap(([container, at]) => {
      const profile = objectOf(container["securityContext"])["appArmorProfile"] ?? podContext["appArmorProfile"];
      return matchAppArmor(map[APPARMOR + textOf(container["name"])], profile, `${at}.securityContext.appArmorProfile`);
    }),
  ];
};

const matchSeccomp = (annotation: Json | undefined, profile: Json | undefined, path: string): Errors => {
  if (typeof annotation !== "string" || !isJsonObject(profile)) return NONE;
  const type = textOf(profile["type"]);
  if (type !== "Localhost") {
    const isSame =
      annotation === own(PROFILE_NAMES, type) || (type === "RuntimeDefault" && annotation === "docker/default");
    return isSame ? NONE : [forbidden(`${path}.type`, "seccomp type in annotation and field must match")];
  }
  if (!annotation.startsWith("localhost/")) {
    return [forbidden(`${path}.type`, "seccomp type in annotation and field must match")];
  }
  return annotation.slice("localhost/".length) === profile["localhostProfile"]
    ? NONE
    : [forbidden(`${path}.localhostProfile`, "seccomp profile in annotation and field must match")];
};

const matchAppArmor = (annotation: Json | undefined, profile: Json | undefined, path: string): Errors => {
  if (typeof annotation !== "string" || !isJsonObject(profile)) return NONE;
  const type = textOf(profile["type"]);
  const mismatch = [forbidden(`${path}.type`, "apparmor type in annotation and field must match")];
  if (type !== "Localhost")
    return own(PROFILE_NAMES, type) === undefined || annotation === own(PROFILE_NAMES, type) ? NONE : mismatch;
  if (!annotation.startsWith("localhost/")) return mismatch;
  return annotation.slice("localhost/".length) === profile["localhostProfile"]
    ? NONE
    : [forbidden(`${path}.localhostProfile`, "apparmor profile in annotation and field must match")];
};

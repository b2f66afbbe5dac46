// Models environment variables of pkg/apis/core/validation/validation.go (v1.36).
import { isJsonObject } from "#api/json";
import type { Json, JsonObject } from "#api/meta";
import { isZero } from "#api/quantity";
import { objectOf, objectsOf, textOf } from "../json-object.ts";
import { checkName, quantityIn, withoutBacksteps } from "./basics.ts";
import { invalid, NONE, notSupported, required, sorted, type Errors, type FieldError } from "./field-error.ts";
import { isConfigMapKey, isDns1123Label, isDns1123Subdomain, isEnvVarName, isQualifiedName } from "./names.ts";

const SOURCES: readonly string[] = ["fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef"];

export const validateEnv = (env: Json | undefined, path: string): Errors =>
  objectsOf(env).flatMap((variable, i) => {
    const name = textOf(variable["name"]);
    return [
      ...(name === "" ? [required(`${path}[${i}].name`)] : checkName(name, `${path}[${i}].name`, isEnvVarName)),
      ...validateSource(variable, `${path}[${i}].valueFrom`),
    ];
  });

const validateSource = (variable: JsonObject, path: string): Errors => {
  const source = variable["valueFrom"];
  if (!isJsonObject(source)) return NONE;
  const errors: FieldError[] = [];
  if (isJsonObject(source["fieldRef"]))
    errors.push(...validateFieldRef(source["fieldRef"], `${path}.fieldRef`, ENV_FIELDS));
  if (isJsonObject(source["resourceFieldRef"])) {
    errors.push(...validateResourceFieldRef(source["resourceFieldRef"], `${path}.resourceFieldRef`, false));
  }
  for (const key of ["configMapKeyRef", "secretKeyRef"]) {
    if (isJsonObject(source[key])) errors.push(...validateKeyRef(source[key], `${path}.${key}`));
  }
  if (isJsonObject(source["fileKeyRef"]))
    errors.push(...validateFileKeyRef(source["fileKeyRef"], `${path}.fileKeyRef`));
  const count = SOURCES.filter((key) => isJsonObject(source[key])).length;
  if (count === 0) {
    const all = "`fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`";
    errors.push(invalid(path, "", `must specify one of: ${all}`));
  } else if (textOf(variable["value"]) !== "") {
    errors.push(invalid(path, "", "may not be specified when `value` is not empty"));
  } else if (count > 1) {
    errors.push(invalid(path, "", "may not have more than one field specified at a time"));
  }
  return errors;
};

const validateKeyRef = (ref: JsonObject, path: string): Errors => {
  const key = textOf(ref["key"]);
  return [
    ...checkName(textOf(ref["name"]), `${path}.name`, isDns1123Subdomain),
    ...(key === "" ? [required(`${path}.key`)] : checkName(key, `${path}.key`, isConfigMapKey)),
  ];
};

const validateFileKeyRef = (ref: JsonObject, path: string): Errors => {
  const [key, volume, file] = [textOf(ref["key"]), textOf(ref["volumeName"]), textOf(ref["path"])];
  return [
    ...(key === "" ? [required(`${path}.key`)] : checkName(key, `${path}.key`, isEnvVarName)),
    ...(volume === "" ? [required(`${path}.volumeName`)] : checkName(volume, `${path}.volumeName`, isDns1123Label)),
    ...(file === "" ? [required(`${path}.path`)] : withoutBacksteps(file, `${path}.path`)),
  ];
};

const ENV_FIELDS: readonly string[] = [
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
];
export const VOLUME_FIELDS: readonly string[] = [
  "metadata.annotations",
  "metadata.labels",
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
];
/** Fields of a pod that can be named at all (pkg/apis/core/pods/helpers.go). */
const POD_FIELDS: readonly string[] = [
  ...ENV_FIELDS,
  ...VOLUME_FIELDS,
  "spec.restartPolicy",
  "spec.schedulerName",
  "status.phase",
];

const SUBSCRIPT = /^(.+?)\['(.*)'\]$/s;

export const validateFieldRef = (ref: JsonObject, path: string, allowed: readonly string[]): Errors => {
  const apiVersion = textOf(ref["apiVersion"]);
  const fieldPath = textOf(ref["fieldPath"]);
  if (apiVersion === "") return [required(`${path}.apiVersion`)];
  if (fieldPath === "") return [required(`${path}.fieldPath`)];
  const refuse = (why: string): Errors => [
    invalid(`${path}.fieldPath`, fieldPath, `error converting fieldPath: ${why}`),
  ];
  if (apiVersion !== "v1") return refuse(`unsupported pod version: ${apiVersion}`);
  const [, map, subscript = ""] = SUBSCRIPT.exec(fieldPath) ?? [];
  if (map === "metadata.annotations") return checkName(subscript.toLowerCase(), path, isQualifiedName);
  if (map === "metadata.labels") return checkName(subscript, path, isQualifiedName);
  if (map !== undefined) return refuse(`field label does not support subscript: ${fieldPath}`);
  const field = fieldPath === "spec.host" ? "spec.nodeName" : fieldPath;
  if (!POD_FIELDS.includes(field)) return refuse(`field label not supported: ${fieldPath}`);
  return allowed.includes(field) ? NONE : [notSupported(`${path}.fieldPath`, field, sorted(allowed))];
};

const RESOURCE_FIELDS: readonly string[] = ["limits", "requests"].flatMap((kind) =>
  ["cpu", "ephemeral-storage", "memory"].map((name) => `${kind}.${name}`),
);

export const validateResourceFieldRef = (ref: JsonObject, path: string, isVolume: boolean): Errors => {
  const resource = textOf(ref["resource"]);
  const isHugePages = resource.startsWith("limits.hugepages-") || resource.startsWith("requests.hugepages-");
  const errors: FieldError[] = [];
  if (isVolume && textOf(ref["containerName"]) === "") errors.push(required(`${path}.containerName`));
  else if (resource === "") errors.push(required(`${path}.resource`));
  else if (!RESOURCE_FIELDS.includes(resource) && !isHugePages) {
    errors.push(notSupported(`${path}.resource`, resource, RESOURCE_FIELDS));
  }
  return [...errors, ...validateDivisor(resource, ref["divisor"], path)];
};

const BYTES: readonly string[] = [
  "1",
  ..."kMGTPE".split("").map((s) => `1${s}`),
  ..."KMGTPE".split("").map((s) => `1${s}i`),
];

const DIVISORS: readonly { readonly of: RegExp; readonly allowed: readonly string[]; readonly words: string }[] = [
  { of: /^(limits|requests)\.cpu$/, allowed: ["1m", "1"], words: "1m and 1 are supported with the cpu resource" },
  {
    of: /^(limits|requests)\.memory$/,
    allowed: BYTES,
    words: `${BYTES.join(", ")} are supported with the memory resource`,
  },
  {
    of: /^(limits|requests)\.ephemeral-storage$/,
    allowed: BYTES,
    words: `${BYTES.join(", ")} are supported with the local ephemeral storage resource`,
  },
  {
    of: /^(limits|requests)\.hugepages-/,
    allowed: BYTES,
    words: `${BYTES.join(", ")} are supported with the hugepages resource`,
  },
];

const validateDivisor = (resource: string, divisor: Json | undefined, path: string): Errors => {
  if (isZero(quantityIn(divisor))) return NONE;
  const row = DIVISORS.find(({ of }) => of.test(resource));
  if (!row || row.allowed.includes(textOf(divisor))) return NONE;
  return [invalid(`${path}.divisor`, resource, `only divisor's values ${row.words}`)];
};

/** Errors of the list are said at the list, as upstream does. */
export const validateEnvFrom = (envFrom: Json | undefined, path: string): Errors =>
  objectsOf(envFrom).flatMap((source, i) => {
    const errors: FieldError[] = [];
    const prefix = textOf(source["prefix"]);
    if (prefix !== "") errors.push(...checkName(prefix, `${path}[${i}].prefix`, isEnvVarName));
    const given = ["configMapRef", "secretRef"].filter((key) => isJsonObject(source[key]));
    for (const key of given) {
      const name = textOf(objectOf(source[key])["name"]);
      const at = `${path}[${i}].${key}.name`;
      errors.push(...(name === "" ? [required(at)] : checkName(name, at, isConfigOrSecretName)));
    }
    if (given.length === 0) errors.push(invalid(path, "", "must specify one of: `configMapRef` or `secretRef`"));
    if (given.length > 1) errors.push(invalid(path, "", "may not have more than one field specified at a time"));
    return errors;
  });

/** Upstream takes the name for a prefix, so that it may end with a dash. */
const isConfigOrSecretName = (name: string): readonly string[] =>
  isDns1123Subdomain(name.length > 1 && name.endsWith("-") ? `${name.slice(0, -2)}a` : name);

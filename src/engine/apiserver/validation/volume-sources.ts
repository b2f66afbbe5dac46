// Models the volume sources of pkg/apis/core/validation/validation.go that pods and persistent volumes share (v1.36).
// Simplified: sources of storage systems that the simulation has no machine for (cloud disks, Ceph, iSCSI, ...) are not looked into.
import { isJsonObject } from "#api/json";
import type { JsonObject } from "#api/meta";
import { at, numberOf, objectsOf, textOf } from "../json-object.ts";
import { checkName, fileMode, isNegative, localPath, withoutBacksteps } from "./basics.ts";
import { validateFieldRef, validateResourceFieldRef, VOLUME_FIELDS } from "./env.ts";
import {
  forbidden,
  invalid,
  NONE,
  notSupported,
  required,
  tooLong,
  type Errors,
  type FieldError,
} from "./field-error.ts";
import { isDns1123Subdomain } from "./names.ts";

export type SourceCheck = (source: JsonObject, path: string) => Errors;

export const requireText = (source: JsonObject, key: string, path: string): Errors =>
  textOf(source[key]) === "" ? [required(`${path}.${key}`)] : NONE;

export const validateEmptyDir: SourceCheck = (source, path) =>
  isNegative(source["sizeLimit"])
    ? [forbidden(`${path}.sizeLimit`, "SizeLimit field must be a valid resource quantity")]
    : NONE;

const HOST_PATH_TYPES: readonly string[] = [
  "",
  "BlockDevice",
  "CharDevice",
  "Directory",
  "DirectoryOrCreate",
  "File",
  "FileOrCreate",
  "Socket",
];

export const validateHostPath: SourceCheck = (source, path) => {
  if (textOf(source["path"]) === "") return [required(`${path}.path`)];
  const type = source["type"];
  return [
    ...withoutBacksteps(textOf(source["path"]), `${path}.path`),
    ...(typeof type === "string" && !HOST_PATH_TYPES.includes(type)
      ? [notSupported(`${path}.type`, type, HOST_PATH_TYPES)]
      : NONE),
  ];
};

const validateKeyToPath: SourceCheck = (item, path) => [
  ...requireText(item, "key", path),
  ...requireText(item, "path", path),
  ...localPath(textOf(item["path"]), `${path}.path`),
  ...fileMode(item["mode"], `${path}.mode`),
];

const validateItems = (source: JsonObject, path: string): Errors =>
  objectsOf(source["items"]).flatMap((item, i) => validateKeyToPath(item, `${path}.items[${i}]`));

const fromKeys =
  (nameKey: string): SourceCheck =>
  (source, path) => [
    ...requireText(source, nameKey, path),
    ...fileMode(source["defaultMode"], `${path}.defaultMode`),
    ...validateItems(source, path),
  ];

export const validateSecretSource = fromKeys("secretName");
export const validateConfigMapSource = fromKeys("name");

const validateDownwardFile: SourceCheck = (file, path) => {
  const errors: FieldError[] = [...requireText(file, "path", path), ...localPath(textOf(file["path"]), `${path}.path`)];
  const { fieldRef, resourceFieldRef } = file;
  if (isJsonObject(fieldRef)) {
    errors.push(...validateFieldRef(fieldRef, `${path}.fieldRef`, VOLUME_FIELDS));
    if (isJsonObject(resourceFieldRef)) {
      errors.push(invalid(path, "resource", "fieldRef and resourceFieldRef can not be specified simultaneously"));
    }
  } else if (isJsonObject(resourceFieldRef)) {
    errors.push(...validateResourceFieldRef(resourceFieldRef, `${path}.resourceFieldRef`, true));
  } else {
    errors.push(required(path, "one of fieldRef and resourceFieldRef is required"));
  }
  return [...errors, ...fileMode(file["mode"], `${path}.mode`)];
};

/** Upstream names no index here: all files are at the volume's own path. */
export const validateDownwardApi: SourceCheck = (source, path) => [
  ...fileMode(source["defaultMode"], `${path}.defaultMode`),
  ...objectsOf(source["items"]).flatMap((file) => validateDownwardFile(file, path)),
];

export const validateNfs: SourceCheck = (source, path) => [
  ...requireText(source, "server", path),
  ...requireText(source, "path", path),
  ...(textOf(source["path"]).startsWith("/")
    ? NONE
    : [invalid(`${path}.path`, textOf(source["path"]), "must be an absolute path")]),
];

export const validateCsiDriver = (driver: string, path: string): Errors => {
  if (driver === "") return [required(path)];
  const long = driver.length > 63 ? [tooLong(path, 63)] : [];
  return [...long, ...isDns1123Subdomain(driver.toLowerCase()).map((message) => invalid(path, driver, message))];
};

export const validateCsi: SourceCheck = (source, path) => {
  const driver = validateCsiDriver(textOf(source["driver"]), `${path}.driver`);
  const ref = source["nodePublishSecretRef"];
  if (!isJsonObject(ref)) return driver;
  const name = textOf(ref["name"]);
  return [
    ...driver,
    ...(name === ""
      ? [required(`${path}.nodePublishSecretRef.name`)]
      : checkName(name, `${path}.name`, isDns1123Subdomain)),
  ];
};

const TEN_MINUTES = 600;
const MAX_TOKEN_SECONDS = 4_294_967_296;

export const validateProjected: SourceCheck = (volume, path) => {
  const errors: FieldError[] = [...fileMode(volume["defaultMode"], `${path}.defaultMode`)];
  const paths = new Set<string>();
  const take = (file: string, shown: string): Errors => {
    const isTaken = file !== "" && paths.has(file);
    paths.add(file);
    return isTaken ? [invalid(path, shown, "conflicting duplicate paths")] : NONE;
  };
  for (const [i, source] of objectsOf(volume["sources"]).entries()) {
    const here = `${path}.sources[${i}]`;
    for (const key of ["secret", "configMap"])
      errors.push(...validateProjectedKeys(source[key], `${here}.${key}`, take));
    errors.push(...validateProjectedFiles(source["downwardAPI"], `${here}.downwardAPI`, take));
    errors.push(...validateProjectedToken(source["serviceAccountToken"], `${here}.serviceAccountToken`, path));
    if (Object.keys(source).filter((key) => isJsonObject(source[key])).length > 1) {
      errors.push(forbidden(here, "may not specify more than 1 volume type per source"));
    }
  }
  return errors;
};

type Take = (file: string, shown: string) => Errors;

const validateProjectedKeys = (source: unknown, path: string, take: Take): Errors => {
  if (!isJsonObject(source)) return NONE;
  const items = objectsOf(source["items"]).flatMap((item, i) => [
    ...validateKeyToPath(item, `${path}.items[${i}]`),
    ...take(textOf(item["path"]), textOf(source["name"])),
  ]);
  return [...requireText(source, "name", path), ...items];
};

const validateProjectedFiles = (source: unknown, path: string, take: Take): Errors =>
  objectsOf(at(source, "items")).flatMap((file) => [
    ...validateDownwardFile(file, path),
    ...take(textOf(file["path"]), textOf(file["path"])),
  ]);

/** Upstream says an odd path of a token at the volume, not at the source. */
const validateProjectedToken = (token: unknown, path: string, volumePath: string): Errors => {
  if (!isJsonObject(token)) return NONE;
  const seconds = numberOf(token["expirationSeconds"]);
  const errors: FieldError[] = [];
  if (seconds < TEN_MINUTES) {
    errors.push(invalid(`${path}.expirationSeconds`, seconds, "may not specify a duration less than 10 minutes"));
  }
  if (seconds > MAX_TOKEN_SECONDS) {
    errors.push(invalid(`${path}.expirationSeconds`, seconds, "may not specify a duration larger than 2^32 seconds"));
  }
  const file = textOf(token["path"]);
  return [...errors, ...(file === "" ? [required(`${volumePath}.path`)] : localPath(file, `${volumePath}.path`))];
};

export const validatePullPolicy = (policy: unknown, path: string): Errors => {
  const text = textOf(policy);
  if (text === "") return [required(path)];
  return PULL_POLICIES.includes(text) ? NONE : [notSupported(path, text, PULL_POLICIES)];
};

const PULL_POLICIES: readonly string[] = ["Always", "IfNotPresent", "Never"];

export const validateClaimSource: SourceCheck = (source, path) => requireText(source, "claimName", path);
